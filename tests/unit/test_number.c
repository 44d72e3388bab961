/* Numbers: what is one and what is not, every bit there and back, in every locale. */
#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "fail_alloc.h"

static uint64_t bits_of(double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static uint64_t next_random(void)
{
	static uint64_t state = 42;
	state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static void takes_the_longest_number(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t taken;
		double value;
	} cases[] = {
		{"0", 1, 0},          {"12", 2, 12},         {"1.5", 3, 1.5},        {"-1.5x", 4, -1.5},
		{"+2", 2, 2},         {"1_000", 5, 1000},    {"1_000_000.5", 11, 1000000.5}, {"1__0", 1, 1},
		{"1_", 1, 1},         {"1_.5", 1, 1},        {"1._5", 1, 1},         {"1.2_5", 5, 1.25},
		{"1.", 1, 1},         {"1.e5", 1, 1},        {"1e5", 3, 1e5},        {"1E+5", 4, 1e5},
		{"25e-2", 5, 0.25},   {"1e", 1, 1},          {"1e+", 1, 1},          {"1e5.5", 3, 1e5},
		{"140k", 3, 140},     {"18%", 2, 18},        {"0x10", 1, 0},         {"1,5", 1, 1},
		{"007", 3, 7},        {"1e_5", 1, 1},        {"1-2", 1, 1},          {"1e0000000000000000001", 21, 10},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double value = -77;
		size_t taken = number_scan(cases[i].text, strlen(cases[i].text), &value);
		if (taken != cases[i].taken || bits_of(value) != bits_of(cases[i].value))
			fail_msg("'%s': %zu bytes, %.17g", cases[i].text, taken, value);
	}
}

static void refuses_what_is_none(void **state)
{
	(void)state;
	static const char *const texts[] = {"",     "-",    "+",    ".",   ".5",  "-.5",  "e5",    "nan", "inf",   "-inf", "NaN",
	                                    "_1",   "k",    " 1",   "--1", "+-1", "\t1",  "1e400", "-1e400", "1e99999999999999999999",
	                                    "\xd9\xa1", "\xc2\xbd"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double value = 77;
		assert_int_equal(number_scan(texts[i], strlen(texts[i]), &value), 0);
		assert_true(bits_of(value) == bits_of(77));
		assert_false(number_parse(texts[i], &value));
	}
}

static void stops_at_the_size_given(void **state)
{
	(void)state;
	/* The bytes are all that there is: no NUL behind them, so that the sanitizer sees a read too far. */
	static const char *const texts[] = {"-", "1", "1_", "1.", "1e", "1e-", "1.5", "12_", "1.2_", "1.25e1", "123456789012345678901"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t size = strlen(texts[i]);
		char *text = malloc(size);
		assert_non_null(text);
		memcpy(text, texts[i], size);
		double value, whole;
		size_t taken = number_scan(text, size, &value);
		assert_int_equal(taken, number_scan(texts[i], size, &whole));
		free(text);
	}
	double value = 0;
	assert_int_equal(number_scan("123", 2, &value), 2);
	assert_true(bits_of(value) == bits_of(12));
	assert_int_equal(number_scan("123", 0, &value), 0);
}

static void parses_whole_texts_only(void **state)
{
	(void)state;
	double value = 77;
	assert_true(number_parse("-1_2.5e1", &value));
	assert_true(bits_of(value) == bits_of(-125));
	assert_false(number_parse("1 ", &value));
	assert_false(number_parse("1k", &value));
	assert_true(bits_of(value) == bits_of(-125));
	assert_true(number_parse("-0", &value));
	assert_true(bits_of(value) == bits_of(-0.0));
	assert_true(number_parse("1e-400", &value));
	assert_true(bits_of(value) == bits_of(0));
}

/* strtod of glibc rounds correctly: it is the other opinion. */
static void reads_as_strtod_does(void **state)
{
	(void)state;
	for (int i = 0; i < 200000; i++) {
		char text[64];
		uint64_t random = next_random();
		int digits = 1 + (int)(random % 20), point = (int)((random >> 8) % 20), size = 0;
		for (int j = 0; j < digits; j++) {
			if (j == point && j > 0)
				text[size++] = '.';
			text[size++] = (char)('0' + next_random() % 10);
		}
		text[size] = '\0';
		if (random >> 16 & 1)
			sprintf(text + size, "e%d", (int)(next_random() % 600) - 300);
		double expected = strtod(text, NULL), value = 77;
		if (isinf(expected)) {
			assert_false(number_parse(text, &value));
			continue;
		}
		if (!number_parse(text, &value) || bits_of(value) != bits_of(expected))
			fail_msg("'%s' is %.17g, not %.17g", text, value, expected);
	}
}

static double any_finite(void)
{
	for (;;) {
		uint64_t bits = next_random();
		double value;
		memcpy(&value, &bits, sizeof value);
		/* Most doubles are astronomical; half of ours shall be money. */
		if (bits & 1)
			value = (double)(int64_t)(bits >> 24) / 100 * (bits & 2 ? -1 : 1);
		if (isfinite(value))
			return value;
	}
}

static void assert_prints_as_printf(double value)
{
	char expected[64];
	sprintf(expected, "%.17g", value);
	struct bytes out = {0};
	number_print_exact(&out, value);
	if (strcmp(out.at, expected) != 0)
		fail_msg("%s, not %s", out.at, expected);
	bytes_release(&out);
}

/* On both sides of every power of ten and of two, halves between two texts among them, and all over the range of money. */
static void prints_as_printf_does_at_every_size(void **state)
{
	(void)state;
	for (int power = -8; power <= 20; power++) {
		for (int digit = 1; digit <= 9; digit++) {
			double value = digit * pow(10, power), below = value, above = value;
			for (int i = 0; i < 200; i++) {
				assert_prints_as_printf(below);
				assert_prints_as_printf(-above);
				below = nextafter(below, 0);
				above = nextafter(above, INFINITY);
			}
		}
	}
	for (int power = -30; power <= 70; power++) {
		assert_prints_as_printf(ldexp(1, power));
		assert_prints_as_printf(nextafter(ldexp(1, power), 0));
		assert_prints_as_printf(ldexp(3, power));
		assert_prints_as_printf(ldexp(123456789, power - 26));
	}
	for (int i = 0; i < 300000; i++) {
		double mantissa = (double)(next_random() >> 11), tie = (double)(next_random() >> 44);
		assert_prints_as_printf(ldexp(mantissa, (int)(next_random() % 70) - 65));
		assert_prints_as_printf(ldexp(tie, -(int)(next_random() % 25)));
	}
}

static void prints_as_printf_does(void **state)
{
	(void)state;
	static const double special[] = {0,       -0.0,    1,       -1,      0.1,     1e15,   1e16,    1e17,     123456789012345678.0,
	                                 1e22,    1e23,    DBL_MAX, DBL_MIN, 5e-324,  1.0/3,  2.0/3,   9007199254740993.0, 0.0001, 0.00001,
	                                 99999999999999990.0, 1e-5, 123e-7, 0.5, 1e100, 4.35, 0.000123456789, 1e16 + 2};
	for (int i = 0; i < 100000; i++) {
		assert_prints_as_printf((size_t)i < sizeof special / sizeof *special ? special[i] : any_finite());
	}
}

static int significant_digits(const char *text)
{
	int digits = 0, zeros = 0; /* zeros: seen since the last other digit */
	for (const char *c = text; *c && *c != 'e'; c++) {
		if (*c == '0') {
			zeros += digits > 0;
		} else if (*c > '0' && *c <= '9') {
			digits += zeros + 1;
			zeros = 0;
		}
	}
	return digits;
}

static void short_comes_back_and_is_shortest(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) {
		double value = any_finite();
		struct bytes out = {0};
		number_print_short(&out, value);
		assert_true(bits_of(strtod(out.at, NULL)) == bits_of(value));
		/* No text of fewer digits would. */
		int digits = significant_digits(out.at);
		char shorter[64];
		sprintf(shorter, "%.*e", digits > 1 ? digits - 2 : 0, value);
		if (digits > 1)
			assert_true(bits_of(strtod(shorter, NULL)) != bits_of(value));
		bytes_release(&out);
	}
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0.1, "0.1"},    {18, "18"},         {-0.0, "-0"},         {1.0 / 3, "0.3333333333333333"},
	             {1e21, "1e+21"}, {140000, "140000"}, {0.1 + 0.2, "0.30000000000000004"}, {5e-324, "5e-324"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes out = {0};
		number_print_short(&out, cases[i].value);
		assert_string_equal(out.at, cases[i].text);
		bytes_release(&out);
	}
}

static void rounds_for_people(void **state)
{
	(void)state;
	static const struct {
		double value;
		int decimals;
		const char *separator, *text;
	} cases[] = {
		{0, 0, " ", "0"},           {-0.0, 2, " ", "0.00"},        {-0.4, 0, " ", "0"},        {-0.6, 0, " ", "-1"},
		{999, 0, " ", "999"},       {1000, 0, " ", "1 000"},       {-1000, 0, " ", "-1 000"},  {-123456, 0, ",", "-123,456"},
		{1234567.891, 2, " ", "1 234 567.89"}, {1234567, 1, "", "1234567.0"}, {999.999, 2, " ", "1 000.00"},
		{0.125, 2, " ", "0.12"},    {2.5, 0, " ", "2"},            {3.5, 0, " ", "4"},         {1e-9, 9, " ", "0.000000001"},
		{1e15, 0, "\xe2\x80\xaf", "1\xe2\x80\xaf" "000\xe2\x80\xaf" "000\xe2\x80\xaf" "000\xe2\x80\xaf" "000\xe2\x80\xaf" "000"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes out = {0};
		number_print_rounded(&out, cases[i].value, cases[i].decimals, cases[i].separator);
		assert_string_equal(out.at, cases[i].text);
		bytes_release(&out);
	}
	struct bytes out = {0};
	number_print_rounded(&out, -DBL_MAX, 9, "\xe2\x80\xaf");
	assert_int_equal(out.size, 1 + 309 + 102 * 3 + 1 + 9);
	bytes_release(&out);
}

static void says_what_is_no_number(void **state)
{
	(void)state;
	struct bytes out = {0};
	number_print_exact(&out, NAN);
	bytes_add_char(&out, ' ');
	number_print_exact(&out, -NAN);
	bytes_add_char(&out, ' ');
	number_print_short(&out, INFINITY);
	bytes_add_char(&out, ' ');
	number_print_rounded(&out, -INFINITY, 2, " ");
	assert_string_equal(out.at, "nan nan inf -inf");
	bytes_release(&out);
}

static void no_locale_gets_through(void **state)
{
	(void)state;
	static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "fa_IR.UTF-8", "ps_AF.UTF-8"};
	int seen = 0;
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		if (!setlocale(LC_ALL, locales[i]))
			continue;
		seen++;
		struct bytes out = {0};
		number_print_exact(&out, 0.1);
		bytes_add_char(&out, ' ');
		number_print_short(&out, -1234.5678901234567);
		bytes_add_char(&out, ' ');
		number_print_rounded(&out, 1234567.891, 2, " ");
		bytes_add_char(&out, ' ');
		number_print_rounded(&out, -0.001, 2, " ");
		assert_string_equal(out.at, "0.10000000000000001 -1234.5678901234567 1 234 567.89 0.00");
		bytes_release(&out);
		double value;
		assert_true(number_parse("1.5", &value) && bits_of(value) == bits_of(1.5));
		assert_true(number_parse("0.12345678901234567890", &value) && bits_of(value) == bits_of(0.12345678901234567890));
		assert_false(number_parse("1,5", &value));
		setlocale(LC_ALL, "C");
	}
	if (seen == 0)
		skip();
}

static int read_long(void *context)
{
	(void)context;
	double value = 77;
	if (!number_parse("0.1234567890123456789012345", &value)) {
		assert_true(bits_of(value) == bits_of(77));
		return -1;
	}
	assert_true(bits_of(value) == bits_of(0.1234567890123456789012345));
	return 0;
}

static void survives_every_failed_allocation(void **state)
{
	(void)state;
	fail_each_alloc(read_long, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_the_longest_number),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(stops_at_the_size_given),
		cmocka_unit_test(parses_whole_texts_only),
		cmocka_unit_test(reads_as_strtod_does),
		cmocka_unit_test(prints_as_printf_does),
		cmocka_unit_test(prints_as_printf_does_at_every_size),
		cmocka_unit_test(short_comes_back_and_is_shortest),
		cmocka_unit_test(rounds_for_people),
		cmocka_unit_test(says_what_is_no_number),
		cmocka_unit_test(no_locale_gets_through),
		cmocka_unit_test(survives_every_failed_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
