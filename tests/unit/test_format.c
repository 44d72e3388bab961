/* Figures in words: rounding that tells, units, and no answer said plainly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "answer/format.h"
#include "base/bytes.h"

static const struct notation euro = {.currency = "EUR"}, ascii = {.currency = "EUR", .ascii = true};
static const struct notation franc = {.currency = "CHF"};

#define THIN "\u202f"

static struct bytes out;

static int clear(void **state)
{
	(void)state;
	bytes_release(&out);
	return 0;
}

#define assert_says(call, expected) \
	do { \
		bytes_release(&out); \
		call; \
		assert_string_equal(bytes_text(&out), expected); \
	} while (0)

static void test_money_keeps_the_digits_that_tell(void **state)
{
	(void)state;
	assert_says(format_money(&out, 3028123.4, &euro), "3" THIN "028 k€");
	assert_says(format_money(&out, 3028123.4, &ascii), "3 028 kEUR");
	assert_says(format_money(&out, -210e3, &euro), "-210 k€");
	assert_says(format_money(&out, 9499, &euro), "9" THIN "499 €");
	assert_says(format_money(&out, 12.5, &euro), "12.50 €");
	assert_says(format_money(&out, 0, &euro), "0.00 €");
	assert_says(format_money(&out, -0.0, &euro), "0.00 €");
	assert_says(format_money(&out, 1.26e8, &franc), "126 MCHF");
	assert_says(format_money(&out, 1.26e12, &ascii), "1 260 000 MEUR");
}

/* No amount is shown with more than the digits its unit has: 99.996 is not "100.00". */
static void test_units_change_where_rounding_does(void **state)
{
	(void)state;
	assert_says(format_money(&out, 99.994, &ascii), "99.99 EUR");
	assert_says(format_money(&out, 99.996, &ascii), "100 EUR");
	assert_says(format_money(&out, 9999.4, &ascii), "9 999 EUR");
	assert_says(format_money(&out, 9999.6, &ascii), "10 kEUR");
	assert_says(format_money(&out, 999949, &ascii), "999.9 kEUR");
	assert_says(format_money(&out, 999951, &ascii), "1 000 kEUR");
	assert_says(format_money(&out, 99999499, &ascii), "99 999 kEUR");
	assert_says(format_money(&out, 99999501, &ascii), "100 MEUR");
}

static void test_shares(void **state)
{
	(void)state;
	assert_says(format_share(&out, 0.18, &euro), "18 %");
	assert_says(format_share(&out, 0.0988, &euro), "9.88 %");
	assert_says(format_share(&out, 0.075, &euro), "7.5 %");
	assert_says(format_share(&out, 2.4349, &euro), "243 %");
	assert_says(format_share(&out, -0.675, &euro), "-67.5 %");
	assert_says(format_share(&out, 0.0042, &euro), "0.42 %");
	assert_says(format_share(&out, 12.3456, &ascii), "1 235 %");
	assert_says(format_share(&out, 0, &euro), "0 %");
	assert_says(format_share(&out, -1, &euro), "-100 %");
	assert_says(format_share(&out, -0.9998, &euro), "-99.98 %");
	assert_says(format_share(&out, -0.99999996, &euro), "-99.999996 %");
	assert_says(format_share(&out, -1.0002, &euro), "-100.02 %");
	assert_says(format_share(&out, -1 + 1e-15, &euro), "-100 %");
	assert_says(format_share(&out, 1e-9, &euro), "0 %");
	assert_says(format_probability(&out, 1, &euro), "100 %");
	assert_says(format_probability(&out, 0.99996, &euro), ">99.9 %");
	assert_says(format_probability(&out, 0.9995, &euro), ">99.9 %");
	assert_says(format_probability(&out, 0.99949, &euro), "99.9 %");
	assert_says(format_probability(&out, 0.18, &euro), "18 %");
	assert_says(format_probability(&out, 0.00006, &euro), "0.01 %");
	assert_says(format_probability(&out, 0.00004, &euro), "<0.01 %");
	assert_says(format_probability(&out, 0, &euro), "0 %");
	assert_says(format_probability_whole(&out, 1), "100 %");
	assert_says(format_probability_whole(&out, 0.995), ">99 %");
	assert_says(format_probability_whole(&out, 0.994), "99 %");
	assert_says(format_probability_whole(&out, 0.0051), "1 %");
	assert_says(format_probability_whole(&out, 0.005), "<1 %"); /* half a per cent rounds to 0 */
	assert_says(format_probability_whole(&out, 0), "0 %");
	assert_says(format_rate(&out, 10, &ascii), "1 000 %");
	assert_says(format_rate(&out, 10.0001, &ascii), ">1,000 %");
}

static void test_months(void **state)
{
	(void)state;
	assert_says(format_months(&out, 8.06, &euro), "8.1 months");
	assert_says(format_months(&out, 8, &euro), "8 months");
	assert_says(format_months(&out, 1, &euro), "1 month");
	assert_says(format_months(&out, 1.04, &euro), "1 month");
	assert_says(format_months(&out, 1.1, &euro), "1.1 months");
}

static struct option_figures sample(void)
{
	struct option_figures figures = {.horizon = 36, .shortfall = 210e3};
	figures.month[35].amount[CASH_DISCOUNTED_CUMULATIVE] = -305e3;
	return figures;
}

static void test_no_answer_is_said_plainly(void **state)
{
	(void)state;
	struct option_figures figures = sample();
	const struct money_unit kilo = {1e3, 0};
	figures.figure[FIGURE_PAYBACK].status = STATUS_NOT_WITHIN_HORIZON;
	figures.figure[FIGURE_DISCOUNTED_PAYBACK].status = STATUS_NOT_WITHIN_HORIZON;
	assert_says(format_figure(&out, FIGURE_PAYBACK, &figures, &euro), "not within 36 months, 210 k€ short");
	assert_says(format_figure(&out, FIGURE_DISCOUNTED_PAYBACK, &figures, &euro), "not within 36 months, 305 k€ short");
	assert_says(format_figure_cell(&out, FIGURE_PAYBACK, &figures, kilo, &euro), "not in 36 m");

	figures.figure[FIGURE_PAYBACK].status = STATUS_SELF_FUNDING;
	assert_says(format_figure(&out, FIGURE_PAYBACK, &figures, &euro), "never below zero");
	assert_says(format_figure_cell(&out, FIGURE_PAYBACK, &figures, kilo, &euro), "at once");

	figures.figure[FIGURE_IRR].status = STATUS_MULTIPLE;
	figures.irr_count = 2;
	figures.irr_rate[0] = 0.1;
	figures.irr_rate[1] = 20;
	assert_says(format_figure(&out, FIGURE_IRR, &figures, &euro), "several rates: 10 %, >1,000 %");
	assert_says(format_figure_cell(&out, FIGURE_IRR, &figures, kilo, &euro), "10 % or >1,000 %");
	figures.irr_count = 3;
	figures.irr_rate[2] = 30;
	assert_says(format_figure_cell(&out, FIGURE_IRR, &figures, kilo, &euro), "3 rates");
}

/* Every status without a value has words of its own, in a cell and in a sentence. */
static void test_every_status_has_words(void **state)
{
	(void)state;
	struct option_figures figures = sample();
	figures.irr_count = 3;
	for (int status = 0; status < STATUS_COUNT; status++) {
		if (status_has_value((enum figure_status)status))
			continue;
		figures.figure[FIGURE_IRR].status = (enum figure_status)status;
		bytes_release(&out);
		format_figure_cell(&out, FIGURE_IRR, &figures, (struct money_unit){1, 0}, &euro);
		assert_true(out.size > 0 && strlen(bytes_text(&out)) <= 12);
		bytes_release(&out);
		format_figure(&out, FIGURE_IRR, &figures, &euro);
		assert_true(out.size > 0);
	}
}

static void test_figures_with_their_units(void **state)
{
	(void)state;
	struct option_figures figures = sample();
	const struct money_unit kilo = {1e3, 0};
	figures.figure[FIGURE_NPV] = (struct figure_value){3028123, STATUS_OK};
	figures.figure[FIGURE_PAYBACK] = (struct figure_value){8.06, STATUS_REACHED};
	figures.figure[FIGURE_IRR] = (struct figure_value){2.43, STATUS_UNIQUE};
	figures.figure[FIGURE_ROI] = (struct figure_value){0.92, STATUS_OK};
	figures.figure[FIGURE_COST_PER_1000_REQUESTS] = (struct figure_value){0.00041234, STATUS_OK};
	figures.figure[FIGURE_MONTHLY_COST_AT_END] = (struct figure_value){14633, STATUS_OK};
	assert_says(format_figure(&out, FIGURE_NPV, &figures, &ascii), "3 028 kEUR");
	assert_says(format_figure(&out, FIGURE_PAYBACK, &figures, &ascii), "8.1 months");
	assert_says(format_figure(&out, FIGURE_IRR, &figures, &ascii), "243 % a year");
	assert_says(format_figure(&out, FIGURE_ROI, &figures, &ascii), "92 %");
	assert_says(format_figure(&out, FIGURE_COST_PER_1000_REQUESTS, &figures, &ascii), "0.000412 EUR");
	assert_says(format_figure(&out, FIGURE_MONTHLY_COST_AT_END, &figures, &ascii), "14.6 kEUR a month");
	assert_says(format_figure_cell(&out, FIGURE_NPV, &figures, kilo, &ascii), "3 028");
	assert_says(format_figure_unit(&out, FIGURE_NPV, kilo, &ascii), "kEUR");
	assert_says(format_figure_unit(&out, FIGURE_MONTHLY_COST_AT_END, kilo, &euro), "k€/month");
	assert_says(format_figure_cell(&out, FIGURE_PAYBACK, &figures, kilo, &ascii), "8.1");
	assert_int_equal((int)money_unit_of(&figures, 1).size, 1000);
}

/* A value beside its limit: on its side, whatever the rounding. */
static void test_beside_a_limit(void **state)
{
	static const struct {
		enum figure figure;
		double value, limit;
		const char *text, *limit_text;
	} cases[] = {
		{FIGURE_PAYBACK, 18.04, 18, "18.04 months", "18 months"},
		{FIGURE_PAYBACK, 17.96, 18, "17.96 months", "18 months"},
		{FIGURE_PAYBACK, 7.86, 7.88, "7.86 months", "7.88 months"},
		{FIGURE_PAYBACK, 18.000000000000064, 18, "18 months", "18 months"},
		{FIGURE_PAYBACK, 8.14, 18, "8.1 months", "18 months"},
		{FIGURE_PAYBACK, 1.001, 1, "1.001 months", "1 month"},
		{FIGURE_PAYBACK, 1, 1, "1 month", "1 month"},
		{FIGURE_NPV, 999960, 1e6, "999.96 k€", "1" THIN "000 k€"},
		{FIGURE_NPV, -0.001, 0, "-0.001 €", "0.00 €"},
		{FIGURE_NPV, 1234900, 1.235e6, "1" THIN "234.9 k€", "1" THIN "235 k€"},
		{FIGURE_NPV, 1e6, 1.2345678e6, "1" THIN "000 k€", "1" THIN "234.5678 k€"},
		{FIGURE_NPV, 282.9e3, 300e3, "282.9 k€", "300 k€"},
		{FIGURE_MONTHLY_COST_AT_END, 20000.4, 20000, "20.0004 k€ a month", "20 k€ a month"},
		{FIGURE_ROI, 0.19996, 0.2, "19.996 %", "20 %"},
		{FIGURE_ROI, 0.19996, 0.5, "20 %", "50 %"},
		{FIGURE_IRR, 20, 30, "2" THIN "000 % a year", "3" THIN "000 %"},
		{FIGURE_IRR, 20, 0.3, ">1,000 % a year", "30 %"},
		{FIGURE_COST_PER_1000_REQUESTS, 0.5001, 0.5, "0.5001 €", "0.500 €"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct option_figures figures = {.horizon = 36};
		figures.figure[cases[i].figure] = (struct figure_value){cases[i].value, STATUS_OK};
		assert_says(format_figure_beside(&out, cases[i].figure, &figures, cases[i].limit, &euro), cases[i].text);
		assert_says(format_limit(&out, cases[i].figure, cases[i].limit, &euro), cases[i].limit_text);
	}
	assert_says(format_probability_beside(&out, 0.79996, 0.8, &euro), "79.996 %");
	assert_says(format_probability_beside(&out, 0.9997, 0.9, &euro), ">99.9 %");
	assert_says(format_probability_beside(&out, 0.9997, 1, &euro), ">99.9 %");
	assert_says(format_probability_beside(&out, 0.9997, 0.9998, &euro), "99.97 %");
	assert_says(format_probability_beside(&out, 0.00003, 0.00002, &euro), "0.003 %");
	struct option_figures never = {.horizon = 36, .shortfall = 0.001};
	never.figure[FIGURE_PAYBACK].status = STATUS_NOT_WITHIN_HORIZON;
	assert_says(format_figure(&out, FIGURE_PAYBACK, &never, &euro), "not within 36 months, 0.001 € short");
}

static void test_better_is_what_the_figure_means_by_it(void **state)
{
	(void)state;
	const struct figure_value hardly_ten = {10 - 1e-12, STATUS_REACHED}, ten = {10, STATUS_REACHED}, twenty = {20, STATUS_REACHED};
	const struct figure_value never = {0, STATUS_NOT_WITHIN_HORIZON}, rates = {0, STATUS_MULTIPLE};
	assert_true(figure_better(FIGURE_NPV, twenty, ten, 1e-9) > 0);
	assert_true(figure_better(FIGURE_PAYBACK, ten, twenty, 1e-9) > 0);
	assert_true(figure_better(FIGURE_PAYBACK, ten, never, 1e-9) > 0);
	assert_true(figure_better(FIGURE_PAYBACK, never, ten, 1e-9) < 0);
	assert_int_equal(figure_better(FIGURE_PAYBACK, never, never, 1e-9), 0);
	assert_int_equal(figure_better(FIGURE_NPV, hardly_ten, ten, 1e-9), 0); /* equal within rounding */
	assert_true(figure_better(FIGURE_NPV, hardly_ten, ten, 1e-14) < 0);
	assert_int_equal(figure_better(FIGURE_IRR, ten, rates, 1e-9), 0);
	assert_int_equal(figure_better(FIGURE_PEAK_FUNDING_MONTH, ten, twenty, 1e-9), 0);

	struct option_figures a = sample(), b = sample();
	const struct option_figures *options[] = {&a, &b};
	a.figure[FIGURE_NPV] = ten;
	b.figure[FIGURE_NPV] = twenty;
	assert_int_equal(figure_best(FIGURE_NPV, options, 2), 1);
	assert_int_equal(figure_best(FIGURE_NPV, options, 1), 1); /* alone: nothing to stand out from */
	a.figure[FIGURE_NPV] = twenty;
	assert_int_equal(figure_best(FIGURE_NPV, options, 2), 2);
	a.figure[FIGURE_NPV].status = STATUS_UNDEFINED;
	assert_int_equal(figure_best(FIGURE_NPV, options, 2), 2);
}

/* A cost for 1,000 requests has the digits that tell, and never fewer than a price's two decimals. */
static void test_unit_costs_have_two_decimals_at_least(void **state)
{
	static const struct {
		double cost;
		const char *text;
	} cases[] = {{0.00041234, "0.000412"}, {0.25, "0.250"}, {0.999, "0.999"}, {1.234, "1.23"},     {9.999, "10.00"},
	             {12.345, "12.35"},        {99.9, "99.90"}, {123.4, "123.40"}, {123456, "123 456.00"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct option_figures figures = sample();
		char text[64];
		figures.figure[FIGURE_COST_PER_1000_REQUESTS] = (struct figure_value){cases[i].cost, STATUS_OK};
		assert_says(format_figure_cell(&out, FIGURE_COST_PER_1000_REQUESTS, &figures, (struct money_unit){1e3, 0}, &ascii),
		            cases[i].text);
		snprintf(text, sizeof text, "%s EUR", cases[i].text);
		assert_says(format_figure(&out, FIGURE_COST_PER_1000_REQUESTS, &figures, &ascii), text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_money_keeps_the_digits_that_tell, clear),
		cmocka_unit_test_teardown(test_units_change_where_rounding_does, clear),
		cmocka_unit_test_teardown(test_shares, clear),
		cmocka_unit_test_teardown(test_months, clear),
		cmocka_unit_test_teardown(test_no_answer_is_said_plainly, clear),
		cmocka_unit_test_teardown(test_every_status_has_words, clear),
		cmocka_unit_test_teardown(test_figures_with_their_units, clear),
		cmocka_unit_test_teardown(test_unit_costs_have_two_decimals_at_least, clear),
		cmocka_unit_test_teardown(test_beside_a_limit, clear),
		cmocka_unit_test_teardown(test_better_is_what_the_figure_means_by_it, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
