/* Quantities in texts: a number, a suffix, a unit. */
#include "decide/audit_text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "base/number.h"

static bool is_word(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool begins_with(const char *text, const char *what)
{
	while (*what && ascii_lower(*text) == ascii_lower(*what)) {
		text++;
		what++;
	}
	return !*what;
}

const char *text_word(const char *text, const char *word)
{
	const char first = ascii_lower(*word); /* fast: most words do not occur */
	for (const char *at = text; *at; at++) {
		if (ascii_lower(*at) != first || !begins_with(at, word))
			continue;
		if ((at == text || (!is_word(at[-1]) && at[-1] != '.')) && !is_word(at[strlen(word)]))
			return at;
	}
	return NULL;
}

bool text_has_any(const char *text, const char *const *words)
{
	for (; *words; words++) {
		for (const char *at = text; *at; at++) {
			if (begins_with(at, *words))
				return true;
		}
	}
	return false;
}

/* --- quantities --- */

/* True at a space, comma or apostrophe before a group of exactly three digits. */
static bool sets_apart(const char *at)
{
	return (*at == ' ' || *at == ',' || *at == '\'') && ascii_is_digit(at[1]) && ascii_is_digit(at[2]) &&
	       ascii_is_digit(at[3]) && !ascii_is_digit(at[4]);
}

/* Reads digits with a decimal point or thousands separators. Returns where they end. */
static const char *scan_digits(const char *at, double *number)
{
	*number = 0;
	while (ascii_is_digit(*at) || sets_apart(at)) {
		if (ascii_is_digit(*at))
			*number = *number * 10 + (*at - '0');
		at++;
	}
	if (*at == '.' && ascii_is_digit(at[1])) {
		double unit = 0.1;
		for (at++; ascii_is_digit(*at); at++, unit /= 10)
			*number += unit * (*at - '0');
	}
	return at;
}

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* Reads k, M or G after a number, at the end of a word: "50k", "50 K requests"; not the m of "50 m". */
static const char *scan_suffix(const char *at, double *number)
{
	static const struct {
		char letter;
		double factor;
	} suffixes[] = {{'k', 1e3}, {'K', 1e3}, {'M', 1e6}, {'G', 1e9}};
	const char *letter = skip_blanks(at);
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		if (*letter == suffixes[i].letter && !is_word(letter[1])) {
			*number *= suffixes[i].factor;
			return letter + 1;
		}
	}
	return at;
}

static int unit_at(const char *at, const char *const *units)
{
	for (int i = 0; units[i]; i++) {
		if (begins_with(at, units[i]) && !is_word(at[strlen(units[i])]))
			return i;
	}
	return -1;
}

/* True at the first digit of a number: not within a word, nor after a point, nor after a digit and a comma. */
static bool begins_number(const char *text, const char *at)
{
	size_t before = (size_t)(at - text);
	if (!ascii_is_digit(*at) || (before > 0 && (is_word(at[-1]) || at[-1] == '.')))
		return false;
	return !(before > 1 && at[-1] == ',' && ascii_is_digit(at[-2]));
}

int text_quantity(const char *text, const char *const *units, double *number)
{
	for (const char *at = text; *at;) {
		if (!begins_number(text, at)) {
			at++;
			continue;
		}
		double scanned;
		const char *end = scan_digits(at, &scanned);
		int unit = unit_at(skip_blanks(end), units);
		if (unit < 0)
			unit = unit_at(skip_blanks(scan_suffix(end, &scanned)), units);
		if (unit >= 0) {
			*number = scanned;
			return unit;
		}
		at = end;
	}
	return -1;
}

bool text_threshold(const char *expression, double *number)
{
	char quote = 0;
	bool found = false;
	for (const char *at = expression; *at; at++) {
		if (quote) {
			quote = *at == quote ? 0 : quote;
		} else if (*at == '"' || *at == '\'') {
			quote = *at;
		} else if (*at == '>') {
			const char *begin = skip_blanks(at + 1 + (at[1] == '='));
			double scanned;
			if (number_scan(begin, strlen(begin), &scanned)) {
				*number = scanned;
				found = true;
			}
		}
	}
	return found;
}

/* --- numbers for people --- */

static struct shown shown_as(const char *format, va_list arguments) PRINTF_LIKE(1, 0);
static struct shown shown_as(const char *format, va_list arguments)
{
	struct shown shown;
	vsnprintf(shown.text, sizeof shown.text, format, arguments);
	return shown;
}

struct shown show_format(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct shown shown = shown_as(format, arguments);
	va_end(arguments);
	return shown;
}

#define THOUSAND 1e3
#define MILLION  1e6
#define MILLIARD 1e9

/* The unit of a number, and its decimals unless more are asked for. */
struct scale {
	double unit;
	const char *sign;
	int decimals;
	bool grouped; /* with thousands separators */
};

/* The decimals that show this many significant digits. */
static int decimals_for(double number, int digits)
{
	int decimals = number == 0 ? 0 : digits - 1 - (int)floor(log10(fabs(number)));
	return decimals < 0 ? 0 : decimals;
}

static struct scale scale_of(double number)
{
	double size = fabs(number);
	if (size >= MILLIARD)
		return (struct scale){MILLIARD, "G", decimals_for(number / MILLIARD, 4), false};
	if (size >= MILLION - 0.5)
		return (struct scale){MILLION, "M", decimals_for(number / MILLION, 4), false};
	if (size >= THOUSAND - 0.5)
		return (struct scale){1, "", 0, true};
	return (struct scale){1, "", size < 1e-9 ? 0 : decimals_for(number, 3), false};
}

/* Puts a separator before every third digit ahead of the point. */
static struct shown with_thousands(double number, int decimals)
{
	struct shown plain = show_format("%.*f", decimals, fabs(number));
	int whole = (int)strcspn(plain.text, "."), head = whole > 3 ? whole - 3 : 0;
	return show_format("%s%.*s%s%s", number < 0 ? "-" : "", head, plain.text, head > 0 ? " " : "",
			   plain.text + head);
}

/* Shows at least this many decimals, and more where show_number does. */
static struct shown with_decimals(double number, const struct scale *scale, int decimals)
{
	double scaled = number / scale->unit;
	if (scale->grouped)
		return with_thousands(scaled, decimals);
	if (decimals > scale->decimals)
		return show_format("%.*f%s", decimals, scaled, scale->sign);
	return show_format("%.*g%s", scale->unit > 1 ? 4 : 3, fabs(scaled) < 1e-9 ? 0.0 : scaled, scale->sign);
}

struct shown show_number(double number)
{
	struct scale scale = scale_of(number);
	return with_decimals(number, &scale, scale.decimals);
}

struct shown show_beside(double number, double limit)
{
	struct scale scale = scale_of(number);
	return with_decimals(number, &scale,
			     number_decimals_beside(number / scale.unit, limit / scale.unit, scale.decimals));
}

struct shown show_limit(double limit)
{
	struct scale scale = scale_of(limit);
	return with_decimals(limit, &scale, number_decimals_exact(limit / scale.unit, scale.decimals));
}

struct shown show_months(double months, double limit)
{
	return show_format("%.*f", number_decimals_beside(months, limit, 1), months);
}

struct shown show_exact(double number)
{
	return show_format("%.15g", number);
}

struct shown show_signed(double number)
{
	return show_format("%s%s", number >= 0 ? "+" : "", show_number(number).text);
}

struct shown show_money(double amount, const char *currency)
{
	return show_format("%s %s", show_number(amount).text, currency);
}

struct shown show_span(double months)
{
	struct shown number = show_limit(months);
	return show_format(ngettext("%s month", "%s months", strcmp(number.text, "1") == 0 ? 1 : 2), number.text);
}

struct shown show_after(double months)
{
	if (months == 0)
		return show_format("%s", _("at the start of the plan"));
	return show_format(_("after %s"), show_span(months).text);
}

struct shown show_percent(double share)
{
	return show_format("%.3g%%", share * 100);
}
