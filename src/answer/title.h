/*
 * What plans are called for people: by their names, and where several bear the same name, by that and their files'.
 */
#ifndef ANSWER_TITLE_H
#define ANSWER_TITLE_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;

/* All borrowed. */
struct title {
	const char *name; /* the plan's; "": it has none, and its file's name is used */
	const char *path;
	bool is_shared;        /* by titles_find: another of them has this name */
	bool shares_file_name; /* and one of those the last part of its path */
};

/* Finds out which of them share a name. 0, or -1 when out of memory. */
int titles_find(struct title *titles, size_t count);

/* Appends "MVP"; where the name is shared "MVP (copy.ini)", or the whole path where that is what differs. */
void title_print(const struct title *title, struct bytes *out);

/* What distinguishes it from others with its name: the last part of its path, or all of it. */
const char *title_file(const struct title *title);

#endif
