/*
 * The screen as a grid of cells: a character, what part it plays, how it stands out.
 *
 * Every view draws into cells, through a pane that clips; only then does something put the cells on a terminal, or
 * into a file. So a view is tested without a terminal.
 */
#ifndef TUI_CELLS_H
#define TUI_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;

/* What a cell's text is; terminal.c gives each a colour. Meaning is never in the colour alone. */
enum role {
	ROLE_TEXT,
	ROLE_DIM,    /* what can be passed over: units, rules, defaults */
	ROLE_TITLE,
	ROLE_ACCENT, /* keys of the footer, the open tab */
	ROLE_GOOD,   /* blue */
	ROLE_BAD,    /* orange */
	ROLE_SERIES, /* the first of the curves; the others follow */
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
	uint32_t combining; /* one mark upon it, 0: none */
	struct look look;
};

struct cells {
	int width, height;
	struct glyph *at; /* [y * width + x] */
	int cursor_x, cursor_y; /* where the terminal's cursor goes; cursor_x -1: nowhere */
};

/* What the sides of a screen are held to: a million cells are some 100 MB, curses' copies included. */
enum { CELLS_MOST_SIDE = 1000 };

/* All blank. 0, or -1 when out of memory (or a side is below 1). */
int cells_init(struct cells *cells, int width, int height);
void cells_release(struct cells *cells);
void cells_clear(struct cells *cells);

/* The text of a cell; outside the grid: a blank one. */
struct glyph cells_at(const struct cells *cells, int x, int y);

/* Appends the screen as lines, blanks at their ends left out. */
void cells_print(const struct cells *cells, struct bytes *out);

/* Appends for each line a second one that shows roles and attributes, a letter a cell: for tests. */
void cells_print_looks(const struct cells *cells, struct bytes *out);

/* Everything as ASCII: lines, arrows and braille become what comes nearest, other characters `?`. */
void cells_to_ascii(struct cells *cells);

/* A part of the grid. Coordinates are its own; what lies outside it, or outside the grid, is not drawn. */
struct pane {
	struct cells *cells;
	int x, y, width, height;
};

struct pane pane_all(struct cells *cells);

/* A part of a pane; never reaches beyond it. */
struct pane pane_part(const struct pane *pane, int x, int y, int width, int height);

void pane_put(const struct pane *pane, int x, int y, struct look look, uint32_t character);

/* Draws text made safe (base/utf8.h), returns the column behind it, clipped or not. */
int pane_text(const struct pane *pane, int x, int y, struct look look, const char *text);

/* Columns that pane_text takes for a text: more than utf8_columns where emoji are joined, which are drawn apart. */
int cells_columns(const char *text);

/* Within `width` columns, cut with an ellipsis. Returns the column behind it. */
int pane_text_fit(const struct pane *pane, int x, int y, int width, struct look look, const char *text);

/*
 * Breaks text at blanks into lines of at most `width` columns and draws those that fall into the pane, `most` of them at most. Returns how many
 * lines there are.
 */
int pane_text_wrap(const struct pane *pane, int x, int y, int width, int most, struct look look, const char *text);

/* As pane_text_fit, but where it does not fit the end stays, behind the ellipsis: for paths. */
int pane_text_tail(const struct pane *pane, int x, int y, int width, struct look look, const char *text);

/* Ends in column `end` - 1, within `width` columns. */
void pane_text_right(const struct pane *pane, int end, int y, int width, struct look look, const char *text);

/* A horizontal line of one character. */
void pane_line(const struct pane *pane, int x, int y, int width, struct look look, uint32_t character);

/* Blanks a rectangle. */
void pane_blank(const struct pane *pane, int x, int y, int width, int height);

/* Adds attributes to what is there. */
void pane_mark(const struct pane *pane, int x, int y, int width, unsigned attributes);

/* Where the terminal's cursor shall stand. */
void pane_cursor(const struct pane *pane, int x, int y);

/* Shorthands for looks. */
struct look look_of(enum role role);
struct look look_bold(enum role role);

#endif
