/*
 * Changes the plan: edits values in place, steps them, adds and removes lines, undoes changes. Functions with an action
 * parameter are run by actions.
 */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "tui/action.h"

struct bytes;

/* Begins to edit the value at the cursor. */
void edit_begin(struct session *session);

/* Handles a key, or a paste, while a value is edited. */
void edit_key(struct session *session, uint32_t key);
void edit_paste(struct session *session, const char *text);

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
