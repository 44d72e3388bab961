/*
 * JSON: {"schema": "breakeven/1", "command": …, "made_by": …, "rows": [{column: value, …}, …]}. jansson writes the
 * texts. Rows and their numbers are written here: jansson does not write the shortest form of a number, and 100,000
 * rows need not become objects first.
 */
#include <jansson.h>
#include <math.h>

#include "base/number.h"
#include "document/document.h"
#include "document/json.h"
#include "document/writer.h"

static void add_text(struct document *document, const char *text)
{
	json_t *value = json_text(text);
	if (json_print(value, 0, &document->rows) != 0)
		document->failed = true;
	json_decref(value);
}

static void add_word(struct bytes *out, const struct cell *cell)
{
	bytes_add_char(out, '"');
	bytes_add(out, cell->text, cell->size);
	bytes_add_char(out, '"');
}

static void add_cell(struct document *document, const struct cell *cell)
{
	struct bytes *out = &document->rows;
	bool is_number = cell->kind == CELL_NUMBER || cell->kind == CELL_MONEY;
	if (cell->kind == CELL_TEXT)
		add_text(document, cell->text);
	else if (cell->kind == CELL_WORD)
		add_word(out, cell);
	else if (is_number && isfinite(cell->number))
		number_print_short(out, cell->number);
	else
		bytes_add_text(out, "null");
}

/* Every row repeats the names: they are prepared once, as what precedes each value. */
static void json_columns(struct document *document)
{
	for (size_t i = 0; i < document->column_count; i++) {
		struct bytes name = {0};
		json_t *value = json_text(document->column[i]);
		if (json_print(value, 0, &name) != 0)
			document->failed = true;
		bytes_add_char(&name, ':');
		document->column[i] = document_take(document, &name);
		json_decref(value);
	}
}

static void json_row(struct document *document, const struct cell *cells)
{
	bytes_add_text(&document->rows, document->first_within ? "\n\t\t{" : ",\n\t\t{");
	document->first_within = false;
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			bytes_add_char(&document->rows, ',');
		bytes_add_text(&document->rows, document->column[i]);
		add_cell(document, &cells[i]);
	}
	bytes_add_char(&document->rows, '}');
}

/* The row before stays open for them. */
static void json_within(struct document *document)
{
	struct bytes *rows = &document->rows;
	if (rows->failed || rows->size == 0)
		return;
	bytes_splice(rows, rows->size - 1, 1, "", 0);
	bytes_add_text(rows, ",\"children\":[");
	document->first_within = true;
}

static void json_within_end(struct document *document)
{
	bytes_add_text(&document->rows, "]}");
	document->first_within = false;
}

static void json_begin(struct document *document, struct bytes *out)
{
	bytes_add_text(out, "{\n\t\"schema\": \"breakeven/1\",\n\t\"command\": ");
	json_t *command = json_text(document->command);
	int failed = json_print(command, 0, out);
	json_decref(command);
	bytes_add_text(out, ",\n\t\"made_by\": ");
	failed |= stamp_print_json(&document->stamp, out);
	bytes_add_text(out, ",\n\t\"rows\": [");
	if (failed)
		document->failed = true;
}

static void json_end(struct document *document, struct bytes *out)
{
	bytes_add_text(out, document->row_count > 0 ? "\n\t]\n}\n" : "]\n}\n");
}

const struct writer writer_json = {
	.name = "json",
	.extension = "json",
	.takes_rows = true,
	.columns = json_columns,
	.row = json_row,
	.within = json_within,
	.within_end = json_within_end,
	.apart = sizeof(",") - 1,
	.begin = json_begin,
	.end = json_end,
};
