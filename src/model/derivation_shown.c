/*
 * A formula for people: what defaults alone make 0 or 1 is that number, and what adds 0 or multiplies by 1 is left
 * out.
 */
#include "model/derivation_inside.h"

static bool is_number(const struct expression *expression, double number)
{
	return expression->kind == EXPRESSION_NUMBER && expression->number == number;
}

/* An amount that is nothing: sums do without it. */
static bool is_nothing(const struct expression *expression)
{
	const struct node *node = expression->node;

	return expression->kind == EXPRESSION_NODE && (node->kind == NODE_AMOUNT || node->kind == NODE_PRESENT) &&
	       node->value.status == STATUS_OK && node->value.value == 0;
}

/* Whether nothing that the plan states is in it. */
static bool is_of_defaults(const struct expression *expression)
{
	if (expression->kind == EXPRESSION_NODE)
		return expression->node->kind == NODE_LEAF && !expression->node->stated->given;
	for (size_t i = 0; i < expression->count; i++)
		if (!is_of_defaults(expression->operand[i]))
			return false;
	return true;
}

/* The first operand's neutral partner: what may be left out on its right, or (of a sum or product) on its left. */
static double neutral(enum expression_kind kind)
{
	return kind == EXPRESSION_ADD || kind == EXPRESSION_SUBTRACT ? 0 : 1;
}

static bool has_neutral(enum expression_kind kind)
{
	return kind == EXPRESSION_ADD || kind == EXPRESSION_SUBTRACT || kind == EXPRESSION_MULTIPLY ||
	       kind == EXPRESSION_DIVIDE || kind == EXPRESSION_POWER;
}

static bool commutes(enum expression_kind kind)
{
	return kind == EXPRESSION_ADD || kind == EXPRESSION_MULTIPLY;
}

static const struct expression *shown(struct derivation *d, const struct expression *expression);

/* A step whose formula comes down to one name or number is that. */
static const struct expression *shown_node(struct derivation *d, const struct expression *expression)
{
	const struct node *node = expression->node;
	const struct expression *formula;

	if (node->kind != NODE_PART || node->formula == NULL || node->also_count > 0)
		return expression;
	formula = shown(d, node->formula);
	d->nodes.failed |= formula == NULL;
	return formula != NULL && (formula->kind == EXPRESSION_NODE || formula->kind == EXPRESSION_NUMBER) ? formula
	                                                                                                 : expression;
}

static const struct expression *shown(struct derivation *d, const struct expression *expression)
{
	struct arena *arena = &d->nodes.arena;
	const struct expression **kept;
	size_t count = 0;

	if (expression->kind == EXPRESSION_NODE)
		expression = shown_node(d, expression);
	if (expression->kind != EXPRESSION_NUMBER && is_of_defaults(expression)) {
		double value = nodes_evaluate(expression);

		return value == 0 || value == 1 ? expression_number(arena, value) : expression;
	}
	if (expression->count == 0)
		return expression;
	kept = arena_alloc(arena, expression->count * sizeof *kept);
	for (size_t i = 0; kept != NULL && i < expression->count; i++) {
		const struct expression *operand = shown(d, expression->operand[i]);

		if (operand == NULL)
			return NULL;
		if (has_neutral(expression->kind) && (i > 0 || commutes(expression->kind)) &&
		    (is_number(operand, neutral(expression->kind)) ||
		     (neutral(expression->kind) == 0 && is_nothing(operand))))
			continue;
		kept[count++] = operand;
	}
	if (kept == NULL)
		return NULL;
	if (expression->kind == EXPRESSION_POWER && (is_number(kept[0], 1) || (count == 2 && is_number(kept[1], 0))))
		return expression_number(arena, 1);
	if (count == 0)
		return expression_number(arena, neutral(expression->kind));
	return count == 1 && has_neutral(expression->kind) ? kept[0]
	                                                   : expression_of(arena, expression->kind, kept, count);
}

const struct expression *derivation_shown(struct derivation *d, const struct node *node)
{
	const struct expression *formula = node->formula == NULL ? NULL : shown(d, node->formula);

	d->nodes.failed |= node->formula != NULL && formula == NULL;
	return formula;
}
