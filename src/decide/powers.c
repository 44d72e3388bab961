/*
 * Sums of powers, and all the points where one changes sign.
 *
 * Divide a sum of n powers by its lowest power: the slope of the quotient is a sum of n - 1 powers, up to a factor that
 * is never 0. Between the points where that slope changes sign, the quotient is monotonic and so crosses 0 at most once
 * (Rolle). Starting from the highest power alone, which has no crossing, this gives the crossings of two powers, then
 * of three, and so on: none is missed.
 */
#include "decide/powers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum { HALVINGS = 200 };

static const double same_exponent = 1e-12, cancelled = 1e-12;

int powers_add(struct powers *powers, double coefficient, double exponent)
{
	size_t i = 0;
	while (i < powers->count && powers->at[i].exponent < exponent - same_exponent)
		i++;
	if (i < powers->count && powers->at[i].exponent <= exponent + same_exponent) {
		double sum = powers->at[i].coefficient + coefficient;
		powers->at[i].coefficient = fabs(sum) <= cancelled * fabs(coefficient) ? 0 : sum;
		return 0;
	}
	if (!GROW(powers->at, powers->capacity, powers->count + 1))
		return -1;
	struct power *at = powers->at;
	memmove(&at[i + 1], &at[i], (powers->count++ - i) * sizeof *at);
	at[i] = (struct power){coefficient, exponent};
	return 0;
}

void powers_release(struct powers *powers)
{
	free(powers->at);
	*powers = (struct powers){0};
}

static double power_of(const struct power *power, double x)
{
	return power->exponent == 0   ? power->coefficient
	       : power->exponent == 1 ? power->coefficient * x
				      : power->coefficient * pow(x, power->exponent);
}

double powers_at(const struct powers *powers, double x)
{
	double sum = 0;
	for (size_t i = 0; i < powers->count; i++)
		sum += power_of(&powers->at[i], x);
	return sum;
}

int places_add(struct places *places, double place)
{
	if (!GROW(places->at, places->capacity, places->count + 1))
		return -1;
	places->at[places->count++] = place;
	return 0;
}

void places_release(struct places *places)
{
	free(places->at);
	*places = (struct places){0};
}

/* --- signs --- */

static int sign_at(const struct powers *powers, double x)
{
	double sum = powers_at(powers, x);
	return (sum > 0) - (sum < 0);
}

/* The point where the sum reaches `sign`, between a point where it has the other sign and one where it has it. */
static double halve(const struct powers *powers, double from, double to, int sign)
{
	for (int i = 0; i < HALVINGS; i++) {
		double middle = to > 4 * from ? sqrt(from) * sqrt(to) : from + (to - from) / 2;
		if (!(middle > from && middle < to))
			break;
		if (sign_at(powers, middle) == sign)
			to = middle;
		else
			from = middle;
	}
	return to;
}

/* Between neighbours of from, slope[0], slope[1], …, to, the sum crosses 0 at most once. */
static int cross_between(const struct powers *powers, double from, double to, const struct places *slope,
			 struct places *found)
{
	double last = from;
	int sign = sign_at(powers, from);
	for (size_t i = 0; i <= slope->count; i++) {
		double next = i < slope->count ? slope->at[i] : to;
		int now = sign_at(powers, next);
		if (now == 0)
			continue;
		if (sign != 0 && now != sign && places_add(found, halve(powers, last, next, now)) != 0)
			return -1;
		sign = now;
		last = next;
	}
	return 0;
}

/*
 * `derived`: the sum of the powers from `lowest` on, divided and differentiated once for each lower power, up to a
 * power that is nowhere 0.
 */
static void derive(const struct powers *powers, size_t lowest, struct powers *derived)
{
	derived->count = powers->count - lowest;
	for (size_t i = lowest; i < powers->count; i++) {
		struct power power = powers->at[i];
		for (size_t below = 0; below < lowest; below++)
			power.coefficient *= power.exponent - powers->at[below].exponent;
		derived->at[i - lowest] = power;
	}
}

int powers_sign_changes(const struct powers *powers, double from, double to, struct places *places)
{
	struct places slope = {0}, found = {0};
	struct powers derived = {.at = calloc(powers->count + 1, sizeof *derived.at)};
	int result = derived.at ? 0 : -1;
	for (size_t lowest = powers->count; result == 0 && lowest-- > 0;) {
		derive(powers, lowest, &derived);
		found.count = 0;
		result = cross_between(&derived, from, to, &slope, &found);
		struct places swap = slope;
		slope = found;
		found = swap;
	}
	for (size_t i = 0; result == 0 && i < slope.count; i++)
		result = places_add(places, slope.at[i]);
	places_release(&slope);
	places_release(&found);
	powers_release(&derived);
	return result;
}

int powers_turning_points(const struct powers *powers, double from, double to, struct places *places)
{
	struct powers slope = {0};
	int result = 0;
	for (size_t i = 0; result == 0 && i < powers->count; i++) {
		const struct power *power = &powers->at[i];
		if (power->exponent != 0)
			result = powers_add(&slope, power->coefficient * power->exponent, power->exponent);
	}
	if (result == 0)
		result = powers_sign_changes(&slope, from, to, places);
	powers_release(&slope);
	return result;
}
