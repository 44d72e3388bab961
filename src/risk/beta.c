/* The incomplete beta function by its series, and its inverse by Newton's method on logarithms. */
#include "risk/beta.h"

#include <math.h>
#include <stdbool.h>

#define MOST_TERMS 5000
#define MOST_STEPS 100

struct beta beta_of(double a, double b)
{
	return (struct beta){a, b, tgamma(a) * tgamma(b) / tgamma(a + b)};
}

static double beta_density(const struct beta *beta, double x)
{
	return pow(x, beta->a - 1) * pow(1 - x, beta->b - 1) / beta->complete;
}

/* True where the series of I_x(a, b) converges faster than that of 1 - I_(1-x)(b, a). */
static bool is_low(const struct beta *beta, double x)
{
	return x <= 0.5 || x <= (beta->a + 1) / (beta->a + beta->b + 2);
}

/*
 * I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) * sum of x^n (a + b)_n / (a + 1)_n (DLMF 8.17.7, 15.8.1). Every term is
 * positive, so nothing cancels; the terms decrease like x^n, which converges fast up to the middle.
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
	if (is_low(beta, x))
		return by_series(beta->a, beta->b, beta->complete, x);
	return 1 - by_series(beta->b, beta->a, beta->complete, 1 - x);
}

/*
 * ln I is a concave, rising function of ln x, nearly linear in the tail: after the first, Newton's steps approach the
 * root from the left and do not pass it.
 */
double beta_lower_quantile(const struct beta *beta, double p, double guess)
{
	double x = guess < 1 ? guess : 0.5;

	if (!(p > 0))
		return 0;
	for (int i = 0; i < MOST_STEPS; i++) {
		double below = beta_probability(beta, x);
		double slope = x * beta_density(beta, x), step, next;

		if (!(slope > 0)) /* so far out that no double lies between x and the end */
			return x;
		step = log(below / p) * below / slope;
		next = x * exp(-step);
		if (next >= 1)
			next = (x + 1) / 2;
		if (fabs(step) <= 1e-9) /* the remaining error is its square */
			return next;
		x = next;
	}
	return x;
}

enum { RATIOS = 256 }; /* enough terms for shapes up to 5; beyond, ratios are computed on the fly */

/* Ratios of consecutive terms divided by x, shared by many x. */
struct series {
	double a, b, ratio[RATIOS];
};

static void init_series(struct series *series, double a, double b)
{
	series->a = a;
	series->b = b;
	for (int n = 0; n < RATIOS; n++)
		series->ratio[n] = (a + b + n) / (a + 1 + n);
}

static double series_sum(const struct series *series, double x)
{
	double term = 1, sum = 1;

	for (int n = 0; n < MOST_TERMS && term > 1e-17 * sum; n++) {
		double ratio = n < RATIOS ? series->ratio[n] : (series->a + series->b + n) / (series->a + 1 + n);

		term *= x * ratio;
		sum += term;
	}
	return sum;
}

/*
 * From a nearby x whose probability and density f are known: the Taylor series of the quantile function around x, to
 * third order in the missing probability. With h the derivative of ln f, the derivatives are 1 / f, -h / f^2 and (2 h^2
 * - h') / f^3.
 */
static void settle(const struct beta *beta, double x, double probability, double density, struct beta_point *point)
{
	double h = (beta->a - 1) / x - (beta->b - 1) / (1 - x);
	double h_slope = -(beta->a - 1) / (x * x) - (beta->b - 1) / ((1 - x) * (1 - x));
	double s = (point->p - probability) / density;
	double moved = s * (1 + s * (-h / 2 + s * (2 * h * h - h_slope) / 6));

	point->x = x + moved;
	point->slope = 1 / (density * (1 + moved * (h + moved * (h * h + h_slope) / 2)));
	h = (beta->a - 1) / point->x - (beta->b - 1) / (1 - point->x);
	h_slope = -(beta->a - 1) / (point->x * point->x) - (beta->b - 1) / ((1 - point->x) * (1 - point->x));
	point->curvature = -h * point->slope * point->slope;
	point->third = (2 * h * h - h_slope) * point->slope * point->slope * point->slope;
}

void beta_quantiles(const struct beta *beta, struct beta_point *point, size_t count)
{
	struct series low, high;
	double guess = count > 0 ? beta_lower_quantile(beta, point[0].p, 0.5) : 0;

	init_series(&low, beta->a, beta->b);
	init_series(&high, beta->b, beta->a);
	for (size_t i = 0; i < count; i++) {
		double density = beta_density(beta, guess), edge = density * guess * (1 - guess);
		double probability = is_low(beta, guess) ? edge / beta->a * series_sum(&low, guess)
		                                         : 1 - edge / beta->b * series_sum(&high, 1 - guess);
		double width = i + 1 < count ? point[i + 1].p - point[i].p : 0;

		settle(beta, guess, probability, density, &point[i]);
		guess = point[i].x +
			width * (point[i].slope + width / 2 * (point[i].curvature + width / 3 * point[i].third));
	}
}
