/*
 * Inside model/: the parts of a derivation. node.h keeps what is known, record.h makes expressions of the compiler's
 * terms, ledger.h has the model's amounts; derive_*.c say what each node is made of.
 */
#ifndef MODEL_DERIVATION_INSIDE_H
#define MODEL_DERIVATION_INSIDE_H

#include "model/ledger.h"
#include "model/derivation.h"
#include "model/record.h"

struct derivation {
	struct ledger ledger;
	struct nodes nodes;
	unsigned walks;                /* begun so far */
	const struct input **by_value; /* the plan's inputs by the address of their value */
};

/* A recorder of an option's terms. */
static inline struct recorder derivation_recorder(struct derivation *derivation, size_t option)
{
	return (struct recorder){.plan = derivation->ledger.plan,
	                         .nodes = &derivation->nodes,
	                         .by_value = (const struct input *const *)derivation->by_value,
	                         .option = option};
}

/*
 * The node of an amount (ledger.h) over months `first` to `last`, or of its present value; it opens later. NULL when
 * out of memory.
 */
struct node *amount_node(struct derivation *derivation, size_t option, enum node_kind kind, size_t amount, int first,
                         int last);
struct node *aggregate_node(struct derivation *derivation, size_t option, enum node_kind kind, enum aggregate aggregate,
                            int first, int last);
struct node *figure_node(struct derivation *derivation, size_t option, enum figure figure);

/* As an operand; NULL for NULL. */
const struct expression *operand_of(struct derivation *derivation, const struct node *node);

/* A sum with signs, where 0 stands for none of its operands. */
struct sum {
	struct derivation *derivation;
	const struct expression *expression; /* NULL: nothing yet */
};
void sum_add(struct sum *sum, const struct expression *operand, int sign);
const struct expression *sum_expression(struct sum *sum);

/* Open nodes: say what each is made of. */
void derive_line(struct derivation *derivation, struct node *node);    /* a line in one month (derive_line.c) */
void derive_amount(struct derivation *derivation, struct node *node);  /* all other amounts and present values */
void derive_figure(struct derivation *derivation, struct node *node);  /* figures and rates */

/* Steps of figures: "requests", "short" of a month; NULL: none. And those of the rates of return. */
const struct node *figure_step_node(struct derivation *derivation, size_t option, const char *name, int month);
void open_rates(struct derivation *derivation, size_t option);

/* Discount factors of a month, as nodes; the requests served in it. */
const struct node *discount_node(struct derivation *derivation, size_t option, int month, bool at_start);
const struct node *requests_node(struct derivation *derivation, size_t option, int month);

#endif
