/*
 * Derivations: every node's formula gives its value, lines add up to the kernel's flows, figures are the evaluation's,
 * and each walk from a figure ends in lines of the profile.
 */
#include "model/derivation_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "effort.h"
#include "fail_alloc.h"
#include "model/tolerance.h"
#include "sample.h"

static const char *const plans[] = {
	"profiles/recommendation-engine.ini", "profiles/mvp.ini",         "profiles/scale-up.ini",
	"profiles/enterprise.ini",            "profiles/growth.ini",      "tests/golden/edges.ini",
	"tests/golden/exact.ini",             "tests/golden/growth.ini",  "tests/golden/incidents.ini",
	"tests/golden/moments.ini", "tests/golden/path.ini",
	"tests/golden/path-yearly.ini",       "tests/golden/roots.ini",   "tests/golden/rounding.ini",
	"tests/golden/uncertain.ini",         "tests/golden/yearly-convention.ini",
};

#define HEAD "[plan]\nhorizon = 24\ndiscount_rate = 12%\n"
#define OPTION "[option.a]\ntime_to_market = 2\n"
#define OUTCOME "[outcome]\nsuccess = 2\nneutral = 3\nstopped = 5\n"
#define OVERFLOWING                                                                                                    \
	"[plan]\nhorizon = 120\n[demand]\nrequests_per_day = 1M\ngrowth = 900%\n[option.a]\n"                          \
	"[other.c]\nprice = 100k/month\nelasticity = 3\nfrom = start\n"
#define COST "[other.c]\nprice = 100/month\nfrom = start\n"

/* A figure of option a, its status, the reason that is given, and the names that stand beside it. */
static const struct status_case {
	const char *plan, *figure, *status, *reason, *also;
} status_cases[] = {
	{HEAD OPTION COST, "payback", "not_within_horizon", "lowest and highest", "short@24 cumulative@24 cumulative@1"},
	{HEAD OPTION COST, "discounted_payback", "not_within_horizon", "what it lacks then",
         "short_discounted@24 discounted_cumulative@24 discounted_cumulative@1"},
	{HEAD OPTION COST "[benefit.b]\nannual_value = 3000\n", "payback", "reached", NULL, ""},
	{HEAD OPTION COST "[benefit.b]\nannual_value = 3000\nfrom = start\n", "payback", "self_funding",
         "never below zero", "cumulative@1"},
	{HEAD OPTION COST "[benefit.b]\nannual_value = 3000\nfrom = start\n", "peak_funding", "ok", "never below zero",
         "cumulative@1"},
	{HEAD OPTION COST "[benefit.b]\nannual_value = 3000\n", "irr", "unique", "the NPV is 0", "npv_at_irr"},
	{HEAD OPTION COST, "irr", "no_inflow", "no flow is above 0", "flow_after.1"},
	{HEAD OPTION "[benefit.b]\nannual_value = 3000\n", "irr", "no_outflow", "no flow is below 0", "flow_after.3"},
	{"[plan]\nhorizon = 3\n[option.a]\n[other.o]\nprice = 1 once\nfrom = start\n[other.p]\nprice = 3 once\nfrom = 2\n"
         "[benefit.b]\nannual_value = 36\nfrom = start\nuntil = 1\n",
         "irr", "no_real_root", "no rate makes the NPV 0", "npv"},
	{HEAD "[option.a]\ntime_to_market = 23.5\n" COST, "monthly_cost_at_launch", "not_launched",
         "no whole month is left", "option.a.time_to_market plan.horizon"},
	{HEAD OPTION COST, "cost_per_1000_requests", "no_requests", "no requests are served", NULL},
	{HEAD OPTION COST, "run_cost_per_1000_requests", "no_requests", "no requests are served", NULL},
	{HEAD OPTION COST, "breakeven_benefit", "no_benefit", "nothing to divide by", NULL},
	{HEAD OPTION COST, "neutral_scale", "no_outcome", "[outcome]", ""},
	{HEAD OPTION COST, "outcome_npv", "no_outcome", "[outcome]", ""},
	{HEAD OPTION "[benefit.b]\nannual_value = 3000\n", "roi", "undefined", "nothing to divide by", NULL},
	{HEAD OPTION "[benefit.b]\nannual_value = 3000\n", "roi_discounted", "undefined", "nothing to divide by", NULL},
	{OVERFLOWING, "total_cost", "overflow", "too large", ""},
	{OVERFLOWING, "npv", "overflow", "too large", ""},
	{OVERFLOWING, "payback", "overflow", "too large", ""},
	{OVERFLOWING, "irr", "overflow", "too large", ""},
	{HEAD OPTION COST OUTCOME, "neutral_scale", "ok", "there is none", NULL},
	{HEAD OPTION COST OUTCOME, "outcome_npv", "ok", NULL, ""},
};

static struct plan *plan_at(const char *path)
{
	struct diags diags = {0};
	struct plan *plan = NULL;

	assert_int_equal(plan_read(path, &diags, &plan), 0);
	diags_release(&diags);
	return plan;
}

static double value_of_node(const void *context, const struct node *node)
{
	(void)context;
	return node->value.value;
}

static double evaluated(const struct expression *expression)
{
	static const struct expression_values values = {.node = value_of_node};

	return expression_value(expression, &values);
}

static void find_largest(void *context, const struct node *node)
{
	double *largest = context;

	*largest = fmax(*largest, fabs(node->value.value));
}

/* Equal to 1e-9 of the largest of the value and what it is made of; sums of money, to the rounding of all of it. */
static bool gives(const struct derivation *d, const struct node *node, const struct expression *formula)
{
	const double turnover = d->ledger.evaluation->option[node->option].epsilon / TOLERANCE;
	double largest = fabs(node->value.value), error;

	expression_visit(formula, find_largest, &largest);
	error = fabs(evaluated(formula) - node->value.value);
	return error <= 1e-9 * largest || (node->measure == MEASURE_MONEY && error <= 1e-14 * turnover);
}

/* A derivation with an evaluation of its own; NULL never. */
static struct derivation *derive(const struct plan *plan)
{
	struct evaluation *evaluation = malloc(sizeof *evaluation);
	struct derivation *d;

	assert_non_null(evaluation);
	assert_int_equal(evaluation_new(plan, evaluation), 0);
	d = derivation_new(plan, evaluation);
	assert_non_null(d);
	return d;
}

static void release(struct derivation *d)
{
	struct evaluation *evaluation = (struct evaluation *)d->ledger.evaluation;

	derivation_free(d);
	evaluation_release(evaluation);
	free(evaluation);
}

/* ---- All nodes of a derivation ---- */

static const struct node *figure_opened(struct derivation *d, size_t option, enum figure figure)
{
	const struct node *node = figure_node(d, option, figure);

	return node == NULL || derivation_open(d, node) != 0 ? NULL : node;
}

/* Every figure, every column and line, whole and month by month, every present value, every input. */
static void ask_for_all(struct derivation *d, size_t option)
{
	const int horizon = d->ledger.horizon;

	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		assert_non_null(figure_opened(d, option, (enum figure)figure));
	for (size_t amount = 0; amount < d->ledger.lines + AGGREGATE_COUNT; amount++)
		for (int month = 1; month <= horizon; month++) {
			assert_non_null(amount_node(d, option, NODE_AMOUNT, amount, month, month));
			assert_non_null(amount_node(d, option, NODE_PRESENT, amount, month, month));
		}
	for (size_t line = 0; line < d->ledger.lines; line++) {
		assert_non_null(amount_node(d, option, NODE_AMOUNT, line, 1, horizon));
		assert_non_null(amount_node(d, option, NODE_PRESENT, line, 1, horizon));
	}
}

/* Opens all that is not open yet; whether anything was. */
static bool open_some(struct derivation *d)
{
	struct node_list closed = {0};
	bool any;

	for (size_t i = 0; i < d->nodes.capacity; i++)
		if (d->nodes.slot[i] != NULL && !d->nodes.slot[i]->opened) {
			assert_non_null(GROW(closed.at, closed.capacity, closed.count + 1));
			closed.at[closed.count++] = d->nodes.slot[i];
		}
	for (size_t i = 0; i < closed.count; i++)
		assert_int_equal(derivation_open(d, closed.at[i]), 0);
	any = closed.count > 0;
	free(closed.at);
	return any;
}

static struct derivation *open_all(const struct plan *plan)
{
	struct derivation *d = derive(plan);

	for (size_t option = 0; option < plan->options.count; option++)
		ask_for_all(d, option);
	while (open_some(d))
		;
	assert_false(d->nodes.failed);
	return d;
}

static void for_each_node(struct derivation *d, void (*check)(struct derivation *d, const struct node *node))
{
	/* Shown formulas make expressions, no nodes: the slots stay where they are. */
	for (size_t i = 0; i < d->nodes.capacity; i++)
		if (d->nodes.slot[i] != NULL)
			check(d, d->nodes.slot[i]);
}

static void for_each_plan(void (*check)(const struct plan *plan))
{
	const size_t count = effort(sizeof plans / sizeof *plans, 4), step = sizeof plans / sizeof *plans / count;

	for (size_t i = 0; i < count; i++) {
		struct plan *plan = plan_at(plans[i * step]);

		check(plan);
		plan_free(plan);
	}
}

/* ---- What holds of each node ---- */

static void fail_node(const struct node *node, const char *what)
{
	fail_msg("node %s of option %zu, %.17g: %s", node->id, node->option, node->value.value, what);
}

static void check_formula(struct derivation *d, const struct node *node)
{
	const struct expression *shown = derivation_shown(d, node);

	if (node->formula == NULL || !status_has_value(node->value.status))
		return;
	if (!gives(d, node, node->formula))
		fail_msg("the formula of %s (option %zu) gives %.17g, not %.17g", node->id, node->option,
		         evaluated(node->formula), node->value.value);
	if (!gives(d, node, shown))
		fail_msg("the formula of %s (option %zu) as shown gives %.17g, not %.17g", node->id, node->option,
		         evaluated(shown), node->value.value);
}

/* A number or a word of the plan, or a number of the model's own. */
static bool is_stated(const struct node *node)
{
	return node->kind == NODE_LEAF || node->kind == NODE_WORD || node->kind == NODE_CONSTANT;
}

static void check_node(struct derivation *d, const struct node *node)
{
	if (node->label == NULL || node->label[0] == '\0')
		fail_node(node, "no label");
	if (!node->opened)
		fail_node(node, "not open");
	if (!status_has_value(node->value.status) && node->reason == NULL)
		fail_node(node, "no value, and no reason");
	if (status_has_value(node->value.status) && !isfinite(node->value.value))
		fail_node(node, "no number");
	if (node->formula == NULL && node->reason == NULL && node->also_count == 0 && !is_stated(node))
		fail_node(node, "nothing says what it is made of");
	if (nodes_find(&d->nodes, node->option, node->id) != node)
		fail_node(node, "its name leads to another one");
	check_formula(d, node);
}

/* A leaf is an input, as the plan states it, under the option; a word is stated, too. */
static void check_stated(struct derivation *d, const struct node *node)
{
	const struct plan *plan = d->ledger.plan;

	if (node->kind == NODE_WORD) {
		assert_non_null(node->word);
		assert_non_null(node->stated);
	}
	if (node->kind != NODE_LEAF)
		return;
	assert_non_null(node->input);
	assert_ptr_equal(node->input, plan_find_input(plan, node->id));
	assert_true(node->value.value == value_best_guess(node->input->value));
	assert_ptr_equal(&node->stated->value, node->input->value);
	if (node->stated->given)
		assert_true(node->stated->entry < plan->source.entry_count);
	assert_true(value_is_uncertain(node->input->value) == (node->reason != NULL));
}

static void check_figure(struct derivation *d, const struct node *node)
{
	const struct figure_value *figure;

	if (node->kind != NODE_FIGURE)
		return;
	figure = &d->ledger.evaluation->option[node->option].figure[node->index];
	assert_int_equal(node->value.status, figure->status);
	assert_true(node->value.value == figure->value);
}

static void check_nodes(const struct plan *plan)
{
	struct derivation *d = open_all(plan);

	for_each_node(d, check_node);
	for_each_node(d, check_stated);
	for_each_node(d, check_figure);
	release(d);
}

static void every_formula_gives_its_value(void **state)
{
	(void)state;
	for_each_plan(check_nodes);
}

/* ---- Lines add up to the kernel's flows ---- */

static const enum aggregate column_of[CASH_COUNT] = {
	[CASH_INFRA] = AGGREGATE_INFRA,           [CASH_TEAM] = AGGREGATE_TEAM,
	[CASH_MONITORING] = AGGREGATE_MONITORING, [CASH_OTHER] = AGGREGATE_OTHER,
	[CASH_BENEFIT] = AGGREGATE_BENEFIT,       [CASH_INCIDENT_LOSS] = AGGREGATE_INCIDENT_LOSS,
	[CASH_NET] = AGGREGATE_NET,               [CASH_CUMULATIVE] = AGGREGATE_CUMULATIVE,
	[CASH_DISCOUNTED] = AGGREGATE_NET,        [CASH_DISCOUNTED_CUMULATIVE] = AGGREGATE_CUMULATIVE,
};

/* A line's amount as the terms of its own formulas, recorded by derive_line.c, give it. */
static double amount_by_formula(struct derivation *d, size_t option, size_t line, int month)
{
	const struct node *node = amount_node(d, option, NODE_AMOUNT, line, month, month);

	assert_int_equal(derivation_open(d, node), 0);
	return node->formula == NULL ? 0 : evaluated(node->formula);
}

static void check_month(struct derivation *d, size_t option, int month)
{
	const struct month *kernel = &d->ledger.evaluation->option[option].month[month - 1];
	double largest = 0;

	for (int column = 0; column < CASH_COUNT; column++)
		largest = fmax(largest, fabs(kernel->amount[column]));
	for (int column = 0; column < CASH_COUNT; column++) {
		const enum node_kind kind = column >= CASH_DISCOUNTED ? NODE_PRESENT : NODE_AMOUNT;
		const struct node *node = aggregate_node(d, option, kind, column_of[column], month, month);
		double sum = 0;

		assert_true(fabs(node->value.value - kernel->amount[column]) <= 1e-9 * largest);
		if (column > CASH_NET)
			continue;
		for (size_t line = 0; line < d->ledger.lines; line++)
			sum += aggregate_sign(&d->ledger, option, column_of[column], line) *
			       amount_by_formula(d, option, line, month);
		if (!(fabs(sum - kernel->amount[column]) <= 1e-9 * largest))
			fail_msg("the lines of %s@%d of option %zu add up to %.17g, not %.17g",
			         cash_info((enum cash_column)column)->id, month, option, sum, kernel->amount[column]);
	}
}

static void check_months(const struct plan *plan)
{
	struct derivation *d = derive(plan);

	for (size_t option = 0; option < plan->options.count; option++)
		for (int month = 1; month <= d->ledger.horizon; month++)
			check_month(d, option, month);
	release(d);
}

static void lines_add_up_to_the_flows(void **state)
{
	(void)state;
	for_each_plan(check_months);
}

/* ---- Walks end in lines of the profile ---- */

enum mark { UNDER_WAY, NO_LINE_BELOW, LINE_BELOW };

struct walk {
	struct derivation *d;
	bool formulas;            /* along formulas alone; false: also to what a reason names */
	const struct node **seen; /* hashed by address */
	unsigned char *mark;      /* [slot]: enum mark */
};

enum { SLOTS = 1 << 20 };

static size_t slot_in(const struct walk *walk, const struct node *node)
{
	size_t at = (size_t)(((uintptr_t)node >> 4) * 2654435761u) % SLOTS;

	while (walk->seen[at] != NULL && walk->seen[at] != node)
		at = (at + 1) % SLOTS;
	return at;
}

static void gather(void *context, const struct node *node)
{
	struct node_list *list = context;

	assert_true(GROW(list->at, list->capacity, list->count + 1));
	list->at[list->count++] = node;
}

static struct node_list below(const struct walk *walk, const struct node *node)
{
	struct node_list children = {0};

	assert_int_equal(derivation_open(walk->d, node), 0);
	if (!walk->formulas)
		assert_int_equal(derivation_children(walk->d, node, &children), 0);
	else if (node->formula != NULL)
		expression_visit(node->formula, gather, &children);
	return children;
}

/* Whether a line or word of the profile, or a default, is below; every node is opened and walked once. */
static bool ends_in_lines(struct walk *walk, const struct node *node)
{
	const size_t at = slot_in(walk, node);
	bool ends = node->kind == NODE_LEAF || node->kind == NODE_WORD;
	struct node_list children;

	if (walk->seen[at] == node) {
		/* What shows that a rate is right names the rate. */
		if (walk->formulas && walk->mark[at] == UNDER_WAY)
			fail_node(node, "its formula leads to itself");
		return walk->mark[at] == LINE_BELOW;
	}
	assert_true(walk->d->nodes.count < SLOTS / 2);
	walk->seen[at] = node;
	children = below(walk, node);
	for (size_t i = 0; i < children.count; i++)
		ends |= ends_in_lines(walk, children.at[i]);
	for (size_t i = 0; i < children.count && !walk->formulas; i++)
		for (size_t j = 0; j < i; j++)
			assert_ptr_not_equal(children.at[i], children.at[j]);
	free(children.at);
	walk->mark[at] = ends ? LINE_BELOW : NO_LINE_BELOW;
	return ends;
}

/* What is nothing, because the plan states nothing of its kind, has no line. */
static bool is_nothing(const struct node *node)
{
	return node->value.status == STATUS_NO_OUTCOME || node->value.value == 0;
}

static void walk_figures(const struct plan *plan, bool formulas)
{
	struct walk walk = {.d = derive(plan), .formulas = formulas};

	walk.seen = calloc(SLOTS, sizeof *walk.seen);
	walk.mark = calloc(SLOTS, 1);
	assert_true(walk.d != NULL && walk.seen != NULL && walk.mark != NULL);
	for (size_t option = 0; option < plan->options.count; option++)
		for (int figure = 0; figure < FIGURE_COUNT; figure++) {
			const struct node *node = figure_opened(walk.d, option, (enum figure)figure);

			assert_non_null(node);
			if (!ends_in_lines(&walk, node) && !formulas && !is_nothing(node))
				fail_node(node, "no line of the profile is below it");
		}
	free(walk.seen);
	free(walk.mark);
	release(walk.d);
}

static void check_walks(const struct plan *plan)
{
	walk_figures(plan, true);
	walk_figures(plan, false);
}

static void every_figure_ends_in_lines(void **state)
{
	(void)state;
	for_each_plan(check_walks);
}

/* ---- Statuses ---- */

static void print_also(const struct node *node, struct bytes *out)
{
	for (size_t i = 0; i < node->also_count; i++)
		bytes_add_format(out, "%s%s", i > 0 ? " " : "", node->also[i]->id);
}

static enum figure_status status_of_roots(void)
{
	struct plan *plan = golden_plan("roots");
	struct derivation *d = open_all(plan);
	enum figure_status status = figure_opened(d, 0, FIGURE_IRR)->value.status;

	release(d);
	plan_free(plan);
	return status;
}

static void every_status_has_its_reason(void **state)
{
	bool met[STATUS_COUNT] = {false};

	(void)state;
	for (size_t i = 0; i < sizeof status_cases / sizeof *status_cases; i++) {
		const struct status_case *c = &status_cases[i];
		struct plan *plan = sample_plan(c->plan);
		struct derivation *d = open_all(plan);
		const struct node *node = figure_opened(d, 0, figure_find(c->figure));
		struct bytes also = {0};

		for_each_node(d, check_node);
		met[node->value.status] = true;
		if (c->status != NULL)
			assert_string_equal(status_id(node->value.status), c->status);
		if (c->reason != NULL && (node->reason == NULL || strstr(node->reason, c->reason) == NULL))
			fail_msg("%s, %s: the reason is '%s'", c->figure, c->status, node->reason == NULL ? "" : node->reason);
		print_also(node, &also);
		if (c->also != NULL)
			assert_string_equal(bytes_text(&also), c->also);
		bytes_release(&also);
		release(d);
		plan_free(plan);
	}
	met[status_of_roots()] = true;
	for (int status = 0; status < STATUS_ROOT; status++)
		if (!met[status])
			fail_msg("no plan here has the status %s", status_id((enum figure_status)status));
}

/* An amount that bears a figure's name is the figure, whichever is asked for first. */
static void figures_are_figures(void **state)
{
	struct plan *plan = golden_plan("incidents");
	struct derivation *d = derive(plan);

	(void)state;
	for (int i = 0; i < AGGREGATE_COUNT; i++) {
		const enum aggregate aggregate = (enum aggregate)i;

		assert_int_equal(derivation_open(d, aggregate_node(d, 0, NODE_AMOUNT, aggregate, 1, d->ledger.horizon)), 0);
	}
	for (int figure = 0; figure < FIGURE_COUNT; figure++) {
		const struct node *node = figure_opened(d, 0, (enum figure)figure);

		assert_int_equal(node->kind, NODE_FIGURE);
		assert_int_equal(node->index, figure);
	}
	for_each_node(d, check_figure);
	release(d);
	plan_free(plan);
}

/* A rate leaves no present value: the months' amounts at it add up to nothing. */
static void rates_leave_nothing(void **state)
{
	struct plan *plan = golden_plan("roots");
	struct derivation *d = open_all(plan);
	size_t rates = 0;

	(void)state;
	for (size_t i = 0; i < d->nodes.capacity; i++) {
		const struct node *node = d->nodes.slot[i];

		if (node == NULL || strncmp(node->id, "npv_at_", 7) != 0)
			continue;
		rates++;
		assert_near(node->value.value, 0, 0);
		assert_true(fabs(evaluated(node->formula)) <= d->ledger.evaluation->option[node->option].epsilon);
	}
	assert_true(rates >= 3);
	release(d);
	plan_free(plan);
}

/* ---- Names ---- */

static const struct {
	const char *name, *id; /* id: NULL: refused */
	const char *said;
} names[] = {
	{"npv", "npv", NULL},
	{"net@8", "net@8", NULL},
	{"net", "net", NULL},
	{"net@3..5", "net@3..5", NULL},
	{"cumulative", "cumulative@36", NULL},
	{"infra.serving", "infra.serving", NULL},
	{"infra.serving@8", "infra.serving@8", NULL},
	{"infra.serving@1..36", "infra.serving", NULL},
	{"pv.infra.serving@8", "pv.infra.serving@8", NULL},
	{"infra.serving.units@8", "infra.serving.units@8", NULL},
	{"infra.serving.price_a_month", "infra.serving.price_a_month", NULL},
	{"benefit.ctr@8", "benefit.ctr@8", NULL},
	{"benefit.ctr.lift", "benefit.ctr.lift", NULL},
	{"incident.drift@9", "incident.drift@9", NULL},
	{"discount@7", "discount@7", NULL},
	{"discount_at_start@1", "discount_at_start@1", NULL},
	{"requests@7", "requests@7", NULL},
	{"plan.discount_rate", "plan.discount_rate", NULL},
	{"nvp", NULL, "did you mean 'npv'?"},
	{"infra.servin", NULL, "did you mean"},
	{"npv@3", NULL, "a figure is of no month"},
	{"net@0", NULL, "behind @ stands a month"},
	{"net@", NULL, "behind @ stands a month"},
	{"net@x", NULL, "behind @ stands a month"},
	{"net@-1", NULL, "behind @ stands a month"},
	{"net@3..", NULL, "behind @ stands a month|the months of the plan"},
	{"net@37", NULL, "the months of the plan are 1 to 36"},
	{"net@3..37", NULL, "the months of the plan are 1 to 36"},
	{"net@5..3", NULL, "the months of the plan are 1 to 36"},
	{"net@99999", NULL, "behind @ stands a month|the months of the plan"},
	{"", NULL, "no figure, column, item or input"},
	{"@", NULL, "behind @ stands a month"},
	{"@3", NULL, "no figure, column, item or input"},
	{"infra.serving.units", NULL, "no figure, column, item or input"},
	{"plan.discount_rate@3", NULL, "no figure, column, item or input"},
};

/* Whether the text holds one of the words that | parts. */
static bool says(const char *text, const char *words)
{
	const char *bar = strchr(words, '|');
	struct bytes first = {0};
	bool found;

	bytes_add(&first, words, bar == NULL ? strlen(words) : (size_t)(bar - words));
	found = strstr(text, bytes_text(&first)) != NULL || (bar != NULL && strstr(text, bar + 1) != NULL);
	bytes_release(&first);
	return found;
}

static void finds_nodes_by_name(void **state)
{
	struct plan *plan = plan_at(plans[0]);

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct derivation *d = derive(plan); /* a new one: a name is found before any other was asked for */
		struct diags diags = {0};
		struct bytes said = {0};
		const struct node *node = derivation_find(d, 1, names[i].name, &diags);

		diags_print(&diags, &said);
		if ((node == NULL) != (names[i].id == NULL))
			fail_msg("'%s' was %s: %s", names[i].name, node == NULL ? "not found" : node->id, bytes_text(&said));
		if (node != NULL) {
			assert_string_equal(node->id, names[i].id);
			assert_int_equal(node->option, 1);
			assert_int_equal(diags.count, 0);
			for_each_node(d, check_formula);
		} else if (diags.errors != 1 || !says(bytes_text(&said), names[i].said)) {
			fail_msg("'%s': %s", names[i].name, bytes_text(&said));
		}
		bytes_release(&said);
		diags_release(&diags);
		release(d);
	}
	plan_free(plan);
}

/* ---- Memory ---- */

static const char small[] = HEAD "[demand]\nrequests_per_day = 1M\npeak_factor = 2\ngrowth = 2%\n" OPTION
	"[infra.i]\nmanaged_price = 3/hour\ncapacity = 5\nescalation = 3%\n"
	"[team.t]\nsalary = 60k\n[other.o]\nprice = 500 once\n[monitoring.m]\nprice = 10/month\ncovers = d\ncuts = 50%\n"
	"[benefit.b]\nannual_value = 400k\nramp = 3\ndecay = 2%\nretrain_every = 3\n"
	"[incidents]\nper_year = 2\n[incident.d]\nshare = 50%\nof = benefit\nloss = 5%\nduration = 3\n" OUTCOME;

/* Some names, what they are made of, and their formulas as shown. */
static int derive_in_vain(void *context)
{
	static const char *const wanted[] = {
		"npv", "outcome_npv", "payback", "irr", "benefit.b@7", "infra.i.load@9", "nonsense",
	};
	struct evaluation evaluation = {0};
	struct derivation *d = evaluation_new(context, &evaluation) == 0 ? derivation_new(context, &evaluation) : NULL;
	struct diags diags = {0};
	int result = d == NULL ? -1 : 0;

	for (size_t i = 0; result == 0 && i < sizeof wanted / sizeof *wanted; i++) {
		const struct node *node = derivation_find(d, 0, wanted[i], &diags);
		struct node_list children = {0};

		if (diags.out_of_memory || (node != NULL && derivation_children(d, node, &children) != 0))
			result = -1;
		for (size_t j = 0; result == 0 && j < children.count; j++)
			result = derivation_open(d, children.at[j]);
		free(children.at);
	}
	assert_true(diags.out_of_memory || result != 0 || diags.errors == 1);
	diags_release(&diags);
	derivation_free(d);
	evaluation_release(&evaluation);
	return result;
}

static void says_that_memory_is_out(void **state)
{
	struct plan *plan = sample_plan(small);

	(void)state;
	assert_true(fail_each_alloc(derive_in_vain, plan) > 50);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_formula_gives_its_value),
		cmocka_unit_test(lines_add_up_to_the_flows),
		cmocka_unit_test(every_figure_ends_in_lines),
		cmocka_unit_test(every_status_has_its_reason),
		cmocka_unit_test(figures_are_figures),
		cmocka_unit_test(rates_leave_nothing),
		cmocka_unit_test(finds_nodes_by_name),
		cmocka_unit_test(says_that_memory_is_out),
	};

	return cmocka_run_group_tests_name("derivation", tests, NULL, NULL);
}
