/*
 * CSV: RFC 4180, one header, every bit of a number, nothing else. Texts are escaped so that a spreadsheet runs none as
 * a formula.
 */
#include <math.h>

#include "base/csv.h"
#include "document/document.h"
#include "document/writer.h"

static void add_cell(struct document *document, const struct cell *cell)
{
	struct bytes *out = &document->rows;
	const struct style *style = &document->style;
	if (cell->kind == CELL_TEXT)
		csv_print_text(out, style->dialect, cell->text, style->raw);
	else if (cell->kind == CELL_WORD)
		bytes_add(out, cell->text, cell->size);
	else if ((cell->kind == CELL_NUMBER || cell->kind == CELL_MONEY) && isfinite(cell->number))
		csv_print_number(out, style->dialect, cell->number);
}

static void csv_columns(struct document *document)
{
	struct bytes *out = &document->rows;
	const struct style *style = &document->style;
	csv_print_start(out, style->dialect);
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			csv_print_separator(out, style->dialect);
		csv_print_text(out, style->dialect, document->column[i], style->raw);
	}
	csv_print_row_end(out);
}

static void csv_row(struct document *document, const struct cell *cells)
{
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			csv_print_separator(&document->rows, document->style.dialect);
		add_cell(document, &cells[i]);
	}
	csv_print_row_end(&document->rows);
}

const struct writer writer_csv = {
	.name = "csv",
	.extension = "csv",
	.takes_rows = true,
	.columns = csv_columns,
	.row = csv_row,
};
