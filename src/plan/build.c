/*
 * From a source to a plan: sections and keys are looked up in the table of fields, values are read, all
 * that is wrong is told at once.
 *
 * Speed matters here (a scenario is a plan of its own): memory comes from one arena, a section starts as a
 * copy of its kind's defaults, and no search goes over more than the rows or entries of one section.
 */
#include "plan/build.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plan/name.h"
#include "plan/value_read.h"

/* --- help for all of it --- */

void *build_alloc(struct build *build, struct arena *arena, size_t size)
{
	void *memory = arena_alloc(arena, size);
	if (!memory)
		build->no_memory = true;
	return memory;
}

struct place build_key_place(const struct source_entry *entry)
{
	if (entry->foreign)
		return entry->place;
	return (struct place){
		.file = entry->place.file, .line = entry->key_line, .column = entry->key_column};
}

struct place build_section_place(const struct build *build, const struct section *section)
{
	struct place place = {.file = build->source->name};
	for (size_t s = 0; s < build->source->section_count; s++) {
		if (build->section[s].at == section) {
			place.line = build->source->section[s].line;
			place.column = build->source->section[s].column;
		}
	}
	return place;
}

void section_print_name(const struct section *section, struct bytes *out)
{
	bytes_add_text(out, section_type(section->kind)->name);
	if (section->id) {
		bytes_add_char(out, '.');
		bytes_add_text(out, section->id);
	}
}

static void add_problem(struct build *build, enum severity severity, struct place place,
			const struct section *section, const char *key, const char *format, va_list arguments)
	PRINTF_LIKE(6, 0);

static void add_problem(struct build *build, enum severity severity, struct place place,
			const struct section *section, const char *key, const char *format, va_list arguments)
{
	struct bytes name = {0}, message = {0};
	section_print_name(section, &name);
	if (key)
		bytes_add_format(&name, ".%s", key);
	bytes_add_format_list(&message, format, arguments);
	if (name.failed || message.failed)
		build->no_memory = true;
	else
		diags_add(build->diags, severity, place, bytes_text(&name), "%s", bytes_text(&message));
	bytes_release(&name);
	bytes_release(&message);
}

void build_error(struct build *build, struct place place, const struct section *section, const char *key,
		 const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_problem(build, SEVERITY_ERROR, place, section, key, format, arguments);
	va_end(arguments);
}

void build_warning(struct build *build, struct place place, const struct section *section, const char *key,
		   const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_problem(build, SEVERITY_WARNING, place, section, key, format, arguments);
	va_end(arguments);
}

/* --- sections --- */

static void unknown_section(struct build *build, const struct source_section *section, const char *kind_name)
{
	struct nearest nearest = nearest_to(kind_name);
	struct bytes hint = {0};
	for (int kind = 0; kind < SECTION_KINDS; kind++)
		nearest_offer(&nearest, section_type((enum section_kind)kind)->name);
	name_suggest(&nearest, &hint);
	diags_add(
		build->diags, SEVERITY_ERROR,
		(struct place){.file = build->source->name, .line = section->line, .column = section->column},
		section->name, _("unknown section [%s]%s"), section->name, bytes_text(&hint));
	bytes_release(&hint);
}

/* The kind of a section, its id checked; SECTION_KINDS with an error. */
static enum section_kind classify(struct build *build, const struct source_section *section)
{
	char name[32] = "";
	const char *dot = strchr(section->name, '.');
	size_t size = dot ? (size_t)(dot - section->name) : strlen(section->name);
	struct place place = {.file = build->source->name, .line = section->line, .column = section->column};

	memcpy(name, section->name, size < sizeof(name) ? size : sizeof(name) - 1);
	enum section_kind kind = section_kind_of(name);
	if (kind == SECTION_KINDS || size >= sizeof(name)) {
		unknown_section(build, section, name);
		return SECTION_KINDS;
	}
	if (section_type(kind)->has_id && !dot) {
		diags_add(build->diags, SEVERITY_ERROR, place, section->name, _("[%s] needs an id: [%s.ID]"),
			  name, name);
	} else if (!section_type(kind)->has_id && dot) {
		diags_add(build->diags, SEVERITY_ERROR, place, section->name,
			  _("there is one [%s], which takes no id"), name);
	} else if (dot && !name_is_id(dot + 1, strlen(dot + 1))) {
		diags_add(build->diags, SEVERITY_ERROR, place, section->name,
			  _("'%s' is not an id: a-z, 0-9 and -"), dot + 1);
	} else {
		return kind;
	}
	return SECTION_KINDS;
}

static struct setting *setting_at(struct section *section, const struct field *field)
{
	return (struct setting *)((char *)section + field->offset);
}

/* A kind's struct with every default in it. */
static void set_defaults(struct build *build, enum section_kind kind, struct section *section)
{
	static const char *const own[] = {""};
	const struct currency_names none = {.code = own, .count = 1};
	size_t count;
	const struct field *fields = field_table(&count);

	section->kind = kind;
	for (size_t i = build->index.rows[kind].first; i < build->index.rows[kind].end; i++) {
		const struct field *field = &fields[i];
		if (!(field->sections & 1U << kind) || field->form != KEY_PLAIN || !field->fallback)
			continue;
		struct setting *setting = setting_at(section, field);
		struct value_input input = {
			.text = field->fallback,
			.size = strlen(field->fallback),
			.field = field,
			.currencies = &none,
			.key = field->key,
		};
		if (value_read(&input, &build->plan->arena, build->diags, &setting->common.value))
			build->no_memory = true;
		setting->has_value = true;
	}
}

/* The list in the plan that holds the sections of a kind. */
static struct section_list *list_of(struct build *build, enum section_kind kind)
{
	return (struct section_list *)((char *)build->plan + section_type(kind)->array_offset);
}

static struct section *single_of(struct build *build, enum section_kind kind)
{
	return (struct section *)((char *)build->plan + section_type(kind)->array_offset);
}

/* Room for all sections of the kinds that there can be many of; the lists are empty then. */
static void make_lists(struct build *build)
{
	size_t counts[SECTION_KINDS] = {0};
	for (size_t s = 0; s < build->source->section_count; s++) {
		enum section_kind kind = build->section[s].kind;
		/* Cost items of four kinds share a list: the first kind's. */
		for (int first = 0; kind != SECTION_KINDS && first <= (int)kind; first++) {
			if (list_of(build, (enum section_kind)first) == list_of(build, kind)) {
				counts[first]++;
				break;
			}
		}
	}
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		const struct section_type *type = section_type((enum section_kind)kind);
		if (type->has_id && counts[kind])
			list_of(build, (enum section_kind)kind)->at =
				build_alloc(build, &build->plan->arena, counts[kind] * type->size);
	}
}

/* A section's defaults, made when its kind is first met; NULL when out of memory. */
static const struct section *defaults_of(struct build *build, enum section_kind kind,
					 struct section **defaults)
{
	if (!defaults[kind]) {
		defaults[kind] = build_alloc(build, &build->arena, section_type(kind)->size);
		if (defaults[kind])
			set_defaults(build, kind, defaults[kind]);
	}
	return defaults[kind];
}

/* Places each section of the source in the plan, with its defaults. */
static void place_sections(struct build *build)
{
	struct section *defaults[SECTION_KINDS] = {NULL};
	for (size_t s = 0; s < build->source->section_count; s++) {
		enum section_kind kind = build->section[s].kind;
		if (kind == SECTION_KINDS)
			continue;
		struct section *section = single_of(build, kind);
		if (section_type(kind)->has_id) {
			struct section_list *list = list_of(build, kind);
			const struct section *start = defaults_of(build, kind, defaults);
			if (!start)
				return;
			size_t size = section_type(kind)->size;
			section = (struct section *)((char *)list->at + size * list->count++);
			memcpy((void *)section, (const void *)start, size);
			section->id = strchr(build->source->section[s].name, '.') + 1;
		}
		section->line = build->source->section[s].line;
		build->section[s].at = section;
	}
}

static void make_sections(struct build *build)
{
	const struct source *source = build->source;
	build->section =
		build_alloc(build, &build->arena, source->section_count * sizeof(*build->section) + 1);
	build->bad = build_alloc(build, &build->arena, source->entry_count * sizeof(*build->bad) + 1);
	if (build->no_memory)
		return;
	for (size_t s = 0; s < source->section_count; s++)
		build->section[s].kind = classify(build, &source->section[s]);
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		if (!section_type((enum section_kind)kind)->has_id)
			set_defaults(build, (enum section_kind)kind,
				     single_of(build, (enum section_kind)kind));
	}
	make_lists(build);
	if (!build->no_memory)
		place_sections(build);
	build->option_count = build->plan->options.count;
	build->counts = build_alloc(build, &build->arena, build->option_count + 1);
	build->concerned = build_alloc(build, &build->arena, build->option_count + 1);
}

/* --- values --- */

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

/* Appends an option's unknown name to the problems, with the nearest. */
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
	struct setting *setting = setting_at(section, match->field);
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

/* Room for one more of a list; `most` is how many there can be. */
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

/* FROM.TO of two options: their ids; false with an error. */
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

/* INPUT ~ INPUT: their names as written; that they exist is seen when all inputs are known. */
static bool split_pair(struct build *build, const char *key, struct named_setting *named)
{
	const char *sign = strchr(key, '~'), *end = sign, *other = sign + 1;
	while (end > key && name_is_blank(end[-1]))
		end--;
	while (name_is_blank(*other))
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
		char code[3] = {name_upper(match->part[0]), name_upper(match->part[1]),
				name_upper(match->part[2])};
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
		read_common(build, match.field, index, setting_at(section, match.field));
}

/* Reads the sections of a kind (SECTION_KINDS: of those kinds that were not read first). */
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

/* The currencies that money may name: the plan's own, then those that have a rate. */
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
	make_sections(build);
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

/* Where the value of an entry was read to. */
static struct setting_value *value_of(struct build *build, struct section *section, const struct key_match *match, size_t index)
{
	struct setting *setting = setting_at(section, match->field);
	if (match->field->form == KEY_PLAIN)
		return match->part ? &setting->by_option[plan_option_index(build->plan, match->part)] : &setting->common;
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
