/* How likely goals are as one input moves: the interface through which solve asks for trials. */
#ifndef DECIDE_CHANCES_H
#define DECIDE_CHANCES_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

struct chances {
	size_t trials, rough_trials; /* number of trials, and of the first ones that give a rough answer */
	/*
	 * For each condition on a probability, the share of trials in which its goal holds, with input (one of the
	 * plan's; NULL: none) at each of `count` values: share[(condition * options + option) * count + i]. Other
	 * conditions' elements are untouched. A distribution is shifted as a whole. All values use the same trials. NaN
	 * if the figure overflows in some trial. 0, or -1 when out of memory or stopped.
	 */
	int (*of)(void *context, const struct plan *plan, const struct input *input, const double *values, size_t count,
		  bool rough, double *share);
	void *context;
};

#endif
