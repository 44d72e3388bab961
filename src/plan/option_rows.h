/* Matches the options of several plans, by id, never by their index in a plan. */
#ifndef PLAN_OPTION_ROWS_H
#define PLAN_OPTION_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"

/* Options of a plan, as indices. Borrowed. */
struct option_list {
	const struct plan *plan;
	const size_t *option; /* NULL: all of the plan's, in its order */
	size_t count;         /* number of them, if given */
};

#define OPTION_ABSENT SIZE_MAX

/* One row per id, in order of first appearance. */
struct option_rows {
	size_t count, lists;
	size_t *at; /* [row * lists + list]: index of the row's option in the list; OPTION_ABSENT: none has this id */
};

/* 0, or -1 when out of memory; *rows is written on success only. */
int option_rows_init(const struct option_list *list, size_t count, struct option_rows *rows);
void option_rows_release(struct option_rows *rows);

/* The index of a row's option in a list, or OPTION_ABSENT; also for a row that does not exist. */
size_t option_rows_at(const struct option_rows *rows, size_t row, size_t list);

/* The row of the option at an index in a list; 0 if there is none. */
size_t option_rows_find(const struct option_rows *rows, size_t list, size_t place);

#endif
