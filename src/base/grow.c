/* Arrays at least double when they grow. */
#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_BYTES = 64, LEAST_ELEMENTS = 8 };

/* A capacity of at least `wanted`, normally doubled; 0 if the bytes overflow. */
static size_t next_capacity(size_t size, size_t capacity, size_t wanted)
{
	size_t most = SIZE_MAX / 2 / size;
	size_t next = LEAST_BYTES / size > LEAST_ELEMENTS ? LEAST_BYTES / size : LEAST_ELEMENTS;
	if (next < capacity)
		next = capacity;
	while (next < wanted && next <= most / 2)
		next *= 2;
	return next >= wanted && next <= most ? next : 0;
}

bool grow(void *array, size_t size, size_t *capacity, size_t wanted)
{
	void *at, *larger;
	size_t next = next_capacity(size, *capacity, wanted);
	if (next == 0)
		return false;
	memcpy(&at, array, sizeof at); /* the pointer may be of any type: all have the same representation */
	larger = realloc(at, next * size);
	if (!larger)
		return false;
	memcpy(array, &larger, sizeof larger);
	*capacity = next;
	/* cppcheck-suppress memleak ; the array holds it */
	return true;
}
