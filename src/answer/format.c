/* Figures in words. */
#include "answer/format.h"

#include <math.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "model/tolerance.h"

static const double no_limit = (double)NAN;

struct quantity figure_quantity(enum figure figure, double value, const char *currency)
{
	static const enum quantity_kind kinds[] = {
		[FIGURE_KIND_MONEY] = QUANTITY_MONEY,   [FIGURE_KIND_MONEY_MONTH] = QUANTITY_MONEY_MONTH,
		[FIGURE_KIND_MONTHS] = QUANTITY_MONTHS, [FIGURE_KIND_UNIT_COST] = QUANTITY_UNIT_COST,
		[FIGURE_KIND_RATIO] = QUANTITY_SHARE,   [FIGURE_KIND_RATE] = QUANTITY_RATE,
	};
	return quantity_of(kinds[figure_info(figure)->kind], value, currency);
}

struct quantity figure_change(enum figure figure, double change, struct money_unit unit, const char *currency)
{
	struct quantity quantity = figure_quantity(figure, change, currency);
	quantity.unit = unit;
	quantity.is_change = true;
	return quantity;
}

static void print_two_rates(struct bytes *out, const struct option_figures *figures, const struct notation *notation)
{
	struct bytes rate[2] = {{0}};

	for (int i = 0; i < 2; i++)
		format_rate(&rate[i], figures->irr_rate[i], notation);
	NUMBERED_ARGUMENTS bytes_add_format(out, _("%1$s or %2$s"), bytes_text(&rate[0]), bytes_text(&rate[1]));
	for (int i = 0; i < 2; i++) {
		out->failed |= rate[i].failed;
		bytes_release(&rate[i]);
	}
}

/* The one or two words that fit a column. */
void format_figure_status(struct bytes *out, enum figure figure, const struct option_figures *figures,
			  const struct notation *notation)
{
	static const char *const words[STATUS_COUNT] = {
		[STATUS_NO_OUTFLOW] = N_("no net cost"),    [STATUS_NO_INFLOW] = N_("no net gain"),
		[STATUS_NO_REAL_ROOT] = N_("no rate"),      [STATUS_NOT_LAUNCHED] = N_("not launched"),
		[STATUS_NO_REQUESTS] = N_("no requests"),   [STATUS_NO_BENEFIT] = N_("no benefit"),
		[STATUS_NO_OUTCOME] = N_("no outcome"),     [STATUS_UNDEFINED] = N_("undefined"),
		[STATUS_OVERFLOW] = N_("too large"),        [STATUS_SELF_FUNDING] = N_("at once"),
	};

	enum figure_status status = figures->figure[figure].status;

	if (status == STATUS_NOT_WITHIN_HORIZON) {
		bytes_add_format(out, _("not in %d m"), figures->horizon);
	} else if (status == STATUS_MULTIPLE && figures->irr_count == 2) {
		print_two_rates(out, figures, notation);
	} else if (status == STATUS_MULTIPLE) {
		bytes_add_format(out, ngettext("%zu rate", "%zu rates", figures->irr_count), figures->irr_count);
	} else {
		bytes_add_text(out, words[status] ? _(words[status]) : "");
	}
}

bool figure_has_number(struct figure_value value)
{
	return status_has_value(value.status) && value.status != STATUS_SELF_FUNDING;
}

void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures,
			struct money_unit unit, const struct notation *notation)
{
	struct quantity quantity = figure_quantity(figure, figures->figure[figure].value, notation->currency);

	quantity.unit = unit;
	if (figure_has_number(figures->figure[figure]))
		format_quantity(out, &quantity, notation->ascii);
	else
		format_figure_status(out, figure, figures, notation);
}

void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation)
{
	struct quantity quantity = figure_quantity(figure, 0, notation->currency);

	quantity.unit = unit;
	format_quantity_unit(out, &quantity, notation->ascii);
}

/* How far below zero the final running total behind this payback is. */
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
	struct bytes first = {0}, second = {0};

	if (status == STATUS_NOT_WITHIN_HORIZON) {
		format_months(&first, figures->horizon, notation);
		format_money_beside(&second, shortfall_of(figure, figures), 0, notation);
		NUMBERED_ARGUMENTS bytes_add_format(out, _("not within %1$s, %2$s short"), bytes_text(&first),
						    bytes_text(&second));
	} else if (status == STATUS_MULTIPLE) {
		for (size_t i = 0; i < figures->irr_count; i++) {
			bytes_add_text(&first, i > 0 ? ", " : "");
			format_rate(&first, figures->irr_rate[i], notation);
		}
		bytes_add_format(out, _("several rates: %s"), bytes_text(&first));
	} else {
		bytes_add_text(out, _(status_label(status)));
	}
	out->failed |= first.failed || second.failed;
	bytes_release(&first);
	bytes_release(&second);
}

void format_figure_beside(struct bytes *out, enum figure figure, const struct option_figures *figures, double limit,
                          const struct notation *notation)
{
	const struct figure_value *value = &figures->figure[figure];
	const struct quantity quantity = figure_quantity(figure, value->value, notation->currency);
	bool is_limit = !isnan(limit) && figure_compare(figure, value->value, limit, figures->epsilon) == 0;

	if (!status_has_value(value->status))
		format_no_answer(out, figure, figures, notation);
	else if (value->status == STATUS_SELF_FUNDING)
		bytes_add_text(out, _(status_label(value->status)));
	else
		format_quantity_beside(out, &quantity, is_limit ? no_limit : limit, notation->ascii);
}

void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation)
{
	format_figure_beside(out, figure, figures, no_limit, notation);
}

void format_limit(struct bytes *out, enum figure figure, double limit, const struct notation *notation)
{
	const struct quantity quantity = figure_quantity(figure, limit, notation->currency);

	format_quantity_exact(out, &quantity, notation->ascii);
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

/* The number by which values are compared; false if there is none. */
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
