/* The table of the audit's rules, and applying them. */
#include "decide/audit.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "decide/audit_rule.h"
#include "model/model.h"

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

/* --- findings --- */

static void release_from(struct findings *findings, size_t first)
{
	while (findings->count > first)
		free(findings->at[--findings->count].message);
}

void findings_release(struct findings *findings)
{
	release_from(findings, 0);
	free(findings->at);
	*findings = (struct findings){0};
}

static struct finding *new_finding(struct findings *findings)
{
	if (!GROW(findings->at, findings->capacity, findings->count + 1))
		return NULL;
	return &findings->at[findings->count];
}

void audit_find(struct audit *audit, enum severity severity, int line, const char *format, ...)
{
	struct bytes message = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	struct finding *finding = message.failed ? NULL : new_finding(audit->findings);
	if (!finding) {
		bytes_release(&message);
		audit->failed = true;
		return;
	}
	const struct source *source = &audit->plan->source;
	struct place place = source_place(source, line, 1);
	*finding = (struct finding){
		.severity = severity, .line = place.file == source->name ? place.line : 0, .rule = audit->rule->id, .message = message.at};
	audit->findings->count++;
}

enum severity audit_about(const struct audit *audit, size_t option)
{
	return option == audit->evaluation->best ? SEVERITY_WARNING : SEVERITY_NOTE;
}

int audit_line(const struct audit *audit, const struct section *section, const struct setting *setting)
{
	return setting->common.given ? audit->plan->source.entry[setting->common.entry].key_line
				     : section->line;
}

/* --- applying --- */

/* Every month of every item, at best guess. */
static int gather(struct audit *audit, struct model *model, struct workspace *workspace)
{
	size_t options = audit->plan->options.count, months = (size_t)audit->horizon;
	audit->rows = (size_t)model_row_count(model);
	audit->running = calloc(options * audit->rows * months + 1, sizeof *audit->running);
	audit->discount = calloc(months, sizeof *audit->discount);
	if (!audit->running || !audit->discount)
		return -1;
	model_load(model, workspace, NULL, 1);
	for (size_t o = 0; o < options; o++) {
		struct flows flows = model_flows(model, workspace, o);
		for (size_t i = 0; i < audit->rows * months; i++)
			audit->running[o * audit->rows * months + i] = flows.month[i][0];
		for (size_t t = 0; t < months; t++)
			audit->discount[t] = flows.discount_month[t][0];
	}
	return 0;
}

static int audit_init(struct audit *audit)
{
	struct model_spec spec = {.plan = audit->plan, .grouping = GROUP_ITEMS, .launch_of = -1};
	struct model *model = NULL;
	int result = -1;
	if (model_new(&spec, &model) != 0)
		return -1;
	struct workspace *workspace = workspace_new(model);
	audit->horizon = model_horizon(model);
	if (workspace)
		result = gather(audit, model, workspace);
	workspace_free(workspace);
	model_free(model);
	return result;
}

int audit_run(const struct plan *plan, const struct evaluation *evaluation, struct findings *findings)
{
	struct audit audit = {.plan = plan, .evaluation = evaluation, .findings = findings};
	size_t before = findings->count;
	if (evaluation_overflows(evaluation))
		return 0;
	audit.failed = audit_init(&audit) != 0;
	for (size_t i = 0; i < RULE_COUNT && !audit.failed; i++) {
		audit.rule = &rules[i];
		rules[i].apply(&audit);
	}
	free(audit.running);
	free(audit.discount);
	if (audit.failed)
		release_from(findings, before);
	return audit.failed ? -1 : 0;
}
