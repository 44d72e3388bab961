/*
 * Sums of powers: c1 x^e1 + c2 x^e2 + …, for x above 0 and any exponents. What a month costs is such a sum of demand,
 * between the steps of fleets.
 */
#ifndef DECIDE_POWERS_H
#define DECIDE_POWERS_H

#include <stddef.h>

struct power {
	double coefficient, exponent;
};

/* By exponent, each once. Zero-initialised ({0}) is the sum 0. */
struct powers {
	struct power *at;
	size_t count, capacity;
};

/*
 * Exponents that differ by less than 1e-12 are one; what is left of two coefficients that cancel to within 1e-12 is 0.
 * 0, or -1 when out of memory.
 */
int powers_add(struct powers *powers, double coefficient, double exponent);
void powers_release(struct powers *powers);

double powers_at(const struct powers *powers, double x);

/* Places, ascending or as they came. Zero-initialised ({0}) is empty. */
struct places {
	double *at;
	size_t count, capacity;
};

int places_add(struct places *places, double place); /* 0, or -1 when out of memory */
void places_release(struct places *places);

/*
 * Adds every place between `from` and `to` where the sum changes its sign, ascending; where it touches 0 and turns back
 * it does not. `turning`: where its slope does instead. 0, or -1 when out of memory.
 */
int powers_sign_changes(const struct powers *powers, double from, double to, struct places *places);
int powers_turning_points(const struct powers *powers, double from, double to, struct places *places);

#endif
