/*
 * The terminal: the one part that speaks curses. Cells go out, events come in.
 *
 * While it is open, signals are its own: a kill or a hang-up becomes an event, so that what is not saved can be kept; a crash
 * gives the terminal back before the program dies. Only one can be open at a time.
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

/* Opens the terminal that standard output is. 0, or -1 with an error in diags and the terminal as it was. */
int terminal_open(bool mouse, struct diags *diags, struct terminal **terminal);

/* Gives the terminal back as it was found. Takes NULL. */
void terminal_close(struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *width, int *height);

/* False: neither colours nor a way to tell; then THEME_MONO is all there is. */
bool terminal_has_colours(const struct terminal *terminal);
void terminal_set_theme(struct terminal *terminal, enum theme theme);

/* What its characters can show: braille, blocks on the Linux console, ASCII where the locale is not UTF-8. */
enum chart_marks terminal_marks(const struct terminal *terminal);

/* Shows the cells. all: nothing on the screen is to be relied on. */
void terminal_show(struct terminal *terminal, const struct cells *cells, bool all);

/* The next event; EVENT_IDLE when none came for timeout_ms (below 0: waits for ever). */
void terminal_next(struct terminal *terminal, int timeout_ms, struct event *event);

/* True when an event waits already, so that drawing can wait for it. */
bool terminal_has_more(const struct terminal *terminal);

/* Stops the program and all of its job, as ^Z does; returns when it goes on. */
void terminal_suspend(struct terminal *terminal);

#endif
