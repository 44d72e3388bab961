/* Compares the plan with the budgets of its tiers, and the tiers with themselves. */
#include <math.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/price.h"
#include "model/tolerance.h"

#define TOLERATED 0.1 /* the budgets of a tier are round figures */

static double users_at(const struct audit *audit, int t)
{
	return setting_number(&audit->plan->demand.users) * demand_of(audit->plan, t);
}

static double users_max(const struct tier *tier)
{
	return tier->users_max.has_value ? setting_number(&tier->users_max) : (double)INFINITY;
}

/* The smallest tier that serves the users of month t; the largest if none does. */
static const struct tier *tier_at(const struct audit *audit, int t)
{
	const struct tier *fits = NULL, *largest = NULL;
	for (size_t i = 0; i < audit->plan->tiers.count; i++) {
		const struct tier *tier = plan_tier(audit->plan, i);
		if (number_compare(users_at(audit, t), users_max(tier)) <= 0 &&
		    (!fits || users_max(tier) < users_max(fits)))
			fits = tier;
		if (!largest || users_max(tier) > users_max(largest))
			largest = tier;
	}
	return fits ? fits : largest;
}

/* Several tiers, and no users by which to choose one. */
static bool cannot_choose(const struct audit *audit)
{
	return audit->plan->tiers.count > 1 && !audit->plan->demand.users.has_value;
}

void audit_tier_users(struct audit *audit)
{
	int last = audit->horizon - 1;
	double users = fmax(users_at(audit, 0), users_at(audit, last));
	const struct tier *tier =
		audit->plan->tiers.count ? tier_at(audit, users_at(audit, last) >= users ? last : 0) : NULL;
	if (tier && number_compare(users, users_max(tier)) > 0)
		audit_find(audit, SEVERITY_WARNING, tier->section.line,
			   _("the plan reaches %s users, tier '%s' serves %s: %s more"),
			   show_beside(users, users_max(tier)).text, tier->section.id, show_limit(users_max(tier)).text,
			   show_number(users - users_max(tier)).text);
}

/* --- budgets --- */

static double spent_on_infra(const struct audit *audit, size_t option, int t)
{
	return audit_spend(audit, option, SECTION_INFRA, t);
}

static double spent_on_tools(const struct audit *audit, size_t option, int t)
{
	return audit_spend(audit, option, SECTION_MONITORING, t) +
	       audit_spend(audit, option, SECTION_OTHER, t);
}

static double spent_on_salaries(const struct audit *audit, size_t option, int t)
{
	return audit_spend(audit, option, SECTION_TEAM, t);
}

enum { BUDGET_INFRA, BUDGET_TOOLS, BUDGET_SALARIES, BUDGET_TOTAL, BUDGETS };

static const struct budget {
	size_t offset; /* in struct tier */
	double (*spent)(const struct audit *audit, size_t option, int t);
	const char *name;
} budgets[BUDGETS] = {
	[BUDGET_INFRA] = {offsetof(struct tier, infra), spent_on_infra, N_("on infrastructure")},
	[BUDGET_TOOLS] = {offsetof(struct tier, tools), spent_on_tools, N_("on tools")},
	[BUDGET_SALARIES] = {offsetof(struct tier, salaries), spent_on_salaries, N_("on salaries")},
	[BUDGET_TOTAL] = {offsetof(struct tier, total), audit_total_spend, N_("in all")},
};

static const struct setting *budget_of(const struct tier *tier, int budget)
{
	return (const void *)((const char *)tier + budgets[budget].offset);
}

static double amount_in(const struct audit *audit, const struct tier *tier, int budget)
{
	return money_of(audit->plan, setting_common(budget_of(tier, budget)));
}

/* The sum of the tier's stated parts. */
static double parts_of(const struct audit *audit, const struct tier *tier)
{
	double sum = 0;
	for (int i = 0; i < BUDGET_TOTAL; i++)
		sum += amount_in(audit, tier, i);
	return sum;
}

/* True if the total is less than the tier's own parts: perhaps it counts only salaries, or salaries and tools. */
static bool counts_less(const struct audit *audit, const struct tier *tier)
{
	return tier->total.has_value && tier->salaries.has_value &&
	       number_compare(parts_of(audit, tier), amount_in(audit, tier, BUDGET_TOTAL) * 1.02) > 0;
}

static void compare_budget(struct audit *audit, size_t option, int budget, int t, const struct tier *tier)
{
	const char *currency = audit->plan->currency[0];
	double spent = budgets[budget].spent(audit, option, t), given = amount_in(audit, tier, budget);
	audit_find(audit, audit_about(audit, option),
		   audit_line(audit, &tier->section, budget_of(tier, budget)),
		   _("option '%s' spends %s in month %s %s, tier '%s' has %s: %s more (%s)"),
		   audit_option(audit, option), show_money(spent, currency).text,
		   audit_month(audit, t).text, _(budgets[budget].name),
		   tier->section.id, show_money(given, currency).text,
		   show_money(spent - given, currency).text, show_percent((spent - given) / given).text);
}

/* By what share of a budget of the month's tier an option exceeds it; 0 if that cannot be determined. */
static double excess_at(const struct audit *audit, size_t option, int budget, int t)
{
	const struct tier *tier = tier_at(audit, t);
	double given = amount_in(audit, tier, budget);
	if (!(given > 0) || (budget == BUDGET_TOTAL && counts_less(audit, tier)))
		return 0;
	double spent = budgets[budget].spent(audit, option, t);
	return number_compare(spent, given * (1 + TOLERATED)) > 0 ? spent / given - 1 : 0;
}

/* Checks at launch and at the end, where the tier may differ; if both months are in one tier, the worse counts. */
void audit_tier_budget(struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int first = audit_launched(audit, o), last = audit->horizon - 1;
		if (first < 0 || !audit->plan->tiers.count || cannot_choose(audit))
			continue;
		bool same = tier_at(audit, first) == tier_at(audit, last);
		for (int budget = 0; budget < BUDGETS; budget++) {
			double begin = excess_at(audit, o, budget, first),
			       end = excess_at(audit, o, budget, last);
			if (begin > 0 && (!same || begin >= end))
				compare_budget(audit, o, budget, first, tier_at(audit, first));
			if (end > 0 && (!same || end > begin))
				compare_budget(audit, o, budget, last, tier_at(audit, last));
		}
	}
}

/* --- people --- */

#define A_TENTH_OF_A_PERSON 0.1

static void compare_people(struct audit *audit, size_t option, int t)
{
	const struct tier *tier = tier_at(audit, t);
	double people = audit_people(audit, option, t);
	if (tier->people_min.has_value &&
	    number_compare(people, setting_number(&tier->people_min) - A_TENTH_OF_A_PERSON) < 0)
		audit_find(audit, audit_about(audit, option),
			   audit_line(audit, &tier->section, &tier->people_min),
			   _("option '%s' has %s people in month %s, tier '%s' needs at least %s: %s fewer"),
			   audit_option(audit, option), show_beside(people, setting_number(&tier->people_min)).text,
			   audit_month(audit, t).text, tier->section.id,
			   show_limit(setting_number(&tier->people_min)).text,
			   show_number(setting_number(&tier->people_min) - people).text);
	if (tier->people_max.has_value &&
	    number_compare(people, setting_number(&tier->people_max) + A_TENTH_OF_A_PERSON) > 0)
		audit_find(audit, audit_about(audit, option),
			   audit_line(audit, &tier->section, &tier->people_max),
			   _("option '%s' has %s people in month %s, tier '%s' allows at most %s: %s more"),
			   audit_option(audit, option), show_beside(people, setting_number(&tier->people_max)).text,
			   audit_month(audit, t).text, tier->section.id,
			   show_limit(setting_number(&tier->people_max)).text,
			   show_number(people - setting_number(&tier->people_max)).text);
}

void audit_tier_people(struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int first = audit_launched(audit, o), last = audit->horizon - 1;
		if (first < 0 || !audit->plan->tiers.count || cannot_choose(audit))
			continue;
		bool same = number_compare(audit_people(audit, o, first), audit_people(audit, o, last)) == 0;
		if (!same || tier_at(audit, first) != tier_at(audit, last))
			compare_people(audit, o, first);
		compare_people(audit, o, last);
	}
}

/* --- what a total counts --- */

/* Which of the tier's own parts the total is closest to, in words. */
static const char *what_it_counts(const struct audit *audit, const struct tier *tier)
{
	double total = amount_in(audit, tier, BUDGET_TOTAL),
	       salaries = amount_in(audit, tier, BUDGET_SALARIES);
	double with_tools = salaries + amount_in(audit, tier, BUDGET_TOOLS);
	return number_compare(total, salaries * 1.02) <= 0                              ? N_("salaries alone")
	       : tier->tools.has_value && number_compare(total, with_tools * 1.02) <= 0 ? N_("salaries and tools")
								     : N_("salaries and little else");
}

/* The option whose salaries alone equal the total, while its whole spend does not; or -1. */
static int salaries_are_total(const struct audit *audit, const struct tier *tier)
{
	double total = amount_in(audit, tier, BUDGET_TOTAL);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int t = audit_launched(audit, o);
		if (t >= 0 && tier_at(audit, t) == tier &&
		    number_compare(fabs(spent_on_salaries(audit, o, t) / total - 1), TOLERATED) <= 0 &&
		    number_compare(audit_total_spend(audit, o, t), total * (1 + TOLERATED)) > 0)
			return (int)o;
	}
	return -1;
}

static void tell_parts(struct audit *audit, const struct tier *tier)
{
	const char *currency = audit->plan->currency[0];
	double sum = parts_of(audit, tier), total = amount_in(audit, tier, BUDGET_TOTAL);
	audit_find(audit, SEVERITY_WARNING, audit_line(audit, &tier->section, &tier->total),
		   _("the total of tier '%s', %s, is less than its parts: infrastructure %s, tools %s, "
		     "salaries %s are %s: it counts %s"),
		   tier->section.id, show_money(total, currency).text,
		   show_number(amount_in(audit, tier, BUDGET_INFRA)).text,
		   tier->tools.has_value ? show_number(amount_in(audit, tier, BUDGET_TOOLS)).text : "?",
		   show_number(amount_in(audit, tier, BUDGET_SALARIES)).text, show_money(sum, currency).text,
		   _(what_it_counts(audit, tier)));
}

/* Reports two tiers whose totals cannot be compared. */
static void tell_mixture(struct audit *audit)
{
	const struct tier *less = NULL, *more = NULL;
	for (size_t i = 0; i < audit->plan->tiers.count; i++) {
		const struct tier *tier = plan_tier(audit->plan, i);
		if (counts_less(audit, tier))
			less = less ? less : tier;
		else if (tier->total.has_value && (tier->infra.has_value || tier->salaries.has_value))
			more = more ? more : tier;
	}
	if (less && more)
		audit_find(audit, SEVERITY_WARNING, audit_line(audit, &more->section, &more->total),
			   _("the totals of tiers '%s' and '%s' cannot be compared: one counts %s, the "
			     "other has room for more"),
			   less->section.id, more->section.id, _(what_it_counts(audit, less)));
}

void audit_tier_total(struct audit *audit)
{
	const char *currency = audit->plan->currency[0];
	for (size_t i = 0; i < audit->plan->tiers.count; i++) {
		const struct tier *tier = plan_tier(audit->plan, i);
		if (!(amount_in(audit, tier, BUDGET_TOTAL) > 0))
			continue;
		int option = salaries_are_total(audit, tier);
		if (counts_less(audit, tier)) {
			tell_parts(audit, tier);
		} else if (option >= 0 && !cannot_choose(audit)) {
			int t = audit_launched(audit, (size_t)option);
			audit_find(audit, SEVERITY_WARNING, audit_line(audit, &tier->section, &tier->total),
				   _("the total of tier '%s', %s, seems to count salaries alone: those of "
				     "option '%s' are %s, all it spends is %s"),
				   tier->section.id,
				   show_money(amount_in(audit, tier, BUDGET_TOTAL), currency).text,
				   audit_option(audit, (size_t)option),
				   show_money(spent_on_salaries(audit, (size_t)option, t), currency).text,
				   show_money(audit_total_spend(audit, (size_t)option, t), currency).text);
		}
	}
	tell_mixture(audit);
}
