/*
 * CSV: RFC 4180, one header, every bit of a number, nothing else. A spreadsheet that opens it runs none of its texts as a formula.
 */
#include <csv.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "document/document.h"
#include "document/writer.h"

static char separator(const struct document *document)
{
	return document->style.dialect == DIALECT_EXCEL_FR ? ';' : ',';
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

/* Blanks at the ends are kept by quotes alone: readers (libcsv too) drop them otherwise. Measures, too. */
static bool needs_quotes(const struct document *document, const char *text, size_t *size)
{
	size_t i = strcspn(text, document->style.dialect == DIALECT_EXCEL_FR ? "\"\n\r;" : "\"\n\r,");
	*size = text[i] == '\0' ? i : i + strlen(text + i);
	return text[i] != '\0' || (i > 0 && (text[0] == ' ' || text[0] == '\t' || text[i - 1] == ' ' || text[i - 1] == '\t'));
}

static void add_text(struct document *document, const char *text)
{
	struct bytes *out = &document->rows;
	bool formula = !document->style.raw && runs_as_formula(text);
	size_t size;
	bool quotes = needs_quotes(document, text, &size), valid = utf8_valid(text, size); /* a file's name may hold any bytes */
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
	if (!needs_quotes(document, text, &size)) {
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
	number_print_short(out, number);
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
	else if (cell->kind == CELL_WORD)
		bytes_add_text(&document->rows, cell->text);
	else if ((cell->kind == CELL_NUMBER || cell->kind == CELL_MONEY) && isfinite(cell->number))
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

const struct writer writer_csv = {
	.name = "csv",
	.extension = "csv",
	.takes_rows = true,
	.columns = csv_columns,
	.row = csv_row,
};
