/*
 * The chart of cumulative cash: a curve for each option of a plan.
 */
#ifndef TUI_CURVES_H
#define TUI_CURVES_H

#include <stddef.h>

#include "tui/cells.h"

struct session;
struct sheet;

/* Draws the chart of a sheet with its title; the curve of `option` stands out. */
void curves_draw(const struct session *session, const struct pane *pane, const struct sheet *sheet, size_t option);

#endif
