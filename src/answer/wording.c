/* Figures, goals and inputs in words. */
#include "answer/wording.h"

#include <math.h>

#include "base/intl.h"
#include "decide/variant.h"

struct bytes *wording_clear(struct bytes *bytes)
{
	bytes_splice(bytes, 0, bytes->size, "", 0);
	return bytes;
}

void wording_figure_beside(struct bytes *out, enum figure figure, struct figure_value value, double limit,
			   double epsilon, const struct notation *notation)
{
	struct option_figures alone = {.horizon = 1, .epsilon = epsilon}; /* format_figure reads this one figure of it */
	if (!status_has_value(value.status)) {
		bytes_add_text(out, _(status_label(value.status)));
		return;
	}
	alone.figure[figure] = value;
	format_figure_beside(out, figure, &alone, limit, notation);
}

void wording_figure(struct bytes *out, enum figure figure, struct figure_value value,
		    const struct notation *notation)
{
	wording_figure_beside(out, figure, value, (double)NAN, 0, notation);
}

const char *wording_nothing(const struct notation *notation)
{
	return notation->ascii ? "-" : "—";
}

struct money_unit wording_unit(double largest)
{
	struct money_unit unit = money_unit_for(largest);
	if (unit.size > 1 && unit.decimals == 0)
		unit.decimals = 1;
	return unit;
}

void wording_change_cell(struct bytes *out, enum figure figure, double change, struct money_unit unit,
			 const struct notation *notation)
{
	if (isnan(change)) {
		bytes_add_text(out, wording_nothing(notation));
		return;
	}
	if (change > 0)
		bytes_add_char(out, '+');
	switch (figure_info(figure)->kind) {
	case FIGURE_KIND_MONEY:
	case FIGURE_KIND_MONEY_MONTH:
		format_amount(out, change, unit, notation);
		break;
	case FIGURE_KIND_UNIT_COST:
		format_number(out, change, 6, notation);
		break;
	case FIGURE_KIND_MONTHS:
		format_number(out, change, 2, notation);
		break;
	case FIGURE_KIND_RATIO:
	case FIGURE_KIND_RATE:
		format_number(out, change * 100, 1, notation);
		break;
	}
}

void wording_change_unit(struct bytes *out, enum figure figure, struct money_unit unit,
			 const struct notation *notation)
{
	enum figure_kind kind = figure_info(figure)->kind;
	if (kind == FIGURE_KIND_RATIO)
		bytes_add_text(out, _("points"));
	else if (kind == FIGURE_KIND_RATE)
		bytes_add_text(out, _("points a year"));
	else
		format_figure_unit(out, figure, unit, notation);
}

void wording_change(struct bytes *out, enum figure figure, double change, const struct notation *notation)
{
	struct money_unit unit = money_unit_for(change);
	wording_change_cell(out, figure, change, unit, notation);
	if (!isnan(change)) {
		bytes_add_char(out, ' ');
		wording_change_unit(out, figure, unit, notation);
	}
}

const char *wording_relation(enum relation relation, const struct notation *notation)
{
	if (relation == RELATION_AT_MOST && !notation->ascii)
		return "≤";
	if (relation == RELATION_AT_LEAST && !notation->ascii)
		return "≥";
	return relation_text(relation);
}

void wording_goal(struct bytes *out, const struct goal *goal, const struct notation *notation)
{
	bytes_add_format(out, "%s %s ", figure_info(goal->figure)->id, wording_relation(goal->relation, notation));
	format_limit(out, goal->figure, goal->value, notation);
}

void wording_condition(struct bytes *out, const struct plan *plan, const struct condition *condition, size_t option,
		       const struct notation *notation)
{
	const char *id = plan_option(plan, option)->section.id;
	bytes_add_format(out, condition->is_probability ? "p(%s." : "%s.", id);
	wording_goal(out, &condition->goal, notation);
	if (condition->is_probability) {
		bytes_add_format(out, ") %s ", wording_relation(condition->share.relation, notation));
		format_limit_share(out, condition->share.value, notation);
	}
}

static void print_input(const struct value *value, const struct field *field, const struct currency_names *currencies,
			struct bytes *out)
{
	value_print(value, field, currencies, out);
	if (field->kind == KIND_NUMBER && field->unit)
		bytes_add_format(out, " %s", value_unit(value, field));
}

void wording_input(struct bytes *out, const struct plan *plan, const struct input *input, double number)
{
	struct value value = variant_value(input, number);
	struct currency_names currencies = {(const char *const *)plan->currency, plan->currency_count};
	print_input(&value, input->field, &currencies, out);
}

void wording_input_stated(struct bytes *out, const struct plan *plan, const struct input *input)
{
	struct currency_names currencies = {(const char *const *)plan->currency, plan->currency_count};
	print_input(input->value, input->field, &currencies, out);
}
