/*
 * Solve: the value that one input must have for figures, or their probabilities, to meet goals.
 *
 * Values are tried over the range that the input's field allows: densest around the current value, at distances from it
 * that grow by a tenth each time, and evenly across the range. Where the goals begin or cease to be met between two
 * tries, the value is narrowed to neighbouring doubles (for probabilities, which move by whole trials, to a millionth).
 * So the answer is the one nearest to the current value, unless a nearer one is narrower than the distance between
 * tries. Figures that jump are narrowed to the jump: a goal of equality is met only where the figure really equals it;
 * if it does over a whole range, the answer is the end of that range nearest to now. An answer is put into the plan's
 * source and verified by reading it again.
 *
 * Whole numbers are all tried. For a probability, the distribution of an uncertain input is shifted as a whole, so that
 * its best guess is the value (decide/chances.h). Where the field has no limit the search has one: a million times the
 * current value, or 10^12 if it is 0. docs/decisions.md.
 */
#ifndef DECIDE_SOLVE_H
#define DECIDE_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "decide/chances.h"
#include "decide/condition.h"
#include "decide/lever.h"

enum { SOLVE_MOST_CONDITIONS = 8 };

/* The question: conditions that must all hold. */
struct solve_task {
	const struct plan *plan;
	const struct condition *condition; /* [count] */
	size_t count;                      /* 1 to SOLVE_MOST_CONDITIONS */
	const struct chances *chances;     /* needed if a condition is on a probability */
};

enum solve_status {
	SOLVE_REACHED,
	SOLVE_OUTSIDE_RANGE, /* the figures depend on the input, but no value tried meets the goals */
	SOLVE_IMPOSSIBLE,    /* the figures do not depend on the input, and the goals are not met */
	SOLVE_NO_LEVER       /* only values that are not achievable meet the goals */
};

/* The state of a condition. */
struct standing {
	struct figure_value figure; /* unless it is a probability: */
	double share;               /* of trials */
	double epsilon;             /* of the option in the unchanged plan: model/tolerance.h */
};

struct solution {
	const struct input *input;
	size_t option;
	enum solve_status status;
	double now;               /* the best guess, in the input's own unit */
	double low, high;         /* the interval tried, without open ends */
	bool low_open, high_open; /* the field's end is open */
	bool low_is_limit, high_is_limit; /* the search's limit: the field has none */
	bool met_now;
	bool throughout; /* met now and by every value tried: value is now */
	/*
	 * Reached: the boundary value that just meets the goals. Outside the range: the value at which the figure is
	 * closest.
	 */
	double value;
	bool has_value;       /* false: impossible, no lever, or no value gives the figure a value */
	enum lever lever;     /* SOLVE_NO_LEVER: why */
	/* For the unchanged plan, and with the input at `value`. */
	struct standing before[SOLVE_MOST_CONDITIONS], after[SOLVE_MOST_CONDITIONS];
};

/*
 * True for an input that can be solved for: numbers, shares, money, moments other than never, and whole numbers (the
 * horizon).
 */
bool solve_possible(const struct input *input);

const char *solve_status_id(enum solve_status status); /* "reached" */

/*
 * Solves for one input, for each option: all if no condition names one, else the one that the first condition names.
 * Conditions that name an option apply to that option, whichever option is solved for. solutions has room for
 * plan->options.count. The input must be one of the plan's, with solve_possible. Writes their number. 0, or -1 when out
 * of memory, or stopped by chances.
 */
int solve_input(const struct solve_task *task, const struct input *input, struct solution *solutions, size_t *count);

/*
 * What must be true: every input of the plan that can move a figure, except values that are not achievable. Option by
 * option; reached ones first, by relative change. watch is called before each input and may stop it (-1); NULL: none.
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
 * The solution with a value of few digits, for people to write into their profile. Reached: the shortest of four or
 * more, not the value that it is now, on the side where the goals are met, which was tried and meets them too (of
 * equality: the nearest, which only nearly does); `after` stays as it is. Outside the range: the shortest that misses
 * the goals by about as much, and how they stand there. 0, or -1 as above.
 */
int solution_round(const struct solve_task *task, const struct solution *solution, struct solution *rounded);

/*
 * Whether a reached solution meets the goals from its value upwards; else downwards. Meaningless for equality, or if
 * met throughout.
 */
bool solution_is_least(const struct solution *solution);

/*
 * |value - now| / |now| of a reached solution; if a share is 0 now, the value itself; if another input is 0 now,
 * infinite unless it stays 0.
 */
double solution_change(const struct solution *solution);

#endif
