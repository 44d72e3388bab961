/*
 * The nearest known name, for "did you mean".
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * A search for the name nearest to `wanted`, in edits (insert, delete, replace, swap neighbours), ignoring case. Offer
 * every candidate, then read `best`. A name is near enough if it needs at most a third as many edits as `wanted` has
 * letters (at least one; two from six letters on) and shares a letter; the first of equals wins.
 */
struct nearest {
	const char *wanted;
	const char *best; /* one of the candidates; NULL: none is near enough */
	size_t distance;
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
