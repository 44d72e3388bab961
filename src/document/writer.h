/* The writers: one per format, all with the same interface. */
#ifndef DOCUMENT_WRITER_H
#define DOCUMENT_WRITER_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;
struct cell;
struct document;

struct writer {
	const char *name;      /* the argument of -f */
	const char *extension; /* of a file for -o, "csv" */
	bool takes_rows;       /* takes rows; else blocks */
	bool takes_words;      /* blocks: takes numbers in tables as words; else writes them itself */
	/* Rows: appends the names of the columns, then each row, to document->rows. NULL for writers of blocks. */
	void (*columns)(struct document *document);
	void (*row)(struct document *document, const struct cell *cells);
	/* Around rows that belong to the row before them; NULL: they follow it. */
	void (*within)(struct document *document);
	void (*within_end)(struct document *document);
	size_t apart; /* bytes at the start of a row that separate it from the one before: the first row goes without */
	/*
	 * Appends what comes before the rows and what comes after them to out; NULL: nothing. All blocks come after the
	 * rows.
	 */
	void (*begin)(struct document *document, struct bytes *out);
	void (*end)(struct document *document, struct bytes *out);
};

/* In the order of their names in messages. */
#define WRITERS(WRITER) \
	WRITER(text) \
	WRITER(csv) \
	WRITER(json) \
	WRITER(markdown)

#define DECLARE_WRITER(name) extern const struct writer writer_##name;
WRITERS(DECLARE_WRITER)
#undef DECLARE_WRITER

/* All of them. */
const struct writer *const *writer_table(size_t *count);

/* "text, csv, json or md"; and the extensions of their files: ".txt, .csv, .json or .md". */
void writer_print_names(struct bytes *out);
void writer_print_endings(struct bytes *out);

/* By name ("md"), or by the extension of a path ("out/x.csv"). NULL: none. */
const struct writer *writer_find(const char *name);
const struct writer *writer_for_path(const char *path);

#endif
