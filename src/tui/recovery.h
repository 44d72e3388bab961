/*
 * What was not saved when the program was killed, kept for the next start.
 *
 * A copy of the plan's text with a comment above it lies in $XDG_STATE_HOME/breakeven (else ~/.local/state/breakeven), a file for each plan and
 * session, locked as long as the session lives: the lock goes with the process, whatever became of it, and whatever has its number now. Copies
 * go by the real path of the plan, as it was when the plan was opened.
 */
#ifndef TUI_RECOVERY_H
#define TUI_RECOVERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct diags;

/* The copy that a session keeps of a plan. */
struct recovery_copy {
	char *file; /* where it lies; NULL: none is kept */
	int lock;   /* open while the session has it */
};

/* Keeps the text of a plan, replacing what the copy held before and nobody else's. 0, or -1 with an error in diags and the copy as it was. */
int recovery_keep(struct recovery_copy *copy, const char *real, const struct bytes *text, struct diags *diags);

/* True while the copy lies where it was written. */
bool recovery_is_there(const struct recovery_copy *copy);

/* Removes the copy: the plan was saved, or given up. */
void recovery_forget(struct recovery_copy *copy);

/* Leaves the copy to the next session. */
void recovery_release_copy(struct recovery_copy *copy);

/* A copy that was found. */
struct recovery {
	char *file;         /* where it lies; NULL: none was found */
	struct bytes text;  /* of the plan */
	long long seconds;  /* when it was written, since the epoch */
};

/* Looks for the newest copy of a plan that no session holds any more. file is NULL when there is none. */
void recovery_find(const char *real, struct recovery *recovery);

/* Removes the copy's file. */
void recovery_remove(const struct recovery *recovery);
void recovery_release(struct recovery *recovery);

#endif
