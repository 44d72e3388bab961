/*
 * The nearest known name, for "did you mean".
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * A search for the name nearest to `wanted`, counted in edits (insert, delete, replace, swap of neighbours), ignoring
 * case. Offer every candidate, then read `best`. A name is near enough within a third of the length of `wanted` (one
 * edit at least, two from six letters on) if it has a letter in common; the first of equals wins.
 */
struct nearest {
	const char *wanted;
	const char *best; /* one of the candidates; NULL: none is near enough */
	size_t distance;
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
