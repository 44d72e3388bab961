/* The incomplete beta function by its series, and its inverse by Newton's method on logarithms. */
#include "risk/beta.h"

#include <math.h>

#define MOST_TERMS 5000
#define MOST_STEPS 100

struct beta beta_of(double a, double b)
{
	return (struct beta){a, b, tgamma(a) * tgamma(b) / tgamma(a + b)};
}

double beta_density(const struct beta *beta, double x)
{
	return pow(x, beta->a - 1) * pow(1 - x, beta->b - 1) / beta->complete;
}

/*
 * I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) * sum of x^n (a + b)_n / (a + 1)_n (DLMF 8.17.7, 15.8.1). Every term is positive, so
 * nothing cancels; the terms fall off like x^n, which is quick up to the middle.
 */
static double by_series(double a, double b, double complete, double x)
{
	double term = 1, sum = 1;

	for (int n = 0; n < MOST_TERMS && term > 1e-17 * sum; n++) {
		term *= x * (a + b + n) / (a + 1 + n);
		sum += term;
	}
	return pow(x, a) * pow(1 - x, b) / (a * complete) * sum;
}

double beta_probability(const struct beta *beta, double x)
{
	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	if (x <= 0.5 || x <= (beta->a + 1) / (beta->a + beta->b + 2))
		return by_series(beta->a, beta->b, beta->complete, x);
	return 1 - by_series(beta->b, beta->a, beta->complete, 1 - x);
}

/*
 * ln I is a concave, rising function of ln x, close to a straight line in the tail: Newton's steps come from the left after the first one and
 * do not pass the root.
 */
double beta_lower_quantile(const struct beta *beta, double p, double guess)
{
	double x = guess < 1 ? guess : 0.5;

	if (!(p > 0))
		return 0;
	for (int i = 0; i < MOST_STEPS; i++) {
		double below = beta_probability(beta, x);
		double slope = x * beta_density(beta, x), step, next;

		if (!(slope > 0)) /* so far out that the numbers have nothing between here and the end */
			return x;
		step = log(below / p) * below / slope;
		next = x * exp(-step);
		if (next >= 1)
			next = (x + 1) / 2;
		if (fabs(step) <= 1e-9) /* the error behind it is the square of that */
			return next;
		x = next;
	}
	return x;
}
