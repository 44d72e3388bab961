/* Derivations: made, searched, opened on demand. */
#include "model/derivation.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "base/nearest.h"
#include "model/derivation_inside.h"

static int by_value_address(const void *a, const void *b)
{
	const struct input *const *left = a, *const *right = b;

	return ((*left)->value > (*right)->value) - ((*left)->value < (*right)->value);
}

struct derivation *derivation_new(const struct plan *plan, const struct evaluation *evaluation)
{
	struct derivation *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->by_value = malloc((plan->input_count + 1) * sizeof *d->by_value);
	if (d->by_value == NULL || ledger_init(&d->ledger, plan, evaluation) != 0) {
		free(d->by_value);
		free(d);
		return NULL;
	}
	for (size_t i = 0; i < plan->input_count; i++)
		d->by_value[i] = &plan->inputs[i];
	qsort(d->by_value, plan->input_count, sizeof *d->by_value, by_value_address);
	return d;
}

void derivation_free(struct derivation *d)
{
	if (d == NULL)
		return;
	nodes_release(&d->nodes);
	ledger_release(&d->ledger);
	free(d->by_value);
	free(d);
}

static void open_node(struct derivation *d, struct node *node)
{
	node->opened = true;
	switch (node->kind) {
	case NODE_FIGURE:
	case NODE_RATE:
		derive_figure(d, node);
		break;
	case NODE_AMOUNT:
		if (node->index < d->ledger.lines && node->month == node->until)
			derive_line(d, node);
		else
			derive_amount(d, node);
		break;
	case NODE_PRESENT:
		derive_amount(d, node);
		break;
	case NODE_LEAF:
	case NODE_WORD:
	case NODE_CONSTANT:
	case NODE_PART:
		break;
	}
}

int derivation_open(struct derivation *d, const struct node *node)
{
	if (!node->opened)
		open_node(d, nodes_find(&d->nodes, node->option, node->id));
	return d->nodes.failed ? -1 : 0;
}

/* Children: each node once. */
struct gathering {
	struct node_list *list;
	size_t first;
	bool failed;
};

static void gather(void *context, const struct node *node)
{
	struct gathering *gathering = context;
	struct node_list *list = gathering->list;

	for (size_t i = gathering->first; i < list->count; i++)
		if (list->at[i] == node)
			return;
	if (!GROW(list->at, list->capacity, list->count + 1)) {
		gathering->failed = true;
		return;
	}
	list->at[list->count++] = node;
}

int derivation_children(struct derivation *d, const struct node *node, struct node_list *list)
{
	struct gathering gathering = {.list = list, .first = list->count};
	const struct expression *shown = derivation_shown(d, node);

	if (shown != NULL)
		expression_visit(shown, gather, &gathering);
	for (size_t i = 0; i < node->also_count; i++)
		gather(&gathering, node->also[i]);
	return gathering.failed || d->nodes.failed ? -1 : 0;
}

unsigned derivation_walk(struct derivation *d)
{
	return ++d->walks;
}

void derivation_tell(struct derivation *d, const struct node *node, unsigned walk)
{
	nodes_find(&d->nodes, node->option, node->id)->told = walk;
}
