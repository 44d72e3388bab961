/*
 * CSV as in RFC 4180, writing cells and reading files; and the dialect of French spreadsheets, with semicolons and
 * decimal commas.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct diags;

enum csv_dialect { DIALECT_RFC4180, DIALECT_EXCEL_FR };

/* Appends the start of a file: a byte order mark, or nothing. */
void csv_print_start(struct bytes *out, enum csv_dialect dialect);

/* The separator between cells. */
static inline char csv_separator(enum csv_dialect dialect)
{
	return dialect == DIALECT_EXCEL_FR ? ';' : ',';
}

static inline void csv_print_separator(struct bytes *out, enum csv_dialect dialect)
{
	bytes_add_char(out, csv_separator(dialect));
}

void csv_print_row_end(struct bytes *out);

/*
 * Appends a text as a cell, in quotes where it needs them, invalid UTF-8 repaired. Unless `raw`, a text that a
 * spreadsheet would run as a formula gets a leading '.
 */
void csv_print_text(struct bytes *out, enum csv_dialect dialect, const char *text, bool raw);

/* Appends a number as a cell: the shortest decimal that reads back as the same number. */
void csv_print_number(struct bytes *out, enum csv_dialect dialect, double number);

struct csv_row {
	int line;          /* line in the file, from 1, as a spreadsheet counts */
	size_t first_cell;
};

/* A parsed file: its cells, row by row. Zero-initialised ({0}), it is empty. */
struct csv_cells {
	char *text;        /* holds the cells' texts, each NUL-ended */
	const char **cell; /* NULL: empty */
	size_t cell_count;
	struct csv_row *row;
	size_t row_count;
};

/*
 * Parses a file strictly: UTF-8, with or without a byte order mark, no stray quotes, the dialect's separators. path is
 * for errors. 0, or -1 with errors in diags and *cells untouched.
 */
int csv_read(const char *path, const struct bytes *file, enum csv_dialect dialect, struct diags *diags,
             struct csv_cells *cells);
void csv_cells_release(struct csv_cells *cells);

/* The dialect of a file whose first row contains no commas or semicolons inside its cells. */
enum csv_dialect csv_dialect_of(const struct bytes *file);

/* The number of cells in a row. */
size_t csv_row_size(const struct csv_cells *cells, size_t row);

#endif
