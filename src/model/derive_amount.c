/* What amounts over several months, of several lines, and present values are made of. */
#include "base/intl.h"
#include "model/derivation_inside.h"

/* Adds an amount, unless it is 0. */
static void add_amount(struct sum *sum, const struct node *node, int sign)
{
	if (node != NULL && (node->value.value != 0 || node->value.status != STATUS_OK))
		sum_add(sum, operand_of(sum->derivation, node), sign);
}

/* The months of a line. */
static void add_months(struct sum *sum, const struct node *node)
{
	struct derivation *d = sum->derivation;

	for (int month = node->month; month <= node->until; month++)
		add_amount(sum, amount_node(d, node->option, node->kind, node->index, month, month), 1);
}

/* The lines of an aggregate, over the same months. */
static void add_lines(struct sum *sum, const struct node *node, enum aggregate aggregate)
{
	struct derivation *d = sum->derivation;

	for (size_t line = 0; line < d->ledger.lines; line++) {
		int sign = aggregate_sign(&d->ledger, node->option, aggregate, line);
		bool once = aggregate == AGGREGATE_ONCE && sign != 0;

		if (once && node->month == node->until && once_of(&d->ledger, node->option, line, node->month) == 0)
			continue;
		add_amount(sum, sign == 0 ? NULL
		                          : amount_node(d, node->option, node->kind, line, node->month, node->until),
		           sign);
	}
}

/* An aggregate of aggregates. */
struct member {
	enum aggregate aggregate;
	int sign;
};

static const struct member effect[] = {{AGGREGATE_BENEFIT, 1}, {AGGREGATE_LOSS_OF_BENEFIT, -1}};
static const struct member spend[] = {
	{AGGREGATE_INFRA, 1}, {AGGREGATE_TEAM, 1}, {AGGREGATE_MONITORING, 1}, {AGGREGATE_OTHER, 1}};
static const struct member net[] = {{AGGREGATE_BENEFIT, 1}, {AGGREGATE_INCIDENT_LOSS, -1}, {AGGREGATE_SPEND, -1}};

static void add_members(struct sum *sum, const struct node *node, const struct member *member, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_amount(sum,
		           aggregate_node(sum->derivation, node->option, node->kind, member[i].aggregate, node->month,
		                          node->until),
		           member[i].sign);
}

/* A running total: that of the month before, and the month's. */
static void add_running(struct sum *sum, const struct node *node)
{
	struct derivation *d = sum->derivation;
	const int month = node->until;
	const struct node *before = NULL;

	if (month > 1)
		before = aggregate_node(d, node->option, node->kind, AGGREGATE_CUMULATIVE, month - 1, month - 1);
	add_amount(sum, before, 1);
	add_amount(sum, aggregate_node(d, node->option, node->kind, AGGREGATE_NET, month, month), 1);
}

/* A line in one month: paid at its end, or once at its start. */
static const struct expression *discounted_line(struct derivation *d, const struct node *node)
{
	const int month = node->month;
	const bool once = once_of(&d->ledger, node->option, node->index, month) != 0;
	const struct node *amount = amount_node(d, node->option, NODE_AMOUNT, node->index, month, month);

	return expression_of_two(&d->nodes.arena, EXPRESSION_MULTIPLY, operand_of(d, amount),
	                         operand_of(d, discount_node(d, node->option, month, once)));
}

static void derive_aggregate(struct sum *sum, const struct node *node, enum aggregate aggregate)
{
	switch (aggregate) {
	case AGGREGATE_CUMULATIVE:
		add_running(sum, node);
		break;
	case AGGREGATE_NET:
		add_members(sum, node, net, sizeof net / sizeof *net);
		break;
	case AGGREGATE_SPEND:
		add_members(sum, node, spend, sizeof spend / sizeof *spend);
		break;
	case AGGREGATE_EFFECT:
		add_members(sum, node, effect, sizeof effect / sizeof *effect);
		break;
	case AGGREGATE_ONCE:
		/* A line is paid once in some months only. */
		if (node->month != node->until)
			add_months(sum, node);
		else
			add_lines(sum, node, aggregate);
		break;
	default:
		add_lines(sum, node, aggregate);
		break;
	}
}

void derive_amount(struct derivation *d, struct node *node)
{
	const size_t lines = d->ledger.lines;
	struct sum sum = {.derivation = d};

	if (node->index >= lines)
		derive_aggregate(&sum, node, (enum aggregate)(node->index - lines));
	else if (node->month != node->until)
		add_months(&sum, node);
	else
		sum.expression = discounted_line(d, node);
	if (sum.expression == NULL && node->index < lines && node->month != node->until) {
		node->reason = N_("0 in every month; the last one says why");
		node_also(&d->nodes, node,
		          amount_node(d, node->option, node->kind, node->index, node->until, node->until));
	}
	node->formula = sum_expression(&sum);
}
