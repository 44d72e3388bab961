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
#include "base/digest.h"
#include "base/file.h"
#include "plan/arena.h"

#define SOURCE_MOST_BYTES (1024 * 1024)
#define SOURCE_MOST_LINES 5000

/* One `key = value` of the file. */
struct source_entry {
	const char *section;  /* lower case: "infra.serving" */
	const char *key;      /* lower case: "price.hybrid" */
	const char *value;    /* unquoted; blanks around it removed, those within quotes kept */
	struct place place;   /* of the value's first character, behind a quote; or where it came from, if foreign */
	bool foreign;         /* it came from a --set or a scenario's cell: place.file is not the source's name */
	bool added;           /* and so did its line, which the file does not have */
	int key_line, key_column;
	size_t value_offset;  /* of the value's bytes in the text, quotes included */
	size_t value_size;    /* quotes included; 0 for an empty value */
};

struct source_section {
	const char *name;    /* lower case */
	int line, column;
	bool added;          /* the header came with a foreign entry, its first */
	size_t end_offset;   /* where a line added to this section goes: behind its last entry's line */
	size_t entry, count; /* its entries are the `count` ones from `entry` on: a section stands only once */
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
 * Reads a file ("-": standard input). All problems of syntax (bad bytes, no `=`, duplicates of section or
 * key, …) go to diags. 0, or -1 and *source untouched.
 */
int source_read(const char *path, struct diags *diags, struct source *source);

/* The same from bytes at hand. */
int source_read_text(const char *name, const char *text, size_t size, struct diags *diags,
                     struct source *source);

/*
 * Where what stands at a line of the text is to be looked for: in the file, which lacks the lines that --set and scenarios added above it; or, were
 * it added itself, where it came from. The file's name is the source's.
 */
struct place source_place(const struct source *source, int line, int column);

/* 0, or -1 when out of memory. */
int source_copy(const struct source *from, struct source *to);
void source_release(struct source *source);

/* Says that the text as it is now was written to a file: takes its identity and a new digest. */
void source_written(struct source *source, const struct file_identity *identity);

/* The entry, or NULL. Names in lower case. Borrowed until the next edit. */
const struct source_entry *source_find(const struct source *source, const char *section, const char *key);

/* Names in lower case. */
bool source_has_section(const struct source *source, const char *section);

/*
 * Gives a key a value: replaces the bytes of the one it has, or adds a line at the end of its section, or
 * the section at the end of the file. The value is written quoted where it must be. `place` is where the
 * value came from, for messages; with no file in it, the value belongs to the text like any other. A value
 * that cannot stand on a line (line ends, NUL) is refused. 0, or -1, an error in diags and the source
 * untouched. Other entries' offsets and lines follow; entries may move.
 */
int source_set(struct source *source, const char *section, const char *key, const char *value,
               struct place place, struct diags *diags);

/*
 * Gives a key back what the original of this source says: the value as it is written there and its place, or no line; a section that came with the line stays. 0, or -1 with nothing done
 * when there is no such line, or no memory.
 */
int source_restore(struct source *source, const struct source *original, const char *section, const char *key);

/*
 * Removes a key's whole line; with key NULL the whole section, its comment lines that stand directly above
 * included. 0, or -1 when there is none, or no memory.
 */
int source_remove(struct source *source, const char *section, const char *key);

/*
 * Copies section `from` under the name `to`, right behind it. 0, or -1 with an error in diags.
 */
int source_duplicate(struct source *source, const char *from, const char *to, struct diags *diags);

#endif
