/* Consistency of prices: list prices, currencies, once-costs around a turn of the year, employer's charges. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/price.h"
#include "model/tolerance.h"
#include "model/units.h"
#include "plan/item_price.h"

/* --- list prices --- */

/*
 * What plans for machine learning name most often. Dollars per hour, on demand, Linux; S3: dollars per GB and month,
 * standard class. Whoever changes a price changes the date too.
 */
#define LIST_PRICES "us-east-1, on demand, 2025-06"

static const struct list_price {
	const char *name;
	double dollars_an_hour;
} machines[] = {
	{"c5.xlarge", 0.17},   {"c5.2xlarge", 0.34},  {"c5.4xlarge", 0.68},   {"m5.xlarge", 0.192},
	{"m5.2xlarge", 0.384}, {"r5.xlarge", 0.252},  {"g4dn.xlarge", 0.526}, {"g5.xlarge", 1.006},
	{"p3.2xlarge", 3.06},  {"p3.8xlarge", 12.24}, {"p3.16xlarge", 24.48},
};

#define S3_DOLLARS_A_GB 0.023
#define NOTABLE         0.1 /* a price that differs by less from the list price matches it */

/* A stated price in dollars per month and unit. false: not by time, or the plan has no rate for dollars. */
static bool dollars_a_month(const struct plan *plan, const struct value *price, double hours, double *dollars)
{
	double rate = currency_rate_of(plan, "USD");
	if (!(rate > 0) || !period_is_time(price->period))
		return false;
	*dollars = (price->period == PERIOD_HOUR ? money_of(plan, price) * hours : money_a_month(plan, price)) / rate;
	return true;
}

static const char *explanation(double ratio)
{
	return ratio > 1.6    ? N_("no region explains it")
	       : ratio > 1    ? N_("a more expensive region explains it")
	       : ratio > 0.28 ? N_("a reserved or spot price explains it")
			      : N_("no discount explains it");
}

static bool is_near(double paid, double list)
{
	return fabs(paid / list - 1) <= NOTABLE;
}

static void check_machine(struct audit *audit, const struct cost_item *item, const char *text,
			  const struct value *price, int line)
{
	static const char *const hours_a_month[] = {
		"h a month",   "h/month",         "h per month", "hours a month",
		"hours/month", "hours per month", NULL};
	double hours = HOURS_A_MONTH, paid, units = audit_number(&item->quantity, audit->evaluation->best);
	bool stated = text_quantity(text, hours_a_month, &hours) >= 0 && hours > 0;
	if (!dollars_a_month(audit->plan, price, hours, &paid) || !(paid > 0))
		return;
	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++) {
		double list = machines[i].dollars_an_hour;
		if (!text_word(text, machines[i].name) || is_near(paid, list * hours))
			continue;
		if (stated)
			audit_find(audit, SEVERITY_WARNING, line,
				   _("item '%s' pays %s a month for %s hours of %s, %s an hour; the list "
				     "price is %s (%s): %s a month, or %s hours for the money; %s"),
				   item->section.id, show_money(paid, "USD").text, show_number(hours).text,
				   machines[i].name, show_number(paid / hours).text, show_exact(list).text,
				   LIST_PRICES, show_number(list * hours).text, show_number(paid / list).text,
				   _(explanation(paid / hours / list)));
		else
			audit_find(audit, SEVERITY_WARNING, line,
				   _("item '%s' pays %s a month for %s, %s an hour; the list price is %s "
				     "(%s): %s a month, %s for %s instead of %s; %s"),
				   item->section.id, show_money(paid, "USD").text, machines[i].name,
				   show_number(paid / hours).text, show_exact(list).text, LIST_PRICES,
				   show_number(list * hours).text, show_number(list * hours * units).text,
				   show_number(units).text, show_number(paid * units).text,
				   _(explanation(paid / hours / list)));
	}
}

static void check_s3(struct audit *audit, const struct cost_item *item, const char *text,
		     const struct value *price, int line)
{
	static const char *const sizes[] = {"GB", "TB", "PB", NULL};
	static const double gigabytes[] = {1, 1e3, 1e6};
	double size, paid;
	if (!text_word(text, "S3"))
		return;
	int unit = text_quantity(text, sizes, &size);
	if (unit < 0 || !(size > 0) || !dollars_a_month(audit->plan, price, HOURS_A_MONTH, &paid))
		return;
	double list = size * gigabytes[unit] * S3_DOLLARS_A_GB;
	if (is_near(paid, list))
		return;
	audit_find(audit, SEVERITY_WARNING, line,
		   _("item '%s' pays %s a month for %s %s of S3; at the list price of %s a GB (%s) that is "
		     "%s, or %s %s for the money; %s"),
		   item->section.id, show_money(paid, "USD").text, show_number(size).text, sizes[unit],
		   show_exact(S3_DOLLARS_A_GB).text, LIST_PRICES, show_number(list).text,
		   show_number(paid / S3_DOLLARS_A_GB / gigabytes[unit]).text, sizes[unit],
		   _(explanation(paid / list)));
}

static void check_price(struct audit *audit, const struct cost_item *item, const char *text,
			const struct setting_value *price)
{
	if (!price->given)
		return;
	int line = audit->plan->source.entry[price->entry].key_line;
	check_machine(audit, item, text, &price->value, line);
	check_s3(audit, item, text, &price->value, line);
}

void audit_list_price(struct audit *audit)
{
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		const struct setting *prices[] = {&item->price, &item->managed_price,
						  &item->self_hosted_price};
		struct bytes text = {0};
		bytes_add_format(&text, "%s; %s; %s", setting_text(&item->unit), setting_text(&item->label),
				 setting_text(&item->source));
		audit->failed |= text.failed;
		for (size_t p = 0; p < sizeof(prices) / sizeof(prices[0]) && !text.failed; p++) {
			check_price(audit, item, bytes_text(&text), &prices[p]->common);
			for (size_t o = 0; o < audit->plan->options.count && prices[p]->by_option; o++)
				check_price(audit, item, bytes_text(&text), &prices[p]->by_option[o]);
		}
		bytes_release(&text);
	}
}

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
