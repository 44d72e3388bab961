/* A plan that was read: access to its parts by index and by name. */
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plan/kind.h"
#include "plan/name.h"

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	source_release(&plan->source);
	arena_release(&plan->arena);
	free(plan);
}

const struct plan_option *plan_option(const struct plan *plan, size_t i)
{
	return (const struct plan_option *)plan->options.at + i;
}

const struct cost_item *plan_item(const struct plan *plan, size_t i)
{
	return (const struct cost_item *)plan->items.at + i;
}

const struct benefit *plan_benefit(const struct plan *plan, size_t i)
{
	return (const struct benefit *)plan->benefits.at + i;
}

const struct incident *plan_incident(const struct plan *plan, size_t i)
{
	return (const struct incident *)plan->incident_classes.at + i;
}

const struct tier *plan_tier(const struct plan *plan, size_t i)
{
	return (const struct tier *)plan->tiers.at + i;
}

const struct alert *plan_alert(const struct plan *plan, size_t i)
{
	return (const struct alert *)plan->alerts.at + i;
}

int plan_option_index(const struct plan *plan, const char *id)
{
	for (size_t o = 0; o < plan->options.count; o++) {
		if (strcmp(plan_option(plan, o)->section.id, id) == 0)
			return (int)o;
	}
	return -1;
}

const char *plan_value_currency(const struct plan *plan, const struct value *value)
{
	return kind_of(value->kind)->is_money ? plan->currency[value->currency] : NULL;
}

double setting_number(const struct setting *setting)
{
	return setting->has_value ? value_best_guess(&setting->common.value) : 0;
}

const char *setting_text(const struct setting *setting)
{
	return setting->has_value && setting->common.value.text ? setting->common.value.text : "";
}

const char *section_label(const struct section *section, const struct setting *label)
{
	const char *text = setting_text(label);
	if (*text)
		return text;
	return section->id ? section->id : section_type(section->kind)->name;
}

const char *plan_option_label(const struct plan *plan, size_t i)
{
	const struct plan_option *option = plan_option(plan, i);
	return section_label(&option->section, &option->label);
}

const struct setting *plan_hosting_setting(const struct plan *plan, size_t option, const char *component)
{
	const struct plan_option *of = plan_option(plan, option);
	for (size_t i = 0; i < of->placements.count; i++) {
		if (strcmp(of->placements.at[i].name, component) == 0)
			return &of->placements.at[i].setting;
	}
	return &of->hosting;
}

enum hosting plan_hosting(const struct plan *plan, size_t option, const char *component)
{
	const struct setting *hosting = plan_hosting_setting(plan, option, component);
	return setting_number(hosting) > 0 ? HOSTING_SELF_HOSTED : HOSTING_MANAGED;
}

const char *item_component(const struct cost_item *item)
{
	const char *component = setting_text(&item->component);
	return *component ? component : item->section.id;
}

bool value_has_id(const struct value *value, const char *id)
{
	size_t size = strlen(id);
	for (const char *at = value->text; at && *at;) {
		size_t length = strcspn(at, ",");
		if (length == size && memcmp(at, id, size) == 0)
			return true;
		at += length + (at[length] == ',');
	}
	return false;
}

const struct input *plan_find_input(const struct plan *plan, const char *name)
{
	size_t size = strlen(name);
	for (size_t i = 0; i < plan->input_count; i++) {
		if (name_same(name, size, plan->inputs[i].name))
			return &plan->inputs[i];
	}
	return NULL;
}

void plan_unknown_input(const struct plan *plan, const char *name, struct place place, struct diags *diags)
{
	struct nearest nearest = nearest_to(name);
	struct bytes hint = {0};
	for (size_t i = 0; i < plan->input_count; i++)
		nearest_offer(&nearest, plan->inputs[i].name);
	name_suggest(&nearest, &hint);
	diags_add(diags, SEVERITY_ERROR, place, NULL, _("there is no input '%s'%s"), name, bytes_text(&hint));
	bytes_release(&hint);
}

/* --- every setting --- */

struct walk {
	void (*visit)(void *context, const struct section *section, const struct field *field,
	              const struct named_setting *named, const struct setting *setting);
	void *context;
};

static void walk_section(const struct walk *walk, const struct section *section)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &fields[i];
		const char *at = (const char *)section + field->offset;
		if (!(field->sections & 1U << section->kind))
			continue;
		if (field->form == KEY_PLAIN) {
			walk->visit(walk->context, section, field, NULL, (const struct setting *)at);
			continue;
		}
		const struct setting_list *list = (const struct setting_list *)at;
		for (size_t n = 0; n < list->count; n++)
			walk->visit(walk->context, section, field, &list->at[n], &list->at[n].setting);
	}
}

void plan_walk(const struct plan *plan,
               void (*visit)(void *context, const struct section *section, const struct field *field,
                             const struct named_setting *named, const struct setting *setting),
               void *context)
{
	const struct walk walk = {.visit = visit, .context = context};
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		const struct section_type *type = section_type((enum section_kind)kind);
		const char *at = (const char *)plan + type->array_offset;
		if (!type->has_id) {
			walk_section(&walk, (const struct section *)at);
			continue;
		}
		const struct section_list *list = (const struct section_list *)at;
		for (size_t i = 0; i < list->count; i++) {
			const struct section *section =
				(const struct section *)((const char *)list->at + i * type->size);
			if (section->kind == (enum section_kind)kind) /* items of four kinds share a list */
				walk_section(&walk, section);
		}
	}
}
