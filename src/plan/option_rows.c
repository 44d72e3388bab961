/* Options of several plans, matched by id. */
#include "plan/option_rows.h"

#include <stdlib.h>
#include <string.h>

static size_t length_of(const struct option_list *list)
{
	return list->option != NULL ? list->count : list->plan->options.count;
}

static const char *id_at(const struct option_list *list, size_t place)
{
	return plan_option(list->plan, list->option != NULL ? list->option[place] : place)->section.id;
}

/* The row of the first list that has an option with this id; the count of rows if none has. */
static size_t row_of(const struct option_rows *rows, const struct option_list *list, const char *id)
{
	for (size_t row = 0; row < rows->count; row++) {
		size_t first = 0;
		while (option_rows_at(rows, row, first) == OPTION_ABSENT)
			first++;
		if (strcmp(id_at(&list[first], option_rows_at(rows, row, first)), id) == 0)
			return row;
	}
	return rows->count;
}

int option_rows_init(const struct option_list *list, size_t count, struct option_rows *result)
{
	size_t most = 0;
	for (size_t i = 0; i < count; i++)
		most += length_of(&list[i]);
	struct option_rows rows = {.lists = count, .at = calloc(most * count + 1, sizeof *rows.at)};
	if (rows.at == NULL)
		return -1;
	for (size_t i = 0; i < most * count; i++)
		rows.at[i] = OPTION_ABSENT;
	for (size_t i = 0; i < count; i++) {
		for (size_t place = 0; place < length_of(&list[i]); place++) {
			size_t row = row_of(&rows, list, id_at(&list[i], place));
			rows.at[row * count + i] = place;
			rows.count += row == rows.count;
		}
	}
	*result = rows;
	return 0;
}

void option_rows_release(struct option_rows *rows)
{
	free(rows->at);
	*rows = (struct option_rows){0};
}

size_t option_rows_at(const struct option_rows *rows, size_t row, size_t list)
{
	return row < rows->count && list < rows->lists ? rows->at[row * rows->lists + list] : OPTION_ABSENT;
}

size_t option_rows_find(const struct option_rows *rows, size_t list, size_t place)
{
	for (size_t row = 0; row < rows->count; row++)
		if (option_rows_at(rows, row, list) == place)
			return row;
	return 0;
}
