/* Advice on where to host: traffic, team, training, Kubernetes. The thresholds are in [guidance]. */
#include <math.h>

#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/best_guess.h"
#include "model/tolerance.h"
#include "model/units.h"

/* The first month from launch on with more daily requests than the limit, or -1. */
static int first_beyond(const struct audit *audit, size_t option, double limit)
{
	int launched = audit_launched(audit, option);
	for (int t = launched; t >= 0 && t < audit->horizon; t++) {
		if (number_compare(requests_a_day_of(audit->plan, t), limit) > 0)
			return t;
	}
	return -1;
}

void audit_managed_traffic(struct audit *audit)
{
	double limit = setting_number(&audit->plan->guidance.managed_requests_per_day);
	const struct cost_item *serving = audit_serving(audit);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int t = first_beyond(audit, o, limit);
		if (t < 0 ||
		    plan_hosting(audit->plan, o, serving ? item_component(serving) : "") != HOSTING_MANAGED)
			continue;
		double requests = requests_a_day_of(audit->plan, t);
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("option '%s' has managed serving for %s requests a day (%s a second) from "
			     "month %s on; it becomes expensive beyond %s a day (%s a second)"),
			   audit_option(audit, o), show_beside(requests, limit).text,
			   show_beside(requests / SECONDS_A_DAY, limit / SECONDS_A_DAY).text,
			   audit_month(audit, t).text, show_limit(limit).text, show_number(limit / SECONDS_A_DAY).text);
	}
}

void audit_self_hosted_traffic(struct audit *audit)
{
	double limit = setting_number(&audit->plan->guidance.self_hosted_requests_per_day),
	       most = audit_most_requests(audit);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		if (!audit->plan->demand.requests_per_day.has_value || number_compare(most, limit) >= 0 ||
		    !audit_all_hosted(audit, o, HOSTING_SELF_HOSTED))
			continue;
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("option '%s' self-hosts everything for %s requests a day at most (%s a second); "
			     "that is advised from %s a day on (%s a second)"),
			   audit_option(audit, o), show_beside(most, limit).text,
			   show_beside(most / SECONDS_A_DAY, limit / SECONDS_A_DAY).text, show_limit(limit).text,
			   show_number(limit / SECONDS_A_DAY).text);
	}
}

void audit_small_team(struct audit *audit)
{
	double least = setting_number(&audit->plan->guidance.managed_team);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		double people = audit_people(audit, o, audit->horizon - 1);
		if (number_compare(people, least) >= 0 || !(people > 0) ||
		    !audit_all_hosted(audit, o, HOSTING_SELF_HOSTED))
			continue;
		audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
			   _("option '%s' self-hosts everything with %s people; with fewer than %s managed "
			     "hosting is advised"),
			   audit_option(audit, o), show_beside(people, least).text, show_limit(least).text);
	}
}

void audit_training_hosting(struct audit *audit)
{
	static const char *const training[] = {"train", NULL};
	double least = setting_number(&audit->plan->guidance.self_hosted_requests_per_day);
	if (number_compare(audit_most_requests(audit), least) >= 0)
		return;
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		for (size_t i = 0; i < audit->plan->items.count; i++) {
			const struct cost_item *item = plan_item(audit->plan, i);
			const char *component = item_component(item);
			if (!audit_is_placed(item) || !audit_flag(&item->enabled, o) ||
			    !text_has_any(component, training) ||
			    plan_hosting(audit->plan, o, component) != HOSTING_SELF_HOSTED)
				continue;
			audit_find(audit, audit_about(audit, o), plan_option(audit->plan, o)->section.line,
				   _("option '%s' self-hosts '%s'; managed services are advised for training "
				     "until it is core business"),
				   audit_option(audit, o), component);
			break;
		}
	}
}

/* --- Kubernetes --- */

static bool names_kubernetes(const char *text)
{
	static const char *const words[] = {"kubernetes", "k8s", "eks", "gke", "aks", "openshift", NULL};
	for (size_t i = 0; words[i]; i++) {
		if (text_word(text, words[i]))
			return true;
	}
	return false;
}

static bool item_is_kubernetes(const struct cost_item *item)
{
	return names_kubernetes(item->section.id) || names_kubernetes(setting_text(&item->label)) ||
	       names_kubernetes(setting_text(&item->unit)) || names_kubernetes(item_component(item));
}

/*
 * The first Kubernetes item that costs something under the option; else the option, if its name mentions it; else NULL.
 */
static const struct section *kubernetes_of(const struct audit *audit, size_t option, int t)
{
	const struct plan_option *of = plan_option(audit->plan, option);
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		if (item_is_kubernetes(plan_item(audit->plan, i)) && audit_running(audit, option, i, t) > 0)
			return &plan_item(audit->plan, i)->section;
	}
	return names_kubernetes(of->section.id) || names_kubernetes(setting_text(&of->label)) ? &of->section
											      : NULL;
}

void audit_kubernetes(struct audit *audit)
{
	double least = setting_number(&audit->plan->guidance.managed_requests_per_day);
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		int t = audit_launched(audit, o);
		if (t < 0 || !audit->plan->demand.requests_per_day.has_value ||
		    number_compare(requests_a_day_of(audit->plan, t), least) >= 0)
			continue;
		const struct section *section = kubernetes_of(audit, o, t);
		if (section)
			audit_find(audit, audit_about(audit, o), section->line,
				   _("option '%s' runs Kubernetes for %s requests a day at its launch; the "
				     "advice is not before real traffic, %s a day"),
				   audit_option(audit, o), show_beside(requests_a_day_of(audit->plan, t), least).text,
				   show_limit(least).text);
	}
}
