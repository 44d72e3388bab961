/*
 * Quantile functions of uncertain values: the number below which a share p of the draws lies. An exact function for a
 * single p, and one prepared for a value, over lanes: formulas for uniform and triangular, a table for beta-PERT,
 * normal and log-normal. The two agree to 5e-9 of the value or its width. Methods and accuracy: docs/simulation.md.
 */
#ifndef RISK_QUANTILE_H
#define RISK_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/value.h"

/* A value's quantile at p, in (0, 1), in the value's own unit. A point is the same for any p. */
double quantile_at(const struct value *value, double p);

struct quantile {
	enum distribution distribution;
	double parameter[3];          /* see quantile.c */
	double (*cell)[4];            /* the table, of both sides; NULL for a formula; owned */
	double low, high;             /* draws are clamped to this range */
	bool held;                    /* draws can lie outside and need clamping */
};

/* Prepares a value, clamped to a field's range (NULL: no range), except for its table. */
struct quantile quantile_of(const struct value *value, const struct field *field);

/* True if both use the same table: all normals do. */
bool quantile_same_table(const struct quantile *a, const struct quantile *b);

/*
 * quantile_make_room allocates the table, if there is one: -1 when out of memory. quantile_make_table copies it from
 * `like`, which must have the same table and is a hundred times faster, or computes it (NULL).
 */
int quantile_make_room(struct quantile *quantile);
void quantile_make_table(struct quantile *quantile, const struct quantile *like);
void quantile_release(struct quantile *quantile);

/* True if both give the same draws. */
bool quantile_equal(const struct quantile *a, const struct quantile *b);

/* True if draws can be computed from normal deviates directly, without a probability. */
bool quantile_is_of_normal(const struct quantile *quantile);

/*
 * draw[i] = the quantile at u[i], clamped to the range; returns how many were clamped. u may be draw itself. With
 * of_normal, u holds normal deviates (quantile_is_of_normal).
 */
size_t quantile_fill(const struct quantile *quantile, const double *u, size_t count, bool of_normal, double *draw);

#endif
