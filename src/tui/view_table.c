/* The table of views. */
#include "tui/view.h"

const struct view *const view_table[VIEW_COUNT] = {
	[VIEW_OVERVIEW] = &view_overview,
	[VIEW_INPUTS] = &view_inputs,
	[VIEW_CASH] = &view_cash,
	[VIEW_MATRIX] = &view_matrix,
	[VIEW_HELP] = &view_help,
};
