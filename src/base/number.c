/* Reads numbers with strtod, but independently of the locale and without the forms that profiles do not allow. */
#include "base/number.h"

#include <float.h>
#include <langinfo.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"

enum {
	EXACT_POWER = 22 /* 10^22 is the last power of ten that a double holds exactly */
};

static const double power_of_ten[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* A number as written, before conversion to a double. */
struct decimal {
	bool negative;
	bool exact;        /* the mantissa has every digit */
	uint64_t mantissa; /* the digits, without the point */
	long exponent;     /* of ten */
};

/*
 * Takes digits from `at` on, with single `_` between them. Returns the number of bytes, 0 if there is none. Digits
 * after the point lower the exponent.
 */
static size_t scan_digits(const char *text, size_t size, size_t at, bool fraction, struct decimal *decimal)
{
	size_t start = at;
	while (at < size) {
		bool between = text[at] == '_' && at > start && at + 1 < size && ascii_is_digit(text[at + 1]);
		if (between)
			at++;
		if (!ascii_is_digit(text[at]))
			break;
		unsigned digit = (unsigned)(text[at] - '0');
		if (decimal->mantissa > (UINT64_MAX - digit) / 10)
			decimal->exact = false;
		else if (decimal->exact)
			decimal->mantissa = decimal->mantissa * 10 + digit;
		decimal->exponent -= fraction;
		at++;
	}
	return at - start;
}

/* Takes "e", a sign and digits. Returns the number of bytes, 0 if it is not complete. */
static size_t scan_exponent(const char *text, size_t size, size_t at, struct decimal *decimal)
{
	size_t start = at;
	if (at >= size || (text[at] != 'e' && text[at] != 'E'))
		return 0;
	at++;
	bool negative = at < size && text[at] == '-';
	if (at < size && (text[at] == '-' || text[at] == '+'))
		at++;
	if (at >= size || !ascii_is_digit(text[at]))
		return 0;
	long exponent = 0;
	for (; at < size && ascii_is_digit(text[at]); at++) {
		if (exponent < 100000) /* more digits change nothing: the number is 0 or far too large */
			exponent = exponent * 10 + (text[at] - '0');
	}
	decimal->exponent += negative ? -exponent : exponent;
	return at - start;
}

/* strtod of the text without its `_`, with the locale's decimal point. */
static bool convert(const char *text, size_t size, double *value)
{
	const char *point = nl_langinfo(RADIXCHAR);
	struct bytes plain = {0};
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '.')
			bytes_add_text(&plain, point);
		else if (text[i] != '_')
			bytes_add_char(&plain, text[i]);
	}
	if (!plain.failed)
		*value = strtod(bytes_text(&plain), NULL);
	bool converted = !plain.failed;
	bytes_release(&plain);
	return converted;
}

size_t number_scan(const char *text, size_t size, double *value)
{
	struct decimal decimal = {.exact = true};
	size_t at = 0;
	if (size > 0 && (text[0] == '-' || text[0] == '+')) {
		decimal.negative = text[0] == '-';
		at++;
	}
	size_t digits = scan_digits(text, size, at, false, &decimal);
	if (digits == 0)
		return 0;
	at += digits;
	if (at + 1 < size && text[at] == '.' && ascii_is_digit(text[at + 1])) {
		at++;
		at += scan_digits(text, size, at, true, &decimal);
	}
	at += scan_exponent(text, size, at, &decimal);

	/* Two exact doubles and one rounding give the correctly rounded result, as strtod does. */
	bool simple = FLT_EVAL_METHOD == 0 && decimal.exact && decimal.mantissa <= (UINT64_C(1) << 53) &&
	              decimal.exponent >= -EXACT_POWER && decimal.exponent <= EXACT_POWER;
	double result = 0;
	if (simple) {
		result = (double)decimal.mantissa;
		result = decimal.exponent < 0 ? result / power_of_ten[-decimal.exponent]
		                              : result * power_of_ten[decimal.exponent];
		if (decimal.negative)
			result = -result;
	} else if (!convert(text, at, &result)) {
		return 0;
	}
	if (!isfinite(result))
		return 0;
	*value = result;
	return at;
}

bool number_parse(const char *text, double *value)
{
	size_t size = strlen(text);
	double result;
	if (size == 0 || number_scan(text, size, &result) != size)
		return false;
	*value = result;
	return true;
}

double number_to_digits(double value, int digits, int direction)
{
	if (value == 0)
		return 0;
	int power = digits - 1 - (int)floor(log10(fabs(value)));
	double scale = pow(10, abs(power)), scaled = power < 0 ? value / scale : value * scale;
	double whole = direction > 0 ? ceil(scaled) : direction < 0 ? floor(scaled) : nearbyint(scaled);
	if (isinf(scale))
		return value;
	return power < 0 ? whole * scale : whole / scale;
}
