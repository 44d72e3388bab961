/*
 * Arithmetic as data: what a number is made of.
 *
 * A tree whose leaves are literals, times and parts (struct node, model/derivation.h). One tree is evaluated, printed
 * with names, printed with numbers, and printed with the cells of a sheet: what a leaf is, the caller says.
 */
#ifndef MODEL_EXPRESSION_H
#define MODEL_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/arena.h"

struct bytes;
struct node;

enum expression_kind {
	EXPRESSION_NUMBER,   /* a literal: 1, 0 */
	EXPRESSION_TIME,     /* months from the start of the plan: a literal here, a cell of the time axis in a sheet */
	EXPRESSION_NODE,     /* a part that has a name */
	EXPRESSION_ADD,      /* two operands or more */
	EXPRESSION_SUBTRACT,
	EXPRESSION_MULTIPLY, /* two operands or more */
	EXPRESSION_DIVIDE,
	EXPRESSION_POWER,
	EXPRESSION_NEGATE,   /* one operand */
	EXPRESSION_CEILING,  /* one operand; as are all that follow, a function in print */
	EXPRESSION_MINIMUM,  /* two operands or more */
	EXPRESSION_MAXIMUM
};

struct expression {
	enum expression_kind kind;
	double number;           /* of a literal or a time */
	const struct node *node; /* EXPRESSION_NODE */
	size_t count;
	const struct expression *const *operand; /* [count] */
};

/* Each made in the arena; NULL when out of memory, or when an operand is NULL. */
const struct expression *expression_number(struct arena *arena, double number);
const struct expression *expression_time(struct arena *arena, double months);
const struct expression *expression_node(struct arena *arena, const struct node *node);
const struct expression *expression_of(struct arena *arena, enum expression_kind kind,
                                       const struct expression *const *operand, size_t count);
const struct expression *expression_of_two(struct arena *arena, enum expression_kind kind, const struct expression *a,
                                           const struct expression *b);

/* The value, where value_of gives that of a part; literals and times: theirs, or literal_of's where there is one. */
struct expression_values {
	double (*node)(const void *context, const struct node *node);
	double (*literal)(const void *context, double number); /* NULL: the number */
	const void *context;
};
double expression_value(const struct expression *expression, const struct expression_values *values);

/* Visits every part, in the order in which it is printed; a part that occurs twice, twice. */
void expression_visit(const struct expression *expression, void (*visit)(void *context, const struct node *node),
                      void *context);

/* How a tree is printed: signs with the blanks around them, and the names of the functions. */
struct expression_style {
	const char *add, *subtract, *multiply, *divide, *power, *negate;
	const char *ceiling, *minimum, *maximum;
	void (*node)(void *context, const struct node *node, struct bytes *out);
	void (*number)(void *context, const struct expression *literal, struct bytes *out); /* a literal or a time */
	void *context;
};
void expression_print(const struct expression *expression, const struct expression_style *style, struct bytes *out);

/*
 * Reads a formula of names, numbers, + - * / ^ ( ), min( , ), max( , ) and ceil( ). resolve gives what a name stands
 * for (series NULL), or a function of a series: "sum" of "infra" for sum(infra), and of the first months for
 * sum(infra, 12); months is NULL where there is no second argument. NULL when it is no formula, when resolve gave NULL,
 * or out of memory.
 */
struct expression_names {
	const struct expression *(*resolve)(void *context, const char *name, const char *series,
	                                    const struct expression *months);
	void *context;
};
const struct expression *expression_read(struct arena *arena, const char *formula,
                                         const struct expression_names *names);

#endif
