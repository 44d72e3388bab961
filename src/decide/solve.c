/* Solves for an input: its range, the search within it, and the order of the solutions. */
#include "decide/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "decide/search.h"
#include "decide/variant.h"
#include "plan/kind.h"

const char *solve_status_id(enum solve_status status)
{
	static const char *const ids[] = {[SOLVE_REACHED] = "reached",
					  [SOLVE_OUTSIDE_RANGE] = "outside_range",
					  [SOLVE_IMPOSSIBLE] = "impossible",
					  [SOLVE_NO_LEVER] = "no_lever"};
	return ids[status];
}

bool solve_possible(const struct input *input)
{
	return variant_possible(input) || kind_of(input->field->kind)->is_whole;
}

/* --- one input --- */

/* How far from zero a field without a limit is searched. Shares and months always have limits. */
static double search_limit(double now)
{
	return now == 0 ? 1e12 : 1e6 * fabs(now);
}

static void set_range(struct solution *solution)
{
	const struct field *field = solution->input->field;
	double limit = search_limit(solution->now);
	solution->low_is_limit = isinf(field->low);
	solution->high_is_limit = isinf(field->high);
	solution->low = solution->low_is_limit ? -limit : field->low;
	solution->high = solution->high_is_limit ? limit : field->high;
	solution->low_open = field->low_open && !solution->low_is_limit;
	solution->high_open = field->high_open && !solution->high_is_limit;
}

/* Which options need an answer: all, or the one that the first condition names. */
static void options_asked(const struct solve_task *task, size_t *first, size_t *end)
{
	*first = 0;
	*end = task->plan->options.count;
	for (size_t c = 0; c < task->count; c++)
		if (task->condition[c].goal.option < 0)
			return;
	*first = (size_t)task->condition[0].goal.option;
	*end = *first + 1;
}

static int solve_with(const struct solve_task *task, const struct evaluation *now, const struct input *input,
		      struct solution *solutions, size_t *count)
{
	struct solution range = {.input = input, .now = value_best_guess(input->value)};
	struct meter meter = {0};
	struct tries tries = {0};
	size_t first, end;
	int result = -1;
	options_asked(task, &first, &end);
	set_range(&range);
	if (meter_init(&meter, task, now, input) != 0 || tries_init(&tries, &meter, &range) != 0)
		goto done;
	for (size_t o = first; o < end; o++) {
		struct search search = {
			.task = task, .now = now, .meter = &meter, .tries = &tries, .solution = &solutions[o - first]};
		solutions[o - first] = range;
		solutions[o - first].option = o;
		if (search_option(&search) != 0)
			goto done;
	}
	*count = end - first;
	result = 0;
done:
	tries_release(&tries);
	meter_release(&meter);
	return result;
}

int solve_input(const struct solve_task *task, const struct input *input, struct solution *solutions, size_t *count)
{
	struct evaluation now = {0};
	if (evaluation_new(task->plan, &now) != 0)
		return -1;
	int result = solve_with(task, &now, input, solutions, count);
	evaluation_release(&now);
	return result;
}

/* --- what a solution says --- */

double solution_change(const struct solution *solution)
{
	double change = fabs(solution->value - solution->now);
	if (change == 0 || (solution->now == 0 && kind_of(solution->input->field->kind)->is_percent))
		return change;
	return solution->now == 0 ? (double)INFINITY : change / fabs(solution->now);
}

bool solution_is_least(const struct solution *solution)
{
	return (solution->value > solution->now) != solution->met_now;
}

/* The first value of few digits that the goals are met with, by a search that stands ready. */
static int round_reached(const struct search *search, bool equality)
{
	struct solution *solution = search->solution;
	int direction = equality ? 0 : solution_is_least(solution) ? 1 : -1;
	for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS && solution->value != solution->now; digits++) {
		double value = number_to_digits(solution->value, digits, direction);
		struct trial_plan plan = {.met_closely = equality};
		if (value == solution->now || value < tries_lowest(solution) || value > tries_highest(solution))
			continue;
		if (!equality && search_restate(search, value, &plan) != 0)
			return -1;
		if (plan.met_closely) {
			solution->value = value;
			return 0;
		}
	}
	return 0;
}

int solution_round(const struct solve_task *task, const struct solution *solution, struct solution *rounded)
{
	struct solution made = *solution;
	struct evaluation now = {0};
	struct meter meter = {0};
	int result = -1;
	if (evaluation_new(task->plan, &now) == 0 && meter_init(&meter, task, &now, solution->input) == 0) {
		struct search search = {.task = task, .now = &now, .meter = &meter, .solution = &made};
		result = made.status == SOLVE_REACHED
				 ? round_reached(&search, conditions_have_equality(task->condition, task->count,
										   made.option))
				 : search_round_nearest(&search);
	}
	meter_release(&meter);
	evaluation_release(&now);
	if (result == 0)
		*rounded = made;
	return result;
}

/* --- every input --- */

/* Guidance, budgets and the like affect no figure; without [outcome] in the plan, its weights do not either. */
static bool enters_figures(const struct input *input)
{
	enum section_kind kind = input->section->kind;
	if (kind == SECTION_MIGRATION || (kind == SECTION_OUTCOME && input->section->line == 0))
		return false;
	return kind != SECTION_GUIDANCE && kind != SECTION_TIER && kind != SECTION_ALERT &&
	       kind != SECTION_CORRELATION;
}

/* The order: reached by a change, met whatever the value, out of reach, no effect. */
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

/* Removes the solutions that are not achievable; returns how many are left. */
static size_t drop_no_levers(struct solution *at, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (at[i].status != SOLVE_NO_LEVER)
			at[kept++] = at[i];
	return kept;
}

static int solve_each(const struct solve_task *task, const struct evaluation *now, const struct solve_watch *watch,
		      struct solutions *found)
{
	const struct plan *plan = task->plan;
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct input *input = &plan->inputs[i];
		size_t count = 0;
		if (watch && !watch->go_on(watch->context, i, plan->input_count))
			return -1;
		if (!solve_possible(input) || !enters_figures(input))
			continue;
		if (solve_with(task, now, input, found->at + found->count, &count) != 0)
			return -1;
		found->count += drop_no_levers(found->at + found->count, count);
	}
	return 0;
}

int solve_all(const struct solve_task *task, const struct solve_watch *watch, struct solutions *solutions)
{
	struct solutions found = {
		.at = calloc(task->plan->input_count * task->plan->options.count + 1, sizeof *found.at)};
	struct evaluation now = {0};
	int result = -1;
	if (found.at && evaluation_new(task->plan, &now) == 0)
		result = solve_each(task, &now, watch, &found);
	if (result == 0) {
		qsort(found.at, found.count, sizeof *found.at, compare_solutions);
		*solutions = found;
		found.at = NULL;
	}
	evaluation_release(&now);
	free(found.at);
	return result;
}

void solutions_release(struct solutions *solutions)
{
	free(solutions->at);
	*solutions = (struct solutions){0};
}
