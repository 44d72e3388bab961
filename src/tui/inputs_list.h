/* The list of a plan's inputs, as a tree that folds: a part of several views. Its cursor and scroll are the sheet's. */
#ifndef TUI_INPUTS_LIST_H
#define TUI_INPUTS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/cells.h"

struct bytes;
struct session;

/* Draws the list with a head above it. focused: it takes the keys. part: how a click on a row is reported. */
void inputs_list_draw(struct session *session, const struct pane *pane, bool focused, int part);

/* Like those of struct view. */
void inputs_list_move(struct session *session, int rows);
void inputs_list_sideways(struct session *session, int columns);
void inputs_list_enter(struct session *session);
uint32_t inputs_list_click(struct session *session, size_t row);
void inputs_list_status(const struct session *session, struct bytes *out);

#endif
