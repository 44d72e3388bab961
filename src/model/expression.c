/* Arithmetic as data: made, evaluated, printed. Formulas are read in expression_read.c. */
#include "model/expression.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"

static struct expression *made(struct arena *arena, enum expression_kind kind)
{
	struct expression *expression = arena_alloc(arena, sizeof *expression);

	if (expression != NULL)
		expression->kind = kind;
	return expression;
}

static const struct expression *literal(struct arena *arena, enum expression_kind kind, double number)
{
	struct expression *expression = made(arena, kind);

	if (expression != NULL)
		expression->number = number;
	return expression;
}

const struct expression *expression_number(struct arena *arena, double number)
{
	return literal(arena, EXPRESSION_NUMBER, number);
}

const struct expression *expression_time(struct arena *arena, double months)
{
	return literal(arena, EXPRESSION_TIME, months);
}

const struct expression *expression_node(struct arena *arena, const struct node *node)
{
	struct expression *expression = node == NULL ? NULL : made(arena, EXPRESSION_NODE);

	if (expression != NULL)
		expression->node = node;
	return expression;
}

/* a + b + c has three operands, not one that is a + b. */
static bool flattens(enum expression_kind kind)
{
	return kind == EXPRESSION_ADD || kind == EXPRESSION_MULTIPLY;
}

const struct expression *expression_of(struct arena *arena, enum expression_kind kind,
                                       const struct expression *const *operand, size_t count)
{
	struct expression *expression = made(arena, kind);
	const struct expression **all;
	size_t first = 0;

	for (size_t i = 0; i < count; i++)
		if (operand[i] == NULL)
			return NULL;
	if (expression != NULL && count > 0 && flattens(kind) && operand[0]->kind == kind)
		first = operand[0]->count;
	all = arena_alloc(arena, (first + count) * sizeof *all);
	if (expression == NULL || all == NULL)
		return NULL;
	for (size_t i = 0; i < first; i++)
		all[i] = operand[0]->operand[i];
	for (size_t i = first > 0; i < count; i++)
		all[first - (first > 0) + i] = operand[i];
	expression->operand = all;
	expression->count = first > 0 ? first + count - 1 : count;
	return expression;
}

const struct expression *expression_of_two(struct arena *arena, enum expression_kind kind, const struct expression *a,
                                           const struct expression *b)
{
	const struct expression *const both[] = {a, b};

	return expression_of(arena, kind, both, 2);
}

/* As IEEE 754 has it; in C a division by zero is undefined. */
static double over_zero(double a)
{
	return a > 0 ? (double)INFINITY : a < 0 ? -(double)INFINITY : (double)NAN;
}

static double combined(enum expression_kind kind, double a, double b)
{
	switch (kind) {
	case EXPRESSION_ADD:
		return a + b;
	case EXPRESSION_SUBTRACT:
		return a - b;
	case EXPRESSION_MULTIPLY:
		return a * b;
	case EXPRESSION_DIVIDE:
		return b != 0 ? a / b : over_zero(a);
	case EXPRESSION_POWER:
		return pow(a, b);
	case EXPRESSION_MINIMUM:
		return b < a ? b : a;
	case EXPRESSION_MAXIMUM:
		return b > a ? b : a;
	case EXPRESSION_NEGATE:
	case EXPRESSION_CEILING:
	case EXPRESSION_NUMBER:
	case EXPRESSION_TIME:
	case EXPRESSION_NODE:
		break;
	}
	return a;
}

double expression_value(const struct expression *expression, const struct expression_values *values)
{
	double value;

	switch (expression->kind) {
	case EXPRESSION_NUMBER:
	case EXPRESSION_TIME:
		return values->literal == NULL ? expression->number
		                               : values->literal(values->context, expression->number);
	case EXPRESSION_NODE:
		return values->node(values->context, expression->node);
	default:
		break;
	}
	value = expression->count == 0 ? 0 : expression_value(expression->operand[0], values);
	for (size_t i = 1; i < expression->count; i++)
		value = combined(expression->kind, value, expression_value(expression->operand[i], values));
	return expression->kind == EXPRESSION_NEGATE    ? -value
	       : expression->kind == EXPRESSION_CEILING ? ceil(value)
	                                                : value;
}

void expression_visit(const struct expression *expression, void (*visit)(void *context, const struct node *node),
                      void *context)
{
	if (expression->kind == EXPRESSION_NODE)
		visit(context, expression->node);
	for (size_t i = 0; i < expression->count; i++)
		expression_visit(expression->operand[i], visit, context);
}

/* How tightly an operator binds; functions and leaves bind most. */
static int rank(enum expression_kind kind)
{
	switch (kind) {
	case EXPRESSION_ADD:
	case EXPRESSION_SUBTRACT:
		return 1;
	case EXPRESSION_MULTIPLY:
	case EXPRESSION_DIVIDE:
		return 2;
	case EXPRESSION_NEGATE:
		return 3;
	case EXPRESSION_POWER:
		return 4;
	default:
		return 5;
	}
}

/* Whether an operand needs brackets: a - (b + c), (a + b) x c, (a ^ b) ^ c. */
static bool needs_brackets(const struct expression *of, size_t index)
{
	int outer = rank(of->kind), inner = rank(of->operand[index]->kind);

	if (inner != outer)
		return inner < outer;
	if (of->kind == EXPRESSION_POWER || of->kind == EXPRESSION_NEGATE)
		return true;
	return index > 0 && of->kind != EXPRESSION_ADD &&
	       !(of->kind == EXPRESSION_MULTIPLY && of->operand[index]->kind == EXPRESSION_MULTIPLY);
}

static const char *sign_of(const struct expression_style *style, enum expression_kind kind)
{
	switch (kind) {
	case EXPRESSION_ADD:
		return style->add;
	case EXPRESSION_SUBTRACT:
		return style->subtract;
	case EXPRESSION_MULTIPLY:
		return style->multiply;
	case EXPRESSION_DIVIDE:
		return style->divide;
	case EXPRESSION_POWER:
		return style->power;
	default:
		return ", ";
	}
}

static const char *function_of(const struct expression_style *style, enum expression_kind kind)
{
	switch (kind) {
	case EXPRESSION_CEILING:
		return style->ceiling;
	case EXPRESSION_MINIMUM:
		return style->minimum;
	case EXPRESSION_MAXIMUM:
		return style->maximum;
	default:
		return NULL;
	}
}

static void print_operand(const struct expression *of, size_t index, const struct expression_style *style,
                          struct bytes *out)
{
	bool brackets = function_of(style, of->kind) == NULL && needs_brackets(of, index);

	if (brackets)
		bytes_add_char(out, '(');
	expression_print(of->operand[index], style, out);
	if (brackets)
		bytes_add_char(out, ')');
}

void expression_print(const struct expression *expression, const struct expression_style *style, struct bytes *out)
{
	const char *function = function_of(style, expression->kind);

	if (expression->kind == EXPRESSION_NODE) {
		style->node(style->context, expression->node, out);
		return;
	}
	if (expression->kind == EXPRESSION_NUMBER || expression->kind == EXPRESSION_TIME) {
		style->number(style->context, expression, out);
		return;
	}
	if (expression->kind == EXPRESSION_NEGATE)
		bytes_add_text(out, style->negate);
	if (function != NULL)
		bytes_add_format(out, "%s(", function);
	for (size_t i = 0; i < expression->count; i++) {
		if (i > 0)
			bytes_add_text(out, sign_of(style, expression->kind));
		print_operand(expression, i, style, out);
	}
	if (function != NULL)
		bytes_add_char(out, ')');
}
