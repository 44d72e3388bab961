/*
 * The nodes of a derivation: every number that has a name, from a figure down to a line of the profile.
 */
#ifndef MODEL_NODE_H
#define MODEL_NODE_H

#include "model/expression.h"
#include "model/figure.h"
#include "plan/plan.h"

/* What a node is; what it takes to find what it is made of (model/derivation.c). */
enum node_kind {
	NODE_LEAF,         /* an input of the plan, at its best guess */
	NODE_WORD,         /* a choice of the plan: hosting = managed */
	NODE_CONSTANT,     /* a number of the model's own: 730 hours a month */
	NODE_PART,         /* a named step between them; it has its formula from the start */
	NODE_FIGURE,       /* index: enum figure */
	NODE_RATE,         /* one of several rates of return; index: which */
	NODE_AMOUNT,       /* index: a line or column (model/ledger.h), in one month, or up to one */
	NODE_PRESENT       /* its present value */
};

/* What a node's value is measured in. */
enum measure {
	MEASURE_NUMBER,
	MEASURE_SHARE,
	MEASURE_RATE,            /* a share a year */
	MEASURE_MONTHS,
	MEASURE_MONEY,           /* this and all until MEASURE_MONEY_LAST: amounts of money */
	MEASURE_MONEY_DAY,
	MEASURE_MONEY_MONTH,
	MEASURE_MONEY_YEAR,
	MEASURE_MONEY_MILLION,   /* for a million requests */
	MEASURE_UNIT_COST,       /* for 1,000 requests */
	MEASURE_MONEY_LAST = MEASURE_UNIT_COST,
	MEASURE_REQUESTS,
	MEASURE_REQUESTS_DAY,
	MEASURE_REQUESTS_SECOND,
	MEASURE_INPUT,           /* what its input states: "USD/hour" */
	MEASURE_WORD,            /* none: it is no number */
	MEASURE_COUNT
};

/* The months that an amount is of: those after `after` up to `month`. */
struct node {
	const char *id;           /* "infra.serving.units@8"; unique in its option */
	const char *label;        /* N_(), or the plan's own words */
	size_t option;
	enum node_kind kind;
	size_t index;
	int month, until;         /* month 1 …, `until` its last one; 0: not of a month */
	enum measure measure;
	struct figure_value value;
	const char *word;         /* NODE_WORD: "managed"; an input that is uncertain: "median of 8% to 16%" */
	bool opened;              /* formula, reason and also are what they are (derivation_open) */
	unsigned told;            /* the walk that told its children last (derivation_tell) */
	const struct expression *formula; /* NULL: none, it is a leaf or only has a reason */
	const char *reason;       /* N_(): why the value is what it is, where the formula does not say so; NULL */
	const struct node **also; /* what the reason names, or what decided on the formula */
	size_t also_count;
	const struct setting_value *stated; /* of a leaf or word: what it was stated by, or its default */
	const struct input *input;          /* of a leaf */
	const struct setting *of;           /* of a leaf: its setting */
};

/* All nodes, by option and id. Zero-initialised ({0}) is empty. */
struct nodes {
	struct arena arena;
	struct node **slot; /* hashed */
	size_t count, capacity;
	const struct expression **made; /* of terms: number n is made[n - 1] */
	size_t made_count, made_capacity;
	bool failed;        /* memory ran out: what was asked for since may be missing */
};

void nodes_release(struct nodes *nodes);

/* The node, or NULL. */
struct node *nodes_find(const struct nodes *nodes, size_t option, const char *id);

/*
 * The node, added where it is not there yet: then its label is NULL. The id is copied; nodes_named takes one that was
 * printed, and releases it. NULL when out of memory (nodes->failed).
 */
struct node *nodes_get(struct nodes *nodes, size_t option, const char *id);
struct node *nodes_named(struct nodes *nodes, size_t option, struct bytes *id);

/* The value of an expression whose parts have their values; 0 for NULL. */
double nodes_evaluate(const struct expression *expression);

/* Sets the value; one that is no finite number is too large, and the reason says so. */
void node_measure(struct node *node, double value);

/* Adds to what a node names beside its formula; NULL is nothing. */
void node_also(struct nodes *nodes, struct node *node, const struct node *other);

/* "months", "share"; of money what follows the currency: "/month". "" for an input's and for words. */
const char *measure_unit(enum measure measure);

/* The unit for files: "EUR/month", "months", "share", "USD/hour"; "" where there is none. */
void node_print_unit(const struct node *node, const struct plan *plan, struct bytes *out);

static inline bool measure_is_money(enum measure measure)
{
	return measure >= MEASURE_MONEY && measure <= MEASURE_MONEY_LAST;
}

#endif
