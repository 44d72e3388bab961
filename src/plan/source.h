/*
 * The text of a profile: its bytes, and the place of every section, key and value.
 *
 * Our own scan finds places and values; iniparser must read the same values. An edit changes only the bytes of its
 * value; every other byte of the file stays.
 */
#ifndef PLAN_SOURCE_H
#define PLAN_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"
#include "plan/arena.h"

#define SOURCE_MOST_BYTES (1024 * 1024)
#define SOURCE_MOST_LINES 5000

/* One `key = value` of the file. */
struct source_entry {
	const char *section;  /* lower case: "infra.serving" */
	const char *key;      /* lower case: "price.hybrid" */
	const char *value;    /* without quotes and the blanks around it; blanks in quotes stay */
	struct place place;   /* of the value's first character, after a quote; where it came from, if foreign */
	bool foreign;         /* from a --set or a scenario's cell: place.file is not the source's name */
	bool added;           /* its whole line is foreign: the file does not have it */
	int key_line, key_column;
	size_t value_offset;  /* of the value's bytes in the text, quotes included */
	size_t value_size;    /* quotes included; 0 for an empty value */
};

struct source_section {
	const char *name;    /* lower case */
	int line, column;
	bool added;          /* the header came with a foreign entry, its first */
	size_t end_offset;   /* where a new line of the section goes: after the line of its last entry */
	size_t entry, count; /* its entries: `count` of them from `entry` on; a section occurs once */
};

struct source {
	const char *name; /* the path as given, for messages */
	struct bytes text;
	struct source_entry *entry;
	size_t entry_count;
	struct source_section *section;
	size_t section_count;
	size_t entry_capacity, section_capacity;
	struct file_identity identity; /* of the file as read or last written; all 0 for text from elsewhere */
	char digest[DIGEST_TEXT_SIZE]; /* of the bytes as read or last written, before any edit */
	struct arena arena;            /* holds every name, key and value */
};

/*
 * Reads a file ("-": standard input). All syntax errors (bad bytes, no `=`, a section or key twice, …) go to diags.
 * 0, or -1 and *source untouched.
 */
int source_read(const char *path, struct diags *diags, struct source *source);

/* Reads bytes in memory. */
int source_read_text(const char *name, const char *text, size_t size, struct diags *diags,
                     struct source *source);

/*
 * The place in the file of a line of the text: the file lacks the lines that --set and scenarios added. For an added
 * line, the place that it came from.
 */
struct place source_place(const struct source *source, int line, int column);

/* 0, or -1 when out of memory. */
int source_copy(const struct source *from, struct source *to);
void source_release(struct source *source);

/* The entry, or NULL. Names in lower case. Borrowed until the next edit. */
const struct source_entry *source_find(const struct source *source, const char *section, const char *key);

/* Names in lower case. */
bool source_has_section(const struct source *source, const char *section);

/*
 * Gives a key a value: replaces the bytes of its value, or adds a line at the end of its section, or the section at the
 * end of the file. Quotes the value where it must. `place` is where the value came from, for messages; without a file
 * the value counts as part of the text. Refuses a value that cannot be written on a line (line ends, NUL). 0, or -1
 * with an error in diags and the source untouched. Offsets and lines of other entries follow; entries may move.
 */
int source_set(struct source *source, const char *section, const char *key, const char *value,
               struct place place, struct diags *diags);

/*
 * Restores a key from the original of this source: the value as written there and its place, or no line. A section that
 * was added with the line stays. 0, or -1 with nothing done when there is no such line, or no memory.
 */
int source_restore(struct source *source, const struct source *original, const char *section, const char *key);

/*
 * Removes the line of a key; with key NULL the section, with the comment lines directly above it. 0, or -1 when there
 * is none, or no memory.
 */
int source_remove(struct source *source, const char *section, const char *key);

/*
 * Copies section `from` under the name `to`, right after it. 0, or -1 with an error in diags.
 */
int source_duplicate(struct source *source, const char *from, const char *to, struct diags *diags);

#endif
