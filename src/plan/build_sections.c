/* The sections of a source: recognised by name, and given their structs in the plan with all defaults. */
#include "plan/build.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "plan/name.h"
#include "plan/value_read.h"

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

/* The kind of a section, after checking its id; SECTION_KINDS with an error. */
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

/* Sets every default in the struct of a kind. */
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
		struct setting *setting = build_setting(section, field);
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

/* The plan's list for the sections of a kind. */
static struct section_list *list_of(struct build *build, enum section_kind kind)
{
	return (struct section_list *)((char *)build->plan + section_type(kind)->array_offset);
}

static struct section *single_of(struct build *build, enum section_kind kind)
{
	return (struct section *)((char *)build->plan + section_type(kind)->array_offset);
}

/* Allocates the lists of sections, empty. */
static void make_lists(struct build *build)
{
	size_t counts[SECTION_KINDS] = {0};
	for (size_t s = 0; s < build->source->section_count; s++) {
		enum section_kind kind = build->section[s].kind;
		/* The four kinds of cost items share a list: count under the first kind. */
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

/* A section with the defaults of a kind, made on first use; NULL when out of memory. */
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

/* Gives each section of the source its struct in the plan, with the defaults. */
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

void build_sections(struct build *build)
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
