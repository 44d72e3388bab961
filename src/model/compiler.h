/*
 * Inside model/: a plan's inputs as terms. model.c makes streams of them; best_guess.c asks for some by themselves,
 * where no input is free and every term is a number.
 */
#ifndef MODEL_COMPILER_H
#define MODEL_COMPILER_H

#include <math.h>

#include "model/price.h"
#include "model/program.h"
#include "model/units.h"
#include "plan/item_price.h"

/* What is being compiled: the model so far, the spec, and the option at hand. */
struct compiler {
	const struct model_spec *spec;
	const struct plan *plan;
	struct model *model;
	struct tape *tape;
	size_t option;
	struct option_program *program;
	struct term growth, requests;
	struct term launch;      /* the option's, or the one it is projected with */
	struct draft_stream *stream; /* of the option at hand (model.c) */
	size_t stream_count, stream_capacity;
	bool failed;
};

/* Where a term stands when the tape runs. */
static inline int reg(struct compiler *c, struct term term)
{
	return tape_register(c->tape, term);
}

static inline struct term apply(struct compiler *c, enum tape_operation operation, struct term a, struct term b)
{
	return tape_apply(c->tape, operation, a, b);
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
	return term_of(value_best_guess(value));
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

/* Money in the plan's currency, over its own period. */
static inline struct term money(struct compiler *c, const struct value *value)
{
	const struct setting *rate = currency_rate(c->plan, value->currency);

	return multiply(c, number(c, value), rate == NULL ? term_of(1) : number(c, setting_common(rate)));
}

/* A month's where the period is one of time; else as it is. */
static inline struct term by_month(struct compiler *c, const struct value *value)
{
	struct term amount = money(c, value);
	struct to_month month;

	if (!period_is_time(value->period))
		return amount;
	month = period_to_month(value->period);
	return apply(c, month.operation, amount, term_of(month.by));
}

/* A year's: what a benefit's annual value or a revenue is. */
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

/* Growth a month of what follows demand to a power and a price that escalates. */
static inline struct term ratio_a_month(struct compiler *c, struct term elasticity, const struct setting *escalation)
{
	struct term demand = apply(c, TAPE_POWER, c->growth, elasticity);
	struct term price = apply(c, TAPE_POWER, one_plus(c, setting(c, escalation)), term_of(1.0 / MONTHS_A_YEAR));

	return multiply(c, demand, price);
}

/*
 * An item's price under the option (model.md, "Price") and, in *source, the value that it comes from; NULL where it
 * has none.
 */
static inline struct term price_of(struct compiler *c, const struct cost_item *item, const struct value **source)
{
	const struct item_price price = item_price(c->plan, item, c->option);
	struct term amount;

	*source = price.stated == NULL ? NULL : &price.stated->value;
	if (*source == NULL)
		return term_of(0);
	amount = by_month(c, *source);
	if (price.derived)
		amount = apply(c, price.hosting == HOSTING_SELF_HOSTED ? TAPE_MULTIPLY : TAPE_DIVIDE, amount,
		               one_minus(c, setting(c, &c->plan->hosting.self_hosted_discount)));
	amount = multiply(c, amount, one_plus(c, setting(c, &item->risk_adjustment)));
	if (item->section.kind == SECTION_TEAM)
		amount = multiply(c, amount, one_plus(c, setting(c, &c->plan->head.on_cost)));
	return amount;
}

/* Requests a second at the start: on average over the day, and at the peak that month 0 begins with. */
static inline struct term mean_rate(struct compiler *c)
{
	return apply(c, TAPE_DIVIDE, c->requests, term_of(SECONDS_A_DAY));
}

static inline struct term peak(struct compiler *c)
{
	return multiply(c, mean_rate(c), setting(c, &c->plan->demand.peak_factor));
}

/* What an incident of revenue puts at stake a day, in full. */
static inline struct term revenue_a_day(struct compiler *c, const struct incident *incident)
{
	return multiply(c, apply(c, TAPE_DIVIDE, by_year(c, &c->plan->business.annual_revenue), term_of(DAYS_A_YEAR)),
	                setting(c, &incident->margin));
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
