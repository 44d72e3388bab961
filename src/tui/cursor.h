/* Moving the cursor, and searching. Those that take an action are run by it. */
#ifndef TUI_CURSOR_H
#define TUI_CURSOR_H

#include "tui/action.h"

struct event;

void cursor_move(struct session *session, const struct action *action, const char *text);   /* value: rows */
void cursor_page(struct session *session, const struct action *action, const char *text);   /* value: pages */
void cursor_end(struct session *session, const struct action *action, const char *text);    /* value: -1 first, 1 last */
void cursor_sideways(struct session *session, const struct action *action, const char *text); /* value: columns */
void cursor_pane(struct session *session, const struct action *action, const char *text);
void cursor_option(struct session *session, const struct action *action, const char *text); /* value: how many on; or its id */
void cursor_profile(struct session *session, const struct action *action, const char *text); /* value: how many on */
void cursor_enter(struct session *session, const struct action *action, const char *text);
void cursor_back(struct session *session, const struct action *action, const char *text);
void cursor_go(struct session *session, const struct action *action, const char *text);     /* to an input by name */
void cursor_fold_all(struct session *session, const struct action *action, const char *text); /* value: 1 opens, 0 closes */
void cursor_search(struct session *session, const struct action *action, const char *text);
void cursor_search_next(struct session *session, const struct action *action, const char *text); /* value: 1 on, -1 back */

/* Takes a click or a turn of the wheel. Returns the key that it stands for, or PRESS_NONE. */
uint32_t cursor_mouse(struct session *session, const struct event *event);

#endif
