/*
 * A file while it is being written: an unnamed file if the file system supports it, so that a killed process leaves
 * nothing behind; else a named file beside its target, locked while it is written. The next writer of the target
 * recognises what a killed process left by its free lock, and removes it.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/bytes.h"

struct temporary {
	int fd;            /* open for reading and writing; -1: there is none */
	struct bytes name; /* "": it has none */
};

/* The state of a file's lock. */
enum lock_state {
	LOCK_HELD,
	LOCK_FREE,   /* its writer has ended */
	LOCK_UNKNOWN /* the file is absent, cannot be opened, or its file system has no locks */
};

enum lock_state lock_state(const char *path);

/*
 * Opens a temporary for the file `target`, in its directory, and removes those that killed writers of the same target
 * left there. 0, or -1 with errno.
 */
int temporary_open(const char *target, mode_t mode, struct temporary *temporary);

/*
 * Makes it the file `target`: with `replace` it replaces an existing file; without, it fails if one exists, with no
 * race in between. It stays open, and locked, until temporary_drop. 0, or -1 with errno.
 */
int temporary_place(struct temporary *temporary, const char *target, bool replace);

/* Closes it; a file that was not placed is removed. */
void temporary_drop(struct temporary *temporary);

#endif
