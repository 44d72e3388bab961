/* The list of every input of a plan, by name. */
#include <string.h>

#include "plan/build.h"
#include "plan/kind.h"

static bool is_input(const struct field *field)
{
	return kind_of(field->kind)->is_input;
}

/* Joins texts into one, in the plan's arena. */
static const char *join(struct build *build, const char *const *parts, size_t count)
{
	size_t sizes[8], size = 0;
	for (size_t i = 0; i < count; i++)
		size += sizes[i] = strlen(parts[i]);
	char *name = arena_take(&build->plan->arena, size + 1), *at = name;
	if (!name) {
		build->no_memory = true;
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		memcpy(at, parts[i], sizes[i]);
		at += sizes[i];
	}
	*at = '\0';
	return name;
}

static void add(struct build *build, const char *name, const struct section *section, const struct field *field,
                const struct setting *setting, int option)
{
	if (build->no_memory)
		return;
	build->plan->inputs[build->plan->input_count++] = (struct input){
		.field = field,
		.section = section,
		.setting = setting,
		.value = option < 0 ? &setting->common.value : &setting->by_option[option].value,
		.option = option,
		.name = name,
	};
}

static void add_plain(struct build *build, const char *section_name, const struct section *section,
                      const struct field *field)
{
	const struct setting *setting = section_setting(section, field->offset);
	if (setting->has_value) {
		const char *parts[] = {section_name, ".", field->key};
		add(build, join(build, parts, 3), section, field, setting, -1);
	}
	for (size_t o = 0; setting->by_option && o < build->option_count; o++) {
		if (!setting->by_option[o].given)
			continue;
		const char *parts[] = {section_name, ".", field->key, ".", plan_option(build->plan, o)->section.id};
		add(build, join(build, parts, 5), section, field, setting, (int)o);
	}
}

static void add_list(struct build *build, const char *section_name, const struct section *section,
                     const struct field *field)
{
	const struct setting_list *list = (const struct setting_list *)((const char *)section + field->offset);
	for (size_t i = 0; i < list->count; i++) {
		const struct named_setting *named = &list->at[i];
		const char *stem = strncmp(field->key, "cost.", 5) == 0 ? "cost." : "overlap.";
		const char *code[] = {section_name, ".", named->name};
		const char *move[] = {section_name, ".", stem, named->name, ".", named->other};
		const char *pair[] = {section_name, ".", named->name, " ~ ", named->other};
		const char *name = field->form == KEY_CURRENCY ? join(build, code, 3)
		                   : field->form == KEY_MOVE   ? join(build, move, 6)
		                                               : join(build, pair, 5);
		add(build, name, section, field, &named->setting, -1);
	}
}

static void add_section(struct build *build, const char *name, const struct section *section)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = build->index.rows[section->kind].first; i < build->index.rows[section->kind].end; i++) {
		const struct field *field = &fields[i];
		if (!(field->sections & 1U << section->kind) || !is_input(field))
			continue;
		if (field->form == KEY_PLAIN)
			add_plain(build, name, section, field);
		else
			add_list(build, name, section, field);
	}
}

/* The most inputs possible: one for each default, one for each entry. */
static size_t most_inputs(const struct build *build)
{
	size_t defaults[SECTION_KINDS] = {0}, count, most = build->source->entry_count;
	const struct field *fields = field_table(&count);
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		for (size_t i = build->index.rows[kind].first; i < build->index.rows[kind].end; i++) {
			bool counts = (fields[i].sections & 1U << kind) && fields[i].fallback && is_input(&fields[i]);
			defaults[kind] += counts;
		}
		most += section_type((enum section_kind)kind)->has_id ? 0 : defaults[kind];
	}
	for (size_t s = 0; s < build->source->section_count; s++)
		most += build->section[s].kind == SECTION_KINDS ? 0 : defaults[build->section[s].kind];
	return most;
}

void build_inputs(struct build *build)
{
	struct plan *plan = build->plan;
	plan->inputs = build_alloc(build, &plan->arena, most_inputs(build) * sizeof(*plan->inputs));
	if (!plan->inputs)
		return;
	for (size_t s = 0; s < build->source->section_count; s++) {
		if (build->section[s].kind != SECTION_KINDS)
			add_section(build, build->source->section[s].name, build->section[s].at);
	}
	for (int kind = 0; kind < SECTION_KINDS; kind++) { /* sections that the profile does not have */
		const struct section_type *type = section_type((enum section_kind)kind);
		const struct section *section = (const struct section *)((const char *)plan + type->array_offset);
		if (!type->has_id && !section->line)
			add_section(build, type->name, section);
	}
}
