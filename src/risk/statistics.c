/*
 * Statistics: sums in blocks; order statistics from a histogram of all numbers and a selection within the few bins that
 * matter.
 */
#include "risk/statistics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/attribute.h"

enum { SUMS = 16, BLOCK = 1024 };

static const double beyond = INFINITY;

static inline double add_up(const double sums[SUMS])
{
	double total = 0;

	for (int i = 0; i < SUMS; i++)
		total += sums[i];
	return total;
}

/* What is summed of the difference d to a given number. */
enum term { ITSELF, ITS_SQUARE, IF_BELOW };

static inline double term_of(enum term term, double x, double from)
{
	double d = fabs(x) <= DBL_MAX ? x - from : 0; /* infinite numbers count as 0 */

	return term == ITS_SQUARE ? d * d : term == IF_BELOW ? (d < 0 ? d : 0) : d;
}

/* The sum over a block, as SUMS partial sums that fit a vector. */
static inline double block_sum(const double *x, size_t size, enum term term, double from)
{
	double sums[SUMS] = {0};
	size_t i = 0;

	for (; i + SUMS <= size; i += SUMS)
		for (int k = 0; k < SUMS; k++)
			sums[k] += term_of(term, x[i + (size_t)k], from);
	for (int k = 0; i < size; i++, k++)
		sums[k] += term_of(term, x[i], from);
	return add_up(sums);
}

LANE_KERNEL
static double sum_of(const double *x, size_t size, enum term term, double from)
{
	double total = 0;

	for (size_t begin = 0; begin < size; begin += BLOCK) {
		size_t block = size - begin < BLOCK ? size - begin : BLOCK;

		total += term == ITSELF       ? block_sum(x + begin, block, ITSELF, from)
		         : term == ITS_SQUARE ? block_sum(x + begin, block, ITS_SQUARE, from)
		                              : block_sum(x + begin, block, IF_BELOW, from);
	}
	return total;
}

struct ends {
	double low[SUMS], high[SUMS], finite[SUMS];
};

static inline void widen(struct ends *ends, int k, double v)
{
	bool finite = fabs(v) <= DBL_MAX;
	double low = finite ? v : beyond, high = finite ? v : -beyond;

	ends->low[k] = low < ends->low[k] ? low : ends->low[k];
	ends->high[k] = high > ends->high[k] ? high : ends->high[k];
	ends->finite[k] += finite ? 1 : 0;
}

LANE_KERNEL
static void find_ends(const double *x, size_t size, struct moments *moments)
{
	struct ends ends;
	size_t i = 0;

	for (int k = 0; k < SUMS; k++) {
		ends.low[k] = INFINITY;
		ends.high[k] = -INFINITY;
		ends.finite[k] = 0;
	}
	for (; i + SUMS <= size; i += SUMS)
		for (int k = 0; k < SUMS; k++)
			widen(&ends, k, x[i + (size_t)k]);
	for (int k = 0; i < size; i++, k++)
		widen(&ends, k, x[i]);
	moments->count = (size_t)add_up(ends.finite);
	moments->low = INFINITY;
	moments->high = -INFINITY;
	for (int k = 0; k < SUMS; k++) {
		moments->low = ends.low[k] < moments->low ? ends.low[k] : moments->low;
		moments->high = ends.high[k] > moments->high ? ends.high[k] : moments->high;
	}
}

/*
 * If the numbers are close together, or their sum is too large, the mean is inaccurate: the average difference to it is
 * added.
 */
struct moments moments_of(const double *x, size_t size)
{
	struct moments moments = {0};
	double middle, squares;

	find_ends(x, size, &moments);
	if (moments.count == 0)
		return moments;
	middle = moments.low / 2 + moments.high / 2;
	moments.mean = sum_of(x, size, ITSELF, 0) / (double)moments.count;
	moments.mean = fabs(moments.mean) <= DBL_MAX ? moments.mean : middle;
	squares = sum_of(x, size, ITS_SQUARE, moments.mean);
	if (!(squares > 1e-9 * moments.mean * moments.mean) || moments.mean == middle) {
		moments.mean += sum_of(x, size, ITSELF, moments.mean) / (double)moments.count;
		squares = sum_of(x, size, ITS_SQUARE, moments.mean);
	}
	if (moments.count > 1)
		moments.variance = squares / (double)(moments.count - 1);
	return moments;
}

/* The standard error from batch means; Sobol batches vary less than independent ones would. */
static double batch_error(const double *x, size_t size)
{
	enum { BATCHES = 16 };
	double mean[BATCHES];
	size_t batches = 0;

	if (size < 2 * BATCHES)
		return -1;
	for (size_t b = 0; b < BATCHES; b++) {
		size_t begin = size * b / BATCHES, end = size * (b + 1) / BATCHES;
		struct moments moments = moments_of(x + begin, end - begin);

		if (moments.count > 0)
			mean[batches++] = moments.mean;
	}
	return batches < 2 ? -1 : sqrt(moments_of(mean, batches).variance / (double)batches);
}

double error_of_mean(const double *x, size_t size, const struct moments *moments, bool independent)
{
	if (moments->count < 2)
		return -1;
	return independent ? sqrt(moments->variance / (double)moments->count) : batch_error(x, size);
}

static inline void swap(double *a, double *b)
{
	double kept = *a;

	*a = *b;
	*b = kept;
}

/*
 * Puts the k-th smallest of x at x[k], smaller ones before it, larger ones after: quickselect that keeps equals
 * together.
 */
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

enum { BINS = 1024, TABLES = 4 }; /* several tables, so that equal neighbours cause no store-to-load stalls */

/* x's bins: equal widths from the lowest finite number to the highest; the last bin is for infinite ones only. */
struct bins {
	double low, scale;
};

static struct bins bins_of(const struct moments *moments)
{
	double range = moments->high - moments->low;

	return (struct bins){moments->low, range > 0 && range <= DBL_MAX ? (BINS - 2) / range : 0};
}

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

static void count_bins(const unsigned short *bin, size_t size, size_t counts[BINS])
{
	unsigned table[TABLES][BINS] = {{0}};
	size_t i = 0;

	for (; i + TABLES <= size; i += TABLES)
		for (int k = 0; k < TABLES; k++)
			table[k][bin[i + (size_t)k]]++;
	for (; i < size; i++)
		table[0][bin[i]]++;
	for (int b = 0; b < BINS; b++) {
		counts[b] = 0;
		for (int k = 0; k < TABLES; k++)
			counts[b] += table[k][b];
	}
}

/*
 * The bins that contain the ranks, ascending: how many numbers are smaller, how many are in the bin, and where they go.
 */
struct place {
	size_t smaller, count, begin, filled;
};

/* Appends to room those of `count` numbers whose bin is marked. */
static inline size_t pick_of(const double *x, const unsigned short *of, size_t count, const unsigned char *marked,
			     size_t picked, unsigned short *bin, double *room)
{
	for (size_t i = 0; i < count; i++) {
		unsigned short b = of[i];

		room[picked] = x[i];
		bin[picked] = b;
		picked += marked[b];
	}
	return picked;
}

/* Compacts their bins to the front of `bin`. Most groups of eight have none. */
static size_t pick(const double *x, size_t size, const unsigned char *marked, unsigned short *bin, double *room)
{
	enum { AT_ONCE = 8 };
	size_t picked = 0, i = 0;

	for (; i + AT_ONCE <= size; i += AT_ONCE) {
		unsigned any = 0;

		for (size_t k = 0; k < AT_ONCE; k++)
			any |= marked[bin[i + k]];
		if (any)
			picked = pick_of(x + i, bin + i, AT_ONCE, marked, picked, bin, room);
	}
	return pick_of(x + i, bin + i, size - i, marked, picked, bin, room);
}

/* Groups the picked numbers by bin. */
static void arrange(const double *room, const unsigned short *bin, size_t picked, const unsigned char *number,
		    struct place *place, double *arranged)
{
	for (size_t i = 0; i < picked; i++) {
		struct place *at = &place[number[bin[i]] - 1];

		arranged[at->begin + at->filled++] = room[i];
	}
}

/* The order statistics among the finite numbers. */
static void finite_statistics(const double *x, size_t size, const struct moments *moments, const size_t *k,
			      size_t count, struct quantile_room room, double *at)
{
	struct bins bins = bins_of(moments);
	size_t counts[BINS], smaller = 0, gathered = 0, places = 0, next = 0;
	unsigned char marked[BINS] = {0}, number[BINS] = {0};
	struct place place[2 * QUANTILES_MOST];

	fill_bins(&bins, x, size, room.bin);
	count_bins(room.bin, size, counts);
	for (size_t bin = 0; bin < BINS && next < count; smaller += counts[bin++]) {
		if (k[next] >= smaller + counts[bin])
			continue;
		place[places++] = (struct place){smaller, counts[bin], gathered, 0};
		marked[bin] = 1;
		number[bin] = (unsigned char)places;
		gathered += counts[bin];
		while (next < count && k[next] < smaller + counts[bin])
			next++;
	}
	arrange(room.value, room.bin, pick(x, size, marked, room.bin, room.value), number, place, room.value + size);
	for (size_t i = 0, p = 0; i < count; i++) {
		double *numbers;

		while (k[i] >= place[p].smaller + place[p].count)
			p++;
		numbers = room.value + size + place[p].begin;
		select_kth(numbers, place[p].count, k[i] - place[p].smaller);
		at[i] = numbers[k[i] - place[p].smaller];
	}
}

void order_statistics(const double *x, size_t size, const struct moments *moments, const size_t *k, size_t count,
                      struct quantile_room room, double *at)
{
	size_t finite = 0;

	while (finite < count && k[finite] < moments->count)
		finite++;
	if (finite > 0 && moments->low < moments->high)
		finite_statistics(x, size, moments, k, finite, room, at);
	for (size_t i = 0; i < count; i++)
		if (i >= finite)
			at[i] = INFINITY;
		else if (!(moments->low < moments->high))
			at[i] = moments->low;
}

static void sort_ranks(size_t *rank, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && rank[j] < rank[j - 1]; j--) {
			size_t kept = rank[j];

			rank[j] = rank[j - 1];
			rank[j - 1] = kept;
		}
}

static double at_rank(const size_t *rank, const double *value, size_t count, size_t wanted)
{
	size_t i = 0;

	while (i + 1 < count && rank[i] != wanted)
		i++;
	return value[i];
}

void quantiles_of(const double *x, size_t size, const struct moments *moments, const double *p, size_t count,
                  struct quantile_room room, double *at, size_t extra_rank, double *extra)
{
	size_t rank[2 * QUANTILES_MOST] = {0}, ranks = 0;
	double value[2 * QUANTILES_MOST] = {0};

	for (size_t i = 0; i < count; i++) {
		size_t low = (size_t)floor(p[i] * (double)(size - 1));

		rank[ranks++] = low;
		rank[ranks++] = low + 1 < size ? low + 1 : low;
	}
	if (extra != NULL)
		rank[ranks++] = extra_rank;
	sort_ranks(rank, ranks);
	order_statistics(x, size, moments, rank, ranks, room, value);
	for (size_t i = 0; i < count; i++) {
		double place = p[i] * (double)(size - 1), part = place - floor(place);
		double low = at_rank(rank, value, ranks, (size_t)floor(place)), high;

		high = part > 0 ? at_rank(rank, value, ranks, (size_t)floor(place) + 1) : low;
		at[i] = !(part > 0) ? low : isinf(high) ? high : low + part * (high - low);
	}
	if (extra != NULL)
		*extra = at_rank(rank, value, ranks, extra_rank);
}

size_t shortfall_rank(size_t size, double p)
{
	double rank = ceil(p * (double)size - 1e-9);

	return rank < 1 ? 0 : (size_t)rank - 1;
}

/* The boundary minus the mean shortfall of the numbers below it. */
double shortfall_of(const double *x, size_t size, double p, double boundary)
{
	double weight = p * (double)size;

	return weight < 1 ? boundary : boundary + sum_of(x, size, IF_BELOW, boundary) / weight;
}
