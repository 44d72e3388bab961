/*
 * A line of text that is being typed: a value, a command, an answer.
 */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include <stdbool.h>

#include "base/bytes.h"
#include "tui/cells.h"
#include "tui/key.h"

#define EDITOR_MOST_BYTES 4000

/* Zero-initialised ({0}) is empty and ready. The text is valid UTF-8 without control characters. */
struct editor {
	struct bytes text;
	size_t cursor;  /* offset in bytes, of a character's first */
	bool untouched; /* the first character typed replaces all of the text */
};

void editor_release(struct editor *editor);

/*
 * Begins with a text and the cursor behind it. replace: what is typed first
 * replaces it, unless the cursor is moved before.
 */
void editor_begin(struct editor *editor, const char *text, bool replace);

/* Inserts text made safe; what is beyond EDITOR_MOST_BYTES is left out. */
void editor_insert(struct editor *editor, const char *text);

/* Takes a key; false when the editor has no use for it. */
bool editor_key(struct editor *editor, uint32_t key);

const char *editor_text(const struct editor *editor);

/* The cursor moves to a column of the text, counted from 1 in characters, as diagnostics count. */
void editor_go_to_column(struct editor *editor, int column);

/* Draws the text within width columns, scrolled so that the cursor shows, and places the terminal's cursor. */
void editor_draw(const struct editor *editor, const struct pane *pane, int x, int y, int width, struct look look);

#endif
