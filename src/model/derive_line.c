/*
 * What a line (a cost item, a benefit, an incident) comes to in one month: docs/model.md, "One option, month by month",
 * as terms of the compiler. The kernel has loops for the same; tests hold the two together.
 */
#include <math.h>

#include "base/intl.h"
#include "model/compiler.h"
#include "model/derivation_inside.h"
#include "model/tolerance.h"

static const struct model_spec best_guess = {.launch_of = -1};

static struct compiler compiler_of(struct recorder *recorder)
{
	struct compiler c = {
		.spec = &best_guess, .plan = recorder->plan, .recorder = recorder, .option = recorder->option};

	c.launch = launch_of(&c, c.option);
	c.growth = one_plus(&c, setting(&c, &c.plan->demand.growth));
	c.requests = setting(&c, &c.plan->demand.requests_per_day);
	return c;
}

static struct term time_of(struct compiler *c, int months)
{
	struct term term = term_of(months);

	record_time(c->recorder, &term);
	return term;
}

static struct term divide(struct compiler *c, struct term a, struct term b)
{
	return apply(c, TAPE_DIVIDE, a, b);
}

static struct term function(struct compiler *c, enum expression_kind kind, struct term a, struct term b, double number)
{
	const struct term both[] = {a, b};
	struct term made = term_of(number);

	record_function(c->recorder, kind, both, 2, &made);
	return made;
}

static struct term lesser(struct compiler *c, struct term a, struct term b)
{
	return isinf(b.number) ? a : function(c, EXPRESSION_MINIMUM, a, b, fmin(a.number, b.number));
}

static struct term greater(struct compiler *c, struct term a, struct term b)
{
	return function(c, EXPRESSION_MAXIMUM, a, b, fmax(a.number, b.number));
}

/* The part of month t between two moments. */
static struct term part_between(struct compiler *c, int t, struct term from, struct term until)
{
	struct term end = lesser(c, time_of(c, t + 1), until), begin = greater(c, time_of(c, t), from);

	return greater(c, term_of(0), apply(c, TAPE_SUBTRACT, end, begin));
}

static struct term active(struct compiler *c, const struct setting *from, const struct setting *until, int t)
{
	return named(c, PART_ACTIVE, part_between(c, t, moment(c, from), moment(c, until)));
}

static struct term demand(struct compiler *c, int t)
{
	return named(c, PART_DEMAND, apply(c, TAPE_POWER, c->growth, time_of(c, t)));
}

static struct term escalated(struct compiler *c, const struct setting *escalation, int t)
{
	struct term years = divide(c, time_of(c, t), term_of(MONTHS_A_YEAR));

	return named(c, PART_ESCALATION, apply(c, TAPE_POWER, one_plus(c, setting(c, escalation)), years));
}

/* The fleet that the peak at the month's end takes. */
static struct term fleet(struct compiler *c, const struct cost_item *item, const struct value *capacity, int t)
{
	struct term load, units;

	load = multiply(c, divide(c, peak(c), number(c, capacity)), apply(c, TAPE_POWER, c->growth, time_of(c, t + 1)));
	load = apply(c, TAPE_SUBTRACT, named(c, PART_LOAD, load), term_of(TOLERANCE));
	units = term_of(ceil(load.number));
	record_function(c->recorder, EXPRESSION_CEILING, &load, 1, &units);
	return greater(c, setting(c, &item->quantity), units);
}

static struct term units(struct compiler *c, const struct cost_item *item, int t)
{
	const struct value *capacity = setting_for(&item->capacity, c->option);
	struct term count;

	if (capacity != NULL)
		count = fleet(c, item, capacity, t);
	else
		count = multiply(c, setting(c, &item->quantity),
		                 apply(c, TAPE_POWER, demand(c, t), setting(c, &item->elasticity)));
	return named(c, PART_UNITS, count);
}

/* In the month that its moment lies in, and in no other. */
static struct term paid_once(struct compiler *c, const struct cost_item *item, struct term price, int t,
                             const char **reason)
{
	struct term at = named(c, PART_MOMENT, moment(c, &item->from)), cost = term_of(0);

	if (moment_floor(at.number) == t)
		cost = multiply(c, multiply(c, price, setting(c, &item->quantity)), escalated(c, &item->escalation, t));
	else
		*reason = N_("paid once, in another month");
	record_because(c->recorder, record_node(c->recorder, at));
	return cost;
}

static struct term item_cost(struct compiler *c, const struct cost_item *item, int t, const char **reason)
{
	const struct value *source;
	struct term cost, price = price_of(c, item, &source);

	if (source == NULL) {
		*reason = N_("no price under this option");
		return term_of(0);
	}
	if (source->period == PERIOD_ONCE)
		return paid_once(c, item, price, t, reason);
	cost = multiply(c, price, units(c, item, t));
	if (source->period == PERIOD_MILLION_REQUESTS)
		cost = multiply(c, multiply(c, cost, multiply(c, c->requests, demand(c, t))), millions_a_month(c));
	cost = multiply(c, cost, escalated(c, &item->escalation, t));
	return multiply(c, cost, active(c, &item->from, &item->until, t));
}

/* Months of full effect that a benefit has had after some months: one that ramps up lacks half of its ramp. */
static struct term effect_so_far(struct compiler *c, const struct benefit *benefit, int months)
{
	struct term from = moment(c, &benefit->from), until = moment(c, &benefit->until);
	struct term ramp = setting(c, &benefit->ramp), zero = term_of(0), since, ramping;

	c->recorder->month = months;
	since = apply(c, TAPE_SUBTRACT, lesser(c, time_of(c, months), until), from);
	since = named(c, PART_SINCE, greater(c, zero, since));
	if (ramp.number > 0) {
		ramping = lesser(c, since, ramp);
		since = apply(c, TAPE_SUBTRACT, since, ramping);
		ramping = divide(c, apply(c, TAPE_POWER, ramping, term_of(2)), multiply(c, term_of(2), ramp));
		since = apply(c, TAPE_ADD, since, ramping);
	}
	return named(c, PART_EFFECT_SO_FAR, since);
}

static struct term benefit_earned(struct compiler *c, const struct benefit *benefit, int t)
{
	struct term earned = divide(c, value_a_year(c, benefit), term_of(MONTHS_A_YEAR)), before, after;

	earned = multiply(c, earned, apply(c, TAPE_POWER, demand(c, t), setting(c, &benefit->elasticity)));
	earned = multiply(c, earned, escalated(c, &benefit->escalation, t));
	before = effect_so_far(c, benefit, t);
	after = effect_so_far(c, benefit, t + 1);
	return multiply(c, earned, named(c, PART_EFFECT, apply(c, TAPE_SUBTRACT, after, before)));
}

static struct term launched(struct compiler *c, int t)
{
	return named(c, PART_LAUNCHED, part_between(c, t, c->launch, term_of((double)INFINITY)));
}

/* What the controls leave of an incident in the month. */
static struct term left_by_controls(struct compiler *c, const struct incident *incident, int t)
{
	const struct section *at_hand = c->recorder->section;
	struct term left = term_of(1), avoided;

	for (size_t i = 0; i < c->plan->items.count; i++) {
		const struct cost_item *item = plan_item(c->plan, i);
		const struct value *covers = setting_for(&item->covers, c->option);

		if (item->section.kind != SECTION_MONITORING || !flag(c, &item->enabled) || covers == NULL ||
		    !value_has_id(covers, incident->section.id))
			continue;
		c->recorder->section = &item->section;
		avoided = multiply(c, setting(c, &item->cuts), active(c, &item->from, &item->until, t));
		left = multiply(c, left, one_minus(c, avoided));
	}
	c->recorder->section = at_hand;
	return named(c, PART_LEFT, left);
}

static struct term incident_loss(struct derivation *d, struct compiler *c, const struct incident *incident, int t)
{
	const struct value *of = setting_for(&incident->of, c->option);
	struct term lost = days_lost(c, incident), stake;

	if (of != NULL && of->parameter[0] == STAKE_BENEFIT) {
		const struct node *benefit =
			aggregate_node(d, c->option, NODE_AMOUNT, AGGREGATE_BENEFIT, t + 1, t + 1);

		stake = term_of(benefit == NULL ? 0 : benefit->value.value);
		record_made_of(c->recorder, operand_of(d, benefit), &stake);
		stake = divide(c, multiply(c, stake, term_of(MONTHS_A_YEAR)), term_of(DAYS_A_YEAR));
	} else {
		stake = multiply(c, revenue_a_day(c, incident), launched(c, t));
	}
	lost = multiply(c, lost, named(c, PART_STAKE_A_DAY, stake));
	return multiply(c, lost, left_by_controls(c, incident, t));
}

static bool enabled(const struct compiler *c, const struct derivation *d, size_t line)
{
	const size_t items = c->plan->items.count, benefits = c->plan->benefits.count;

	return line < items                ? flag(c, &plan_item(c->plan, line)->enabled)
	       : line < items + benefits   ? flag(c, &plan_benefit(c->plan, line - items)->enabled)
	       : line < d->ledger.lines && flag(c, &plan_incident(c->plan, line - items - benefits)->enabled);
}

void derive_line(struct derivation *d, struct node *node)
{
	struct recorder recorder = derivation_recorder(d, node->option);
	const size_t items = recorder.plan->items.count, benefits = recorder.plan->benefits.count, line = node->index;
	struct compiler c = compiler_of(&recorder);
	const int t = node->month - 1;
	const char *reason = NULL;
	struct term term;

	recorder.section = line_section(&d->ledger, line);
	recorder.month = node->month;
	if (!enabled(&c, d, line)) {
		node->reason = N_("not enabled under this option");
		return;
	}
	if (line < items)
		term = item_cost(&c, plan_item(c.plan, line), t, &reason);
	else if (line < items + benefits)
		term = benefit_earned(&c, plan_benefit(c.plan, line - items), t);
	else
		term = incident_loss(d, &c, plan_incident(c.plan, line - items - benefits), t);
	if (reason == NULL)
		node->formula = record_expression(&recorder, term);
	else
		node->reason = reason;
	for (size_t i = 0; i < recorder.because_count; i++)
		node_also(&d->nodes, node, recorder.because[i]);
}

/* 1 / (1 + discount rate) ^ years: of the month's end, or of its start. */
const struct node *discount_node(struct derivation *d, size_t option, int month, bool at_start)
{
	struct recorder recorder = derivation_recorder(d, option);
	struct compiler c = compiler_of(&recorder);
	const int instant = at_start ? month - 1 : month;
	struct term factor = one_plus(&c, setting(&c, &c.plan->head.discount_rate)), years;

	recorder.month = month;
	if (d->ledger.yearly) {
		years = term_of(instant == 0 ? 0 : (month - 1) / MONTHS_A_YEAR + 1);
		record_made_of(&recorder, expression_number(&d->nodes.arena, years.number), &years);
		record_because(&recorder, record_convention(&recorder));
	} else {
		years = divide(&c, time_of(&c, instant), term_of(MONTHS_A_YEAR));
	}
	factor = divide(&c, term_of(1), apply(&c, TAPE_POWER, factor, years));
	factor = named(&c, at_start ? PART_DISCOUNT_AT_START : PART_DISCOUNT, factor);
	return record_node(&recorder, factor);
}

const struct node *requests_node(struct derivation *d, size_t option, int month)
{
	struct recorder recorder = derivation_recorder(d, option);
	struct compiler c = compiler_of(&recorder);
	struct term served;

	recorder.month = month;
	served = multiply(&c, multiply(&c, c.requests, demand(&c, month - 1)), term_of(DAYS_A_MONTH));
	served = named(&c, PART_REQUESTS, multiply(&c, served, launched(&c, month - 1)));
	return record_node(&recorder, served);
}
