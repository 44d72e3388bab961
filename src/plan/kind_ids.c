/* Ids separated by commas; a single id where the field says so. */
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/name.h"
#include "plan/reader.h"

static bool list_has(const char *list, size_t list_size, const char *id, size_t size)
{
	for (size_t at = 0; at < list_size;) {
		const char *comma = memchr(list + at, ',', list_size - at);
		size_t end = comma ? (size_t)(comma - list) : list_size;
		if (end - at == size && memcmp(list + at, id, size) == 0)
			return true;
		at = end + 1;
	}
	return false;
}

/* Takes one id of a list into ids. */
static int read_id(struct reader *reader, struct bytes *ids)
{
	reader_skip_blanks(reader);
	size_t start = reader->at;
	while (reader->at < reader->size && !reader_ends_word(reader->text[reader->at]))
		reader->at++;
	size_t size = reader->at - start;
	struct bytes id = {0};
	int result = -1;
	for (size_t i = start; i < start + size; i++)
		bytes_add_char(&id, ascii_lower(reader->text[i]));
	if (id.failed) {
		reader->diags->out_of_memory = true;
	} else if (!name_is_id(bytes_text(&id), size)) {
		if (size)
			reader_fail(reader, start, _("'%s' is not an id: a-z, 0-9 and -"),
				    reader_word(reader, start).text);
		else
			reader_fail(reader, start, _("an id is missing here"));
	} else if (list_has(bytes_text(ids), ids->size, bytes_text(&id), size)) {
		reader_fail(reader, start, _("'%s' is given twice"), bytes_text(&id));
	} else {
		if (ids->size)
			bytes_add_char(ids, ',');
		bytes_add(ids, id.at, id.size);
		result = 0;
	}
	bytes_release(&id);
	return result;
}

static int read_ids(struct reader *reader, struct value *value)
{
	struct bytes ids = {0};
	int result = -1;
	do {
		if (read_id(reader, &ids))
			goto done;
	} while (!reader->input->field->single && reader_take_mark(reader, ','));
	if (!reader_at_end(reader)) {
		if (reader->input->field->single)
			reader_fail(reader, reader->at, _("one id, no more: unexpected '%s'"),
				    reader_word(reader, reader->at).text);
		else
			reader_fail(reader, reader->at, _("ids are separated by commas: unexpected '%s'"),
				    reader_word(reader, reader->at).text);
		goto done;
	}
	if (ids.failed) {
		reader->diags->out_of_memory = true;
		goto done;
	}
	result = reader_keep(reader, bytes_text(&ids), ids.size, value);
done:
	bytes_release(&ids);
	return result;
}

static void print_ids(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)context;
	for (const char *c = value->text ? value->text : ""; *c; c++) {
		bytes_add_char(out, *c);
		if (*c == ',')
			bytes_add_char(out, ' ');
	}
}

static void print_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	bytes_add_text(out, field->single ? _("an id") : _("ids, separated by commas"));
}

static void print_name(const struct field *field, struct bytes *out)
{
	bytes_add_text(out, field->single ? _("id") : _("ids"));
}

const struct kind kind_ids = {
	.name = N_("ids"),
	.help = N_("| ids | `drift, bias` | separated by commas |\n"),
	.read = read_ids,
	.print = print_ids,
	.print_range = print_range,
	.print_name = print_name,
};
