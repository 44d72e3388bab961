/*
 * One line of text being typed: in a value's place, on the command line, in a question.
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
	size_t cursor;  /* offset in bytes, at a character's begin */
	bool untouched; /* the first character typed replaces all of the text */
};

void editor_release(struct editor *editor);

/* Begins with a text, the cursor behind it. replace: typing at once replaces it, moving first keeps it. */
void editor_begin(struct editor *editor, const char *text, bool replace);

/* Inserts text made safe; what does not fit any more is left out. */
void editor_insert(struct editor *editor, const char *text);

/* Takes a key; false when it is none of the editor's. */
bool editor_key(struct editor *editor, uint32_t key);

const char *editor_text(const struct editor *editor);

/* The cursor moves to a column of the text, counted from 1 in characters, as diagnostics count. */
void editor_go_to_column(struct editor *editor, int column);

/* Draws it within width columns, scrolled so that the cursor shows, and places the terminal's cursor. */
void editor_draw(const struct editor *editor, const struct pane *pane, int x, int y, int width, struct look look);

#endif
