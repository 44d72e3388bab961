/*
 * Consistency between managed and self-hosted: the discount in both directions, the team it takes, the break-even
 * price.
 */
#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/price.h"
#include "model/tolerance.h"
#include "model/units.h"
#include "plan/item_price.h"

static const struct setting *discount_of(const struct audit *audit)
{
	return &audit->plan->hosting.self_hosted_discount;
}

/* --- the discount --- */

static bool uses_discount(const struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		for (size_t i = 0; i < audit->plan->items.count; i++) {
			const struct cost_item *item = plan_item(audit->plan, i);
			struct item_price price = item_price(audit->plan, item, o);
			if (price.derived && audit_flag(&item->enabled, o) &&
			    value_best_guess(&price.stated->value) > 0 && audit_number(&item->quantity, o) > 0)
				return true;
		}
	}
	return false;
}

static size_t most_changed(const struct audit *audit, const double *npv)
{
	size_t most = 0;
	for (size_t o = 1; o < audit->plan->options.count; o++) {
		if (fabs(npv[o] - audit_figure(audit, o, FIGURE_NPV)) >
		    fabs(npv[most] - audit_figure(audit, most, FIGURE_NPV)))
			most = o;
	}
	return most;
}

void audit_hosting_discount(struct audit *audit)
{
	const struct setting *discount = discount_of(audit);
	double share = setting_number(discount), other = 1 - 1 / (1 + share);
	double *npv = calloc(audit->plan->options.count, sizeof *npv);
	if (!npv)
		audit->failed = true;
	if (npv && share > 0 && uses_discount(audit) &&
	    audit_npv_if(audit, &discount->common.value, other, npv)) {
		size_t most = most_changed(audit, npv);
		audit_find(audit, SEVERITY_NOTE, audit_line(audit, &audit->plan->hosting.section, discount),
			   _("prices derived from a self_hosted_discount of %s make managed hosting %s "
			     "more expensive than self-hosted; if managed were %s more expensive, the "
			     "discount would be %s and npv of option '%s' would change by %s %s"),
			   show_percent(share).text, show_percent(1 / (1 - share) - 1).text,
			   show_percent(share).text, show_percent(other).text, audit_option(audit, most),
			   show_signed(npv[most] - audit_figure(audit, most, FIGURE_NPV)).text,
			   audit->plan->currency[0]);
	}
	free(npv);
}

/* The monthly price of one unit, in the plan's currency; 0 if it is not by time. */
static double price_a_month(const struct plan *plan, const struct value *price)
{
	return price && period_is_time(price->period) ? money_a_month(plan, price) : 0;
}

void audit_hosting_asymmetry(struct audit *audit)
{
	double share = setting_number(discount_of(audit));
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		double managed = price_a_month(audit->plan, setting_common(&item->managed_price));
		double own = price_a_month(audit->plan, setting_common(&item->self_hosted_price));
		if (!(managed > 0) || !(own > 0) || !(share > 0) || fabs(managed / own - 1 - share) > 0.01)
			continue;
		audit_find(audit, SEVERITY_WARNING, audit_line(audit, &item->section, &item->managed_price),
			   _("item '%s' is %s more expensive managed, a discount of %s the other way, not "
			     "the %s of self_hosted_discount; with that discount managed would be %s"),
			   item->section.id, show_percent(managed / own - 1).text,
			   show_percent(1 - own / managed).text, show_percent(share).text,
			   show_money(own / (1 - share), audit->plan->currency[0]).text);
	}
}

/* --- the team --- */

static int first_all_managed(const struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		if (audit_all_hosted(audit, o, HOSTING_MANAGED))
			return (int)o;
	}
	return -1;
}

static double hosted(const struct audit *audit, size_t option, int t)
{
	return audit_spend(audit, option, SECTION_INFRA, t) +
	       audit_spend(audit, option, SECTION_MONITORING, t);
}

void audit_self_hosting_pays(struct audit *audit)
{
	const char *currency = audit->plan->currency[0];
	double share = setting_number(discount_of(audit));
	int managed = first_all_managed(audit), t = audit->horizon - 1;
	for (size_t o = 0; o < audit->plan->options.count && managed >= 0 && share > 0; o++) {
		double team = audit_spend(audit, o, SECTION_TEAM, t) -
			      audit_spend(audit, (size_t)managed, SECTION_TEAM, t);
		double saved = hosted(audit, (size_t)managed, t) - hosted(audit, o, t);
		if (audit_all_hosted(audit, o, HOSTING_MANAGED) || audit_launched(audit, o) < 0 ||
		    !(team > 0) || saved >= team)
			continue;
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("option '%s' spends %s a year more on its team than '%s' and saves %s a year "
			     "on hosting: at %s off it takes %s a year of managed hosting for that to pay, "
			     "and it is %s"),
			   audit_option(audit, o), show_money(team * MONTHS_A_YEAR, currency).text,
			   audit_option(audit, (size_t)managed),
			   show_money(saved * MONTHS_A_YEAR, currency).text, show_percent(share).text,
			   show_money(team * MONTHS_A_YEAR / share, currency).text,
			   show_money(hosted(audit, (size_t)managed, t) * MONTHS_A_YEAR, currency).text);
	}
}

/* --- the break-even price between options --- */

/* Every option's npv with one price at 0 and at its value: npv is linear in a price. */
struct line {
	double *at_zero, *now;
};

/*
 * The option with the highest npv among those whose npv depends on a price, or among those whose npv does not; -1:
 * none.
 */
static int best_moved(const struct audit *audit, const struct line *line, bool moved)
{
	int best = -1;
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		bool moves = number_compare(line->at_zero[o], line->now[o]) != 0;
		if (moves == moved && (best < 0 || line->now[o] > line->now[best]))
			best = (int)o;
	}
	return best;
}

static void tell_tie(struct audit *audit, const struct cost_item *item, const struct value *price,
		     const struct line *line)
{
	int user = best_moved(audit, line, true), other = best_moved(audit, line, false),
	    at = item->section.line;
	if (user < 0 || other < 0)
		return;
	double now = value_best_guess(price), slope = (line->at_zero[user] - line->now[user]) / now;
	double tie = (line->at_zero[user] - line->now[other]) / slope;
	struct shown unit =
		show_format("%s/%s", audit->plan->currency[price->currency], period_name(price->period));
	if (item->managed_price.common.given && price == &item->managed_price.common.value)
		at = audit_line(audit, &item->section, &item->managed_price);
	if (tie <= 0)
		audit_find(audit, SEVERITY_NOTE, at,
			   _("option '%s' has a better npv than '%s' at any managed price of '%s': by %s "
			     "even at 0; it is %s %s now"),
			   audit_option(audit, (size_t)other), audit_option(audit, (size_t)user),
			   item->section.id,
			   show_money(line->now[other] - line->at_zero[user], audit->plan->currency[0]).text,
			   show_number(now).text, unit.text);
	else
		audit_find(audit, SEVERITY_NOTE, at,
			   _("options '%s' and '%s' tie by npv at a managed price of %s %s for '%s', which "
			     "is %s now: above it '%s' is better, below it '%s'"),
			   audit_option(audit, (size_t)user), audit_option(audit, (size_t)other),
			   show_number(tie).text, unit.text, item->section.id, show_number(now).text,
			   audit_option(audit, (size_t)other), audit_option(audit, (size_t)user));
}

/* The managed price per request that some option pays for the item; NULL if there is none. */
static const struct value *request_price(const struct audit *audit, const struct cost_item *item)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		struct item_price counts = item_price(audit->plan, item, o);
		const struct value *price = counts.stated ? &counts.stated->value : NULL;
		if (price && !counts.derived && price->period == PERIOD_MILLION_REQUESTS &&
		    price == setting_for(&item->managed_price, o) && audit_flag(&item->enabled, o) &&
		    value_best_guess(price) > 0)
			return price;
	}
	return NULL;
}

void audit_hosting_tie(struct audit *audit)
{
	size_t options = audit->plan->options.count;
	double *npv = calloc(2 * options, sizeof *npv);
	if (!npv) {
		audit->failed = true;
		return;
	}
	struct line line = {npv, npv + options};
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		const struct value *price = request_price(audit, item);
		if (price && audit_npv_if(audit, price, 0, line.at_zero) &&
		    audit_npv_if(audit, price, value_best_guess(price), line.now))
			tell_tie(audit, item, price, &line);
	}
	free(npv);
}

/* --- flat prices --- */

/* Present values under an option: of an item's cost, and of a price of 1 per million requests from launch on. */
static void weigh(const struct audit *audit, size_t option, size_t row, double *cost, double *per_million)
{
	*cost = *per_million = 0;
	for (int t = 0; t < audit->horizon; t++) {
		double served = launched_part_of(audit->plan, option, t);
		*cost += audit_running(audit, option, row, t) * audit->discount[t];
		*per_million += requests_a_day_of(audit->plan, t) * DAYS_A_MONTH / REQUESTS_A_MILLION * served *
				audit->discount[t];
	}
}

/* The option with the highest npv that does not use the managed component, or -1. */
static int best_not_managed(const struct audit *audit, const char *component)
{
	int best = -1;
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		if (plan_hosting(audit->plan, o, component) != HOSTING_MANAGED &&
		    (best < 0 ||
		     audit_figure(audit, o, FIGURE_NPV) > audit_figure(audit, (size_t)best, FIGURE_NPV)))
			best = (int)o;
	}
	return best;
}

static void tell_flat_price(struct audit *audit, const struct cost_item *item, size_t option, int other)
{
	const char *currency = audit->plan->currency[0];
	size_t row = audit_item_index(audit, item);
	int last = audit->horizon - 1;
	double cost, per_million, month = audit_running(audit, option, row, last);
	double millions = requests_a_day_of(audit->plan, last) * DAYS_A_MONTH / REQUESTS_A_MILLION;
	weigh(audit, option, row, &cost, &per_million);
	double gap = audit_figure(audit, option, FIGURE_NPV) + cost -
		     audit_figure(audit, (size_t)other, FIGURE_NPV);
	if (!(per_million > 0))
		return;
	struct shown tie = gap > 0 ? show_format(_("it would tie with '%s' at %s/million requests"),
						 audit_option(audit, (size_t)other),
						 show_money(gap / per_million, currency).text)
				   : show_format(_("'%s' would be better at any price"),
						 audit_option(audit, (size_t)other));
	audit_find(audit, audit_about(audit, option), item->section.line,
		   _("option '%s' runs '%s' managed at a flat %s a month for %s requests a day, %s/million "
		     "requests; priced per request, %s"),
		   audit_option(audit, option), item->section.id, show_money(month, currency).text,
		   show_number(requests_a_day_of(audit->plan, last)).text, show_money(month / millions, currency).text,
		   tie.text);
}

void audit_flat_price(struct audit *audit)
{
	const struct cost_item *serving = audit_serving(audit);
	double most = setting_number(&audit->plan->guidance.managed_requests_per_day);
	if (!serving || number_compare(requests_a_day_of(audit->plan, audit->horizon - 1), most) <= 0)
		return;
	int other = best_not_managed(audit, item_component(serving));
	for (size_t o = 0; o < audit->plan->options.count && other >= 0; o++) {
		const struct value *price = item_price_value(audit->plan, serving, o);
		if (price && price->period != PERIOD_MILLION_REQUESTS && price->period != PERIOD_ONCE &&
		    audit_launched(audit, o) >= 0 &&
		    plan_hosting(audit->plan, o, item_component(serving)) == HOSTING_MANAGED &&
		    audit_running(audit, o, audit_item_index(audit, serving), audit->horizon - 1) > 0)
			tell_flat_price(audit, serving, o, other);
	}
}
