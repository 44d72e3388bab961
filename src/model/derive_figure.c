/*
 * What a figure is made of: its formula (model/figure.c), or, where an algorithm finds it, what shows that it is right:
 * the month of a climb with the totals around it, a rate with the npv that it leaves. And why it has no value.
 */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "model/derivation_inside.h"
#include "model/tolerance.h"
#include "model/units.h"

static const struct option_figures *figures_of(const struct derivation *d, size_t option)
{
	return &d->ledger.evaluation->option[option];
}

/* A step of a figure that has its formula from the start; releases the id. NULL when out of memory. */
static struct node *step_node(struct derivation *d, size_t option, struct bytes *id, const char *label,
                              enum measure measure, double value, const struct expression *formula)
{
	struct node *node = nodes_named(&d->nodes, option, id);

	if (node == NULL || node->opened)
		return node;
	node->kind = NODE_PART;
	node->label = label;
	node->measure = measure;
	node_measure(node, value);
	node->formula = formula;
	node->opened = true;
	d->nodes.failed |= formula == NULL;
	return node;
}

static const struct expression *leaf(struct derivation *d, size_t option, const struct setting *setting)
{
	struct recorder recorder = derivation_recorder(d, option);
	const struct value *value = setting_for(setting, option);

	if (value == NULL)
		return expression_number(&d->nodes.arena, 0);
	return record_expression(&recorder, record_leaf(&recorder, value));
}

/* Names an input that decides on the status; nothing where the plan states none. */
static void name_setting(struct derivation *d, struct node *node, const struct setting *setting)
{
	const struct expression *input = leaf(d, node->option, setting);

	node_also(&d->nodes, node, input == NULL ? NULL : input->node);
}

static const struct expression *two(struct derivation *d, enum expression_kind kind, const struct expression *a,
                                    const struct expression *b)
{
	return expression_of_two(&d->nodes.arena, kind, a, b);
}

static double value_or_0(const struct node *node)
{
	return node == NULL ? 0 : node->value.value;
}

static const struct node *cumulative_node(struct derivation *d, size_t option, enum node_kind kind, int month)
{
	return aggregate_node(d, option, kind, AGGREGATE_CUMULATIVE, month, month);
}

/* What the running total lacks after a month: minus the total. */
static const struct node *short_node(struct derivation *d, size_t option, enum node_kind kind, int month)
{
	const struct node *total = cumulative_node(d, option, kind, month);
	const struct expression *operand = operand_of(d, total);
	struct bytes id = {0};
	struct node *node;

	bytes_add_format(&id, kind == NODE_PRESENT ? "short_discounted@%d" : "short@%d", month);
	node = step_node(d, option, &id, N_("short of zero after the month"), MEASURE_MONEY, -value_or_0(total),
	                 expression_of(&d->nodes.arena, EXPRESSION_NEGATE, &operand, 1));
	if (node != NULL)
		node->month = node->until = month;
	return node;
}

/* What is paid once at the start of a month; NULL where that is nothing. */
static const struct node *once_node(struct derivation *d, size_t option, enum node_kind kind, int month)
{
	const struct node *node =
		month > d->ledger.horizon ? NULL : aggregate_node(d, option, kind, AGGREGATE_ONCE, month, month);

	return value_or_0(node) == 0 ? NULL : node;
}

/* Adds what is paid once at the start of a month, if anything is. */
static void add_once(struct sum *sum, size_t option, enum node_kind kind, int month, int sign)
{
	const struct node *once = once_node(sum->derivation, option, kind, month);

	if (once != NULL)
		sum_add(sum, operand_of(sum->derivation, once), sign);
}

/* What the total lacks at the start of a month, once what is paid then is paid. */
static const struct expression *short_at_start(struct derivation *d, size_t option, enum node_kind kind, int month)
{
	struct sum sum = {.derivation = d};

	if (month > 1)
		sum_add(&sum, operand_of(d, short_node(d, option, kind, month - 1)), 1);
	add_once(&sum, option, kind, month, 1);
	return sum_expression(&sum);
}

/* The month of the climb: whole months before it, and the part of it in which what was short is earned. */
static const struct expression *climb(struct derivation *d, size_t option, enum node_kind kind, double payback)
{
	const double moment = ceil(payback - TOLERANCE);
	const int month = moment < 1 ? 1 : (int)moment;
	const struct expression *part, *before = expression_time(&d->nodes.arena, month - 1);
	struct sum earned = {.derivation = d};

	sum_add(&earned, operand_of(d, aggregate_node(d, option, kind, AGGREGATE_NET, month, month)), 1);
	add_once(&earned, option, kind, month, 1);
	part = two(d, EXPRESSION_DIVIDE, short_at_start(d, option, kind, month), sum_expression(&earned));
	if (nodes_evaluate(part) > 1)
		part = two(d, EXPRESSION_MINIMUM, expression_number(&d->nodes.arena, 1), part);
	return month == 1 ? part : two(d, EXPRESSION_ADD, before, part);
}

/* The month in which the running total is lowest, or highest. */
static int extreme_month(const struct derivation *d, size_t option, enum cash_column column, double sign)
{
	const struct option_figures *figures = figures_of(d, option);
	int best = 0;

	for (int t = 1; t < figures->horizon; t++)
		if (sign * figures->month[t].amount[column] > sign * figures->month[best].amount[column])
			best = t;
	return best + 1;
}

static void derive_payback(struct derivation *d, struct node *node, enum node_kind kind)
{
	const enum cash_column column = kind == NODE_PRESENT ? CASH_DISCOUNTED_CUMULATIVE : CASH_CUMULATIVE;
	const int horizon = d->ledger.horizon;

	if (node->value.status == STATUS_REACHED) {
		node->formula = climb(d, node->option, kind, node->value.value);
	} else if (node->value.status == STATUS_SELF_FUNDING) {
		node->reason = N_("the running total is never below zero; this is its lowest month");
		node_also(&d->nodes, node,
		          cumulative_node(d, node->option, kind, extreme_month(d, node->option, column, -1)));
	} else if (node->value.status == STATUS_NOT_WITHIN_HORIZON) {
		node->reason = N_("the running total is not back at zero by the end: what it lacks then, and the "
		                  "months in which it is lowest and highest");
		node_also(&d->nodes, node, short_node(d, node->option, kind, horizon));
		node_also(&d->nodes, node,
		          cumulative_node(d, node->option, kind, extreme_month(d, node->option, column, -1)));
		node_also(&d->nodes, node,
		          cumulative_node(d, node->option, kind, extreme_month(d, node->option, column, 1)));
	}
}

/* (1 + rate) ^ years: what flows at an instant are divided by. */
static const struct expression *growth_at(struct derivation *d, const struct node *rate, int instant)
{
	struct arena *arena = &d->nodes.arena;
	struct recorder recorder = derivation_recorder(d, rate->option);
	const struct expression *base = two(d, EXPRESSION_ADD, expression_number(arena, 1), operand_of(d, rate));
	const int year = (instant - 1) / MONTHS_A_YEAR + 1;
	const struct expression *years;

	if (d->ledger.yearly)
		years = expression_number(arena, year);
	else
		years = two(d, EXPRESSION_DIVIDE, expression_time(arena, instant),
		            record_expression(&recorder, (struct term){.number = MONTHS_A_YEAR}));
	return instant == 0 ? NULL : two(d, EXPRESSION_POWER, base, years);
}

/* A month's net at a rate: what runs in it, from its end; what is paid once, from its start. */
static const struct expression *month_at_rate(struct derivation *d, const struct node *rate, int month)
{
	const struct node *net = aggregate_node(d, rate->option, NODE_AMOUNT, AGGREGATE_NET, month, month);
	const struct node *once = once_node(d, rate->option, NODE_AMOUNT, month);
	const int start = d->ledger.yearly && month > 1 ? month : month - 1;
	struct sum running = {.derivation = d}, all = {.derivation = d};

	sum_add(&running, operand_of(d, net), 1);
	add_once(&running, rate->option, NODE_AMOUNT, month, 1);
	sum_add(&all, two(d, EXPRESSION_DIVIDE, sum_expression(&running), growth_at(d, rate, month)), 1);
	if (start == 0)
		add_once(&all, rate->option, NODE_AMOUNT, month, -1);
	else if (once != NULL)
		sum_add(&all, two(d, EXPRESSION_DIVIDE, operand_of(d, once), growth_at(d, rate, start)), -1);
	return sum_expression(&all);
}

static const struct node *month_at_rate_node(struct derivation *d, const struct node *rate, int month)
{
	const struct expression *formula = month_at_rate(d, rate, month);
	struct bytes id = {0};

	bytes_add_format(&id, "at_%s@%d", rate->id, month);
	return step_node(d, rate->option, &id, N_("net, discounted at this rate"), MEASURE_MONEY,
	                 nodes_evaluate(formula), formula);
}

/* What shows that a rate is one: the npv at it, zero to within rounding. */
static void show_rate(struct derivation *d, struct node *rate)
{
	const double epsilon = figures_of(d, rate->option)->epsilon;
	struct sum all = {.derivation = d};
	struct bytes id = {0};
	double npv;

	for (int month = 1; month <= d->ledger.horizon; month++) {
		const struct node *at_rate = month_at_rate_node(d, rate, month);

		if (value_or_0(at_rate) != 0)
			sum_add(&all, operand_of(d, at_rate), 1);
	}
	npv = nodes_evaluate(sum_expression(&all));
	bytes_add_format(&id, "npv_at_%s", rate->id);
	node_also(&d->nodes, rate,
	          step_node(d, rate->option, &id, N_("NPV at this rate"), MEASURE_MONEY, fabs(npv) <= epsilon ? 0 : npv,
	                    sum_expression(&all)));
}

static struct node *rate_node(struct derivation *d, size_t option, size_t index)
{
	struct bytes id = {0};
	struct node *node;

	bytes_add_format(&id, "irr_root.%zu", index + 1);
	node = nodes_named(&d->nodes, option, &id);
	if (node != NULL && node->label == NULL) {
		node->kind = NODE_RATE;
		node->index = index;
		node->label = N_("one of several rates");
		node->measure = MEASURE_RATE;
		node->value = (struct figure_value){figures_of(d, option)->irr_rate[index], STATUS_ROOT};
		node->reason = N_("a yearly rate at which the NPV is 0");
	}
	return node;
}

/*
 * A flow that the rate of return is of: at an instant j, the net that runs in month j and what is paid once at its end;
 * with yearly steps instant 0, then a sum a year.
 */
static const struct node *flow_node(struct derivation *d, size_t option, int j)
{
	const int horizon = d->ledger.horizon, each = d->ledger.yearly ? MONTHS_A_YEAR : 1;
	const int first = (j - 1) * each + 1, last = j * each < horizon ? j * each : horizon;
	struct sum sum = {.derivation = d};
	struct bytes id = {0};

	for (int month = first; j > 0 && month <= last; month++)
		sum_add(&sum, operand_of(d, aggregate_node(d, option, NODE_AMOUNT, AGGREGATE_NET, month, month)), 1);
	if (j > 0 && (!d->ledger.yearly || j == 1))
		add_once(&sum, option, NODE_AMOUNT, first, 1);
	if (!d->ledger.yearly || j == 0)
		add_once(&sum, option, NODE_AMOUNT, j + 1, -1);
	bytes_add_format(&id, d->ledger.yearly ? "flow_of_year.%d" : "flow_after.%d", j);
	return step_node(d, option, &id,
	                 d->ledger.yearly ? N_("flow of the year") : N_("flow after so many months"), MEASURE_MONEY,
	                 nodes_evaluate(sum_expression(&sum)), sum_expression(&sum));
}

/* The lowest flow (sign -1) or the highest, of those that are any. */
static const struct node *extreme_flow(struct derivation *d, size_t option, double sign)
{
	const int horizon = d->ledger.horizon;
	const int last = d->ledger.yearly ? (horizon + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR : horizon;
	const struct node *best = flow_node(d, option, 0);

	for (int j = 1; j <= last; j++) {
		const struct node *flow = flow_node(d, option, j);

		if (value_or_0(best) == 0 ||
		    (value_or_0(flow) != 0 && sign * value_or_0(flow) > sign * value_or_0(best)))
			best = flow;
	}
	return best;
}

static void derive_irr(struct derivation *d, struct node *node)
{
	const struct option_figures *figures = figures_of(d, node->option);

	switch (node->value.status) {
	case STATUS_UNIQUE:
		node->reason = N_("the only yearly rate at which the NPV is 0");
		show_rate(d, node);
		break;
	case STATUS_MULTIPLE:
		node->reason = N_("the NPV is 0 at several rates");
		for (size_t i = 0; i < figures->irr_count; i++)
			node_also(&d->nodes, node, rate_node(d, node->option, i));
		break;
	case STATUS_NO_OUTFLOW:
		node->reason = N_("no flow is below 0; this is the lowest");
		node_also(&d->nodes, node, extreme_flow(d, node->option, -1));
		break;
	case STATUS_NO_INFLOW:
		node->reason = N_("no flow is above 0; this is the highest");
		node_also(&d->nodes, node, extreme_flow(d, node->option, 1));
		break;
	default:
		node->reason = N_("no rate makes the NPV 0; this is the NPV at the plan's own rate");
		node_also(&d->nodes, node, figure_node(d, node->option, FIGURE_NPV));
		break;
	}
}

static void derive_peak(struct derivation *d, struct node *node)
{
	const struct figure_value month = figures_of(d, node->option)->figure[FIGURE_PEAK_FUNDING_MONTH];
	const int lowest = extreme_month(d, node->option, CASH_CUMULATIVE, -1);

	if (month.status != STATUS_OK || node->value.status != STATUS_OK)
		return;
	if (node->value.value == 0) {
		node->reason = N_("the running total is never below zero; this is its lowest month");
		node_also(&d->nodes, node, cumulative_node(d, node->option, NODE_AMOUNT, lowest));
	} else if (node->index == FIGURE_PEAK_FUNDING) {
		node->formula = short_at_start(d, node->option, NODE_AMOUNT, (int)month.value + 1);
	} else {
		node->reason = N_("the months passed when the running total is first at its lowest");
		node_also(&d->nodes, node, figure_node(d, node->option, FIGURE_PEAK_FUNDING));
	}
}

/* The spend of a month, without what is paid once. */
static const struct expression *run_rate(struct derivation *d, size_t option, int month)
{
	struct sum sum = {.derivation = d};

	sum_add(&sum, operand_of(d, aggregate_node(d, option, NODE_AMOUNT, AGGREGATE_SPEND, month, month)), 1);
	add_once(&sum, option, NODE_AMOUNT, month, -1);
	return sum_expression(&sum);
}

static const struct node *requests_served(struct derivation *d, size_t option)
{
	const struct plan *plan = d->ledger.plan;
	struct sum sum = {.derivation = d};
	const struct expression *all;
	struct bytes id = {0};
	struct node *node;

	for (int month = 1; month <= d->ledger.horizon; month++) {
		const struct node *served = requests_node(d, option, month);

		if (value_or_0(served) != 0)
			sum_add(&sum, operand_of(d, served), 1);
	}
	all = sum_expression(&sum);
	bytes_add_text(&id, "requests");
	node = step_node(d, option, &id, N_("requests served"), MEASURE_REQUESTS, nodes_evaluate(all), all);
	if (node != NULL && node->value.value == 0 && node->reason == NULL) {
		node->reason = N_("no requests are served");
		name_setting(d, node, &plan->demand.requests_per_day);
		name_setting(d, node, &plan_option(plan, option)->time_to_market);
	}
	return node;
}

/* Where formulas look up their names: the figures and inputs of one option. */
struct scope {
	struct derivation *derivation;
	size_t option;
};

/* An input: "outcome.success"; of "option" the option's own. */
static const struct expression *input_called(struct derivation *d, size_t option, const char *name)
{
	static const char own[] = "option.";
	struct recorder recorder = derivation_recorder(d, option);
	const struct input *input = plan_find_input(d->ledger.plan, name);

	if (input != NULL)
		return operand_of(d, record_leaf_node(&recorder, input));
	if (strncmp(name, own, sizeof own - 1) == 0)
		return leaf(d, option, &plan_option(d->ledger.plan, option)->time_to_market);
	/* A section that the plan has not: its inputs have no part in any figure that has a value. */
	return expression_number(&d->nodes.arena, 0);
}

/* An amount over the first months; of no month it is 0. */
static const struct expression *amount_until(const struct scope *scope, enum node_kind kind, enum aggregate aggregate,
                                             int months)
{
	struct derivation *d = scope->derivation;
	const struct node *node = months == 0 ? NULL : aggregate_node(d, scope->option, kind, aggregate, 1, months);

	return node == NULL ? expression_number(&d->nodes.arena, 0) : operand_of(d, node);
}

/* The figure is the aggregate: its lines at once. */
static const struct expression *lines_of(const struct scope *scope, enum aggregate aggregate)
{
	struct derivation *d = scope->derivation;
	/* No node of its own: the figure is the aggregate. */
	struct node total = {.option = scope->option,
	                     .kind = NODE_AMOUNT,
	                     .index = d->ledger.lines + (size_t)aggregate,
	                     .month = 1,
	                     .until = d->ledger.horizon};

	derive_amount(d, &total);
	return total.formula;
}

static enum aggregate aggregate_called(const char *id)
{
	int aggregate = 0;

	while (aggregate < AGGREGATE_COUNT && strcmp(aggregate_info((enum aggregate)aggregate)->id, id) != 0)
		aggregate++;
	return (enum aggregate)aggregate;
}

/* sum, pv and at of a series of months; model.md, "Formulas". */
static const struct expression *of_series(const struct scope *scope, const char *name, const char *series,
                                          const struct expression *months)
{
	struct derivation *d = scope->derivation;
	const int horizon = d->ledger.horizon;
	const int month = months == NULL ? horizon : (int)fmin(nodes_evaluate(months), horizon);
	const enum aggregate aggregate = aggregate_called(series);
	const bool at = strcmp(name, "at") == 0;

	if (strcmp(series, "requests") == 0)
		return operand_of(d, at ? requests_node(d, scope->option, month) : requests_served(d, scope->option));
	if (strcmp(series, "run_rate") == 0)
		return run_rate(d, scope->option, month);
	if (aggregate == AGGREGATE_COUNT)
		return NULL;
	if (strcmp(name, "pv") == 0)
		return amount_until(scope, NODE_PRESENT, aggregate, month);
	return months == NULL ? lines_of(scope, aggregate) : amount_until(scope, NODE_AMOUNT, aggregate, month);
}

static const struct expression *resolve(void *context, const char *name, const char *series,
                                        const struct expression *months)
{
	const struct scope *scope = context;
	const enum figure figure = series == NULL ? figure_find(name) : FIGURE_COUNT;

	if (series != NULL)
		return of_series(scope, name, series, months);
	if (figure != FIGURE_COUNT)
		return operand_of(scope->derivation, figure_node(scope->derivation, scope->option, figure));
	return input_called(scope->derivation, scope->option, name);
}

static void read_formula(struct derivation *d, struct node *node, const char *formula)
{
	struct scope scope = {.derivation = d, .option = node->option};
	const struct expression_names names = {.resolve = resolve, .context = &scope};

	node->formula = expression_read(&d->nodes.arena, formula, &names);
	d->nodes.failed |= node->formula == NULL;
}

/* Every option's is that of the option of highest npv: of_best(…). */
static void derive_neutral_scale(struct derivation *d, struct node *node)
{
	static const char of_best[] = "of_best(";
	const size_t best = d->ledger.evaluation->best;
	const char *formula = figure_info(FIGURE_NEUTRAL_SCALE)->formula + sizeof of_best - 1;
	struct bytes inner = {0};

	if (node->option != best) {
		node->reason = N_("that of the option of highest NPV, for every option");
		node->formula = operand_of(d, figure_node(d, best, FIGURE_NEUTRAL_SCALE));
		return;
	}
	if (figures_of(d, best)->figure[FIGURE_NEUTRAL_SCALE].value == 1)
		node->reason = N_("1 where the benefit pays for no less, or there is none");
	bytes_add(&inner, formula, strlen(formula) - 1);
	if (inner.failed)
		d->nodes.failed = true;
	else
		read_formula(d, node, bytes_text(&inner));
	bytes_release(&inner);
}

/* Statuses that have no formula beside them. */
static bool derive_status(struct derivation *d, struct node *node)
{
	const struct plan *plan = d->ledger.plan;

	switch (node->value.status) {
	case STATUS_NO_OUTCOME:
		node->reason = N_("the plan has no section [outcome]");
		return true;
	case STATUS_NOT_LAUNCHED:
		node->reason = N_("no whole month is left after the launch");
		name_setting(d, node, &plan_option(plan, node->option)->time_to_market);
		name_setting(d, node, &plan->head.horizon);
		return true;
	case STATUS_OVERFLOW:
		node->reason = N_("too large to compute");
		return node->index == FIGURE_IRR;
	case STATUS_NO_REQUESTS:
		node->reason = N_("no requests are served");
		return false;
	case STATUS_UNDEFINED:
	case STATUS_NO_BENEFIT:
		node->reason = N_("nothing to divide by: the divisor is not above 0");
		return false;
	default:
		return false;
	}
}

void derive_figure(struct derivation *d, struct node *node)
{
	if (node->kind == NODE_RATE) {
		show_rate(d, node);
		return;
	}
	if (derive_status(d, node))
		return;
	switch ((enum figure)node->index) {
	case FIGURE_PAYBACK:
	case FIGURE_PAYBACK_LASTING:
		derive_payback(d, node, NODE_AMOUNT);
		break;
	case FIGURE_DISCOUNTED_PAYBACK:
	case FIGURE_DISCOUNTED_PAYBACK_LASTING:
		derive_payback(d, node, NODE_PRESENT);
		break;
	case FIGURE_IRR:
		derive_irr(d, node);
		break;
	case FIGURE_PEAK_FUNDING:
	case FIGURE_PEAK_FUNDING_MONTH:
		derive_peak(d, node);
		break;
	case FIGURE_NEUTRAL_SCALE:
		derive_neutral_scale(d, node);
		break;
	default:
		read_formula(d, node, figure_info((enum figure)node->index)->formula);
		break;
	}
}

/* A step of figures by its name, without its month. */
const struct node *figure_step_node(struct derivation *d, size_t option, const char *name, int month)
{
	if (strcmp(name, "requests") == 0 && month == 0)
		return requests_served(d, option);
	if (strcmp(name, "short") == 0 && month > 0)
		return short_node(d, option, NODE_AMOUNT, month);
	if (strcmp(name, "short_discounted") == 0 && month > 0)
		return short_node(d, option, NODE_PRESENT, month);
	return NULL;
}

/* Opens the rates of return, whose steps have names of their own. */
void open_rates(struct derivation *d, size_t option)
{
	const size_t roots = figures_of(d, option)->irr_count;
	struct node *irr = figure_node(d, option, FIGURE_IRR);

	if (irr != NULL && irr->value.status == STATUS_UNIQUE)
		show_rate(d, irr);
	for (size_t i = 0; i < roots && irr != NULL && irr->value.status == STATUS_MULTIPLE; i++) {
		struct node *root = rate_node(d, option, i);

		if (root != NULL)
			show_rate(d, root);
	}
}
