/* Advice on people, monitoring, alerts and payback. The thresholds are in [guidance]. */
#include <math.h>
#include <string.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/tolerance.h"

/* --- people --- */

static double people_called(const struct audit *audit, size_t option, int t, const char *const *names)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *role = plan_item(audit->plan, i);
		if (text_has_any(role->section.id, names) || text_has_any(setting_text(&role->label), names))
			sum += audit_role(audit, role, option, t);
	}
	return sum;
}

void audit_scientists(struct audit *audit)
{
	static const char *const scientist[] = {"scientist", NULL}, *const engineer[] = {"engineer", NULL};
	double most = setting_number(&audit->plan->guidance.scientists_per_engineer);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		for (int t = audit_launched(audit, o); t >= 0 && t < audit->horizon; t++) {
			double scientists = people_called(audit, o, t, scientist),
			       engineers = people_called(audit, o, t, engineer);
			if (number_compare(scientists, most * engineers) <= 0)
				continue;
			audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
				   _("option '%s' has data scientists and engineers in a ratio of %s to %s "
				     "in month %s; the advice is at most %s to 1"),
				   audit_option(audit, o), show_beside(scientists, most * engineers).text,
				   show_limit(engineers).text, audit_month(audit, t).text, show_limit(most).text);
			break;
		}
	}
}

/* --- monitoring --- */

static bool is_monitored(const struct audit *audit, size_t option, int t)
{
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		if (item->section.kind == SECTION_MONITORING && audit_flag(&item->enabled, option) &&
		    active_part_of(audit->plan, &item->from, &item->until, option, t) > 0)
			return true;
	}
	return false;
}

void audit_monitoring_first(struct audit *audit)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		double launch = audit_figure(audit, o, FIGURE_TIME_TO_MARKET);
		if (launch >= audit->horizon || is_monitored(audit, o, (int)moment_floor(launch)))
			continue;
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("nothing monitors option '%s' when it launches, %s; the advice is monitoring first"),
			   audit_option(audit, o), show_after(launch).text);
	}
}

/* When, in months, the first control of an incident begins under an option; INFINITY if there is none. */
static double covered_from(const struct audit *audit, const struct incident *incident, size_t option)
{
	double first = (double)INFINITY;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		if (item->section.kind == SECTION_MONITORING && item->covers.has_value &&
		    audit_flag(&item->enabled, option) && audit_number(&item->cuts, option) > 0 &&
		    value_has_id(&item->covers.common.value, incident->section.id))
			first = fmin(first, moment_of(audit->plan, &item->from, option));
	}
	return first;
}

static double loss_over_horizon(const struct audit *audit, size_t option, size_t incident)
{
	double sum = 0;
	for (int t = 0; t < audit->horizon; t++)
		sum += audit_running(audit, option, audit_incident_row(audit, incident), t);
	return sum;
}

void audit_uncovered(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		double loss = loss_over_horizon(audit, best, i);
		if (loss > 0 && isinf(covered_from(audit, incident, best)))
			audit_find(audit, SEVERITY_WARNING, incident->section.line,
				   _("nothing covers incident '%s', which costs %s over the plan under "
				     "option '%s'"),
				   incident->section.id, show_money(loss, audit->plan->currency[0]).text,
				   audit_option(audit, best));
	}
}

void audit_covered_late(struct audit *audit)
{
	size_t best = audit->evaluation->best;
	double launch = audit_figure(audit, best, FIGURE_TIME_TO_MARKET);
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		double from = covered_from(audit, incident, best);
		if (number_compare(from, launch) > 0 && isfinite(from) && launch < audit->horizon &&
		    loss_over_horizon(audit, best, i) > 0)
			audit_find(audit, SEVERITY_WARNING, incident->section.line,
				   _("incident '%s' is covered only after %s months; option '%s' launches %s"),
				   incident->section.id, show_beside(from, launch).text, audit_option(audit, best),
				   show_after(launch).text);
	}
}

void audit_business_metric(struct audit *audit)
{
	for (size_t i = 0; i < audit->plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(audit->plan, i);
		if (audit_flag(&benefit->enabled, audit->evaluation->best) &&
		    !*setting_text(&benefit->metric))
			audit_find(audit, SEVERITY_NOTE, benefit->section.line,
				   _("benefit '%s' names no business metric; successful projects have a "
				     "clear one from the start"),
				   benefit->section.id);
	}
}

/* --- alerts --- */

static enum alert_level level_of(const struct alert *alert)
{
	return (enum alert_level)setting_number(&alert->level);
}

void audit_alert_count(struct audit *audit)
{
	int count[ALERT_INFO + 1] = {0}, line = 0;
	double most = setting_number(&audit->plan->guidance.alerts);
	for (size_t i = 0; i < audit->plan->alerts.count; i++) {
		const struct alert *alert = plan_alert(audit->plan, i);
		count[level_of(alert)]++;
		if (line == 0 && number_compare(count[ALERT_CRITICAL] + count[ALERT_WARNING], most) > 0)
			line = alert->section.line;
	}
	int calling = count[ALERT_CRITICAL] + count[ALERT_WARNING];
	if (number_compare(calling, most) > 0)
		audit_find(audit, SEVERITY_WARNING, line,
			   _("%d alerts notify someone (%d critical, %d warnings), %s more than the %s "
			     "advised"),
			   calling, count[ALERT_CRITICAL], count[ALERT_WARNING],
			   show_limit(calling - most).text, show_limit(most).text);
}

void audit_unalerted(struct audit *audit)
{
	for (size_t i = 0; i < audit->plan->incident_classes.count && audit->plan->alerts.count; i++) {
		const struct incident *incident = plan_incident(audit->plan, i);
		bool caught = !audit_flag(&incident->enabled, audit->evaluation->best);
		for (size_t a = 0; a < audit->plan->alerts.count; a++) {
			const struct alert *alert = plan_alert(audit->plan, a);
			caught |= level_of(alert) != ALERT_INFO &&
				  strcmp(setting_text(&alert->incident), incident->section.id) == 0;
		}
		if (!caught)
			audit_find(audit, SEVERITY_NOTE, incident->section.line,
				   _("no critical alert or warning would catch incident '%s'"),
				   incident->section.id);
	}
}

/*
 * What an alert's threshold is compared with. The unit is taken from the metric's name; without one the number is
 * compared as it is.
 */
static const struct watched {
	const char *const *about; /* words of its id, label or expression */
	size_t advised;           /* offset of the setting in struct guidance */
	struct {
		const char *const *words;
		double factor; /* to the unit of the advice */
	} unit[4];
	const char *name;
} watched[] = {
	{(const char *const[]){"drift", NULL},
	 offsetof(struct guidance, drift_score),
	 {{NULL, 1}},
	 N_("a drift score")},
	{(const char *const[]){"p95", "0.95", NULL},
	 offsetof(struct guidance, p95_latency),
	 {{(const char *const[]){"milliseconds", "_ms", NULL}, 1},
	  {(const char *const[]){"seconds", NULL}, 1000}},
	 N_("a p95 latency in ms")},
	{(const char *const[]){"fresh", "stale", "data_age", NULL},
	 offsetof(struct guidance, freshness_hours),
	 {{(const char *const[]){"hours", NULL}, 1},
	  {(const char *const[]){"minutes", NULL}, 1.0 / 60},
	  {(const char *const[]){"seconds", "time()", NULL}, 1.0 / 3600}},
	 N_("an age of data in hours")},
};

static bool is_about(const struct alert *alert, const char *const *words)
{
	return text_has_any(alert->section.id, words) || text_has_any(setting_text(&alert->label), words) ||
	       text_has_any(setting_text(&alert->expr), words);
}

/* The factor from an expression's unit to the unit of the advice; 0: no unit was recognised. */
static double factor_of(const struct watched *watch, const char *expression)
{
	for (size_t i = 0; i < sizeof(watch->unit) / sizeof(watch->unit[0]) && watch->unit[i].factor > 0;
	     i++) {
		if (!watch->unit[i].words || text_has_any(expression, watch->unit[i].words))
			return watch->unit[i].factor;
	}
	return 0;
}

void audit_alert_threshold(struct audit *audit)
{
	for (size_t i = 0; i < audit->plan->alerts.count; i++) {
		const struct alert *alert = plan_alert(audit->plan, i);
		double threshold;
		if (level_of(alert) == ALERT_INFO || !text_threshold(setting_text(&alert->expr), &threshold))
			continue;
		for (size_t w = 0; w < sizeof(watched) / sizeof(watched[0]); w++) {
			const struct setting *advised =
				(const void *)((const char *)&audit->plan->guidance + watched[w].advised);
			double actual = threshold * factor_of(&watched[w], setting_text(&alert->expr));
			if (!advised->has_value || !is_about(alert, watched[w].about) ||
			    number_compare(actual, setting_number(advised)) <= 0)
				continue;
			audit_find(audit, SEVERITY_WARNING, audit_line(audit, &alert->section, &alert->expr),
				   _("alert '%s' fires above %s (%s); the advice is %s"), alert->section.id,
				   show_beside(actual, setting_number(advised)).text, _(watched[w].name),
				   show_limit(setting_number(advised)).text);
		}
	}
}

/* --- payback --- */

void audit_payback(struct audit *audit)
{
	double success = setting_number(&audit->plan->guidance.payback);
	double neutral = setting_number(&audit->plan->guidance.neutral_payback);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		const struct option_figures *figures = &audit->evaluation->option[o];
		enum figure_status status = figures->figure[FIGURE_PAYBACK].status;
		double payback = figures->figure[FIGURE_PAYBACK].value;
		int line = plan_option(audit->plan, o)->section.line;
		if (status == STATUS_NOT_WITHIN_HORIZON)
			audit_find(audit, audit_about(audit, o), line,
				   _("option '%s' does not pay back within %d months: %s short"),
				   audit_option(audit, o), audit->horizon,
				   show_money(figures->shortfall, audit->plan->currency[0]).text);
		else if (status == STATUS_REACHED && figure_compare(FIGURE_PAYBACK, payback, neutral, 0) > 0)
			audit_find(audit, audit_about(audit, o), line,
				   _("option '%s' pays back after %s months; successful projects do within "
				     "%s, even neutral ones within %s"),
				   audit_option(audit, o), show_months(payback, neutral).text, show_limit(success).text,
				   show_limit(neutral).text);
		else if (status == STATUS_REACHED && figure_compare(FIGURE_PAYBACK, payback, success, 0) > 0)
			audit_find(audit, audit_about(audit, o), line,
				   _("option '%s' pays back after %s months; successful projects do within "
				     "%s, neutral ones within %s"),
				   audit_option(audit, o), show_months(payback, success).text, show_limit(success).text,
				   show_limit(neutral).text);
	}
}
