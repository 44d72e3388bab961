/* Growing an array kept as a pointer, a count and a capacity. */
#ifndef BASE_GROW_H
#define BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/*
 * GROW(list->at, list->capacity, list->count + 1): makes room for `wanted` elements in all. The array, from malloc or
 * NULL, may move; the new elements are not initialised. false, with nothing changed, when out of memory or when the
 * size in bytes overflows.
 */
#define GROW(array, capacity, wanted) ((wanted) <= (capacity) || grow(&(array), sizeof *(array), &(capacity), wanted))

/* The slow path of GROW: array is the address of the pointer, size the size of an element. */
bool grow(void *array, size_t size, size_t *capacity, size_t wanted);

#endif
