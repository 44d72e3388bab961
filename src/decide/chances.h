/*
 * How likely goals are, as one input moves: what solve asks of whoever draws trials.
 */
#ifndef DECIDE_CHANCES_H
#define DECIDE_CHANCES_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

struct chances {
	size_t trials, rough_trials; /* how many are drawn, and how many of them (the first ones) for a rough answer */
	/*
	 * The share of trials in which the goal of each condition that is a probability holds, with input (one of the
	 * plan's; NULL: none) at each of `count` values: share[(condition * options + option) * count + i], of other
	 * conditions untouched. A distribution moves whole. The same trials for every value. NaN where the figure
	 * overflows in some trial. 0, or -1 when out of memory or stopped.
	 */
	int (*of)(void *context, const struct plan *plan, const struct input *input, const double *values, size_t count,
		  bool rough, double *share);
	void *context;
};

#endif
