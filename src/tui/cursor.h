/* Moves the cursor, and searches. Functions with an action parameter are run by actions. */
#ifndef TUI_CURSOR_H
#define TUI_CURSOR_H

#include "tui/action.h"

struct event;

void cursor_move(struct session *session, const struct action *action, const char *text);     /* value: rows */
void cursor_page(struct session *session, const struct action *action, const char *text);     /* value: pages */
void cursor_end(struct session *session, const struct action *action, const char *text);      /* -1: first, 1: last */
void cursor_sideways(struct session *session, const struct action *action, const char *text); /* value: columns */
void cursor_enter(struct session *session, const struct action *action, const char *text);
void cursor_back(struct session *session, const struct action *action, const char *text);
void cursor_pane(struct session *session, const struct action *action, const char *text);

/* Shows an option: by its id, or the one `value` places further. */
void cursor_option(struct session *session, const struct action *action, const char *text);

/* value: 1 shows the next plan, -1 the previous. */
void cursor_profile(struct session *session, const struct action *action, const char *text);

/* Goes to an input by its name. */
void cursor_go(struct session *session, const struct action *action, const char *text);

/* value: 1 opens all lines, 0 closes them. */
void cursor_fold_all(struct session *session, const struct action *action, const char *text);

void cursor_search(struct session *session, const struct action *action, const char *text);

/* value: 1 finds the next match, -1 the previous. */
void cursor_search_next(struct session *session, const struct action *action, const char *text);

/* Handles a click or a turn of the wheel. Returns the key it stands for, or PRESS_NONE. */
uint32_t cursor_mouse(struct session *session, const struct event *event);

#endif
