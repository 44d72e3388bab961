/*
 * What a file is until it is whole: a file without a name where the file system has such a thing, so that a kill leaves
 * nothing; else one with a name beside its target, which is locked while it is written, so that the next writer of the
 * target can tell it from what a kill left, and removes that.
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

/* Whether somebody holds the lock of a file. */
enum lock_state {
	LOCK_HELD,
	LOCK_FREE,   /* whoever wrote it is gone */
	LOCK_UNKNOWN /* it is absent, may not be opened, or lies where there are no locks */
};

enum lock_state lock_state(const char *path);

/*
 * Opens a temporary for the file `target`, in its directory, and removes those that killed writers of the same target
 * left there. 0, or -1 with errno.
 */
int temporary_open(const char *target, mode_t mode, struct temporary *temporary);

/*
 * Makes it the file `target`: with `replace` in the place of one that may be there, else only where there is none,
 * without a moment in which one could be replaced. It stays open, and locked, until it is dropped. 0, or -1 with errno.
 */
int temporary_place(struct temporary *temporary, const char *target, bool replace);

/* Closes it; one that was not placed is gone. */
void temporary_drop(struct temporary *temporary);

#endif
