/*
 * The nearest known name, for "did you mean".
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * A search for the name nearest to `wanted` by edits (insert, delete, replace, swap of neighbours; case
 * counts for nothing). Offer every candidate, then ask. Names further than a third of their length (at least
 * one edit, two from six letters on) are no answer, nor is one that shares nothing; the first of equals wins.
 */
struct nearest {
	const char *wanted;
	const char *best; /* borrowed from the candidates; NULL: none near enough */
	size_t distance;
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
