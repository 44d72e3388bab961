/* Numbers in words. */
#include "document/format.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"

enum { DIGITS = 3, MOST_DECIMALS = 9, MOST_PERCENT_DECIMALS = 2 };

static const double no_limit = (double)NAN;

/* Above this, a rate is only shown as very high (model.md, "Figures of an option"). */
static const double highest_rate = 10;

static const char *thousands(const struct notation *notation)
{
	return notation->ascii ? " " : "\u202f"; /* a narrow no-break space */
}

static const char *currency_sign(const struct notation *notation)
{
	static const struct {
		const char *code, *sign;
	} signs[] = {{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs && !notation->ascii; i++) {
		if (strcmp(signs[i].code, notation->currency) == 0)
			return signs[i].sign;
	}
	return notation->currency;
}

struct money_unit money_unit_for(double largest)
{
	static const struct {
		double below;
		struct money_unit unit;
	} units[] = {
		{99.995, {1, 2}},     {9999.5, {1, 0}},      {999950, {1e3, 1}},
		{99999500, {1e3, 0}}, {99999500e3, {1e6, 1}}, {(double)INFINITY, {1e6, 0}},
	};
	size_t i = 0;

	while (i + 1 < sizeof units / sizeof *units && !(fabs(largest) < units[i].below))
		i++;
	return units[i].unit;
}

void format_money_unit(struct bytes *out, struct money_unit unit, const struct notation *notation)
{
	bytes_add_format(out, "%s%s", unit.size >= 1e6 ? "M" : unit.size >= 1e3 ? "k" : "", currency_sign(notation));
}

static const double too_long = 1e15; /* a double has no more digits */

/* A number for people: too large, with an exponent, or rounded. */
static void print_rounded(struct bytes *out, double value, int decimals, const char *separator)
{
	if (!isfinite(value))
		bytes_add_text(out, _("too large"));
	else if (fabs(value) >= too_long)
		bytes_add_format(out, "%.3g", value);
	else
		number_print_rounded(out, value, decimals, separator);
}

double money_larger(double largest, double amount)
{
	return isfinite(amount) ? fmax(largest, fabs(amount)) : largest;
}

void format_amount(struct bytes *out, double amount, struct money_unit unit, const struct notation *notation)
{
	print_rounded(out, amount / unit.size, unit.decimals, thousands(notation));
}

/* Drops trailing zeros after the decimal point. */
static void drop_zeros(struct bytes *out, size_t start)
{
	size_t size = out->size;

	if (out->failed || !memchr(out->at + start, '.', size - start) || memchr(out->at + start, 'e', size - start))
		return; /* a whole number, or one whose zeros may be those of an exponent */
	while (out->at[size - 1] == '0')
		size--;
	if (out->at[size - 1] == '.')
		size--;
	bytes_splice(out, size, out->size - size, "", 0);
}

static void print_money(struct bytes *out, double amount, struct money_unit unit, const struct notation *notation)
{
	size_t start = out->size;

	format_amount(out, amount, unit, notation);
	if (unit.size > 1) /* cents are always two */
		drop_zeros(out, start);
	bytes_add_char(out, ' ');
	format_money_unit(out, unit, notation);
}

void format_money_beside(struct bytes *out, double amount, double limit, const struct notation *notation)
{
	struct money_unit unit = money_unit_for(amount);

	unit.decimals = number_decimals_beside(amount / unit.size, limit / unit.size, unit.decimals);
	print_money(out, amount, unit, notation);
}

void format_money(struct bytes *out, double amount, const struct notation *notation)
{
	format_money_beside(out, amount, no_limit, notation);
}

void format_number(struct bytes *out, double number, int decimals, const struct notation *notation)
{
	size_t start = out->size;

	print_rounded(out, number, decimals, thousands(notation));
	drop_zeros(out, start);
}

/* Formats a sentence with one argument, and releases the argument. */
static void add_sentence(struct bytes *out, const char *sentence, struct bytes *text)
{
	bytes_add_format(out, sentence, bytes_text(text));
	out->failed |= text->failed;
	bytes_release(text);
}

/* The decimals that show `digits` significant digits. */
static int decimals_for(double number, int digits)
{
	double size = fabs(number);

	if (!(size > 0) || !isfinite(size))
		return 0;
	int decimals = digits - 1 - (int)floor(log10(size));
	return decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
}

static int share_decimals(double share)
{
	int decimals = decimals_for(share * 100, DIGITS);

	return decimals > MOST_PERCENT_DECIMALS ? MOST_PERCENT_DECIMALS : decimals;
}

static void format_share_beside(struct bytes *out, double share, double limit, const struct notation *notation)
{
	format_number(out, share * 100, number_decimals_beside(share * 100, limit * 100, share_decimals(share)),
		      notation);
	bytes_add_text(out, " %");
}

void format_share(struct bytes *out, double share, const struct notation *notation)
{
	const double total_loss = -1;

	format_share_beside(out, share, fabs(share - total_loss) > NUMBER_TOLERANCE ? total_loss : no_limit, notation);
}

/* If rounding would make a probability 0 or 1: prints "<" or ">" and returns the least or the most that is shown. */
static double bounded(struct bytes *out, double probability, double least, double most)
{
	if (probability > 0 && probability <= least / 2) {
		bytes_add_char(out, '<');
		return least;
	}
	if (probability < 1 && probability >= (1 + most) / 2) {
		bytes_add_char(out, '>');
		return most;
	}
	return probability;
}

static const double least_shown = 0.0001, most_shown = 0.999;

void format_probability(struct bytes *out, double probability, const struct notation *notation)
{
	format_share(out, bounded(out, probability, least_shown, most_shown), notation);
}

void format_probability_beside(struct bytes *out, double probability, double limit, const struct notation *notation)
{
	bool beyond = (limit > 0 && limit < least_shown) || (limit > most_shown && limit < 1);

	if (isnan(probability)) { /* some trials overflow */
		bytes_add_text(out, _("too large to compute"));
		return;
	}
	if (!beyond) /* else "<0.01 %" would not show on which side of the limit it is */
		probability = bounded(out, probability, least_shown, most_shown);
	format_share_beside(out, probability, limit, notation);
}

void format_probability_whole(struct bytes *out, double probability)
{
	print_rounded(out, 100 * bounded(out, probability, 0.01, 0.99), 0, "");
	bytes_add_text(out, " %");
}

static void format_rate_beside(struct bytes *out, double rate, double limit, const struct notation *notation)
{
	if (rate > highest_rate && !(limit > highest_rate))
		bytes_add_text(out, ">1,000 %");
	else
		format_share_beside(out, rate, limit, notation);
}

bool format_rate_is_cut(double rate)
{
	return rate > highest_rate;
}

void format_rate(struct bytes *out, double rate, const struct notation *notation)
{
	format_rate_beside(out, rate, no_limit, notation);
}

/*
 * The number that selects a plural: the number shown, if it is whole. A fraction selects the form for 2; gettext does
 * not support a separate form for fractions.
 */
static unsigned long plural_of(double number, int decimals)
{
	double shown = fabs(number), whole = round(shown);

	return shown < too_long && fabs(shown - whole) < 0.5 * pow(10, -decimals) ? (unsigned long)whole : 2;
}

static void print_months(struct bytes *out, double months, int decimals, const struct notation *notation)
{
	struct bytes number = {0};

	format_number(&number, months, decimals, notation);
	add_sentence(out, ngettext("%s month", "%s months", plural_of(months, decimals)), &number);
}

static void format_months_beside(struct bytes *out, double months, double limit, const struct notation *notation)
{
	print_months(out, months, number_decimals_beside(months, limit, 1), notation);
}

void format_months(struct bytes *out, double months, const struct notation *notation)
{
	format_months_beside(out, months, no_limit, notation);
}

/* An amount per 1,000 requests is often far below a cent: shows significant digits, and at least two decimals. */
static int unit_cost_decimals(double amount)
{
	int decimals = decimals_for(amount, DIGITS);

	return decimals < 2 ? 2 : decimals;
}

static void format_unit_cost(struct bytes *out, double amount, const struct notation *notation)
{
	print_rounded(out, amount, unit_cost_decimals(amount), thousands(notation));
}

void format_change(struct bytes *out, double change, const struct notation *notation)
{
	format_share_beside(out, change, 0, notation);
}

void format_points(struct bytes *out, double change, const struct notation *notation)
{
	int decimals = number_decimals_beside(change * 100, 0, share_decimals(change));
	struct bytes number = {0};

	format_number(&number, change * 100, decimals, notation);
	add_sentence(out, ngettext("%s point", "%s points", plural_of(change * 100, decimals)), &number);
}

void format_limit_share(struct bytes *out, double share, const struct notation *notation)
{
	format_number(out, share * 100, number_decimals_exact(share * 100, share_decimals(share)), notation);
	bytes_add_text(out, " %");
}

/* --- quantities --- */

struct quantity quantity_of(enum quantity_kind kind, double number, const char *currency)
{
	return (struct quantity){.kind = kind, .number = number, .currency = currency};
}

/* A change: months and shares with one decimal more than usual, shares in points. */
static void print_change(struct bytes *out, const struct quantity *quantity, const struct notation *notation)
{
	if (quantity->number > 0)
		bytes_add_char(out, '+');
	switch (quantity->kind) {
	case QUANTITY_MONEY:
	case QUANTITY_MONEY_MONTH:
		format_amount(out, quantity->number, quantity->unit, notation);
		break;
	case QUANTITY_UNIT_COST:
		format_number(out, quantity->number, 6, notation);
		break;
	case QUANTITY_NUMBER:
	case QUANTITY_MONTHS:
		format_number(out, quantity->number, 2, notation);
		break;
	case QUANTITY_SHARE:
	case QUANTITY_PROBABILITY:
	case QUANTITY_RATE:
		format_number(out, quantity->number * 100, 1, notation);
		break;
	}
}

static void print_number(struct bytes *out, const struct quantity *quantity, const struct notation *notation)
{
	switch (quantity->kind) {
	case QUANTITY_NUMBER:
		format_number(out, quantity->number, quantity->decimals, notation);
		break;
	case QUANTITY_MONEY:
	case QUANTITY_MONEY_MONTH:
		format_amount(out, quantity->number, quantity->unit, notation);
		break;
	case QUANTITY_UNIT_COST:
		format_unit_cost(out, quantity->number, notation);
		break;
	case QUANTITY_MONTHS:
		print_rounded(out, quantity->number, 1, thousands(notation));
		break;
	case QUANTITY_SHARE:
		format_share(out, quantity->number, notation);
		break;
	case QUANTITY_PROBABILITY:
		format_probability(out, quantity->number, notation);
		break;
	case QUANTITY_RATE:
		format_rate(out, quantity->number, notation);
		break;
	}
}

void format_quantity_unit(struct bytes *out, const struct quantity *quantity, bool ascii)
{
	const struct notation notation = {quantity->currency, ascii};
	struct bytes unit = {0};

	switch (quantity->kind) {
	case QUANTITY_MONEY:
		format_money_unit(out, quantity->unit, &notation);
		break;
	case QUANTITY_MONEY_MONTH:
		format_money_unit(&unit, quantity->unit, &notation);
		add_sentence(out, _("%s/month"), &unit);
		break;
	case QUANTITY_UNIT_COST:
		bytes_add_text(out, currency_sign(&notation));
		break;
	case QUANTITY_MONTHS:
		bytes_add_text(out, _("months"));
		break;
	case QUANTITY_RATE:
		bytes_add_text(out, quantity->is_change ? _("points a year") : _("a year"));
		break;
	case QUANTITY_SHARE:
	case QUANTITY_PROBABILITY:
		bytes_add_text(out, quantity->is_change ? _("points") : "");
		break;
	case QUANTITY_NUMBER:
		break;
	}
}

void format_quantity(struct bytes *out, const struct quantity *quantity, bool ascii)
{
	const struct notation notation = {quantity->currency, ascii};

	if (quantity->is_change) {
		print_change(out, quantity, &notation);
		if (quantity->with_unit) {
			bytes_add_char(out, ' ');
			format_quantity_unit(out, quantity, ascii);
		}
	} else if (quantity->with_unit) {
		format_quantity_beside(out, quantity, no_limit, ascii);
	} else {
		print_number(out, quantity, &notation);
	}
}

void format_quantity_beside(struct bytes *out, const struct quantity *quantity, double limit, bool ascii)
{
	const struct notation notation = {quantity->currency, ascii};
	double number = quantity->number;
	struct bytes text = {0};

	switch (quantity->kind) {
	case QUANTITY_MONEY:
		format_money_beside(out, number, limit, &notation);
		break;
	case QUANTITY_MONEY_MONTH:
		format_money_beside(&text, number, limit, &notation);
		add_sentence(out, _("%s a month"), &text);
		break;
	case QUANTITY_UNIT_COST:
		print_rounded(out, number, number_decimals_beside(number, limit, unit_cost_decimals(number)),
			      thousands(&notation));
		bytes_add_format(out, " %s", currency_sign(&notation));
		break;
	case QUANTITY_MONTHS:
		format_months_beside(out, number, limit, &notation);
		break;
	case QUANTITY_SHARE:
		format_share_beside(out, number, limit, &notation);
		break;
	case QUANTITY_PROBABILITY:
		format_probability_beside(out, number, limit, &notation);
		break;
	case QUANTITY_RATE:
		format_rate_beside(&text, number, limit, &notation);
		add_sentence(out, _("%s a year"), &text);
		break;
	case QUANTITY_NUMBER:
		format_number(out, number, number_decimals_beside(number, limit, quantity->decimals), &notation);
		break;
	}
}

void format_quantity_exact(struct bytes *out, const struct quantity *quantity, bool ascii)
{
	const struct notation notation = {quantity->currency, ascii};
	double number = quantity->number;
	struct money_unit unit = money_unit_for(number);
	struct bytes text = {0};

	unit.decimals = number_decimals_exact(number / unit.size, unit.decimals);
	switch (quantity->kind) {
	case QUANTITY_MONEY:
		print_money(out, number, unit, &notation);
		break;
	case QUANTITY_MONEY_MONTH:
		print_money(&text, number, unit, &notation);
		add_sentence(out, _("%s a month"), &text);
		break;
	case QUANTITY_UNIT_COST:
		print_rounded(out, number, number_decimals_exact(number, unit_cost_decimals(number)),
			      thousands(&notation));
		bytes_add_format(out, " %s", currency_sign(&notation));
		break;
	case QUANTITY_MONTHS:
		print_months(out, number, number_decimals_exact(number, 1), &notation);
		break;
	case QUANTITY_SHARE:
	case QUANTITY_PROBABILITY:
	case QUANTITY_RATE:
		format_limit_share(out, number, &notation);
		break;
	case QUANTITY_NUMBER:
		format_number(out, number, number_decimals_exact(number, quantity->decimals), &notation);
		break;
	}
}
