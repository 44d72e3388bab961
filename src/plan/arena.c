/* Memory that is freed all at once. */
#include "plan/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_LEAST ((size_t)4096)

struct arena_chunk {
	struct arena_chunk *older;
	size_t size, used;
	alignas(max_align_t) char data[];
};

static int add_chunk(struct arena *arena, size_t least)
{
	/* Chunks double, so that a large plan takes few of them. */
	size_t size = arena->chunk ? arena->chunk->size * 2 : CHUNK_LEAST;
	if (size < least)
		size = least;
	if (size > SIZE_MAX - sizeof(struct arena_chunk))
		return -1;
	struct arena_chunk *chunk = malloc(sizeof(*chunk) + size);
	if (!chunk)
		return -1;
	chunk->older = arena->chunk;
	chunk->size = size;
	chunk->used = 0;
	arena->chunk = chunk;
	return 0;
}

static void *take(struct arena *arena, size_t size, size_t alignment)
{
	struct arena_chunk *chunk = arena->chunk;
	size_t from = chunk ? (chunk->used + alignment - 1) / alignment * alignment : 0;
	if (!chunk || from > chunk->size || size > chunk->size - from) {
		if (add_chunk(arena, size))
			return NULL;
		chunk = arena->chunk;
		from = 0;
	}
	chunk->used = from + size;
	return chunk->data + from;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *memory = take(arena, size, alignof(max_align_t));
	return memory ? memset(memory, 0, size) : NULL;
}

char *arena_take(struct arena *arena, size_t size)
{
	return take(arena, size, 1);
}

char *arena_text(struct arena *arena, const void *text, size_t size)
{
	char *copy = take(arena, size + 1, 1);
	if (!copy)
		return NULL;
	if (size)
		memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

int arena_reserve(struct arena *arena, size_t size)
{
	const struct arena_chunk *chunk = arena->chunk;
	if (chunk && chunk->size - chunk->used >= size)
		return 0;
	return add_chunk(arena, size);
}

void arena_release(struct arena *arena)
{
	while (arena->chunk) {
		struct arena_chunk *older = arena->chunk->older;
		free(arena->chunk);
		arena->chunk = older;
	}
}
