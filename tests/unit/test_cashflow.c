/* What flows come to: paybacks with jumps and relapses, the lowest point, present values; lanes agree with one lane. */
#include "model/cashflow.h"

#include <string.h>

#include "near.h"

#define MONTHS 6

static double month[MONTHS][LANES], once[MONTHS][LANES], discount_month[MONTHS][LANES], discount_once[MONTHS][LANES];

static struct series series_of(const double *net, const double *jump, int lanes)
{
	for (int t = 0; t < MONTHS; t++)
		for (int l = 0; l < lanes; l++) {
			month[t][l] = net[t] * (1 + l);
			once[t][l] = jump[t] * (1 + l);
		}
	return (struct series){.horizon = MONTHS, .lanes = lanes, .month = (const double (*)[LANES])month,
	                       .once = (const double (*)[LANES])once};
}

struct payback_case {
	double net[MONTHS], once[MONTHS];
	double first, lasting, funding, at, total;
};

static void pays_back(void **state)
{
	static const struct payback_case cases[] = {
		{{-10, -10, 40, 0, 0, 0}, {0}, 2.5, 2.5, 20, 2, 20},
		{{10, 10, 10, 10, 10, 10}, {-25}, 2.5, 2.5, 25, 0, 35},                   /* a once-cost at the start */
		{{10, 10, 10, 10, 10, 10}, {0}, 0, 0, 0, 0, 60},                          /* never below zero */
		{{-10, -10, -10, -10, -10, -10}, {0}, INFINITY, INFINITY, 60, 6, -60},
		{{-10, 20, 0, 10, 10, 10}, {0, 0, -30, 0, 0, 0}, 1.5, 5, 20, 2, 10},       /* a relapse by a jump, paid back again */
		{{-10, 20, -30, 0, 0, 0}, {0}, 1.5, INFINITY, 20, 3, -20},                /* falls below again */
		{{-10, 10, -10, 10, 0, 0}, {0}, 2, 4, 10, 1, 0},                          /* exactly to zero, twice */
		{{0, 0, 0, 0, 0, 0}, {0}, 0, 0, 0, 0, 0},
		{{-10, 10 - 0x1p-40, 0, 0, 0, 0}, {0}, 2, 2, 10, 1, -0x1p-40},                /* to zero within rounding, by the month's end */
		{{-10, 10 - 0x1p-40, 0, 5, 0, 0}, {0, 0, 0, -5, 0, 0}, 2, 4, 10, 1, -0x1p-40}, /* and from there below again */
		{{-0x1p-40, 0, 0x1p-40, 0, 0, 0}, {0}, 0, 0, 0, 0, 0},                        /* below zero by rounding alone */
		{{-10, -0x1p-40, 20, 0, 0, 0}, {0}, 2.5, 2.5, 10, 1, 10},                   /* the lowest point within rounding */
	};
	double epsilon[LANES];

	(void)state;
	for (int l = 0; l < LANES; l++)
		epsilon[l] = 1e-9;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int lanes = 1; lanes <= LANES; lanes += LANES - 1) {
			struct series net = series_of(cases[i].net, cases[i].once, lanes);
			struct flows discounts = {.horizon = MONTHS, .lanes = lanes,
			                          .discount_month = (const double (*)[LANES])discount_month,
			                          .discount_once = (const double (*)[LANES])discount_once};
			struct payback payback;
			double npv[LANES], net_value[LANES], first[LANES], first_without[LANES];
			bool has_once = false;

			for (int t = 0; t < MONTHS; t++)
				has_once |= cases[i].once[t] != 0;
			cashflow_payback(&net, epsilon, &payback);
			cashflow_trial(&net, &discounts, epsilon[0], npv, net_value, first);
			if (!has_once)
				net.once = NULL;
			cashflow_trial(&net, &discounts, epsilon[0], npv, net_value, first_without);
			for (int l = 0; l < lanes; l++) {
				assert_near(payback.first[l], cases[i].first, 1e-13);
				assert_near(first[l], payback.first[l], 0);
				assert_near(first_without[l], payback.first[l], 0);
				assert_near(payback.lasting[l], cases[i].lasting, 1e-13);
				assert_near(payback.funding[l], cases[i].funding * (1 + l), 1e-12);
				assert_near(payback.funding_month[l], cases[i].at, 0);
				assert_near(payback.total[l], cases[i].total * (1 + l), 1e-12);
				assert_near(net_value[l], payback.total[l], 0);
			}
		}
	}
}

static void present_value_is_the_annuity(void **state)
{
	static const double level[MONTHS] = {100, 100, 100, 100, 100, 100}, nothing[MONTHS] = {-50};
	struct series net = series_of(level, nothing, LANES);
	struct flows discounts = {.horizon = MONTHS, .lanes = LANES, .discount_month = (const double (*)[LANES])discount_month,
	                          .discount_once = (const double (*)[LANES])discount_once};
	double npv[LANES], net_value[LANES], payback[LANES], value[LANES], v = 1 / 1.01;

	(void)state;
	for (int t = 0; t < MONTHS; t++)
		for (int l = 0; l < LANES; l++) {
			discount_month[t][l] = pow(v, t + 1);
			discount_once[t][l] = pow(v, t);
		}
	cashflow_present_value(&net, &discounts, value);
	cashflow_trial(&net, &discounts, 0, npv, net_value, payback);
	for (int l = 0; l < LANES; l++) {
		assert_near(value[l], (1 + l) * (100 * (1 - pow(v, MONTHS)) / 0.01 - 50), 1e-14);
		assert_near(npv[l], value[l], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pays_back),
		cmocka_unit_test(present_value_is_the_annuity),
	};

	return cmocka_run_group_tests_name("cashflow", tests, NULL, NULL);
}
