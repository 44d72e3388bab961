/*
 * Finds every internal rate of return, by isolating the roots of the flows' polynomial P in v = 1 / (1 + rate).
 *
 * Rates above -100 % are v > 0. Positive roots up to 1 are those of P(v) on (0, 1]; the others are those of its
 * reversal in 1/v on (0, 1). In the Bernstein basis of an interval, the number of sign changes of the coefficients is
 * an upper bound of the number of roots (Descartes' rule of signs), and the end coefficients are the values at the
 * ends. Halving an interval (de Casteljau) until each part has no sign change or one finds all roots, whatever the
 * degree (Lane and Riesenfeld 1981; Vincent's theorem proves that it ends for simple roots). Sign changes that cannot
 * be separated within the precision of a double are a root of even order, where P touches zero, or no root.
 */
#include "model/irr.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define DEGREES (IRR_MOST_FLOWS)
#define AROUND_ONE 1e-12 /* a rate no further from 0 than this is 0 */
#define HALVINGS 60 /* an interval halved this often is no wider than the spacing of doubles */

struct polynomial {
	double coefficient[DEGREES]; /* of v^j */
	size_t count;
};

/* P(v), and a bound of its rounding error. */
static double evaluate(const struct polynomial *p, double v, double *noise)
{
	double sum = 0, magnitude = 0;

	for (size_t j = p->count; j-- > 0;) {
		sum = sum * v + p->coefficient[j];
		magnitude = magnitude * v + fabs(p->coefficient[j]);
	}
	*noise = magnitude * DBL_EPSILON * 4;
	return sum;
}

static int sign_changes(const double *coefficient, size_t count)
{
	int changes = 0;
	double last = 0;

	for (size_t j = 0; j < count; j++) {
		if (coefficient[j] == 0)
			continue;
		changes += last != 0 && (last > 0) != (coefficient[j] > 0);
		last = coefficient[j];
	}
	return changes;
}

/* The coefficients of P in the Bernstein basis of [0, 1]: b_k = sum over j <= k of C(k, j) / C(n, j) c_j. */
static void to_bernstein(const struct polynomial *p, double *bernstein)
{
	size_t n = p->count - 1;

	for (size_t k = 0; k <= n; k++) {
		double weight = 1;

		bernstein[k] = 0;
		for (size_t j = 0; j <= k; j++) {
			bernstein[k] += weight * p->coefficient[j];
			weight *= (double)(k - j) / (double)(n - j == 0 ? 1 : n - j);
		}
	}
}

/*
 * Splits b over an interval into its two halves: the left one into `left`, the right one into b (de Casteljau at 1/2).
 */
static void halve(double *b, size_t count, double *left)
{
	for (size_t step = 0; step < count; step++) {
		left[step] = b[0];
		for (size_t k = 0; k + step + 1 < count; k++)
			b[k] = (b[k] + b[k + 1]) / 2;
	}
}

/*
 * The root in [low, high], where P changes its sign once: bisection on the sign, accelerated by secants to the last
 * bit.
 */
static double refine(const struct polynomial *p, double low, double high)
{
	double noise, at_low = evaluate(p, low, &noise), at_high = evaluate(p, high, &noise);

	if (at_high == 0)
		return high;
	for (int i = 0; i < 200 && high - low > 2 * DBL_EPSILON * high; i++) {
		double middle =
			i % 3 == 2 ? low + (high - low) / 2 : low + (high - low) * (at_low / (at_low - at_high));
		double at_middle;

		if (!(middle > low && middle < high))
			middle = low + (high - low) / 2;
		if (!(middle > low && middle < high))
			break;
		at_middle = evaluate(p, middle, &noise);
		if (at_middle == 0)
			return middle;
		if ((at_middle > 0) == (at_low > 0)) {
			low = middle;
			at_low = at_middle;
			if (i % 3 == 0)
				at_high /= 2;
		} else {
			high = middle;
			at_high = at_middle;
			if (i % 3 == 0)
				at_low /= 2;
		}
	}
	return low + (high - low) / 2;
}

struct roots {
	double *at;
	size_t count, room;
};

static void add_root(struct roots *roots, double v)
{
	/* two neighbouring intervals may both find the same root */
	for (size_t i = 0; i < roots->count; i++)
		if (fabs(roots->at[i] - v) <= 1e-7 * v)
			return;
	if (roots->count < roots->room)
		roots->at[roots->count++] = v;
}

/* Handles sign changes that cannot be separated: a root if P is zero there within rounding, else none. */
static void touch(const struct polynomial *p, double low, double high, struct roots *roots)
{
	double v = low + (high - low) / 2, noise, value = evaluate(p, v, &noise);

	if (fabs(value) <= 8 * noise)
		add_root(roots, v);
}

/* An interval still to be searched: the Bernstein coefficients over [low, high], after `depth` halvings. */
struct interval {
	double low, high;
	int depth;
	double b[DEGREES];
};

/* The sum of the flows, P(1): the last coefficient over [0, 1]. */
static double total(const struct polynomial *p)
{
	double sum = 0;

	for (size_t j = 0; j < p->count; j++)
		sum += p->coefficient[j];
	return sum;
}

/* Finds all roots in (0, 1]. Intervals are searched depth first, so the stack never holds more than one per depth. */
static void isolate(const struct polynomial *p, struct roots *roots)
{
	struct interval stack[HALVINGS + 2];
	double at_one = total(p);
	size_t top = 1;

	/*
	 * Descartes' rule alone decides the common case, money out before money in: one root in all, below 1 if the
	 * signs at the ends differ.
	 */
	if (sign_changes(p->coefficient, p->count) == 1 && at_one != 0) {
		if ((at_one > 0) != (p->coefficient[0] > 0))
			add_root(roots, refine(p, 0, 1));
		return;
	}
	stack[0].low = 0;
	stack[0].high = 1;
	stack[0].depth = 0;
	to_bernstein(p, stack[0].b);
	while (top > 0) {
		struct interval *at = &stack[--top], *left = at + 1;
		int changes = sign_changes(at->b, p->count);

		if (at->b[p->count - 1] == 0)
			add_root(roots, at->high);
		if (changes == 0)
			continue;
		if (changes == 1 && at->b[0] != 0 && at->b[p->count - 1] != 0) {
			add_root(roots, refine(p, at->low, at->high));
			continue;
		}
		if (at->depth == HALVINGS || at->high - at->low <= 1e-9 * at->high) {
			touch(p, at->low, at->high, roots);
			continue;
		}
		halve(at->b, p->count, left->b);
		left->low = at->low;
		left->high = at->low = at->low + (at->high - at->low) / 2;
		left->depth = ++at->depth;
		top += 2;
	}
}

/* The flows without the zeros at both ends; the first instant does not affect the roots. */
static struct polynomial trimmed(const double *flows, size_t count)
{
	struct polynomial p = {.count = 0};

	while (count > 0 && flows[count - 1] == 0)
		count--;
	while (count > 0 && flows[0] == 0) {
		flows++;
		count--;
	}
	p.count = count > DEGREES ? DEGREES : count;
	memcpy(p.coefficient, flows, p.count * sizeof *flows);
	return p;
}

static struct polynomial reversed(const struct polynomial *p)
{
	struct polynomial r = {.count = p->count};

	for (size_t j = 0; j < p->count; j++)
		r.coefficient[j] = p->coefficient[p->count - 1 - j];
	return r;
}

/* The two searches meet at v = 1, where rounding may let both find the root, or neither. */
static bool has_zero(const double *rates, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fabs(rates[i]) <= 2 * AROUND_ONE)
			return true;
	return false;
}

static bool is_zero(const struct polynomial *p)
{
	double noise;

	return fabs(evaluate(p, 1, &noise)) <= noise;
}

size_t irr_all(const double *flows, size_t count, double *rates, enum irr_status *status)
{
	struct polynomial p = trimmed(flows, count), r;
	double at[DEGREES];
	struct roots above = {at, 0, DEGREES};
	bool outflow = false, inflow = false, near_one = false;
	size_t found = 0;

	for (size_t j = 0; j < p.count; j++) {
		outflow |= p.coefficient[j] < 0;
		inflow |= p.coefficient[j] > 0;
	}
	if (!outflow || !inflow) {
		*status = !outflow ? IRR_NO_OUTFLOW : IRR_NO_INFLOW;
		return 0;
	}
	isolate(&p, &above); /* v <= 1: rates of 0 and more */
	for (size_t i = 0; i < above.count; i++)
		rates[found++] = 1 / at[i] - 1;
	r = reversed(&p);
	above.count = 0;
	isolate(&r, &above); /* w = 1 / v < 1: rates below 0 */
	for (size_t i = 0; i < above.count && found < count; i++)
		if (at[i] < 1 - AROUND_ONE)
			rates[found++] = at[i] - 1;
		else
			near_one |= !has_zero(rates, found);
	if ((near_one || is_zero(&p)) && !has_zero(rates, found) && found < count)
		rates[found++] = 0;
	for (size_t i = 1; i < found; i++) {
		double rate = rates[i];
		size_t j = i;

		for (; j > 0 && rates[j - 1] > rate; j--)
			rates[j] = rates[j - 1];
		rates[j] = rate;
	}
	*status = found == 0 ? IRR_NO_REAL_ROOT : found == 1 ? IRR_UNIQUE : IRR_MULTIPLE;
	return found;
}
