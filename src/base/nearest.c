/* The nearest known name, by optimal string alignment, with three rows of its table. */
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"

enum { LONGEST_NAME = 127 }; /* in bytes; longer names are not compared */

static bool same(char a, char b)
{
	return ascii_lower(a) == ascii_lower(b);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours from a to b. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
	size_t rows[3][LONGEST_NAME + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= b_size; j++)
		above[j] = j;
	for (size_t i = 1; i <= a_size; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b_size; j++) {
			size_t replaced = above[j - 1] + !same(a[i - 1], b[j - 1]);
			row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = above;
		above = row;
		row = free_row;
	}
	return above[b_size];
}

struct nearest nearest_to(const char *wanted)
{
	return (struct nearest){.wanted = wanted};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t wanted_size = strlen(nearest->wanted), size = strlen(candidate);
	if (wanted_size == 0 || wanted_size > LONGEST_NAME || size > LONGEST_NAME)
		return;
	size_t most = wanted_size / 3 > 1 ? wanted_size / 3 : 1;
	size_t apart = wanted_size > size ? wanted_size - size : size - wanted_size;
	if (apart > most)
		return;
	size_t edits = distance(nearest->wanted, wanted_size, candidate, size);
	/* With as many edits as letters, the names have nothing in common. */
	if (edits > most || edits >= wanted_size || (nearest->best && edits >= nearest->distance))
		return;
	nearest->best = candidate;
	nearest->distance = edits;
}
