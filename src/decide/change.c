/* Finds changes: compares the entries of two sources, using their plans to decide what means the same. */
#include "decide/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/grow.h"
#include "decide/variant.h"
#include "plan/kind.h"

/* A section's kind by its name: "infra" for "infra.serving". */
static enum section_kind kind_of_section(const char *section)
{
	char name[32];
	size_t size = strcspn(section, ".");
	if (size >= sizeof name)
		return SECTION_KINDS;
	memcpy(name, section, size);
	name[size] = '\0';
	return section_kind_of(name);
}

static bool section_matters(const char *section)
{
	enum section_kind kind = kind_of_section(section);
	return kind != SECTION_CORRELATION && kind != SECTION_GUIDANCE && kind != SECTION_TIER &&
	       kind != SECTION_ALERT && kind != SECTION_MIGRATION;
}

/*
 * A rate that only one plan has does not affect the other. Giving it to both lets amounts in that currency come and go
 * one by one.
 */
static bool is_rates(const char *section)
{
	return kind_of_section(section) == SECTION_FX;
}

/* False for texts, dates and the number of users. */
static bool key_matters(const char *section, const char *key)
{
	char stem[64];
	size_t size = strcspn(key, ".");
	if (size >= sizeof stem)
		return true;
	memcpy(stem, key, size);
	stem[size] = '\0';
	const struct field *field = field_find(kind_of_section(section), stem);
	if (!field)
		return true;
	return !kind_of(field->kind)->is_remark && strcmp(stem, "users") != 0;
}

static bool has_section(const struct source *source, const char *section)
{
	for (size_t i = 0; i < source->section_count; i++)
		if (strcmp(source->section[i].name, section) == 0)
			return true;
	return false;
}

static char *name_of(const char *section, const char *key)
{
	size_t size = strlen(section) + (key ? strlen(key) + 1 : 0) + 1;
	char *name = malloc(size);
	if (!name)
		return NULL;
	strcpy(name, section);
	if (key) {
		strcat(name, ".");
		strcat(name, key);
	}
	return name;
}

/* Takes ownership of change.name, also on failure. */
static int add(struct changes *changes, struct change change)
{
	if (!change.name)
		return -1;
	if (!GROW(changes->at, changes->capacity, changes->count + 1)) {
		free(change.name);
		return -1;
	}
	changes->at[changes->count++] = change;
	return 0;
}

static bool same_currency(const struct plan *a, const struct value *x, const struct plan *b,
			  const struct value *y)
{
	return !kind_of(x->kind)->is_money || strcmp(a->currency[x->currency], b->currency[y->currency]) == 0;
}

/* Whether two amounts have the same currency, period and base moment, so that one can replace the other. */
static bool same_unit(const struct plan *a, const struct input *x, const struct plan *b,
		      const struct input *y)
{
	return x->value->kind == y->value->kind && x->value->period == y->value->period &&
	       x->value->moment == y->value->moment && same_currency(a, x->value, b, y->value);
}

/* value_equal, for plans with different currency indices. */
static bool same_value(const struct plan *a, const struct input *x, const struct plan *b,
		       const struct input *y)
{
	struct value other = *y->value;
	if (!same_unit(a, x, b, y))
		return false;
	other.currency = x->value->currency;
	return value_equal(x->value, &other);
}

/* Adds the change of one key, stated in one or both, unless it means the same. */
static int add_key(const struct plan *a, const struct plan *b, const struct source_entry *x,
		   const struct source_entry *y, struct changes *changes)
{
	const struct source_entry *named = x ? x : y;
	if ((!x || !y) && is_rates(named->section))
		return 0;
	struct change change = {.kind = !x   ? CHANGE_KEY_ADDED
					: !y ? CHANGE_KEY_REMOVED
					     : CHANGE_VALUE,
				.section = named->section,
				.key = named->key,
				.before = x ? x->value : NULL,
				.after = y ? y->value : NULL};
	if (!key_matters(named->section, named->key) || (x && y && strcmp(x->value, y->value) == 0))
		return 0;
	change.name = name_of(named->section, named->key);
	if (!change.name)
		return -1;
	const struct input *input_a = plan_find_input(a, change.name),
			   *input_b = plan_find_input(b, change.name);
	if (input_a && input_b) {
		if (same_value(a, input_a, b, input_b)) {
			free(change.name);
			return 0;
		}
		change.is_number = variant_possible(input_a) && variant_possible(input_b) &&
				   same_unit(a, input_a, b, input_b);
	}
	if (change.is_number) {
		/* "fx.USD", as the plan writes it */
		memcpy(change.name, input_a->name, strlen(change.name));
		change.number_before = value_best_guess(input_a->value);
		change.number_after = value_best_guess(input_b->value);
	}
	return add(changes, change);
}

/* Adds the sections that only `mine` has. */
static int add_sections(const struct source *mine, const struct source *other, enum change_kind kind,
			struct changes *changes)
{
	for (size_t i = 0; i < mine->section_count; i++) {
		const char *section = mine->section[i].name;
		if (!section_matters(section) || has_section(other, section) || is_rates(section))
			continue;
		if (add(changes,
			(struct change){.kind = kind, .section = section, .name = name_of(section, NULL)}) !=
		    0)
			return -1;
	}
	return 0;
}

static int add_keys(const struct plan *a, const struct plan *b, struct changes *changes)
{
	for (size_t i = 0; i < a->source.entry_count; i++) {
		const struct source_entry *entry = &a->source.entry[i];
		if (!section_matters(entry->section) || !has_section(&b->source, entry->section))
			continue;
		if (add_key(a, b, entry, source_find(&b->source, entry->section, entry->key), changes) != 0)
			return -1;
	}
	for (size_t i = 0; i < b->source.entry_count; i++) {
		const struct source_entry *entry = &b->source.entry[i];
		if (!section_matters(entry->section) || !has_section(&a->source, entry->section) ||
		    source_find(&a->source, entry->section, entry->key))
			continue;
		if (add_key(a, b, NULL, entry, changes) != 0)
			return -1;
	}
	return 0;
}

int changes_find(const struct plan *a, const struct plan *b, struct changes *changes)
{
	struct changes found = {0};
	if (add_keys(a, b, &found) != 0 ||
	    add_sections(&a->source, &b->source, CHANGE_SECTION_REMOVED, &found) != 0 ||
	    add_sections(&b->source, &a->source, CHANGE_SECTION_ADDED, &found) != 0) {
		changes_release(&found);
		return -1;
	}
	*changes = found;
	return 0;
}

void changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->at[i].name);
	free(changes->at);
	*changes = (struct changes){0};
}

static int set(struct source *source, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	int result = source_set(source, section, key, value, (struct place){0}, &diags);
	diags_release(&diags);
	return result;
}

/* Copies the rates that only b has. */
static int add_rates(const struct plan *b, struct source *source)
{
	for (size_t i = 0; i < b->source.entry_count; i++) {
		const struct source_entry *entry = &b->source.entry[i];
		if (!is_rates(entry->section) || source_find(source, entry->section, entry->key))
			continue;
		if (set(source, entry->section, entry->key, entry->value) != 0)
			return -1;
	}
	return 0;
}

static int drop_what_does_not_matter(struct source *source)
{
	for (size_t i = source->section_count; i > 0; i--) {
		const char *section = source->section[i - 1].name;
		if (!section_matters(section) && source_remove(source, section, NULL) != 0)
			return -1;
	}
	return 0;
}

int change_base(const struct plan *a, const struct plan *b, struct source *source)
{
	struct source copy;
	if (source_copy(&a->source, &copy) != 0)
		return -1;
	if (drop_what_does_not_matter(&copy) != 0 || add_rates(b, &copy) != 0) {
		source_release(&copy);
		return -1;
	}
	*source = copy;
	return 0;
}

/* An option may consist of its header alone: add a key and remove it again to leave the header. */
static int add_section(struct source *source, const char *section, const struct source *from)
{
	bool has_keys = false;
	for (size_t i = 0; i < from->entry_count; i++) {
		const struct source_entry *entry = &from->entry[i];
		if (strcmp(entry->section, section) != 0)
			continue;
		if (set(source, section, entry->key, entry->value) != 0)
			return -1;
		has_keys = true;
	}
	if (has_keys)
		return 0;
	return set(source, section, "label", "-") == 0 ? source_remove(source, section, "label") : -1;
}

int change_make(const struct change *change, const struct plan *b, struct source *source)
{
	switch (change->kind) {
	case CHANGE_VALUE:
	case CHANGE_KEY_ADDED:
		return set(source, change->section, change->key, change->after);
	case CHANGE_KEY_REMOVED:
		return source_remove(source, change->section, change->key);
	case CHANGE_SECTION_ADDED:
		return add_section(source, change->section, &b->source);
	case CHANGE_SECTION_REMOVED:
		return source_remove(source, change->section, NULL);
	}
	return 0;
}
