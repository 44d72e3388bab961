/*
 * Diagnostics: errors, warnings and notes about input, collected and reported together.
 *
 * A diagnostic names its place (file, line, column, counted from 1; 0 where there is none), the
 * key it concerns and a message that says what would be right. It prints as
 * "file:line:column: error: key: message", leaving out what is absent.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"

struct bytes;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* A place in a file. The file's name is borrowed. */
struct place {
	const char *file; /* NULL: no file */
	int line;         /* from 1; 0: none */
	int column;       /* from 1, in characters; 0: none */
};

struct diag {
	enum severity severity;
	struct place place; /* the file's name is owned by the diags */
	char *key;          /* NULL: none */
	char *message;
	size_t rank, file_rank; /* scratch of diags_sort */
};

/* A list of diagnostics. Zero-initialised ({0}), it is empty and ready. */
struct diags {
	struct diag *at;
	size_t count, capacity;
	size_t errors;      /* how many are SEVERITY_ERROR */
	bool out_of_memory; /* a diagnostic was lost: counts as an error */
};

void diags_release(struct diags *diags);

/* Adds a diagnostic. key may be NULL. Never fails: without memory it sets out_of_memory. */
void diags_add(struct diags *diags, enum severity severity, struct place place, const char *key,
               const char *format, ...) PRINTF_LIKE(5, 6);

/* True when there is an error, or memory ran out. */
bool diags_failed(const struct diags *diags);

/* Moves a diagnostic to another place. Never fails, like diags_add. */
void diags_place(struct diags *diags, size_t index, struct place place);

/* Sorts, stably, by file in order of first appearance, then line, then column. */
void diags_sort(struct diags *diags);

/*
 * Copies diagnostics of `from`, starting at index `first`, whose severity lies between `least` and `most`. If `from`
 * lost some for lack of memory, so has `into`.
 */
void diags_copy(struct diags *into, const struct diags *from, size_t first, enum severity least, enum severity most);

/* Moves all of from's diagnostics to the end of into; from becomes empty. */
void diags_move(struct diags *into, struct diags *from);

/* Appends a line for each diagnostic, sanitised for a terminal. */
void diags_print(const struct diags *diags, struct bytes *out);

#endif
