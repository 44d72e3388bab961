/* The table of the audit's rules, and applying them. */
#include "decide/audit.h"

#include "base/intl.h"
#include "decide/audit_rule.h"

static const struct audit_rule rules[] = {
	/* advice: [guidance] and [tier.*] */
	{"managed-traffic", AUDIT_ADVICE,
	 N_("managed serving for more requests a day than managed_requests_per_day"), audit_managed_traffic},
	{"self-hosted-traffic", AUDIT_ADVICE,
	 N_("an option that self-hosts everything for fewer requests a day than "
	    "self_hosted_requests_per_day"),
	 audit_self_hosted_traffic},
	{"small-team", AUDIT_ADVICE,
	 N_("an option that self-hosts everything with fewer people than managed_team"), audit_small_team},
	{"training-hosting", AUDIT_ADVICE,
	 N_("self-hosted training below self_hosted_requests_per_day, before it is core business"),
	 audit_training_hosting},
	{"kubernetes-early", AUDIT_ADVICE,
	 N_("Kubernetes before real traffic: fewer requests a day than managed_requests_per_day"),
	 audit_kubernetes},
	{"scientists", AUDIT_ADVICE,
	 N_("more data scientists than scientists_per_engineer for each engineer"), audit_scientists},
	{"monitoring-first", AUDIT_ADVICE, N_("nothing monitors an option when it launches"),
	 audit_monitoring_first},
	{"incident-uncovered", AUDIT_ADVICE,
	 N_("an incident that costs something and that no monitoring covers"), audit_uncovered},
	{"covered-late", AUDIT_ADVICE, N_("an incident that monitoring covers only some time after launch"),
	 audit_covered_late},
	{"incident-unalerted", AUDIT_ADVICE, N_("an incident that none of the plan's alerts would catch"),
	 audit_unalerted},
	{"alert-count", AUDIT_ADVICE, N_("more alerts that call somebody, critical and warning, than alerts"),
	 audit_alert_count},
	{"alert-threshold", AUDIT_ADVICE,
	 N_("an alert that fires later than drift_score, p95_latency or freshness_hours advise"),
	 audit_alert_threshold},
	{"business-metric", AUDIT_ADVICE, N_("a benefit without the business metric that shows it"),
	 audit_business_metric},
	{"payback", AUDIT_ADVICE, N_("a payback later than payback, later than neutral_payback, or none"),
	 audit_payback},
	{"tier-budget", AUDIT_ADVICE,
	 N_("infrastructure, tools, salaries or all of it more than a tenth above the tier's budget"),
	 audit_tier_budget},
	{"tier-people", AUDIT_ADVICE,
	 N_("fewer people than the tier's people_min, or more than its people_max"), audit_tier_people},
	{"tier-users", AUDIT_ADVICE, N_("more users than any tier of the plan serves"), audit_tier_users},

	/* consistency */
	{"list-price", AUDIT_CONSISTENCY,
	 N_("a machine or storage that is named, at a price that is not its list price"), audit_list_price},
	{"currencies", AUDIT_CONSISTENCY,
	 N_("amounts in several currencies: what the rate decides, and whether it is dated"),
	 audit_currencies},
	{"once-next-year", AUDIT_CONSISTENCY,
	 N_("a once-cost at a turn of the year, under convention yearly: it counts in the next year"),
	 audit_once_next_year},
	{"on-cost", AUDIT_CONSISTENCY,
	 N_("salaries where nothing says whether the employer's charges are in them"), audit_on_cost},
	{"day-one", AUDIT_CONSISTENCY,
	 N_("a benefit that counts in full from the first day: no time to market, no ramp"), audit_day_one},
	{"payback-rests", AUDIT_CONSISTENCY, N_("how much of the payback is time to market and ramp"),
	 audit_payback_rests},
	{"margin", AUDIT_CONSISTENCY,
	 N_("revenue counted as profit: the margin at which the plan breaks even"), audit_margin},
	{"influenced-share", AUDIT_CONSISTENCY,
	 N_("a lift of all revenue, where nothing says which share the model influences"),
	 audit_influenced_share},
	{"implied-base", AUDIT_CONSISTENCY,
	 N_("a lift in words beside a value: the revenue that the two imply"), audit_implied_base},
	{"incident-base", AUDIT_CONSISTENCY,
	 N_("an incident that loses revenue which the model does not influence"), audit_incident_base},
	{"incident-day", AUDIT_CONSISTENCY,
	 N_("an incident of which one day costs more than a day of the benefit"), audit_incident_day},
	{"incident-margin", AUDIT_CONSISTENCY,
	 N_("lost revenue counted at another margin than gained revenue"), audit_incident_margin},
	{"hosting-discount", AUDIT_CONSISTENCY,
	 N_("prices worked out by self_hosted_discount: what it is the other way, and were it meant the "
	    "other way"),
	 audit_hosting_discount},
	{"hosting-asymmetry", AUDIT_CONSISTENCY,
	 N_("a managed price dearer by the very share that self-hosting is said to take off"),
	 audit_hosting_asymmetry},
	{"self-hosting-pays", AUDIT_CONSISTENCY,
	 N_("a team for self-hosting that costs more than the infrastructure it saves"),
	 audit_self_hosting_pays},
	{"hosting-tie", AUDIT_CONSISTENCY,
	 N_("managed serving charged by the request: the price at which the best options tie"),
	 audit_hosting_tie},
	{"flat-price", AUDIT_CONSISTENCY,
	 N_("managed serving at a flat price beyond managed_requests_per_day: the price by the request at "
	    "which the options tie"),
	 audit_flat_price},
	{"demand-rates", AUDIT_CONSISTENCY,
	 N_("requests a second in words that are not the plan's mean, or are its peak"), audit_demand_rates},
	{"peak-factor", AUDIT_CONSISTENCY, N_("a fleet counted for the mean of the day: no peak_factor"),
	 audit_peak_factor},
	{"requests-per-user", AUDIT_CONSISTENCY, N_("users and requests_per_day that do not fit together"),
	 audit_requests_per_user},
	{"tier-total", AUDIT_CONSISTENCY,
	 N_("a tier's total that does not hold its parts, or counts something else than another tier's"),
	 audit_tier_total},
};

#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

const struct audit_rule *audit_rules(size_t *count)
{
	*count = RULE_COUNT;
	return rules;
}

/* --- applying --- */

int audit_run(const struct plan *plan, const struct evaluation *evaluation, struct findings *findings)
{
	struct audit audit = {.plan = plan, .evaluation = evaluation, .findings = findings};
	size_t before = findings->count;
	if (evaluation_overflows(evaluation))
		return 0;
	audit.failed = audit_gather(&audit) != 0;
	for (size_t i = 0; i < RULE_COUNT && !audit.failed; i++) {
		audit.rule = &rules[i];
		rules[i].apply(&audit);
	}
	audit_release(&audit);
	if (audit.failed)
		findings_cut(findings, before);
	return audit.failed ? -1 : 0;
}
