/*
 * Inside model/: a plan's inputs as terms. model.c builds streams from them; best_guess.c evaluates single terms, where
 * no input is free and every term is a number.
 */
#ifndef MODEL_COMPILER_H
#define MODEL_COMPILER_H

#include <math.h>

#include "model/price.h"
#include "model/program.h"
#include "model/record.h"
#include "model/units.h"
#include "plan/item_price.h"

/* The state of a compilation: the model so far, the spec, and the current option. */
struct compiler {
	const struct model_spec *spec;
	const struct plan *plan;
	struct model *model;
	struct tape *tape;
	struct recorder *recorder; /* NULL: what terms are made of is not recorded */
	size_t option;
	struct option_program *program;
	struct term growth, requests;
	struct term launch;      /* the option's, or the one it is projected with */
	struct draft_stream *stream; /* of the current option (model.c) */
	size_t stream_count, stream_capacity;
	bool failed;
};

/* The register that holds a term when the tape runs. */
static inline int reg(struct compiler *c, struct term term)
{
	return tape_register(c->tape, term);
}

static inline struct term apply(struct compiler *c, enum tape_operation operation, struct term a, struct term b)
{
	if (c->recorder != NULL)
		return record_apply(c->recorder, operation, a, b);
	return tape_apply(c->tape, operation, a, b);
}

/* The term, as a step that has a name. */
static inline struct term named(struct compiler *c, enum part part, struct term term)
{
	return c->recorder == NULL ? term : record_part(c->recorder, part, term);
}

static inline struct term multiply(struct compiler *c, struct term a, struct term b)
{
	return apply(c, TAPE_MULTIPLY, a, b);
}

static inline struct term one_plus(struct compiler *c, struct term a)
{
	return apply(c, TAPE_ADD, term_of(1), a);
}

static inline struct term one_minus(struct compiler *c, struct term a)
{
	return apply(c, TAPE_SUBTRACT, term_of(1), a);
}

/* A number of the plan: free if the spec says so, else its best guess. */
static inline struct term number(struct compiler *c, const struct value *value)
{
	for (size_t i = 0; i < c->spec->input_count; i++)
		if (c->spec->inputs[i] == value)
			return tape_input(c->tape, i);
	return c->recorder == NULL ? term_of(value_best_guess(value)) : record_leaf(c->recorder, value);
}

static inline struct term setting(struct compiler *c, const struct setting *setting)
{
	const struct value *value = setting_for(setting, c->option);

	return value == NULL ? term_of(0) : number(c, value);
}

static inline bool flag(const struct compiler *c, const struct setting *setting)
{
	const struct value *value = setting_for(setting, c->option);

	return value != NULL && value->parameter[0] != 0;
}

/* An amount of money in the plan's currency, over its own period. */
static inline struct term money(struct compiler *c, const struct value *value)
{
	const struct setting *rate = currency_rate(c->plan, value->currency);

	return multiply(c, number(c, value), rate == NULL ? term_of(1) : number(c, setting_common(rate)));
}

/* The amount per month if the period is one of time; else unchanged. */
static inline struct term by_month(struct compiler *c, const struct value *value)
{
	struct term amount = money(c, value);
	struct to_month month;

	if (!period_is_time(value->period))
		return amount;
	month = period_to_month(value->period);
	return apply(c, month.operation, amount, term_of(month.by));
}

/* The amount per year, as for a benefit's annual value or a revenue. */
static inline struct term by_year(struct compiler *c, const struct setting *setting)
{
	const struct value *value = setting_for(setting, c->option);

	if (value == NULL)
		return term_of(0);
	if (value->period == PERIOD_YEAR)
		return money(c, value);
	return multiply(c, by_month(c, value), term_of(MONTHS_A_YEAR));
}

static inline struct term moment(struct compiler *c, const struct setting *setting)
{
	const struct value *value = setting_for(setting, c->option);

	if (value == NULL || value->moment == MOMENT_NEVER)
		return term_of(INFINITY);
	if (value->moment == MOMENT_LAUNCH)
		return apply(c, TAPE_ADD, c->launch, number(c, value));
	return number(c, value);
}

/* Monthly growth of an amount that follows demand^elasticity and whose price escalates. */
static inline struct term ratio_a_month(struct compiler *c, struct term elasticity, const struct setting *escalation)
{
	struct term demand = apply(c, TAPE_POWER, c->growth, elasticity);
	struct term price = apply(c, TAPE_POWER, one_plus(c, setting(c, escalation)), term_of(1.0 / MONTHS_A_YEAR));

	return multiply(c, demand, price);
}

static inline enum part part_of_period(enum period period)
{
	return period == PERIOD_ONCE               ? PART_PRICE_ONCE
	       : period == PERIOD_MILLION_REQUESTS ? PART_PRICE_OF_MILLION
	                                           : PART_PRICE_A_MONTH;
}

/* An item's price under the option (plan/item_price.h), and in *source the value it is taken from; NULL if none. */
static inline struct term price_of(struct compiler *c, const struct cost_item *item, const struct value **source)
{
	const struct item_price price = item_price(c->plan, item, c->option);
	struct term amount;

	*source = price.stated == NULL ? NULL : &price.stated->value;
	if (*source == NULL)
		return term_of(0);
	amount = by_month(c, *source);
	if (c->recorder != NULL && setting_for(&item->price, c->option) == NULL)
		record_because(c->recorder, record_hosting(c->recorder, item));
	if (price.derived)
		amount = apply(c, price.hosting == HOSTING_SELF_HOSTED ? TAPE_MULTIPLY : TAPE_DIVIDE, amount,
		               one_minus(c, setting(c, &c->plan->hosting.self_hosted_discount)));
	amount = multiply(c, amount, one_plus(c, setting(c, &item->risk_adjustment)));
	if (item->section.kind == SECTION_TEAM)
		amount = multiply(c, amount, one_plus(c, setting(c, &c->plan->head.on_cost)));
	return named(c, part_of_period((*source)->period), amount);
}

/* Million requests a month for each a day. */
static inline struct term millions_a_month(struct compiler *c)
{
	return apply(c, TAPE_DIVIDE, term_of(DAYS_A_MONTH), term_of(REQUESTS_A_MILLION));
}

/* Requests per second at the start: averaged over the day, and at the peak with which month 0 begins. */
static inline struct term mean_rate(struct compiler *c)
{
	return apply(c, TAPE_DIVIDE, c->requests, term_of(SECONDS_A_DAY));
}

static inline struct term peak(struct compiler *c)
{
	return named(c, PART_PEAK, multiply(c, mean_rate(c), setting(c, &c->plan->demand.peak_factor)));
}

/* The margin on one day's revenue, which an incident of revenue puts at stake. */
static inline struct term revenue_a_day(struct compiler *c, const struct incident *incident)
{
	struct term all = apply(c, TAPE_DIVIDE, by_year(c, &c->plan->business.annual_revenue), term_of(DAYS_A_YEAR));

	return named(c, PART_REVENUE_A_DAY, multiply(c, all, setting(c, &incident->margin)));
}

/* Days of its stake that an incident costs a month, before any control. */
static inline struct term days_lost(struct compiler *c, const struct incident *incident)
{
	struct term cases = multiply(c, setting(c, &c->plan->incidents.per_year), setting(c, &incident->share)), lost;

	cases = named(c, PART_CASES_A_MONTH, apply(c, TAPE_DIVIDE, cases, term_of(MONTHS_A_YEAR)));
	lost = multiply(c, multiply(c, cases, setting(c, &incident->exposed)), setting(c, &incident->loss));
	return named(c, PART_LOSS_OF_CASES, multiply(c, lost, setting(c, &incident->duration)));
}

/* What a benefit is worth a year at the start's demand and prices, once it has its full effect. */
static inline struct term value_a_year(struct compiler *c, const struct benefit *benefit)
{
	struct term a_year, freshness;

	if (setting_for(&benefit->lift, c->option) != NULL)
		a_year = multiply(c,
		                  multiply(c, by_year(c, &c->plan->business.annual_revenue),
		                           setting(c, &benefit->influenced_share)),
		                  setting(c, &benefit->lift));
	else
		a_year = by_year(c, &benefit->annual_value);
	a_year = multiply(c, a_year, setting(c, &benefit->margin));
	a_year = multiply(c, a_year, one_minus(c, setting(c, &benefit->risk_adjustment)));
	freshness = apply(c, TAPE_FRESHNESS, setting(c, &benefit->decay), setting(c, &benefit->retrain_every));
	return named(c, PART_VALUE_A_YEAR, multiply(c, a_year, named(c, PART_FRESHNESS, freshness)));
}

static inline struct term launch_of(struct compiler *c, size_t option)
{
	size_t at_hand = c->option;
	struct term launch;

	c->option = option;
	launch = setting(c, &plan_option(c->plan, option)->time_to_market);
	c->option = at_hand;
	return launch;
}

#endif
