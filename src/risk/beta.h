/* The beta distribution on (0, 1), for shapes a and b from 1 on: what beta-PERT is made of. */
#ifndef RISK_BETA_H
#define RISK_BETA_H

#include <stddef.h>

/* The density's logarithm is (a - 1) ln x + (b - 1) ln(1 - x) - ln B(a, b). */
struct beta {
	double a, b;
	double complete; /* B(a, b) */
};

/* a, b from 1 to 100. */
struct beta beta_of(double a, double b);

/*
 * The probability of less than x, to a relative 1e-14 where it is below 1/2: the regularised incomplete beta
 * function.
 */
double beta_probability(const struct beta *beta, double x);

/*
 * The x of which less has probability p, 0 < p <= 0.6; beyond, take 1 less the quantile of 1 - p of the mirrored one.
 * `guess`, above 0, need not be near.
 */
double beta_lower_quantile(const struct beta *beta, double p, double guess);

/* A point of the quantile function: x(p), dx/dp = 1 / density, d2x/dp2 and d3x/dp3. */
struct beta_point {
	double p, x, slope, curvature, third;
};

/* Fills in points whose p, in (0, 0.6], ascend by steps of an eighth at most; x to a relative 1e-13. */
void beta_quantiles(const struct beta *beta, struct beta_point *point, size_t count);

#endif
