/* One number with its suffix, read and printed. */
#include "plan/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "plan/kind.h"
#include "plan/reader.h"

#define NUMBER_MOST 1e18 /* beyond it, sums and powers would overflow */
#define DIGITS_MOST 24

enum { NUMBER_LONGEST = 400 }; /* characters of a number: more digits than any double holds */

static const struct {
	char letter;
	int power;
} suffixes[] = {{'k', 3}, {'M', 6}, {'G', 9}};
#define SUFFIXES (sizeof suffixes / sizeof suffixes[0])

/* --- reading --- */

/* The power of ten of a suffix; 0: it is no suffix. */
static int suffix_power(const struct kind *kind, char c)
{
	if (kind->is_percent)
		return c == '%' ? -2 : 0;
	for (size_t i = 0; i < SUFFIXES; i++) {
		if (suffixes[i].letter == c)
			return suffixes[i].power;
	}
	return 0;
}

/*
 * The number in text (size bytes) times a power of ten. Scaled in decimal, so that 2.3M is 2300000 and 9.8845% is
 * 0.098845 to the last bit.
 */
static bool scale_decimal(const char *text, size_t size, int power, double *value)
{
	char scaled[NUMBER_LONGEST + 32];
	size_t mantissa = 0;
	long exponent = 0;
	while (mantissa < size && text[mantissa] != 'e' && text[mantissa] != 'E')
		mantissa++;
	for (size_t i = mantissa; i < size; i++) {
		if (text[i] >= '0' && text[i] <= '9' && exponent < 100000)
			exponent = exponent * 10 + (text[i] - '0');
	}
	if (mantissa < size && text[mantissa + 1] == '-')
		exponent = -exponent;
	snprintf(scaled, sizeof(scaled), "%.*se%ld", (int)mantissa, text, exponent + power);
	return number_parse(scaled, value);
}

/* The common case without decimal scaling: a double holds both the few digits and the power of ten exactly. */
static bool scale_exact(double number, int power, size_t size, double *value)
{
	static const double power_of_ten[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
	if (size > 15 || fabs(number) > 1e15 || number != floor(number))
		return false;
	*value = power < 0 ? number / power_of_ten[-power] : number * power_of_ten[power];
	return true;
}

int quantity_fail_missing(struct reader *reader)
{
	if (reader_at_end(reader))
		return reader_fail(reader, reader->at, _("a number is missing here"));
	return reader_fail(reader, reader->at, _("'%s' is not a number"), reader_word(reader, reader->at).text);
}

static int fail_large(struct reader *reader, size_t start)
{
	return reader_fail(reader, start, _("'%s' is too large: at most 1e18"), reader_word(reader, start).text);
}

/* Whether the number up to `end`, with what follows it, may be in a foreign notation. */
static bool may_be_foreign(const struct reader *reader, size_t start, size_t end)
{
	const char *text = reader->text;
	unsigned char next = end < reader->size ? (unsigned char)text[end] : '\0';
	bool zeros = end - start > 4 && memcmp(text + end - 4, ".000", 4) == 0;
	return zeros || next == ',' || next == '.' || next == '\'' || next >= 0x80 || ascii_is_blank((char)next);
}

/* -1 with an error if the number from `start` to `end` is in a foreign notation; else 0. */
static int refuse_foreign(struct reader *reader, size_t start, size_t end)
{
	struct bytes message = {0};
	int result = 0;
	if (may_be_foreign(reader, start, end) &&
	    number_foreign(reader->text + start, reader->size - start, !reader->in_shape, &message))
		result = message.failed ? -1 : reader_fail(reader, start, "%s", bytes_text(&message));
	reader->diags->out_of_memory |= message.failed;
	bytes_release(&message);
	return result;
}

/* Multiplies by the power of ten of a suffix. */
static int scale(struct reader *reader, size_t start, size_t size, int power, double *number)
{
	if (scale_exact(*number, power, size, number) || scale_decimal(reader->text + start, size, power, number))
		return 0;
	return fail_large(reader, start);
}

/* A number must be followed by the end, or by something the caller reads: "launch+3", "12-". */
static int check_end(struct reader *reader, size_t start)
{
	char next = reader->at < reader->size ? reader->text[reader->at] : '\0';
	if (reader->kind->is_percent && ascii_is_letter(next))
		return reader_fail(reader, start, _("'%s' is not a share: write 18%% or 0.18"),
				   reader_word(reader, start).text);
	if (ascii_is_letter(next) || next == '%')
		return reader_fail(reader, start, _("'%s' is not a number: the suffixes are k, M and G"),
				   reader_word(reader, start).text);
	return 0;
}

int quantity_read(struct reader *reader, double *value)
{
	bool percent = reader->kind->is_percent;
	double number;

	reader_skip_blanks(reader);
	size_t start = reader->at;
	size_t taken = number_scan(reader->text + start, reader->size - start, &number);
	if (!taken)
		return quantity_fail_missing(reader);
	if (taken > NUMBER_LONGEST)
		return reader_fail(reader, start, _("this number has too many digits"));
	if (refuse_foreign(reader, start, start + taken))
		return -1;
	reader->at += taken;
	if (percent) /* some write "18 %" */
		reader_skip_blanks(reader);
	int power = reader->at < reader->size ? suffix_power(reader->kind, reader->text[reader->at]) : 0;
	if (power)
		reader->at++;
	else
		reader->at = start + taken;
	if (power && scale(reader, start, taken, power, &number))
		return -1;
	if (check_end(reader, start))
		return -1;
	if (fabs(number) > NUMBER_MOST)
		return fail_large(reader, start);
	*value = number + 0.0; /* -0 is 0 */
	return 0;
}

/* --- printing --- */

/* A number in decimal: 0.d1d2d3… times ten to the power of point. */
struct decimal {
	bool negative;
	char digit[DIGITS_MOST + 1];
	int count; /* 0: the number is 0 */
	int point;
};

/* The shortest decimal that reads as this number. It is printed to out, which thus notices a lack of memory. */
static struct decimal decimal_of(double number, struct bytes *out)
{
	size_t size = out->size;
	struct decimal decimal = {.negative = number < 0};
	bool behind_point = false;

	number_print_short(out, number);
	if (out->failed)
		return decimal;
	const char *c = out->at + size;
	for (c += *c == '-'; *c && *c != 'e'; c++) {
		if (*c == '.') {
			behind_point = true;
			continue;
		}
		bool leading_zero = *c == '0' && !decimal.count;
		if (!leading_zero && decimal.count < DIGITS_MOST)
			decimal.digit[decimal.count++] = *c;
		/* Each digit before the point, or zero right after it, moves the point. */
		if (behind_point)
			decimal.point -= leading_zero;
		else
			decimal.point += !leading_zero;
	}
	if (*c == 'e')
		decimal.point += atoi(c + 1);
	while (decimal.count && decimal.digit[decimal.count - 1] == '0')
		decimal.count--;
	decimal.digit[decimal.count] = '\0';
	out->size = size;
	out->at[size] = '\0';
	return decimal;
}

static void add_zeros(struct bytes *out, int count)
{
	while (count-- > 0)
		bytes_add_char(out, '0');
}

static void add_decimal(struct bytes *out, const struct decimal *decimal, int point)
{
	if (!decimal->count) {
		bytes_add_char(out, '0');
		return;
	}
	if (decimal->negative)
		bytes_add_char(out, '-');
	if (point < -6 || point > 21) {
		bytes_add_char(out, decimal->digit[0]);
		if (decimal->count > 1)
			bytes_add_format(out, ".%s", decimal->digit + 1);
		bytes_add_format(out, "e%d", point - 1);
	} else if (point <= 0) {
		bytes_add_text(out, "0.");
		add_zeros(out, -point);
		bytes_add_text(out, decimal->digit);
	} else if (decimal->count <= point) {
		bytes_add_text(out, decimal->digit);
		add_zeros(out, point - decimal->count);
	} else {
		bytes_add(out, decimal->digit, (size_t)point);
		bytes_add_format(out, ".%s", decimal->digit + point);
	}
}

/* The number of characters with the suffix for 10^power. */
static int length_with(const struct decimal *decimal, int power)
{
	int point = decimal->point - power;
	int plain = point <= 0 ? 2 - point + decimal->count : decimal->count <= point ? point : decimal->count + 1;
	return plain + (power > 0);
}

void quantity_print(struct bytes *out, const struct kind *kind, double number)
{
	struct decimal decimal = decimal_of(number, out);
	int power = 0;
	char letter = '\0';

	if (kind->is_percent) {
		add_decimal(out, &decimal, decimal.point + 2);
		bytes_add_char(out, '%');
		return;
	}
	for (size_t i = 0; i < SUFFIXES && !kind->has_no_suffix; i++) {
		if (decimal.point > suffixes[i].power &&
		    length_with(&decimal, suffixes[i].power) < length_with(&decimal, power)) {
			power = suffixes[i].power;
			letter = suffixes[i].letter;
		}
	}
	add_decimal(out, &decimal, decimal.point - power);
	if (letter)
		bytes_add_char(out, letter);
}

void quantity_print_rounded(struct bytes *out, const struct kind *kind, double number)
{
	char text[32];
	double rounded = number;
	snprintf(text, sizeof(text), "%.4g", number);
	number_parse(text, &rounded);
	quantity_print(out, kind, rounded);
}
