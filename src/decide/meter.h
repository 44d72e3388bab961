/*
 * A meter: the measures of a search's conditions as one input is tried at other values, and the sides of the limits on
 * which they lie. A condition on a figure measures the figure (NaN: it has no value), one on a probability the share of
 * trials in which its goal holds.
 */
#ifndef DECIDE_METER_H
#define DECIDE_METER_H

#include <stdint.h>

#include "decide/objective.h"
#include "decide/solve.h"

struct meter {
	const struct solve_task *task;
	const struct evaluation *now; /* the plan unchanged */
	const struct input *input;
	bool has_figures, has_chances;
	struct objective objective;
};

/*
 * Inputs that are whole numbers shape the calculation: their figures come from variants, and meter_read does not
 * support them. 0, or -1 when out of memory.
 */
int meter_init(struct meter *meter, const struct solve_task *task, const struct evaluation *now,
	       const struct input *input);
void meter_release(struct meter *meter);

enum meter_reading {
	METER_ALL,
	METER_ROUGH,  /* probabilities from the first trials only */
	METER_FIGURES /* probabilities are not measured */
};

/*
 * measure[(condition * options + option) * count + i], at each of `count` values. 0, or -1 when out of memory or
 * stopped.
 */
int meter_read(struct meter *meter, const double *values, size_t count, enum meter_reading reading, double *measure);

/* The condition's measure for an option, and the epsilon it is compared with. */
double meter_measure(const struct meter *meter, size_t condition, size_t option, const double *measure, size_t count,
		     size_t i);
double meter_epsilon(const struct meter *meter, size_t condition, size_t option);

/* The relation in which that measure must stand to the condition's limit: decide/condition.h. */
enum relation meter_relation(const struct meter *meter, size_t condition, size_t option);

/*
 * The sides of its conditions on which an option is, encoded in one number: where it changes from one value to the
 * next, an answer may lie between. For `=` the comparison is within rounding; `exactly` instead separates values just
 * below the limit from those just above, and ignores all other conditions.
 */
uint64_t meter_sides(const struct meter *meter, size_t option, const double *measure, size_t count, size_t i,
		     bool exactly);

/* The sides on which all conditions hold; and the bits of conditions on probabilities. */
uint64_t meter_all_met(const struct meter *meter);
uint64_t meter_chances(const struct meter *meter);

#endif
