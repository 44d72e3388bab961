/*
 * The views: one file each, all of the same shape. To add one: a file, a row in the table of view.c, an action that goes there.
 */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "answer/format.h"
#include "tui/cells.h"
#include "tui/session.h"

struct view {
	const char *label;                                                /* N_(), on its tab */
	void (*draw)(struct session *session, const struct pane *pane); /* between the header and the bottom lines */
};

const struct view *view_of(enum view_id id);

void view_overview_draw(struct session *session, const struct pane *pane);
void view_matrix_draw(struct session *session, const struct pane *pane);
void view_inputs_draw(struct session *session, const struct pane *pane);
void view_cash_draw(struct session *session, const struct pane *pane);
void view_help_draw(struct session *session, const struct pane *pane);

/* Parts that several views draw. */

/* How numbers look for a plan. */
struct notation view_notation(const struct session *session, const struct plan *plan);

/* Notes that a click there does something. */
void view_target(struct session *session, const struct pane *pane, int x, int y, int width, enum target_kind kind, size_t index);

/* The list of inputs, with a line above that heads it. */
void view_draw_inputs(struct session *session, const struct pane *pane, bool focused);

/* The chart of cumulative cash of a sheet's options with its title line; one of them stands out. */
void view_draw_chart(const struct session *session, const struct pane *pane, const struct sheet *sheet, size_t option);

#endif
