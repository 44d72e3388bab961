/* Memory that is freed all at once: a source's, a plan's. */
#ifndef PLAN_ARENA_H
#define PLAN_ARENA_H

#include <stddef.h>

/* Zero-initialised ({0}), it is empty and ready. It may be moved, not copied. */
struct arena {
	struct arena_chunk *chunk; /* the one being filled, linked to older ones */
};

/* size bytes, all zero, aligned for any type; NULL when out of memory. Only arena_release frees it. */
void *arena_alloc(struct arena *arena, size_t size);

/* size bytes for a text, neither cleared nor aligned; NULL when out of memory. */
char *arena_take(struct arena *arena, size_t size);

/* A NUL-ended copy of size bytes; NULL when out of memory. */
char *arena_text(struct arena *arena, const void *text, size_t size);

/* Makes room for `size` more bytes in one piece. 0, or -1 when out of memory. */
int arena_reserve(struct arena *arena, size_t size);

void arena_release(struct arena *arena);

#endif
