/*
 * Fails each allocation of an operation in turn.
 *
 * All test programs are linked so that malloc, calloc, realloc, strdup, strndup and free, called from our own files, pass
 * through here (-Wl,--wrap); what libraries allocate for themselves does not.
 */
#ifndef TESTS_UNIT_FAIL_ALLOC_H
#define TESTS_UNIT_FAIL_ALLOC_H

#include <stddef.h>

/*
 * Runs operation(context) with its first allocation failing, then its second, and so on until it meets none that fails.
 *
 * The operation returns 0 when it did its work and -1 when it said that it could not; either way it has released all that
 * it took. One that gets by without an allocation may return 0, having checked its result. The test fails when
 * anything is leaked, when the run without a fault does not return 0, or when there was nothing to fail. Returns how
 * many allocations there are to fail; with little effort (effort.h) not each of many fails, and it may be a few more.
 */
size_t fail_each_alloc(int (*operation)(void *context), void *context);

/* By hand: the n-th allocation from now (from 1) fails, once; 0: none does. */
void fail_alloc(size_t n);

/* Whether the one that was to fail has come, and how many allocations are not freed yet. */
int fail_alloc_hit(void);
size_t fail_alloc_live(void);

#endif
