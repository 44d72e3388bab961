/*
 * A file of scenarios as a table of cells: `name,section.key,section.key,…`, one scenario per row. Strictly RFC 4180:
 * no ragged rows, no stray quotes, no name twice; a byte order mark is allowed. In the French dialect cells are
 * separated by semicolons, and numbers may have decimal commas.
 */
#ifndef CLI_SCENARIO_TABLE_H
#define CLI_SCENARIO_TABLE_H

#include <stddef.h>

#include "base/csv.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"

struct scenario_row {
	int line;          /* in the file, from 1: the number a spreadsheet shows */
	const char **cell; /* [columns]; NULL: empty */
};

/* A column after the name. */
struct scenario_key {
	const char *name;    /* as the header has it */
	char *section, *key; /* as in a source */
};

struct scenario_table {
	const char *path; /* borrowed */
	char digest[DIGEST_TEXT_SIZE];
	struct scenario_key *key; /* [columns - 1]: key[i] is for cell[i + 1] */
	size_t columns;           /* including the name */
	struct scenario_row *row;
	size_t row_count;
	int header_line;
	struct csv_cells cells;   /* owns the above */
};

enum scenario_table_result { TABLE_READ, TABLE_WRONG, TABLE_UNREADABLE };

/*
 * Reads the file ("-": standard input; wait: if it comes through a pipe) in a dialect; all errors in its structure go
 * to diags at once. *table is written on success only.
 */
enum scenario_table_result scenario_table_read(const char *path, enum csv_dialect dialect, const struct file_wait *wait,
					       struct diags *diags, struct scenario_table *table);
void scenario_table_release(struct scenario_table *table);

/* The place of a cell: the row's line and the column's number, from 1. */
struct place scenario_table_place(const struct scenario_table *table, size_t row, size_t column);

#endif
