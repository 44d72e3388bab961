/*
 * What the parts of the text writer share: lines, rules, escapes, tables.
 */
#ifndef DOCUMENT_TEXT_H
#define DOCUMENT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

/* The longest line, in columns. */
int text_width(const struct document *document);

/* Where a line may end. */
enum text_breaks {
	BREAK_BLANKS,
	BREAK_NAMES /* and after the dots of a name, "team.ops.fte" */
};

/* A part of a text that fits on one line. */
struct text_line {
	const char *at;
	size_t size;
	int columns;
};

/* Takes the next line of at most `width` columns from *text; a longer word gets a line of its own. false at the end. */
bool text_take_line(const char **text, int width, enum text_breaks breaks, struct text_line *line);

/* The columns of the longest part that cannot be broken. */
int text_longest_word(const char *text, enum text_breaks breaks);

void text_add_blanks(struct bytes *out, int count);
void text_add_rule(const struct document *document, struct bytes *out, int columns);

/* Text with an escape sequence around it, if colours are wanted. */
void text_add_styled(const struct document *document, struct bytes *out, const char *escape, const char *text,
		     size_t size);
const char *text_escape(enum emphasis emphasis);

#endif
