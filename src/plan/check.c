/*
 * Checks the rules between the values of a plan: errors that no single value shows. Only what cannot be meant is an
 * error here; the command `check` advises on what is legal but unusual.
 */
#include "plan/check.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "plan/name.h"
#include "plan/rule.h"

static bool is_component(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->items.count; i++) {
		if (strcmp(item_component(plan_item(plan, i)), name) == 0)
			return true;
	}
	return false;
}

/* hosting.COMPONENT must name the component of an item. */
static void check_component(struct build *build, const struct plan_option *option,
			    const struct named_setting *placement)
{
	if (is_component(build->plan, placement->name))
		return;
	const struct source_entry *entry = &build->source->entry[placement->setting.common.entry];
	struct nearest nearest = nearest_to(placement->name);
	struct bytes hint = {0};
	for (size_t i = 0; i < build->plan->items.count; i++)
		nearest_offer(&nearest, item_component(plan_item(build->plan, i)));
	name_suggest(&nearest, &hint);
	build_error(build, build_key_place(entry), &option->section, entry->key,
		    _("no item has the component '%s'%s"), placement->name, bytes_text(&hint));
	bytes_release(&hint);
}

static void check_options(struct build *build)
{
	if (!build->option_count) {
		struct place place = {.file = build->source->name};
		diags_add(build->diags, SEVERITY_ERROR, place, NULL, "%s",
			  _("there is no option: a plan needs at least one [option.ID]"));
	}
	for (size_t o = 0; o < build->option_count; o++) {
		const struct plan_option *option = plan_option(build->plan, o);
		for (size_t i = 0; i < option->placements.count; i++)
			check_component(build, option, &option->placements.at[i]);
	}
}

/* Checks that required keys are given. */
static void check_required(struct build *build)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = 0; i < count; i++) {
		for (size_t s = 0; fields[i].required && s < build->source->section_count; s++) {
			enum section_kind kind = build->section[s].kind;
			if (kind == SECTION_KINDS || !(fields[i].sections & 1U << kind))
				continue;
			const struct section *section = build->section[s].at;
			if (section_setting(section, fields[i].offset)->common.given)
				continue;
			struct bytes range = {0};
			field_print_range(&fields[i], &range);
			build_error(build, build_section_place(build, section), section, NULL,
				    _("'%s' is missing: %s"), fields[i].key, bytes_text(&range));
			bytes_release(&range);
		}
	}
}

/* --- benefits --- */

#define BENEFIT(section) ((const struct benefit *)(const void *)(section))

static bool has_both_forms(const struct build *build, const struct section *section, size_t option)
{
	(void)build;
	return rule_is_given(&BENEFIT(section)->annual_value, option) &&
	       rule_is_given(&BENEFIT(section)->lift, option);
}

static bool has_no_form(const struct build *build, const struct section *section, size_t option)
{
	(void)build;
	return !rule_is_given(&BENEFIT(section)->annual_value, option) &&
	       !rule_is_given(&BENEFIT(section)->lift, option);
}

static bool lifts_nothing(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_given(&BENEFIT(section)->lift, option) &&
	       !build->plan->business.annual_revenue.has_value;
}

static bool benefit_ends_before(const struct build *build, const struct section *section, size_t option)
{
	return rule_ends_before(build, &BENEFIT(section)->from, &BENEFIT(section)->until, option);
}

static bool influences_nothing(const struct build *build, const struct section *section, size_t option)
{
	const struct setting_value *share = build_effective(&BENEFIT(section)->influenced_share, option);
	(void)build;
	return share->given && !rule_is_given(&BENEFIT(section)->lift, option);
}

static const struct rule benefit_rules[] = {
	{has_both_forms, offsetof(struct benefit, lift),
	 N_("annual_value is given too%s: a benefit has one of the two"), RULE_ERROR},
	{has_no_form, RULE_AT_HEADER, N_("no value%s: give annual_value, or lift of the annual revenue"),
	 RULE_ERROR},
	{lifts_nothing, offsetof(struct benefit, lift), N_("a lift needs [business] annual_revenue%s"),
	 RULE_ERROR},
	{benefit_ends_before, offsetof(struct benefit, until), N_("until is before from%s: it never begins"),
	 RULE_WARNING},
	{influences_nothing, offsetof(struct benefit, influenced_share),
	 N_("this has no effect%s: it is a share of what a lift lifts"), RULE_WARNING_EVERYWHERE},
};

/* --- incidents --- */

#define INCIDENT(section) ((const struct incident *)(const void *)(section))

static bool happens_never_said(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_not_zero(build, &INCIDENT(section)->share, option) &&
	       !build->plan->incidents.per_year.has_value;
}

static bool is_of_revenue(const struct section *section)
{
	return !(setting_number(&INCIDENT(section)->of) > STAKE_REVENUE);
}

static bool loses_no_revenue(const struct build *build, const struct section *section, size_t option)
{
	const struct incident *incident = INCIDENT(section);
	return is_of_revenue(section) && !build->plan->business.annual_revenue.has_value &&
	       rule_is_not_zero(build, &incident->share, option) &&
	       rule_is_not_zero(build, &incident->loss, option) &&
	       rule_is_not_zero(build, &incident->exposed, option) &&
	       rule_is_not_zero(build, &incident->margin, option) &&
	       rule_is_not_zero(build, &incident->duration, option);
}

static bool margin_of_benefit(const struct build *build, const struct section *section, size_t option)
{
	(void)build;
	return !is_of_revenue(section) && build_effective(&INCIDENT(section)->margin, option)->given;
}

static const struct rule incident_rules[] = {
	{happens_never_said, offsetof(struct incident, share),
	 N_("[incidents] per_year is not given%s: none happens"), RULE_WARNING},
	{loses_no_revenue, RULE_AT_HEADER, N_("[business] annual_revenue is not given%s: nothing is lost"),
	 RULE_WARNING},
	{margin_of_benefit, offsetof(struct incident, margin),
	 N_("this has no effect%s: a benefit has its own margin"), RULE_WARNING_EVERYWHERE},
};

/*
 * Warns if the shares of the incidents add up to more than 100 % under an option. false then, so that only the first
 * such option is reported.
 */
static bool check_shares(struct build *build, size_t option)
{
	const struct plan *plan = build->plan;
	double sum = 0;
	for (size_t i = 0; i < plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(plan, i);
		const struct setting_value *share = build_effective(&incident->share, option);
		if (!rule_enabled(build, &incident->enabled, option) || !build_sound(build, share))
			continue;
		double before = sum;
		sum += value_best_guess(&share->value);
		if (sum <= 1 + 1e-9 || before > 1 + 1e-9 || !share->given)
			continue;
		const struct source_entry *entry = &build->source->entry[share->entry];
		build_warning(build, entry->place, &incident->section, entry->key,
			      _("with this one the shares of the incidents add up to %.6g%%: more than all "
				"of them"),
			      sum * 100);
		return false;
	}
	return true;
}

/* --- the rest --- */

static void check_outcome(struct build *build)
{
	const struct outcome *outcome = &build->plan->outcome;
	if (!outcome->section.line)
		return;
	const struct setting *weights[] = {&outcome->success, &outcome->neutral, &outcome->stopped};
	for (size_t i = 0; i < 3; i++) {
		if (!build_sound(build, &weights[i]->common) ||
		    value_best_guess(&weights[i]->common.value) > 0)
			return;
	}
	build_error(build, build_section_place(build, &outcome->section), &outcome->section, NULL,
		    _("success, neutral and stopped are all 0: at least one is above 0"));
}

static void check_tier(struct build *build, const struct tier *tier)
{
	const struct setting *least = &tier->people_min, *most = &tier->people_max;
	if (!least->has_value || !most->has_value || !build_sound(build, &least->common) ||
	    !build_sound(build, &most->common) || setting_number(most) >= setting_number(least))
		return;
	const struct source_entry *entry = &build->source->entry[most->common.entry];
	build_error(build, entry->place, &tier->section, entry->key, _("people_max is less than people_min"));
}

/* True for a duration in the notation of Prometheus: 5m, 1h30m, units in descending order. */
static bool is_duration(const char *text)
{
	static const char *const units[] = {"y", "w", "d", "h", "m", "s", "ms"};
	size_t next = 0;
	if (!*text)
		return false;
	while (*text) {
		size_t digits = strspn(text, "0123456789"), letters = strcspn(text + digits, "0123456789"),
		       unit = next;
		while (unit < 7 &&
		       !(strlen(units[unit]) == letters && strncmp(text + digits, units[unit], letters) == 0))
			unit++;
		if (!digits || unit == 7)
			return false;
		next = unit + 1;
		text += digits + letters;
	}
	return true;
}

static void check_alert(struct build *build, const struct alert *alert)
{
	const struct setting *wait = &alert->for_duration;
	check_ids(build, &alert->section, &alert->incident, &build->plan->incident_classes,
		  sizeof(struct incident), N_("incident"));
	if (!wait->has_value || is_duration(setting_text(wait)))
		return;
	const struct source_entry *entry = &build->source->entry[wait->common.entry];
	build_error(build, entry->place, &alert->section, entry->key,
		    _("'%s' is not a duration: 30s, 5m, 1h30m"), setting_text(wait));
}

void build_check(struct build *build)
{
	const struct plan *plan = build->plan;
	check_options(build);
	check_required(build);
	for (size_t i = 0; i < plan->items.count; i++)
		check_item(build, plan_item(plan, i));
	for (size_t i = 0; i < plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(plan, i);
		rules_check(build, &benefit->section, &benefit->enabled, benefit_rules,
			    sizeof(benefit_rules) / sizeof(benefit_rules[0]));
	}
	for (size_t i = 0; i < plan->incident_classes.count; i++) {
		const struct incident *incident = plan_incident(plan, i);
		rules_check(build, &incident->section, &incident->enabled, incident_rules,
			    sizeof(incident_rules) / sizeof(incident_rules[0]));
	}
	for (size_t o = 0; o < build->option_count && check_shares(build, o); o++)
		;
	check_outcome(build);
	for (size_t i = 0; i < plan->tiers.count; i++)
		check_tier(build, plan_tier(plan, i));
	for (size_t i = 0; i < plan->alerts.count; i++)
		check_alert(build, plan_alert(plan, i));
}
