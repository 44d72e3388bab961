/*
 * Inside model/: what a compiler's terms are made of, for who asks (model/derivation.h).
 *
 * The compiler's arithmetic is written once (compiler.h). Where a recorder listens, each of its calls also makes an
 * expression, and the steps that have a name become nodes. Where none does, as in models of trials and scenarios,
 * nothing is made.
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "model/node.h"
#include "model/tape.h"

/* The steps that have a name (record.c). */
enum part {
	PART_PRICE_A_MONTH,
	PART_PRICE_OF_MILLION,
	PART_PRICE_ONCE,
	PART_PEAK,
	PART_DEMAND,
	PART_LOAD,
	PART_UNITS,
	PART_ESCALATION,
	PART_ACTIVE,
	PART_REQUESTS,
	PART_LAUNCHED,
	PART_MOMENT,
	PART_VALUE_A_YEAR,
	PART_FRESHNESS,
	PART_SINCE,
	PART_EFFECT_SO_FAR,
	PART_EFFECT,
	PART_CASES_A_MONTH,
	PART_LOSS_OF_CASES,
	PART_REVENUE_A_DAY,
	PART_STAKE_A_DAY,
	PART_LEFT,
	PART_DISCOUNT,
	PART_DISCOUNT_AT_START,
	PART_COUNT
};

struct recorder {
	const struct plan *plan;
	struct nodes *nodes;
	const struct input *const *by_value; /* the plan's inputs in the order of their values' addresses */
	size_t option;
	const struct section *section;       /* of the line at hand; NULL: none */
	int month;                           /* 1 …; 0: none */
	const struct node *because[4];       /* what decided on the next part, beside its formula */
	size_t because_count;
};

/* What a term is made of: its expression, or the literal. */
const struct expression *record_expression(struct recorder *recorder, struct term term);

/* Sets what a number is made of. */
void record_made_of(struct recorder *recorder, const struct expression *expression, struct term *term);

/* The node that a named term, or a setting, is; NULL: none. */
const struct node *record_node(const struct recorder *recorder, struct term term);

/* a and b, which are numbers, under the operation. */
struct term record_apply(struct recorder *recorder, enum tape_operation operation, struct term a, struct term b);

/* An input's value, or a default, at its best guess. */
struct term record_leaf(struct recorder *recorder, const struct value *value);
const struct node *record_leaf_node(struct recorder *recorder, const struct input *input);

/* The term is a time in months, on the axis of time. */
void record_time(struct recorder *recorder, struct term *term);

/* The term as a part: a node of its own from here on. */
struct term record_part(struct recorder *recorder, enum part part, struct term term);

/* A function of terms that the tape has no operation for. */
void record_function(struct recorder *recorder, enum expression_kind kind, const struct term *operand, size_t count,
                     struct term *made);

/* The next part names this, too: a setting that decided on its formula. Nothing for NULL. */
void record_because(struct recorder *recorder, const struct node *node);

/* A choice of the plan in words, as a node: "option.hybrid.hosting.serving", "managed". */
const struct node *record_word(struct recorder *recorder, const char *id, const char *label, const char *word,
                               const struct setting_value *stated);

/* Where the option runs the item's component, as the setting that says so. */
const struct node *record_hosting(struct recorder *recorder, const struct cost_item *item);

/* The convention of discounts. */
const struct node *record_convention(struct recorder *recorder);

/* "infra.serving". Borrowed; NULL when out of memory. */
const char *section_name(struct nodes *nodes, const struct section *section);

/* The text, kept as long as the nodes; NULL when out of memory. Releases the bytes. */
const char *nodes_keep(struct nodes *nodes, struct bytes *text);

#endif
