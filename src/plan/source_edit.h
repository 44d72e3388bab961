/* Inside plan/: what source_set.c and source_rescan.c, which edit a source, share. */
#ifndef PLAN_SOURCE_EDIT_H
#define PLAN_SOURCE_EDIT_H

#include <stdint.h>

#include "plan/source.h"

#define SOURCE_NOWHERE SIZE_MAX

/* The index of a section, and of an entry in a section; SOURCE_NOWHERE if there is none. Names in lower case. */
size_t source_section_index(const struct source *source, const char *name);
size_t source_entry_index(const struct source *source, size_t section, const char *key);

/* Sets the place of a value: where it came from (file: its name, in the arena), or (file NULL) in the text. */
void source_place_entry(const struct source *source, struct source_entry *entry, struct place place, const char *file,
			bool quoted);

/* The line end that the text uses before an offset. */
const char *source_line_end_before(const struct source *source, size_t offset);

/* Notes in diags that memory ran out. Returns -1. */
int source_no_memory(struct diags *diags);

#endif
