/*
 * JSON: {"schema": "breakeven/1", "command": …, "made_by": …, "rows": [{column: value, …}, …]}.
 *
 * Texts are jansson's to write. Rows and their numbers are written here: jansson has no shortest form of a number, and 100,000 rows need not
 * be objects first.
 */
#include "document/json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "document/document.h"
#include "document/writer.h"

static int append(const char *data, size_t size, void *out)
{
	bytes_add(out, data, size);
	return ((struct bytes *)out)->failed ? -1 : 0;
}

int json_print(const struct json_t *value, size_t flags, struct bytes *out)
{
	return value && json_dump_callback(value, append, out, flags | JSON_ENCODE_ANY) == 0 ? 0 : -1;
}

struct json_t *json_text(const char *text)
{
	size_t size = strlen(text);
	if (utf8_valid(text, size))
		return json_stringn_nocheck(text, size);
	/* JSON cannot hold it as it is: what is no character is shown as one. */
	struct bytes safe = {0};
	utf8_repair(&safe, text, size);
	json_t *value = safe.failed ? NULL : json_stringn(bytes_text(&safe), safe.size);
	bytes_release(&safe);
	return value;
}

static void add_text(struct document *document, const char *text)
{
	json_t *value = json_text(text);
	if (json_print(value, 0, &document->rows) != 0)
		document->failed = true;
	json_decref(value);
}

static void add_cell(struct document *document, const struct cell *cell)
{
	struct bytes *out = &document->rows;
	bool is_number = cell->kind == CELL_NUMBER || cell->kind == CELL_MONEY;
	if (cell->kind == CELL_TEXT)
		add_text(document, cell->text);
	else if (cell->kind == CELL_WORD)
		bytes_add_format(out, "\"%s\"", cell->text);
	else if (is_number && isfinite(cell->number))
		number_print_short(out, cell->number);
	else
		bytes_add_text(out, "null");
}

/* Every row names its own: the names become what stands before a value, once for all rows. */
static void json_columns(struct document *document)
{
	for (size_t i = 0; i < document->column_count; i++) {
		struct bytes name = {0};
		json_t *value = json_text(document->column[i]);
		if (json_print(value, 0, &name) != 0)
			document->failed = true;
		bytes_add_char(&name, ':');
		document->column[i] = document_keep(document, document_text(document, &name));
		json_decref(value);
		bytes_release(&name);
	}
}

static void json_row(struct document *document, const struct cell *cells)
{
	bytes_add_text(&document->rows, ",\n\t\t{");
	for (size_t i = 0; i < document->column_count; i++) {
		if (i > 0)
			bytes_add_char(&document->rows, ',');
		bytes_add_text(&document->rows, document->column[i]);
		add_cell(document, &cells[i]);
	}
	bytes_add_char(&document->rows, '}');
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
	.apart = sizeof(",") - 1,
	.begin = json_begin,
	.end = json_end,
};
