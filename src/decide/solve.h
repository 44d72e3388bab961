/*
 * Solve: what one input would have to be for a figure to meet a goal.
 *
 * Values of the input are tried over the range its field allows, densest around the one it has now: at distances from it that grow by a tenth each time, and evenly
 * across the range; where the goal begins or ceases to be met between two of them, the place is narrowed down to neighbouring doubles. So the
 * answer is the nearest to now, unless something nearer is narrower than the tries are apart. Figures that jump are narrowed to the jump: a goal of
 * equality is only met where the figure really equals it. An answer is put into the plan's source and read again before it is given. Of whole numbers each is tried.
 *
 * Where the field has no end the search has: a share is tried to ±1,000 % (or 100 times what it is now), months and moments to the horizon (or
 * twice what they are), all else to a million times what it is now, 10^12 where it is 0. docs/model.md, "Decisions".
 */
#ifndef DECIDE_SOLVE_H
#define DECIDE_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "decide/goal.h"

enum solve_status {
	SOLVE_REACHED,
	SOLVE_OUTSIDE_RANGE, /* the figure moves with the input, but no value tried meets the goal */
	SOLVE_IMPOSSIBLE     /* the input does not move the figure, and the goal is not met */
};

struct solution {
	const struct input *input;
	size_t option;
	enum solve_status status;
	double now;               /* the best guess, in the input's own unit */
	double low, high;         /* between which values were tried; an open end itself is left out */
	bool low_open, high_open; /* the field's end is open */
	bool low_is_limit, high_is_limit; /* the end is the search's: the field has none */
	bool met_now;
	bool throughout; /* met now, and by every value tried: value is now */
	double value; /* reached: where the goal is just met, next to where it is not. Outside the range: where the figure comes nearest */
	bool has_value;                         /* false: impossible, or the figure has a value nowhere */
	double epsilon; /* of the option as it is: model/tolerance.h */
	struct figure_value figure_now, figure; /* of the option: as it is, and with the input at `value` */
};

/* True for an input that can be solved for: numbers, shares, money, moments that come, and whole numbers (the horizon). */
bool solve_possible(const struct input *input);

const char *solve_status_id(enum solve_status status); /* "reached" */

/*
 * One input, for the goal's option, or each option of the plan: solutions has room for plan->options.count. The input must be one of the plan's
 * that solve_possible. Writes how many. 0, or -1 when out of memory.
 */
int solve_input(const struct plan *plan, const struct input *input, const struct goal *goal,
		struct solution *solutions, size_t *count);

/* What must be true: every input of the plan that can move a figure. Option by option; reached ones first, by the relative change they take. */
struct solutions {
	struct solution *at;
	size_t count;
};
int solve_all(const struct plan *plan, const struct goal *goal, struct solutions *solutions);
void solutions_release(struct solutions *solutions);

/*
 * A reached solution's value in few digits, for people to write into their profile: the shortest of four or more on the side where the goal is met, which was
 * tried and meets it too (of equality: the nearest, which only nearly does). 0, or -1 when out of memory.
 */
int solution_round(const struct plan *plan, const struct goal *goal, const struct solution *solution,
		   double *rounded);

/* At a reached solution the goal is met from its value on upwards; else downwards. Of no meaning for equality, or throughout. */
bool solution_is_least(const struct solution *solution);

/* |value - now| / |now|; of a share that is 0 now, the value itself; of all else that is 0 now, infinite unless it stays 0. Of a reached solution. */
double solution_change(const struct solution *solution);

#endif
