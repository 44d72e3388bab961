/* Consistency of prices: currencies, once-costs around a turn of the year, employer's charges. */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/tolerance.h"
#include "model/units.h"
#include "plan/item_price.h"

/* --- currencies --- */

#define RATE_SHOCK  1.1
#define RATE_MONTHS 12 /* a rate older than this says little about the plan's start */

/* The distance in months between the date of the rates and the plan's start; 0 if either is not stated. */
static int months_apart(const struct plan *plan)
{
	const char *date = setting_text(&plan->fx.date);
	if (strlen(date) < 7 || !plan->head.start.has_value)
		return 0;
	int year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
	int month = (date[5] - '0') * 10 + (date[6] - '0');
	int apart = (int)setting_number(&plan->head.start) - (year * 12 + month - 1);
	return apart < 0 ? -apart : apart;
}

static void tell_currency(struct audit *audit, const struct named_setting *rate, double change)
{
	const struct plan *plan = audit->plan;
	const char *date = setting_text(&plan->fx.date), *best = audit_option(audit, audit->evaluation->best);
	int line = audit_line(audit, &plan->fx.section, &rate->setting), apart = months_apart(plan);
	double at = setting_number(&rate->setting);
	struct shown moved = show_format("%s %s", show_signed(change).text, plan->currency[0]);
	if (!*date)
		audit_find(audit, SEVERITY_WARNING, line,
			   _("amounts in %s are converted to %s at a rate of %s without a date: if it were "
			     "10%% higher, npv of option '%s' would change by %s"),
			   rate->name, plan->currency[0], show_number(at).text, best, moved.text);
	else if (apart > RATE_MONTHS)
		audit_find(audit, SEVERITY_WARNING, line,
			   _("amounts in %s are converted to %s at the rate of %s, %d months from the "
			     "start of the plan: if it were 10%% higher, npv of option '%s' would change "
			     "by %s"),
			   rate->name, plan->currency[0], date, apart, best, moved.text);
	else
		audit_find(audit, SEVERITY_NOTE, line,
			   _("amounts in %s are converted to %s at %s, the rate of %s: if it were 10%% "
			     "higher, npv of option '%s' would change by %s"),
			   rate->name, plan->currency[0], show_number(at).text, date, best, moved.text);
}

void audit_currencies(struct audit *audit)
{
	double *npv = calloc(audit->plan->options.count, sizeof *npv);
	size_t best = audit->evaluation->best;
	audit->failed |= !npv;
	for (size_t i = 0; i < audit->plan->fx.rates.count && npv; i++) {
		const struct named_setting *rate = &audit->plan->fx.rates.at[i];
		if (!audit_npv_if(audit, &rate->setting.common.value,
				  setting_number(&rate->setting) * RATE_SHOCK, npv))
			break;
		double now = audit_figure(audit, best, FIGURE_NPV);
		if (number_compare(npv[best], now) != 0)
			tell_currency(audit, rate, npv[best] - now);
	}
	free(npv);
}

/* --- once-costs around a turn of the year --- */

/* The instant, in whole months, at which an option pays an item once; -1: it does not. */
static int paid_at(const struct audit *audit, const struct cost_item *item, size_t option)
{
	const struct value *price = item_price_value(audit->plan, item, option);
	double from = moment_floor(moment_of(audit->plan, &item->from, option));
	bool is_paid = price && price->period == PERIOD_ONCE && value_best_guess(price) > 0 &&
		       audit_number(&item->quantity, option) > 0 && audit_flag(&item->enabled, option);
	return is_paid && from < audit->horizon ? (int)from : -1;
}

/* An option that pays an item once at a turn of the year, the best option first; -1: there is none. */
static int pays_next_year(const struct audit *audit, const struct cost_item *item)
{
	int found = -1;
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int at = paid_at(audit, item, o);
		if (at > 0 && at % MONTHS_A_YEAR == 0 && (found < 0 || o == audit->evaluation->best))
			found = (int)o;
	}
	return found;
}

static void tell_next_year(struct audit *audit, const struct cost_item *item, size_t option)
{
	int at = paid_at(audit, item, option);
	const struct value *from = setting_for(&item->from, option);
	double *npv = calloc(audit->plan->options.count, sizeof *npv);
	audit->failed |= !npv;
	if (npv && audit_npv_if(audit, from, from->parameter[0] - 1, npv))
		audit_find(audit, SEVERITY_NOTE, audit_line(audit, &item->section, &item->from),
			   _("item '%s' is paid once at the start of month %s: convention yearly counts it "
			     "in year %d; paid a month earlier it would count in year %d, and npv of "
			     "option '%s' would change by %s %s"),
			   item->section.id, audit_month(audit, at).text, at / MONTHS_A_YEAR + 1,
			   at / MONTHS_A_YEAR, audit_option(audit, option),
			   show_signed(npv[option] - audit_figure(audit, option, FIGURE_NPV)).text,
			   audit->plan->currency[0]);
	free(npv);
}

void audit_once_next_year(struct audit *audit)
{
	if ((int)setting_number(&audit->plan->head.convention) != CONVENTION_YEARLY)
		return;
	for (size_t i = 0; i < audit->plan->items.count && !audit->failed; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		int option = pays_next_year(audit, item);
		if (option >= 0)
			tell_next_year(audit, item, (size_t)option);
	}
}

/* --- employer's charges --- */

void audit_on_cost(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	double salaries = 0;
	for (int t = 0; t < audit->horizon; t++)
		salaries += audit_spend(audit, best, SECTION_TEAM, t);
	if (audit->plan->head.on_cost.common.given || !(salaries > 0))
		return;
	audit_find(audit, SEVERITY_NOTE, audit->plan->head.section.line,
		   _("on_cost is not stated: each 10%% of employer's charges that the salaries do not "
		     "include costs option '%s' %s more"),
		   audit_option(audit, best), show_money(salaries / 10, audit->plan->currency[0]).text);
}
