/* Checks the rules between the values of a cost item. */
#include "base/intl.h"
#include "plan/check.h"
#include "plan/item_price.h"
#include "plan/rule.h"

#define ITEM(section) ((const struct cost_item *)(const void *)(section))

static const struct setting_value *price_under(const struct build *build, const struct cost_item *item,
					       size_t option)
{
	return item_price(build->plan, item, option).stated;
}

static bool price_is_by(const struct build *build, const struct cost_item *item, size_t option,
			enum period period)
{
	const struct setting_value *price = price_under(build, item, option);
	return price && build_sound(build, price) && price->value.period == period;
}

static bool has_no_price(const struct build *build, const struct section *section, size_t option)
{
	return section->kind != SECTION_TEAM && section->kind != SECTION_OTHER &&
	       !price_under(build, ITEM(section), option);
}

static bool has_no_own_price(const struct build *build, const struct section *section, size_t option)
{
	return section->kind == SECTION_OTHER && !price_under(build, ITEM(section), option);
}

static bool has_no_salary(const struct build *build, const struct section *section, size_t option)
{
	return section->kind == SECTION_TEAM && !price_under(build, ITEM(section), option);
}

static bool counts_twice(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_given(&ITEM(section)->capacity, option) &&
	       rule_is_not_zero(build, &ITEM(section)->elasticity, option);
}

static bool counts_units_of_requests(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_given(&ITEM(section)->capacity, option) &&
	       price_is_by(build, ITEM(section), option, PERIOD_MILLION_REQUESTS);
}

static bool counts_without_requests(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_given(&ITEM(section)->capacity, option) &&
	       !build->plan->demand.requests_per_day.has_value;
}

static bool charges_without_requests(const struct build *build, const struct section *section, size_t option)
{
	return !build->plan->demand.requests_per_day.has_value &&
	       price_is_by(build, ITEM(section), option, PERIOD_MILLION_REQUESTS);
}

static bool catches_no_share(const struct build *build, const struct section *section, size_t option)
{
	(void)build;
	return ITEM(section)->covers.has_value && !rule_is_given(&ITEM(section)->cuts, option);
}

static bool catches_nothing(const struct build *build, const struct section *section, size_t option)
{
	(void)build;
	return !ITEM(section)->covers.has_value && rule_is_given(&ITEM(section)->cuts, option);
}

static bool ends_before(const struct build *build, const struct section *section, size_t option)
{
	return rule_ends_before(build, &ITEM(section)->from, &ITEM(section)->until, option);
}

static bool once_with_elasticity(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_not_zero(build, &ITEM(section)->elasticity, option) &&
	       price_is_by(build, ITEM(section), option, PERIOD_ONCE);
}

static bool once_with_capacity(const struct build *build, const struct section *section, size_t option)
{
	return rule_is_given(&ITEM(section)->capacity, option) &&
	       price_is_by(build, ITEM(section), option, PERIOD_ONCE);
}

static bool once_with_until(const struct build *build, const struct section *section, size_t option)
{
	return build_effective(&ITEM(section)->until, option)->given && !ITEM(section)->covers.has_value &&
	       price_is_by(build, ITEM(section), option, PERIOD_ONCE);
}

static const struct rule item_rules[] = {
	{has_no_price, RULE_AT_HEADER, N_("no price%s: give price, or managed_price or self_hosted_price"),
	 RULE_ERROR},
	{has_no_own_price, RULE_AT_HEADER, N_("no price%s"), RULE_ERROR},
	{has_no_salary, RULE_AT_HEADER, N_("no salary%s"), RULE_ERROR},
	{counts_twice, offsetof(struct cost_item, capacity),
	 N_("elasticity is given too%s: capacity replaces it"), RULE_ERROR},
	{counts_units_of_requests, offsetof(struct cost_item, capacity),
	 N_("the price is for a million requests%s: there are no units to count"), RULE_ERROR},
	{counts_without_requests, offsetof(struct cost_item, capacity),
	 N_("a capacity%s needs [demand] requests_per_day"), RULE_ERROR},
	{charges_without_requests, RULE_AT_HEADER,
	 N_("a price a million requests%s needs [demand] requests_per_day"), RULE_ERROR},
	{catches_no_share, offsetof(struct cost_item, covers), N_("cuts is missing%s: nothing is avoided"),
	 RULE_WARNING},
	{catches_nothing, offsetof(struct cost_item, cuts),
	 N_("this has no effect%s: covers names no incident"), RULE_WARNING},
	{ends_before, offsetof(struct cost_item, until), N_("until is before from%s: it is never active"),
	 RULE_WARNING},
	{once_with_elasticity, offsetof(struct cost_item, elasticity),
	 N_("this has no effect%s: the price is paid once"), RULE_WARNING_EVERYWHERE},
	{once_with_capacity, offsetof(struct cost_item, capacity),
	 N_("this has no effect%s: the price is paid once"), RULE_WARNING_EVERYWHERE},
	{once_with_until, offsetof(struct cost_item, until),
	 N_("this has no effect%s: the price is paid once"), RULE_WARNING_EVERYWHERE},
};

/*
 * `price` takes precedence over a managed or self-hosted price. Warns about a price that is never used for that reason:
 * otherwise it would be ignored silently.
 */
static void check_shadowed(struct build *build, const struct cost_item *item, const struct setting *setting)
{
	bool common_used = false, enabled = false;
	for (size_t o = 0; o < build->option_count; o++) {
		if (!rule_enabled(build, &item->enabled, o))
			continue;
		enabled = true;
		bool shadowed = rule_is_given(&item->price, o);
		bool own = setting->by_option && setting->by_option[o].given;
		common_used |= !shadowed && !own;
		if (!own || !shadowed)
			continue;
		const struct source_entry *entry = &build->source->entry[setting->by_option[o].entry];
		build_warning(
			build, build_key_place(entry), &item->section, entry->key,
			_("this has no effect: price is given for this option too, and takes precedence"));
	}
	if (!setting->common.given || common_used || !enabled)
		return;
	bool any_price = item->price.has_value;
	for (size_t o = 0; o < build->option_count; o++)
		any_price |= rule_is_given(&item->price, o);
	if (!any_price)
		return; /* each option has its own value */
	const struct source_entry *entry = &build->source->entry[setting->common.entry];
	build_warning(build, build_key_place(entry), &item->section, entry->key,
		      _("this has no effect: price is given too, and takes precedence"));
}

void check_item(struct build *build, const struct cost_item *item)
{
	rules_check(build, &item->section, &item->enabled, item_rules,
		    sizeof(item_rules) / sizeof(item_rules[0]));
	check_shadowed(build, item, &item->managed_price);
	check_shadowed(build, item, &item->self_hosted_price);
	check_ids(build, &item->section, &item->covers, &build->plan->incident_classes,
		  sizeof(struct incident), N_("incident"));
}
