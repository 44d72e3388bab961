/*
 * Inside plan/: how the text of a source is taken apart.
 */
#ifndef PLAN_SOURCE_SCAN_H
#define PLAN_SOURCE_SCAN_H

#include "plan/source.h"

#define SOURCE_MOST_LINE_BYTES 1022 /* iniparser's buffer, less the line end and a NUL */

/*
 * Finds every section and entry of source->text. All problems go to diags. 0, or -1 when there is any, or
 * no memory.
 */
int source_scan(struct source *source, struct diags *diags);

/*
 * Reads the same bytes with iniparser: its values must be the scan's, entry by entry. 0, or -1 with an
 * error in diags. The names of a scanned source are unique.
 */
int source_agrees(const struct source *source, struct diags *diags);

/* What a section or a key may be called, for adding one. */
bool source_section_name_ok(const char *name);
bool source_key_name_ok(const char *name);

/* The offset of the byte behind the line that holds `offset`, its end included. */
size_t source_line_end(const struct source *source, size_t offset);
size_t source_line_start(const struct source *source, size_t offset);

/* Characters from `from` to `to`. */
int source_characters(const struct source *source, size_t from, size_t to);

#endif
