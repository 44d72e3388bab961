/* What the edits of a source share: finding what is edited, and the place of what is new. */
#include "plan/source_edit.h"

#include <string.h>

#include "plan/source_scan.h"

size_t source_section_index(const struct source *source, const char *name)
{
	for (size_t s = 0; s < source->section_count; s++) {
		if (strcmp(source->section[s].name, name) == 0)
			return s;
	}
	return SOURCE_NOWHERE;
}

bool source_has_section(const struct source *source, const char *section)
{
	return source_section_index(source, section) != SOURCE_NOWHERE;
}

size_t source_entry_index(const struct source *source, size_t section, const char *key)
{
	size_t first = source->section[section].entry;
	for (size_t e = first; e < first + source->section[section].count; e++) {
		if (strcmp(source->entry[e].key, key) == 0)
			return e;
	}
	return SOURCE_NOWHERE;
}

void source_place_entry(const struct source *source, struct source_entry *entry, struct place place, const char *file,
			bool quoted)
{
	entry->foreign = file != NULL;
	entry->added = entry->added && entry->foreign;
	if (entry->foreign) {
		entry->place = place;
		entry->place.file = file;
		return;
	}
	size_t start = source_line_start(source, entry->value_offset);
	entry->place = (struct place){
		.file = source->name,
		.line = entry->key_line,
		.column = 1 + source_characters(source, start, entry->value_offset + quoted),
	};
}

const char *source_line_end_before(const struct source *source, size_t offset)
{
	const char *text = source->text.at;
	while (offset > 0 && text[offset - 1] != '\n')
		offset--;
	return offset > 1 && text[offset - 2] == '\r' ? "\r\n" : "\n";
}

int source_no_memory(struct diags *diags)
{
	diags->out_of_memory = true;
	return -1;
}
