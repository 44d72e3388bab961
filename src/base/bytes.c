/* Growable bytes: everything is appended through reserve(). */
#include "base/bytes.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

/* Makes room for `size` more bytes and the NUL. */
static bool reserve(struct bytes *bytes, size_t size)
{
	if (bytes->failed)
		return false;
	if (size >= SIZE_MAX - bytes->size || !GROW(bytes->at, bytes->capacity, bytes->size + size + 1)) {
		bytes->failed = true;
		return false;
	}
	bytes->at[bytes->size] = '\0';
	return true;
}

void bytes_release(struct bytes *bytes)
{
	free(bytes->at);
	*bytes = (struct bytes){0};
}

void bytes_add_growing(struct bytes *bytes, const void *data, size_t size)
{
	if (!reserve(bytes, size))
		return;
	if (size > 0)
		memcpy(bytes->at + bytes->size, data, size);
	bytes->size += size;
	bytes->at[bytes->size] = '\0';
}

void bytes_add_text(struct bytes *bytes, const char *text)
{
	bytes_add(bytes, text, strlen(text));
}

void bytes_add_format_list(struct bytes *bytes, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	size_t room = bytes->failed ? 0 : bytes->capacity - bytes->size;
	int length = vsnprintf(room ? bytes->at + bytes->size : NULL, room, format, arguments);
	if (length < 0)
		bytes->failed = true;
	else if ((size_t)length < room)
		bytes->size += (size_t)length;
	else if (reserve(bytes, (size_t)length))
		bytes->size += (size_t)vsnprintf(bytes->at + bytes->size, (size_t)length + 1, format, again);
	/* vsnprintf may have written a part: cut the text back to where it ended. */
	if (bytes->failed && bytes->at)
		bytes->at[bytes->size] = '\0';
	va_end(again);
}

void (bytes_add_format)(struct bytes *bytes, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(bytes, format, arguments);
	va_end(arguments);
}

void bytes_splice(struct bytes *bytes, size_t offset, size_t size, const void *data, size_t data_size)
{
	if (data_size > size && !reserve(bytes, data_size - size))
		return;
	if (bytes->failed || !bytes->at)
		return;
	char *from = bytes->at + offset;
	if (data_size != size)
		memmove(from + data_size, from + size, bytes->size - offset - size + 1);
	if (data_size > 0)
		memcpy(from, data, data_size);
	bytes->size = bytes->size - size + data_size;
}

const char *bytes_text(const struct bytes *bytes)
{
	return bytes->at ? bytes->at : "";
}
