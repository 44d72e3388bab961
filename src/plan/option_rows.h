/*
 * The options of several plans side by side: which are the same. They are matched by id, never by their place in a
 * plan.
 */
#ifndef PLAN_OPTION_ROWS_H
#define PLAN_OPTION_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"

/* Options of a plan, as indexes. Borrowed. */
struct option_list {
	const struct plan *plan;
	const size_t *option; /* NULL: all of the plan's, in its order */
	size_t count;         /* of them, where they are given */
};

#define OPTION_ABSENT SIZE_MAX

/* A row an id, in the order in which they first come up. */
struct option_rows {
	size_t count, lists;
	size_t *at; /* [row * lists + list]: where the row's option stands in the list; OPTION_ABSENT: it has none of this id */
};

/* 0, or -1 when out of memory; *rows is written on success only. */
int option_rows_init(const struct option_list *list, size_t count, struct option_rows *rows);
void option_rows_release(struct option_rows *rows);

/* Where a row's option stands in a list, or OPTION_ABSENT; also for a row that there is not. */
size_t option_rows_at(const struct option_rows *rows, size_t row, size_t list);

/* The row of what stands at a place in a list; 0 where there is none. */
size_t option_rows_find(const struct option_rows *rows, size_t list, size_t place);

#endif
