/*
 * Growable bytes, to which every writer appends.
 *
 * A NUL follows the last byte once anything was added. An addition that runs out of memory sets `failed` and is
 * dropped, and so are all later ones: check once, at the end.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/attribute.h"

/* Zero-initialised ({0}), it is empty and ready. */
struct bytes {
	char *at; /* NULL while empty */
	size_t size, capacity;
	bool failed;
};

void bytes_release(struct bytes *bytes);
void bytes_add_growing(struct bytes *bytes, const void *data, size_t size); /* the slow path of bytes_add */

static inline void bytes_add(struct bytes *bytes, const void *data, size_t size)
{
	if (bytes->failed || size == 0 ||
	    size >= bytes->capacity - bytes->size) { /* no room for the data and a NUL, or no data */
		bytes_add_growing(bytes, data, size);
		return;
	}
	memcpy(bytes->at + bytes->size, data, size);
	bytes->size += size;
	bytes->at[bytes->size] = '\0';
}

static inline void bytes_add_char(struct bytes *bytes, char c)
{
	bytes_add(bytes, &c, 1);
}

void bytes_add_text(struct bytes *bytes, const char *text);
void bytes_add_format(struct bytes *bytes, const char *format, ...) PRINTF_LIKE(2, 3);
#define bytes_add_format(...) (NUMBERED_ARGUMENTS bytes_add_format(__VA_ARGS__))
void bytes_add_format_list(struct bytes *bytes, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

/* Replaces size bytes at offset, all of them existing, by data, which must not be part of the bytes. */
void bytes_splice(struct bytes *bytes, size_t offset, size_t size, const void *data, size_t data_size);

/* The text, "" when empty; borrowed until the next change. */
const char *bytes_text(const struct bytes *bytes);

#endif
