/* Converts a text to a value, by its kind. */
#include "plan/value_read.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/reader.h"

/* The input without blanks around the value, which are meaningful only in a text quoted to keep them. */
static struct value_input without_blanks(struct value_input input, const struct kind *kind)
{
	if (kind->is_text)
		return input;
	while (input.size && ascii_is_blank(input.text[input.size - 1]))
		input.size--;
	while (input.size && ascii_is_blank(input.text[0])) {
		input.text++;
		input.size--;
		input.place.column += input.place.column > 0 && !input.place_fixed;
	}
	return input;
}

static int fail_missing(struct reader *reader)
{
	struct bytes range = {0};
	reader->kind->print_range(reader->kind, reader->input->field, &range);
	reader_fail(reader, 0, _("a value is missing: %s"), bytes_text(&range));
	bytes_release(&range);
	return -1;
}

int value_read(const struct value_input *raw, struct arena *arena, struct diags *diags, struct value *value)
{
	const struct kind *kind = kind_of(raw->field->kind);
	const struct value_input input = without_blanks(*raw, kind);
	struct reader reader = {
		.input = &input,
		.kind = kind,
		.arena = arena,
		.text = input.text,
		.size = input.size,
		.diags = diags,
	};
	struct value read = {.kind = raw->field->kind, .period = PERIOD_NONE};
	if (!input.size && !kind->is_text)
		return fail_missing(&reader);
	if (kind->read(&reader, &read))
		return -1;
	*value = read;
	return 0;
}

int value_parse(const char *text, size_t size, const struct field *field, const struct currency_names *currencies,
		struct place place, const char *key, struct diags *diags, struct value *value)
{
	struct value_input input = {
		.text = text,
		.size = size,
		.field = field,
		.currencies = currencies,
		.place = place,
		.key = key,
	};
	return value_read(&input, NULL, diags, value);
}
