/* Numbers out: exact, shortest, or rounded for people; the same in every locale. */
#include "base/number.h"

#include <float.h>
#include <langinfo.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

enum {
	EXACT_DIGITS = 17,      /* these bring back every double */
	LONGEST_ROUNDED = 1100, /* 309 digits, a sign, a point, 9 decimals, and 102 separators of several bytes */
	GROUP = 3
};

static const uint64_t power_of_five[] = {
	1,
	5,
	25,
	125,
	625,
	3125,
	15625,
	78125,
	390625,
	1953125,
	9765625,
	48828125,
	244140625,
	1220703125,
	6103515625,
	30517578125,
	152587890625,
	762939453125,
	3814697265625,
	19073486328125,
	95367431640625,
	476837158203125,
};

/* Appends what printf made, with a point where the locale has something else. */
static void add_with_point(struct bytes *out, const char *text, size_t size)
{
	const char *point = nl_langinfo(RADIXCHAR);
	const char *at = strcmp(point, ".") == 0 ? NULL : strstr(text, point);
	if (!at) {
		bytes_add(out, text, size);
		return;
	}
	bytes_add(out, text, (size_t)(at - text));
	bytes_add_char(out, '.');
	bytes_add_text(out, at + strlen(point));
}

/* True when value was no number to print in digits, and was dealt with. */
static bool add_unfinite(struct bytes *out, double value)
{
	if (isfinite(value))
		return false;
	bytes_add_text(out, isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
	return true;
}

static void add_digits(struct bytes *out, double value, int digits)
{
	char text[64];
	int size = snprintf(text, sizeof text, "%.*g", digits, value);
	add_with_point(out, text, (size_t)size);
}

/* Where write_exact works, and printf writes no exponent. */
static const double EXACT_FROM = 1e-4, EXACT_TO = 1e17;
static const uint64_t EIGHTEEN_DIGITS = 100000000000000000; /* the least of them */

/* a * b, all 128 bits of it. */
static void multiply(uint64_t a, uint64_t b, uint64_t *high, uint64_t *low)
{
	uint64_t a0 = a & UINT32_MAX, a1 = a >> 32, b0 = b & UINT32_MAX, b1 = b >> 32;
	uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
	uint64_t other = a0 * b1 + (middle & UINT32_MAX);
	*high = a1 * b1 + (middle >> 32) + (other >> 32);
	*low = a * b;
}

/*
 * value * 10^power as a whole number, rounded as printf rounds: to the nearest, ties to even. The product with 5^power is exact: 53 bits times
 * at most 49, for a power of at most 21; 2^power goes to the exponent. The result must lie below 2^64, and value be in the range above.
 */
static uint64_t scaled(double value, int power)
{
	int exponent;
	uint64_t mantissa = (uint64_t)ldexp(frexp(value, &exponent), DBL_MANT_DIG);
	exponent += power - DBL_MANT_DIG; /* value * 10^power is mantissa * 5^power * 2^exponent, exponent -46 to 4 */
	uint64_t high, low;
	multiply(mantissa, power_of_five[power], &high, &low);
	if (exponent >= 0)
		return low << exponent;
	uint64_t half = UINT64_C(1) << (-exponent - 1);
	uint64_t rest = low & (half * 2 - 1);
	uint64_t whole = low >> -exponent | high << (64 + exponent);
	return whole + (rest > half || (rest == half && whole % 2 == 1));
}

/*
 * Writes "%.17g" of value, which is in the range above, at `end` backwards; returns where it begins. Several times as fast as printf, which
 * matters where a hundred thousand numbers are written.
 */
static char *write_exact(double value, char *end)
{
	/* How many digits stand before the point, less one: from the binary exponent, then put right. */
	int exponent;
	frexp(value, &exponent);
	int places = (int)floor((exponent - 1) * 0.30102999566398120);
	uint64_t digits = scaled(value, EXACT_DIGITS - 1 - places);
	if (digits >= EIGHTEEN_DIGITS) {
		places++;
		digits = scaled(value, EXACT_DIGITS - 1 - places);
	}
	int decimals = EXACT_DIGITS - 1 - places;
	while (decimals > 0 && digits % 10 == 0) {
		digits /= 10;
		decimals--;
	}
	for (int i = 0; i < decimals; i++, digits /= 10)
		*--end = (char)('0' + digits % 10);
	if (decimals > 0)
		*--end = '.';
	do {
		*--end = (char)('0' + digits % 10);
		digits /= 10;
	} while (digits > 0);
	return end;
}

void number_print_exact(struct bytes *out, double value)
{
	char text[EXACT_DIGITS + 8], *begin = text + sizeof text;
	double size = fabs(value);
	if (add_unfinite(out, value))
		return;
	if (size >= EXACT_FROM && size < EXACT_TO) {
		begin = write_exact(size, begin);
	} else if (size == 0) {
		*--begin = '0';
	} else {
		add_digits(out, value, EXACT_DIGITS);
		return;
	}
	if (signbit(value))
		*--begin = '-';
	bytes_add(out, begin, (size_t)(text + sizeof text - begin));
}

void number_print_short(struct bytes *out, double value)
{
	if (add_unfinite(out, value))
		return;
	/* 15 digits always survive the way from decimal and back, but those of subnormal numbers; 17 always bring back the number. */
	for (int digits = fabs(value) < DBL_MIN ? 1 : DBL_DIG; digits <= EXACT_DIGITS; digits++) {
		char text[64];
		int size = snprintf(text, sizeof text, "%.*g", digits, value);
		if (digits < EXACT_DIGITS && strtod(text, NULL) != value)
			continue;
		add_with_point(out, text, (size_t)size);
		return;
	}
}

void number_print_rounded(struct bytes *out, double value, int decimals, const char *separator)
{
	if (add_unfinite(out, value))
		return;
	char text[LONGEST_ROUNDED];
	snprintf(text, sizeof text, "%.*f", decimals, value);
	const char *digits = text + (text[0] == '-');
	bool zero = !strpbrk(digits, "123456789");
	if (text[0] == '-' && !zero)
		bytes_add_char(out, '-');
	size_t whole = strspn(digits, "0123456789");
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % GROUP == 0)
			bytes_add_text(out, separator);
		bytes_add_char(out, digits[i]);
	}
	if (decimals > 0) {
		bytes_add_char(out, '.');
		bytes_add_text(out, digits + whole + strlen(nl_langinfo(RADIXCHAR)));
	}
}
