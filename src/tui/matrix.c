/* The rows of the matrix. */
#include "tui/matrix.h"

#include <stdlib.h>

#include "tui/session.h"

struct option_rows matrix_rows(const struct session *session)
{
	struct option_rows rows = {0};
	struct option_list *list = calloc(session->count, sizeof *list);
	for (size_t i = 0; list != NULL && i < session->count; i++)
		list[i] = (struct option_list){.plan = open_plan_shown(&session->sheet[i]->plan)};
	if (list != NULL)
		option_rows_init(list, session->count, &rows);
	free(list);
	return rows;
}

size_t matrix_option(const struct session *session)
{
	const struct matrix *matrix = view_state(session, VIEW_MATRIX);
	struct option_rows rows = matrix_rows(session);
	size_t option = option_rows_at(&rows, matrix->row, session->current);
	option_rows_release(&rows);
	return option;
}
