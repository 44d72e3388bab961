/* Quantile functions: exact ones, and ones over lanes. */
#include "risk/quantile.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"
#include "plan/field.h"
#include "risk/beta.h"
#include "risk/normal.h"

#define Z_95 1.6448536269514722 /* the standard normal's P95 */
#define SQRT_2PI 2.5066282746310005

/* `A to B`: mean and standard deviation of the normal, or of the logarithm, whose P5 and P95 these are. */
static void normal_between(double low, double high, double *mean, double *deviation)
{
	*mean = (low + high) / 2;
	*deviation = (high - low) / (2 * Z_95);
}

/* beta-PERT with lambda = 4: shapes 1 + 4 (mode - low) / (high - low), and 6 less that. */
static struct beta pert_shape(const double parameter[3])
{
	double a = 1 + 4 * (parameter[1] - parameter[0]) / (parameter[2] - parameter[0]);

	return beta_of(a, 6 - a);
}

static double exact_pert(const double parameter[3], double p)
{
	struct beta beta = pert_shape(parameter), mirrored = beta_of(beta.b, beta.a);
	double width = parameter[2] - parameter[0];

	if (p <= 0.5)
		return parameter[0] + width * beta_lower_quantile(&beta, p, 0.5);
	return parameter[2] - width * beta_lower_quantile(&mirrored, 1 - p, 0.5);
}

/* From the end that is nearer, so that neither tail loses digits. */
static inline double triangular(double low, double mode, double high, double p)
{
	double up = low + sqrt(p * ((high - low) * (mode - low)));
	double down = high - sqrt((1 - p) * ((high - low) * (high - mode)));

	return p * (high - low) < mode - low ? up : down;
}

double quantile_at(const struct value *value, double p)
{
	const double *parameter = value->parameter;
	double mean, deviation;

	switch (value->distribution) {
	case DIST_UNIFORM:
		return parameter[0] + p * (parameter[1] - parameter[0]);
	case DIST_TRIANGULAR:
		return triangular(parameter[0], parameter[1], parameter[2], p);
	case DIST_PERT:
		return parameter[2] > parameter[0] ? exact_pert(parameter, p) : parameter[0];
	case DIST_NORMAL:
		return parameter[0] + parameter[1] * normal_quantile(p);
	case DIST_TO_NORMAL:
		normal_between(parameter[0], parameter[1], &mean, &deviation);
		return mean + deviation * normal_quantile(p);
	case DIST_TO_LOGNORMAL:
		normal_between(log(parameter[0]), log(parameter[1]), &mean, &deviation);
		return exp(mean + deviation * normal_quantile(p));
	case DIST_POINT:
		break;
	}
	return parameter[0];
}

/*
 * The table of a beta-PERT or a normal: for the smaller tail p = u or 1 - u, polynomials on cells that are 1/16 of an octave of p wide, from 2^-16 to 1/2; so the
 * cells get finer towards the ends, where the quantile is close to a power of p. Each polynomial, of degree 5, has the exact value, slope and
 * curvature at its ends (Hermite). The cell is known from the bits of p: its exponent and the first digits behind. Beyond
 * 2^-16, three draws in a hundred thousand, the exact function is called. A normal's is that of the standard normal, scaled behind it.
 */
enum { CELL_BITS = 4, CELLS_AN_OCTAVE = 1 << CELL_BITS, FIRST_OCTAVE = 16, OCTAVES = FIRST_OCTAVE - 1, CELLS = OCTAVES * CELLS_AN_OCTAVE };
#define FIRST_P 0x1p-16 /* 2^-FIRST_OCTAVE */
#define LAST_P (0.5 - 0x1p-54) /* 1/2 itself is the last cell's end */
#define FIRST_CELL ((UINT64_C(1023) - FIRST_OCTAVE) << CELL_BITS) /* of FIRST_P, by its bits */

static double node_probability(int i)
{
	return ldexp(1 + (double)(i % CELLS_AN_OCTAVE) / CELLS_AN_OCTAVE, i / CELLS_AN_OCTAVE - FIRST_OCTAVE);
}

static void fill_cell(const struct beta_point *from, const struct beta_point *to, double low, double scale, double cell[6])
{
	double width = to->p - from->p, rise = to->x - from->x;
	double slope = from->slope * width, slope_end = to->slope * width;
	double half = from->curvature * width * width / 2, half_end = to->curvature * width * width / 2;

	cell[0] = low + scale * from->x;
	cell[1] = scale * slope;
	cell[2] = scale * half;
	cell[3] = scale * (10 * rise - 6 * slope - 4 * slope_end - 3 * half + half_end);
	cell[4] = scale * (-15 * rise + 8 * slope + 7 * slope_end + 3 * half - 2 * half_end);
	cell[5] = scale * (6 * rise - 3 * (slope + slope_end) - half + half_end);
}

/* One side of a beta-PERT: x of (0, 1) as low + scale x. */
static void fill_side(const struct beta *beta, double low, double scale, double (*cell)[6])
{
	struct beta_point node[CELLS + 1];

	for (int i = 0; i <= CELLS; i++)
		node[i].p = node_probability(i);
	beta_quantiles(beta, node, CELLS + 1);
	for (int i = 0; i < CELLS; i++)
		fill_cell(&node[i], &node[i + 1], low, scale, cell[i]);
}

static void fill_pert(struct quantile *quantile)
{
	const double *parameter = quantile->parameter;
	struct beta beta = pert_shape(parameter), mirrored = beta_of(beta.b, beta.a);
	double width = parameter[2] - parameter[0];

	fill_side(&beta, parameter[0], width, quantile->cell);
	fill_side(&mirrored, parameter[2], -width, quantile->cell + CELLS);
}

/* The normal's quantile at a node: dz/dp = 1 / density, d2z/dp2 = z / density^2. */
static struct beta_point normal_node(double p)
{
	double z = normal_quantile(p), slope = exp(z * z / 2) * SQRT_2PI;

	return (struct beta_point){p, z, slope, z * slope * slope};
}

/* Both sides of the standard normal. */
static void fill_normal(struct quantile *quantile)
{
	struct beta_point from = normal_node(node_probability(0)), to;

	for (int i = 0; i < CELLS; i++, from = to) {
		to = normal_node(node_probability(i + 1));
		fill_cell(&from, &to, 0, 1, quantile->cell[i]);
		fill_cell(&from, &to, 0, -1, quantile->cell[CELLS + i]);
	}
}

/* What can be drawn at all: no end for a normal. */
static void support(const struct value *value, double *low, double *high)
{
	*low = quantile_at(value, 0x1p-53);
	*high = quantile_at(value, 1 - 0x1p-53);
}

static void hold(struct quantile *quantile, const struct value *value, const struct field *field)
{
	double low, high;

	quantile->low = -INFINITY;
	quantile->high = INFINITY;
	quantile->held = false;
	if (field == NULL || value->distribution == DIST_POINT)
		return;
	quantile->low = field->low_open ? nextafter(field->low, INFINITY) : field->low;
	quantile->high = field->high_open ? nextafter(field->high, -INFINITY) : field->high;
	support(value, &low, &high);
	quantile->held = low < quantile->low || high > quantile->high;
}

/* Formulas are quicker than the table for a uniform and a triangular. */
static bool has_table(const struct quantile *quantile)
{
	return quantile->distribution == DIST_PERT || quantile_is_of_normal(quantile);
}

static bool same_parameters(const struct quantile *a, const struct quantile *b)
{
	return a->distribution == b->distribution && memcmp(a->parameter, b->parameter, sizeof a->parameter) == 0;
}

bool quantile_same_table(const struct quantile *a, const struct quantile *b)
{
	return has_table(a) && (same_parameters(a, b) || (quantile_is_of_normal(a) && quantile_is_of_normal(b)));
}

int quantile_make_room(struct quantile *quantile)
{
	if (!has_table(quantile))
		return 0;
	quantile->cell = malloc(2 * CELLS * sizeof *quantile->cell);
	return quantile->cell == NULL ? -1 : 0;
}

void quantile_make_table(struct quantile *quantile, const struct quantile *like)
{
	if (quantile->cell == NULL)
		return;
	if (like != NULL)
		memcpy(quantile->cell, like->cell, 2 * CELLS * sizeof *quantile->cell);
	else if (quantile->distribution == DIST_PERT)
		fill_pert(quantile);
	else
		fill_normal(quantile);
}

struct quantile quantile_of(const struct value *value, const struct field *field)
{
	const double *parameter = value->parameter;
	struct quantile made = {.distribution = value->distribution, .parameter = {parameter[0], parameter[1], parameter[2]}};

	switch (value->distribution) {
	case DIST_TO_NORMAL:
		normal_between(parameter[0], parameter[1], &made.parameter[0], &made.parameter[1]);
		made.distribution = DIST_NORMAL;
		break;
	case DIST_TO_LOGNORMAL:
		normal_between(log(parameter[0]), log(parameter[1]), &made.parameter[0], &made.parameter[1]);
		break;
	case DIST_PERT:
		if (!(parameter[2] > parameter[0]))
			made.distribution = DIST_POINT;
		break;
	default:
		break;
	}
	hold(&made, value, field);
	return made;
}

void quantile_release(struct quantile *quantile)
{
	free(quantile->cell);
	quantile->cell = NULL;
}

bool quantile_equal(const struct quantile *a, const struct quantile *b)
{
	return same_parameters(a, b) && a->held == b->held && a->low == b->low && a->high == b->high;
}

bool quantile_is_of_normal(const struct quantile *quantile)
{
	return quantile->distribution == DIST_NORMAL || quantile->distribution == DIST_TO_LOGNORMAL;
}

/* Where the table ends; for a normal the standard one's, as in the table. */
static double exact_beyond(const struct quantile *quantile, double u)
{
	return quantile->distribution == DIST_PERT ? exact_pert(quantile->parameter, u) : normal_quantile(u);
}

/*
 * Looks u up. No jump depends on u but the rare one: which side it is is as good as a coin, and a mispredicted jump would cost more than all
 * the rest.
 */
static inline double table_at(const struct quantile *quantile, double u)
{
	bool upper = u >= 0.5;
	double mirrored = 1 - u, tail = mirrored < u ? mirrored : u, t;
	uint64_t bits, part;
	const double *cell;

	if (tail < FIRST_P)
		return exact_beyond(quantile, u);
	tail = tail < LAST_P ? tail : LAST_P;
	memcpy(&bits, &tail, sizeof bits);
	cell = quantile->cell[(size_t)upper * CELLS + (size_t)((bits >> (52 - CELL_BITS)) - FIRST_CELL)];
	part = (bits << CELL_BITS & UINT64_C(0x000FFFFFFFFFFFFF)) | UINT64_C(0x3FF0000000000000);
	memcpy(&t, &part, sizeof t);
	t -= 1;
	return cell[0] + t * (cell[1] + t * (cell[2] + t * (cell[3] + t * (cell[4] + t * cell[5]))));
}

static inline size_t held_to(double low, double high, size_t count, double *draw)
{
	size_t held = 0;

	for (size_t i = 0; i < count; i++) {
		double drawn = draw[i];

		held += (drawn < low) | (drawn > high);
		draw[i] = drawn < low ? low : drawn > high ? high : drawn;
	}
	return held;
}

/* Uniform and triangular; `a` alone for a point. */
LANE_KERNEL
static void fill_formula(const struct quantile *quantile, const double *u, size_t count, double *draw)
{
	const double a = quantile->parameter[0], b = quantile->parameter[1], c = quantile->parameter[2];

	if (quantile->distribution == DIST_UNIFORM)
		for (size_t i = 0; i < count; i++)
			draw[i] = a + u[i] * (b - a);
	else if (quantile->distribution == DIST_TRIANGULAR)
		for (size_t i = 0; i < count; i++)
			draw[i] = triangular(a, b, c, u[i]);
	else
		for (size_t i = 0; i < count; i++)
			draw[i] = a;
}

/* From normal deviates to a normal, or to a log-normal's logarithm. */
LANE_KERNEL
static void scale_normal(const struct quantile *quantile, const double *z, size_t count, double *draw)
{
	for (size_t i = 0; i < count; i++)
		draw[i] = quantile->parameter[0] + quantile->parameter[1] * z[i];
}

size_t quantile_fill(const struct quantile *quantile, const double *u, size_t count, bool of_normal, double *draw)
{
	const double *z = of_normal ? u : draw;

	if (quantile->cell != NULL && !of_normal)
		for (size_t i = 0; i < count; i++)
			draw[i] = table_at(quantile, u[i]);
	if (quantile_is_of_normal(quantile))
		scale_normal(quantile, z, count, draw);
	else if (quantile->cell == NULL)
		fill_formula(quantile, u, count, draw);
	if (quantile->distribution == DIST_TO_LOGNORMAL)
		exponential_fill(draw, count, draw);
	return quantile->held ? held_to(quantile->low, quantile->high, count, draw) : 0;
}
