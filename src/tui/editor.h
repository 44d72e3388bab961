/* A line of text being typed: a value, a command, an answer. */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include <stdbool.h>

#include "base/bytes.h"
#include "tui/cells.h"
#include "tui/key.h"

#define EDITOR_MOST_BYTES 4000

/* Zero-initialised ({0}), it is empty and ready. The text is valid UTF-8 without control characters. */
struct editor {
	struct bytes text;
	size_t cursor;  /* byte offset of the start of a character */
	bool untouched; /* the first character typed replaces all of the text */
};

void editor_release(struct editor *editor);

/*
 * Starts with a text and the cursor after it. replace: the first typed character replaces it, unless the cursor was
 * moved before.
 */
void editor_begin(struct editor *editor, const char *text, bool replace);

/* Inserts text made safe; drops what exceeds EDITOR_MOST_BYTES. */
void editor_insert(struct editor *editor, const char *text);

/* Handles a key; false if it is not one of the editor's. */
bool editor_key(struct editor *editor, uint32_t key);

const char *editor_text(const struct editor *editor);

/* Moves the cursor to a column of the text, counted from 1 in characters, as diagnostics count. */
void editor_go_to_column(struct editor *editor, int column);

/* Draws the text within width columns, scrolled so that the cursor shows, and places the terminal's cursor. */
void editor_draw(const struct editor *editor, const struct pane *pane, int x, int y, int width, struct look look);

#endif
