/*
 * Unsaved changes, kept in case the program is killed, and offered at the next start.
 *
 * A copy is a file with a comment and the plan's text in $XDG_STATE_HOME/breakeven (else ~/.local/state/breakeven), one
 * for each plan and session. The session holds a lock on it, which ends with the process however that ends; a process
 * id could be reused. Copies are named after the real path that the plan had when it was opened.
 */
#ifndef TUI_RECOVERY_H
#define TUI_RECOVERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct diags;

/* A session's copy of a plan. */
struct recovery_copy {
	char *file; /* its path; NULL: none is kept */
	int lock;   /* open while the session holds it */
};

/* Replaces the content of the copy by the text of a plan. 0, or -1 with an error in diags and the copy unchanged. */
int recovery_keep(struct recovery_copy *copy, const char *real, const struct bytes *text, struct diags *diags);

/* True while the copy's file is the one that was written. */
bool recovery_is_there(const struct recovery_copy *copy);

/* Removes the copy: the plan was saved, or its changes discarded. */
void recovery_forget(struct recovery_copy *copy);

/* Leaves the copy to the next session. */
void recovery_release_copy(struct recovery_copy *copy);

/* A copy that was found. */
struct recovery {
	char *file;         /* its path; NULL: none was found */
	struct bytes text;  /* of the plan */
	long long seconds;  /* when it was written, since the epoch */
};

/* Finds the newest copy of a plan that no session holds. file is NULL when there is none. */
void recovery_find(const char *real, struct recovery *recovery);

/* Removes the copy's file. */
void recovery_remove(const struct recovery *recovery);
void recovery_release(struct recovery *recovery);

#endif
