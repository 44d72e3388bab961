/* Any text, and the code of a currency. */
#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/reader.h"

static int read_text(struct reader *reader, struct value *value)
{
	return reader_keep(reader, reader->text, reader->size, value);
}

static int read_code(struct reader *reader, struct value *value)
{
	char code[3];
	if (reader->size != 3 || reader_letters(reader) != 3)
		return reader_fail(reader, 0, _("'%s' is not a currency: three letters, like EUR"),
				   reader_between(reader, 0, reader->size).text);
	for (size_t i = 0; i < 3; i++)
		code[i] = ascii_upper(reader->text[i]);
	return reader_keep(reader, code, 3, value);
}

static void print_text(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)context;
	bytes_add_text(out, value->text ? value->text : "");
}

static void print_text_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	(void)field;
	bytes_add_text(out, _("any text"));
}

static void print_code_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	(void)field;
	bytes_add_text(out, _("three letters, like EUR"));
}

const struct kind kind_text = {
	.name = N_("text"),
	.is_remark = true,
	.is_text = true,
	.read = read_text,
	.print = print_text,
	.print_range = print_text_range,
};

const struct kind kind_currency = {
	.name = N_("currency"),
	.read = read_code,
	.print = print_text,
	.print_range = print_code_range,
};
