/* Figures, goals and inputs in words. */
#include "answer/wording.h"

#include <math.h>

#include "base/attribute.h"
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
	struct option_figures alone = {.horizon = 1,
				       .epsilon = epsilon}; /* format_figure reads only this figure */
	if (!status_has_value(value.status)) {
		bytes_add_text(out, _(status_label(value.status)));
		return;
	}
	alone.figure[figure] = value;
	format_figure_beside(out, figure, &alone, limit, notation);
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

void wording_list(struct bytes *list, const char *member, size_t i, size_t count)
{
	struct bytes longer = {0};
	if (i == 0)
		bytes_add_text(&longer, member);
	else
		NUMBERED_ARGUMENTS bytes_add_format(&longer, i + 1 == count ? _("%1$s and %2$s") : "%1$s, %2$s",
						    bytes_text(list), member);
	longer.failed |= list->failed;
	bytes_release(list);
	*list = longer;
}

const char *wording_money(struct document *document, double amount, const struct notation *notation)
{
	struct bytes text = {0};
	format_money(&text, amount, notation);
	return document_take(document, &text);
}
