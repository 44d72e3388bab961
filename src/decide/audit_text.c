/* Quantities in texts: a number, a suffix, a unit. */
#include "decide/audit_text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

static bool begins_with(const char *text, const char *what)
{
	while (*what && lower(*text) == lower(*what)) {
		text++;
		what++;
	}
	return !*what;
}

const char *text_word(const char *text, const char *word)
{
	for (const char *at = text; *at; at++) {
		if (begins_with(at, word) && (at == text || (!is_word(at[-1]) && at[-1] != '.')) &&
		    !is_word(at[strlen(word)]))
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

/* True at a blank, comma or apostrophe that sets three digits apart from those before. */
static bool sets_apart(const char *at)
{
	return (*at == ' ' || *at == ',' || *at == '\'') && is_digit(at[1]) && is_digit(at[2]) &&
	       is_digit(at[3]) && !is_digit(at[4]);
}

/* Reads digits with a decimal point or thousands set apart. Returns where they end. */
static const char *scan_digits(const char *at, double *number)
{
	*number = 0;
	while (is_digit(*at) || sets_apart(at)) {
		if (is_digit(*at))
			*number = *number * 10 + (*at - '0');
		at++;
	}
	if (*at == '.' && is_digit(at[1])) {
		double unit = 0.1;
		for (at++; is_digit(*at); at++, unit /= 10)
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

/* k, M or G behind a number, as a word's end: "50k", "50 K requests"; not the m of "50 m". */
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

/* True at the first digit of a number: not within a word, nor behind a point, nor behind a digit's comma. */
static bool begins_number(const char *text, const char *at)
{
	size_t before = (size_t)(at - text);
	if (!is_digit(*at) || (before > 0 && (is_word(at[-1]) || at[-1] == '.')))
		return false;
	return !(before > 1 && at[-1] == ',' && is_digit(at[-2]));
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

/* A whole number from a thousand to a million. */
static struct shown in_thousands(double number)
{
	double whole = round(fabs(number)), rest = fmod(whole, THOUSAND);
	return show_format("%s%.0f %03.0f", number < 0 ? "-" : "", (whole - rest) / THOUSAND, rest);
}

struct shown show_number(double number)
{
	double size = fabs(number);
	if (size >= MILLIARD)
		return show_format("%.4gG", number / MILLIARD);
	if (size >= MILLION - 0.5)
		return show_format("%.4gM", number / MILLION);
	if (size >= THOUSAND - 0.5)
		return in_thousands(number);
	return show_format("%.3g", size < 1e-9 ? 0.0 : number);
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

struct shown show_percent(double share)
{
	return show_format("%.3g%%", share * 100);
}
