/*
 * A meter: what the conditions of a search measure, as one input is tried at other values, and on which side of them
 * that is.
 *
 * A condition on a figure measures the figure (NaN: it has no value), one on a probability the share of trials in
 * which its goal holds.
 */
#ifndef DECIDE_METER_H
#define DECIDE_METER_H

#include <stdint.h>

#include "decide/objective.h"
#include "decide/solve.h"

struct meter {
	const struct solve_task *task;
	const struct evaluation *now; /* the plan as it is */
	const struct input *input;
	bool has_figures, has_chances, has_equality;
	struct objective objective;
};

/*
 * Whole inputs shape the calculation: their figures come of variants, and meter_read is not for them. 0, or -1 when
 * out of memory.
 */
int meter_init(struct meter *meter, const struct solve_task *task, const struct evaluation *now,
	       const struct input *input);
void meter_release(struct meter *meter);

enum meter_reading {
	METER_ALL,
	METER_ROUGH,  /* probabilities from the first trials alone */
	METER_FIGURES /* probabilities are not measured */
};

/*
 * measure[(condition * options + option) * count + i], at each of `count` values. 0, or -1 when out of memory or
 * stopped.
 */
int meter_read(struct meter *meter, const double *values, size_t count, enum meter_reading reading, double *measure);

/* The condition's measure for an option, and the epsilon that it is compared with. */
double meter_measure(const struct meter *meter, size_t condition, size_t option, const double *measure, size_t count,
		     size_t i);
double meter_epsilon(const struct meter *meter, size_t condition, size_t option);

/*
 * On which sides of its conditions an option is, as one number: where it changes from one value to the next, an
 * answer may lie between. Of `=` to within rounding; `exactly` tells what is a hair below the limit from what is a
 * hair above, and of all other conditions nothing.
 */
uint64_t meter_sides(const struct meter *meter, size_t option, const double *measure, size_t count, size_t i,
		     bool exactly);

/* The sides on which all conditions hold; and the bits of those that are probabilities. */
uint64_t meter_all_met(const struct meter *meter);
uint64_t meter_chances(const struct meter *meter);

#endif
