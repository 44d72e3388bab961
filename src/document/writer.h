/*
 * The writers: a small one for each format, all of the same shape.
 */
#ifndef DOCUMENT_WRITER_H
#define DOCUMENT_WRITER_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;
struct cell;
struct document;

struct writer {
	const char *name;      /* what -f says */
	const char *extension; /* what a file of -o ends in, "csv" */
	bool takes_rows;       /* rows; else blocks */
	bool takes_words;      /* blocks: numbers in tables as words; else it types them itself */
	/* Rows: the names of the columns, then each row, appended to document->rows. NULL for writers of blocks. */
	void (*columns)(struct document *document);
	void (*row)(struct document *document, const struct cell *cells);
	size_t apart; /* bytes that a row begins with to keep it apart from the one before: the first goes without */
	/*
	 * What stands before the rows and what behind them, appended to out; NULL: nothing. All blocks are what stands
	 * behind.
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

/* "text, csv, json or md"; and what their files end in: ".txt, .csv, .json or .md". */
void writer_print_names(struct bytes *out);
void writer_print_endings(struct bytes *out);

/* By name ("md"), or by the extension of a path ("out/x.csv"). NULL: none. */
const struct writer *writer_find(const char *name);
const struct writer *writer_for_path(const char *path);

#endif
