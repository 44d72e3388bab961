/*
 * Inside plan/: scanning the text of a source.
 */
#ifndef PLAN_SOURCE_SCAN_H
#define PLAN_SOURCE_SCAN_H

#include "plan/source.h"

#define SOURCE_MOST_LINE_BYTES 1022 /* iniparser's buffer, less the line end and a NUL */

/*
 * Finds every section and entry of source->text. All errors go to diags. 0, or -1 with errors, or when out of memory.
 */
int source_scan(struct source *source, struct diags *diags);

/*
 * Reads the same bytes with iniparser, whose values must equal the scan's, entry by entry. 0, or -1 with an error in
 * diags. The names of a scanned source are unique.
 */
int source_agrees(const struct source *source, struct diags *diags);

/* True for a name that a new section or key may have. */
bool source_section_name_ok(const char *name);
bool source_key_name_ok(const char *name);

/* The offset just past the line of `offset`, including its line end; and the offset of the line's first byte. */
size_t source_line_end(const struct source *source, size_t offset);
size_t source_line_start(const struct source *source, size_t offset);

/* The number of characters between two offsets. */
int source_characters(const struct source *source, size_t from, size_t to);

#endif
