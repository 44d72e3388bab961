/*
 * Roles and attributes of cells as letters, for goldens.
 */
#ifndef TESTS_UNIT_LOOKS_H
#define TESTS_UNIT_LOOKS_H

#include "base/bytes.h"
#include "tui/cells.h"

/* A letter for a look: the role's, a capital when bold; reverse and underline have signs of their own. */
static inline char look_letter(struct look look)
{
	static const char letters[ROLE_COUNT + 1] = ".dtagb012345";
	if (look.attributes & ATTRIBUTE_REVERSE)
		return '#';
	if (look.attributes & ATTRIBUTE_UNDERLINE)
		return '_';
	char letter = letters[look.role];
	if (look.attributes & ATTRIBUTE_BOLD)
		letter = letter == '.' ? '*' : letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
	return letter;
}

/* Appends roles and attributes as lines, a letter a cell. */
static inline void print_looks(const struct cells *cells, struct bytes *out)
{
	for (int y = 0; y < cells->height; y++) {
		for (int x = 0; x < cells->width; x++)
			bytes_add_char(out, look_letter(cells_at(cells, x, y).look));
		bytes_add_char(out, '\n');
	}
}

#endif
