/* Printing numbers: the shortest text, or rounded for people; the same in every locale. */
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
	MOST_DIGITS = 17,      /* enough to identify every double */
	LONGEST_ROUNDED = 352, /* 309 digits, a sign, a point, NUMBER_MOST_DECIMALS decimals */
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

/* Appends the output of printf, with a point for the locale's decimal mark. */
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

/* Prints nan, inf and -inf. False for other numbers. */
static bool add_unfinite(struct bytes *out, double value)
{
	if (isfinite(value))
		return false;
	bytes_add_text(out, isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
	return true;
}

/* The range of write_short; other numbers have an exponent. */
static const double SHORT_FROM = 1e-4, SHORT_TO = 1e17;
static const uint64_t EIGHTEEN_DIGITS = 100000000000000000; /* the smallest number with 18 digits */

/* a * b, all 128 bits of it. */
static void multiply(uint64_t a, uint64_t b, uint64_t *high, uint64_t *low)
{
	uint64_t a0 = a & UINT32_MAX, a1 = a >> 32, b0 = b & UINT32_MAX, b1 = b >> 32;
	uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
	uint64_t other = a0 * b1 + (middle & UINT32_MAX);
	*high = a1 * b1 + (middle >> 32) + (other >> 32);
	*low = a * b;
}

static const uint64_t LEAST_MANTISSA = UINT64_C(1) << (DBL_MANT_DIG - 1);

/* value, which is in the range above, so not subnormal, is mantissa * 2^exponent. */
static uint64_t mantissa_of(double value, int *exponent)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	*exponent = (int)(bits >> (DBL_MANT_DIG - 1)) + DBL_MIN_EXP - DBL_MANT_DIG - 1;
	return LEAST_MANTISSA | (bits & (LEAST_MANTISSA - 1));
}

/*
 * value * 10^power as a fixed-point number. It is exact: 53 bits times at most 49 of 5^power, for a power of at most
 * 21; 2^power goes to the exponent. It includes the interval of numbers that read back as value: halfway to its
 * neighbours, the ends included if its mantissa is even. The integer part must be below 2^64, and value in the range
 * above.
 */
struct fixed {
	uint64_t whole, fraction;  /* the fraction in 2^-places */
	uint64_t to_low, to_high;  /* in 2^-places: less than 16 */
	int places;                /* 0 to 48 */
	bool has_ends;
};

static struct fixed scaled(uint64_t mantissa, int exponent, int power)
{
	uint64_t high, low;
	exponent += power; /* value * 10^power is mantissa * 5^power * 2^exponent, exponent -46 to 4 */
	multiply(mantissa, power_of_five[power], &high, &low);
	struct fixed fixed = {.places = exponent < 2 ? 2 - exponent : 0, .has_ends = mantissa % 2 == 0};
	if (exponent >= 0) {
		fixed.whole = low << exponent;
	} else {
		fixed.whole = low >> -exponent | high << (64 + exponent);
		fixed.fraction = (low & ((UINT64_C(1) << -exponent) - 1)) << 2;
	}
	/* Half a unit of the mantissa; just below a power of two the spacing of doubles is half as large. */
	fixed.to_high = power_of_five[power] << (exponent - 1 + fixed.places);
	fixed.to_low = mantissa == LEAST_MANTISSA ? fixed.to_high / 2 : fixed.to_high;
	return fixed;
}

/* The integers that read back as the value: first to last, none if last < first. */
static void whole_range(const struct fixed *fixed, uint64_t *first, uint64_t *last)
{
	const uint64_t room = 16, mask = (UINT64_C(1) << fixed->places) - 1;
	uint64_t low = (room << fixed->places) + fixed->fraction - fixed->to_low;
	uint64_t high = fixed->fraction + fixed->to_high;
	*first = fixed->whole - room + ((low + mask) >> fixed->places) + ((low & mask) == 0 && !fixed->has_ends);
	*last = fixed->whole + (high >> fixed->places) - ((high & mask) == 0 && !fixed->has_ends);
}

/* fixed / unit, rounded to the nearest whole number, ties to even; unit is a power of ten. */
static uint64_t rounded(const struct fixed *fixed, uint64_t unit)
{
	uint64_t whole = fixed->whole / unit, rest = fixed->whole % unit;
	uint64_t half = unit / 2, part = fixed->fraction;
	if (unit == 1) {
		half = UINT64_C(1) << fixed->places >> 1;
		rest = part;
		part = 0;
	}
	return whole + (rest > half || (rest == half && (part > 0 || whole % 2 == 1)));
}

/* floor(log10(2^exponent)), exponent -14 to 56. A division rounds towards zero: it is of a number above it. */
static int floor_log10_2(int exponent)
{
	const int above = 8;
	return (exponent * 1233 + above * 4096) / 4096 - above;
}

/*
 * The fewest digits that read back as value and, among those, the nearest: digits / 10^decimals (decimals may be
 * negative). value must be in the range above.
 */
static uint64_t shortest(double value, int *decimals)
{
	/* The number of digits before the point, less one: estimated from the binary exponent, then corrected. */
	int exponent;
	uint64_t mantissa = mantissa_of(value, &exponent);
	int places = floor_log10_2(exponent + DBL_MANT_DIG - 1);
	struct fixed fixed = scaled(mantissa, exponent, MOST_DIGITS - 1 - places);
	if (fixed.whole >= EIGHTEEN_DIGITS) {
		places++;
		fixed = scaled(mantissa, exponent, MOST_DIGITS - 1 - places);
	}
	uint64_t first, last, unit = 1;
	whole_range(&fixed, &first, &last);
	*decimals = MOST_DIGITS - 1 - places;
	while ((first + 9) / 10 <= last / 10) {
		first = (first + 9) / 10;
		last /= 10;
		unit *= 10;
		(*decimals)--;
	}
	uint64_t digits = rounded(&fixed, unit);
	return digits < first ? first : digits > last ? last : digits;
}

/*
 * Writes the last `count` digits of *digits at `end` backwards, and takes them off; returns where they begin. Two at a
 * time: one by one, a number takes half as long again.
 */
static char *write_digits(uint64_t *digits, int count, char *end)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324"
				    "25262728293031323334353637383940414243444546474849"
				    "50515253545556575859606162636465666768697071727374"
				    "75767778798081828384858687888990919293949596979899";
	for (; count >= 2; count -= 2, *digits /= 100) {
		end -= 2;
		memcpy(end, &pairs[*digits % 100 * 2], 2);
	}
	if (count == 1) {
		*--end = (char)('0' + *digits % 10);
		*digits /= 10;
	}
	return end;
}

/*
 * Writes value, which is in the range above, at `end` backwards; returns where it begins. Several times as fast as
 * printf.
 */
static char *write_short(double value, char *end)
{
	int decimals;
	uint64_t digits = shortest(value, &decimals);
	for (; decimals < 0; decimals++)
		*--end = '0';
	if (decimals > 0) {
		end = write_digits(&digits, decimals, end);
		*--end = '.';
	}
	const char *point = end;
	while (digits >= 10)
		end = write_digits(&digits, 2, end);
	/* An integer part of 0 is written, too. */
	return digits > 0 || (decimals > 0 && end == point) ? write_digits(&digits, 1, end) : end;
}

/* Increments text, such as "1.5e+30", in its last digit. false if all digits are nines. */
static bool add_one(char *text)
{
	for (char *at = text + strcspn(text, "e") - 1; at >= text; at--) {
		if (*at < '0' || *at > '9')
			continue;
		if (*at < '9') {
			++*at;
			return true;
		}
		*at = '0';
	}
	return false;
}

/*
 * The nearest text with this many digits that reads back as value; false if there is none. Just below a power of two
 * doubles are closer together, so only the second nearest text of 16 digits may read back.
 */
static bool try_digits(char text[64], double value, int digits)
{
	snprintf(text, 64, "%.*g", digits, value);
	if (digits == MOST_DIGITS || strtod(text, NULL) == value)
		return true;
	snprintf(text, 64, "%.*e", digits - 1, value);
	return digits == MOST_DIGITS - 1 && add_one(text) && strtod(text, NULL) == value;
}

/*
 * 15 digits survive from decimal to double and back, except in subnormal numbers; 17 digits identify every double.
 */
static void print_by_tries(struct bytes *out, double value)
{
	char text[64];
	int digits = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
	while (!try_digits(text, value, digits))
		digits++;
	add_with_point(out, text, strlen(text));
}

void number_print_short(struct bytes *out, double value)
{
	char text[MOST_DIGITS + 8], *begin = text + sizeof text;
	double size = fabs(value);
	if (add_unfinite(out, value))
		return;
	if (size >= SHORT_FROM && size < SHORT_TO) {
		begin = write_short(size, begin);
	} else if (size == 0) {
		*--begin = '0';
	} else {
		print_by_tries(out, value);
		return;
	}
	if (signbit(value))
		*--begin = '-';
	bytes_add(out, begin, (size_t)(text + sizeof text - begin));
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

/* The number read back from value rounded to this many decimals. */
static double value_shown(double value, int decimals)
{
	char text[LONGEST_ROUNDED];
	snprintf(text, sizeof text, "%.*f", decimals, value);
	return strtod(text, NULL);
}

static int order(double a, double b)
{
	return (a > b) - (a < b);
}

int number_decimals_beside(double value, double limit, int least)
{
	int decimals = least;
	if (!isfinite(value) || isnan(limit))
		return least;
	while (decimals < NUMBER_MOST_DECIMALS && order(value_shown(value, decimals), limit) != order(value, limit))
		decimals++;
	return decimals;
}

int number_decimals_exact(double value, int least)
{
	int decimals = least;
	if (!isfinite(value))
		return least;
	while (decimals < NUMBER_MOST_DECIMALS && fabs(value_shown(value, decimals) - value) > 1e-15 * fabs(value))
		decimals++;
	return decimals;
}
