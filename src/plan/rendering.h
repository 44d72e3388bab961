/* Inside plan/: a value as a profile writes it, in quotes if it needs them. */
#ifndef PLAN_RENDERING_H
#define PLAN_RENDERING_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/source_scan.h"

struct rendering {
	char text[SOURCE_MOST_LINE_BYTES + 3]; /* two quotes and a blank at most */
	size_t size;
	bool quoted;
};

/* Why a value (size bytes) cannot be written on a line, a whole text; NULL: it can. */
const char *rendering_problem(const char *value, size_t size);

/* Writes a value that can be written; quote is the one around it now, or NUL. */
void rendering_make(const char *value, size_t size, char quote, struct rendering *out);

#endif
