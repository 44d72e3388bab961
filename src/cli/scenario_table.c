/* Scenarios read with libcsv, held to stricter rules than its own. */
#include "cli/scenario_table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/number.h"
#include "base/utf8.h"
#include "plan/plan.h"

enum { MOST_BYTES = 1 << 30 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";
static const size_t no_cell = (size_t)-1;

/*
 * While the file is read. A cell is an offset into the texts, which still move; rows are counted as they come, the first one being the
 * header.
 */
struct reader {
	const char *path;
	enum csv_dialect dialect;
	struct diags *diags;
	struct bytes texts;
	size_t *cell;
	size_t cell_count, cell_capacity;
	struct {
		int line;
		size_t first_cell;
	} *row;
	size_t row_count, row_capacity;
	int line;           /* that is being fed */
	bool in_row, no_memory;
	size_t errors_before;
};

static struct place place_at(const char *path, int line, size_t column)
{
	return (struct place){.file = path, .line = line, .column = (int)column};
}

/* Room for one more; false when out of memory. */
static bool grow(struct reader *reader, void **array, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return true;
	size_t larger = *capacity ? *capacity * 2 : 256;
	void *at = realloc(*array, larger * size);
	if (!at) {
		reader->no_memory = true;
		return false;
	}
	*array = at;
	*capacity = larger;
	return true;
}

static void begin_row(struct reader *reader)
{
	void *rows = reader->row;
	if (grow(reader, &rows, reader->row_count, &reader->row_capacity, sizeof *reader->row)) {
		reader->row = rows;
		reader->row[reader->row_count].line = reader->line;
		reader->row[reader->row_count].first_cell = reader->cell_count;
		reader->row_count++;
	}
	reader->in_row = true;
}

static void on_cell(void *text, size_t size, void *context)
{
	struct reader *reader = context;
	if (!reader->in_row)
		begin_row(reader);
	void *cells = reader->cell;
	if (!grow(reader, &cells, reader->cell_count, &reader->cell_capacity, sizeof *reader->cell))
		return;
	reader->cell = cells;
	reader->cell[reader->cell_count++] = text ? reader->texts.size : no_cell;
	if (text) {
		bytes_add(&reader->texts, text, size);
		bytes_add_char(&reader->texts, '\0');
		reader->no_memory |= reader->texts.failed;
	}
}

static void on_row(int end, void *context)
{
	(void)end;
	((struct reader *)context)->in_row = false;
}

/* libcsv's own allocations go where ours do. */
static void *reallocate(void *at, size_t size)
{
	return realloc(at, size);
}

static void release(void *at)
{
	free(at);
}

/* The end of the line that starts at `at`, its line end included. */
static size_t line_end(const struct bytes *file, size_t at)
{
	size_t end = at + strcspn(file->at + at, "\r\n");
	if (end + 1 < file->size && file->at[end] == '\r' && file->at[end + 1] == '\n')
		end++;
	return end < file->size ? end + 1 : end;
}

static void complain_syntax(struct reader *reader, bool at_end)
{
	size_t column = reader->in_row ? reader->cell_count - reader->row[reader->row_count - 1].first_cell + 1 : 1;
	diags_add(reader->diags, SEVERITY_ERROR, place_at(reader->path, reader->line, column), NULL, "%s",
	          at_end ? _("a quote is not closed")
	                 : _("a quote where none can stand: cells that hold one are quoted, \"like \"\"this\"\"\""));
}

static char separator_of(const struct reader *reader)
{
	return reader->dialect == DIALECT_EXCEL_FR ? ';' : ',';
}

/* Whether a character stands in the first line, outside quotes. */
static bool first_line_has(const char *text, char wanted)
{
	bool quoted = false;
	for (; *text && (quoted || (*text != '\r' && *text != '\n')); text++) {
		quoted ^= *text == '"';
		if (!quoted && *text == wanted)
			return true;
	}
	return false;
}

/* A file in another dialect is one error, not one a row. */
static void check_separator(struct reader *reader, const char *text)
{
	bool french = reader->dialect == DIALECT_EXCEL_FR;
	if (first_line_has(text, separator_of(reader)) || !first_line_has(text, french ? ',' : ';'))
		return;
	diags_add(reader->diags, SEVERITY_ERROR, place_at(reader->path, 1, 1), NULL, "%s",
	          french ? _("cells are set apart by semicolons in this dialect (excel-fr), not by commas")
	                 : _("cells are set apart by commas, not by semicolons; --csv-dialect excel-fr reads those, and decimal commas"));
}

/* Feeds the file line by line, so that a row's line is known. */
static void parse(struct reader *reader, const struct bytes *file, size_t start)
{
	struct csv_parser parser;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) != 0) {
		reader->no_memory = true;
		return;
	}
	csv_set_delim(&parser, (unsigned char)separator_of(reader));
	csv_set_realloc_func(&parser, reallocate);
	csv_set_free_func(&parser, release);
	bool broken = false, at_end = false;
	for (size_t at = start, end; at < file->size && !broken && !reader->no_memory; at = end) {
		end = line_end(file, at);
		reader->line++;
		broken = csv_parse(&parser, file->at + at, end - at, on_cell, on_row, reader) != end - at;
	}
	if (!broken && !reader->no_memory)
		broken = at_end = csv_fini(&parser, on_cell, on_row, reader) != 0;
	if (broken && csv_error(&parser) == CSV_ENOMEM)
		reader->no_memory = true;
	else if (broken)
		complain_syntax(reader, at_end);
	csv_free(&parser);
}

static void check_bytes(struct reader *reader, const struct bytes *file)
{
	struct place place = {.file = reader->path};
	if (memchr(bytes_text(file), '\0', file->size))
		diags_add(reader->diags, SEVERITY_ERROR, place, NULL, _("holds a NUL byte: save it as CSV in UTF-8"));
	else if (!utf8_valid(bytes_text(file), file->size))
		diags_add(reader->diags, SEVERITY_ERROR, place, NULL, _("is not in UTF-8"));
}

static size_t cells_of(const struct reader *reader, size_t row)
{
	size_t end = row + 1 < reader->row_count ? reader->row[row + 1].first_cell : reader->cell_count;
	return end - reader->row[row].first_cell;
}

static void check_shape(struct reader *reader)
{
	size_t columns = reader->row_count > 0 ? cells_of(reader, 0) : 0;
	if (reader->row_count == 0)
		diags_add(reader->diags, SEVERITY_ERROR, (struct place){.file = reader->path}, NULL,
		          _("is empty; its first row is name,section.key,…"));
	else if (reader->row_count == 1)
		diags_add(reader->diags, SEVERITY_ERROR, (struct place){.file = reader->path}, NULL,
		          _("has no scenarios; each is a row below the header, name,value,…"));
	for (size_t row = 1; row < reader->row_count; row++) {
		size_t cells = cells_of(reader, row);
		if (cells != columns)
			diags_add(reader->diags, SEVERITY_ERROR, place_at(reader->path, reader->row[row].line, cells < columns ? cells : columns + 1),
			          NULL, _("the row has %zu cells, the first row has %zu"), cells, columns);
	}
}

/* Turns offsets into pointers; nothing moves from here on. false: no memory. */
static bool settle(struct reader *reader, struct scenario_table *table)
{
	table->text = reader->texts.at;
	table->columns = cells_of(reader, 0);
	table->row_count = reader->row_count - 1;
	table->cells = calloc(reader->cell_count, sizeof *table->cells);
	table->row = calloc(reader->row_count, sizeof *table->row);
	table->key = calloc(table->columns, sizeof *table->key);
	reader->texts = (struct bytes){0};
	if (!table->cells || !table->row || !table->key)
		return false;
	for (size_t i = 0; i < reader->cell_count; i++)
		table->cells[i] = reader->cell[i] == no_cell ? NULL : table->text + reader->cell[i];
	for (size_t i = 0; i < table->row_count; i++) {
		table->row[i].line = reader->row[i + 1].line;
		table->row[i].cell = table->cells + reader->row[i + 1].first_cell;
	}
	return true;
}

/* Columns that name inputs, in the order of these, then of the file. */
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
static void check_keys(struct reader *reader, const struct scenario_table *table)
{
	const struct scenario_key **sorted = calloc(table->columns, sizeof(const struct scenario_key *));
	size_t named = 0, first = 0;
	if (!sorted) {
		reader->no_memory = true;
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
			diags_add(reader->diags, SEVERITY_ERROR, place_at(table->path, reader->row[0].line, (size_t)(sorted[i] - table->key) + 2),
			          sorted[i]->name, _("is column %zu already"), (size_t)(sorted[first] - table->key) + 2);
	}
	free(sorted);
}

/* The header: the name, then names of inputs. Whether a profile has them is seen with the profile. */
static void check_header(struct reader *reader, struct scenario_table *table)
{
	int line = reader->row[0].line;
	if (!table->cells[0] || strcmp(table->cells[0], "name") != 0)
		diags_add(reader->diags, SEVERITY_ERROR, place_at(table->path, line, 1), NULL, _("the first column is called 'name'"));
	for (size_t i = 0; i + 1 < table->columns; i++) {
		struct scenario_key *key = &table->key[i];
		key->name = table->cells[i + 1];
		if (!key->name)
			diags_add(reader->diags, SEVERITY_ERROR, place_at(table->path, line, i + 2), NULL, _("the column has no name"));
		/* What is no name of an input is told with the profile, which knows the nearest one. */
		else if (!input_name_split(key->name, &key->section, &key->key))
			key->section = key->key = NULL;
	}
	check_keys(reader, table);
}

/* Decimal commas as the grammar of profiles has them; the lengths stay, and so do texts. */
static void read_decimal_commas(struct scenario_table *table)
{
	for (size_t i = 0; i + 1 < table->columns; i++) {
		const struct scenario_key *key = &table->key[i];
		if (!key->section || !input_is_number(key->section, key->key))
			continue;
		for (size_t row = 0; row < table->row_count; row++) {
			const char *cell = table->row[row].cell[i + 1];
			if (cell)
				number_decimal_commas(table->text + (cell - table->text));
		}
	}
}

/* Rows in the order of their names, then of the file. */
static int by_name(const void *a, const void *b)
{
	const struct scenario_row *const *row_a = a, *const *row_b = b;
	int order = strcmp((*row_a)->cell[0], (*row_b)->cell[0]);
	return order ? order : ((*row_a)->line > (*row_b)->line) - ((*row_a)->line < (*row_b)->line);
}

static void check_names(struct reader *reader, const struct scenario_table *table)
{
	const struct scenario_row **sorted = calloc(table->row_count + 1, sizeof(const struct scenario_row *));
	size_t named = 0;
	if (!sorted) {
		reader->no_memory = true;
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		const struct scenario_row *row = &table->row[i];
		if (row->cell[0])
			sorted[named++] = row;
		else
			diags_add(reader->diags, SEVERITY_ERROR, place_at(table->path, row->line, 1), "name", _("the row has no name"));
	}
	qsort(sorted, named, sizeof *sorted, by_name);
	for (size_t i = 1; i < named; i++) {
		if (strcmp(sorted[i]->cell[0], sorted[i - 1]->cell[0]) == 0)
			diags_add(reader->diags, SEVERITY_ERROR, place_at(table->path, sorted[i]->line, 1), "name",
			          _("'%s' is the name of row %d already"), sorted[i]->cell[0], sorted[i - 1]->line);
	}
	free(sorted);
}

static bool wrong(const struct reader *reader)
{
	return reader->no_memory || reader->diags->errors > reader->errors_before;
}

enum scenario_table_result scenario_table_read(const char *path, enum csv_dialect dialect, const struct file_wait *wait, struct diags *diags, struct scenario_table *table)
{
	struct bytes file = {0};
	struct reader reader = {.path = path, .dialect = dialect, .diags = diags, .errors_before = diags->errors};
	struct scenario_table made = {.path = path};
	if (file_read_waiting(path, MOST_BYTES, wait, &file, NULL, diags) != 0)
		return TABLE_UNREADABLE;
	digest_text(bytes_text(&file), file.size, made.digest);
	size_t start = strncmp(bytes_text(&file), byte_order_mark, 3) == 0 ? 3 : 0;
	check_bytes(&reader, &file);
	if (!wrong(&reader))
		check_separator(&reader, bytes_text(&file) + start);
	if (!wrong(&reader))
		parse(&reader, &file, start);
	if (!wrong(&reader))
		check_shape(&reader);
	if (!wrong(&reader) && !settle(&reader, &made))
		reader.no_memory = true;
	if (!wrong(&reader)) {
		check_header(&reader, &made);
		check_names(&reader, &made);
		if (dialect == DIALECT_EXCEL_FR)
			read_decimal_commas(&made);
	}
	enum scenario_table_result result = wrong(&reader) ? TABLE_WRONG : TABLE_READ;
	if (reader.no_memory)
		diags->out_of_memory = true;
	if (result == TABLE_READ)
		*table = made;
	else
		scenario_table_release(&made);
	bytes_release(&file);
	bytes_release(&reader.texts);
	free(reader.cell);
	free(reader.row);
	return result;
}

void scenario_table_release(struct scenario_table *table)
{
	for (size_t i = 0; table->key && i + 1 < table->columns; i++) {
		free(table->key[i].section);
		free(table->key[i].key);
	}
	free(table->key);
	free(table->row);
	free(table->cells);
	free(table->text);
	*table = (struct scenario_table){0};
}

struct place scenario_table_place(const struct scenario_table *table, size_t row, size_t column)
{
	return place_at(table->path, table->row[row].line, column);
}
