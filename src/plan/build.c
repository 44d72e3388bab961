/*
 * Builds a plan from a source: looks keys up in the table of fields, reads values, and reports all errors at once.
 * Speed matters, since each scenario is a plan: memory comes from one arena, a section starts as a copy of its kind's
 * defaults, and no search covers more than the rows or entries of one section.
 */
#include "plan/build.h"

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/name.h"
#include "plan/value_read.h"

static void read_value(struct build *build, const struct field *field, size_t index,
		       struct setting_value *into)
{
	const struct source_entry *entry = &build->source->entry[index];
	struct value_input input = {
		.text = entry->value,
		.size = strlen(entry->value),
		.field = field,
		.currencies = &build->currencies,
		.place = entry->place,
		.place_fixed = entry->foreign,
		.section = entry->section,
		.key = entry->key,
	};
	if (value_read(&input, &build->plan->arena, build->diags, &into->value))
		build->bad[index] = true;
	into->given = true;
	into->entry = index;
}

static void read_common(struct build *build, const struct field *field, size_t index, struct setting *setting)
{
	read_value(build, field, index, &setting->common);
	setting->has_value = true;
}

/* Adds the error that there is no such option, with the nearest name. */
static void unknown_option(struct build *build, const struct source_entry *entry,
			   const struct section *section, const char *id)
{
	struct nearest nearest = nearest_to(id);
	struct bytes hint = {0};
	for (size_t o = 0; o < build->option_count; o++)
		nearest_offer(&nearest, plan_option(build->plan, o)->section.id);
	name_suggest(&nearest, &hint);
	build_error(build, build_key_place(entry), section, entry->key, _("there is no option '%s'%s"), id,
		    bytes_text(&hint));
	bytes_release(&hint);
}

static void read_for_option(struct build *build, struct section *section, const struct key_match *match,
			    size_t index)
{
	const struct source_entry *entry = &build->source->entry[index];
	struct setting *setting = build_setting(section, match->field);
	int option = plan_option_index(build->plan, match->part);

	if (!match->field->per_option) {
		build_error(build, build_key_place(entry), section, entry->key,
			    _("'%s' is the same for all options"), match->field->key);
		return;
	}
	if (option < 0) {
		unknown_option(build, entry, section, match->part);
		return;
	}
	if (!setting->by_option)
		setting->by_option = build_alloc(build, &build->plan->arena,
						 build->option_count * sizeof(*setting->by_option));
	if (setting->by_option)
		read_value(build, match->field, index, &setting->by_option[option]);
}

/* Makes room for one more setting in a list of at most `most`. */
static struct named_setting *add_named(struct build *build, struct section *section,
				       const struct field *field, size_t most)
{
	struct setting_list *list = (struct setting_list *)((char *)section + field->offset);
	if (!list->at)
		list->at = build_alloc(build, &build->plan->arena, most * sizeof(*list->at));
	return list->at ? &list->at[list->count++] : NULL;
}

static const char *keep(struct build *build, const char *text, size_t size)
{
	const char *kept = arena_text(&build->plan->arena, text, size);
	build->no_memory |= !kept;
	return kept;
}

/* Splits FROM.TO into the ids of two options. false, with an error, if they are not ids of options. */
static bool split_move(struct build *build, const struct section *section, const struct source_entry *entry,
		       const char *part, struct named_setting *named)
{
	const char *dot = strchr(part, '.');
	if (!dot) {
		build_error(build, build_key_place(entry), section, entry->key,
			    _("a move has two options: %.*s.FROM.TO"), (int)strcspn(entry->key, "."),
			    entry->key);
		return false;
	}
	const char *from = keep(build, part, (size_t)(dot - part)), *to = dot + 1;
	if (!from)
		return false;
	int from_index = plan_option_index(build->plan, from), to_index = plan_option_index(build->plan, to);
	if (from_index < 0)
		unknown_option(build, entry, section, from);
	if (to_index < 0)
		unknown_option(build, entry, section, to);
	if (from_index < 0 || to_index < 0)
		return false;
	if (from_index == to_index) {
		build_error(build, build_key_place(entry), section, entry->key,
			    _("a move goes from one option to another"));
		return false;
	}
	named->name = plan_option(build->plan, (size_t)from_index)->section.id;
	named->other = plan_option(build->plan, (size_t)to_index)->section.id;
	return true;
}

/* Splits INPUT ~ INPUT into two names. Whether these inputs exist is checked once all are known. */
static bool split_pair(struct build *build, const char *key, struct named_setting *named)
{
	const char *sign = strchr(key, '~'), *end = sign, *other = sign + 1;
	while (end > key && ascii_is_blank(end[-1]))
		end--;
	while (ascii_is_blank(*other))
		other++;
	named->name = keep(build, key, (size_t)(end - key));
	named->other = keep(build, other, strlen(other));
	return named->name && named->other;
}

static bool name_setting(struct build *build, const struct section *section, const struct key_match *match,
			 const struct source_entry *entry, struct named_setting *named)
{
	switch (match->field->form) {
	case KEY_CURRENCY: {
		char code[3] = {ascii_upper(match->part[0]), ascii_upper(match->part[1]),
				ascii_upper(match->part[2])};
		named->name = keep(build, code, 3);
		return named->name;
	}
	case KEY_MOVE:
		return split_move(build, section, entry, match->part, named);
	case KEY_PAIR:
		return split_pair(build, entry->key, named);
	default:
		named->name = match->part;
		return true;
	}
}

static void read_named(struct build *build, struct section *section, const struct key_match *match,
		       size_t index, size_t most)
{
	struct named_setting named = {0};
	if (!name_setting(build, section, match, &build->source->entry[index], &named))
		return;
	struct named_setting *added = add_named(build, section, match->field, most);
	if (!added)
		return;
	*added = named;
	read_common(build, match->field, index, &added->setting);
}

static void unknown_key(struct build *build, const struct section *section, const struct source_entry *entry)
{
	struct bytes message = {0};
	key_explain_unknown(section->kind, entry->section, entry->key, &message);
	build_error(build, build_key_place(entry), section, entry->key, "%s", bytes_text(&message));
	bytes_release(&message);
}

static void read_entry(struct build *build, struct section *section, size_t index, size_t most)
{
	const struct source_entry *entry = &build->source->entry[index];
	struct key_match match = key_match(&build->index, section->kind, entry->key);
	if (!match.field)
		unknown_key(build, section, entry);
	else if (match.field->form != KEY_PLAIN)
		read_named(build, section, &match, index, most);
	else if (match.part)
		read_for_option(build, section, &match, index);
	else
		read_common(build, match.field, index, build_setting(section, match.field));
}

/* Reads the sections of one kind; SECTION_KINDS: of all kinds but [plan] and [fx], which are read first. */
static void read_sections(struct build *build, enum section_kind wanted)
{
	for (size_t s = 0; s < build->source->section_count && !build->no_memory; s++) {
		enum section_kind kind = build->section[s].kind;
		bool early = kind == SECTION_PLAN || kind == SECTION_FX;
		if (kind == SECTION_KINDS || (wanted == SECTION_KINDS ? early : kind != wanted))
			continue;
		const struct source_section *section = &build->source->section[s];
		for (size_t e = section->entry; e < section->entry + section->count; e++)
			read_entry(build, build->section[s].at, e, section->count);
	}
}

/* Lists the currencies that money may be in: the plan's own, then those with a rate. */
static void make_currencies(struct build *build)
{
	struct plan *plan = build->plan;
	const struct setting_list *rates = &plan->fx.rates;
	plan->currency = build_alloc(build, &plan->arena, (rates->count + 1) * sizeof(*plan->currency));
	if (!plan->currency)
		return;
	plan->currency[0] = setting_text(&plan->head.currency);
	plan->currency_count = 1;
	for (size_t i = 0; i < rates->count; i++) {
		const char *code = rates->at[i].name;
		if (strcmp(code, plan->currency[0]) != 0) {
			plan->currency[plan->currency_count++] = code;
			continue;
		}
		build_error(build, build_key_place(&build->source->entry[rates->at[i].setting.common.entry]),
			    &plan->fx.section, code, _("%s is the plan's own currency: it has no rate"),
			    code);
	}
	build->currencies = (struct currency_names){.code = plan->currency, .count = plan->currency_count};
}

void build_make(struct build *build)
{
	build->index = key_index_make();
	build_sections(build);
	if (build->no_memory)
		return;
	read_sections(build, SECTION_PLAN);
	read_sections(build, SECTION_FX);
	if (!build->no_memory)
		make_currencies(build);
	if (!build->no_memory)
		read_sections(build, SECTION_KINDS);
	if (!build->no_memory)
		build_inputs(build);
	if (!build->no_memory)
		build_check_all(build);
}

void build_check_all(struct build *build)
{
	build_check(build);
	if (!build->no_memory)
		build_check_correlations(build);
	arena_release(&build->scratch);
}

/* The value that an entry was read into. */
static struct setting_value *value_of(struct build *build, struct section *section, const struct key_match *match,
                                      size_t index)
{
	struct setting *setting = build_setting(section, match->field);
	if (match->field->form == KEY_PLAIN)
		return match->part ? &setting->by_option[plan_option_index(build->plan, match->part)]
		                   : &setting->common;
	const struct setting_list *list = (const struct setting_list *)((char *)section + match->field->offset);
	size_t i = 0;
	while (list->at[i].setting.common.entry != index)
		i++;
	return &list->at[i].setting.common;
}

void build_read_again(struct build *build, size_t entry)
{
	const struct source_section *section = build->source->section;
	size_t s = 0;
	while (entry - section[s].entry >= section[s].count)
		s++;
	struct key_match match = key_match(&build->index, build->section[s].kind, build->source->entry[entry].key);
	read_value(build, match.field, entry, value_of(build, build->section[s].at, &match, entry));
}

void build_release(struct build *build)
{
	arena_release(&build->arena);
	arena_release(&build->scratch);
}
