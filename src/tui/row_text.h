/*
 * A row of the inputs in words: in the columns of the list, and in the line above the footer.
 */
#ifndef TUI_ROW_TEXT_H
#define TUI_ROW_TEXT_H

#include <stdbool.h>

#include "answer/format.h"
#include "base/bytes.h"
#include "tui/cells.h"
#include "tui/sheet.h"

struct session;

/* How numbers are written in all rows of a list. */
struct row_style {
	const struct sheet *sheet;
	struct notation notation;
	struct money_unit unit;  /* of amounts a month */
	struct bytes unit_text;  /* "k€/mo" */
};

/* For the session's current sheet. Release it after use; if memory ran out, its text is empty. */
void row_style_init(const struct session *session, struct row_style *style);
void row_style_release(struct row_style *style);

/* The texts in the columns of a row. */
struct row_text {
	struct bytes label, value, unit;
	const char *spread;
	enum role role;
	bool whole; /* the value is text: it takes the columns of unit and spread too */
};

void row_text_print(const struct row_style *style, const struct outline_row *row, struct row_text *text);
void row_text_release(struct row_text *text);

/* '!': there is a warning about the row's line; '*': its value differs from the file's; else a blank. */
char row_mark(const struct sheet *sheet, const struct outline_row *row);

/* The row's full description, in one line. */
void row_print_status(const struct sheet *sheet, const struct outline_row *row, struct bytes *out);

#endif
