/* Solving for an input: try values across its range, then narrow down to where the goal's answer turns. */
#include "decide/solve.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "decide/objective.h"
#include "decide/variant.h"

enum {
	TRIES_A_DECADE = 24, /* of distance from now: neighbours differ by a tenth */
	TRIES_EVENLY = 128,  /* across the whole range */
	NARROWINGS = 96,     /* the most: to neighbouring doubles it takes 11, or 26 */
	FEW = 4,             /* values at a time where all figures are worked out for each of them */
	NUDGES = 40
};

static const double nearest_try = 1e-4; /* distance from now, in units of now */

/* The values tried, ascending, and the figure of every option at each. */
struct tries {
	double *value;  /* [count] */
	double *figure; /* [option * count + i]; NaN: none */
	size_t count, now;
};

/* One option's search. */
struct search {
	const struct plan *plan;
	const struct goal *goal;
	struct objective *objective;
	const struct tries *tries;
	struct solution *solution;
	double epsilon; /* the option's, as it is: model/tolerance.h */
};

const char *solve_status_id(enum solve_status status)
{
	static const char *const ids[] = {[SOLVE_REACHED] = "reached",
					  [SOLVE_OUTSIDE_RANGE] = "outside_range",
					  [SOLVE_IMPOSSIBLE] = "impossible"};
	return ids[status];
}

static bool in_months(const struct input *input)
{
	return input->field->kind == KIND_MOMENT ||
	       (input->field->unit && input->field->unit[0] == 'm' && input->field->unit[1] == 'o');
}

/* How far from zero a field without an end is searched. */
static double search_limit(const struct plan *plan, const struct input *input, double now)
{
	double horizon = setting_number(&plan->head.horizon);
	if (in_months(input))
		return fmax(horizon, 2 * fabs(now));
	if (input->field->kind == KIND_SHARE)
		return fmax(10, 100 * fabs(now));
	return now == 0 ? 1e12 : 1e6 * fabs(now);
}

static void set_range(const struct plan *plan, struct solution *solution)
{
	const struct field *field = solution->input->field;
	double limit = search_limit(plan, solution->input, solution->now);
	solution->low_is_limit = isinf(field->low);
	solution->high_is_limit = isinf(field->high);
	solution->low = solution->low_is_limit ? -limit : field->low;
	solution->high = solution->high_is_limit ? limit : field->high;
	solution->low_open = field->low_open && !solution->low_is_limit;
	solution->high_open = field->high_open && !solution->high_is_limit;
}

static double lowest(const struct solution *solution)
{
	return solution->low_open ? nextafter(solution->low, solution->high) : solution->low;
}

static double highest(const struct solution *solution)
{
	return solution->high_open ? nextafter(solution->high, solution->low) : solution->high;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void tries_add(struct tries *tries, double value, double low, double high)
{
	if (value >= low && value <= high)
		tries->value[tries->count++] = value;
}

/* What a step from now is measured in. */
static double step_unit(const struct input *input, double now)
{
	if (now != 0)
		return fabs(now);
	return input->field->kind == KIND_SHARE ? 0.1 : 1;
}

static int tries_init(struct tries *tries, const struct solution *range, size_t options)
{
	double low = lowest(range), high = highest(range), now = range->now;
	double unit = step_unit(range->input, now) * nearest_try, reach = fmax(high - now, now - low);
	size_t far = reach > unit ? (size_t)ceil(log10(reach / unit) * TRIES_A_DECADE) : 0;
	size_t most = 2 * far + TRIES_EVENLY + 3, kept = 0;
	*tries = (struct tries){.value = malloc(most * sizeof *tries->value)};
	tries->figure = malloc(most * options * sizeof *tries->figure);
	if (!tries->value || !tries->figure)
		return -1;
	tries_add(tries, now, now, now);
	for (size_t i = 0; i < far; i++) {
		double distance = unit * pow(10, (double)i / TRIES_A_DECADE);
		tries_add(tries, now - distance, low, high);
		tries_add(tries, now + distance, low, high);
	}
	for (int i = 0; i <= TRIES_EVENLY; i++)
		tries_add(tries, i == TRIES_EVENLY ? high : low + (high - low) * i / TRIES_EVENLY, low, high);
	qsort(tries->value, tries->count, sizeof *tries->value, compare_doubles);
	for (size_t i = 0; i < tries->count; i++)
		if (kept == 0 || tries->value[i] != tries->value[kept - 1])
			tries->value[kept++] = tries->value[i];
	tries->count = kept;
	while (tries->value[tries->now] < now)
		tries->now++;
	return 0;
}

static bool is_whole(const struct input *input)
{
	return input->field->kind == KIND_WHOLE;
}

bool solve_possible(const struct input *input)
{
	return variant_possible(input) || (is_whole(input) && input->value->kind == KIND_WHOLE);
}

/* Of whole numbers every one is tried. They shape the calculation itself, so that the plan is read again for each. 0, or -1. */
static int tries_init_whole(struct tries *tries, const struct plan *plan, const struct solution *range,
			    enum figure figure)
{
	size_t options = plan->options.count, most = (size_t)(range->high - range->low) + 1;
	*tries = (struct tries){.value = malloc(most * sizeof *tries->value),
				.count = most,
				.now = (size_t)(range->now - range->low)};
	tries->figure = malloc(most * options * sizeof *tries->figure);
	if (!tries->value || !tries->figure)
		return -1;
	for (size_t i = 0; i < most; i++) {
		struct plan *variant = NULL;
		struct evaluation evaluation = {0};
		tries->value[i] = range->low + (double)i;
		if (variant_new(plan, range->input, tries->value[i], &variant) != 0)
			return -1;
		if (variant && evaluation_new(variant, &evaluation) != 0) {
			plan_free(variant);
			return -1;
		}
		for (size_t o = 0; o < options; o++)
			tries->figure[o * most + i] =
				variant ? figure_number(&evaluation.option[o].figure[figure]) : (double)NAN;
		evaluation_release(&evaluation);
		plan_free(variant);
	}
	return 0;
}

static void tries_release(struct tries *tries)
{
	free(tries->figure);
	free(tries->value);
}

static void tries_fill(struct tries *tries, struct objective *objective, size_t options)
{
	for (size_t at = 0; at < tries->count; at += LANES) {
		int lanes = tries->count - at < LANES ? (int)(tries->count - at) : LANES;
		objective_try(objective, tries->value + at, lanes);
		for (size_t o = 0; o < options; o++)
			objective_read(objective, o, tries->figure + o * tries->count + at);
	}
}

/* Met to the bit and within rounding, so that the answer lies on the goal itself, or for < and > just beyond what equals it. */
static bool meets_closely(const struct search *search, double figure)
{
	return goal_holds_exactly(search->goal, figure) && goal_holds(search->goal, figure, search->epsilon);
}

/*
 * On which side of the goal a figure is. Inequalities: met or not. Equality: below, at or above it, or no figure at all. Where the side
 * changes from one value to the next, the answer may lie between.
 */
static int side_of(const struct search *search, double figure)
{
	const struct goal *goal = search->goal;
	if (goal->relation != RELATION_EQUAL)
		return meets_closely(search, figure);
	return isnan(figure) ? 2 : (figure > goal->value) - (figure < goal->value);
}

/* Two values of the input, and the figure at each. */
struct bracket {
	double near, far;
	double near_figure, far_figure;
};

/* Narrows to neighbouring doubles around the change of side nearest to `near`. The sides at both ends differ, before and after. */
static void narrow(struct search *search, struct bracket *bracket)
{
	int side = side_of(search, bracket->near_figure),
	    most = search->objective->is_short ? LANES : FEW;
	for (int round = 0; round < NARROWINGS; round++) {
		double value[LANES], figure[LANES], last = bracket->near;
		int lanes = 0;
		for (int i = 1; i <= most; i++) {
			double between = bracket->near + (bracket->far - bracket->near) * i / (most + 1);
			if (between != last && between != bracket->far)
				value[lanes++] = last = between;
		}
		if (lanes == 0)
			return;
		objective_try(search->objective, value, lanes);
		objective_read(search->objective, search->solution->option, figure);
		for (int i = 0; i < lanes; i++) {
			if (side_of(search, figure[i]) != side) {
				bracket->far = value[i];
				bracket->far_figure = figure[i];
				break;
			}
			bracket->near = value[i];
			bracket->near_figure = figure[i];
		}
	}
}

/* The figure once the plan's source states the value: written, read again, evaluated. 0 and NaN where it is refused, or -1 when out of memory. */
static int restated(const struct search *search, double value, struct figure_value *figure, double *number)
{
	struct plan *variant = NULL;
	struct evaluation evaluation = {0};
	if (variant_new(search->plan, search->solution->input, value, &variant) != 0)
		return -1;
	*number = (double)NAN;
	if (variant) {
		if (evaluation_new(variant, &evaluation) != 0) {
			plan_free(variant);
			return -1;
		}
		*figure = evaluation.option[search->solution->option].figure[search->goal->figure];
		*number = figure_number(figure);
	}
	evaluation_release(&evaluation);
	plan_free(variant);
	return 0;
}

/*
 * Makes `value` the answer where the restated plan meets the goal; if only the last bits stand against it, then a hair further towards `inside`, where it
 * is met. 1: so it is; 0: it does not; -1: out of memory.
 */
static int accept(struct search *search, double value, double inside)
{
	bool equality = search->goal->relation == RELATION_EQUAL;
	double hair = DBL_EPSILON * fabs(value);
	for (int nudge = 0; nudge < NUDGES; nudge++) {
		struct figure_value figure = {0};
		double number;
		if (restated(search, value, &figure, &number) != 0)
			return -1;
		if (goal_holds(search->goal, number, search->epsilon)) {
			search->solution->value = value;
			search->solution->figure = figure;
			return 1;
		}
		double next = inside > value ? fmin(inside, value + hair) : fmax(inside, value - hair);
		if (equality || next == value || hair == 0)
			return 0;
		value = next;
		hair *= 2;
	}
	return 0;
}

/* The end of a narrowed bracket to answer with. */
static double answer_of(const struct search *search, const struct bracket *bracket)
{
	if (search->goal->relation != RELATION_EQUAL)
		return meets_closely(search, bracket->near_figure) ? bracket->near : bracket->far;
	double near = fabs(bracket->near_figure - search->goal->value);
	double far = fabs(bracket->far_figure - search->goal->value);
	return near <= far || isnan(far) ? bracket->near : bracket->far;
}

/* Looks between two neighbouring tries. 1: found; 0: not here; -1: out of memory. */
static int search_between(struct search *search, struct bracket bracket)
{
	const double start = bracket.near, end = bracket.far, end_figure = bracket.far_figure;
	while (side_of(search, bracket.near_figure) != side_of(search, end_figure)) {
		narrow(search, &bracket);
		double answer = answer_of(search, &bracket);
		int found = accept(search, answer, answer == bracket.near ? start : end);
		if (found != 0)
			return found;
		/* A jump over the goal, or where the figure begins or ends: on from behind it. */
		bracket = (struct bracket){bracket.far, end, bracket.far_figure, end_figure};
	}
	return 0;
}

/* The same among whole numbers: the first that meets the goal, or the last before one that does not. */
static int search_whole(struct search *search, int direction)
{
	const struct tries *tries = search->tries;
	struct solution *solution = search->solution;
	const double *figure = tries->figure + solution->option * tries->count;
	size_t steps = direction < 0 ? tries->now : tries->count - 1 - tries->now, at = tries->now;
	for (size_t i = 0; i < steps; i++) {
		size_t next = direction < 0 ? at - 1 : at + 1;
		double number;
		if (goal_holds(search->goal, figure[next], search->epsilon) != solution->met_now) {
			solution->value = tries->value[solution->met_now ? at : next];
			return restated(search, solution->value, &solution->figure, &number) == 0 ? 1 : -1;
		}
		at = next;
	}
	return 0;
}

/* From now outwards in one direction. 1, 0 or -1 as above. */
static int search_side(struct search *search, int direction)
{
	if (is_whole(search->solution->input))
		return search_whole(search, direction);
	const struct tries *tries = search->tries;
	const double *figure = tries->figure + search->solution->option * tries->count;
	size_t steps = direction < 0 ? tries->now : tries->count - 1 - tries->now, at = tries->now;
	for (size_t i = 0; i < steps; i++) {
		size_t next = direction < 0 ? at - 1 : at + 1;
		struct bracket bracket = {tries->value[at], tries->value[next], figure[at], figure[next]};
		int found = search_between(search, bracket);
		if (found != 0)
			return found;
		at = next;
	}
	return 0;
}

/* The nearer of what is found on both sides. */
static int search_both(struct search *search)
{
	struct solution *solution = search->solution, below;
	int found_below = search_side(search, -1);
	below = *solution;
	int found_above = found_below < 0 ? -1 : search_side(search, 1);
	if (found_above < 0)
		return -1;
	bool nearer_below = fabs(below.value - solution->now) < fabs(solution->value - solution->now);
	if (found_below && (!found_above || nearer_below))
		*solution = below;
	if (found_below || found_above) {
		solution->status = SOLVE_REACHED;
		solution->has_value = true;
	}
	return 0;
}

static bool same_figure(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-13 * fabs(a);
}

/* No value will do: does the input matter at all, and where does it bring the figure nearest to the goal? */
static int explain_failure(struct search *search)
{
	const struct tries *tries = search->tries;
	struct solution *solution = search->solution;
	const double *figure = tries->figure + solution->option * tries->count;
	size_t nearest = tries->now;
	bool moves = false;
	for (size_t i = 0; i < tries->count; i++) {
		moves = moves || !same_figure(figure[tries->now], figure[i]);
		double off = fabs(figure[i] - search->goal->value),
		       best = fabs(figure[nearest] - search->goal->value);
		if (!isnan(off) && (isnan(best) || off < best))
			nearest = i;
	}
	solution->status = moves ? SOLVE_OUTSIDE_RANGE : SOLVE_IMPOSSIBLE;
	if (!moves || isnan(figure[nearest]))
		return 0;
	double number;
	solution->value = tries->value[nearest];
	if (restated(search, solution->value, &solution->figure, &number) != 0)
		return -1;
	solution->has_value = !isnan(number);
	return 0;
}

static int search_option(struct search *search)
{
	struct solution *solution = search->solution;
	double now = figure_number(&solution->figure_now);
	solution->met_now = goal_holds(search->goal, now, search->epsilon);
	if (!solution->met_now || search->goal->relation != RELATION_EQUAL) {
		if (search_both(search) != 0)
			return -1;
		if (solution->has_value)
			return 0;
	}
	if (!solution->met_now)
		return explain_failure(search);
	solution->status = SOLVE_REACHED;
	solution->throughout = search->goal->relation != RELATION_EQUAL;
	solution->has_value = true;
	solution->value = solution->now;
	solution->figure = solution->figure_now;
	return 0;
}

static int solve_with(const struct plan *plan, const struct evaluation *now, const struct input *input,
		      const struct goal *goal, struct solution *solutions, size_t *count)
{
	size_t options = plan->options.count;
	size_t first = goal->option < 0 ? 0 : (size_t)goal->option,
	       end = goal->option < 0 ? options : first + 1;
	struct solution range = {.input = input, .now = value_best_guess(input->value)};
	struct objective objective = {0};
	struct tries tries = {0};
	int result = -1;
	set_range(plan, &range);
	if (is_whole(input)) {
		if (tries_init_whole(&tries, plan, &range, goal->figure) != 0)
			goto done;
	} else {
		if (objective_init(&objective, plan, now, input->value, goal->figure) != 0 ||
		    tries_init(&tries, &range, options) != 0)
			goto done;
		tries_fill(&tries, &objective, options);
	}
	for (size_t o = first; o < end; o++) {
		struct solution *solution = &solutions[o - first];
		struct search search = {plan, goal, &objective, &tries, solution, now->option[o].epsilon};
		*solution = range;
		solution->option = o;
		solution->figure_now = now->option[o].figure[goal->figure];
		solution->epsilon = now->option[o].epsilon;
		if (search_option(&search) != 0)
			goto done;
	}
	*count = end - first;
	result = 0;
done:
	tries_release(&tries);
	objective_release(&objective);
	return result;
}

int solve_input(const struct plan *plan, const struct input *input, const struct goal *goal,
		struct solution *solutions, size_t *count)
{
	struct evaluation now = {0};
	if (evaluation_new(plan, &now) != 0)
		return -1;
	int result = solve_with(plan, &now, input, goal, solutions, count);
	evaluation_release(&now);
	return result;
}

double solution_change(const struct solution *solution)
{
	double change = fabs(solution->value - solution->now);
	if (change == 0 || (solution->now == 0 && solution->input->field->kind == KIND_SHARE))
		return change;
	return solution->now == 0 ? (double)INFINITY : change / fabs(solution->now);
}

bool solution_is_least(const struct solution *solution)
{
	return (solution->value > solution->now) != solution->met_now;
}

/* To so many significant digits: up, down, or (0) to the nearest. */
static double to_digits(double value, int digits, int direction)
{
	if (value == 0)
		return 0;
	int power = digits - 1 - (int)floor(log10(fabs(value)));
	double scale = pow(10, abs(power)), scaled = power < 0 ? value / scale : value * scale;
	double whole = direction > 0 ? ceil(scaled) : direction < 0 ? floor(scaled) : nearbyint(scaled);
	return power < 0 ? whole * scale : whole / scale;
}

/* A plan that meets the goal with the value stated. 0 and the answer, or -1. */
static int meets(const struct plan *plan, const struct goal *goal, const struct solution *solution,
		 double value, bool *answer)
{
	struct solution tried = *solution;
	struct search search = {.plan = plan, .goal = goal, .solution = &tried, .epsilon = solution->epsilon};
	struct figure_value figure;
	double number;
	if (restated(&search, value, &figure, &number) != 0)
		return -1;
	*answer = meets_closely(&search, number);
	return 0;
}

int solution_round(const struct plan *plan, const struct goal *goal, const struct solution *solution,
		   double *rounded)
{
	bool equality = goal->relation == RELATION_EQUAL;
	int direction = equality ? 0 : solution_is_least(solution) ? 1 : -1;
	for (int digits = 4; digits < 15 && solution->value != solution->now; digits++) {
		double value = to_digits(solution->value, digits, direction);
		bool good = equality;
		if (value < lowest(solution) || value > highest(solution))
			continue;
		if (!equality && meets(plan, goal, solution, value, &good) != 0)
			return -1;
		if (good) {
			*rounded = value;
			return 0;
		}
	}
	*rounded = solution->value;
	return 0;
}

/* Guidance, budgets and the like hold no part of any figure; an outcome that the plan does not state has no weights. */
static bool enters_figures(const struct input *input)
{
	enum section_kind kind = input->section->kind;
	if (kind == SECTION_MIGRATION || (kind == SECTION_OUTCOME && input->section->line == 0))
		return false;
	return kind != SECTION_GUIDANCE && kind != SECTION_TIER && kind != SECTION_ALERT &&
	       kind != SECTION_CORRELATION;
}

/* Reached by a change, met whatever it is, out of reach, of no effect: in this order. */
static int rank_of(const struct solution *solution)
{
	return solution->throughout ? 1 : solution->status == SOLVE_REACHED ? 0 : 1 + (int)solution->status;
}

static int compare_solutions(const void *a, const void *b)
{
	const struct solution *x = a, *y = b;
	if (x->option != y->option)
		return x->option < y->option ? -1 : 1;
	if (rank_of(x) != rank_of(y))
		return rank_of(x) - rank_of(y);
	if (rank_of(x) == 0 && solution_change(x) != solution_change(y))
		return solution_change(x) < solution_change(y) ? -1 : 1;
	return x->input < y->input ? -1 : x->input > y->input; /* places in the plan's one array: its order */
}

int solve_all(const struct plan *plan, const struct goal *goal, struct solutions *solutions)
{
	struct solutions found = {
		.at = calloc(plan->input_count * plan->options.count + 1, sizeof *found.at)};
	struct evaluation now = {0};
	int result = -1;
	if (!found.at || evaluation_new(plan, &now) != 0)
		goto done;
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct input *input = &plan->inputs[i];
		size_t count = 0;
		if (!solve_possible(input) || !enters_figures(input))
			continue;
		if (solve_with(plan, &now, input, goal, found.at + found.count, &count) != 0)
			goto done;
		found.count += count;
	}
	qsort(found.at, found.count, sizeof *found.at, compare_solutions);
	*solutions = found;
	found.at = NULL;
	result = 0;
done:
	evaluation_release(&now);
	free(found.at);
	return result;
}

void solutions_release(struct solutions *solutions)
{
	free(solutions->at);
	*solutions = (struct solutions){0};
}
