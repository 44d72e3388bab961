/*
 * How much a test does.
 *
 * The ordinary build tries everything. An instrumented build looks for faults on the paths through the code, and is slow: there
 * `make check` (TEST_EFFORT=few) tries fewer inputs by the same paths, `make check-all` everything.
 */
#ifndef TESTS_UNIT_EFFORT_H
#define TESTS_UNIT_EFFORT_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static inline bool effort_is_few(void)
{
	const char *effort = getenv("TEST_EFFORT");
	return effort && strcmp(effort, "few") == 0;
}

static inline size_t effort(size_t all, size_t few)
{
	return effort_is_few() ? few : all;
}

#endif
