/* Moving about: rows, options, views, panes. The functions are those of action.c's table. */
#ifndef TUI_CURSOR_H
#define TUI_CURSOR_H

#include "tui/action.h"

struct event;

void cursor_move(struct session *session, const struct action *action, const char *text);   /* value: rows */
void cursor_page(struct session *session, const struct action *action, const char *text);   /* value: pages */
void cursor_end(struct session *session, const struct action *action, const char *text);    /* value: -1 first, 1 last */
void cursor_sideways(struct session *session, const struct action *action, const char *text); /* value: columns; folds in inputs */
void cursor_pane(struct session *session, const struct action *action, const char *text);
void cursor_option(struct session *session, const struct action *action, const char *text); /* value: how many on; or its id */
void cursor_profile(struct session *session, const struct action *action, const char *text); /* value: how many on */
void cursor_view(struct session *session, const struct action *action, const char *text);   /* value: enum view_id */
void cursor_enter(struct session *session, const struct action *action, const char *text);
void cursor_back(struct session *session, const struct action *action, const char *text);
void cursor_go(struct session *session, const struct action *action, const char *text);     /* to an input by name */
void cursor_fold_all(struct session *session, const struct action *action, const char *text); /* value: 1 opens, 0 closes */
void cursor_search(struct session *session, const struct action *action, const char *text);
void cursor_search_next(struct session *session, const struct action *action, const char *text); /* value: 1 on, -1 back */
void cursor_mouse(struct session *session, const struct event *event);

#endif
