/* The beta distribution on (0, 1), for shapes a and b of at least 1: the basis of beta-PERT. */
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

/* The probability of less than x, the regularised incomplete beta function; relative error 1e-14 if it is below 1/2. */
double beta_probability(const struct beta *beta, double x);

/*
 * The quantile of p, 0 < p <= 0.6; beyond, use 1 minus the quantile of 1 - p with the shapes swapped. `guess`, above 0,
 * need not be close.
 */
double beta_lower_quantile(const struct beta *beta, double p, double guess);

/* A point of the quantile function: x(p), dx/dp = 1 / density, d2x/dp2 and d3x/dp3. */
struct beta_point {
	double p, x, slope, curvature, third;
};

/* Fills in points whose p, in (0, 0.6], ascend by at most an eighth; x has a relative error of 1e-13. */
void beta_quantiles(const struct beta *beta, struct beta_point *point, size_t count);

#endif
