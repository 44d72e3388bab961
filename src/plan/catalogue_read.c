/* Reads the price catalogue from CSV. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/attribute.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "base/number.h"
#include "plan/catalogue_columns.h"
#include "plan/field.h"

#define PRICE_MOST 1e12

/* The state of reading one file. */
struct reading {
	const char *path;
	enum csv_dialect dialect;
	bool own;
	struct diags *diags;
	struct csv_cells cells;
	size_t place[CATALOGUE_COLUMNS]; /* index of each column; the row size if missing */
	struct catalogue *catalogue;
};

static struct place place_of(const struct reading *reading, size_t row, size_t cell)
{
	return (struct place){
		.file = reading->path, .line = reading->cells.row[row].line, .column = (int)cell + 1};
}

static bool failed(const struct reading *reading, size_t errors_before)
{
	return reading->diags->errors > errors_before || reading->diags->out_of_memory;
}

/* --- the header --- */

/* "provider,item,…" */
static void add_header(struct bytes *out)
{
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
		bytes_add_format(out, c > 0 ? ",%s" : "%s", catalogue_columns[c].name);
}

/* Adds an error whose format takes the correct header. */
static void complain_header(struct reading *reading, struct place place, const char *key, const char *format)
	PRINTF_LIKE(4, 0);
static void complain_header(struct reading *reading, struct place place, const char *key, const char *format)
{
	struct bytes header = {0}, message = {0};
	add_header(&header);
	bytes_add_format(&message, format, bytes_text(&header));
	if (header.failed || message.failed)
		reading->diags->out_of_memory = true;
	else
		diags_add(reading->diags, SEVERITY_ERROR, place, key, "%s", bytes_text(&message));
	bytes_release(&header);
	bytes_release(&message);
}

static size_t find_column(const char *name)
{
	size_t column = 0;
	while (column < CATALOGUE_COLUMNS && strcmp(catalogue_columns[column].name, name) != 0)
		column++;
	return column;
}

static void complain_unknown(struct reading *reading, size_t cell, const char *name)
{
	struct nearest nearest = nearest_to(name);
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
		nearest_offer(&nearest, catalogue_columns[c].name);
	if (nearest.best)
		diags_add(reading->diags, SEVERITY_ERROR, place_of(reading, 0, cell), NULL,
			  _("there is no column '%s'; did you mean '%s'?"), name, nearest.best);
	else
		complain_header(reading, place_of(reading, 0, cell), name,
				_("unknown column; the columns are %s"));
}

/* Finds each column. Reports unknown and repeated ones. */
static void read_names(struct reading *reading)
{
	size_t count = csv_row_size(&reading->cells, 0);
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
		reading->place[c] = count;
	for (size_t i = 0; i < count; i++) {
		const char *name = reading->cells.cell[i] ? reading->cells.cell[i] : "";
		size_t column = find_column(name);
		if (column == CATALOGUE_COLUMNS)
			complain_unknown(reading, i, name);
		else if (reading->place[column] < count)
			diags_add(reading->diags, SEVERITY_ERROR, place_of(reading, 0, i), name,
				  _("is column %zu already"), reading->place[column] + 1);
		else
			reading->place[column] = i;
	}
}

static void read_header(struct reading *reading)
{
	size_t errors = reading->diags->errors;
	if (reading->cells.row_count == 0) {
		complain_header(reading, (struct place){.file = reading->path}, NULL,
				_("is empty; its first row is %s"));
		return;
	}
	read_names(reading);
	size_t count = csv_row_size(&reading->cells, 0);
	for (size_t c = 0; c < CATALOGUE_COLUMNS && !failed(reading, errors); c++) {
		if (reading->place[c] == count)
			complain_header(reading, place_of(reading, 0, count), catalogue_columns[c].name,
					_("this column is missing; the columns are %s"));
	}
}

/* --- cells --- */

static int day_of(const struct value *value, const char *text, int without)
{
	int day = (int)value->parameter[0] * CATALOGUE_DAYS_A_MONTH;
	if (strlen(text) > 7)
		return day + (text[8] - '0') * 10 + (text[9] - '0');
	return day + (without == INT_MAX ? CATALOGUE_DAYS_A_MONTH - 1 : 1); /* a month as `until`: its last day */
}

/* Reads a non-empty cell in the grammar of profiles. */
static void read_value(struct reading *reading, const struct catalogue_column *column, struct place place, char *text,
		       struct listed_price *listed)
{
	bool is_month = column->kind == KIND_DATE && strlen(text) == 7;
	const struct field field = {
		.key = column->name, .kind = is_month ? KIND_MONTH : column->kind, .high = PRICE_MOST, .fixed = true};
	struct value value;
	size_t first = reading->diags->count;
	if (column->kind == KIND_NUMBER && reading->dialect == DIALECT_EXCEL_FR)
		number_decimal_commas(text);
	if (value_parse(text, strlen(text), &field, NULL, (struct place){.file = reading->path, .line = place.line},
			column->name, reading->diags, &value) != 0) {
		for (; first < reading->diags->count; first++)
			diags_place(reading->diags, first, place);
		return;
	}
	if (column->kind == KIND_NUMBER)
		listed->price = value.parameter[0];
	if (column->kind == KIND_DATE)
		*(int *)(void *)((char *)listed + column->day) = day_of(&value, text, column->without);
	for (char *c = text; column->kind == KIND_CURRENCY && *c; c++)
		*c = ascii_upper(*c);
	value_release(&value);
}

static void read_cell(struct reading *reading, size_t row, size_t column_index, struct listed_price *listed)
{
	const struct catalogue_column *column = &catalogue_columns[column_index];
	size_t cell = reading->place[column_index];
	const char *text = reading->cells.cell[reading->cells.row[row].first_cell + cell];
	char *changeable = text ? reading->cells.text + (text - reading->cells.text) : NULL;
	if (column->kind != KIND_NUMBER)
		memcpy((char *)listed + column->offset, &(const char *){text ? text : ""}, sizeof text);
	if (text)
		read_value(reading, column, place_of(reading, row, cell), changeable, listed);
	else if (column->required)
		diags_add(reading->diags, SEVERITY_ERROR, place_of(reading, row, cell), column->name,
			  _("must not be empty"));
	else if (column->kind == KIND_DATE)
		*(int *)(void *)((char *)listed + column->day) = column->without;
}

/* --- rows --- */

static void read_row(struct reading *reading, size_t row)
{
	size_t errors = reading->diags->errors, columns = csv_row_size(&reading->cells, 0),
	       size = csv_row_size(&reading->cells, row);
	struct catalogue *catalogue = reading->catalogue;
	struct listed_price listed = {
		.own = reading->own, .file = catalogue->file_count, .line = reading->cells.row[row].line};
	if (size != columns) {
		struct place place = place_of(reading, row, size < columns ? size - 1 : columns);
		NUMBERED_ARGUMENTS diags_add(
			reading->diags, SEVERITY_ERROR, place, NULL,
			ngettext("the row has %1$zu cell, the first row has %2$zu",
				 "the row has %1$zu cells, the first row has %2$zu", size),
			size, columns);
		return;
	}
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
		read_cell(reading, row, c, &listed);
	if (failed(reading, errors))
		return;
	if (listed.until_day < listed.from_day)
		diags_add(reading->diags, SEVERITY_ERROR,
			  place_of(reading, row, reading->place[find_column("until")]), "until",
			  _("'%s' is before from, '%s'"), listed.until, listed.from);
	else if (GROW(catalogue->at, catalogue->capacity, catalogue->count + 1))
		catalogue->at[catalogue->count++] = listed;
	else
		reading->diags->out_of_memory = true;
}

/* Compares the keys of two rows. */
static int compare_keys(const struct listed_price *a, const struct listed_price *b)
{
	int order = strcmp(a->provider, b->provider);
	order = order ? order : strcmp(a->item, b->item);
	order = order ? order : strcmp(a->region, b->region);
	order = order ? order : strcmp(a->term, b->term);
	order = order ? order : strcmp(a->unit, b->unit);
	return order ? order : (a->from_day > b->from_day) - (a->from_day < b->from_day);
}

static int by_key(const void *a, const void *b)
{
	struct listed_price *const *row_a = a, *const *row_b = b;
	int order = compare_keys(*row_a, *row_b);
	return order ? order : (*row_a > *row_b) - (*row_a < *row_b);
}

/* Marks rows whose key an earlier file has. Two rows with one key in a file are an error. */
static void keep_first(struct reading *reading)
{
	struct catalogue *catalogue = reading->catalogue;
	struct listed_price **sorted = calloc(catalogue->count + 1, sizeof *sorted);
	if (!sorted) {
		reading->diags->out_of_memory = true;
		return;
	}
	for (size_t i = 0; i < catalogue->count; i++)
		sorted[i] = &catalogue->at[i];
	qsort(sorted, catalogue->count, sizeof(*sorted), by_key);
	for (size_t i = 1; i < catalogue->count; i++) {
		const struct listed_price *before = sorted[i - 1];
		if (compare_keys(before, sorted[i]) != 0)
			continue;
		if (before->file == sorted[i]->file) {
			struct place place = {.file = reading->path, .line = sorted[i]->line, .column = 1};
			diags_add(reading->diags, SEVERITY_ERROR, place, sorted[i]->item,
				  _("line %d already has a price with the same provider, item, region, term, unit and "
				    "from"),
				  before->line);
		}
		sorted[i]->left_out = true;
	}
	free(sorted);
}

static void drop_left_out(struct catalogue *catalogue)
{
	size_t kept = 0;
	for (size_t i = 0; i < catalogue->count; i++)
		if (!catalogue->at[i].left_out)
			catalogue->at[kept++] = catalogue->at[i];
	catalogue->count = kept;
}

static void read_rows(struct reading *reading)
{
	size_t errors = reading->diags->errors;
	read_header(reading);
	for (size_t row = 1; row < reading->cells.row_count && !failed(reading, errors); row++)
		read_row(reading, row);
	if (!failed(reading, errors))
		keep_first(reading);
	if (!failed(reading, errors) && !GROW(reading->catalogue->file, reading->catalogue->file_capacity,
					      reading->catalogue->file_count + 1))
		reading->diags->out_of_memory = true;
}

int catalogue_add(struct catalogue *catalogue, const char *path, const struct bytes *file, bool own,
		  struct diags *diags)
{
	struct reading reading = {
		.path = path, .dialect = csv_dialect_of(file), .own = own, .diags = diags, .catalogue = catalogue};
	size_t errors = diags->errors, before = catalogue->count;
	if (csv_read(path, file, reading.dialect, diags, &reading.cells) == 0)
		read_rows(&reading);
	if (failed(&reading, errors)) {
		catalogue->count = before;
		csv_cells_release(&reading.cells);
		return -1;
	}
	drop_left_out(catalogue);
	catalogue->file[catalogue->file_count++] = reading.cells;
	return 0;
}
