/*
 * A plan: every assumption of a profile, typed.
 *
 * A section is a struct of settings; a setting is an input as the profile states it, for all options or for each. The
 * table of plan/field.h says which settings there are and what they mean. A plan is immutable; an edit reads it again
 * from its source.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/arena.h"
#include "plan/field.h"
#include "plan/source.h"
#include "plan/value.h"

/* One value of a setting; the default if none is given. */
struct setting_value {
	struct value value;
	bool given;         /* stated in the profile; false: the field's default (or none: see setting_has) */
	size_t entry;       /* given: index in the source's entries */
};

struct setting {
	struct setting_value common;
	struct setting_value *by_option; /* NULL, or one for each option; only those `given` count */
	bool has_value;                  /* common has a value, given or by default */
};

/* A setting whose key is made from names: a currency, a component, a move, a correlation. */
struct named_setting {
	const char *name;  /* the currency's code, the component, the option moved from, the first input */
	const char *other; /* the option moved to, the second input; NULL otherwise */
	struct setting setting;
};

struct setting_list {
	struct named_setting *at;
	size_t count;
};

struct section {
	enum section_kind kind;
	const char *id;   /* "serving" of [infra.serving]; NULL for a section without one */
	int line;         /* of its header; 0 when the profile has none */
};

struct section_list {
	void *at; /* structs of section_type.size bytes, each starting with a struct section */
	size_t count;
};

enum hosting { HOSTING_MANAGED, HOSTING_SELF_HOSTED };          /* the words of `hosting`, in order */
enum convention { CONVENTION_MONTHLY, CONVENTION_YEARLY };      /* the words of `convention` */
enum incident_stake { STAKE_REVENUE, STAKE_BENEFIT };           /* the words of `of` */
enum alert_level { ALERT_CRITICAL, ALERT_WARNING, ALERT_INFO }; /* the words of `level` */

struct plan_head {
	struct section section;
	struct setting name, currency, start, horizon, discount_rate, convention, on_cost, note;
};

struct fx {
	struct section section;
	struct setting date;
	struct setting_list rates; /* plan currency for one of it */
};

struct demand {
	struct section section;
	struct setting users, requests_per_day, peak_factor, growth;
};

struct business {
	struct section section;
	struct setting annual_revenue;
};

struct hosting_section {
	struct section section;
	struct setting self_hosted_discount;
};

struct plan_option {
	struct section section;
	struct setting label, time_to_market, hosting;
	struct setting_list placements; /* hosting.COMPONENT */
};

/* [infra.ID], [team.ID], [monitoring.ID], [other.ID]. For a team, `price` is the salary and `quantity` the fte. */
struct cost_item {
	struct section section;
	struct setting label, unit, note, source, component;
	struct setting price, managed_price, self_hosted_price;
	struct setting quantity, elasticity, capacity;
	struct setting from, until, escalation, risk_adjustment, enabled;
	struct setting covers, cuts;
};

struct benefit {
	struct section section;
	struct setting label, metric, note, source;
	struct setting annual_value, lift, influenced_share, margin;
	struct setting ramp, from, until, elasticity, escalation, decay, retrain_every;
	struct setting risk_adjustment, enabled;
};

struct incident_rate {
	struct section section;
	struct setting per_year;
};

struct incident {
	struct section section;
	struct setting label, share, of, loss, exposed, margin, duration, enabled, note, source;
};

struct outcome {
	struct section section; /* section.line is 0 when the plan has none */
	struct setting success, neutral, stopped, stop_month, neutral_payback;
};

struct migration {
	struct section section;
	struct setting cost, overlap;
	struct setting_list costs, overlaps; /* cost.FROM.TO, overlap.FROM.TO */
};

struct correlation {
	struct section section;
	struct setting_list pairs; /* coefficient, between -1 and 1 */
};

struct guidance {
	struct section section;
	struct setting managed_requests_per_day, managed_team, self_hosted_requests_per_day;
	struct setting scientists_per_engineer, alerts, payback, neutral_payback;
	struct setting p95_latency, drift_score, freshness_hours;
};

struct tier {
	struct section section;
	struct setting label, users_max, infra, tools, salaries, total, people_min, people_max;
};

struct alert {
	struct section section;
	struct setting level, label, expr, for_duration, channel, incident, note;
};

/* An input: a setting's value, common or for one option. */
struct input {
	const struct field *field;
	const struct section *section;
	const struct setting *setting;
	const struct value *value; /* common, or by_option[option] */
	int option;                /* -1: for all options */
	const char *name;          /* "team.ops.fte.managed"; owned by the plan */
};

struct plan {
	struct source source; /* what it was read from; owned */
	char digest[65];      /* of the source's bytes as read, before any --set */
	struct plan_head head;
	struct fx fx;
	struct demand demand;
	struct business business;
	struct hosting_section hosting;
	struct section_list options;     /* struct plan_option, the file's order; at least one */
	struct section_list items;       /* struct cost_item, the file's order, all four kinds */
	struct section_list benefits;    /* struct benefit */
	struct incident_rate incidents;
	struct section_list incident_classes; /* struct incident */
	struct outcome outcome;
	struct migration migration;
	struct correlation correlation;
	struct guidance guidance;
	struct section_list tiers;       /* struct tier */
	struct section_list alerts;      /* struct alert */
	const char **currency;           /* codes, [0] the plan's own, then those of [fx] in order */
	size_t currency_count;
	struct arena arena;              /* holds all of the above but the source */
	/*
	 * Every number, share, money and moment of the plan, given or by default: sections in the file's order, fields
	 * in the table's; the values of single options after the common one.
	 */
	struct input *inputs;
	size_t input_count;
};

/*
 * Reads a profile: syntax, names, values, ranges, and the rules between values. All errors go to diags. 0 and a new
 * plan, or -1 and *plan untouched. Warnings may be added on success too.
 */
int plan_read(const char *path, struct diags *diags, struct plan **plan);

/* Reads a plan from a copy of a source. --set and scenarios call source_set first. */
int plan_from_source(const struct source *source, struct diags *diags, struct plan **plan);

void plan_free(struct plan *plan); /* takes NULL */

/* The plan's i-th option, item, … (i < count). */
const struct plan_option *plan_option(const struct plan *plan, size_t i);
const struct cost_item *plan_item(const struct plan *plan, size_t i);
const struct benefit *plan_benefit(const struct plan *plan, size_t i);
const struct incident *plan_incident(const struct plan *plan, size_t i);
const struct tier *plan_tier(const struct plan *plan, size_t i);
const struct alert *plan_alert(const struct plan *plan, size_t i);

/* The option's index by id, or -1. */
int plan_option_index(const struct plan *plan, const char *id);

/* The value of a setting under an option (its own, else the common one); NULL if there is none. */
static inline const struct value *setting_for(const struct setting *setting, size_t option)
{
	if (setting->by_option && setting->by_option[option].given)
		return &setting->by_option[option].value;
	return setting->has_value ? &setting->common.value : NULL;
}

/* The setting at an offset in a section's struct: a plain key's, as given by field->offset. */
static inline const struct setting *section_setting(const struct section *section, size_t offset)
{
	return (const struct setting *)((const char *)section + offset);
}

/* The common value; NULL if there is none. */
static inline const struct value *setting_common(const struct setting *setting)
{
	return setting->has_value ? &setting->common.value : NULL;
}

/* The common value as a number (its best guess; 0 if there is none), and as text ("" if there is none). */
double setting_number(const struct setting *setting);
const char *setting_text(const struct setting *setting);

/* The currency of an amount of money; NULL if there is no value. */
const char *plan_value_currency(const struct plan *plan, const struct value *value);

/* The name of a section for people: its label, else its id, else its kind. */
const char *section_label(const struct section *section, const struct setting *label);
const char *plan_option_label(const struct plan *plan, size_t i);

/* Where an option hosts a component. */
enum hosting plan_hosting(const struct plan *plan, size_t option, const char *component);

/* The setting that says so: the component's placement, else the option's `hosting`. */
const struct setting *plan_hosting_setting(const struct plan *plan, size_t option, const char *component);

/* An item's component: its `component`, else its id. */
const char *item_component(const struct cost_item *item);

/* True when a KIND_IDS value contains id. */
bool value_has_id(const struct value *value, const char *id);

/* The input with this name ("benefit.ctr.lift", "team.ops.fte.managed", "fx.USD"; any case), or NULL. */
const struct input *plan_find_input(const struct plan *plan, const char *name);

/* Adds the error that there is no such input, with the nearest name. */
void plan_unknown_input(const struct plan *plan, const char *name, struct place place, struct diags *diags);

/*
 * Splits "section.key" or "section.id.key[.option]" into the names of the section and the key, in lower case; the
 * caller frees both. false: not such a name, or out of memory.
 */
bool input_name_split(const char *name, char **section, char **key);

/* True for the name of an input: a number, money or a moment, which may have a decimal mark. */
bool input_is_number(const char *section, const char *key);

/*
 * Applies "section.key=value" (from --set or a scenario's cell) to a source. Checks the names; plan_from_source checks
 * the value. 0, or -1 with an error in diags.
 */
int source_apply(struct source *source, const char *assignment, struct place place, struct diags *diags);

/* Visits every setting of the plan. named is NULL for a setting with a plain key. */
void plan_walk(const struct plan *plan,
               void (*visit)(void *context, const struct section *section, const struct field *field,
                             const struct named_setting *named, const struct setting *setting),
               void *context);

#endif
