/*
 * Sweep: the figures of every option at each point of a grid of inputs.
 */
#ifndef DECIDE_SWEEP_H
#define DECIDE_SWEEP_H

#include <stddef.h>

#include "model/figure.h"
#include "plan/plan.h"

#define SWEEP_MOST_POINTS 100000

/*
 * One input of the plan (struct input.value) and its values, in its own unit. They are not checked against its field.
 */
struct sweep_axis {
	const struct value *input;
	const double *value;
	size_t count; /* above 0 */
};

/*
 * The last axis varies fastest: with axes of 2 and 3 values, point 4 is the second value of the first and the second of
 * the last.
 */
struct sweep {
	size_t points, options;
	struct figure_value *figure; /* [(point * options + option) * FIGURE_COUNT + figure] */
	int *horizon; /* [point], months: an input may change the horizon */
};

/*
 * At most SWEEP_MOST_POINTS points in all; without axes there is one, the plan unchanged. 0, or -1 when out of memory
 * and *sweep untouched.
 */
int sweep_run(const struct plan *plan, const struct sweep_axis *axes, size_t axis_count, struct sweep *sweep);

/* Allocates points of so many options, all figures 0. 0, or -1 when out of memory and *sweep untouched. */
int sweep_new(size_t points, size_t options, struct sweep *sweep);
void sweep_release(struct sweep *sweep);

/* The number of points of the axes; SIZE_MAX if it overflows. */
size_t sweep_points(const struct sweep_axis *axes, size_t axis_count);

/* The place on each axis of a point: at[axis]. */
void sweep_place(const struct sweep_axis *axes, size_t axis_count, size_t point, size_t *at);

const struct figure_value *sweep_figure(const struct sweep *sweep, size_t point, size_t option,
					enum figure figure);

#endif
