/* Computes the shares of trials in which goals hold. */
#include "answer/chances.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decide/objective.h"
#include "risk/frequency.h"

enum { ROUGH_TRIALS = 2 * SAMPLER_TRIALS };

struct chance_desk {
	const struct condition *condition;
	size_t count;
	const struct study_spec *spec;
	const struct watch *watch;
	const struct plan *plan;     /* whose trials are kept; NULL: none */
	const struct input *moved;
	struct frequency *frequency; /* of that plan */
};

struct chance_desk *chance_desk_new(const struct condition *conditions, size_t count, const struct study_spec *spec,
                                    const struct watch *watch)
{
	struct chance_desk *desk = calloc(1, sizeof *desk);

	if (desk != NULL)
		*desk = (struct chance_desk){.condition = conditions, .count = count, .spec = spec, .watch = watch};
	return desk;
}

void chance_desk_free(struct chance_desk *desk)
{
	if (desk != NULL)
		frequency_free(desk->frequency);
	free(desk);
}

bool chances_asked(const struct condition *conditions, size_t count)
{
	bool asked = false;
	for (size_t c = 0; c < count; c++)
		asked |= conditions[c].is_probability;
	return asked;
}

/* Bit c: the goal of condition c holds; bit FREQUENCY_MOST + c: its figure overflows. */
static uint_fast32_t goals_held(const void *context, size_t option, const struct option_figures *figures)
{
	const struct chance_desk *desk = context;
	uint_fast32_t held = 0;

	for (size_t c = 0; c < desk->count; c++) {
		const struct goal *goal = &desk->condition[c].goal;
		bool asked = desk->condition[c].is_probability && (goal->option < 0 || (size_t)goal->option == option);
		if (asked && figures->figure[goal->figure].status == STATUS_OVERFLOW)
			held |= (uint_fast32_t)1 << (FREQUENCY_MOST + c);
		else if (asked && goal_holds(goal, figure_number(&figures->figure[goal->figure]), figures->epsilon))
			held |= (uint_fast32_t)1 << c;
	}
	return held;
}

/* Whether the fast path of frequency.h suffices. */
static bool asks_few(const struct chance_desk *desk)
{
	bool few = true;

	for (size_t c = 0; c < desk->count; c++)
		few &= !desk->condition[c].is_probability || objective_short(desk->condition[c].goal.figure);
	return few;
}

/* A share is of all trials: if some of them overflow, there is none. */
static double share_of(const size_t *counts, size_t condition, size_t trials)
{
	return counts[FREQUENCY_MOST + condition] > 0 ? (double)NAN : (double)counts[condition] / (double)trials;
}

/* Measures another plan once, without replacing the kept trials of the plan whose inputs move. */
static int look(const struct chance_desk *desk, struct frequency *frequency, const double *values, size_t count,
		bool rough, size_t options, double *share)
{
	const struct frequency_question question = {goals_held, desk};
	size_t trials = rough && ROUGH_TRIALS < desk->spec->trials ? ROUGH_TRIALS : desk->spec->trials;
	size_t *held = malloc(options * FREQUENCY_COUNTS * sizeof *held);
	int result = held == NULL ? -1 : 0;

	for (size_t i = 0; i < count && result == 0; i++) {
		result = frequency_run(frequency, values[i], trials, &question, desk->watch, held);
		for (size_t c = 0; c < desk->count && result == 0; c++)
			for (size_t o = 0; o < options && desk->condition[c].is_probability; o++)
				share[(c * options + o) * count + i] = share_of(held + o * FREQUENCY_COUNTS, c, trials);
	}
	free(held);
	return result;
}

static int move_to(struct chance_desk *desk, const struct plan *plan, const struct input *input)
{
	if (desk->plan == plan && desk->moved == input)
		return 0;
	if (desk->plan != plan) {
		frequency_free(desk->frequency);
		desk->frequency = NULL;
		desk->plan = NULL;
		desk->moved = NULL;
		if (frequency_new(plan, desk->spec, asks_few(desk), &desk->frequency) != 0)
			return -1;
		desk->plan = plan;
	}
	desk->moved = NULL;
	if (frequency_move(desk->frequency, input) != 0)
		return -1;
	desk->moved = input;
	return 0;
}

static int chances_of(void *context, const struct plan *plan, const struct input *input, const double *values,
		      size_t count, bool rough, double *share)
{
	struct chance_desk *desk = context;
	struct frequency *alone;

	if (input != NULL)
		return move_to(desk, plan, input) == 0
			       ? look(desk, desk->frequency, values, count, rough, plan->options.count, share)
			       : -1;
	if (frequency_new(plan, desk->spec, asks_few(desk), &alone) != 0)
		return -1;
	int result = look(desk, alone, values, count, rough, plan->options.count, share);
	frequency_free(alone);
	return result;
}

struct chances chance_desk_chances(struct chance_desk *desk)
{
	return (struct chances){
		.trials = desk->spec->trials, .rough_trials = ROUGH_TRIALS, .of = chances_of, .context = desk};
}

/* Measures at most FREQUENCY_MOST of the conditions, by their indices. */
static int shares_of(const struct condition *conditions, const size_t *at, size_t count, const struct plan *plan,
                     const struct study_spec *spec, double *share)
{
	struct condition some[FREQUENCY_MOST];
	struct chance_desk desk = {.condition = some, .count = count, .spec = spec};
	size_t options = plan->options.count;
	double *found = malloc(FREQUENCY_MOST * options * sizeof *found);
	int result = found == NULL ? -1 : 0;

	for (size_t c = 0; c < count; c++)
		some[c] = conditions[at[c]];
	if (result == 0)
		result = chances_of(&desk, plan, NULL, &(double){0}, 1, false, found);
	for (size_t c = 0; c < count && result == 0; c++)
		memcpy(share + at[c] * options, found + c * options, options * sizeof *share);
	free(found);
	return result;
}

int chances_of_plan(const struct condition *conditions, size_t count, const struct plan *plan,
		    const struct study_spec *spec, double *share)
{
	int result = 0;

	for (int few = 0; few < 2 && result == 0; few++) {
		size_t at[FREQUENCY_MOST], found = 0;
		for (size_t c = 0; c <= count && result == 0; c++) {
			if (found == FREQUENCY_MOST || (c == count && found > 0)) {
				result = shares_of(conditions, at, found, plan, spec, share);
				found = 0;
			}
			if (c < count && conditions[c].is_probability &&
			    objective_short(conditions[c].goal.figure) == (few == 1))
				at[found++] = c;
		}
	}
	return result;
}
