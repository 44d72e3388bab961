/* Statistics: sums by blocks, and order statistics by a histogram of all and a selection among the few in the bins that matter. */
#include "risk/statistics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/attribute.h"

enum { SUMS = 16, BLOCK = 1024 };

static inline double add_up(const double sums[SUMS])
{
	double total = 0;

	for (int i = 0; i < SUMS; i++)
		total += sums[i];
	return total;
}

/* The sum of f(x) over a block, in SUMS running sums that a vector holds. Infinite x count as 0. */
static inline double block_sum(const double *x, size_t size, double mean, bool squared)
{
	double sums[SUMS] = {0};
	size_t i = 0;

	for (; i + SUMS <= size; i += SUMS)
		for (int k = 0; k < SUMS; k++) {
			double d = fabs(x[i + (size_t)k]) <= DBL_MAX ? x[i + (size_t)k] - mean : 0;

			sums[k] += squared ? d * d : d;
		}
	for (int k = 0; i < size; i++, k++) {
		double d = fabs(x[i]) <= DBL_MAX ? x[i] - mean : 0;

		sums[k] += squared ? d * d : d;
	}
	return add_up(sums);
}

LANE_KERNEL
static double sum_from(const double *x, size_t size, double mean, bool squared)
{
	double total = 0;

	for (size_t begin = 0; begin < size; begin += BLOCK) {
		size_t block = size - begin < BLOCK ? size - begin : BLOCK;

		total += squared ? block_sum(x + begin, block, mean, true) : block_sum(x + begin, block, mean, false);
	}
	return total;
}

LANE_KERNEL
static void find_ends(const double *x, size_t size, struct moments *moments)
{
	double low[SUMS], high[SUMS];
	size_t count = 0, i = 0;

	for (int k = 0; k < SUMS; k++) {
		low[k] = INFINITY;
		high[k] = -INFINITY;
	}
	for (; i < size; i += SUMS)
		for (size_t k = 0; k < SUMS && i + k < size; k++) {
			double v = x[i + k];
			bool finite = fabs(v) <= DBL_MAX;

			low[k] = (finite & (v < low[k])) ? v : low[k];
			high[k] = (finite & (v > high[k])) ? v : high[k];
			count += finite;
		}
	moments->count = count;
	moments->low = INFINITY;
	moments->high = -INFINITY;
	for (int k = 0; k < SUMS; k++) {
		moments->low = low[k] < moments->low ? low[k] : moments->low;
		moments->high = high[k] > moments->high ? high[k] : moments->high;
	}
}

/* The mean first, and once more of what is left, which takes its rounding out; then the squares. */
struct moments moments_of(const double *x, size_t size)
{
	struct moments moments = {0};
	double near = 0;

	find_ends(x, size, &moments);
	if (moments.count == 0)
		return moments;
	near = sum_from(x, size, 0, false) / (double)moments.count;
	if (!(fabs(near) <= DBL_MAX)) /* the sum was too large */
		near = moments.low / 2 + moments.high / 2;
	moments.mean = near + sum_from(x, size, near, false) / (double)moments.count;
	if (moments.count > 1)
		moments.variance = sum_from(x, size, moments.mean, true) / (double)(moments.count - 1);
	return moments;
}

static inline void swap(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

/* Puts the k-th smallest of x at x[k], smaller ones before, larger ones behind: quickselect, equal ones kept together. */
static void select_kth(double *x, size_t size, size_t k)
{
	size_t low = 0, high = size; /* it lies in [low, high) */

	while (high - low > 1) {
		double a = x[low], b = x[low + (high - low) / 2], c = x[high - 1];
		double pivot = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
		size_t less = low, i = low, more = high;

		while (i < more) {
			if (x[i] < pivot)
				swap(&x[less++], &x[i++]);
			else if (x[i] > pivot)
				swap(&x[i], &x[--more]);
			else
				i++;
		}
		if (k < less)
			high = less;
		else if (k >= more)
			low = more;
		else
			return;
	}
}

enum { BINS = 4096 };

/* x's bins: equal widths from the lowest finite one to the highest; not below the range's first nor above its last. */
struct bins {
	double low, scale;
};

static inline unsigned short bin_of(const struct bins *bins, double x)
{
	double place = (x - bins->low) * bins->scale;

	place = place > 0 ? place : 0;
	place = place < BINS - 1 ? place : BINS - 1;
	return (unsigned short)(int)place;
}

LANE_KERNEL
static void fill_bins(const struct bins *bins, const double *x, size_t size, unsigned short *bin)
{
	for (size_t i = 0; i < size; i++)
		bin[i] = bin_of(bins, x[i]);
}

/* The bins that ranks fall into, ascending: where each one's numbers are gathered, and how many are smaller. */
struct place {
	size_t smaller, count, begin, filled;
};

static void gather(const double *x, size_t size, const unsigned short *bin, const unsigned short *place_of_bin,
                   struct place *place, double *room)
{
	for (size_t i = 0; i < size; i++) {
		unsigned short at = place_of_bin[bin[i]];

		if (at != 0)
			room[place[at - 1].begin + place[at - 1].filled++] = x[i];
	}
}

void order_statistics(const double *x, size_t size, const struct moments *moments, const size_t *k, size_t count,
                      struct quantile_room room, double *at)
{
	double range = moments->high - moments->low;
	struct bins bins = {moments->low, range > 0 && range <= DBL_MAX ? (BINS - 1) / range : 0};
	size_t counts[BINS] = {0}, smaller = 0, gathered = 0, places = 0, next = 0;
	unsigned short place_of_bin[BINS] = {0};
	struct place place[2 * QUANTILES_MOST];

	fill_bins(&bins, x, size, room.bin);
	for (size_t i = 0; i < size; i++)
		counts[room.bin[i]]++;
	for (size_t bin = 0; bin < BINS && next < count; smaller += counts[bin++]) {
		if (k[next] >= smaller + counts[bin])
			continue;
		place[places++] = (struct place){smaller, counts[bin], gathered, 0};
		place_of_bin[bin] = (unsigned short)places;
		gathered += counts[bin];
		while (next < count && k[next] < smaller + counts[bin])
			next++;
	}
	gather(x, size, room.bin, place_of_bin, place, room.value);
	for (size_t i = 0, p = 0; i < count; i++) {
		while (k[i] >= place[p].smaller + place[p].count)
			p++;
		select_kth(room.value + place[p].begin, place[p].count, k[i] - place[p].smaller);
		at[i] = room.value[place[p].begin + k[i] - place[p].smaller];
	}
}

void quantiles_of(const double *x, size_t size, const struct moments *moments, const double *p, size_t count,
                  struct quantile_room room, double *at)
{
	size_t rank[2 * QUANTILES_MOST] = {0};
	double value[2 * QUANTILES_MOST];

	for (size_t i = 0; i < count; i++) {
		rank[2 * i] = (size_t)floor(p[i] * (double)(size - 1));
		rank[2 * i + 1] = rank[2 * i] + 1 < size ? rank[2 * i] + 1 : rank[2 * i];
	}
	for (size_t i = 1; i < 2 * count; i++) /* ascending: neighbours of close quantiles may overlap on few numbers */
		for (size_t j = i; j > 0 && rank[j] < rank[j - 1]; j--) {
			size_t kept = rank[j];

			rank[j] = rank[j - 1];
			rank[j - 1] = kept;
		}
	order_statistics(x, size, moments, rank, 2 * count, room, value);
	for (size_t i = 0; i < count; i++) {
		double place = p[i] * (double)(size - 1), part = place - floor(place), low = 0, high = 0;

		for (size_t j = 0; j < 2 * count; j++) {
			low = rank[j] == (size_t)floor(place) ? value[j] : low;
			high = rank[j] == (size_t)floor(place) + 1 ? value[j] : high;
		}
		at[i] = !(part > 0) ? low : isinf(high) ? high : low + part * (high - low);
	}
}

size_t shortfall_rank(size_t size, double p)
{
	double rank = ceil(p * (double)size - 1e-9);

	return rank < 1 ? 0 : (size_t)rank - 1;
}

double shortfall_of(const double *x, size_t size, double p, double boundary)
{
	double weight = p * (double)size, sum = 0;
	size_t below = 0;

	for (size_t begin = 0; begin < size; begin += BLOCK) {
		size_t end = size - begin < BLOCK ? size : begin + BLOCK;
		double sums[SUMS] = {0};

		for (size_t i = begin; i < end; i++) {
			bool is_below = x[i] < boundary;

			sums[i % SUMS] += is_below ? x[i] : 0;
			below += is_below;
		}
		sum += add_up(sums);
	}
	return weight < 1 ? boundary : (sum + (weight - (double)below) * boundary) / weight;
}
