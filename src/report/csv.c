/*
 * CSV: RFC 4180, one header, every digit, nothing else. A spreadsheet that opens it runs none of its texts as a formula.
 */
#include <csv.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/document.h"
#include "report/writer.h"

static char separator(const struct document *document)
{
	return document->style.dialect == DIALECT_EXCEL_FR ? ';' : ',';
}

/* Only text can run as a formula: numbers stay numbers. */
static bool runs_as_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

/* Blanks at the ends are kept by quotes alone: readers (libcsv too) drop them otherwise. */
static bool needs_quotes(const char *text, size_t size, char between)
{
	if (size == 0)
		return false;
	const char special[] = {'"', '\r', '\n', between, '\0'};
	return text[strcspn(text, special)] != '\0' || strchr(" \t", text[0]) || strchr(" \t", text[size - 1]);
}

static void add_text(struct document *document, const char *text)
{
	struct bytes *out = &document->rows;
	size_t size = strlen(text);
	struct bytes safe = {0};
	if (!document->style.raw && runs_as_formula(text)) {
		bytes_add_char(&safe, '\'');
		bytes_add(&safe, text, size);
		out->failed |= safe.failed;
		text = bytes_text(&safe);
		size = safe.size;
	}
	if (!needs_quotes(text, size, separator(document))) {
		bytes_add(out, text, size);
	} else {
		size_t quoted_size = csv_write(NULL, 0, text, size);
		size_t start = out->size;
		for (size_t i = 0; i < quoted_size; i++)
			bytes_add_char(out, ' ');
		if (!out->failed)
			csv_write(out->at + start, quoted_size, text, size);
	}
	bytes_release(&safe);
}

static void add_number(struct document *document, double number)
{
	struct bytes *out = &document->rows;
	size_t start = out->size;
	number_print_exact(out, number);
	if (document->style.dialect != DIALECT_EXCEL_FR || out->failed)
		return;
	char *point = memchr(out->at + start, '.', out->size - start);
	if (point)
		*point = ',';
}

static void add_cell(struct document *document, const struct cell *cell)
{
	if (cell->kind == CELL_TEXT)
		add_text(document, cell->text);
	else if (cell->kind == CELL_NUMBER && isfinite(cell->number))
		add_number(document, cell->number);
}

static void csv_columns(struct document *document)
{
	if (document->style.dialect == DIALECT_EXCEL_FR)
		bytes_add_text(&document->rows, "\xEF\xBB\xBF");
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			bytes_add_char(&document->rows, separator(document));
		add_text(document, document->column[i]);
	}
	bytes_add_text(&document->rows, "\r\n");
}

static void csv_row(struct document *document, const struct cell *cells)
{
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			bytes_add_char(&document->rows, separator(document));
		add_cell(document, &cells[i]);
	}
	bytes_add_text(&document->rows, "\r\n");
}

static void csv_finish(struct document *document, struct bytes *out)
{
	bytes_add(out, document->rows.at, document->rows.size);
}

const struct writer writer_csv = {
	.name = "csv",
	.extension = "csv",
	.takes_rows = true,
	.columns = csv_columns,
	.row = csv_row,
	.finish = csv_finish,
};
