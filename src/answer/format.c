/* Figures in words. */
#include "answer/format.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "model/tolerance.h"

enum { DIGITS = 3, MOST_DECIMALS = 9, MOST_PERCENT_DECIMALS = 2 };

static const double no_limit = (double)NAN;

/* Beyond this a rate says nothing but "very much" (model.md, "Figures of an option"). */
static const double highest_rate = 10;

static const char *thousands(const struct notation *notation)
{
	return notation->ascii ? " " : "\u202f"; /* a narrow blank at which no line is broken */
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

static const double too_long = 1e15; /* more digits than a double has say nothing */

/* A number as people read it: too large, with an exponent, or rounded. */
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

/* Zeros at the end of decimals say nothing. */
static void drop_zeros(struct bytes *out, size_t start)
{
	size_t size = out->size;

	if (out->failed || !memchr(out->at + start, '.', size - start))
		return;
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

static void format_money_beside(struct bytes *out, double amount, double limit, const struct notation *notation)
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

/* So many decimals that `digits` digits tell. */
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
	format_number(out, share * 100, number_decimals_beside(share * 100, limit * 100, share_decimals(share)), notation);
	bytes_add_text(out, " %");
}

void format_share(struct bytes *out, double share, const struct notation *notation)
{
	const double total_loss = -1;

	format_share_beside(out, share, fabs(share - total_loss) > TOLERANCE ? total_loss : no_limit, notation);
}

/* Where rounding would make a probability 0 or 1: "<" the least that is shown, or ">" the most, which stands for it. */
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
		bytes_add_text(out, _(status_label(STATUS_OVERFLOW)));
		return;
	}
	if (!beyond) /* else "<0.01 %" would not tell on which side of the limit it is */
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
		bytes_add_text(out, _(">1,000 %"));
	else
		format_share_beside(out, rate, limit, notation);
}

void format_rate(struct bytes *out, double rate, const struct notation *notation)
{
	format_rate_beside(out, rate, no_limit, notation);
}

static void print_months(struct bytes *out, double months, int decimals, const struct notation *notation)
{
	format_number(out, months, decimals, notation);
	bytes_add_text(out, fabs(months - 1) < 0.5 * pow(10, -decimals) ? _(" month") : _(" months"));
}

static void format_months_beside(struct bytes *out, double months, double limit, const struct notation *notation)
{
	print_months(out, months, number_decimals_beside(months, limit, 1), notation);
}

void format_months(struct bytes *out, double months, const struct notation *notation)
{
	format_months_beside(out, months, no_limit, notation);
}

/* An amount for 1,000 requests is often far below a cent: digits that tell, two decimals at least. */
static int unit_cost_decimals(double amount)
{
	int decimals = decimals_for(amount, DIGITS);

	return decimals < 2 ? 2 : decimals;
}

static void format_unit_cost(struct bytes *out, double amount, const struct notation *notation)
{
	print_rounded(out, amount, unit_cost_decimals(amount), thousands(notation));
}

/* The one or two words that a column has room for. */
static void format_status_cell(struct bytes *out, enum figure_status status, const struct option_figures *figures,
                               const struct notation *notation)
{
	static const char *const words[STATUS_COUNT] = {
		[STATUS_NO_OUTFLOW] = N_("no outflow"),     [STATUS_NO_INFLOW] = N_("no inflow"),
		[STATUS_NO_REAL_ROOT] = N_("no rate"),      [STATUS_NOT_LAUNCHED] = N_("not launched"),
		[STATUS_NO_REQUESTS] = N_("no requests"),   [STATUS_NO_BENEFIT] = N_("no benefit"),
		[STATUS_NO_OUTCOME] = N_("no outcome"),     [STATUS_UNDEFINED] = N_("undefined"),
		[STATUS_OVERFLOW] = N_("too large"),
	};

	if (status == STATUS_NOT_WITHIN_HORIZON) {
		bytes_add_format(out, _("not in %d m"), figures->horizon);
	} else if (status == STATUS_MULTIPLE && figures->irr_count == 2) {
		format_rate(out, figures->irr_rate[0], notation);
		bytes_add_text(out, _(" or "));
		format_rate(out, figures->irr_rate[1], notation);
	} else if (status == STATUS_MULTIPLE) {
		bytes_add_format(out, _("%zu rates"), figures->irr_count);
	} else {
		bytes_add_text(out, words[status] ? _(words[status]) : "");
	}
}

void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures, struct money_unit unit,
                        const struct notation *notation)
{
	const struct figure_value *value = &figures->figure[figure];

	if (value->status == STATUS_SELF_FUNDING) {
		bytes_add_text(out, _("at once"));
		return;
	}
	if (!status_has_value(value->status)) {
		format_status_cell(out, value->status, figures, notation);
		return;
	}
	switch (figure_info(figure)->kind) {
	case FIGURE_KIND_MONEY:
	case FIGURE_KIND_MONEY_MONTH:
		format_amount(out, value->value, unit, notation);
		break;
	case FIGURE_KIND_UNIT_COST:
		format_unit_cost(out, value->value, notation);
		break;
	case FIGURE_KIND_MONTHS:
		print_rounded(out, value->value, 1, thousands(notation));
		break;
	case FIGURE_KIND_RATIO:
		format_share(out, value->value, notation);
		break;
	case FIGURE_KIND_RATE:
		format_rate(out, value->value, notation);
		break;
	}
}

void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation)
{
	switch (figure_info(figure)->kind) {
	case FIGURE_KIND_MONEY:
		format_money_unit(out, unit, notation);
		break;
	case FIGURE_KIND_MONEY_MONTH:
		format_money_unit(out, unit, notation);
		bytes_add_text(out, _("/month"));
		break;
	case FIGURE_KIND_UNIT_COST:
		bytes_add_text(out, currency_sign(notation));
		break;
	case FIGURE_KIND_MONTHS:
		bytes_add_text(out, _("months"));
		break;
	case FIGURE_KIND_RATIO:
		break;
	case FIGURE_KIND_RATE:
		bytes_add_text(out, _("a year"));
		break;
	}
}

/* How far below zero the running total that this payback is about ends. */
static double shortfall_of(enum figure figure, const struct option_figures *figures)
{
	if (figure == FIGURE_PAYBACK || figure == FIGURE_PAYBACK_LASTING)
		return figures->shortfall;
	return -figures->month[figures->horizon - 1].amount[CASH_DISCOUNTED_CUMULATIVE];
}

static void format_no_answer(struct bytes *out, enum figure figure, const struct option_figures *figures,
                             const struct notation *notation)
{
	enum figure_status status = figures->figure[figure].status;

	if (status == STATUS_NOT_WITHIN_HORIZON) {
		bytes_add_text(out, _("not within "));
		format_months(out, figures->horizon, notation);
		bytes_add_text(out, ", ");
		format_money_beside(out, shortfall_of(figure, figures), 0, notation);
		bytes_add_text(out, _(" short"));
	} else if (status == STATUS_MULTIPLE) {
		bytes_add_text(out, _("several rates: "));
		for (size_t i = 0; i < figures->irr_count; i++) {
			bytes_add_text(out, i > 0 ? ", " : "");
			format_rate(out, figures->irr_rate[i], notation);
		}
	} else {
		bytes_add_text(out, _(status_label(status)));
	}
}

/* A number of a kind with its unit, beside a limit. */
static void format_kind(struct bytes *out, enum figure_kind kind, double value, double limit, const struct notation *notation)
{
	switch (kind) {
	case FIGURE_KIND_MONEY:
	case FIGURE_KIND_MONEY_MONTH:
		format_money_beside(out, value, limit, notation);
		bytes_add_text(out, kind == FIGURE_KIND_MONEY_MONTH ? _(" a month") : "");
		break;
	case FIGURE_KIND_UNIT_COST:
		print_rounded(out, value, number_decimals_beside(value, limit, unit_cost_decimals(value)),
		                     thousands(notation));
		bytes_add_format(out, " %s", currency_sign(notation));
		break;
	case FIGURE_KIND_MONTHS:
		format_months_beside(out, value, limit, notation);
		break;
	case FIGURE_KIND_RATIO:
		format_share_beside(out, value, limit, notation);
		break;
	case FIGURE_KIND_RATE:
		format_rate_beside(out, value, limit, notation);
		bytes_add_text(out, _(" a year"));
		break;
	}
}

void format_figure_beside(struct bytes *out, enum figure figure, const struct option_figures *figures, double limit,
                          const struct notation *notation)
{
	const struct figure_value *value = &figures->figure[figure];

	if (!status_has_value(value->status))
		format_no_answer(out, figure, figures, notation);
	else if (value->status == STATUS_SELF_FUNDING)
		bytes_add_text(out, _(status_label(value->status)));
	else if (!isnan(limit) && figure_compare(figure, value->value, limit, figures->epsilon) == 0)
		format_kind(out, figure_info(figure)->kind, value->value, no_limit, notation);
	else
		format_kind(out, figure_info(figure)->kind, value->value, limit, notation);
}

void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation)
{
	format_figure_beside(out, figure, figures, no_limit, notation);
}

void format_change(struct bytes *out, double change, const struct notation *notation)
{
	format_share_beside(out, change, 0, notation);
}

void format_points(struct bytes *out, double change, const struct notation *notation)
{
	format_number(out, change * 100, number_decimals_beside(change * 100, 0, share_decimals(change)), notation);
	bytes_add_text(out, fabs(change * 100 - 1) < 0.005 ? _(" point") : _(" points"));
}

void format_limit_share(struct bytes *out, double share, const struct notation *notation)
{
	format_number(out, share * 100, number_decimals_exact(share * 100, share_decimals(share)), notation);
	bytes_add_text(out, " %");
}

void format_limit(struct bytes *out, enum figure figure, double limit, const struct notation *notation)
{
	enum figure_kind kind = figure_info(figure)->kind;
	struct money_unit unit = money_unit_for(limit);

	switch (kind) {
	case FIGURE_KIND_MONEY:
	case FIGURE_KIND_MONEY_MONTH:
		unit.decimals = number_decimals_exact(limit / unit.size, unit.decimals);
		print_money(out, limit, unit, notation);
		bytes_add_text(out, kind == FIGURE_KIND_MONEY_MONTH ? _(" a month") : "");
		break;
	case FIGURE_KIND_UNIT_COST:
		print_rounded(out, limit, number_decimals_exact(limit, unit_cost_decimals(limit)), thousands(notation));
		bytes_add_format(out, " %s", currency_sign(notation));
		break;
	case FIGURE_KIND_MONTHS:
		print_months(out, limit, number_decimals_exact(limit, 1), notation);
		break;
	case FIGURE_KIND_RATIO:
	case FIGURE_KIND_RATE:
		format_limit_share(out, limit, notation);
		break;
	}
}

struct money_unit money_unit_of(const struct option_figures *figures, size_t count)
{
	double largest = 0;

	for (size_t i = 0; i < count; i++) {
		for (int figure = 0; figure < FIGURE_COUNT; figure++) {
			const struct figure_value *value = &figures[i].figure[figure];
			bool money = figure_info((enum figure)figure)->kind == FIGURE_KIND_MONEY;
			if (money && status_has_value(value->status))
				largest = money_larger(largest, value->value);
		}
	}
	return money_unit_for(largest);
}

static const double beyond_any_month = 1e9;

/* What is compared; false where nothing can be. */
static bool rank_of(struct figure_value value, double *rank)
{
	if (!status_has_value(value.status) && value.status != STATUS_NOT_WITHIN_HORIZON)
		return false;
	*rank = status_has_value(value.status) ? value.value : beyond_any_month;
	return true;
}

int figure_better(enum figure figure, struct figure_value a, struct figure_value b, double epsilon)
{
	enum figure_sense sense = figure_info(figure)->sense;
	double rank_a, rank_b;

	if (sense == FIGURE_NEITHER || !rank_of(a, &rank_a) || !rank_of(b, &rank_b))
		return 0;
	int more = figure_compare(figure, rank_a, rank_b, epsilon);
	return sense == FIGURE_MORE_IS_BETTER ? more : -more;
}

size_t figure_best(enum figure figure, const struct option_figures *const *options, size_t count)
{
	for (size_t i = 0; i < count && count > 1; i++) {
		size_t beaten = 0;
		for (size_t j = 0; j < count; j++)
			beaten += figure_better(figure, options[i]->figure[figure], options[j]->figure[figure],
			                        fmax(options[i]->epsilon, options[j]->epsilon)) > 0;
		if (beaten == count - 1)
			return i;
	}
	return count;
}
