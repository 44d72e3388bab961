/* What people wrote, read as quantities; numbers for people. */
#include "decide/audit_text.h"

#include "near.h"

#include <string.h>

static void finds_whole_words(void **state)
{
	(void)state;
	static const char text[] = "12 x C5.2xlarge, EKS";
	assert_ptr_equal(text_word(text, "c5.2xlarge"), text + 5);
	assert_ptr_equal(text_word(text, "eks"), text + 17);
	assert_ptr_equal(text_word(text, "12"), text);
	assert_null(text_word("ml.c5.2xlarge", "c5.2xlarge"));
	assert_null(text_word("c5.2xlarges", "c5.2xlarge"));
	assert_null(text_word("weeks", "eks"));
	assert_null(text_word("zeks", "eks"));
	assert_null(text_word("\xc3\xa9"
			      "eks",
			      "eks"));
	static const char twice[] = "xs3 s3";
	assert_ptr_equal(text_word(twice, "S3"), twice + 4);
	assert_null(text_word("", "s3"));
}

static void finds_parts_of_words(void **state)
{
	(void)state;
	static const char *const words[] = {"fresh", "stale", NULL};
	assert_true(text_has_any("data_FRESHness", words));
	assert_true(text_has_any("is stale", words));
	assert_false(text_has_any("fres tale", words));
	assert_false(text_has_any("", words));
}

static void reads_quantities(void **state)
{
	(void)state;
	static const char *const units[] = {"h a month", "rps", "TB", "%", NULL};
	static const struct {
		const char *text;
		int unit;
		double number;
	} wanted[] = {
		{"40 h a month", 0, 40},
		{"p3.8xlarge, 40 h a month", 0, 40},
		{"3,600 USD for 7.25 h a month", 0, 7.25},
		{"50 K rps", 1, 50e3},
		{"50k rps", 1, 50e3},
		{"50,000 rps", 1, 50e3},
		{"50 000 rps", 1, 50e3},
		{"1'234'567 rps", 1, 1234567},
		{"1.5M rps", 1, 1.5e6},
		{"2G rps", 1, 2e9},
		{"0.5 rps", 1, 0.5},
		{"12.34rps", 1, 12.34},
		{"500TB", 2, 500},
		{"9 rps", 1, 9},
		{"1 999 rps", 1, 1999},
		{"90,090.99 rps", 1, 90090.99},
		{"a9 rps, z9 rps, A9 rps, Z9 rps, 99 rps", 1, 99},
		{"+18 % of clicks", 3, 18},
		{"1 200 and 5 %", 3, 5},
		{"40 h a monthly fee, 3 rps", 1, 3},
		{"40 hours", -1, 0},
		{"x40 rps", -1, 0},
		{"v1.40 rps", -1, 0},
		{"50 m rps", -1, 0},
		{"50,00 rps", -1, 0},
		{"3,5 rps", -1, 0},
		{"rps", -1, 0},
		{"", -1, 0},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		double number = -1;
		int unit = text_quantity(wanted[i].text, units, &number);
		if (unit != wanted[i].unit ||
		    (unit >= 0 && fabs(number - wanted[i].number) > 1e-12 * wanted[i].number))
			fail_msg("'%s' is %g of unit %d", wanted[i].text, number, unit);
		if (unit < 0)
			assert_near(number, -1, 0);
	}
}

static void reads_thresholds(void **state)
{
	(void)state;
	double number = -1;
	assert_true(text_threshold("a > 0.2", &number));
	assert_near(number, 0.2, 0);
	assert_true(text_threshold("a{x='y > 7'} >= 14400 and b>-2", &number));
	assert_near(number, -2, 0);
	assert_true(text_threshold("a{x=\"it's > 9\"} > 3 and \"b > 4\"", &number));
	assert_near(number, 3, 0);
	assert_true(text_threshold("a > bool 1 and c > 5e-1", &number));
	assert_near(number, 0.5, 0);
	number = -1;
	assert_false(text_threshold("a < 3", &number));
	assert_false(text_threshold("a > b", &number));
	assert_near(number, -1, 0);
}

static void shows_numbers(void **state)
{
	(void)state;
	static const struct {
		double number;
		const char *text;
	} wanted[] = {
		{0, "0"},
		{-0.0, "0"},
		{0.41096, "0.411"},
		{11.574, "11.6"},
		{507, "507"},
		{999.4, "999"},
		{999.6, "1 000"},
		{1000, "1 000"},
		{1000.4, "1 000"},
		{2978.4, "2 978"},
		{-2978.4, "-2 978"},
		{999999.4, "999 999"},
		{100020, "100 020"},
		{999999.6, "1M"},
		{1e6, "1M"},
		{129.27e6, "129.3M"},
		{-1.5e6, "-1.5M"},
		{1e9, "1G"},
		{4.32e9, "4.32G"},
		{0.5, "0.5"},
		{1e-12, "0"},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		assert_string_equal(show_number(wanted[i].number).text, wanted[i].text);
	assert_string_equal(show_beside(18, 18).text, "18");
	assert_string_equal(show_beside(18.04, 18).text, "18.04");
	assert_string_equal(show_beside(17.9999, 18).text, "17.9999");
	assert_string_equal(show_beside(10.06, 10.08).text, "10.06"); /* rounded, it would be above */
	assert_string_equal(show_beside(7.123, 18).text, "7.12");
	assert_string_equal(show_beside(1000300, 1e6).text, "1.0003M");
	assert_string_equal(show_beside(999999.6, 1e6).text, "0.9999996M");
	assert_string_equal(show_beside(12345.2, 12345).text, "12 345.2");
	assert_string_equal(show_beside(-12345.2, -12345).text, "-12 345.2");
	assert_string_equal(show_beside(0.0301, 0.03).text, "0.0301");
	assert_string_equal(show_limit(1e6).text, "1M");
	assert_string_equal(show_limit(1234567).text, "1.234567M");
	assert_string_equal(show_limit(0.15).text, "0.15");
	assert_string_equal(show_limit(200.25).text, "200.25");
	assert_string_equal(show_months(18.004, 18).text, "18.004");
	assert_string_equal(show_months(18, 18).text, "18.0");
	assert_string_equal(show_months(8.14, (double)NAN).text, "8.1");
	assert_string_equal(show_signed(1200).text, "+1 200");
	assert_string_equal(show_signed(-1200).text, "-1 200");
	assert_string_equal(show_signed(0).text, "+0");
	assert_string_equal(show_money(1200, "EUR").text, "1 200 EUR");
	assert_string_equal(show_percent(0.098845).text, "9.88%");
	assert_string_equal(show_exact(12.24).text, "12.24");
	assert_string_equal(show_exact(0.023).text, "0.023");
}

static void cuts_what_is_too_long(void **state)
{
	(void)state;
	struct shown shown = show_format("%0400d", 7);
	assert_int_equal(strlen(shown.text), sizeof shown.text - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_whole_words), cmocka_unit_test(finds_parts_of_words),
		cmocka_unit_test(reads_quantities),  cmocka_unit_test(reads_thresholds),
		cmocka_unit_test(shows_numbers),     cmocka_unit_test(cuts_what_is_too_long),
	};
	return cmocka_run_group_tests_name("audit_text", tests, NULL, NULL);
}
