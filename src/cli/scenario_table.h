/*
 * A file of scenarios as a table of cells: `name,section.key,section.key,…`, a row each.
 *
 * RFC 4180 and nothing else is taken: no ragged rows, no stray quotes, no name twice. A byte order mark is. In the
 * French dialect cells are set apart by semicolons, and numbers may have decimal commas.
 */
#ifndef CLI_SCENARIO_TABLE_H
#define CLI_SCENARIO_TABLE_H

#include <stddef.h>

#include "base/csv.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"

struct scenario_row {
	int line;          /* of the file, from 1: the number a spreadsheet shows */
	const char **cell; /* [columns]; NULL: empty */
};

/* One column behind the name. */
struct scenario_key {
	const char *name;    /* as the header has it */
	char *section, *key; /* as a source holds them */
};

struct scenario_table {
	const char *path; /* borrowed */
	char digest[DIGEST_TEXT_SIZE];
	struct scenario_key *key; /* [columns - 1]: key[i] is of cell[i + 1] */
	size_t columns;           /* the name included */
	struct scenario_row *row;
	size_t row_count;
	int header_line;
	struct csv_cells cells;   /* holds the above */
};

enum scenario_table_result { TABLE_READ, TABLE_WRONG, TABLE_UNREADABLE };

/*
 * Reads the file ("-": standard input; wait: for one that comes through a pipe) in a dialect; all that is wrong with
 * its shape goes to diags at once. *table is written on success only.
 */
enum scenario_table_result scenario_table_read(const char *path, enum csv_dialect dialect, const struct file_wait *wait,
					       struct diags *diags, struct scenario_table *table);
void scenario_table_release(struct scenario_table *table);

/* Where a cell stands: the row's line and the column's number, from 1. */
struct place scenario_table_place(const struct scenario_table *table, size_t row, size_t column);

#endif
