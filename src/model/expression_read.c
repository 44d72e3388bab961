/* Reads a formula. */
#include <string.h>

#include "base/ascii.h"
#include "base/number.h"
#include "model/expression.h"

enum { LONGEST_NAME = 64 };

/* What is left of the formula, and what it is made in. */
struct reading {
	const char *at;
	struct arena *arena;
	const struct expression_names *names;
};

static const struct expression *read_sum(struct reading *r);
static const struct expression *read_power(struct reading *r);

static void skip_blanks(struct reading *r)
{
	while (*r->at == ' ')
		r->at++;
}

/* Takes the character, if it is next. */
static bool take(struct reading *r, char wanted)
{
	skip_blanks(r);
	if (*r->at != wanted)
		return false;
	r->at++;
	return true;
}

static bool is_of_name(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || c == '.';
}

/* A name: letters, digits, _ and dots; "" where there is none. */
static void take_name(struct reading *r, char name[LONGEST_NAME])
{
	size_t size = 0;

	skip_blanks(r);
	while (size < LONGEST_NAME - 1 && is_of_name(r->at[size]))
		size++;
	memcpy(name, r->at, size);
	name[size] = '\0';
	r->at += size;
}

/* The least or the greatest of some formulas. */
static const struct expression *read_choice(struct reading *r, enum expression_kind kind)
{
	const struct expression *all = read_sum(r);

	while (all != NULL && take(r, ','))
		all = expression_of_two(r->arena, kind, all, read_sum(r));
	return take(r, ')') ? all : NULL;
}

static const struct expression *read_ceiling(struct reading *r)
{
	const struct expression *inner = read_sum(r);

	return take(r, ')') && inner != NULL ? expression_of(r->arena, EXPRESSION_CEILING, &inner, 1) : NULL;
}

/* A function of a series, and perhaps of months. */
static const struct expression *read_function(struct reading *r, const char *name)
{
	char series[LONGEST_NAME];
	const struct expression *months = NULL;

	take_name(r, series);
	if (take(r, ',')) {
		months = read_sum(r);
		if (months == NULL)
			return NULL;
	}
	return take(r, ')') ? r->names->resolve(r->names->context, name, series, months) : NULL;
}

static const struct expression *read_name(struct reading *r)
{
	char name[LONGEST_NAME];

	take_name(r, name);
	if (name[0] == '\0')
		return NULL;
	if (!take(r, '('))
		return r->names->resolve(r->names->context, name, NULL, NULL);
	if (strcmp(name, "min") == 0)
		return read_choice(r, EXPRESSION_MINIMUM);
	if (strcmp(name, "max") == 0)
		return read_choice(r, EXPRESSION_MAXIMUM);
	return strcmp(name, "ceil") == 0 ? read_ceiling(r) : read_function(r, name);
}

static const struct expression *read_operand(struct reading *r)
{
	const struct expression *inner;
	double number;
	size_t size;

	if (take(r, '-')) { /* -a ^ 2 is -(a ^ 2) */
		inner = read_power(r);
		return expression_of(r->arena, EXPRESSION_NEGATE, &inner, 1);
	}
	if (take(r, '(')) {
		inner = read_sum(r);
		return take(r, ')') ? inner : NULL;
	}
	size = ascii_is_digit(*r->at) ? number_scan(r->at, strlen(r->at), &number) : 0;
	r->at += size;
	return size > 0 ? expression_number(r->arena, number) : read_name(r);
}

static const struct expression *read_power(struct reading *r)
{
	const struct expression *base = read_operand(r);

	return base != NULL && take(r, '^') ? expression_of_two(r->arena, EXPRESSION_POWER, base, read_power(r)) : base;
}

/* Operands with signs of one rank between them. */
static const struct expression *read_chain(struct reading *r, const struct expression *(*operand)(struct reading *),
                                           char first, enum expression_kind first_kind, char second,
                                           enum expression_kind second_kind)
{
	const struct expression *all = operand(r);

	while (all != NULL) {
		if (take(r, first))
			all = expression_of_two(r->arena, first_kind, all, operand(r));
		else if (take(r, second))
			all = expression_of_two(r->arena, second_kind, all, operand(r));
		else
			break;
	}
	return all;
}

static const struct expression *read_product(struct reading *r)
{
	return read_chain(r, read_power, '*', EXPRESSION_MULTIPLY, '/', EXPRESSION_DIVIDE);
}

static const struct expression *read_sum(struct reading *r)
{
	return read_chain(r, read_product, '+', EXPRESSION_ADD, '-', EXPRESSION_SUBTRACT);
}

const struct expression *expression_read(struct arena *arena, const char *formula,
                                         const struct expression_names *names)
{
	struct reading r = {.at = formula, .arena = arena, .names = names};
	const struct expression *all = read_sum(&r);

	skip_blanks(&r);
	return *r.at == '\0' ? all : NULL;
}
