/*
 * The matrix of all open plans: a row for each option of any plan, a column for each plan. The cursor's column is the
 * current sheet.
 */
#ifndef TUI_MATRIX_H
#define TUI_MATRIX_H

#include "plan/option_rows.h"

struct session;

/* The state of its view. */
struct matrix {
	size_t row;          /* the cursor's */
	size_t first_column; /* the first one shown */
};

/* The rows of all sheets, as shown; none when out of memory. The caller releases them. */
struct option_rows matrix_rows(const struct session *session);

/* The option of the current sheet in the cursor's row, or OPTION_ABSENT. */
size_t matrix_option(const struct session *session);

#endif
