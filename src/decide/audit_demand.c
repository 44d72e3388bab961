/* Consistency of demand: labels against numbers, peak against mean, requests against users. */
#include <math.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/units.h"

/* Whether two rates are close enough to be meant as the same. */
static bool is_about(double a, double b)
{
	return fabs(a / b - 1) <= 0.05;
}

static void check_words(struct audit *audit, const struct section *section, const struct setting *text)
{
	static const char *const a_second[] = {"requests a second",
					       "requests per second",
					       "requests/second",
					       "requests/s",
					       "req/s",
					       "rps",
					       "qps",
					       NULL};
	double stated, mean = mean_rate_of(audit->plan);
	double peak = peak_rate_of(audit->plan);
	if (text_quantity(setting_text(text), a_second, &stated) < 0 || !(mean > 0) || !(stated > 0) ||
	    is_about(stated, mean))
		return;
	int line = audit_line(audit, section, text);
	if (is_about(stated, peak))
		audit_find(audit, SEVERITY_NOTE, line,
			   _("%s requests a second are the peak of the plan: sustained they would be %s a "
			     "day, requests_per_day is %s (%s a second)"),
			   show_number(stated).text, show_number(stated * SECONDS_A_DAY).text,
			   show_number(mean * SECONDS_A_DAY).text, show_number(mean).text);
	else
		audit_find(audit, SEVERITY_WARNING, line,
			   _("%s requests a second are %s a day, requests_per_day is %s (%s a second, %s at "
			     "the peak): a peak_factor of %s would make them the peak"),
			   show_number(stated).text, show_number(stated * SECONDS_A_DAY).text,
			   show_number(mean * SECONDS_A_DAY).text, show_number(mean).text,
			   show_number(peak).text, show_number(stated / mean).text);
}

void audit_demand_rates(struct audit *audit)
{
	const struct plan_head *head = &audit->plan->head;
	check_words(audit, &head->section, &head->name);
	check_words(audit, &head->section, &head->note);
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		if (setting_for(&item->capacity, audit->evaluation->best))
			continue; /* it may describe the capacity of one unit */
		check_words(audit, &item->section, &item->label);
		check_words(audit, &item->section, &item->note);
	}
	for (size_t i = 0; i < audit->plan->benefits.count; i++)
		check_words(audit, &plan_benefit(audit->plan, i)->section,
			    &plan_benefit(audit->plan, i)->note);
}

void audit_peak_factor(struct audit *audit)
{
	const struct demand *demand = &audit->plan->demand;
	if (demand->peak_factor.common.given || !(setting_number(&demand->requests_per_day) > 0))
		return;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		const struct value *capacity = NULL;
		for (size_t o = 0; o < audit->plan->options.count && !capacity; o++)
			capacity = audit_flag(&item->enabled, o) ? setting_for(&item->capacity, o) : NULL;
		if (!capacity)
			continue;
		audit_find(audit, SEVERITY_WARNING, demand->section.line,
			   _("peak_factor is not stated: the units of '%s' are counted for the mean of the "
			     "day, %s requests a second"),
			   item->section.id, show_number(mean_rate_of(audit->plan)).text);
		return;
	}
}

#define FEWEST_A_USER 0.01 /* per day: one request every hundred days */
#define MOST_A_USER   1000.0

void audit_requests_per_user(struct audit *audit)
{
	const struct demand *demand = &audit->plan->demand;
	double users = setting_number(&demand->users), requests = setting_number(&demand->requests_per_day);
	if (!(users > 0) || !(requests > 0) ||
	    (requests / users >= FEWEST_A_USER && requests / users <= MOST_A_USER))
		return;
	double near = requests / users < FEWEST_A_USER ? FEWEST_A_USER : MOST_A_USER;
	audit_find(audit, SEVERITY_WARNING, audit_line(audit, &demand->section, &demand->requests_per_day),
		   _("%s requests a day from %s users are %s per user and day; between %s and %s is usual"),
		   show_number(requests).text, show_number(users).text, show_beside(requests / users, near).text,
		   show_limit(FEWEST_A_USER).text, show_limit(MOST_A_USER).text);
}
