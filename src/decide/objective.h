/*
 * An objective: figures of each option as one input is tried at other values.
 *
 * The figures that goals are most often about (npv, payback, net value) have a fast path: the same sums without the
 * other figures.
 */
#ifndef DECIDE_OBJECTIVE_H
#define DECIDE_OBJECTIVE_H

#include <stdbool.h>

#include "model/evaluator.h"

struct objective {
	bool is_short;                /* only figures that have the fast path */
	const struct evaluation *now; /* the plan unchanged: epsilons */
	struct evaluator evaluator;   /* for net flows if is_short, else for figures */
	double input[1][LANES];
	int lanes;
};

/* Whether a figure has the fast path. */
bool objective_short(enum figure figure);

/* now: the evaluation of the unchanged plan; it must outlive the objective. 0, or -1 when out of memory. */
int objective_init(struct objective *objective, const struct plan *plan, const struct evaluation *now,
		   const struct value *input, bool is_short);
void objective_release(struct objective *objective);

/*
 * objective_try loads 1 to LANES values of the input; objective_read gives an option's figure at each, NaN if it has
 * none.
 */
void objective_try(struct objective *objective, const double *values, int lanes);
void objective_read(struct objective *objective, size_t option, enum figure figure, double *figures);

#endif
