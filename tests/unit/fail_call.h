/*
 * Fails, shortens or kills at a system call of the code under test.
 *
 * All test programs are linked so that the calls below, made from our own files, pass through here (-Wl,--wrap).
 */
#ifndef TESTS_UNIT_FAIL_CALL_H
#define TESTS_UNIT_FAIL_CALL_H

#include <stdbool.h>

enum fail_call {
	CALL_OPEN,
	CALL_READ,
	CALL_WRITE,
	CALL_FSYNC,
	CALL_CLOSE,
	CALL_RENAME,
	CALL_LINK, /* linkat, too */
	CALL_UNLINK,
	CALL_ANY, /* whichever of them comes */
	CALL_KINDS = CALL_ANY
};

/* The n-th such call from now (from 1) fails with this errno, once; n = 0: none does. A close still closes. */
void fail_call(enum fail_call call, int n, int error);

/* The n-th such call from now kills the process as kill -9 does, before it is carried out. For a forked child. */
void kill_at_call(enum fail_call call, int n);

/* Every write takes at most `most` bytes; 0: as many as it will. */
void shorten_writes(int most);

/* No file without a name can be opened, as on a file system that has no such thing (O_TMPFILE). */
void name_all_files(bool on);

/* Whether the call that was to fail has come. */
bool fail_call_hit(void);

#endif
