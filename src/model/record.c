/* Expressions and nodes from the compiler's terms. */
#include "model/record.h"

#include <limits.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "model/units.h"

/* Where a part belongs, and so how its id is made. */
enum place_of_part {
	OF_PLAN,       /* "peak" */
	OF_PLAN_MONTH, /* "demand@8" */
	OF_LINE,       /* "infra.serving.price_a_month" */
	OF_LINE_MONTH  /* "infra.serving.units@8" */
};

static const struct part_info {
	const char *id, *label;
	enum place_of_part place;
	enum measure measure;
} parts[PART_COUNT] = {
	[PART_PRICE_A_MONTH] = {"price_a_month", N_("price a month"), OF_LINE, MEASURE_MONEY_MONTH},
	[PART_PRICE_OF_MILLION] = {"price_of_million", N_("price of a million requests"), OF_LINE, MEASURE_MONEY_MILLION},
	[PART_PRICE_ONCE] = {"price_once", N_("price, paid once"), OF_LINE, MEASURE_MONEY},
	[PART_PEAK] = {"peak", N_("peak at the start"), OF_PLAN, MEASURE_REQUESTS_SECOND},
	[PART_DEMAND] = {"demand", N_("demand, against the start"), OF_PLAN_MONTH, MEASURE_NUMBER},
	[PART_LOAD] = {"load", N_("units that the peak takes"), OF_LINE_MONTH, MEASURE_NUMBER},
	[PART_UNITS] = {"units", N_("units"), OF_LINE_MONTH, MEASURE_NUMBER},
	[PART_ESCALATION] = {"escalation", N_("escalation so far"), OF_LINE_MONTH, MEASURE_NUMBER},
	[PART_ACTIVE] = {"active", N_("part of the month in which it runs"), OF_LINE_MONTH, MEASURE_NUMBER},
	[PART_REQUESTS] = {"requests", N_("requests served"), OF_PLAN_MONTH, MEASURE_REQUESTS},
	[PART_LAUNCHED] = {"launched", N_("part of the month after launch"), OF_PLAN_MONTH, MEASURE_NUMBER},
	[PART_MOMENT] = {"moment", N_("months after which it is paid"), OF_LINE, MEASURE_MONTHS},
	[PART_VALUE_A_YEAR] = {"value_a_year", N_("value a year"), OF_LINE, MEASURE_MONEY_YEAR},
	[PART_FRESHNESS] = {"freshness", N_("mean effect between two retrainings"), OF_LINE, MEASURE_SHARE},
	[PART_SINCE] = {"since", N_("months since it began"), OF_LINE_MONTH, MEASURE_MONTHS},
	[PART_EFFECT_SO_FAR] = {"effect_so_far", N_("months of full effect so far"), OF_LINE_MONTH, MEASURE_MONTHS},
	[PART_EFFECT] = {"effect", N_("effect in the month"), OF_LINE_MONTH, MEASURE_SHARE},
	[PART_CASES_A_MONTH] = {"cases_a_month", N_("cases a month"), OF_LINE, MEASURE_NUMBER},
	[PART_LOSS_OF_CASES] = {"days_lost", N_("days of the stake lost a month"), OF_LINE, MEASURE_NUMBER},
	[PART_REVENUE_A_DAY] = {"revenue_a_day", N_("revenue a day"), OF_LINE, MEASURE_MONEY_DAY},
	[PART_STAKE_A_DAY] = {"stake_a_day", N_("stake a day"), OF_LINE_MONTH, MEASURE_MONEY_DAY},
	[PART_LEFT] = {"left", N_("left by the controls"), OF_LINE_MONTH, MEASURE_SHARE},
	[PART_DISCOUNT] = {"discount", N_("discount factor at the month's end"), OF_PLAN_MONTH, MEASURE_NUMBER},
	[PART_DISCOUNT_AT_START] = {"discount_at_start", N_("discount factor at the month's start"), OF_PLAN_MONTH,
	                            MEASURE_NUMBER},
};

/* The numbers that the model's own arithmetic is written with (model/units.h). */
static const struct constant {
	double value;
	const char *id, *label;
} constants[] = {
	{MONTHS_A_YEAR, "months_a_year", N_("months a year")},
	{DAYS_A_YEAR, "days_a_year", N_("days a year")},
	{DAYS_A_MONTH, "days_a_month", N_("days a month")},
	{HOURS_A_MONTH, "hours_a_month", N_("hours a month")},
	{SECONDS_A_DAY, "seconds_a_day", N_("seconds a day")},
	{REQUESTS_A_MILLION, "million", N_("a million")},
};

const char *nodes_keep(struct nodes *nodes, struct bytes *text)
{
	const char *kept = text->failed ? NULL : arena_text(&nodes->arena, bytes_text(text), text->size);

	nodes->failed |= kept == NULL;
	bytes_release(text);
	return kept;
}

const char *section_name(struct nodes *nodes, const struct section *section)
{
	struct bytes name = {0};

	bytes_add_text(&name, section_type(section->kind)->name);
	if (section->id != NULL)
		bytes_add_format(&name, ".%s", section->id);
	return nodes_keep(nodes, &name);
}

static const struct node *constant_node(struct recorder *recorder, const struct constant *constant)
{
	struct node *node = nodes_get(recorder->nodes, recorder->option, constant->id);

	if (node == NULL || node->opened)
		return node;
	node->kind = NODE_CONSTANT;
	node->label = constant->label;
	node->value = (struct figure_value){constant->value, STATUS_OK};
	node->opened = true;
	return node;
}

/* A literal of the code: the constant that it is, or itself. The plan's own numbers are leaves, never literals. */
static const struct expression *literal(struct recorder *recorder, double number)
{
	struct arena *arena = &recorder->nodes->arena;

	for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
		if (constants[i].value == number)
			return expression_node(arena, constant_node(recorder, &constants[i]));
	return expression_number(arena, number);
}

void record_made_of(struct recorder *recorder, const struct expression *expression, struct term *term)
{
	struct nodes *nodes = recorder->nodes;

	term->expression = 0;
	if (expression == NULL || nodes->made_count == INT_MAX ||
	    !GROW(nodes->made, nodes->made_capacity, nodes->made_count + 1)) {
		nodes->failed = true;
		return;
	}
	nodes->made[nodes->made_count++] = expression;
	term->expression = (int)nodes->made_count;
}

const struct node *record_node(const struct recorder *recorder, struct term term)
{
	return term.expression == 0 ? NULL : recorder->nodes->made[term.expression - 1]->node;
}

const struct expression *record_expression(struct recorder *recorder, struct term term)
{
	const struct expression *expression = term.expression != 0 ? recorder->nodes->made[term.expression - 1]
	                                                           : literal(recorder, term.number);

	recorder->nodes->failed |= expression == NULL;
	return expression;
}

static bool is_literal(struct term term, double number)
{
	return term.expression == 0 && term.number == number;
}

/* (1 - (1 - decay) ^ months) / (months x decay), 1 where decay is 0. */
static const struct expression *freshness(struct arena *arena, struct term decay, const struct expression *a,
                                          const struct expression *b)
{
	const struct expression *one = expression_number(arena, 1);
	const struct expression *kept = expression_of_two(arena, EXPRESSION_SUBTRACT, one, a);
	const struct expression *left = expression_of_two(arena, EXPRESSION_POWER, kept, b);

	if (decay.number == 0)
		return one;
	return expression_of_two(arena, EXPRESSION_DIVIDE, expression_of_two(arena, EXPRESSION_SUBTRACT, one, left),
	                         expression_of_two(arena, EXPRESSION_MULTIPLY, b, a));
}

struct term record_apply(struct recorder *recorder, enum tape_operation operation, struct term a, struct term b)
{
	static const enum expression_kind kinds[] = {[TAPE_ADD] = EXPRESSION_ADD,
	                                             [TAPE_SUBTRACT] = EXPRESSION_SUBTRACT,
	                                             [TAPE_MULTIPLY] = EXPRESSION_MULTIPLY,
	                                             [TAPE_DIVIDE] = EXPRESSION_DIVIDE,
	                                             [TAPE_POWER] = EXPRESSION_POWER};
	struct arena *arena = &recorder->nodes->arena;
	bool of_one = operation == TAPE_MULTIPLY || operation == TAPE_DIVIDE || operation == TAPE_POWER;
	const struct expression *expression;
	struct term made = term_of(tape_fold(operation, a.number, b.number));

	/* Not written by hand, either: times 1, plus 0. */
	if ((of_one && is_literal(b, 1)) || (operation == TAPE_ADD && is_literal(b, 0)))
		expression = record_expression(recorder, a);
	else if ((operation == TAPE_MULTIPLY && is_literal(a, 1)) || (operation == TAPE_ADD && is_literal(a, 0)))
		expression = record_expression(recorder, b);
	else if (operation == TAPE_FRESHNESS)
		expression = freshness(arena, a, record_expression(recorder, a), record_expression(recorder, b));
	else
		expression = expression_of_two(arena, kinds[operation], record_expression(recorder, a),
		                               record_expression(recorder, b));
	record_made_of(recorder, expression, &made);
	return made;
}

void record_function(struct recorder *recorder, enum expression_kind kind, const struct term *operand, size_t count,
                     struct term *made)
{
	const struct expression *all[2] = {NULL, NULL};

	for (size_t i = 0; i < count; i++)
		all[i] = record_expression(recorder, operand[i]);
	record_made_of(recorder, expression_of(&recorder->nodes->arena, kind, all, count), made);
}

void record_time(struct recorder *recorder, struct term *term)
{
	record_made_of(recorder, expression_time(&recorder->nodes->arena, term->number), term);
}

/* The input whose value this is; NULL: none (it is not a number). */
static const struct input *input_of(const struct recorder *recorder, const struct value *value)
{
	size_t low = 0, high = recorder->plan->input_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (recorder->by_value[middle]->value < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < recorder->plan->input_count && recorder->by_value[low]->value == value ? recorder->by_value[low]
	                                                                                     : NULL;
}

/* Which value of an uncertain input stands for it. */
static const char *words_of_guess(const struct value *value)
{
	switch (value->distribution) {
	case DIST_UNIFORM:
		return N_("the middle of %s");
	case DIST_TRIANGULAR:
	case DIST_PERT:
		return N_("the most likely of %s");
	case DIST_NORMAL:
		return N_("the mean of %s");
	case DIST_TO_NORMAL:
	case DIST_TO_LOGNORMAL:
		return N_("the median of %s");
	case DIST_POINT:
		break;
	}
	return NULL;
}

static const char *stated_as(struct recorder *recorder, const struct input *input)
{
	const struct currency_names currencies = {.code = recorder->plan->currency,
	                                          .count = recorder->plan->currency_count};
	struct bytes text = {0};

	value_print(input->value, input->field, &currencies, &text);
	return nodes_keep(recorder->nodes, &text);
}

const struct node *record_leaf_node(struct recorder *recorder, const struct input *input)
{
	struct node *node = nodes_get(recorder->nodes, recorder->option, input->name);

	if (node == NULL || node->opened)
		return node;
	node->kind = NODE_LEAF;
	node->label = input->field->key;
	node->measure = MEASURE_INPUT;
	node->value = (struct figure_value){value_best_guess(input->value), STATUS_OK};
	node->input = input;
	node->of = input->setting;
	node->stated = (const struct setting_value *)input->value; /* its first member */
	node->reason = words_of_guess(input->value);
	node->word = node->reason != NULL ? stated_as(recorder, input) : NULL;
	node->opened = true;
	return node;
}

struct term record_leaf(struct recorder *recorder, const struct value *value)
{
	const struct input *input = input_of(recorder, value);
	const struct node *leaf = input == NULL ? NULL : record_leaf_node(recorder, input);
	struct term term = term_of(value_best_guess(value));

	if (input != NULL)
		record_made_of(recorder, expression_node(&recorder->nodes->arena, leaf), &term);
	return term;
}

void record_because(struct recorder *recorder, const struct node *node)
{
	if (node != NULL && recorder->because_count < sizeof recorder->because / sizeof *recorder->because)
		recorder->because[recorder->because_count++] = node;
}

static void print_part_id(const struct recorder *recorder, const struct part_info *info, struct bytes *out)
{
	if (info->place == OF_LINE || info->place == OF_LINE_MONTH)
		bytes_add_format(out, "%s.%s.", section_type(recorder->section->kind)->name, recorder->section->id);
	bytes_add_text(out, info->id);
	if (info->place == OF_PLAN_MONTH || info->place == OF_LINE_MONTH)
		bytes_add_format(out, "@%d", recorder->month);
}

static struct node *part_node(struct recorder *recorder, const struct part_info *info, struct term term)
{
	const bool of_month = info->place == OF_PLAN_MONTH || info->place == OF_LINE_MONTH;
	struct bytes id = {0};
	struct node *node;

	print_part_id(recorder, info, &id);
	node = nodes_named(recorder->nodes, recorder->option, &id);
	if (node == NULL || node->opened)
		return node;
	node->kind = NODE_PART;
	node->label = info->label;
	node->measure = info->measure;
	node->month = node->until = of_month ? recorder->month : 0;
	node_measure(node, term.number);
	node->formula = record_expression(recorder, term);
	node->opened = true;
	for (size_t i = 0; i < recorder->because_count; i++)
		node_also(recorder->nodes, node, recorder->because[i]);
	return node;
}

struct term record_part(struct recorder *recorder, enum part part, struct term term)
{
	const struct node *node = part_node(recorder, &parts[part], term);

	recorder->because_count = 0;
	record_made_of(recorder, expression_node(&recorder->nodes->arena, node), &term);
	return term;
}

const struct node *record_word(struct recorder *recorder, const char *id, const char *label, const char *word,
                               const struct setting_value *stated)
{
	struct node *node = nodes_get(recorder->nodes, recorder->option, id);

	if (node == NULL || node->opened)
		return node;
	node->kind = NODE_WORD;
	node->label = label;
	node->measure = MEASURE_WORD;
	node->word = word;
	node->stated = stated;
	node->opened = true;
	return node;
}

const struct node *record_hosting(struct recorder *recorder, const struct cost_item *item)
{
	const struct plan_option *option = plan_option(recorder->plan, recorder->option);
	const struct field *field = field_find(SECTION_OPTION, "hosting");
	const char *component = item_component(item);
	const struct setting *setting = plan_hosting_setting(recorder->plan, recorder->option, component);
	const struct node *node = NULL;
	struct bytes id = {0};

	bytes_add_format(&id, "option.%s.hosting", option->section.id);
	if (setting != &option->hosting)
		bytes_add_format(&id, ".%s", component);
	if (!id.failed)
		node = record_word(recorder, bytes_text(&id), field->key, field->words[(int)setting_number(setting)],
		                   &setting->common);
	recorder->nodes->failed |= id.failed;
	bytes_release(&id);
	return node;
}

const struct node *record_convention(struct recorder *recorder)
{
	const struct field *field = field_find(SECTION_PLAN, "convention");
	const struct setting *setting = &recorder->plan->head.convention;

	return record_word(recorder, "plan.convention", field->key, field->words[(int)setting_number(setting)],
	                   &setting->common);
}
