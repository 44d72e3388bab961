/* Titles are sorted once, so only neighbours are compared. */
#include "answer/title.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool same_name(const struct title *a, const struct title *b)
{
	return strcmp(a->name, b->name) == 0;
}

static bool same_file_name(const struct title *a, const struct title *b)
{
	return strcmp(file_name(a->path), file_name(b->path)) == 0;
}

static int by_name(const void *a, const void *b)
{
	const struct title *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);
	return order ? order : strcmp(file_name((*x)->path), file_name((*y)->path));
}

int titles_find(struct title *titles, size_t count)
{
	struct title **sorted = calloc(count + 1, sizeof *sorted);
	if (!sorted)
		return -1;
	for (size_t i = 0; i < count; i++) {
		titles[i].is_shared = titles[i].shares_file_name = false;
		sorted[i] = &titles[i];
	}
	qsort(sorted, count, sizeof *sorted, by_name);
	for (size_t i = 1; i < count; i++) {
		struct title *a = sorted[i - 1], *b = sorted[i];
		if (!same_name(a, b))
			continue;
		a->is_shared = b->is_shared = true;
		if (same_file_name(a, b))
			a->shares_file_name = b->shares_file_name = true;
	}
	free(sorted);
	return 0;
}

const char *title_file(const struct title *title)
{
	return title->shares_file_name ? title->path : file_name(title->path);
}

void title_print(const struct title *title, struct bytes *out)
{
	if (title->name[0] == '\0')
		bytes_add_text(out, title_file(title));
	else if (title->is_shared)
		bytes_add_format(out, "%s (%s)", title->name, title_file(title));
	else
		bytes_add_text(out, title->name);
}
