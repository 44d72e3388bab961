/* Statistics, against plain sorting and summing. */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "risk/random.h"
#include "risk/statistics.h"

enum { MOST = 100000 };

static double x[MOST], sorted[MOST], room_value[2 * MOST];
static unsigned short room_bin[MOST];
static const struct quantile_room room = {room_value, room_bin};
static const double shares[] = {0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.999, 1};
enum { SHARES = sizeof shares / sizeof shares[0] };

static int ascending(const void *a, const void *b)
{
	const double *p = a, *q = b;

	return (*p > *q) - (*p < *q);
}

static double type7(size_t size, double p)
{
	double place = p * (double)(size - 1);
	size_t low = (size_t)place;

	if (place - (double)low > 0)
		return isinf(sorted[low + 1]) ? sorted[low + 1] : sorted[low] + (place - (double)low) * (sorted[low + 1] - sorted[low]);
	return sorted[low];
}

static void check(size_t size)
{
	struct moments moments = moments_of(x, size);
	double at[SHARES], third;
	long double sum = 0, squares = 0;
	size_t finite = 0;
	long double shift; /* what a small spread on a large number loses digits to */

	memcpy(sorted, x, size * sizeof *x);
	qsort(sorted, size, sizeof *sorted, ascending);
	shift = sorted[0];
	quantiles_of(x, size, &moments, shares, SHARES, room, at, size / 3, &third);
	assert_near(third, sorted[size / 3], 0);
	for (int i = 0; i < SHARES; i++)
		assert_near(at[i], type7(size, shares[i]), 1e-12);
	for (size_t i = 0; i < size; i++)
		if (!isinf(x[i])) {
			sum += (long double)x[i] - shift;
			finite++;
		}
	for (size_t i = 0; i < size; i++)
		if (!isinf(x[i]))
			squares += (x[i] - shift - sum / finite) * (x[i] - shift - sum / finite);
	assert_int_equal(moments.count, finite);
	if (finite == 0 || sorted[finite - 1] - sorted[0] > 1e300) /* whose mean hangs on the order of its sum */
		return;
	assert_near(moments.mean, (double)(shift + sum / finite), 1e-12);
	if (finite > 1)
		assert_near(moments.variance, (double)(squares / (finite - 1)), 1e-11);
	assert_near(moments.low, sorted[0], 0);
	assert_near(moments.high, sorted[finite - 1], 0);
}

static void fill(const char *name, size_t size)
{
	struct random_stream stream = random_stream(3, name);

	random_fill(&stream, 0, size, x);
}

static void test_every_size(void **state)
{
	(void)state;
	for (size_t size = 1; size < 2100; size += size < 70 ? 1 : 97) {
		fill("size", size);
		check(size);
	}
}

static void test_shapes(void **state)
{
	(void)state;
	fill("heavy tail", MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = pow(x[i], -3) - 50; /* all but a few in the first bin */
	check(MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = floor(fmod(fabs(x[i]), 7)); /* few numbers, many times */
	check(MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = 12.5;
	check(MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = 1e15 + (double)(i % 100); /* a small spread on a large number */
	check(MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = (double)i; /* sorted already */
	check(MOST);
	x[17] = -1e308;
	x[18] = 1e308; /* their difference is beyond all numbers */
	check(MOST - 1);
}

static void test_never_is_beyond_any_number(void **state)
{
	(void)state;
	fill("never", MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = x[i] < 0.3 ? 36 * x[i] : (double)INFINITY;
	check(MOST);
	for (size_t i = 0; i < MOST; i++)
		x[i] = INFINITY;
	check(MOST);
	x[0] = x[1] = 0;
	check(3); /* the middle is a number, what is above needs the infinite one */
}

static void test_expected_shortfall(void **state)
{
	static const size_t sizes[] = {1, 7, 19, 20, 21, 39, 40, 1000, 99999, MOST};

	(void)state;
	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		size_t size = sizes[s], rank = shortfall_rank(size, 0.05);
		struct moments moments;
		double boundary, sum = 0, weight = 0.05 * (double)size;

		fill("shortfall", size);
		for (size_t i = 0; i < size; i++)
			x[i] = floor(x[i] * 1000) - 300;
		moments = moments_of(x, size);
		memcpy(sorted, x, size * sizeof *x);
		qsort(sorted, size, sizeof *sorted, ascending);
		for (size_t i = 0; (double)i < weight; i++)
			sum += sorted[i] * fmin(1, weight - (double)i);
		order_statistics(x, size, &moments, &rank, 1, room, &boundary);
		assert_near(shortfall_of(x, size, 0.05, boundary), weight < 1 ? sorted[0] : sum / weight, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_never_is_beyond_any_number),
		cmocka_unit_test(test_expected_shortfall),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
