/* CSV, written by hand around libcsv's quoting, and read with libcsv, held to stricter rules than its own. */
#include "base/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/diag.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/number.h"
#include "base/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";
enum { MARK_SIZE = sizeof byte_order_mark - 1 };

/* --- writing --- */

void csv_print_start(struct bytes *out, enum csv_dialect dialect)
{
	if (dialect == DIALECT_EXCEL_FR)
		bytes_add(out, byte_order_mark, MARK_SIZE);
}

void csv_print_row_end(struct bytes *out)
{
	bytes_add(out, "\r\n", 2);
}

/* Only text can run as a formula: numbers stay numbers. */
static bool runs_as_formula(const char *text)
{
	switch (text[0]) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
		return true;
	default:
		return false;
	}
}

/* Only quotes keep blanks at the ends: readers (libcsv too) drop them otherwise. Measures the text, too. */
static bool needs_quotes(enum csv_dialect dialect, const char *text, size_t *size)
{
	size_t i = strcspn(text, dialect == DIALECT_EXCEL_FR ? "\"\n\r;" : "\"\n\r,");
	*size = text[i] == '\0' ? i : i + strlen(text + i);
	return text[i] != '\0' || (i > 0 && (ascii_is_blank(text[0]) || ascii_is_blank(text[i - 1])));
}

static void add_quoted(struct bytes *out, const char *text, size_t size)
{
	size_t quoted_size = csv_write(NULL, 0, text, size), start = out->size;
	for (size_t i = 0; i < quoted_size; i++)
		bytes_add_char(out, ' ');
	if (!out->failed)
		csv_write(out->at + start, quoted_size, text, size);
}

void csv_print_text(struct bytes *out, enum csv_dialect dialect, const char *text, bool raw)
{
	bool formula = !raw && runs_as_formula(text);
	size_t size;
	bool quotes = needs_quotes(dialect, text, &size),
	     valid = utf8_valid(text, size); /* a file's name may hold any bytes */
	if (!quotes && !formula && valid) {
		bytes_add(out, text, size);
		return;
	}
	struct bytes safe = {0};
	if (formula || !valid) {
		bytes_add_text(&safe, formula ? "'" : "");
		utf8_repair(&safe, text, size);
		out->failed |= safe.failed;
		text = bytes_text(&safe);
	}
	if (needs_quotes(dialect, text, &size))
		add_quoted(out, text, size);
	else
		bytes_add(out, text, size);
	bytes_release(&safe);
}

void csv_print_number(struct bytes *out, enum csv_dialect dialect, double number)
{
	size_t start = out->size;
	number_print_short(out, number);
	if (dialect != DIALECT_EXCEL_FR || out->failed)
		return;
	char *point = memchr(out->at + start, '.', out->size - start);
	if (point)
		*point = ',';
}

/* --- reading --- */

#define NO_CELL ((size_t)-1)

/* While a file is read. A cell is an offset into the texts, which still move. */
struct parse {
	const char *path;
	enum csv_dialect dialect;
	struct diags *diags;
	size_t errors_before;
	struct bytes texts;
	size_t *cell;
	size_t cell_count, cell_capacity;
	struct csv_row *row;
	size_t row_count, row_capacity;
	int line; /* that is being fed */
	bool in_row, no_memory;
};

static void complain(struct parse *parse, int line, size_t column, const char *message)
{
	struct place place = {.file = parse->path, .line = line, .column = (int)column};
	diags_add(parse->diags, SEVERITY_ERROR, place, NULL, "%s", message);
}

static void begin_row(struct parse *parse)
{
	parse->in_row = true;
	if (GROW(parse->row, parse->row_capacity, parse->row_count + 1))
		parse->row[parse->row_count++] = (struct csv_row){.line = parse->line, .first_cell = parse->cell_count};
	else
		parse->no_memory = true;
}

static void on_cell(void *text, size_t size, void *context)
{
	struct parse *parse = context;
	if (!parse->in_row)
		begin_row(parse);
	if (!GROW(parse->cell, parse->cell_capacity, parse->cell_count + 1)) {
		parse->no_memory = true;
		return;
	}
	parse->cell[parse->cell_count++] = text ? parse->texts.size : NO_CELL;
	if (text) {
		bytes_add(&parse->texts, text, size);
		bytes_add_char(&parse->texts, '\0');
		parse->no_memory |= parse->texts.failed;
	}
}

static void on_row(int end, void *context)
{
	(void)end;
	((struct parse *)context)->in_row = false;
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

static void complain_syntax(struct parse *parse, bool at_end)
{
	size_t column = parse->in_row ? parse->cell_count - parse->row[parse->row_count - 1].first_cell + 1 : 1;
	complain(parse, parse->line, column,
	         at_end ? _("a quote is not closed")
	                : _("a quote inside an unquoted cell: a cell with quotes is written \"like \"\"this\"\"\""));
}

static void check_bytes(struct parse *parse, const struct bytes *file)
{
	if (memchr(bytes_text(file), '\0', file->size))
		complain(parse, 0, 0, _("holds a NUL byte: save it as CSV in UTF-8"));
	else if (!utf8_valid(bytes_text(file), file->size))
		complain(parse, 0, 0, _("is not in UTF-8"));
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

enum csv_dialect csv_dialect_of(const struct bytes *file)
{
	const char *text = bytes_text(file);
	return first_line_has(text, ';') && !first_line_has(text, ',') ? DIALECT_EXCEL_FR : DIALECT_RFC4180;
}

/* A file in another dialect is one error, not one a row. */
static void check_separator(struct parse *parse, const char *text)
{
	bool french = parse->dialect == DIALECT_EXCEL_FR;
	if (first_line_has(text, csv_separator(parse->dialect)) || !first_line_has(text, french ? ',' : ';'))
		return;
	complain(parse, 1, 1,
	         french ? _("cells are separated by semicolons in this dialect (excel-fr), not by commas")
	                : _("cells are separated by commas, not by semicolons; --csv-dialect excel-fr reads semicolons "
	                    "and decimal commas"));
}

/* Feeds the file line by line, so that a row's line is known. */
static void parse_lines(struct parse *parse, const struct bytes *file, size_t start)
{
	struct csv_parser parser;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) != 0) {
		parse->no_memory = true;
		return;
	}
	csv_set_delim(&parser, (unsigned char)csv_separator(parse->dialect));
	csv_set_realloc_func(&parser, reallocate);
	csv_set_free_func(&parser, release);
	bool broken = false, at_end = false;
	for (size_t at = start, end; at < file->size && !broken && !parse->no_memory; at = end) {
		end = line_end(file, at);
		parse->line++;
		broken = csv_parse(&parser, file->at + at, end - at, on_cell, on_row, parse) != end - at;
	}
	if (!broken && !parse->no_memory)
		broken = at_end = csv_fini(&parser, on_cell, on_row, parse) != 0;
	if (broken && csv_error(&parser) == CSV_ENOMEM)
		parse->no_memory = true;
	else if (broken)
		complain_syntax(parse, at_end);
	csv_free(&parser);
}

static bool failed(const struct parse *parse)
{
	return parse->no_memory || parse->diags->errors > parse->errors_before;
}

/* Turns offsets into pointers: the texts move no more. */
static void settle(struct parse *parse, struct csv_cells *cells)
{
	const char **at = calloc(parse->cell_count + 1, sizeof *at);
	if (!at) {
		parse->no_memory = true;
		return;
	}
	for (size_t i = 0; i < parse->cell_count; i++)
		at[i] = parse->cell[i] == NO_CELL ? NULL : parse->texts.at + parse->cell[i];
	*cells = (struct csv_cells){
		.text = parse->texts.at,
		.cell = at,
		.cell_count = parse->cell_count,
		.row = parse->row,
		.row_count = parse->row_count,
	};
	parse->texts = (struct bytes){0};
	parse->row = NULL;
}

int csv_read(const char *path, const struct bytes *file, enum csv_dialect dialect, struct diags *diags,
             struct csv_cells *cells)
{
	struct parse parse = {.path = path, .dialect = dialect, .diags = diags, .errors_before = diags->errors};
	size_t start = strncmp(bytes_text(file), byte_order_mark, MARK_SIZE) == 0 ? MARK_SIZE : 0;
	check_bytes(&parse, file);
	if (!failed(&parse))
		check_separator(&parse, bytes_text(file) + start);
	if (!failed(&parse))
		parse_lines(&parse, file, start);
	if (!failed(&parse))
		settle(&parse, cells);
	diags->out_of_memory |= parse.no_memory;
	bytes_release(&parse.texts);
	free(parse.cell);
	free(parse.row);
	return failed(&parse) ? -1 : 0;
}

void csv_cells_release(struct csv_cells *cells)
{
	free(cells->text);
	free(cells->cell);
	free(cells->row);
	*cells = (struct csv_cells){0};
}

size_t csv_row_size(const struct csv_cells *cells, size_t row)
{
	size_t end = row + 1 < cells->row_count ? cells->row[row + 1].first_cell : cells->cell_count;
	return end - cells->row[row].first_cell;
}
