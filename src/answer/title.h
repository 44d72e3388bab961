/* The titles of plans for people: their names; if several plans share a name, also their files' names. */
#ifndef ANSWER_TITLE_H
#define ANSWER_TITLE_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;

/* All borrowed. */
struct title {
	const char *name; /* the plan's; "": it has none, and its file's name is used */
	const char *path;
	bool is_shared;        /* set by titles_find: another plan has this name */
	bool shares_file_name; /* of those, another has the same last part of its path */
};

/* Determines which of them share a name. 0, or -1 when out of memory. */
int titles_find(struct title *titles, size_t count);

/* Appends "MVP"; if the name is shared, "MVP (copy.ini)", or with the whole path if only that differs. */
void title_print(const struct title *title, struct bytes *out);

/* What distinguishes it from others with its name: the last part of its path, or all of it. */
const char *title_file(const struct title *title);

#endif
