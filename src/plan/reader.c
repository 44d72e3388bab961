/* Words, marks and errors of a value's text. */
#include "plan/reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/name.h"

/* True for the second and later bytes of a character. */
static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static struct place place_of(const struct reader *reader, size_t offset)
{
	struct place place = reader->input->place;
	if (reader->input->place_fixed || place.column == 0)
		return place;
	for (size_t i = 0; i < offset && i < reader->size; i++)
		place.column += !is_continuation(reader->text[i]);
	return place;
}

int reader_fail(struct reader *reader, size_t offset, const char *format, ...)
{
	const struct value_input *input = reader->input;
	struct bytes message = {0}, name = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	if (input->section)
		bytes_add_format(&name, "%s.", input->section);
	bytes_add_text(&name, input->key ? input->key : "");
	if (message.failed || name.failed)
		reader->diags->out_of_memory = true;
	else
		diags_add(reader->diags, SEVERITY_ERROR, place_of(reader, offset),
			  input->key ? bytes_text(&name) : NULL, "%s", bytes_text(&message));
	bytes_release(&message);
	bytes_release(&name);
	return -1;
}

int reader_fail_range(struct reader *reader, size_t offset)
{
	struct bytes range = {0};
	reader->kind->print_range(reader->kind, reader->input->field, &range);
	reader_fail(reader, offset, _("'%s' is out of range: %s"), reader_word(reader, offset).text,
		    bytes_text(&range));
	bytes_release(&range);
	return -1;
}

struct reader_word reader_between(const struct reader *reader, size_t from, size_t to)
{
	const char *text = reader->text + from;
	size_t size = to - from;
	struct reader_word word;
	if (size > READER_WORD_MOST) {
		size = READER_WORD_MOST;
		while (size > 0 && is_continuation(text[size]))
			size--; /* not within a character */
	}
	if (size)
		memcpy(word.text, text, size);
	word.text[size] = '\0';
	return word;
}

bool reader_ends_word(char c)
{
	return ascii_is_blank(c) || c == ',' || c == '(' || c == ')' || c == '/';
}

struct reader_word reader_word(const struct reader *reader, size_t offset)
{
	size_t end = offset + (offset < reader->size);
	while (end < reader->size && !reader_ends_word(reader->text[end]))
		end++;
	return reader_between(reader, offset, end);
}

void reader_skip_blanks(struct reader *reader)
{
	while (reader->at < reader->size && ascii_is_blank(reader->text[reader->at]))
		reader->at++;
}

bool reader_at_end(struct reader *reader)
{
	reader_skip_blanks(reader);
	return reader->at == reader->size;
}

bool reader_take_mark(struct reader *reader, char mark)
{
	reader_skip_blanks(reader);
	if (reader->at == reader->size || reader->text[reader->at] != mark)
		return false;
	reader->at++;
	return true;
}

bool reader_take_word(struct reader *reader, const char *word)
{
	reader_skip_blanks(reader);
	size_t size = reader_letters(reader);
	if (!size || !name_same(reader->text + reader->at, size, word))
		return false;
	reader->at += size;
	return true;
}

size_t reader_letters(const struct reader *reader)
{
	size_t end = reader->at;
	while (end < reader->size && ascii_is_letter(reader->text[end]))
		end++;
	return end - reader->at;
}

int reader_expect_end(struct reader *reader)
{
	if (reader_at_end(reader))
		return 0;
	return reader_fail(reader, reader->at, _("unexpected '%s' after the value"),
			   reader_between(reader, reader->at, reader->size).text);
}

int reader_keep(struct reader *reader, const char *text, size_t size, struct value *value)
{
	char *copy = reader->arena ? arena_text(reader->arena, text, size) : malloc(size + 1);
	if (!copy) {
		reader->diags->out_of_memory = true;
		return -1;
	}
	if (!reader->arena) {
		if (size)
			memcpy(copy, text, size);
		copy[size] = '\0';
	}
	value->text = copy;
	return 0;
}
