/*
 * A grid: a sweep whose values are texts in the grammar of profiles, for any key that a profile can hold.
 *
 * Each value is set in the plan's source and read like any profile, so that a grid refuses what a profile refuses.
 * Numbers are then swept over lanes (decide/sweep.h); for words, and for numbers that shape the calculation, the plan
 * is read again for every combination.
 */
#ifndef DECIDE_GRID_H
#define DECIDE_GRID_H

#include "base/diag.h"
#include "decide/sweep.h"

#define GRID_MOST_AXES 4

struct grid_axis {
	const char *key;          /* "benefit.ctr.lift" */
	const char *const *value; /* [count] */
	size_t count;             /* above 0 */
};

struct grid {
	struct sweep sweep; /* points in the order of the axes, the last varying fastest */
	/* Axis by axis, value by value: the text's number in its own unit; NaN if it is not a number. */
	double *number;
	char **currency; /* same index as number: the currency of an amount of money; else NULL */
	size_t value_count; /* of both */
};

/*
 * 1 to GRID_MOST_AXES axes, at most SWEEP_MOST_POINTS points. Errors in any value go to diags, at `place`. 0, or -1
 * with an error in diags and *grid untouched.
 */
int grid_run(const struct plan *plan, const struct grid_axis *axes, size_t axis_count, struct place place,
	     struct diags *diags, struct grid *grid);
void grid_release(struct grid *grid);

#endif
