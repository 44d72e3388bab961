/* Search: brackets a change between two tries, narrows it, and verifies the answer against the plan. */
#include "decide/search.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "decide/variant.h"
#include "plan/kind.h"

enum {
	NARROWINGS = 96, /* a maximum; neighbouring doubles are reached after 11, 26 or 52 */
	FEW = 4,         /* values at a time if all figures are computed for each */
	NUDGES = 40,
	MOST_CELLS = LANES * SOLVE_MOST_CONDITIONS
};

static const double much_the_same = 1e-2; /* relative: how much farther off its limits a rounder value may be */
static const double chance_step = 1e-5; /* relative width to which a probability narrows a value */

/* --- one value --- */

static double standing_measure(const struct condition *condition, const struct standing *standing)
{
	return condition->is_probability ? standing->share : figure_number(&standing->figure);
}

/*
 * The shares of all conditions and options, if any condition is on a probability. An uncertain input is shifted as a
 * whole; otherwise the variant is evaluated.
 */
static int shares_at(const struct search *search, const struct plan *variant, double value, double *share)
{
	const struct chances *chances = search->task->chances;
	bool whole = value_is_uncertain(search->solution->input->value);
	return chances->of(chances->context, whole ? search->task->plan : variant,
			   whole ? search->solution->input : NULL, &value, 1, false, share);
}

static int hold(const struct search *search, const struct plan *variant, const struct evaluation *evaluation,
		double value, struct trial_plan *out)
{
	const struct solve_task *task = search->task;
	size_t options = task->plan->options.count, o = search->solution->option;
	struct trial_plan read = {.valid = true, .met = true, .met_closely = true};
	double *share = calloc(task->count * options, sizeof *share);
	int result = share ? 0 : -1;
	if (result == 0 && search->meter->has_chances)
		result = shares_at(search, variant, value, share);
	for (size_t c = 0; c < task->count && result == 0; c++) {
		const struct condition *condition = &task->condition[c];
		size_t of = condition_option(condition, o);
		read.standing[c] = (struct standing){evaluation->option[of].figure[condition->goal.figure],
						     share[c * options + of], meter_epsilon(search->meter, c, o)};
		double measure = standing_measure(condition, &read.standing[c]);
		read.met &= condition_met(condition, measure, meter_epsilon(search->meter, c, o));
		read.met_closely &= read.met && goal_holds_exactly(condition_limit(condition), measure);
	}
	read.lever = lever_of(task->plan, search->solution->input, o, value, &search->now->option[o],
			      &evaluation->option[o]);
	free(share);
	if (result == 0)
		*out = read;
	return result;
}

int search_restate(const struct search *search, double value, struct trial_plan *out)
{
	struct plan *variant = NULL;
	struct evaluation evaluation = {0};
	struct trial_plan read = {0};
	int result = variant_new(search->task->plan, search->solution->input, value, &variant);
	if (result == 0 && variant)
		result = evaluation_new(variant, &evaluation);
	if (result == 0 && variant)
		result = hold(search, variant, &evaluation, value, &read);
	evaluation_release(&evaluation);
	plan_free(variant);
	if (result == 0)
		*out = read;
	return result;
}

static void take(struct solution *solution, double value, const struct trial_plan *plan)
{
	solution->value = value;
	for (size_t c = 0; c < SOLVE_MOST_CONDITIONS; c++)
		solution->after[c] = plan->standing[c];
}

/*
 * Makes `value` the answer if the restated plan meets the conditions; if it misses them only in the last bits, moves it
 * slightly towards `inside`, where they are met. 1: done; 0: not met, or not achievable; -1: out of memory or stopped.
 */
static int accept(struct search *search, double value, double inside)
{
	double hair = DBL_EPSILON * fabs(value);
	for (int nudge = 0; nudge < NUDGES; nudge++) {
		struct trial_plan plan;
		if (search_restate(search, value, &plan) != 0)
			return -1;
		if (plan.met && plan.lever != LEVER_CAN) {
			search->refused = plan.lever;
			return 0;
		}
		if (plan.met) {
			take(search->solution, value, &plan);
			return 1;
		}
		double next = inside > value ? fmin(inside, value + hair) : fmax(inside, value - hair);
		if (search->has_equality || next == value || hair == 0)
			return 0;
		value = next;
		hair *= 2;
	}
	return 0;
}

/* --- between two values --- */

/* Two values of the input, and on which sides of the conditions each is. */
struct bracket {
	double near, far;
	uint64_t near_sides, far_sides;
	double near_off, far_off; /* by how much the conditions of equality are missed */
	double near_gap, far_gap; /* for a single condition: how far above its limit the measure is */
	double beyond;            /* the far end before the current one */
};

/* The total by which conditions of equality are missed; NaN if a figure has no value. */
static double off_at(const struct search *search, const double *measure, size_t count, size_t i)
{
	double off = 0;
	for (size_t c = 0; c < search->task->count; c++) {
		const struct goal *limit = condition_limit(&search->task->condition[c]);
		if (meter_relation(search->meter, c, search->solution->option) == RELATION_EQUAL)
			off += fabs(meter_measure(search->meter, c, search->solution->option, measure, count, i) -
				    limit->value);
	}
	return off;
}

/* How far above its limit a single condition is; NaN if there are several. */
static double gap_at(const struct search *search, const double *measure, size_t count, size_t i)
{
	if (search->task->count > 1)
		return (double)NAN;
	return meter_measure(search->meter, 0, search->solution->option, measure, count, i) -
	       condition_limit(&search->task->condition[0])->value;
}

static double chance_width(const struct bracket *bracket)
{
	return chance_step * fmax(fabs(bracket->near), fabs(bracket->far));
}

/*
 * Where to draw all trials next: alternately at the linear interpolation of the limit, at least a step away from either
 * end, and halfway. false: the ends are close enough.
 */
static bool value_to_draw(const struct search *search, const struct bracket *bracket, int round, double *value)
{
	double width = bracket->far - bracket->near, step = chance_width(bracket), part = 0.5;
	double line = bracket->near_gap / (bracket->near_gap - bracket->far_gap);
	if (!search->has_equality && fabs(width) <= step)
		return false;
	if (round % 3 < 2 && line >= 0 && line <= 1)
		part = fmin(fmax(line, 0.9 * step / fabs(width)), 1 - 0.9 * step / fabs(width));
	*value = bracket->near + width * part;
	return *value != bracket->near && *value != bracket->far;
}

/* Fills in at most `most` values between the ends; returns how many. */
static size_t values_between(const struct bracket *bracket, int most, double *value)
{
	double last = bracket->near;
	size_t count = 0;
	for (int i = 1; i <= most; i++) {
		double between = bracket->near + (bracket->far - bracket->near) * i / (most + 1);
		if (between != last && between != bracket->far)
			value[count++] = last = between;
	}
	return count;
}

enum narrowing {
	NARROW_FULLY,
	NARROW_TO_MET, /* stop at a far end where all conditions are met */
	NARROW_EXACTLY /* compare sides exactly, as meter_sides does */
};

/*
 * Narrows to neighbouring doubles around the change of sides nearest to `near`. The sides at both ends differ, before
 * and after. 0, or -1.
 */
static int narrow(struct search *search, struct bracket *bracket, enum narrowing narrowing)
{
	const uint64_t sides = bracket->near_sides;
	const uint64_t chances = meter_chances(search->meter);
	/* A change caused by no probability is narrowed without drawing trials. */
	bool draws = ((bracket->near_sides ^ bracket->far_sides) & chances) != 0;
	int most = search->meter->objective.is_short ? LANES : FEW;
	size_t options = search->task->plan->options.count;
	double value[LANES], *measure = calloc(MOST_CELLS * options, sizeof *measure);
	int result = measure ? 0 : -1;
	for (int round = 0; round < NARROWINGS && result == 0; round++) {
		size_t count =
			draws ? value_to_draw(search, bracket, round, value) : values_between(bracket, most, value);
		if (count == 0)
			break;
		result = meter_read(search->meter, value, count, draws ? METER_ALL : METER_FIGURES, measure);
		for (size_t i = 0; i < count && result == 0; i++) {
			uint64_t at = meter_sides(search->meter, search->solution->option, measure, count, i,
						  narrowing == NARROW_EXACTLY);
			double off = off_at(search, measure, count, i), gap = gap_at(search, measure, count, i);
			if (!draws)
				at = (at & ~chances) | (sides & chances);
			if (at != sides) {
				bracket->beyond = bracket->far;
				bracket->far = value[i];
				bracket->far_sides = at;
				bracket->far_off = off;
				bracket->far_gap = gap;
				break;
			}
			bracket->near = value[i];
			bracket->near_off = off;
			bracket->near_gap = gap;
		}
		if (narrowing == NARROW_TO_MET && bracket->far_sides == meter_all_met(search->meter))
			break;
	}
	free(measure);
	return result;
}

/* Makes a bracket of two values, compared to the bit. 0, or -1. */
static int bracket_exactly(struct search *search, double near, double far, struct bracket *out)
{
	double ends[2] = {near, far};
	size_t options = search->task->plan->options.count, o = search->solution->option;
	double *measure = malloc(2 * search->task->count * options * sizeof *measure);
	int result = measure ? meter_read(search->meter, ends, 2, METER_ALL, measure) : -1;
	if (result == 0)
		*out = (struct bracket){.near = near,
					.far = far,
					.near_sides = meter_sides(search->meter, o, measure, 2, 0, true),
					.far_sides = meter_sides(search->meter, o, measure, 2, 1, true),
					.near_off = off_at(search, measure, 2, 0),
					.far_off = off_at(search, measure, 2, 1)};
	free(measure);
	return result;
}

/*
 * For conditions of equality: finds the nearest value where all are met. A figure that passes through its limit equals
 * it to the bit somewhere within rounding, and that is *value; a figure that is constant at its limit is met from where
 * rounding allows it. 1 if found; 0: the bracket is narrowed to a jump over the limit; -1.
 */
static int find_equality(struct search *search, struct bracket *bracket, double *value)
{
	const uint64_t all = meter_all_met(search->meter);
	struct bracket through;
	bracket->beyond = bracket->far;
	if (bracket->far_sides != all && narrow(search, bracket, NARROW_TO_MET) != 0)
		return -1;
	if (bracket->far_sides != all)
		return 0;
	*value = bracket->far;
	if (bracket_exactly(search, bracket->near, bracket->beyond, &through) != 0)
		return -1;
	if (through.near_sides != through.far_sides) {
		if (narrow(search, &through, NARROW_EXACTLY) != 0)
			return -1;
		bool far = through.far_off < through.near_off || isnan(through.near_off);
		if ((far ? through.far_off : through.near_off) < bracket->far_off) {
			*value = far ? through.far : through.near;
			return 1;
		}
	}
	if (narrow(search, bracket, NARROW_FULLY) != 0)
		return -1;
	*value = bracket->far;
	return 1;
}

/*
 * Narrows a bracket, and tests the candidate on the plan. 1: it is the answer; 0: there is none; -1. On 0, `start` and
 * `end` bound the rest to be searched.
 */
static int look_in(struct search *search, struct bracket *bracket, double start, double end)
{
	const uint64_t all = meter_all_met(search->meter);
	double value;
	if (search->has_equality && !search->meter->has_chances) {
		int found = find_equality(search, bracket, &value);
		return found == 1 ? accept(search, value, end) : found;
	}
	if (narrow(search, bracket, NARROW_FULLY) != 0)
		return -1;
	if (bracket->near_sides != all && bracket->far_sides != all)
		return 0;
	value = bracket->near_sides == all ? bracket->near : bracket->far;
	return accept(search, value, value == bracket->near ? start : end);
}

/* Searches between two neighbouring tries. 1: found; 0: not here; -1: out of memory or stopped. */
static int search_between(struct search *search, struct bracket bracket)
{
	const struct bracket whole = bracket;
	while (bracket.near_sides != whole.far_sides) {
		int found = look_in(search, &bracket, whole.near, whole.far);
		if (found != 0 || search->solution->met_now)
			return found;
		/* A jump over the goal, the start or end of a figure, or an unachievable value: continue after it. */
		bracket.near = bracket.far;
		bracket.near_sides = bracket.far_sides;
		bracket.near_off = bracket.far_off;
		bracket.near_gap = bracket.far_gap;
		bracket.far = whole.far;
		bracket.far_sides = whole.far_sides;
		bracket.far_off = whole.far_off;
		bracket.far_gap = whole.far_gap;
	}
	return 0;
}

/* --- one side of now --- */

static uint64_t sides_at(const struct search *search, size_t i)
{
	return meter_sides(search->meter, search->solution->option, search->tries->measure, search->tries->count, i,
			   false);
}

/* Among whole numbers: the first that meets the conditions, or the last before one that does not. */
static int between_whole(struct search *search, size_t at, size_t next)
{
	struct trial_plan plan;
	bool now = search->solution->met_now;
	if ((sides_at(search, next) == meter_all_met(search->meter)) == now)
		return 0;
	double value = search->tries->value[now ? at : next];
	if (search_restate(search, value, &plan) != 0)
		return -1;
	take(search->solution, value, &plan);
	return 1;
}

static int between_tries(struct search *search, size_t at, size_t next)
{
	const struct tries *tries = search->tries;
	struct bracket bracket = {.near = tries->value[at],
				  .far = tries->value[next],
				  .near_sides = sides_at(search, at),
				  .far_sides = sides_at(search, next),
				  .near_off = off_at(search, tries->measure, tries->count, at),
				  .far_off = off_at(search, tries->measure, tries->count, next),
				  .near_gap = gap_at(search, tries->measure, tries->count, at),
				  .far_gap = gap_at(search, tries->measure, tries->count, next)};
	return search_between(search, bracket);
}

/*
 * Searches from now outwards in one direction. 1, 0 or -1 as above. Conditions met now are met up to the first value
 * where they are not.
 */
static int search_side(struct search *search, int direction)
{
	const struct tries *tries = search->tries;
	bool whole = kind_of(search->solution->input->field->kind)->is_whole;
	size_t steps = direction < 0 ? tries->now : tries->count - 1 - tries->now, at = tries->now;
	int found = 0;
	for (size_t i = 0; i < steps && found == 0; i++) {
		size_t next = direction < 0 ? at - 1 : at + 1;
		if (tries_settle(tries, search->meter, next) != 0)
			return -1;
		found = whole ? between_whole(search, at, next) : between_tries(search, at, next);
		if (search->solution->met_now && sides_at(search, next) != meter_all_met(search->meter))
			break;
		at = next;
	}
	return found;
}

/* Takes the nearer of the answers on both sides. */
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

/* --- no answer --- */

static bool same_measure(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-13 * fabs(a);
}

/* How far a measure is from the limit of a condition that it does not meet, in the size of what is compared. */
static double distance_of(const struct search *search, size_t c, double measure, double now)
{
	const struct goal *limit = condition_limit(&search->task->condition[c]);
	double size = fmax(fabs(limit->value), fabs(now)); /* fmax passes over a NaN */
	return goal_holds_exactly(limit, measure) ? 0 : fabs(measure - limit->value) / (size > 0 ? size : 1);
}

/* How far from its limits a try is, of all conditions; NaN where a figure has no value. */
static double distance_at(const struct search *search, size_t i)
{
	const struct tries *tries = search->tries;
	size_t o = search->solution->option;
	double distance = 0;
	for (size_t c = 0; c < search->task->count; c++)
		distance += distance_of(
			search, c, meter_measure(search->meter, c, o, tries->measure, tries->count, i),
			meter_measure(search->meter, c, o, tries->measure, tries->count, tries->now));
	return distance;
}

static bool moves_at(const struct search *search, size_t i)
{
	const struct tries *tries = search->tries;
	bool moves = false;
	for (size_t c = 0; c < search->task->count; c++)
		moves |= !same_measure(
			meter_measure(search->meter, c, search->solution->option, tries->measure, tries->count,
				      tries->now),
			meter_measure(search->meter, c, search->solution->option, tries->measure, tries->count, i));
	return moves;
}

/* Has the plan, restated at a value, all its measures? */
static bool has_measures(const struct search *search, const struct trial_plan *plan)
{
	bool has = plan->valid;
	for (size_t c = 0; c < search->task->count; c++)
		has &= !isnan(standing_measure(&search->task->condition[c], &plan->standing[c]));
	return has;
}

/* No value meets the conditions: does the input matter at all, and where does it come nearest to the limits? */
static int explain_failure(struct search *search)
{
	struct solution *solution = search->solution;
	size_t nearest = search->tries->now;
	bool moves = false;
	for (size_t i = 0; i < search->tries->count; i++) {
		double distance = distance_at(search, i), best = distance_at(search, nearest);
		moves |= moves_at(search, i);
		if (!isnan(distance) && (isnan(best) || distance < best))
			nearest = i;
	}
	solution->status = moves ? SOLVE_OUTSIDE_RANGE : SOLVE_IMPOSSIBLE;
	if (!moves || isnan(distance_at(search, nearest)))
		return 0;
	struct trial_plan plan;
	if (search_restate(search, search->tries->value[nearest], &plan) != 0)
		return -1;
	take(solution, search->tries->value[nearest], &plan);
	solution->has_value = has_measures(search, &plan);
	return 0;
}

/* The same of the plan restated at a value. */
static double distance_restated(const struct search *search, const struct trial_plan *plan)
{
	double distance = 0;
	for (size_t c = 0; c < search->task->count; c++)
		distance += distance_of(search, c,
					standing_measure(&search->task->condition[c], &plan->standing[c]),
					standing_measure(&search->task->condition[c], &search->solution->before[c]));
	return distance;
}

int search_round_nearest(const struct search *search)
{
	struct solution *solution = search->solution;
	double value = solution->value, lowest = tries_lowest(solution), highest = tries_highest(solution);
	bool stays = value == solution->now || value == solution->low || value == solution->high;
	int direction = value == lowest ? 1 : value == highest ? -1 : 0;
	struct trial_plan plan = {0};
	for (size_t c = 0; c < search->task->count; c++)
		plan.standing[c] = solution->after[c];
	double most = distance_restated(search, &plan) * (1 + much_the_same);
	for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS && !stays; digits++) {
		double few = number_to_digits(value, digits, direction);
		if (few < lowest || few > highest)
			continue;
		if (search_restate(search, few, &plan) != 0)
			return -1;
		if (has_measures(search, &plan) && !plan.met && distance_restated(search, &plan) <= most) {
			take(solution, few, &plan);
			break;
		}
	}
	return 0;
}

static void set_before(struct search *search)
{
	const struct tries *tries = search->tries;
	size_t o = search->solution->option;
	search->solution->met_now = true;
	for (size_t c = 0; c < search->task->count; c++) {
		const struct condition *condition = &search->task->condition[c];
		double measure = meter_measure(search->meter, c, o, tries->measure, tries->count, tries->now);
		struct standing standing = {
			search->now->option[condition_option(condition, o)].figure[condition->goal.figure], measure,
			meter_epsilon(search->meter, c, o)};
		search->solution->before[c] = standing;
		search->solution->met_now &= condition_met(condition, standing_measure(condition, &standing),
							   meter_epsilon(search->meter, c, o));
	}
}

int search_option(struct search *search)
{
	struct solution *solution = search->solution;
	search->has_equality =
		conditions_have_equality(search->task->condition, search->task->count, solution->option);
	set_before(search);
	if (!solution->met_now || !search->has_equality) {
		if (search_both(search) != 0)
			return -1;
		if (solution->has_value)
			return 0;
	}
	if (!solution->met_now && search->refused != LEVER_CAN) {
		solution->status = SOLVE_NO_LEVER;
		solution->lever = search->refused;
		return 0;
	}
	if (!solution->met_now)
		return explain_failure(search);
	solution->status = SOLVE_REACHED;
	solution->throughout = !search->has_equality;
	solution->has_value = true;
	solution->value = solution->now;
	for (size_t c = 0; c < SOLVE_MOST_CONDITIONS; c++)
		solution->after[c] = solution->before[c];
	return 0;
}
