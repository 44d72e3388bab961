/* The formats, by name and by extension. */
#include "document/writer.h"

#include <string.h>
#include <strings.h>

static const struct writer *const writers[] = {&writer_text, &writer_csv, &writer_json, &writer_markdown};

const struct writer *const *writer_table(size_t *count)
{
	*count = sizeof writers / sizeof *writers;
	return writers;
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
