/* Random numbers and Sobol points: the same wherever they start, uniform, and nothing to do with one another. */
#include "effort.h"
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "risk/random.h"
#include "risk/sobol.h"

enum { COUNT = 1 << 20 };

static double *x, *y;

static int set_up(void **state)
{
	(void)state;
	x = malloc(COUNT * sizeof *x);
	y = malloc(COUNT * sizeof *y);
	return x == NULL || y == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	free(x);
	free(y);
	return 0;
}

static void fill(uint64_t seed, const char *name, double *u)
{
	struct random_stream stream = random_stream(seed, name);

	random_fill(&stream, 0, COUNT, u);
}

/* Correlation of u and v, in standard deviations: sqrt(12 12 n) times the covariance. */
static double correlation(const double *u, const double *v, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (u[i] - 0.5) * (v[i] - 0.5);
	return sum * 12 / sqrt((double)count);
}

/* Chi-square over a grid of pairs, in standard deviations. */
static double grid_excess(const double *u, const double *v, size_t count)
{
	enum { SIDE = 64 };
	static unsigned cell[SIDE * SIDE];
	double expected = (double)count / (SIDE * SIDE), chi = 0;

	memset(cell, 0, sizeof cell);
	for (size_t i = 0; i < count; i++)
		cell[(int)(u[i] * SIDE) * SIDE + (int)(v[i] * SIDE)]++;
	for (int i = 0; i < SIDE * SIDE; i++)
		chi += (cell[i] - expected) * (cell[i] - expected) / expected;
	return (chi - (SIDE * SIDE - 1)) / sqrt(2.0 * (SIDE * SIDE - 1));
}

static void test_a_number_depends_on_its_place_alone(void **state)
{
	struct random_stream stream = random_stream(42, "benefit.ctr.lift");
	struct sobol sobol = sobol_dimension(42, 5);
	double one[96], all[1024];

	(void)state;
	random_fill(&stream, 0, 1024, all);
	random_fill(&stream, 700, 96, one);
	assert_memory_equal(one, all + 700, sizeof one);
	sobol_fill(&sobol, 0, 1024, all);
	sobol_fill(&sobol, 704, 96, one);
	assert_memory_equal(one, all + 704, sizeof one);
}

/* These numbers are what a seed stands for: they may not change from one version to the next, nor from machine to machine. */
static void test_numbers_stay_what_they_are(void **state)
{
	struct random_stream stream = random_stream(1, "demand.growth");
	struct sobol sobol = sobol_dimension(1, 3);
	double u[3];

	(void)state;
	random_fill(&stream, 0, 3, u);
	assert_near(u[0], 0.20288045591768322, 0);
	assert_near(u[1], 0.27188966374147883, 0);
	assert_near(u[2], 0.37431677946074371, 0);
	sobol_fill(&sobol, 32, 3, u);
	assert_near(u[0], 0.1405450179008767, 0);
	assert_near(u[1], 0.94081720721442252, 0);
	assert_near(u[2], 0.32920638041105121, 0);
}

static int ascending(const void *a, const void *b)
{
	const double *p = a, *q = b;

	return (*p > *q) - (*p < *q);
}

static double kolmogorov(double *u, size_t count)
{
	double worst = 0;

	qsort(u, count, sizeof *u, ascending);
	for (size_t i = 0; i < count; i++)
		worst = fmax(worst, fmax(u[i] - (double)i / (double)count, (double)(i + 1) / (double)count - u[i]));
	return worst * sqrt((double)count);
}

static void test_streams_are_uniform(void **state)
{
	static const char *const names[] = {"a", "b", "fx.USD", "demand.growth", "team.ops.fte.managed"};

	(void)state;
	for (uint64_t seed = 0; seed < effort(3, 1); seed++)
		for (size_t i = 0; i < 5; i++) {
			fill(seed, names[i], x);
			for (size_t k = 0; k < COUNT; k++)
				assert_true(x[k] > 0 && x[k] < 1);
			assert_true(kolmogorov(x, COUNT) < 1.95); /* 0.1 % */
		}
}

/* The lowest of the bits a draw has are random too. */
static void test_low_bits_are_random(void **state)
{
	(void)state;
	fill(5, "low bits", x);
	for (size_t i = 0; i < COUNT; i++) {
		x[i] = ldexp(x[i], 36);
		x[i] -= floor(x[i]);
	}
	assert_true(kolmogorov(x, COUNT) < 1.95);
}

/* Names that differ in one letter, seeds that differ in one bit, trials that follow each other. */
static void test_streams_have_nothing_to_do_with_each_other(void **state)
{
	static const char *const names[] = {"item.a", "item.b", "item.c", "jtem.a"};
	static const size_t lags[] = {1, 2, 3, 4, 16, 256, 4096, 65536};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (uint64_t seed = 0; seed < 4; seed++) {
			fill(42, "item.a", x);
			fill(seed == 3 ? 42 : 42 ^ (1u << (seed * 9)), names[i], y);
			if (memcmp(x, y, sizeof *x * COUNT) == 0) {
				assert_true(i == 0 && seed == 3);
				continue;
			}
			assert_true(fabs(correlation(x, y, COUNT)) < 4);
			assert_true(fabs(grid_excess(x, y, COUNT)) < 4);
		}
	for (size_t i = 0; i < sizeof lags / sizeof lags[0]; i++) {
		assert_true(fabs(correlation(x, x + lags[i], COUNT - lags[i])) < 4);
		assert_true(fabs(grid_excess(x, x + lags[i], COUNT - lags[i])) < 4);
	}
}

/* In base 2, the first 2^m points of one dimension have one in each of 2^m equal parts: whatever the scrambling, wherever the run begins. */
static void test_sobol_points_are_stratified(void **state)
{
	static unsigned char part[4096];
	static double u[4096];

	(void)state;
	for (size_t d = 0; d < SOBOL_DIMENSIONS; d += d < 40 ? 1 : 41) {
		struct sobol sobol = sobol_dimension(9, d);

		memset(part, 0, sizeof part);
		sobol_fill(&sobol, 3 * 4096, 4096, u);
		for (int i = 0; i < 4096; i++) {
			assert_true(u[i] > 0 && u[i] < 1);
			assert_int_equal(part[(int)(u[i] * 4096)]++, 0);
		}
	}
}

/* Any two of the first dimensions: 2^12 points in boxes of 2^-k by 2^(k-12+t); t as small as the search has made it. */
static void test_pairs_of_dimensions_are_nets(void **state)
{
	enum { M = 12, T = 7, DIMENSIONS = 64 };
	static double u[DIMENSIONS][1 << M];
	static unsigned box[1 << M];

	(void)state;
	for (size_t d = 0; d < DIMENSIONS; d++) {
		struct sobol sobol = sobol_dimension(4, d);

		sobol_fill(&sobol, 0, 1 << M, u[d]);
	}
	for (size_t a = 0; a < DIMENSIONS; a++)
		for (size_t b = 0; b < a; b++)
			for (int k = 0; k <= M - T; k++) {
				int columns = 1 << (M - T - k);

				memset(box, 0, sizeof box);
				for (int i = 0; i < 1 << M; i++)
					box[(int)(u[a][i] * (1 << k)) * columns + (int)(u[b][i] * columns)]++;
				for (int i = 0; i < 1 << (M - T); i++)
					assert_int_equal(box[i], 1 << T);
			}
}

/* Scrambled by different seeds, a point is anywhere: its mean over seeds is 1/2, and its digits are fair. */
static void test_scrambling_is_random(void **state)
{
	enum { SEEDS = 4000 };
	double sum[4] = {0};
	int first[2] = {0};

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct sobol sobol = sobol_dimension(seed, 6);
		double u[64];

		sobol_fill(&sobol, 0, 64, u);
		for (int i = 0; i < 4; i++)
			sum[i] += u[i * 17];
		/* Points 0 and 1 lie in different halves. Given the first's half, which quarter the second takes is a coin's throw. */
		first[0] += (int)(u[1] * 4) & 1;
		first[1] += ((int)(u[0] * 4) & 1) != ((int)(u[1] * 4) & 1);
	}
	for (int i = 0; i < 4; i++)
		assert_true(fabs(sum[i] / SEEDS - 0.5) < 4 / sqrt(12.0 * SEEDS));
	for (int i = 0; i < 2; i++)
		assert_true(fabs((double)first[i] / SEEDS - 0.5) < 4 * 0.5 / sqrt(SEEDS));
}

/* A smooth product over six dimensions: the error of 2^12 scrambled points, over seeds, is far below that of random ones. */
static double integral(uint64_t seed, int sobol)
{
	enum { D = 6, N = 4096 };
	static double u[D][N];
	double sum = 0;

	for (size_t d = 0; d < D; d++) {
		struct sobol points = sobol_dimension(seed, d);
		char name[] = {(char)('a' + d), '\0'};
		struct random_stream stream = random_stream(seed, name);

		if (sobol)
			sobol_fill(&points, 0, N, u[d]);
		else
			random_fill(&stream, 0, N, u[d]);
	}
	for (int i = 0; i < N; i++) {
		double product = 1;

		for (int d = 0; d < D; d++)
			product *= 1 + (u[d][i] - 0.5) / (d + 1);
		sum += product;
	}
	return sum / N - 1;
}

static void test_sobol_points_integrate_well(void **state)
{
	double sobol = 0, random = 0, mean = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 64; seed++) {
		double error = integral(seed, 1);

		sobol += error * error;
		mean += error;
		random += integral(seed, 0) * integral(seed, 0);
	}
	assert_true(sobol * 10000 < random); /* a hundredth of the error */
	assert_true(fabs(mean) < 4 * sqrt(sobol)); /* unbiased */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_depends_on_its_place_alone),
		cmocka_unit_test(test_numbers_stay_what_they_are),
		cmocka_unit_test(test_streams_are_uniform),
		cmocka_unit_test(test_low_bits_are_random),
		cmocka_unit_test(test_streams_have_nothing_to_do_with_each_other),
		cmocka_unit_test(test_sobol_points_are_stratified),
		cmocka_unit_test(test_pairs_of_dimensions_are_nets),
		cmocka_unit_test(test_scrambling_is_random),
		cmocka_unit_test(test_sobol_points_integrate_well),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
