/*
 * Where every number of a plan comes from, at its best guess: a figure, an amount of a month, a step of the model, down
 * to the lines of the profile.
 *
 * A node says what it is made of when it is opened: a formula over other nodes, or a reason. Formulas of the steps are
 * recorded from the compiler's own arithmetic (record.h); figures' are those of the one list of figures (figure.h);
 * values are the model's. docs/model.md, "Where a figure comes from".
 */
#ifndef MODEL_DERIVATION_H
#define MODEL_DERIVATION_H

#include "base/diag.h"
#include "model/node.h"

struct derivation;

/* The plan and its evaluation must outlive it. NULL when out of memory. */
struct derivation *derivation_new(const struct plan *plan, const struct evaluation *evaluation);
void derivation_free(struct derivation *derivation); /* takes NULL */

/*
 * A node by name, opened: a figure ("npv"), an item, a benefit or an incident ("infra.serving"), a column of the cash
 * flow ("net@8"; without a month over the horizon), a step ("infra.serving.units@8"), an input ("team.ops.fte"). @M is
 * row M of `cashflow`. NULL with an error in diags.
 */
const struct node *derivation_find(struct derivation *derivation, size_t option, const char *name, struct diags *diags);

/* Whether a node has this name; false also when out of memory. */
bool derivation_has(struct derivation *derivation, size_t option, const char *name);

/* Opens a node that another one names. 0, or -1 when out of memory. */
int derivation_open(struct derivation *derivation, const struct node *node);

/* The number of a new walk, for node->told; derivation_tell sets that of a node. */
unsigned derivation_walk(struct derivation *derivation);
void derivation_tell(struct derivation *derivation, const struct node *node, unsigned walk);

/*
 * The formula for people: what defaults leave as it is (plus 0, times 1) is not in it. NULL where there is none. Of an
 * open node.
 */
const struct expression *derivation_shown(struct derivation *derivation, const struct node *node);

/* The nodes that an open node names, each once: those of its formula for people, in order, then the others. */
struct node_list {
	const struct node **at;
	size_t count, capacity;
};
/* Appends them. 0, or -1 when out of memory. */
int derivation_children(struct derivation *derivation, const struct node *node, struct node_list *list);

#endif
