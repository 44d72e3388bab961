/* Crossovers: monthly cost as a function of demand, and where the order of two options changes. */
#include "decide/crossover.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/grow.h"
#include "decide/stairs.h"
#include "model/evaluator.h"
#include "model/tolerance.h"

enum { NARROWINGS = 64 };

/*
 * The inputs that determine demand. Growth carries it to a month, since elasticities count from the plan's first day.
 */
enum { FREE_REQUESTS, FREE_PEAK_FACTOR, FREE_GROWTH, FREE_COUNT };

struct survey {
	const struct plan *plan;
	struct evaluator evaluator;
	int horizon;
	double requests, peak_factor, growth; /* at best guess */
	double *planned;                      /* [option * horizon + t]: cost of month t as planned */
	int *launched;                        /* [option]: the first whole month after launch */
	struct stairs *stairs; /* [option]: the last month's cost by demand; 1 is the first day's demand */
	struct crossovers *found;
};

const char *crossover_status_id(enum crossover_status status)
{
	static const char *const ids[] = {
		[CROSSOVER_A_THEN_B] = "a_then_b",
		[CROSSOVER_B_THEN_A] = "b_then_a",
		[CROSSOVER_A_THROUGHOUT] = "a_throughout",
		[CROSSOVER_B_THROUGHOUT] = "b_throughout",
		[CROSSOVER_EQUAL] = "equal",
		[CROSSOVER_MORE] = "more",
		[CROSSOVER_NOT_LAUNCHED] = "not_launched",
	};
	return ids[status];
}

int crossover_is_crossing(enum crossover_status status)
{
	return status == CROSSOVER_A_THEN_B || status == CROSSOVER_B_THEN_A;
}

static double run_cost(const struct flows *flows, int t, int lane)
{
	double cost = 0;
	for (int row = 0; row < flows->rows; row++)
		if (flow_kind((enum flow)row) == CASH_KIND_COST)
			cost += flows->month[row * flows->horizon + t][lane];
	return cost;
}

static double demand_of(const struct survey *survey, int t)
{
	return survey->requests * pow(1 + survey->growth, t);
}

/*
 * Loads the model with other demands in month t. The month's peak is that of its end, after one more month of planned
 * growth; the peak factor compensates for the growth that carries demand there. In month 0 demand is that of the plan's
 * first day.
 */
static void load_demands(struct survey *survey, int t, const double *demand, int lanes)
{
	double input[FREE_COUNT][LANES];
	for (int l = 0; l < lanes; l++) {
		double growth = t > 0 ? pow(demand[l] / survey->requests, 1.0 / t) - 1 : survey->growth;
		input[FREE_REQUESTS][l] = t > 0 ? survey->requests : demand[l];
		input[FREE_GROWTH][l] = growth;
		input[FREE_PEAK_FACTOR][l] = survey->peak_factor * (1 + survey->growth) / (1 + growth);
	}
	evaluator_load(&survey->evaluator, (const double (*)[LANES])input, lanes);
}

/* Costs of both options in month t at other demands: cost[0] of a, cost[1] of b. */
static void cost_at(struct survey *survey, size_t a, size_t b, int t, const double *demand, int lanes,
		    double cost[2][LANES])
{
	load_demands(survey, t, demand, lanes);
	for (int which = 0; which < 2; which++) {
		struct flows flows = evaluator_flows(&survey->evaluator, which ? b : a);
		for (int l = 0; l < lanes; l++)
			cost[which][l] = run_cost(&flows, t, l);
	}
}

static int add(struct survey *survey, struct crossover crossover)
{
	struct crossovers *found = survey->found;
	if (!GROW(found->at, found->capacity, found->count + 1))
		return -1;
	found->at[found->count++] = crossover;
	return 0;
}

static enum crossover_status turn_to(int order)
{
	return order > 0 ? CROSSOVER_A_THEN_B : CROSSOVER_B_THEN_A;
}

/* A demand, and the two options' costs at it. */
struct point {
	double demand, cost_a, cost_b;
};

static int point_order(const struct point *point)
{
	return cost_order(point->cost_a, point->cost_b);
}

/*
 * Narrows to neighbouring doubles around the first point after `from` where the order becomes that of `to`. The order
 * at `from` differs. Compared to the last bit.
 */
static struct point narrow(struct survey *survey, size_t a, size_t b, int t, struct point from,
			   struct point to)
{
	int target = point_order(&to);
	for (int round = 0; round < NARROWINGS; round++) {
		double demand[LANES], cost[2][LANES], last = from.demand;
		int lanes = 0;
		for (int i = 1; i <= LANES; i++) {
			double between = from.demand + (to.demand - from.demand) * i / (LANES + 1);
			if (between != last && between != to.demand)
				demand[lanes++] = last = between;
		}
		if (lanes == 0)
			break;
		cost_at(survey, a, b, t, demand, lanes, cost);
		for (int l = 0; l < lanes; l++) {
			struct point point = {demand[l], cost[0][l], cost[1][l]};
			if ((point.cost_a > point.cost_b) - (point.cost_a < point.cost_b) == target) {
				to = point;
				break;
			}
			from = point;
		}
	}
	return to;
}

/* The order changed in month t: finds the demand at which it did, between the previous month and this one. */
static int add_turn_of_month(struct survey *survey, size_t a, size_t b, int t)
{
	const double *cost_a = survey->planned + a * (size_t)survey->horizon;
	const double *cost_b = survey->planned + b * (size_t)survey->horizon;
	struct point turn = {demand_of(survey, t), cost_a[t], cost_b[t]};
	double before = demand_of(survey, t - 1), cost[2][LANES];
	if (before != turn.demand) {
		cost_at(survey, a, b, t, &before, 1, cost);
		struct point from = {before, cost[0][0], cost[1][0]};
		if (point_order(&from) != point_order(&turn))
			turn = narrow(survey, a, b, t, from, turn);
	}
	return add(survey, (struct crossover){.a = a,
					      .b = b,
					      .status = turn_to(cost_order(cost_a[t], cost_b[t])),
					      .requests_per_day = turn.demand,
					      .month = t,
					      .cost_a = turn.cost_a,
					      .cost_b = turn.cost_b});
}

/* Compares the planned months. *order: the order in the last month in which one of the two cost less. */
static int survey_months(struct survey *survey, size_t a, size_t b, int *order)
{
	const double *cost_a = survey->planned + a * (size_t)survey->horizon;
	const double *cost_b = survey->planned + b * (size_t)survey->horizon;
	int first = survey->launched[a] > survey->launched[b] ? survey->launched[a] : survey->launched[b];
	*order = 0;
	for (int t = first; t < survey->horizon; t++) {
		int now = cost_order(cost_a[t], cost_b[t]);
		if (now == 0)
			continue;
		if (*order != 0 && now != *order && add_turn_of_month(survey, a, b, t) != 0)
			return -1;
		*order = now;
	}
	return 0;
}

/* The demands from `from` to `to` that the planned months cover already. */
struct stretch {
	double from, to;
};

/* Compares the last month at other demands; limit: how far endless steps are walked. *order as above. */
static int survey_demand(struct survey *survey, size_t a, size_t b, double limit, struct stretch left_out,
			 int *order)
{
	struct turns turns;
	double day = survey->requests;
	int result = stairs_turns(&survey->stairs[a], &survey->stairs[b], CROSSOVER_LEAST / day,
				  fmax(CROSSOVER_MOST, limit) / day, limit / day, &turns);
	if (result != 0)
		return -1;
	*order = turns.order;
	for (size_t i = 0; result == 0 && i < turns.count; i++) {
		const struct turn *turn = &turns.at[i];
		double demand = turn->demand * day;
		if (!turn->more && demand >= left_out.from && demand <= left_out.to)
			continue;
		result = add(survey, (struct crossover){.a = a,
							.b = b,
							.status = turn->more ? CROSSOVER_MORE : turn_to(turn->order),
							.requests_per_day = demand,
							.month = -1,
							.order = turn->order,
							.cost_a = turn->cost_a,
							.cost_b = turn->cost_b});
	}
	turns_release(&turns);
	return result;
}

static int survey_pair(struct survey *survey, size_t a, size_t b)
{
	struct crossovers *found = survey->found;
	size_t before = found->count;
	int end = survey->horizon - 1,
	    first = survey->launched[a] > survey->launched[b] ? survey->launched[a] : survey->launched[b];
	struct crossover none = {.a = a,
				 .b = b,
				 .month = -1,
				 .cost_a = survey->planned[a * (size_t)survey->horizon + (size_t)end],
				 .cost_b = survey->planned[b * (size_t)survey->horizon + (size_t)end]};
	if (first > end) {
		none.status = CROSSOVER_NOT_LAUNCHED;
		return add(survey, none);
	}
	double begin = demand_of(survey, first), finish = demand_of(survey, end);
	struct stretch planned = {fmin(begin, finish), fmax(begin, finish)}, nowhere = {1, 0};
	int order;
	if (survey_months(survey, a, b, &order) != 0)
		return -1;
	if (survey->requests > 0 && survey_demand(survey, a, b, CROSSOVER_FAR * planned.to,
						  found->count > before ? planned : nowhere, &order) != 0)
		return -1;
	if (found->count > before)
		return 0;
	none.status = order < 0   ? CROSSOVER_A_THROUGHOUT
		      : order > 0 ? CROSSOVER_B_THROUGHOUT
				  : CROSSOVER_EQUAL;
	return add(survey, none);
}

/* Measures the last month's cost at other demands. */
static int measure(struct survey *survey)
{
	const double demand[] = {survey->requests, STAIRS_APART * survey->requests};
	int result = 0;
	if (survey->requests > 0)
		load_demands(survey, survey->horizon - 1, demand, 2);
	for (size_t o = 0; result == 0 && survey->requests > 0 && o < survey->plan->options.count; o++)
		result = stairs_measure(survey->evaluator.model, survey->evaluator.workspace, o, &survey->stairs[o]);
	return result;
}

static int survey_init(struct survey *survey, const struct plan *plan, struct crossovers *found)
{
	const struct demand *demand = &plan->demand;
	const struct value *const inputs[FREE_COUNT] = {
		[FREE_REQUESTS] = setting_common(&demand->requests_per_day),
		[FREE_PEAK_FACTOR] = setting_common(&demand->peak_factor),
		[FREE_GROWTH] = setting_common(&demand->growth),
	};
	*survey = (struct survey){.plan = plan, .found = found};
	bool has_requests = inputs[FREE_REQUESTS];
	struct model_spec spec = {.plan = plan,
				  .inputs = inputs,
				  .input_count = has_requests ? FREE_COUNT : 0,
				  .grouping = GROUP_FLOWS,
				  .launch_of = -1};
	if (evaluator_init(&survey->evaluator, &spec, 0) != 0)
		return -1;
	survey->horizon = model_horizon(survey->evaluator.model);
	survey->planned = calloc(plan->options.count * (size_t)survey->horizon, sizeof *survey->planned);
	survey->launched = calloc(plan->options.count, sizeof *survey->launched);
	survey->stairs = calloc(plan->options.count, sizeof *survey->stairs);
	if (!survey->planned || !survey->launched || !survey->stairs)
		return -1;
	if (has_requests) {
		survey->requests = value_best_guess(inputs[FREE_REQUESTS]);
		survey->peak_factor = value_best_guess(inputs[FREE_PEAK_FACTOR]);
		survey->growth = value_best_guess(inputs[FREE_GROWTH]);
	}
	return 0;
}

static void survey_plan(struct survey *survey)
{
	const double input[FREE_COUNT][LANES] = {
		[FREE_REQUESTS] = {survey->requests},
		[FREE_PEAK_FACTOR] = {survey->peak_factor},
		[FREE_GROWTH] = {survey->growth},
	};
	evaluator_load(&survey->evaluator, input, 1);
	for (size_t o = 0; o < survey->plan->options.count; o++) {
		struct flows flows = evaluator_flows(&survey->evaluator, o);
		survey->launched[o] = (int)fmin(moment_ceil(flows.launch[0]), survey->horizon);
		for (int t = 0; t < survey->horizon; t++)
			survey->planned[o * (size_t)survey->horizon + (size_t)t] = run_cost(&flows, t, 0);
	}
}

static void survey_release(struct survey *survey)
{
	for (size_t o = 0; survey->stairs && o < survey->plan->options.count; o++)
		stairs_release(&survey->stairs[o]);
	free(survey->stairs);
	free(survey->launched);
	free(survey->planned);
	evaluator_release(&survey->evaluator);
}

int crossover_find(const struct plan *plan, struct crossovers *crossovers)
{
	struct crossovers found = {0};
	struct survey survey;
	int result = survey_init(&survey, plan, &found);
	if (result == 0) {
		survey_plan(&survey);
		result = measure(&survey);
	}
	for (size_t a = 0; result == 0 && a < plan->options.count; a++)
		for (size_t b = a + 1; result == 0 && b < plan->options.count; b++)
			result = survey_pair(&survey, a, b);
	survey_release(&survey);
	if (result != 0) {
		crossover_release(&found);
		return -1;
	}
	*crossovers = found;
	return 0;
}

void crossover_release(struct crossovers *crossovers)
{
	free(crossovers->at);
	*crossovers = (struct crossovers){0};
}
