/* Every rate of return: known roots, none, double ones, at the edges, and many of 120 months. */
#include "model/irr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct flows_case {
	double flows[8];
	size_t count;
	enum irr_status status;
	double rates[4];
	size_t found;
};

static void finds_every_rate(void **state)
{
	static const struct flows_case cases[] = {
		{{-100, 230, -132}, 3, IRR_MULTIPLE, {0.1, 0.2}, 2},
		{{100, 100, 100}, 3, IRR_NO_OUTFLOW, {0}, 0},
		{{-100, -1}, 2, IRR_NO_INFLOW, {0}, 0},
		{{-1000, 3600, -4310, 1716}, 4, IRR_MULTIPLE, {0.1, 0.2, 0.3}, 3},
		{{-100, 220, -121}, 3, IRR_UNIQUE, {0.1}, 1},       /* a double root counts once */
		{{100, -220, 121}, 3, IRR_UNIQUE, {0.1}, 1},
		{{-100, 220, -121.0001}, 3, IRR_NO_REAL_ROOT, {0}, 0},
		{{-100, 100}, 2, IRR_UNIQUE, {0}, 1},
		{{-100, 200, -100}, 3, IRR_UNIQUE, {0}, 1},
		{{-100, 190, -90}, 3, IRR_MULTIPLE, {-0.1, 0}, 2},
		{{-100, 50}, 2, IRR_UNIQUE, {-0.5}, 1},
		{{-100, 0, 0, 0, 0.01}, 5, IRR_UNIQUE, {-0.9}, 1},
		{{-1e-3, 1e3}, 2, IRR_UNIQUE, {999999}, 1},
		{{0, 0, -100, 110, 0}, 5, IRR_UNIQUE, {0.1}, 1},
		{{0, 0, 0}, 3, IRR_NO_OUTFLOW, {0}, 0},
		{{-100, 330, -363, 133.1}, 4, IRR_UNIQUE, {0.1}, 1}, /* a triple root */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		double rates[8];
		enum irr_status status;
		size_t found = irr_all(cases[i].flows, cases[i].count, rates, &status);

		assert_int_equal(found, cases[i].found);
		assert_int_equal(status, cases[i].status);
		for (size_t j = 0; j < found; j++)
			assert_near(1 + rates[j], 1 + cases[i].rates[j], i == 15 ? 1e-4 : 1e-8);
	}
}

/* Polynomials with chosen positive roots, times one that has none, up to 121 flows. */
static void finds_the_roots_of_long_flows(void **state)
{
	static const double growth[] = {0.5, 0.9, 1.02, 1.1, 1.3, 2};

	(void)state;
	for (size_t roots = 1; roots <= COUNT(growth); roots++) {
		double flows[121] = {0}, product[8] = {-1}, rates[121];
		enum irr_status status;
		size_t found;

		for (size_t i = 0; i < roots; i++)
			for (size_t j = i + 1; j > 0; j--)
				product[j] -= growth[i] * product[j - 1];
		for (size_t j = 0; j <= roots; j++)
			for (size_t k = 0; k + roots <= 120; k++)
				flows[j + k] += product[j] * (1 + 0.25 * (double)(k % 3));
		found = irr_all(flows, 121, rates, &status);
		assert_int_equal(found, roots);
		for (size_t i = 0; i < roots; i++)
			assert_near(1 + rates[i], growth[i], 1e-6);
	}
}

/* Whatever is found is a root, and where the sign of the NPV differs between two rates, one is found between them. */
static void misses_no_change_of_sign(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 300; round++) {
		double flows[121], rates[121], last_npv = 0, last_rate = 0;
		size_t count = 2 + (size_t)(rand() % 120), found;
		enum irr_status status;

		for (size_t j = 0; j < count; j++)
			flows[j] = (double)rand() / RAND_MAX - 0.5;
		found = irr_all(flows, count, rates, &status);
		for (double rate = -0.6; rate < 3; rate += 0.003) {
			double npv = 0, v = 1 / (1 + rate);
			size_t between = 0;

			for (size_t j = count; j-- > 0;)
				npv = npv * v + flows[j];
			for (size_t i = 0; i < found; i++)
				between += rates[i] > last_rate && rates[i] <= rate;
			if (rate > -0.6 && (npv > 0) != (last_npv > 0))
				assert_int_equal(between % 2, 1);
			last_npv = npv;
			last_rate = rate;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_every_rate),
		cmocka_unit_test(finds_the_roots_of_long_flows),
		cmocka_unit_test(misses_no_change_of_sign),
	};

	return cmocka_run_group_tests_name("irr", tests, NULL, NULL);
}
