/* Reads scenarios: a header of inputs, then one per row. */
#include "cli/scenario_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/attribute.h"
#include "base/intl.h"
#include "base/number.h"
#include "plan/plan.h"

enum { MOST_BYTES = 1 << 30 };

static struct place place_at(const char *path, int line, size_t column)
{
	return (struct place){.file = path, .line = line, .column = (int)column};
}

static void check_shape(const char *path, const struct csv_cells *cells, struct diags *diags)
{
	size_t columns = cells->row_count > 0 ? csv_row_size(cells, 0) : 0;
	if (cells->row_count == 0)
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL,
		          _("is empty; its first row is name,section.key,…"));
	else if (cells->row_count == 1)
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL,
		          _("has no scenarios; each is a row below the header, name,value,…"));
	for (size_t row = 1; row < cells->row_count; row++) {
		size_t size = csv_row_size(cells, row);
		if (size != columns)
			NUMBERED_ARGUMENTS diags_add(
				diags, SEVERITY_ERROR,
				place_at(path, cells->row[row].line, size < columns ? size : columns + 1), NULL,
				ngettext("the row has %1$zu cell, the first row has %2$zu",
					 "the row has %1$zu cells, the first row has %2$zu", size),
				size, columns);
	}
}

/* Moves the cells into the table. false: out of memory. */
static bool settle(struct csv_cells *cells, struct scenario_table *table)
{
	table->header_line = cells->row[0].line;
	table->columns = csv_row_size(cells, 0);
	table->row_count = cells->row_count - 1;
	table->row = calloc(cells->row_count, sizeof *table->row);
	table->key = calloc(table->columns, sizeof *table->key);
	if (!table->row || !table->key)
		return false;
	for (size_t i = 0; i < table->row_count; i++) {
		table->row[i].line = cells->row[i + 1].line;
		table->row[i].cell = cells->cell + cells->row[i + 1].first_cell;
	}
	table->cells = *cells;
	*cells = (struct csv_cells){0};
	return true;
}

/* Columns that name inputs, by input, then in the file's order. */
static int by_key(const void *a, const void *b)
{
	const struct scenario_key *const *key_a = a, *const *key_b = b;
	int order = strcmp((*key_a)->section, (*key_b)->section);
	if (order == 0)
		order = strcmp((*key_a)->key, (*key_b)->key);
	return order ? order : (*key_a > *key_b) - (*key_a < *key_b);
}

static bool same_key(const struct scenario_key *a, const struct scenario_key *b)
{
	return strcmp(a->section, b->section) == 0 && strcmp(a->key, b->key) == 0;
}

/* No input has two columns. */
static void check_keys(struct diags *diags, const struct scenario_table *table)
{
	const struct scenario_key **sorted = calloc(table->columns, sizeof(const struct scenario_key *));
	size_t named = 0, first = 0;
	if (!sorted) {
		diags->out_of_memory = true;
		return;
	}
	for (size_t i = 0; i + 1 < table->columns; i++)
		if (table->key[i].section)
			sorted[named++] = &table->key[i];
	qsort(sorted, named, sizeof *sorted, by_key);
	for (size_t i = 1; i < named; i++) {
		if (!same_key(sorted[i], sorted[first]))
			first = i;
		else
			diags_add(diags, SEVERITY_ERROR,
				  place_at(table->path, table->header_line, (size_t)(sorted[i] - table->key) + 2),
				  sorted[i]->name, _("is column %zu already"),
				  (size_t)(sorted[first] - table->key) + 2);
	}
	free(sorted);
}

/* Checks the header: the name, then names of inputs. Whether a profile has them is checked with the profile. */
static void check_header(struct diags *diags, struct scenario_table *table)
{
	int line = table->header_line;
	if (!table->cells.cell[0] || strcmp(table->cells.cell[0], "name") != 0)
		diags_add(diags, SEVERITY_ERROR, place_at(table->path, line, 1), NULL,
			  _("the first column is called 'name'"));
	for (size_t i = 0; i + 1 < table->columns; i++) {
		struct scenario_key *key = &table->key[i];
		key->name = table->cells.cell[i + 1];
		if (!key->name)
			diags_add(diags, SEVERITY_ERROR, place_at(table->path, line, i + 2), NULL,
				  _("the column has no name"));
		/* An invalid name is reported with the profile, which knows the nearest input. */
		else if (!input_name_split(key->name, &key->section, &key->key))
			key->section = key->key = NULL;
	}
	check_keys(diags, table);
}

/* Replaces decimal commas by points, as in the grammar of profiles; lengths and texts stay the same. */
static void read_decimal_commas(struct scenario_table *table)
{
	for (size_t i = 0; i + 1 < table->columns; i++) {
		const struct scenario_key *key = &table->key[i];
		if (!key->section || !input_is_number(key->section, key->key))
			continue;
		for (size_t row = 0; row < table->row_count; row++) {
			const char *cell = table->row[row].cell[i + 1];
			if (cell)
				number_decimal_commas(table->cells.text + (cell - table->cells.text));
		}
	}
}

/* Rows by name, then in the file's order. */
static int by_name(const void *a, const void *b)
{
	const struct scenario_row *const *row_a = a, *const *row_b = b;
	int order = strcmp((*row_a)->cell[0], (*row_b)->cell[0]);
	return order ? order : ((*row_a)->line > (*row_b)->line) - ((*row_a)->line < (*row_b)->line);
}

static void check_names(struct diags *diags, const struct scenario_table *table)
{
	const struct scenario_row **sorted = calloc(table->row_count + 1, sizeof(const struct scenario_row *));
	size_t named = 0;
	if (!sorted) {
		diags->out_of_memory = true;
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		const struct scenario_row *row = &table->row[i];
		if (row->cell[0])
			sorted[named++] = row;
		else
			diags_add(diags, SEVERITY_ERROR, place_at(table->path, row->line, 1), "name",
				  _("the row has no name"));
	}
	qsort(sorted, named, sizeof *sorted, by_name);
	for (size_t i = 1; i < named; i++) {
		if (strcmp(sorted[i]->cell[0], sorted[i - 1]->cell[0]) == 0)
			diags_add(diags, SEVERITY_ERROR, place_at(table->path, sorted[i]->line, 1), "name",
			          _("'%s' is the name of row %d already"), sorted[i]->cell[0], sorted[i - 1]->line);
	}
	free(sorted);
}

/* Turns the cells of a file into a table; errors go to diags. */
static void read_cells(struct csv_cells *cells, enum csv_dialect dialect, struct diags *diags,
		       struct scenario_table *table)
{
	size_t errors = diags->errors;
	check_shape(table->path, cells, diags);
	if (diags->errors > errors)
		return;
	if (!settle(cells, table)) {
		diags->out_of_memory = true;
		return;
	}
	check_header(diags, table);
	check_names(diags, table);
	if (dialect == DIALECT_EXCEL_FR)
		read_decimal_commas(table);
}

enum scenario_table_result scenario_table_read(const char *path, enum csv_dialect dialect, const struct file_wait *wait,
					       struct diags *diags, struct scenario_table *table)
{
	struct bytes file = {0};
	struct csv_cells cells = {0};
	struct scenario_table made = {.path = path};
	size_t errors = diags->errors;
	if (file_read_waiting(path, MOST_BYTES, wait, &file, NULL, diags) != 0)
		return TABLE_UNREADABLE;
	digest_text(bytes_text(&file), file.size, made.digest);
	if (csv_read(path, &file, dialect, diags, &cells) == 0)
		read_cells(&cells, dialect, diags, &made);
	bool wrong = diags->errors > errors || diags->out_of_memory;
	if (wrong)
		scenario_table_release(&made);
	else
		*table = made;
	csv_cells_release(&cells);
	bytes_release(&file);
	return wrong ? TABLE_WRONG : TABLE_READ;
}

void scenario_table_release(struct scenario_table *table)
{
	for (size_t i = 0; table->key && i + 1 < table->columns; i++) {
		free(table->key[i].section);
		free(table->key[i].key);
	}
	free(table->key);
	free(table->row);
	csv_cells_release(&table->cells);
	*table = (struct scenario_table){0};
}

struct place scenario_table_place(const struct scenario_table *table, size_t row, size_t column)
{
	return place_at(table->path, table->row[row].line, column);
}
