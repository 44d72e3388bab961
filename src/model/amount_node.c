/* The nodes of amounts and figures, and sums of them. */
#include "base/bytes.h"
#include "model/derivation_inside.h"

/* Its label is the line's own, or the aggregate's. */
static void print_id(const struct derivation *d, enum node_kind kind, size_t amount, int first, int last,
                     struct bytes *out)
{
	const size_t lines = d->ledger.lines;

	if (amount < lines) {
		const struct section *section = line_section(&d->ledger, amount);

		bytes_add_text(out, kind == NODE_PRESENT ? "pv." : "");
		bytes_add_format(out, "%s.%s", section_type(section->kind)->name, section->id);
	} else {
		const struct aggregate_info *info = aggregate_info((enum aggregate)(amount - lines));

		bytes_add_text(out, kind == NODE_PRESENT ? info->present_id : info->id);
	}
	if (first == last)
		bytes_add_format(out, "@%d", first);
	else if (first != 1 || last != d->ledger.horizon)
		bytes_add_format(out, "@%d..%d", first, last);
}

static void describe(struct derivation *d, struct node *node, enum node_kind kind, size_t amount, int first, int last)
{
	struct ledger *ledger = &d->ledger;
	const bool present = kind == NODE_PRESENT;
	double value = present ? present_value_of(ledger, node->option, amount, first, last)
	                       : amount_of(ledger, node->option, amount, first, last);

	node->kind = kind;
	node->index = amount;
	node->month = first;
	node->until = last;
	node->measure = MEASURE_MONEY;
	node_measure(node, value);
	if (amount < ledger->lines) {
		node->label = line_label(ledger, amount);
	} else {
		const struct aggregate_info *info = aggregate_info((enum aggregate)(amount - ledger->lines));

		node->label = present ? info->present_label : info->label;
	}
}

struct node *amount_node(struct derivation *d, size_t option, enum node_kind kind, size_t amount, int first, int last)
{
	struct bytes id = {0};
	struct node *node;

	print_id(d, kind, amount, first, last, &id);
	node = nodes_named(&d->nodes, option, &id);
	if (node != NULL && node->label == NULL)
		describe(d, node, kind, amount, first, last);
	return node;
}

static enum measure measure_of(enum figure figure)
{
	static const enum measure measures[] = {[FIGURE_KIND_MONEY] = MEASURE_MONEY,
	                                        [FIGURE_KIND_MONEY_MONTH] = MEASURE_MONEY_MONTH,
	                                        [FIGURE_KIND_UNIT_COST] = MEASURE_UNIT_COST,
	                                        [FIGURE_KIND_MONTHS] = MEASURE_MONTHS,
	                                        [FIGURE_KIND_RATIO] = MEASURE_SHARE,
	                                        [FIGURE_KIND_RATE] = MEASURE_RATE};

	return measures[figure_info(figure)->kind];
}

struct node *figure_node(struct derivation *d, size_t option, enum figure figure)
{
	const struct figure_info *info = figure_info(figure);
	struct node *node = nodes_get(&d->nodes, option, info->id);

	if (node == NULL || node->label != NULL)
		return node;
	node->kind = NODE_FIGURE;
	node->index = (size_t)figure;
	node->label = info->label;
	node->measure = measure_of(figure);
	node->value = d->ledger.evaluation->option[option].figure[figure];
	return node;
}

struct node *aggregate_node(struct derivation *d, size_t option, enum node_kind kind, enum aggregate aggregate,
                            int first, int last)
{
	/* Over the horizon, the loss is the figure of this name. */
	if (aggregate == AGGREGATE_INCIDENT_LOSS && kind == NODE_AMOUNT && first == 1 && first < last &&
	    last == d->ledger.horizon)
		return figure_node(d, option, FIGURE_INCIDENT_LOSS);
	return amount_node(d, option, kind, d->ledger.lines + (size_t)aggregate, first, last);
}

const struct expression *operand_of(struct derivation *d, const struct node *node)
{
	const struct expression *operand = expression_node(&d->nodes.arena, node);

	d->nodes.failed |= operand == NULL;
	return operand;
}

void sum_add(struct sum *sum, const struct expression *operand, int sign)
{
	struct arena *arena = &sum->derivation->nodes.arena;

	if (sign == 0 || operand == NULL)
		return;
	if (sum->expression == NULL)
		sum->expression = sign > 0 ? operand : expression_of(arena, EXPRESSION_NEGATE, &operand, 1);
	else
		sum->expression = expression_of_two(arena, sign > 0 ? EXPRESSION_ADD : EXPRESSION_SUBTRACT,
		                                    sum->expression, operand);
	sum->derivation->nodes.failed |= sum->expression == NULL;
}

const struct expression *sum_expression(struct sum *sum)
{
	struct nodes *nodes = &sum->derivation->nodes;

	if (sum->expression == NULL)
		sum->expression = expression_number(&nodes->arena, 0);
	nodes->failed |= sum->expression == NULL;
	return sum->expression;
}
