/* A grid of cells, and panes that clip what is drawn into it. */
#include "tui/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

enum {
	BLANK = ' ',
	SOFT_HYPHEN = 0xad,
	JOINER = 0x200d,
	FIRST_SKIN_TONE = 0x1f3fb,
	LAST_SKIN_TONE = 0x1f3ff,
	ELLIPSIS = 0x2026
};

static const struct glyph blank_cell = {.character = BLANK};

int cells_init(struct cells *cells, int width, int height)
{
	if (width < 1 || height < 1)
		return -1;
	struct glyph *at = calloc((size_t)width * (size_t)height, sizeof *at);
	if (at == NULL)
		return -1;
	*cells = (struct cells){.width = width, .height = height, .at = at};
	cells_clear(cells);
	return 0;
}

void cells_release(struct cells *cells)
{
	free(cells->at);
	*cells = (struct cells){0};
}

void cells_clear(struct cells *cells)
{
	size_t count = (size_t)cells->width * (size_t)cells->height;
	for (size_t i = 0; i < count; i++)
		cells->at[i] = blank_cell;
	cells->cursor_x = cells->cursor_y = -1;
}

static struct glyph *cell_at(const struct cells *cells, int x, int y)
{
	if (x < 0 || y < 0 || x >= cells->width || y >= cells->height)
		return NULL;
	return &cells->at[(size_t)y * (size_t)cells->width + (size_t)x];
}

struct glyph cells_at(const struct cells *cells, int x, int y)
{
	const struct glyph *cell = cell_at(cells, x, y);
	return cell == NULL ? blank_cell : *cell;
}

static bool cell_is_blank(const struct glyph *cell)
{
	return cell->character == BLANK && cell->combining == 0;
}

void cells_print(const struct cells *cells, struct bytes *out)
{
	for (int y = 0; y < cells->height; y++) {
		const struct glyph *line = &cells->at[(size_t)y * (size_t)cells->width];
		int width = cells->width;
		while (width > 0 && cell_is_blank(&line[width - 1]))
			width--;
		for (int x = 0; x < width; x++) {
			if (line[x].character == 0)
				continue;
			utf8_encode(out, line[x].character);
			if (line[x].combining != 0)
				utf8_encode(out, line[x].combining);
		}
		bytes_add_char(out, '\n');
	}
}

/* The nearest ASCII character to a character that the screens draw. */
static uint32_t nearest_ascii(uint32_t character)
{
	static const struct {
		uint32_t from;
		char to;
	} table[] = {
		{0x2500, '-'}, {0x2502, '|'}, {0x252c, '+'}, {0x2534, '+'}, {0x253c, '+'}, {0x2524, '+'}, {0x251c, '+'},
		{0x250c, '+'}, {0x2510, '+'}, {0x2514, '+'}, {0x2518, '+'}, {0x2508, '.'}, {0x2504, '-'}, {0x25b8, '>'},
		{0x25be, 'v'}, {0x25c6, '*'}, {0x25cf, '*'}, {0x2022, '*'}, {0x2605, '*'}, {0x00b7, '.'}, {0x00b1, '~'},
		{0x2264, '<'}, {0x2265, '>'}, {0x2192, '>'}, {0x2190, '<'}, {0x2191, '^'}, {0x2193, 'v'}, {0x2026, '.'},
		{0x00d7, 'x'}, {0x2014, '-'}, {0x2013, '-'}, {0x2212, '-'}, {0x00a0, ' '}, {0x202f, ' '}, {0x2009, ' '},
		{0x2588, '#'}, {0x2592, '#'}, {0x2591, ':'}, {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'},
		{0x2713, '*'}, {0x20ac, 'E'},
	};
	/* U+00C0 to U+00FF */
	static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
	if (character < 0x80)
		return character;
	if (character >= 0xc0 && character <= 0xff)
		return (unsigned char)latin[character - 0xc0];
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].from == character)
			return (unsigned char)table[i].to;
	if (character >= 0x2800 && character <= 0x28ff)
		return character == 0x2800 ? ' ' : '*';
	return '?';
}

void cells_to_ascii(struct cells *cells)
{
	size_t count = (size_t)cells->width * (size_t)cells->height;
	for (size_t i = 0; i < count; i++) {
		cells->at[i].character = cells->at[i].character == 0 ? '?' : nearest_ascii(cells->at[i].character);
		cells->at[i].combining = 0;
	}
}

struct pane pane_all(struct cells *cells)
{
	return (struct pane){.cells = cells, .width = cells->width, .height = cells->height};
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

struct pane pane_part(const struct pane *pane, int x, int y, int width, int height)
{
	int left = clamp(x, 0, pane->width), top = clamp(y, 0, pane->height);
	int right = clamp(x + width, left, pane->width), bottom = clamp(y + height, top, pane->height);
	return (struct pane){.cells = pane->cells,
			     .x = pane->x + left,
			     .y = pane->y + top,
			     .width = right - left,
			     .height = bottom - top};
}

static struct glyph *pane_cell(const struct pane *pane, int x, int y)
{
	if (x < 0 || y < 0 || x >= pane->width || y >= pane->height)
		return NULL;
	return cell_at(pane->cells, pane->x + x, pane->y + y);
}

/* When half of a wide character is overwritten, the other half becomes a blank. */
static void mend_halves(const struct pane *pane, int x, int y)
{
	struct glyph *cell = cell_at(pane->cells, pane->x + x, pane->y + y);
	struct glyph *left = cell_at(pane->cells, pane->x + x - 1, pane->y + y);
	struct glyph *right = cell_at(pane->cells, pane->x + x + 1, pane->y + y);
	if (cell->character == 0 && left != NULL)
		left->character = BLANK, left->combining = 0;
	if (right != NULL && right->character == 0)
		right->character = BLANK;
}

void pane_put(const struct pane *pane, int x, int y, struct look look, uint32_t character)
{
	struct glyph *cell = pane_cell(pane, x, y);
	if (cell == NULL)
		return;
	mend_halves(pane, x, y);
	if (character == 0xa0 || character == 0x202f) /* no-break spaces, which fonts may lack */
		character = BLANK;
	else if (character == SOFT_HYPHEN) /* terminals draw it differently */
		character = '-';
	int width = utf8_width(character);
	if (width == 2) {
		struct glyph *right = pane_cell(pane, x + 1, y);
		if (right != NULL) {
			mend_halves(pane, x + 1, y);
			*right = (struct glyph){.character = 0, .look = look};
		} else {
			character = BLANK;
		}
	}
	*cell = (struct glyph){.character = width < 0 ? 0xfffd : character, .look = look};
}

/* Printable ASCII, the common case, is safe as it is. */
static bool is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

/* Combines a mark with the cell drawn last (NULL: none). */
static void put_mark(struct glyph *under, uint32_t mark)
{
	/* A joined emoji is drawn as its parts: a terminal that joins them would shift the rest of the line. */
	bool joins_emoji = mark == JOINER && under != NULL && utf8_width(under->character) == 2;
	if (under != NULL && under->combining == 0 && !joins_emoji)
		under->combining = mark;
}

/* The columns that a character takes: none for a skin tone, which would join the emoji before it. */
static int drawn_width(uint32_t character)
{
	return character >= FIRST_SKIN_TONE && character <= LAST_SKIN_TONE ? 0 : utf8_width(character);
}

/* Draws safe text into columns x to `end` - 1; returns the column after all of it. */
static int draw(const struct pane *pane, int x, int end, int y, struct look look, const char *text)
{
	size_t left = strlen(text), length;
	int last = -1;
	for (; left > 0; text += length, left -= length) {
		uint32_t character;
		length = utf8_decode(text, left, &character);
		if (length == 0)
			break;
		int width = drawn_width(character);
		if (width == 0) {
			if (utf8_width(character) == 0)
				put_mark(last < 0 ? NULL : pane_cell(pane, last, y), character);
			continue;
		}
		last = -1;
		if (x + width <= end) {
			pane_put(pane, x, y, look, character);
			last = x;
		}
		x += width;
	}
	return x;
}

static int draw_safe(const struct pane *pane, int x, int end, int y, struct look look, const char *text)
{
	if (is_plain(text))
		return draw(pane, x, end, y, look, text);
	struct bytes safe = {0};
	utf8_sanitise(&safe, text, strlen(text));
	int behind = draw(pane, x, end, y, look, bytes_text(&safe));
	bytes_release(&safe);
	return behind;
}

int pane_text(const struct pane *pane, int x, int y, struct look look, const char *text)
{
	return draw_safe(pane, x, pane->width, y, look, text);
}

int cells_columns(const char *text)
{
	static const struct pane nowhere;
	return draw_safe(&nowhere, 0, 0, 0, look_of(ROLE_TEXT), text);
}

int pane_text_fit(const struct pane *pane, int x, int y, int width, struct look look, const char *text)
{
	if (width < 1)
		return x;
	int columns = cells_columns(text);
	if (columns <= width)
		return draw_safe(pane, x, x + width, y, look, text);
	draw_safe(pane, x, x + width - 1, y, look, text);
	pane_put(pane, x + width - 1, y, look, ELLIPSIS);
	return x + width;
}

int pane_text_tail(const struct pane *pane, int x, int y, int width, struct look look, const char *text)
{
	if (width < 1 || cells_columns(text) <= width)
		return pane_text_fit(pane, x, y, width, look, text);
	uint32_t character;
	for (size_t size; cells_columns(text) > width - 1; text += size ? size : 1)
		size = utf8_decode(text, strlen(text), &character);
	pane_put(pane, x, y, look, ELLIPSIS);
	return draw_safe(pane, x + 1, x + width, y, look, text);
}

/* The bytes of text that make a line: as many words as fit, at least one. */
static size_t line_size(const char *text, int width)
{
	size_t fits = 0, size = strlen(text);
	for (size_t at = 0; at < size;) {
		size_t end = at + strcspn(text + at, " ");
		struct bytes line = {0};
		bytes_add(&line, text, end);
		bool too_wide = line.failed || cells_columns(bytes_text(&line)) > width;
		bytes_release(&line);
		if (too_wide && fits > 0)
			break;
		fits = end;
		at = end + strspn(text + end, " ");
	}
	return fits;
}

int pane_text_wrap(const struct pane *pane, int x, int y, int width, int most, struct look look, const char *text)
{
	int lines = 0;
	for (text += strspn(text, " "); *text != '\0' && lines < most && width > 0; text += strspn(text, " ")) {
		size_t size = line_size(text, width);
		struct bytes line = {0};
		bytes_add(&line, text, size);
		pane_text_fit(pane, x, y + lines++, width, look, bytes_text(&line));
		bytes_release(&line);
		text += size;
	}
	return lines;
}

void pane_text_right(const struct pane *pane, int end, int y, int width, struct look look, const char *text)
{
	int columns = cells_columns(text);
	int taken = columns < width ? columns : width;
	pane_text_fit(pane, end - taken, y, taken, look, text);
}

void pane_line(const struct pane *pane, int x, int y, int width, struct look look, uint32_t character)
{
	for (int i = 0; i < width; i++)
		pane_put(pane, x + i, y, look, character);
}

void pane_blank(const struct pane *pane, int x, int y, int width, int height)
{
	for (int row = 0; row < height; row++)
		pane_line(pane, x, y + row, width, look_of(ROLE_TEXT), BLANK);
}

void pane_mark(const struct pane *pane, int x, int y, int width, unsigned attributes)
{
	for (int i = 0; i < width; i++) {
		struct glyph *cell = pane_cell(pane, x + i, y);
		if (cell != NULL)
			cell->look.attributes |= attributes;
	}
}

void pane_cursor(const struct pane *pane, int x, int y)
{
	if (pane_cell(pane, x, y) == NULL)
		return;
	pane->cells->cursor_x = pane->x + x;
	pane->cells->cursor_y = pane->y + y;
}

struct look look_of(enum role role)
{
	return (struct look){.role = role};
}

struct look look_bold(enum role role)
{
	return (struct look){.role = role, .attributes = ATTRIBUTE_BOLD};
}
