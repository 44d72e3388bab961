/*
 * An objective: figures of each option, as one input is tried at other values.
 *
 * The figures that goals are most often about (npv, payback, net value) take a short way, the same sums without the
 * other figures.
 */
#ifndef DECIDE_OBJECTIVE_H
#define DECIDE_OBJECTIVE_H

#include <stdbool.h>

#include "model/evaluator.h"

struct objective {
	bool is_short;                /* the figures that have a short way alone */
	const struct evaluation *now; /* of the plan as it is: epsilons */
	struct evaluator evaluator;   /* of net flows where it is short, else of figures */
	double input[1][LANES];
	int lanes;
};

/* Whether a figure has the short way. */
bool objective_short(enum figure figure);

/* now: the plan as it is, evaluated; it must outlive the objective. 0, or -1 when out of memory. */
int objective_init(struct objective *objective, const struct plan *plan, const struct evaluation *now,
		   const struct value *input, bool is_short);
void objective_release(struct objective *objective);

/* Tries the input at 1 to LANES values; then objective_read gives an option's figure at each, NaN where it has none. */
void objective_try(struct objective *objective, const double *values, int lanes);
void objective_read(struct objective *objective, size_t option, enum figure figure, double *figures);

#endif
