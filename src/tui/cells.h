/*
 * The screen as a grid of cells: a character, its role, its attributes.
 *
 * Views draw into cells, through a pane that clips; the cells are then shown on a terminal, or written to a file. So
 * views are tested without a terminal.
 */
#ifndef TUI_CELLS_H
#define TUI_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;

/* The role of a cell's text; terminal.c gives each role a colour. Colour alone never carries a meaning. */
enum role {
	ROLE_TEXT,
	ROLE_DIM,    /* less important: units, rules, defaults */
	ROLE_TITLE,
	ROLE_ACCENT, /* the keys in the footer, the open tab */
	ROLE_GOOD,   /* blue */
	ROLE_BAD,    /* orange */
	ROLE_SERIES, /* the first curve; the others follow */
	ROLE_LAST_SERIES = ROLE_SERIES + 5,
	ROLE_COUNT
};

#define SERIES_ROLES (ROLE_LAST_SERIES - ROLE_SERIES + 1)

enum attribute {
	ATTRIBUTE_BOLD = 1,
	ATTRIBUTE_REVERSE = 2,
	ATTRIBUTE_UNDERLINE = 4
};

struct look {
	enum role role;
	unsigned attributes; /* enum attribute, ored */
};

struct glyph {
	uint32_t character; /* 0: the right half of a wide one */
	uint32_t combining; /* a mark combined with it; 0: none */
	struct look look;
};

struct cells {
	int width, height;
	struct glyph *at; /* [y * width + x] */
	int cursor_x, cursor_y; /* of the terminal's cursor; cursor_x -1: hidden */
};

/* The longest side of a screen: a million cells take about 100 MB, curses' copies included. */
enum { CELLS_MOST_SIDE = 1000 };

/* Makes blank cells. 0, or -1 when out of memory or a side is below 1. */
int cells_init(struct cells *cells, int width, int height);
void cells_release(struct cells *cells);
void cells_clear(struct cells *cells);

/* A cell; outside the grid a blank one. */
struct glyph cells_at(const struct cells *cells, int x, int y);

/* Appends the screen as lines, without blanks at their ends. */
void cells_print(const struct cells *cells, struct bytes *out);

/* Converts everything to ASCII: lines, arrows and braille become the nearest character, others `?`. */
void cells_to_ascii(struct cells *cells);

/* A part of the grid, with its own coordinates. What is outside it, or outside the grid, is not drawn. */
struct pane {
	struct cells *cells;
	int x, y, width, height;
};

struct pane pane_all(struct cells *cells);

/* A part of a pane; never extends beyond it. */
struct pane pane_part(const struct pane *pane, int x, int y, int width, int height);

void pane_put(const struct pane *pane, int x, int y, struct look look, uint32_t character);

/* Draws text made safe (base/utf8.h). Returns the column after all of it, even if it was clipped. */
int pane_text(const struct pane *pane, int x, int y, struct look look, const char *text);

/*
 * The columns that pane_text takes for a text: more than utf8_columns for joined emoji, whose parts are drawn
 * separately.
 */
int cells_columns(const char *text);

/* Draws within `width` columns, cut with an ellipsis. Returns the column after it. */
int pane_text_fit(const struct pane *pane, int x, int y, int width, struct look look, const char *text);

/*
 * Breaks text at blanks into at most `most` lines of at most `width` columns, and draws those within the pane. Returns
 * the number of lines.
 */
int pane_text_wrap(const struct pane *pane, int x, int y, int width, int most, struct look look, const char *text);

/* Like pane_text_fit, but keeps the end of the text, after an ellipsis: for paths. */
int pane_text_tail(const struct pane *pane, int x, int y, int width, struct look look, const char *text);

/* Draws within `width` columns, right-aligned before column `end`. */
void pane_text_right(const struct pane *pane, int end, int y, int width, struct look look, const char *text);

/* A horizontal line of one character. */
void pane_line(const struct pane *pane, int x, int y, int width, struct look look, uint32_t character);

/* Blanks a rectangle. */
void pane_blank(const struct pane *pane, int x, int y, int width, int height);

/* Adds attributes to cells that were drawn. */
void pane_mark(const struct pane *pane, int x, int y, int width, unsigned attributes);

/* Places the terminal's cursor. */
void pane_cursor(const struct pane *pane, int x, int y);

/* The look of a role without attributes. */
struct look look_of(enum role role);
struct look look_bold(enum role role);

#endif
