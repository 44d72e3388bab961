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
#include "effort.h"
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

/* The digits of a number, zeros at both ends left out. Returns how many. */
static int significant_digits(const char *text, char digits[64])
{
	int count = 0, kept = 0;
	for (const char *c = text; *c && *c != 'e'; c++) {
		if ((*c >= '1' && *c <= '9') || (*c == '0' && count > 0))
			digits[count++] = *c;
		if (*c >= '1' && *c <= '9')
			kept = count;
	}
	digits[kept] = '\0';
	return kept;
}

/* Whether some text of so many digits reads back as value: the nearest one, or one beside it. */
static bool reads_back_with(double value, int digits)
{
	char text[64];
	sprintf(text, "%.*e", digits - 1, fabs(value));
	int exponent = atoi(strchr(text, 'e') + 1) - digits + 1;
	text[strcspn(text, "e")] = '\0';
	if (digits > 1)
		memmove(text + 1, text + 2, strlen(text + 1)); /* the point */
	long long nearest = atoll(text);
	for (long long other = nearest - 1; other <= nearest + 1; other++) {
		sprintf(text, "%llde%d", other, exponent);
		if (strtod(text, NULL) == fabs(value))
			return true;
	}
	return false;
}

/* What is printed reads back as the same double, no text of fewer digits does, and of as many digits it is the nearest that does. */
static void assert_prints_shortest(double value)
{
	struct bytes out = {0};
	number_print_short(&out, value);
	if (bits_of(strtod(out.at, NULL)) != bits_of(value))
		fail_msg("%.17g is printed as %s", value, out.at);
	char printed[64], nearest[64], nearest_digits[64];
	int digits = significant_digits(out.at, printed);
	if (digits > 1 && reads_back_with(value, digits - 1))
		fail_msg("%s has more digits than %.17g needs", out.at, value);
	sprintf(nearest, "%.*e", digits > 0 ? digits - 1 : 0, value);
	significant_digits(nearest, nearest_digits);
	if (strtod(nearest, NULL) == value)
		assert_string_equal(printed, nearest_digits);
	bytes_release(&out);
}

/* On both sides of every power of ten and of two, halves between two texts among them, and all over the range of money. */
static void prints_shortest_at_every_size(void **state)
{
	(void)state;
	for (int power = -8; power <= 20; power++) {
		for (int digit = 1; digit <= 9; digit++) {
			double value = digit * pow(10, power), below = value, above = value;
			for (int i = 0; i < 200; i++) {
				assert_prints_shortest(below);
				assert_prints_shortest(-above);
				below = nextafter(below, 0);
				above = nextafter(above, INFINITY);
			}
		}
	}
	for (int power = -1022; power <= 1023; power++) {
		assert_prints_shortest(ldexp(1, power));
		assert_prints_shortest(nextafter(ldexp(1, power), 0));
		assert_prints_shortest(nextafter(ldexp(1, power), INFINITY));
		assert_prints_shortest(ldexp(123456789, power - 26));
	}
	for (int i = 0; i < (int)effort(300000, 10000); i++) {
		double mantissa = (double)(next_random() >> 11), tie = (double)(next_random() >> 44);
		assert_prints_shortest(ldexp(mantissa, (int)(next_random() % 70) - 65));
		assert_prints_shortest(ldexp(tie, -(int)(next_random() % 25)));
	}
}

static void prints_shortest_anywhere(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++)
		assert_prints_shortest(any_finite());
}

/* As Python's repr and JavaScript print them, but for the form of exponents. */
static void prints_known_numbers(void **state)
{
	(void)state;
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0.1, "0.1"},    {18, "18"},         {-0.0, "-0"},         {1.0 / 3, "0.3333333333333333"},
	             {1e21, "1e+21"}, {140000, "140000"}, {0.1 + 0.2, "0.30000000000000004"}, {5e-324, "5e-324"},
	             {1e15, "1000000000000000"}, {1e16, "10000000000000000"}, {1e17, "1e+17"}, {0.0001, "0.0001"}, {0.00001, "1e-05"},
	             {9007199254740993.0, "9007199254740992"}, {DBL_MAX, "1.7976931348623157e+308"}, {DBL_MIN, "2.2250738585072014e-308"},
	             /* Powers of two, where the second nearest text of 16 digits is the one that reads back. */
	             {0x1p-44, "5.684341886080802e-14"}, {0x1p-24, "5.960464477539063e-08"}, {0x1p-10, "0.0009765625"}};
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
	number_print_rounded(&out, -DBL_MAX, NUMBER_MOST_DECIMALS, "\xe2\x80\xaf");
	assert_int_equal(out.size, 1 + 309 + 102 * 3 + 1 + NUMBER_MOST_DECIMALS);
	bytes_release(&out);
}

static void tells_a_value_from_its_limit(void **state)
{
	(void)state;
	static const struct {
		double value, limit;
		int least, decimals;
	} cases[] = {
		{18, 18, 1, 1},        {18.04, 18, 1, 2},   {17.96, 18, 1, 2},  {8.123, 18, 1, 1}, {7.86, 7.88, 1, 2},
		{0.0004, 0, 2, 4},     {-0.0006, 0, 2, 3},  {5, NAN, 1, 1},     {INFINITY, 5, 1, 1}, {1e300, 1, 0, 0},
		{1 + 0x1p-52, 1, 0, 16}, {1e-25, 0, 0, NUMBER_MOST_DECIMALS},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(number_decimals_beside(cases[i].value, cases[i].limit, cases[i].least), cases[i].decimals);
	assert_int_equal(number_decimals_exact(18, 1), 1);
	assert_int_equal(number_decimals_exact(17.9625, 1), 4);
	assert_int_equal(number_decimals_exact(0.1 + 0.2, 0), 1); /* its last bit is noise */
	assert_int_equal(number_decimals_exact(NAN, 3), 3);
}

static void says_what_is_no_number(void **state)
{
	(void)state;
	struct bytes out = {0};
	number_print_short(&out, NAN);
	bytes_add_char(&out, ' ');
	number_print_short(&out, -NAN);
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
		number_print_short(&out, 0.1);
		bytes_add_char(&out, ' ');
		number_print_short(&out, -1234.5678901234567);
		bytes_add_char(&out, ' ');
		number_print_rounded(&out, 1234567.891, 2, " ");
		bytes_add_char(&out, ' ');
		number_print_rounded(&out, -0.001, 2, " ");
		assert_string_equal(out.at, "0.1 -1234.5678901234567 1 234 567.89 0.00");
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

static void to_digits(void **state)
{
	(void)state;
	assert_true(number_to_digits(0.06858615259957312, 4, 0) == 0.06859);
	assert_true(number_to_digits(0.06858615259957312, 4, -1) == 0.06858);
	assert_true(number_to_digits(-0.9999999999999999, 4, 1) == -0.9999);
	assert_true(number_to_digits(-0.9999999999999999, 4, 0) == -1);
	assert_true(number_to_digits(129270e9, 4, -1) == 129200e9);
	assert_true(number_to_digits(0, 4, 1) == 0);
	assert_true(number_to_digits(5e-324, 4, 0) == 5e-324); /* no power of ten makes it 4 digits */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(to_digits),
		cmocka_unit_test(takes_the_longest_number),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(stops_at_the_size_given),
		cmocka_unit_test(parses_whole_texts_only),
		cmocka_unit_test(reads_as_strtod_does),
		cmocka_unit_test(prints_shortest_at_every_size),
		cmocka_unit_test(prints_shortest_anywhere),
		cmocka_unit_test(prints_known_numbers),
		cmocka_unit_test(rounds_for_people),
		cmocka_unit_test(tells_a_value_from_its_limit),
		cmocka_unit_test(says_what_is_no_number),
		cmocka_unit_test(no_locale_gets_through),
		cmocka_unit_test(survives_every_failed_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
