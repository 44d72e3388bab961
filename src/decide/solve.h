/*
 * Solve: what one input would have to be for figures, or how likely they are, to meet goals.
 *
 * Values of the input are tried over the range its field allows, densest around the one it has now: at distances from
 * it that grow by a tenth each time, and evenly across the range; where the goals begin or cease to be met between
 * two of them, the place is narrowed down to neighbouring doubles (of probabilities, which move by whole trials, to a
 * millionth). So the answer is the nearest to now, unless something nearer is narrower than the tries are apart.
 * Figures that jump are narrowed to the jump: a goal of equality is only met where the figure really equals it, and
 * where it does over a whole range the answer is the end of that range nearest to now. An answer is put into the
 * plan's source and read again before it is given. Of whole numbers each is tried.
 *
 * For a probability the distribution of an uncertain input moves whole, its best guess to the value
 * (decide/chances.h).
 *
 * Where the field has no end the search has: a million times what the input is now, 10^12 where it is 0.
 * docs/decisions.md.
 */
#ifndef DECIDE_SOLVE_H
#define DECIDE_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "decide/chances.h"
#include "decide/condition.h"
#include "decide/lever.h"

enum { SOLVE_MOST_CONDITIONS = 8 };

/* What is asked: conditions that are to hold together. */
struct solve_task {
	const struct plan *plan;
	const struct condition *condition; /* [count] */
	size_t count;                      /* 1 to SOLVE_MOST_CONDITIONS */
	const struct chances *chances;     /* needed where a condition is a probability */
};

enum solve_status {
	SOLVE_REACHED,
	SOLVE_OUTSIDE_RANGE, /* the figures move with the input, but no value tried meets the goals */
	SOLVE_IMPOSSIBLE,    /* the input does not move the figures, and the goals are not met */
	SOLVE_NO_LEVER       /* only values that are not achievable meet the goals */
};

/* Where a condition stands. */
struct standing {
	struct figure_value figure; /* unless it is a probability: */
	double share;               /* of trials */
	double epsilon;             /* of the option as it is: model/tolerance.h */
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
	/* Reached: the boundary value that just meets the goals. Outside the range: where the figure comes nearest. */
	double value;
	bool has_value;       /* false: impossible, no lever, or the figure has a value nowhere */
	enum lever lever;     /* no lever: why */
	/* The plan as it is, and with the input at `value`. */
	struct standing before[SOLVE_MOST_CONDITIONS], after[SOLVE_MOST_CONDITIONS];
};

/*
 * True for an input that can be solved for: numbers, shares, money, moments that come, and whole numbers (the
 * horizon).
 */
bool solve_possible(const struct input *input);

const char *solve_status_id(enum solve_status status); /* "reached" */

/*
 * One input, for each option that the task asks about: every one where a condition names none, else the one that the
 * first condition names. The conditions that name an option are asked of it beside those of each. solutions has room
 * for plan->options.count. The input must be one of the plan's that solve_possible. Writes how many. 0, or -1 when
 * out of memory, or where chances stopped.
 */
int solve_input(const struct solve_task *task, const struct input *input, struct solution *solutions, size_t *count);

/*
 * What must be true: every input of the plan that can move a figure, except values that are not achievable. Option by
 * option; reached ones first, by the relative change they take. watch is called before each input and may stop it
 * (-1); NULL: none.
 */
struct solutions {
	struct solution *at;
	size_t count;
};
struct solve_watch {
	bool (*go_on)(void *context, size_t done, size_t total);
	void *context;
};
int solve_all(const struct solve_task *task, const struct solve_watch *watch, struct solutions *solutions);
void solutions_release(struct solutions *solutions);

/*
 * A reached solution's value in few digits, for people to write into their profile: the shortest of four or more, not
 * the value that it is now, on the side where the goals are met, which was tried and meets them too (of equality: the
 * nearest, which only nearly does). 0, or -1 as above.
 */
int solution_round(const struct solve_task *task, const struct solution *solution, double *rounded);

/*
 * At a reached solution the goals are met from its value on upwards; else downwards. Of no meaning for equality, or
 * throughout.
 */
bool solution_is_least(const struct solution *solution);

/*
 * |value - now| / |now|; of a share that is 0 now, the value itself; of all else that is 0 now, infinite unless it
 * stays 0. Of a reached solution.
 */
double solution_change(const struct solution *solution);

#endif
