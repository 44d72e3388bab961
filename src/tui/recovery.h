/*
 * What was not saved when the program was killed, kept for the next start.
 *
 * A copy of the plan's text with a comment above it lies in $XDG_STATE_HOME/breakeven (else ~/.local/state/breakeven), a file for each
 * plan and process; those of processes that still run are left alone.
 */
#ifndef TUI_RECOVERY_H
#define TUI_RECOVERY_H

#include <stddef.h>

#include "base/bytes.h"

struct diags;

/* A copy that was found. */
struct recovery {
	char *file;         /* where it lies; NULL: none was found */
	struct bytes text;  /* of the plan */
	long long seconds;  /* when it was written, since the epoch */
};

/* Keeps the text of the plan at path, replacing what this process kept of it before. 0, or -1 with an error in diags. */
int recovery_keep(const char *path, const struct bytes *text, struct diags *diags);

/* Forgets what this process kept of the plan: it was saved, or given up. */
void recovery_forget(const char *path);

/* Looks for the newest copy of the plan at path that a dead process left. file is NULL when there is none. */
void recovery_find(const char *path, struct recovery *recovery);

/* Removes the copy's file. */
void recovery_remove(const struct recovery *recovery);
void recovery_release(struct recovery *recovery);

#endif
