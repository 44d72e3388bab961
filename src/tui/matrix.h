/* The rows of the matrix: an option of every profile that has it. */
#ifndef TUI_MATRIX_H
#define TUI_MATRIX_H

#include "plan/option_rows.h"

struct session;

/* The rows of all sheets, as they are shown; none when out of memory. To be released. */
struct option_rows matrix_rows(const struct session *session);

/* The option of the current sheet in the cursor's row, or OPTION_ABSENT. */
size_t matrix_option(const struct session *session);

/* Puts the cursor into the row of the current sheet's option. */
void matrix_go(struct session *session);

#endif
