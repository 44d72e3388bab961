/*
 * The screen: header, tabs, the view in between, messages, footer; drawn into cells from the session.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/cells.h"

struct diags;
struct session;

/* Draws everything at the size of the cells, and notes what can be clicked. */
void screen_draw(struct session *session, struct cells *cells);

/* Writes a text, or the screen as text, replacing the file, which is never a plan. 0, or -1 with an error in diags. */
struct bytes;
int screen_save_text(const char *path, const struct bytes *text, struct diags *diags);
int screen_save(struct session *session, const char *path, struct diags *diags);

#endif
