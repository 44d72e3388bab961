/*
 * The text of a profile: reading, copying, searching. source_scan.c scans it; source_set.c and source_rescan.c edit it.
 */
#include "plan/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/intl.h"
#include "plan/source_scan.h"

#define SPARE_ENTRIES 8 /* room in a copy for keys that --set adds */

/* Scans source->text. 0, or -1 with errors in diags. */
static int take_apart(const char *name, struct source *source, struct diags *diags)
{
	source->name = arena_text(&source->arena, name, strlen(name));
	if (!source->name) {
		diags->out_of_memory = true;
		return -1;
	}
	if (source_scan(source, diags) || source_agrees(source, diags))
		return -1;
	digest_text(source->text.at, source->text.size, source->digest);
	return 0;
}

int source_read_text(const char *name, const char *text, size_t size, struct diags *diags, struct source *source)
{
	struct source read = {0};
	bytes_add(&read.text, text, size);
	if (read.text.failed)
		diags->out_of_memory = true;
	if (read.text.failed || take_apart(name, &read, diags)) {
		source_release(&read);
		return -1;
	}
	*source = read;
	return 0;
}

int source_read(const char *path, struct diags *diags, struct source *source)
{
	struct source read = {0};
	if (file_read(path, SOURCE_MOST_BYTES, &read.text, &read.identity, diags) || take_apart(path, &read, diags)) {
		source_release(&read);
		return -1;
	}
	*source = read;
	return 0;
}

/* --- places --- */

struct place source_place(const struct source *source, int line, int column)
{
	int added = 0;
	for (size_t s = 0; s < source->section_count; s++) {
		const struct source_section *section = &source->section[s];
		if (section->added && section->line == line)
			return source->entry[section->entry].place;
		added += section->added && section->line < line;
	}
	for (size_t e = 0; e < source->entry_count; e++) {
		const struct source_entry *entry = &source->entry[e];
		if (entry->added && entry->key_line == line)
			return entry->place;
		added += entry->added && entry->key_line < line;
	}
	return (struct place){.file = source->name, .line = line - added, .column = column};
}

/* --- copies --- */

static size_t text_needed(const struct source *source)
{
	size_t size = strlen(source->name) + 1;
	for (size_t s = 0; s < source->section_count; s++)
		size += strlen(source->section[s].name) + 1;
	for (size_t e = 0; e < source->entry_count; e++) {
		const struct source_entry *entry = &source->entry[e];
		size += strlen(entry->key) + strlen(entry->value) + 2;
		if (entry->foreign)
			size += strlen(entry->place.file) + 1;
	}
	return size;
}

/* Copies a text for which there is room in the arena. */
static const char *copy_text(struct arena *arena, const char *text)
{
	return arena_text(arena, text, strlen(text));
}

static void copy_entries(const struct source *from, struct source *to)
{
	to->name = copy_text(&to->arena, from->name);
	for (size_t s = 0; s < from->section_count; s++) {
		struct source_section *section = &to->section[s];
		*section = from->section[s];
		section->name = copy_text(&to->arena, section->name);
		for (size_t e = section->entry; e < section->entry + section->count; e++) {
			struct source_entry *entry = &to->entry[e];
			*entry = from->entry[e];
			entry->section = section->name;
			entry->key = copy_text(&to->arena, entry->key);
			entry->value = copy_text(&to->arena, entry->value);
			entry->place.file = entry->foreign ? copy_text(&to->arena, entry->place.file) : to->name;
		}
	}
	to->section_count = from->section_count;
	to->entry_count = from->entry_count;
}

int source_copy(const struct source *from, struct source *to)
{
	struct source copy = {.identity = from->identity};
	memcpy(copy.digest, from->digest, sizeof(copy.digest));
	copy.entry_capacity = from->entry_count + SPARE_ENTRIES;
	copy.section_capacity = from->section_count + SPARE_ENTRIES;
	copy.entry = malloc(copy.entry_capacity * sizeof(*copy.entry));
	copy.section = malloc(copy.section_capacity * sizeof(*copy.section));
	bytes_add(&copy.text, from->text.at, from->text.size);
	if (!copy.entry || !copy.section || copy.text.failed || arena_reserve(&copy.arena, text_needed(from))) {
		source_release(&copy);
		return -1;
	}
	copy_entries(from, &copy);
	*to = copy;
	return 0;
}

void source_release(struct source *source)
{
	bytes_release(&source->text);
	free(source->entry);
	free(source->section);
	arena_release(&source->arena);
	*source = (struct source){0};
}

const struct source_entry *source_find(const struct source *source, const char *section, const char *key)
{
	for (size_t s = 0; s < source->section_count; s++) {
		if (strcmp(source->section[s].name, section) != 0)
			continue;
		for (size_t e = source->section[s].entry; e < source->section[s].entry + source->section[s].count;
		     e++) {
			if (strcmp(source->entry[e].key, key) == 0)
				return &source->entry[e];
		}
		return NULL;
	}
	return NULL;
}
