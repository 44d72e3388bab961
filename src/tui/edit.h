/* Changing the plan: typing values in place, nudging, adding and removing lines, undoing. The functions are those of action.c's table. */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "tui/action.h"

struct bytes;

/* Begins to type the value under the cursor. */
void edit_begin(struct session *session);

/* Takes a key, or a paste, while a value is typed. */
void edit_key(struct session *session, uint32_t key);
void edit_paste(struct session *session, const char *text);

/* Drops what is being typed. */
void edit_end(struct session *session);

void edit_keep(struct session *session, const struct action *action, const char *text); /* value: rows to move on by */
void edit_drop(struct session *session, const struct action *action, const char *text);
void edit_scope(struct session *session, const struct action *action, const char *text);
void edit_nudge(struct session *session, const struct action *action, const char *text); /* value: steps */
void edit_undo(struct session *session, const struct action *action, const char *text);
void edit_redo(struct session *session, const struct action *action, const char *text);
void edit_add(struct session *session, const struct action *action, const char *text);
void edit_duplicate(struct session *session, const struct action *action, const char *text);
void edit_delete(struct session *session, const struct action *action, const char *text);
void edit_set(struct session *session, const struct action *action, const char *text);

#endif
