/*
 * JSON: {"schema": "breakeven/1", "command": …, "made_by": …, "rows": [{column: value, …}, …]}.
 *
 * Each row becomes an object of jansson's and is written at once; only the frame around them is ours, so that 100,000 rows
 * are never objects all at the same time.
 */
#include "report/json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/document.h"
#include "report/writer.h"

/* Every double comes back from 17 digits. */
#define JSON_FLAGS (JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY)

static int append(const char *data, size_t size, void *out)
{
	bytes_add(out, data, size);
	return ((struct bytes *)out)->failed ? -1 : 0;
}

int json_print(const struct json_t *value, size_t flags, struct bytes *out)
{
	return value && json_dump_callback(value, append, out, flags | JSON_FLAGS) == 0 ? 0 : -1;
}

struct json_t *json_text(const char *text)
{
	size_t size = strlen(text);
	if (utf8_valid(text, size))
		return json_stringn_nocheck(text, size);
	/* JSON cannot hold it as it is: what is no character is shown as one. */
	struct bytes safe = {0};
	utf8_sanitise(&safe, text, size);
	json_t *value = safe.failed ? NULL : json_stringn(bytes_text(&safe), safe.size);
	bytes_release(&safe);
	return value;
}

/* Whole numbers look whole: a month is 7, not 7.0. */
static json_t *json_number(double number)
{
	const double largest_exact = 9007199254740992.0;
	bool negative_zero = number == 0 && signbit(number);
	if (fabs(number) <= largest_exact && nearbyint(number) == number && !negative_zero)
		return json_integer((json_int_t)number);
	return json_real(number);
}

static json_t *json_cell(const struct cell *cell)
{
	if (cell->kind == CELL_TEXT || cell->kind == CELL_WORD)
		return json_text(cell->text);
	if (cell->kind == CELL_NUMBER && isfinite(cell->number))
		return json_number(cell->number);
	return json_null();
}

static void json_columns(struct document *document)
{
	(void)document; /* every row names its own */
}

static void json_row(struct document *document, const struct cell *cells)
{
	json_t *row = json_object();
	bool failed = !row;
	for (size_t i = 0; i < document->column_count && !failed; i++)
		failed = json_object_set_new(row, document->column[i], json_cell(&cells[i])) != 0;
	bytes_add_text(&document->rows, ",\n\t\t");
	if (failed || json_print(row, JSON_COMPACT, &document->rows) != 0)
		document->failed = true;
	json_decref(row);
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
