/* The formats, by name and by extension. */
#include "document/writer.h"

#include <string.h>
#include <strings.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"

#define ENTRY(name) &writer_##name,
static const struct writer *const writers[] = {WRITERS(ENTRY)};

const struct writer *const *writer_table(size_t *count)
{
	*count = sizeof writers / sizeof *writers;
	return writers;
}

/* "a", "a or b", "a, b or c": each begins with `start`. */
static void print_list(struct bytes *out, const char *start, const char *(*word)(const struct writer *writer))
{
	enum { COUNT = sizeof writers / sizeof *writers };
	struct bytes first = {0};
	for (size_t i = 0; i + 1 < COUNT; i++)
		bytes_add_format(&first, "%s%s%s", i > 0 ? ", " : "", start, word(writers[i]));
	struct bytes last = {0};
	bytes_add_format(&last, "%s%s", start, word(writers[COUNT - 1]));
	NUMBERED_ARGUMENTS bytes_add_format(out, _("%1$s or %2$s"), bytes_text(&first), bytes_text(&last));
	out->failed |= first.failed || last.failed;
	bytes_release(&first);
	bytes_release(&last);
}

static const char *name_of(const struct writer *writer)
{
	return writer->name;
}

static const char *extension_of(const struct writer *writer)
{
	return writer->extension;
}

void writer_print_names(struct bytes *out)
{
	print_list(out, "", name_of);
}

void writer_print_endings(struct bytes *out)
{
	print_list(out, ".", extension_of);
}

const struct writer *writer_find(const char *name)
{
	for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
		if (strcmp(writers[i]->name, name) == 0)
			return writers[i];
	}
	return NULL;
}

const struct writer *writer_for_path(const char *path)
{
	const char *file = strrchr(path, '/');
	const char *dot = strrchr(file ? file : path, '.');
	for (size_t i = 0; dot && i < sizeof writers / sizeof *writers; i++) {
		if (strcasecmp(writers[i]->extension, dot + 1) == 0)
			return writers[i];
	}
	return NULL;
}
