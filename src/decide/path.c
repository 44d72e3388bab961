/* Finds paths by dynamic programming: backwards from the horizon, the best value still attainable in each option. */
#include "decide/path.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/evaluator.h"
#include "model/price.h"
#include "model/tolerance.h"

/* Every option's flows, item by item, all launching with one first option. The arrays share one allocation. */
struct projection {
	const struct plan *plan;
	const double *epsilon; /* [option] */
	size_t options, items; /* items: the cost items, whose rows determine the cost of a move */
	int horizon, rows;
	double launch;                          /* months */
	double *discount_month, *discount_once; /* [t] */
	double *month, *once;                   /* [option][row][t] */
	double *once_before; /* [option][item][t]: once-costs of the months before t; t to horizon - 1 */
	double *net;         /* [option][t]: the present value of the net of month t spent in the option */
	double *block;
};

static double *series(const struct projection *projection, double *of, size_t option, size_t row)
{
	return of + (option * (size_t)projection->rows + row) * (size_t)projection->horizon;
}

/* The rows are cost items, then benefits, then incidents: model.h, GROUP_ITEMS. */
static double row_sign(const struct plan *plan, size_t row)
{
	bool earns = row >= plan->items.count && row < plan->items.count + plan->benefits.count;
	return earns ? 1 : -1;
}

static int projection_allocate(struct projection *projection)
{
	size_t horizon = (size_t)projection->horizon;
	size_t flows = projection->options * (size_t)projection->rows * horizon;
	double *at = calloc(2 * horizon + 3 * flows + projection->options * horizon, sizeof *at);
	if (!at)
		return -1;
	projection->block = at;
	projection->discount_month = at;
	projection->discount_once = at + horizon;
	projection->month = at + 2 * horizon;
	projection->once = projection->month + flows;
	projection->once_before = projection->once + flows;
	projection->net = projection->once_before + flows;
	return 0;
}

/* Copies one option's flows from the workspace, which keeps them only until its next use. */
static void projection_take(struct projection *projection, size_t option, const struct flows *flows)
{
	int horizon = projection->horizon;
	double *net = projection->net + option * (size_t)horizon;
	for (size_t row = 0; row < (size_t)projection->rows; row++) {
		double *month = series(projection, projection->month, option, row);
		double *once = series(projection, projection->once, option, row);
		double *before = series(projection, projection->once_before, option, row);
		double sign = row_sign(projection->plan, row);
		for (int t = 0; t < horizon; t++) {
			size_t at = row * (size_t)horizon + (size_t)t;
			month[t] = flows->month[at][0];
			once[t] = flows->has_once[row] ? flows->once[at][0] : 0;
			before[t] = t ? before[t - 1] + once[t - 1] : 0;
			net[t] += sign * (month[t] * flows->discount_month[t][0] +
					  once[t] * flows->discount_once[t][0]);
		}
	}
}

static int projection_init(struct projection *projection, const struct plan *plan, const double *epsilon,
			   size_t first)
{
	struct model_spec spec = {.plan = plan, .grouping = GROUP_ITEMS, .launch_of = (int)first, .by_month = true};
	struct evaluator evaluator;
	int result = -1;
	if (evaluator_init(&evaluator, &spec, 0) != 0)
		return -1;
	*projection = (struct projection){.plan = plan,
					  .epsilon = epsilon,
					  .options = model_option_count(evaluator.model),
					  .items = plan->items.count,
					  .horizon = model_horizon(evaluator.model),
					  .rows = model_row_count(evaluator.model)};
	if (projection_allocate(projection) != 0)
		goto done;
	evaluator_load(&evaluator, NULL, 1);
	for (size_t o = 0; o < projection->options; o++) {
		struct flows flows = evaluator_flows(&evaluator, o);
		if (o == first)
			projection->launch = flows.launch[0];
		for (int t = 0; t < projection->horizon; t++) {
			projection->discount_month[t] = flows.discount_month[t][0];
			projection->discount_once[t] = flows.discount_once[t][0];
		}
		projection_take(projection, o, &flows);
	}
	result = 0;
done:
	evaluator_release(&evaluator);
	return result;
}

static const char *option_id(const struct plan *plan, size_t option)
{
	return plan_option(plan, option)->section.id;
}

/* The setting for one move if the plan has it, else the one for all moves. */
static const struct setting *move_setting(const struct plan *plan, const struct setting_list *list,
					  const struct setting *common, size_t from, size_t to)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct named_setting *named = &list->at[i];
		if (strcmp(named->name, option_id(plan, from)) == 0 &&
		    strcmp(named->other, option_id(plan, to)) == 0)
			return &named->setting;
	}
	return common;
}

static double positive(double amount)
{
	return amount > 0 ? amount : 0;
}

static double build_months(const struct plan *plan, size_t option)
{
	return moment_ceil(setting_number(&plan_option(plan, option)->time_to_market));
}

static bool may_move(const struct projection *projection, size_t to, int month)
{
	return month >= 1 && month >= moment_ceil(projection->launch) && month >= build_months(projection->plan, to);
}

static void add_build(const struct projection *projection, size_t from, size_t to, int month,
		      struct path_move *move)
{
	int start = month - (int)build_months(projection->plan, to);
	for (size_t i = 0; i < projection->items; i++) {
		if (plan_item(projection->plan, i)->section.kind != SECTION_TEAM)
			continue;
		const double *under_from = series(projection, projection->month, from, i);
		const double *under_to = series(projection, projection->month, to, i);
		for (int t = start; t < month; t++) {
			double more = positive(under_to[t] - under_from[t]);
			move->amount.build += more;
			move->present_value.build += more * projection->discount_month[t];
		}
	}
}

/* The months from a fractional overlap count by their fraction. */
static void add_overlap(const struct projection *projection, size_t from, int month, double overlap,
			struct path_move *move)
{
	for (size_t i = 0; i < projection->items; i++) {
		if (plan_item(projection->plan, i)->section.kind != SECTION_INFRA)
			continue;
		const double *infra = series(projection, projection->month, from, i);
		for (int t = month; t < projection->horizon && t < month + overlap; t++) {
			double paid = infra[t] * fmin(1, month + overlap - t);
			move->amount.overlap += paid;
			move->present_value.overlap += paid * projection->discount_month[t];
		}
	}
}

static struct path_move move_of(const struct projection *projection, size_t from, size_t to, int month)
{
	const struct plan *plan = projection->plan;
	const struct migration *migration = &plan->migration;
	const struct setting *cost = move_setting(plan, &migration->costs, &migration->cost, from, to);
	const struct setting *overlap =
		move_setting(plan, &migration->overlaps, &migration->overlap, from, to);
	struct path_move move = {.from = from, .to = to, .month = month};
	move.amount.migration = money_of(plan, setting_common(cost));
	for (size_t i = 0; i < projection->items; i++)
		move.amount.once += positive(series(projection, projection->once_before, to, i)[month] -
					     series(projection, projection->once_before, from, i)[month]);
	move.present_value.migration = move.amount.migration * projection->discount_once[month];
	move.present_value.once = move.amount.once * projection->discount_once[month];
	add_build(projection, from, to, month, &move);
	add_overlap(projection, from, month, setting_number(overlap), &move);
	return move;
}

double path_cost_total(const struct path_cost *cost)
{
	return cost->migration + cost->once + cost->build + cost->overlap;
}

/* True if `to` is worth more than `from` by more than rounding. */
static bool gains(const double *epsilon, size_t from, double has, size_t to, double had)
{
	return had > has + fmax(epsilon[from], epsilon[to]);
}

/*
 * The option in which to spend month t after arriving in option `from`; after[o] is the value from month t on in option
 * o. A move that gains nothing is not made; of moves with equal gain, the one to the earlier option in the file is.
 */
static size_t best_choice(const struct projection *projection, const double *after, size_t from, int t,
			  double *value)
{
	size_t best = from;
	double most = after[from];
	for (size_t to = 0; to < projection->options; to++) {
		if (to == from || !may_move(projection, to, t))
			continue;
		struct path_move move = move_of(projection, from, to, t);
		double had = after[to] - path_cost_total(&move.present_value);
		if (gains(projection->epsilon, best, most, to, had)) {
			most = had;
			best = to;
		}
	}
	*value = most;
	return best;
}

/*
 * choice[t * options + o]: the option for month t when arriving in o. value: room for 2 × options. Returns the npv of
 * the best path.
 */
static double plan_backwards(const struct projection *projection, size_t first, double *value, size_t *choice)
{
	size_t options = projection->options;
	double *after = value + options; /* from month t on, once the option of month t is chosen */
	for (size_t o = 0; o < options; o++)
		value[o] = 0;
	for (int t = projection->horizon - 1; t >= 0; t--) {
		for (size_t o = 0; o < options; o++)
			after[o] = value[o] + projection->net[o * (size_t)projection->horizon + (size_t)t];
		for (size_t o = 0; o < options; o++)
			choice[(size_t)t * options + o] = best_choice(projection, after, o, t, &value[o]);
	}
	return value[first];
}

static int follow(const struct projection *projection, const size_t *choice, struct path *path)
{
	size_t options = projection->options, moves = 0, at = path->first;
	for (int t = 0; t < projection->horizon; t++) {
		size_t next = choice[(size_t)t * options + at];
		moves += next != at;
		at = next;
	}
	path->move = calloc(moves ? moves : 1, sizeof *path->move);
	if (!path->move)
		return -1;
	at = path->first;
	for (int t = 0; t < projection->horizon; t++) {
		size_t next = choice[(size_t)t * options + at];
		if (next != at)
			path->move[path->move_count++] = move_of(projection, at, next, t);
		at = next;
	}
	return 0;
}

static int path_from(const struct plan *plan, const double *epsilon, size_t first, struct path *path)
{
	struct projection projection = {.plan = plan};
	double *value = NULL;
	size_t *choice = NULL;
	int result = -1;
	if (projection_init(&projection, plan, epsilon, first) != 0)
		goto done;
	value = malloc(2 * projection.options * sizeof *value);
	choice = malloc((size_t)projection.horizon * projection.options * sizeof *choice);
	if (!value || !choice)
		goto done;
	*path = (struct path){.first = first, .launch = projection.launch};
	path->npv = plan_backwards(&projection, first, value, choice);
	for (int t = projection.horizon - 1; t >= 0;
	     t--) /* the order of summation of npv: without a move, the same bits */
		path->staying += projection.net[first * (size_t)projection.horizon + (size_t)t];
	result = follow(&projection, choice, path);
done:
	free(choice);
	free(value);
	free(projection.block);
	return result;
}

/* Sorts by npv, stably; paths are few, so an insertion sort will do. */
static void rank(struct paths *paths, const double *epsilon)
{
	for (size_t i = 1; i < paths->count; i++) {
		struct path path = paths->at[i];
		size_t to = i;
		for (; to > 0 && gains(epsilon, paths->at[to - 1].first, paths->at[to - 1].npv, path.first, path.npv);
		     to--)
			paths->at[to] = paths->at[to - 1];
		paths->at[to] = path;
	}
	for (size_t i = 0; i < paths->count; i++)
		paths->at[i].regret = positive(paths->at[0].npv - paths->at[i].npv);
}

int path_find(const struct plan *plan, struct paths *paths)
{
	struct paths found = {.at = calloc(plan->options.count, sizeof *found.at)};
	double *epsilon = calloc(plan->options.count, sizeof *epsilon);
	int result = found.at && epsilon ? epsilons_of_plan(plan, epsilon) : -1;
	for (size_t first = 0; result == 0 && first < plan->options.count; first++) {
		result = path_from(plan, epsilon, first, &found.at[first]);
		found.count += result == 0;
	}
	if (result == 0) {
		rank(&found, epsilon);
		*paths = found;
	} else {
		path_release(&found);
	}
	free(epsilon);
	return result;
}

void path_release(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->at[i].move);
	free(paths->at);
	*paths = (struct paths){0};
}
