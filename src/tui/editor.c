/* A line of text being typed. */
#include "tui/editor.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

void editor_release(struct editor *editor)
{
	bytes_release(&editor->text);
	*editor = (struct editor){0};
}

const char *editor_text(const struct editor *editor)
{
	return bytes_text(&editor->text);
}

void editor_begin(struct editor *editor, const char *text, bool replace)
{
	bytes_release(&editor->text);
	editor->text = (struct bytes){0};
	editor->cursor = 0;
	editor->untouched = false;
	editor_insert(editor, text);
	editor->untouched = replace && editor->text.size > 0;
}

/* Removes the bytes between two offsets. */
static void remove_between(struct editor *editor, size_t from, size_t to)
{
	if (from < to)
		bytes_splice(&editor->text, from, to - from, "", 0);
	editor->cursor = from;
}

/* Inserts as much as there is room for. */
static void insert(struct editor *editor, const struct bytes *safe)
{
	if (editor->untouched)
		remove_between(editor, 0, editor->text.size);
	editor->untouched = false;
	size_t room = EDITOR_MOST_BYTES - editor->text.size, size = 0;
	while (size < safe->size) {
		uint32_t character;
		size_t length = utf8_decode(safe->at + size, safe->size - size, &character);
		if (length == 0 || size + length > room)
			break;
		size += length;
	}
	if (size > 0) {
		bytes_splice(&editor->text, editor->cursor, 0, safe->at, size);
		if (!editor->text.failed)
			editor->cursor += size;
	}
	editor->text.failed = false; /* without memory the text is not inserted */
}

void editor_insert(struct editor *editor, const char *text)
{
	struct bytes safe = {0};
	utf8_sanitise(&safe, text, strlen(text));
	insert(editor, &safe);
	bytes_release(&safe);
}

static size_t before(const struct editor *editor, size_t at)
{
	while (at > 0 && ((unsigned char)editor->text.at[--at] & 0xc0) == 0x80)
		;
	return at;
}

static size_t behind(const struct editor *editor, size_t at)
{
	size_t size = editor->text.size;
	if (at < size)
		at++;
	while (at < size && ((unsigned char)editor->text.at[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static bool is_word(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c) || c == '.' || (c & 0x80);
}

static size_t word_before(const struct editor *editor)
{
	size_t at = editor->cursor;
	while (at > 0 && !is_word(editor->text.at[at - 1]))
		at--;
	while (at > 0 && is_word(editor->text.at[at - 1]))
		at--;
	return at;
}

static size_t word_behind(const struct editor *editor)
{
	size_t at = editor->cursor, size = editor->text.size;
	while (at < size && !is_word(editor->text.at[at]))
		at++;
	while (at < size && is_word(editor->text.at[at]))
		at++;
	return at;
}

static void type(struct editor *editor, uint32_t key)
{
	struct bytes text = {0};
	utf8_encode(&text, key);
	if (utf8_is_joiner(key)) /* on its own it would not be safe text: the joined character follows */
		insert(editor, &text);
	else
		editor_insert(editor, bytes_text(&text));
	bytes_release(&text);
}

bool editor_key(struct editor *editor, uint32_t key)
{
	if (key < PRESS_NONE && key >= ' ' && key != PRESS_BACKSPACE) {
		type(editor, key);
		return true;
	}
	size_t cursor = editor->cursor;
	switch (key) {
	case PRESS_LEFT: editor->cursor = before(editor, cursor); break;
	case PRESS_RIGHT: editor->cursor = behind(editor, cursor); break;
	case PRESS_WORD_LEFT: editor->cursor = word_before(editor); break;
	case PRESS_WORD_RIGHT: editor->cursor = word_behind(editor); break;
	case PRESS_HOME: case CONTROL('A'): editor->cursor = 0; break;
	case PRESS_END: case CONTROL('E'): editor->cursor = editor->text.size; break;
	case PRESS_BACKSPACE: case CONTROL('H'): remove_between(editor, before(editor, cursor), cursor); break;
	case PRESS_DELETE:
		remove_between(editor, cursor, behind(editor, cursor));
		break;
	case CONTROL('W'): remove_between(editor, word_before(editor), cursor); break;
	case CONTROL('U'): remove_between(editor, 0, cursor); break;
	case CONTROL('K'): remove_between(editor, cursor, editor->text.size); break;
	default: return false;
	}
	editor->untouched = false;
	return true;
}

void editor_go_to_column(struct editor *editor, int column)
{
	editor->untouched = false;
	editor->cursor = 0;
	for (int i = 1; i < column; i++)
		editor->cursor = behind(editor, editor->cursor);
}

/* The columns that the text takes between two offsets. */
static int columns_between(const struct editor *editor, size_t from, size_t to)
{
	struct bytes part = {0};
	bytes_add(&part, editor_text(editor) + from, to - from);
	int columns = cells_columns(bytes_text(&part));
	bytes_release(&part);
	return columns;
}

void editor_draw(const struct editor *editor, const struct pane *pane, int x, int y, int width, struct look look)
{
	struct pane field = pane_part(pane, x, y, width, 1);
	pane_blank(&field, 0, 0, field.width, 1);
	size_t first = 0;
	while (first < editor->cursor && columns_between(editor, first, editor->cursor) >= field.width)
		first = behind(editor, first);
	struct look shown = look;
	if (editor->untouched)
		shown.attributes |= ATTRIBUTE_REVERSE;
	pane_text(&field, 0, 0, shown, editor_text(editor) + first);
	pane_mark(&field, 0, 0, field.width, ATTRIBUTE_UNDERLINE);
	pane_cursor(&field, columns_between(editor, first, editor->cursor), 0);
}
