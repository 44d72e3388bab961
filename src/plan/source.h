/*
 * The text of a profile: its bytes, and where every section, key and value stands in them.
 *
 * Values come from iniparser, places from our own scan, and the two are held to agree. Edits change only the
 * bytes of the value they are about; every other byte of the file stays as it was.
 */
#ifndef PLAN_SOURCE_H
#define PLAN_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/file.h"

#define SOURCE_MOST_BYTES (1024 * 1024)
#define SOURCE_MOST_LINES 5000

/* One `key = value` of the file. */
struct source_entry {
	char *section;        /* lower case: "infra.serving" */
	char *key;            /* lower case: "price.hybrid" */
	char *value;          /* unquoted, blanks around it removed */
	struct place place;   /* of the value; file is the source's name, or where a --set or a scenario cell came from */
	int key_line, key_column;
	size_t value_offset;  /* of the value's bytes in the text, quotes included */
	size_t value_size;    /* quotes included; 0 for an empty value */
};

struct source_section {
	char *name; /* lower case */
	int line, column;
	size_t end_offset; /* where a line added to this section goes: behind its last entry */
};

struct source {
	char *name; /* the path as given, for messages */
	struct bytes text;
	struct source_entry *entry;
	size_t entry_count;
	struct source_section *section;
	size_t section_count;
	struct file_identity identity; /* of the file when it was read or last written; all 0 for text from elsewhere */
};

/* Reads a file. All problems of syntax (bad bytes, no `=`, duplicates of section or key, …) go to diags. 0, or -1 and *source untouched. */
int source_read(const char *path, struct diags *diags, struct source *source);

/* The same from bytes at hand. */
int source_read_text(const char *name, const char *text, size_t size, struct diags *diags, struct source *source);

/* 0, or -1 when out of memory. */
int source_copy(const struct source *from, struct source *to);
void source_release(struct source *source);

/* The entry, or NULL. */
const struct source_entry *source_find(const struct source *source, const char *section, const char *key);

/*
 * Gives a key a value: replaces the bytes of the one it has, or adds a line at the end of its section, or the section at the end of the file.
 * The value is written quoted where it must be. `place` is where the value came from, for messages. A value that
 * cannot stand on a line (line ends, NUL) is refused. 0, or -1, an error in diags and the source untouched.
 */
int source_set(struct source *source, const char *section, const char *key, const char *value, struct place place,
               struct diags *diags);

/* Removes a key's whole line; with key NULL the whole section, its comment lines that stand directly above included. 0, or -1 when there is none. */
int source_remove(struct source *source, const char *section, const char *key);

/*
 * Copies section `from` under the name `to`, right behind it. 0, or -1 with an error in diags.
 */
int source_duplicate(struct source *source, const char *from, const char *to, struct diags *diags);

#endif
