/* Nodes, kept by option and id. */
#include "model/node.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"

void nodes_release(struct nodes *nodes)
{
	free(nodes->slot);
	free(nodes->made);
	arena_release(&nodes->arena);
	*nodes = (struct nodes){0};
}

/* FNV-1a. */
static size_t hash_of(size_t option, const char *id)
{
	size_t hash = 1469598103934665603u ^ option;

	for (; *id != '\0'; id++)
		hash = (hash ^ (unsigned char)*id) * 1099511628211u;
	return hash;
}

/* Where the node is, or would be. */
static struct node **slot_of(struct node **slot, size_t capacity, size_t option, const char *id)
{
	size_t at = hash_of(option, id) & (capacity - 1);

	while (slot[at] != NULL && (slot[at]->option != option || strcmp(slot[at]->id, id) != 0))
		at = (at + 1) & (capacity - 1);
	return &slot[at];
}

struct node *nodes_find(const struct nodes *nodes, size_t option, const char *id)
{
	return nodes->capacity == 0 ? NULL : *slot_of(nodes->slot, nodes->capacity, option, id);
}

/* At most half of the slots are taken. */
static bool make_room(struct nodes *nodes)
{
	size_t capacity = nodes->capacity == 0 ? 256 : nodes->capacity * 2;
	struct node **slot;

	if (nodes->count * 2 < nodes->capacity)
		return true;
	slot = calloc(capacity, sizeof *slot);
	if (slot == NULL)
		return false;
	for (size_t i = 0; i < nodes->capacity; i++)
		if (nodes->slot[i] != NULL)
			*slot_of(slot, capacity, nodes->slot[i]->option, nodes->slot[i]->id) = nodes->slot[i];
	free(nodes->slot);
	nodes->slot = slot;
	nodes->capacity = capacity;
	return true;
}

static struct node *add(struct nodes *nodes, size_t option, const char *id)
{
	struct node *node = make_room(nodes) ? arena_alloc(&nodes->arena, sizeof *node) : NULL;

	if (node != NULL)
		node->id = arena_text(&nodes->arena, id, strlen(id));
	if (node == NULL || node->id == NULL) {
		nodes->failed = true;
		return NULL;
	}
	node->option = option;
	*slot_of(nodes->slot, nodes->capacity, option, node->id) = node;
	nodes->count++;
	return node;
}

struct node *nodes_get(struct nodes *nodes, size_t option, const char *id)
{
	struct node *node = nodes_find(nodes, option, id);

	return node != NULL ? node : add(nodes, option, id);
}

struct node *nodes_named(struct nodes *nodes, size_t option, struct bytes *id)
{
	struct node *node = id->failed ? NULL : nodes_get(nodes, option, bytes_text(id));

	nodes->failed |= id->failed;
	bytes_release(id);
	return node;
}

static double value_of_node(const void *context, const struct node *node)
{
	(void)context;
	return node->value.value;
}

double nodes_evaluate(const struct expression *expression)
{
	static const struct expression_values values = {.node = value_of_node};

	return expression == NULL ? 0 : expression_value(expression, &values);
}

void node_measure(struct node *node, double value)
{
	node->value = (struct figure_value){value, STATUS_OK};
	if (isfinite(value))
		return;
	node->value = (struct figure_value){0, STATUS_OVERFLOW};
	node->reason = N_("too large to compute");
}

void node_also(struct nodes *nodes, struct node *node, const struct node *other)
{
	const struct node **all;

	if (node == NULL || other == NULL)
		return;
	all = arena_alloc(&nodes->arena, (node->also_count + 1) * sizeof *all);
	if (all == NULL) {
		nodes->failed = true;
		return;
	}
	if (node->also_count > 0)
		memcpy(all, node->also, node->also_count * sizeof *all);
	all[node->also_count] = other;
	node->also = all;
	node->also_count++;
}

/* What follows the currency, or is the whole unit. */
static const char *const units[MEASURE_COUNT] = {
	[MEASURE_NUMBER] = "",
	[MEASURE_SHARE] = "share",
	[MEASURE_RATE] = "share/year",
	[MEASURE_MONTHS] = "months",
	[MEASURE_MONEY] = "",
	[MEASURE_MONEY_DAY] = "/day",
	[MEASURE_MONEY_MONTH] = "/month",
	[MEASURE_MONEY_YEAR] = "/year",
	[MEASURE_MONEY_MILLION] = "/million requests",
	[MEASURE_UNIT_COST] = "/1000 requests",
	[MEASURE_REQUESTS] = "requests",
	[MEASURE_REQUESTS_DAY] = "requests/day",
	[MEASURE_REQUESTS_SECOND] = "requests/s",
	[MEASURE_INPUT] = "",
	[MEASURE_WORD] = "",
};

const char *measure_unit(enum measure measure)
{
	return units[measure];
}

static void print_unit_of_input(const struct input *input, const struct plan *plan, struct bytes *out)
{
	const struct value *value = input->value;

	if (value->kind == KIND_MONEY) {
		bytes_add_text(out, plan->currency[value->currency]);
		if (value->period == PERIOD_ONCE)
			return;
		bytes_add_format(out, "/%s", period_name(value->period));
	} else if (value->kind == KIND_MOMENT) {
		bytes_add_text(out, units[MEASURE_MONTHS]);
	} else if (value->kind == KIND_SHARE) {
		bytes_add_text(out, units[MEASURE_SHARE]);
	} else if (input->field->unit != NULL) {
		bytes_add_text(out, input->field->unit);
	}
}

void node_print_unit(const struct node *node, const struct plan *plan, struct bytes *out)
{
	if (node->measure == MEASURE_INPUT && node->input != NULL) {
		print_unit_of_input(node->input, plan, out);
		return;
	}
	if (measure_is_money(node->measure))
		bytes_add_text(out, plan->currency[0]);
	bytes_add_text(out, units[node->measure]);
}
