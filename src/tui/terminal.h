/*
 * The terminal: the only file that uses curses. Cells go out, events come in.
 *
 * While it is open it handles signals: a kill or a hang-up becomes an event, so that unsaved changes can be kept; a
 * crash restores the terminal before the program dies. Only one can be open at a time.
 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include <stdbool.h>

#include "tui/cells.h"
#include "tui/chart.h"
#include "tui/key.h"

struct diags;
struct terminal;

enum theme { THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_COUNT };

/* Opens the terminal at standard output. 0, or -1 with an error in diags and the terminal unchanged. */
int terminal_open(bool mouse, struct diags *diags, struct terminal **terminal);

/* Restores the terminal. Takes NULL. */
void terminal_close(struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *width, int *height);

/* False: no colours, so that only THEME_MONO applies. */
bool terminal_has_colours(const struct terminal *terminal);
void terminal_set_theme(struct terminal *terminal, enum theme theme);

/* The finest marks it can show: braille; blocks on the Linux console; ASCII if the locale is not UTF-8. */
enum chart_marks terminal_marks(const struct terminal *terminal);

/* Shows the cells. all: the content of the screen is unknown. */
void terminal_show(struct terminal *terminal, const struct cells *cells, bool all);

/* Waits for the next event; EVENT_IDLE if none came within timeout_ms (below 0: waits forever). */
void terminal_next(struct terminal *terminal, int timeout_ms, struct event *event);

/* True if an event is waiting: then drawing can be skipped. */
bool terminal_has_more(const struct terminal *terminal);

/* Stops the program with its whole job, as ^Z does; returns when it is continued. */
void terminal_suspend(struct terminal *terminal);

#endif
