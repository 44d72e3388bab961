/* Zero to within rounding: figures, numbers and moments beside their limits. */
#include "model/tolerance.h"

#include "near.h"

static void numbers_are_held_to_their_limit_within_rounding(void **state)
{
	static const struct {
		double value, limit;
		int order;
	} cases[] = {
		{18.000000000000064, 18, 0}, {0.7 + 0.1, 0.8, 0},        {0.1 + 0.2, 0.3, 0},         {18, 18, 0},
		{18.0000001, 18, 1},         {17.9999999, 18, -1},       {1e-10, 0, 0},               {2e-9, 0, 1},
		{-2e-9, 0, -1},              {1e9 + 0.5, 1e9, 0},        {1e9 + 2, 1e9, 1},           {-1e9 - 2, -1e9, -1},
		{5, (double)INFINITY, -1},   {5, -(double)INFINITY, 1},  {(double)INFINITY, 1e300, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(number_compare(cases[i].value, cases[i].limit), cases[i].order);
}

static void figures_compare_as_numbers_but_money(void **state)
{
	(void)state;
	assert_int_equal(figure_compare(FIGURE_PAYBACK, 18.000000000000064, 18, 0), 0);
	assert_int_equal(figure_compare(FIGURE_NPV, 2e-3, 0, 1e-3), 1);
	assert_int_equal(figure_compare(FIGURE_NPV, 0.5e-3, 0, 1e-3), 0);
	assert_int_equal(figure_compare(FIGURE_COST_PER_1000_REQUESTS, 1e-12, 2e-12, 1e9), -1);
}

static void a_moment_near_a_month_is_that_month(void **state)
{
	(void)state;
	assert_near(moment_floor(2.9999999999), 3, 0);
	assert_near(moment_floor(2.99), 2, 0);
	assert_near(moment_ceil(3.0000000001), 3, 0);
	assert_near(moment_ceil(3.01), 4, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_held_to_their_limit_within_rounding),
		cmocka_unit_test(figures_compare_as_numbers_but_money),
		cmocka_unit_test(a_moment_near_a_month_is_that_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
