/* Consistency between payback, benefit and incidents. */
#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/price.h"
#include "model/tolerance.h"
#include "model/units.h"

/* --- payback --- */

/* The article's 8 months (docs/audit.md) need these: the build time and the ramp that it does not state. */
#define USUAL_LAUNCH 4.0
#define USUAL_RAMP   3.5

/* "after 8.1 months", "never below zero", "not within 36 months". */
static struct shown payback_words(const struct audit *audit, const struct figure_value *payback)
{
	if (payback->status == STATUS_REACHED)
		return show_format(_("after %s months"), show_months(payback->value, (double)NAN).text);
	if (payback->status == STATUS_SELF_FUNDING)
		return show_format("%s", _("at once, never below zero"));
	return show_format(_("not within %d months"), audit->horizon);
}

/* The option's payback with another time to market and another ramp for every benefit. */
static struct figure_value payback_with(struct audit *audit, size_t option, double launch, double ramp)
{
	size_t count = 1 + audit->plan->benefits.count;
	struct figure_value payback = {.status = STATUS_UNDEFINED};
	const struct value **inputs = calloc(count, sizeof *inputs);
	double *values = calloc(count, sizeof *values);
	if (inputs && values) {
		inputs[0] = setting_common(&plan_option(audit->plan, option)->time_to_market);
		values[0] = launch;
		for (size_t i = 1; i < count; i++) {
			inputs[i] = setting_for(&plan_benefit(audit->plan, i - 1)->ramp, option);
			values[i] = ramp;
		}
		payback = audit_what_if(audit, option, FIGURE_PAYBACK, inputs, values, count);
	} else {
		audit->failed = true;
	}
	free(inputs);
	free(values);
	return payback;
}

/* The longest ramp of the benefits that earn under an option, or -1 if none does. */
static double longest_ramp(const struct audit *audit, size_t option)
{
	double longest = -1;
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		double sum = 0;
		for (int t = 0; t < audit->horizon; t++)
			sum += audit_running(audit, option, audit_benefit_row(audit, i), t);
		if (sum > 0)
			longest = fmax(longest, audit_number(&plan_benefit(audit->plan, i)->ramp, option));
	}
	return longest;
}

void audit_day_one(struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		double ramp = longest_ramp(audit, o);
		if (ramp < 0 || number_compare(ramp, 0) > 0 ||
		    number_compare(audit_figure(audit, o, FIGURE_TIME_TO_MARKET), 0) > 0)
			continue;
		struct figure_value with = payback_with(audit, o, USUAL_LAUNCH, USUAL_RAMP);
		if (audit->failed)
			return;
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("option '%s' earns in full from the first day, without time_to_market or ramp, "
			     "and pays back %s; launched %s with a ramp of %s: %s"),
			   audit_option(audit, o),
			   payback_words(audit, &audit->evaluation->option[o].figure[FIGURE_PAYBACK]).text,
			   show_after(USUAL_LAUNCH).text, show_span(USUAL_RAMP).text,
			   payback_words(audit, &with).text);
	}
}

void audit_payback_rests(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	const struct figure_value *payback = &audit->evaluation->option[best].figure[FIGURE_PAYBACK];
	double launch = audit_figure(audit, best, FIGURE_TIME_TO_MARKET), ramp = longest_ramp(audit, best);
	if (payback->status != STATUS_REACHED || ramp < 0 || number_compare(launch + ramp, 0) <= 0)
		return;
	struct figure_value without_ramp = payback_with(audit, best, launch, 0),
			    with_neither = payback_with(audit, best, 0, 0);
	if (audit->failed)
		return;
	audit_find(audit, SEVERITY_NOTE, plan_option(audit->plan, best)->section.line,
		   _("option '%s' pays back %s, launched %s with a ramp of %s; without the ramp: "
		     "%s; without either: %s"),
		   audit_option(audit, best), payback_words(audit, payback).text, show_after(launch).text,
		   show_span(ramp).text, payback_words(audit, &without_ramp).text,
		   payback_words(audit, &with_neither).text);
}

/* --- revenue and profit --- */

static bool is_lift(const struct benefit *benefit, size_t option)
{
	return setting_for(&benefit->lift, option) != NULL;
}

static bool all_is_kept(const struct benefit *benefit, size_t option)
{
	return number_compare(audit_number(&benefit->margin, option), 1) >= 0;
}

/*
 * For the last month: the share of the fully counted benefits that covers what the others do not. A loss of benefit is
 * proportional to the benefits.
 */
static double steady_margin(const struct audit *audit, size_t option)
{
	int t = audit->horizon - 1;
	double all = audit_benefit(audit, option, t), full = 0;
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		if (all_is_kept(plan_benefit(audit->plan, i), option))
			full += audit_running(audit, option, audit_benefit_row(audit, i), t);
	}
	double left = all > 0 ? 1 - audit_loss(audit, option, STAKE_BENEFIT, t) / all : 0;
	double burden = audit_total_spend(audit, option, t) + audit_loss(audit, option, STAKE_REVENUE, t);
	return full * left > 0 ? (burden - (all - full) * left) / (full * left) : (double)NAN;
}

void audit_margin(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(audit->plan, i);
		bool lift = is_lift(benefit, best);
		double margin = steady_margin(audit, best),
		       over_horizon = audit_figure(audit, best, FIGURE_BREAKEVEN_BENEFIT);
		if (!all_is_kept(benefit, best) || (!lift && benefit->margin.common.given) ||
		    !isfinite(margin) ||
		    !(audit_running(audit, best, audit_benefit_row(audit, i), audit->horizon - 1) > 0))
			continue;
		const char *format =
			lift ? _("benefit '%s' counts revenue as profit, at a margin of 100%%: in the last "
				 "month option '%s' breaks even at a margin of %s, over the plan at %s")
			     : _("benefit '%s' is counted in full, at a margin of 100%% that is not stated: "
				 "if it is revenue, option '%s' breaks even at a margin of %s in the last "
				 "month, over the plan at %s");
		struct shown whole = show_percent(over_horizon);
		audit_find(audit, lift ? SEVERITY_WARNING : SEVERITY_NOTE,
			   audit_line(audit, &benefit->section, &benefit->margin), format,
			   benefit->section.id, audit_option(audit, best), show_percent(margin).text,
			   isfinite(over_horizon) ? whole.text : "?");
	}
}

/* --- which revenue --- */

static double annual_revenue(const struct audit *audit)
{
	return money_a_year(audit->plan, setting_common(&audit->plan->business.annual_revenue));
}

void audit_influenced_share(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(audit->plan, i);
		const struct setting *share = &benefit->influenced_share;
		bool given = share->common.given || (share->by_option && share->by_option[best].given);
		if (given || !is_lift(benefit, best) || !audit_flag(&benefit->enabled, best))
			continue;
		double lift = audit_number(&benefit->lift, best), revenue = annual_revenue(audit);
		audit_find(audit, SEVERITY_WARNING, audit_line(audit, &benefit->section, &benefit->lift),
			   _("benefit '%s' lifts all of %s a year by %s, %s; influenced_share does not say "
			     "which part of it the model influences"),
			   benefit->section.id, show_money(revenue, audit->plan->currency[0]).text,
			   show_percent(lift).text,
			   show_money(revenue * lift, audit->plan->currency[0]).text);
	}
}

/* The lift that a benefit's label states: "+18 % click-through rate"; 0 if it states none. */
static double lift_in_words(const struct benefit *benefit)
{
	static const char *const percent[] = {"%", NULL};
	const struct setting *texts[] = {&benefit->label, &benefit->metric, &benefit->source};
	double number;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (text_quantity(setting_text(texts[i]), percent, &number) >= 0)
			return number / 100;
	}
	return 0;
}

/* The annual revenue that a benefit's model influences; 0 if unknown. */
static double influenced(const struct audit *audit, const struct benefit *benefit, size_t option)
{
	if (!audit_flag(&benefit->enabled, option))
		return 0;
	if (is_lift(benefit, option))
		return annual_revenue(audit) * audit_number(&benefit->influenced_share, option);
	double lift = lift_in_words(benefit);
	return lift > 0 ? money_a_year(audit->plan, setting_for(&benefit->annual_value, option)) / lift : 0;
}

void audit_implied_base(struct audit *audit)
{
	const char *currency = audit->plan->currency[0];
	size_t best = audit->evaluation->best;
	double revenue = annual_revenue(audit);
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(audit->plan, i);
		double base = influenced(audit, benefit, best), lift = lift_in_words(benefit);
		if (is_lift(benefit, best) || !(base > 0) || !(revenue > 0))
			continue;
		audit_find(audit, base > revenue ? SEVERITY_WARNING : SEVERITY_NOTE,
			   audit_line(audit, &benefit->section, &benefit->annual_value),
			   _("benefit '%s': %s for %s a year imply %s that the model influences, %s of the "
			     "annual revenue of %s"),
			   benefit->section.id, show_percent(lift).text,
			   show_money(base * lift, currency).text, show_money(base, currency).text,
			   show_percent(base / revenue).text, show_money(revenue, currency).text);
	}
}

/* --- incidents --- */

/* The cost of one day of an incident of revenue before any control; 0 for other incidents. */
static double a_day_of(const struct audit *audit, const struct incident *incident, size_t option)
{
	if (setting_number(&incident->of) > STAKE_REVENUE || !audit_flag(&incident->enabled, option) ||
	    !(audit_number(&incident->share, option) > 0) ||
	    !(setting_number(&audit->plan->incidents.per_year) > 0))
		return 0;
	return incident_day_of(audit->plan, incident, option);
}

void audit_incident_base(struct audit *audit)
{
	const char *currency = audit->plan->currency[0];
	size_t best = audit->evaluation->best;
	double revenue = annual_revenue(audit), base = 0;
	for (size_t i = 0; i < audit->plan->benefits.count; i++)
		base += influenced(audit, plan_benefit(audit->plan, i), best);
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		double day = a_day_of(audit, incident, best),
		       exposed = audit_number(&incident->exposed, best);
		double duration = audit_number(&incident->duration, best);
		if (!(base > 0) || !(day > 0) || exposed * revenue <= base * 1.01)
			continue;
		audit_find(audit, SEVERITY_WARNING, incident->section.line,
			   _("incident '%s' takes %s of %s a year, the model influences %s of it (%s): with "
			     "exposed at that, one of %s days loses %s and not %s"),
			   incident->section.id, show_percent(audit_number(&incident->loss, best)).text,
			   show_money(exposed * revenue, currency).text, show_money(base, currency).text,
			   show_percent(base / (exposed * revenue)).text, show_number(duration).text,
			   show_money(day * duration * base / (exposed * revenue), currency).text,
			   show_money(day * duration, currency).text);
	}
}

void audit_incident_day(struct audit *audit)
{
	const char *currency = audit->plan->currency[0];
	size_t best = audit->evaluation->best;
	double benefit = audit_benefit(audit, best, audit->horizon - 1) * MONTHS_A_YEAR / DAYS_A_YEAR;
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		double day = a_day_of(audit, incident, best);
		if (benefit > 0 && number_compare(day, benefit) > 0)
			audit_find(audit, SEVERITY_WARNING, incident->section.line,
				   _("one day of incident '%s' costs %s, %s days of the benefit (%s a day): "
				     "it takes from all revenue, the benefit from what the model influences"),
				   incident->section.id, show_money(day, currency).text,
				   show_beside(day / benefit, 1).text, show_money(benefit, currency).text);
	}
}

void audit_incident_margin(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		double margin = audit_number(&incident->margin, best);
		for (size_t b = 0; b < audit->plan->benefits.count && a_day_of(audit, incident, best) > 0;
		     b++) {
			const struct benefit *benefit = plan_benefit(audit->plan, b);
			double kept = audit_number(&benefit->margin, best);
			if (!is_lift(benefit, best) || !audit_flag(&benefit->enabled, best) ||
			    number_compare(kept, margin) == 0)
				continue;
			audit_find(audit, SEVERITY_WARNING, audit_line(audit, &incident->section, &incident->margin),
				   _("revenue that incident '%s' loses is counted at a margin of %s, revenue "
				     "that benefit '%s' gains at %s"),
				   incident->section.id,
				   show_format("%s%%", show_beside(margin * 100, kept * 100).text).text,
				   benefit->section.id,
				   show_format("%s%%", show_beside(kept * 100, margin * 100).text).text);
			break;
		}
	}
}
