/*
 * Sums of powers: c1 x^e1 + c2 x^e2 + …, for x above 0 and any exponents. Between the steps of fleets, a month's cost
 * is such a sum in demand.
 */
#ifndef DECIDE_POWERS_H
#define DECIDE_POWERS_H

#include <stddef.h>

struct power {
	double coefficient, exponent;
};

/* Sorted by exponent, each once. Zero-initialised ({0}), it is the sum 0. */
struct powers {
	struct power *at;
	size_t count, capacity;
};

/*
 * Adds a power. Exponents that differ by less than 1e-12 are merged; two coefficients that cancel to within 1e-12 give
 * 0. 0, or -1 when out of memory.
 */
int powers_add(struct powers *powers, double coefficient, double exponent);
void powers_release(struct powers *powers);

double powers_at(const struct powers *powers, double x);

/* Points, ascending or in the order of adding. Zero-initialised ({0}), it is empty. */
struct places {
	double *at;
	size_t count, capacity;
};

int places_add(struct places *places, double place); /* 0, or -1 when out of memory */
void places_release(struct places *places);

/*
 * Adds every point between `from` and `to` where the sum changes sign, ascending, but not where it touches 0 without
 * crossing. `turning`: where its slope changes sign instead. 0, or -1 when out of memory.
 */
int powers_sign_changes(const struct powers *powers, double from, double to, struct places *places);
int powers_turning_points(const struct powers *powers, double from, double to, struct places *places);

#endif
