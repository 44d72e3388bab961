/*
 * Internal to the audit: its rules, and the facts that they use. The facts are those of the plan at its best guess and
 * are asked of the model: a rule computes nothing that the model computes. Months are t = 0 … horizon - 1; amounts are
 * in the plan's currency, per month unless stated.
 */
#ifndef DECIDE_AUDIT_RULE_H
#define DECIDE_AUDIT_RULE_H

#include <stdbool.h>

#include "base/attribute.h"
#include "decide/audit.h"
#include "decide/audit_text.h"

struct audit {
	const struct plan *plan;
	const struct evaluation *evaluation;
	const struct catalogue *catalogue; /* of list prices; NULL: none */
	struct findings *findings;
	const struct audit_rule *rule; /* the one being applied */
	int horizon;                   /* months */
	size_t rows;                   /* cost items, then benefits, then incident classes */
	double *running;  /* [(option * rows + row) * horizon + t]: running amounts, without once-costs */
	double *units;    /* same shape: the units of cost items paid by time */
	double *discount; /* [t]: for what runs in month t */
	bool failed;      /* out of memory */
};

/*
 * Fills in all members but the plan, its evaluation and the findings. 0, or -1 when out of memory. Call audit_release
 * in either case.
 */
int audit_gather(struct audit *audit);
void audit_release(struct audit *audit);

/* --- reporting --- */

void audit_find(struct audit *audit, enum severity severity, int line, const char *format, ...)
	PRINTF_LIKE(4, 5);

/* The severity of a finding about an option: a warning if the option is the best one, else a note. */
enum severity audit_about(const struct audit *audit, size_t option);

/* "24 (2027-05)": the number of month t for people, with its date if the plan states its start. */
struct shown audit_month(const struct audit *audit, int t);

/* The line of a key, or of its section if the key is not stated. */
int audit_line(const struct audit *audit, const struct section *section, const struct setting *setting);

/* --- facts --- */

const char *audit_option(const struct audit *audit, size_t option); /* id */
double audit_figure(const struct audit *audit, size_t option,
		    enum figure figure); /* NaN where it has no value */
double audit_number(const struct setting *setting,
		    size_t option); /* best guess under an option; 0 where there is none */
bool audit_flag(const struct setting *setting, size_t option);
/* The first whole month after the launch, or -1 if there is none within the horizon. */
int audit_launched(const struct audit *audit, size_t option);

double audit_most_requests(const struct audit *audit); /* per day: the larger of the first and the last month's */

/* Rows of audit.running. */
size_t audit_benefit_row(const struct audit *audit, size_t benefit);
size_t audit_incident_row(const struct audit *audit, size_t incident);
double audit_running(const struct audit *audit, size_t option, size_t row, int t);

/* In month t: the cost of the items of a kind; the benefits; the losses of the incidents that affect `stake`. */
double audit_spend(const struct audit *audit, size_t option, enum section_kind kind, int t);
double audit_total_spend(const struct audit *audit, size_t option, int t);
double audit_benefit(const struct audit *audit, size_t option, int t);
double audit_loss(const struct audit *audit, size_t option, enum incident_stake stake, int t);

/* Full-time equivalents in month t of the [team.*] item, if it is paid by time. */
double audit_role(const struct audit *audit, const struct cost_item *role, size_t option, int t);
double audit_people(const struct audit *audit, size_t option, int t);

/*
 * True if every component with a price by hosting is hosted so under the option; without such components, if the option
 * is.
 */
bool audit_all_hosted(const struct audit *audit, size_t option, enum hosting hosting);
bool audit_is_placed(const struct cost_item *item); /* has a managed or a self-hosted price */

/*
 * The infra item that serves requests, known by its component, its capacity or its price per request; NULL if there is
 * none.
 */
const struct cost_item *audit_serving(const struct audit *audit);
size_t audit_item_index(const struct audit *audit, const struct cost_item *item);

/* --- what if --- */

/*
 * A figure of an option with some inputs at other values, in the inputs' own units. STATUS_UNDEFINED, with audit.failed
 * set, when out of memory.
 */
struct figure_value audit_what_if(struct audit *audit, size_t option, enum figure figure,
				  const struct value *const *inputs, const double *values, size_t count);

/*
 * Every option's npv with one input at another value; npv has room for all. false, with audit.failed set, when out of
 * memory.
 */
bool audit_npv_if(struct audit *audit, const struct value *input, double value, double *npv);

/* --- the rules --- */

void audit_managed_traffic(struct audit *audit);
void audit_self_hosted_traffic(struct audit *audit);
void audit_small_team(struct audit *audit);
void audit_training_hosting(struct audit *audit);
void audit_kubernetes(struct audit *audit);
void audit_scientists(struct audit *audit);
void audit_alert_count(struct audit *audit);
void audit_alert_threshold(struct audit *audit);
void audit_unalerted(struct audit *audit);
void audit_monitoring_first(struct audit *audit);
void audit_uncovered(struct audit *audit);
void audit_covered_late(struct audit *audit);
void audit_business_metric(struct audit *audit);
void audit_payback(struct audit *audit);
void audit_tier_budget(struct audit *audit);
void audit_tier_people(struct audit *audit);
void audit_tier_users(struct audit *audit);
void audit_tier_total(struct audit *audit);

void audit_list_price(struct audit *audit);
void audit_currencies(struct audit *audit);
void audit_hosting_discount(struct audit *audit);
void audit_hosting_asymmetry(struct audit *audit);
void audit_self_hosting_pays(struct audit *audit);
void audit_hosting_tie(struct audit *audit);
void audit_flat_price(struct audit *audit);
void audit_once_next_year(struct audit *audit);
void audit_on_cost(struct audit *audit);
void audit_day_one(struct audit *audit);
void audit_payback_rests(struct audit *audit);
void audit_margin(struct audit *audit);
void audit_influenced_share(struct audit *audit);
void audit_implied_base(struct audit *audit);
void audit_incident_base(struct audit *audit);
void audit_incident_day(struct audit *audit);
void audit_incident_margin(struct audit *audit);
void audit_demand_rates(struct audit *audit);
void audit_peak_factor(struct audit *audit);
void audit_requests_per_user(struct audit *audit);

#endif
