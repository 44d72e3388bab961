/* Rules that hold for each option of a plan. */
#include "plan/rule.h"

#include "base/bytes.h"
#include "base/intl.h"

bool rule_enabled(const struct build *build, const struct setting *enabled, size_t option)
{
	const struct setting_value *flag = build_effective(enabled, option);
	return !build_sound(build, flag) || flag->value.parameter[0] > 0;
}

bool rule_is_given(const struct setting *setting, size_t option)
{
	return build_effective(setting, option) != NULL;
}

bool rule_is_not_zero(const struct build *build, const struct setting *setting, size_t option)
{
	const struct setting_value *number = build_effective(setting, option);
	if (!number || !build_sound(build, number))
		return false;
	const struct value *value = &number->value;
	return value_is_uncertain(value) || value->parameter[0] < 0 || value->parameter[0] > 0;
}

bool rule_ends_before(const struct build *build, const struct setting *from, const struct setting *until,
		       size_t option)
{
	const struct setting_value *first = build_effective(from, option),
				   *last = build_effective(until, option);
	return build_sound(build, first) && build_sound(build, last) &&
	       first->value.moment == last->value.moment && last->value.moment != MOMENT_NEVER &&
	       last->value.parameter[0] < first->value.parameter[0];
}

/* Appends the options concerned, " for options 'a', 'b'"; nothing where all are. */
static void print_options(const struct build *build, const bool *concerned, size_t count, size_t of,
			  struct bytes *out)
{
	struct bytes ids = {0};
	if (count == of)
		return;
	for (size_t o = 0; o < build->option_count; o++)
		if (concerned[o])
			bytes_add_format(&ids, ids.size > 0 ? ", '%s'" : "'%s'",
					 plan_option(build->plan, o)->section.id);
	bytes_add_char(out, ' ');
	bytes_add_format(out, ngettext("for option %s", "for options %s", count), bytes_text(&ids));
	out->failed |= ids.failed;
	bytes_release(&ids);
}

static void report(struct build *build, const struct section *section, const struct rule *rule, size_t option,
		   const char *options)
{
	const struct setting_value *value = NULL;
	if (rule->at != RULE_AT_HEADER)
		value = build_effective(section_setting(section, rule->at), option);
	const struct source_entry *entry = value && value->given ? &build->source->entry[value->entry] : NULL;
	struct place place = entry ? build_key_place(entry) : build_section_place(build, section);
	if (rule->verdict != RULE_ERROR)
		build_warning(build, place, section, entry ? entry->key : NULL, _(rule->message), options);
	else
		build_error(build, place, section, entry ? entry->key : NULL, _(rule->message), options);
}

/* Applies a rule under the options marked in build->counts, of which there are `counted`. */
static void apply_rule(struct build *build, const struct section *section, const struct rule *rule, size_t counted)
{
	bool *concerned = build->concerned;
	size_t count = 0, first = 0;
	for (size_t o = 0; o < build->option_count; o++) {
		concerned[o] = build->counts[o] && rule->breaks(build, section, o);
		if (concerned[o] && !count++)
			first = o;
	}
	if (!count || (rule->verdict == RULE_WARNING_EVERYWHERE && count < counted))
		return;
	struct bytes options = {0};
	print_options(build, concerned, count, build->option_count, &options);
	report(build, section, rule, first, bytes_text(&options));
	bytes_release(&options);
}

void rules_check(struct build *build, const struct section *section, const struct setting *enabled,
		 const struct rule *rules, size_t count)
{
	size_t counted = 0;
	for (size_t o = 0; o < build->option_count; o++)
		counted += build->counts[o] = rule_enabled(build, enabled, o);
	for (size_t i = 0; i < count; i++)
		apply_rule(build, section, &rules[i], counted);
}
