/* Quantile functions: exact, and over lanes. */
#include "risk/quantile.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"
#include "plan/field.h"
#include "risk/beta.h"
#include "risk/normal.h"

#define SQRT_2PI 2.5066282746310005

/* beta-PERT with lambda = 4: the shapes are 1 + 4 (mode - low) / (high - low), and 6 minus that. */
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

/* Measured from the nearer end, so that neither tail loses precision. */
static inline double triangular(double low, double mode, double high, double p)
{
	double up = low + sqrt(p * ((high - low) * (mode - low)));
	double down = high - sqrt((1 - p) * ((high - low) * (high - mode)));

	return p * (high - low) < mode - low ? up : down;
}

double quantile_at(const struct value *value, double p)
{
	const double *parameter = value->parameter;
	double mean = 0, deviation = 0;

	switch (value->distribution) {
	case DIST_UNIFORM:
		return parameter[0] + p * (parameter[1] - parameter[0]);
	case DIST_TRIANGULAR:
		return triangular(parameter[0], parameter[1], parameter[2], p);
	case DIST_PERT:
		return parameter[2] > parameter[0] ? exact_pert(parameter, p) : parameter[0];
	case DIST_NORMAL:
	case DIST_TO_NORMAL:
		value_normal(value, &mean, &deviation);
		return mean + deviation * normal_quantile(p);
	case DIST_TO_LOGNORMAL:
		value_normal(value, &mean, &deviation);
		return exp(mean + deviation * normal_quantile(p));
	case DIST_POINT:
		break;
	}
	return parameter[0];
}

/*
 * The table of a beta-PERT or a normal, for the smaller tail p = u or 1 - u: cubics on cells 1/32 of an octave of p
 * wide, from 2^-16 to 1/2. So cells get finer towards the ends, where the quantile is close to a power of p. The bits
 * of p give the cell: its exponent and the leading bits of its mantissa. A cubic has four coefficients, which vectors
 * gather and transpose fastest. It interpolates the quantile at its ends and thirds, computed from a polynomial of
 * degree 7 on every eighth of an octave that has the exact value and derivatives up to the third at its ends (Hermite).
 * Below 2^-16, three draws in a hundred thousand, the exact function is called. The table of a normal is that of the
 * standard normal; draws are scaled afterwards.
 */
enum {
	CELL_BITS = 5, CELLS_AN_OCTAVE = 1 << CELL_BITS,
	FIRST_OCTAVE = 16, OCTAVES = FIRST_OCTAVE - 1, CELLS = OCTAVES * CELLS_AN_OCTAVE,
	CELLS_A_SPAN = 4, SPANS_AN_OCTAVE = CELLS_AN_OCTAVE / CELLS_A_SPAN, SPANS = OCTAVES * SPANS_AN_OCTAVE
};
#define FIRST_P 0x1p-16 /* 2^-FIRST_OCTAVE */
#define LAST_P (0.5 - 0x1p-54) /* 1/2 itself is the last cell's end */
#define FIRST_CELL ((UINT64_C(1023) - FIRST_OCTAVE) << CELL_BITS) /* of FIRST_P, by its bits */

static double node_probability(int i)
{
	return ldexp(1 + (double)(i % SPANS_AN_OCTAVE) / SPANS_AN_OCTAVE, i / SPANS_AN_OCTAVE - FIRST_OCTAVE);
}

/* The polynomial of degree 7 from one node to the next, on (0, 1). */
static void hermite(const struct beta_point *from, const struct beta_point *to, double c[8])
{
	const double w = to->p - from->p, second = w * w / 2, third = w * w * w / 6;
	double value, slope, half_curvature, sixth;

	c[0] = from->x;
	c[1] = from->slope * w;
	c[2] = from->curvature * second;
	c[3] = from->third * third;
	value = to->x - from->x - (c[1] + c[2] + c[3]);
	slope = to->slope * w - (c[1] + 2 * c[2] + 3 * c[3]);
	half_curvature = to->curvature * second - (c[2] + 3 * c[3]);
	sixth = to->third * third - c[3];
	c[4] = 35 * value - 15 * slope + 5 * half_curvature - sixth;
	c[5] = -84 * value + 39 * slope - 14 * half_curvature + 3 * sixth;
	c[6] = 70 * value - 34 * slope + 13 * half_curvature - 3 * sixth;
	c[7] = -20 * value + 10 * slope - 4 * half_curvature + sixth;
}

/* Fills the cells between two nodes: low + scale x. */
static void fill_span(const struct beta_point *from, const struct beta_point *to, double low, double scale,
		      double (*cell)[4])
{
	enum { THIRDS = 3 * CELLS_A_SPAN };
	double c[8], at[THIRDS + 1];

	hermite(from, to, c);
	for (int i = 0; i <= THIRDS; i++) {
		double t = (double)i / THIRDS;

		at[i] = c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * (c[5] + t * (c[6] + t * c[7]))))));
	}
	for (int i = 0; i < CELLS_A_SPAN; i++) {
		const double *x = &at[3 * i];
		double first = x[1] - x[0], second = x[2] - x[1], third = x[3] - x[2];

		cell[i][0] = low + scale * x[0];
		cell[i][1] = scale * (11 * first - 7 * second + 2 * third) / 2;
		cell[i][2] = scale * 9 * (-2 * first + 3 * second - third) / 2;
		cell[i][3] = scale * 9 * (first - 2 * second + third) / 2;
	}
}

/* One side of a beta-PERT: x in (0, 1) as low + scale x. */
static void fill_side(const struct beta *beta, double low, double scale, double (*cell)[4])
{
	struct beta_point node[SPANS + 1];

	for (int i = 0; i <= SPANS; i++)
		node[i].p = node_probability(i);
	beta_quantiles(beta, node, SPANS + 1);
	for (int i = 0; i < SPANS; i++)
		fill_span(&node[i], &node[i + 1], low, scale, cell + i * CELLS_A_SPAN);
}

static void fill_pert(struct quantile *quantile)
{
	const double *parameter = quantile->parameter;
	struct beta beta = pert_shape(parameter), mirrored = beta_of(beta.b, beta.a);
	double width = parameter[2] - parameter[0];

	fill_side(&beta, parameter[0], width, quantile->cell);
	fill_side(&mirrored, parameter[2], -width, quantile->cell + CELLS);
}

/*
 * The normal's quantile at a node, and its derivatives with respect to p: with s = 1 / density, s, z s^2 and (1 + 2
 * z^2) s^3.
 */
static struct beta_point normal_node(double p)
{
	double z = normal_quantile(p), slope = exp(z * z / 2) * SQRT_2PI;

	return (struct beta_point){p, z, slope, z * slope * slope, (1 + 2 * z * z) * slope * slope * slope};
}

/* Both sides of the standard normal. */
static void fill_normal(struct quantile *quantile)
{
	struct beta_point from = normal_node(node_probability(0)), to;

	for (int i = 0; i < SPANS; i++, from = to) {
		to = normal_node(node_probability(i + 1));
		fill_span(&from, &to, 0, 1, quantile->cell + i * CELLS_A_SPAN);
		fill_span(&from, &to, 0, -1, quantile->cell + CELLS + i * CELLS_A_SPAN);
	}
}

/* The support of the distribution; unbounded for a normal. */
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
	field_ends(field, &quantile->low, &quantile->high);
	support(value, &low, &high);
	quantile->held = low < quantile->low || high > quantile->high;
}

/* For uniform and triangular, formulas are faster than the table. */
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
	struct quantile made = {.distribution = value->distribution,
				.parameter = {parameter[0], parameter[1], parameter[2]}};

	if (value_normal(value, &made.parameter[0], &made.parameter[1]))
		made.distribution = value->distribution == DIST_TO_LOGNORMAL ? DIST_TO_LOGNORMAL : DIST_NORMAL;
	else if (value->distribution == DIST_PERT && !(parameter[2] > parameter[0]))
		made.distribution = DIST_POINT;
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

/* The exact quantile beyond the table; for a normal that of the standard normal, as in the table. */
static double exact_beyond(const struct quantile *quantile, double u)
{
	return quantile->distribution == DIST_PERT ? exact_pert(quantile->parameter, u) : normal_quantile(u);
}

enum { BLOCK = 64 };

/* Where the numbers of a block are looked up: the cell, and the position in it in [0, 1). */
struct lookup {
	int cell[BLOCK];
	double place[BLOCK];
};

static inline bool is_beyond(double u)
{
	return u < FIRST_P || 1 - u < FIRST_P;
}

/* Branch-free: either half of u is equally likely. Returns how many are beyond the table; they get an end cell. */
static inline int look_up(const double *u, int count, struct lookup *lookup)
{
	int beyond = 0;

	for (int i = 0; i < count; i++) {
		double mirrored = 1 - u[i], tail = mirrored < u[i] ? mirrored : u[i], place;
		uint64_t bits;

		beyond += tail < FIRST_P;
		tail = tail < LAST_P ? tail : LAST_P;
		tail = tail > FIRST_P ? tail : FIRST_P;
		memcpy(&bits, &tail, sizeof bits);
		lookup->cell[i] = (int)((bits >> (52 - CELL_BITS)) - FIRST_CELL) + (u[i] >= 0.5 ? CELLS : 0);
		bits = (bits << CELL_BITS & UINT64_C(0x000FFFFFFFFFFFFF)) | UINT64_C(0x3FF0000000000000);
		memcpy(&place, &bits, sizeof place);
		lookup->place[i] = place - 1;
	}
	return beyond;
}

/* Gathers the cubics first and then evaluates them together. */
static inline void block_at(const struct quantile *quantile, const double *u, int count, double *draw)
{
	LANE_ALIGNED double cubic[BLOCK][4];
	struct lookup lookup;
	double asked[BLOCK];
	bool beyond = look_up(u, count, &lookup) > 0;

	if (beyond)
		memcpy(asked, u, (size_t)count * sizeof *asked);
	for (int i = 0; i < count; i++)
		memcpy(cubic[i], quantile->cell[lookup.cell[i]], sizeof cubic[i]);
	for (int i = 0; i < count; i++) {
		double t = lookup.place[i];

		draw[i] = cubic[i][0] + t * (cubic[i][1] + t * (cubic[i][2] + t * cubic[i][3]));
	}
	for (int i = 0; i < count && beyond; i++)
		if (is_beyond(asked[i]))
			draw[i] = exact_beyond(quantile, asked[i]);
}

LANE_KERNEL
static void fill_from_table(const struct quantile *quantile, const double *u, size_t count, double *draw)
{
	size_t begin = 0;

	for (; begin + BLOCK <= count; begin += BLOCK)
		block_at(quantile, u + begin, BLOCK, draw + begin);
	block_at(quantile, u + begin, (int)(count - begin), draw + begin);
}

LANE_KERNEL
static size_t held_to(double low, double high, size_t count, double *draw)
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

/* Turns normal deviates into draws of a normal, or of a log-normal's logarithm. */
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
		fill_from_table(quantile, u, count, draw);
	if (quantile_is_of_normal(quantile))
		scale_normal(quantile, z, count, draw);
	else if (quantile->cell == NULL)
		fill_formula(quantile, u, count, draw);
	if (quantile->distribution == DIST_TO_LOGNORMAL)
		exponential_fill(draw, count, draw);
	return quantile->held ? held_to(quantile->low, quantile->high, count, draw) : 0;
}
