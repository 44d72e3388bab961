/* Arrays that grow: in steps, from nothing, up to what fits in memory. */
#include "base/grow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fail_alloc.h"

struct large {
	char bytes[1000];
};

static void keeps_what_it_holds(void **state)
{
	(void)state;
	int *at = NULL;
	size_t capacity = 0, moves = 0;
	for (size_t i = 0; i < 100000; i++) {
		size_t before = capacity;
		assert_true(GROW(at, capacity, i + 1));
		moves += capacity != before;
		at[i] = (int)i;
	}
	for (int i = 0; i < 100000; i++)
		assert_int_equal(at[i], i);
	assert_true(moves < 20); /* it doubles */
	free(at);
}

static void jumps_to_what_is_wanted(void **state)
{
	(void)state;
	struct large *at = NULL;
	size_t capacity = 0;
	assert_true(GROW(at, capacity, 1));
	assert_true(capacity >= 1 && capacity < 64);
	assert_true(GROW(at, capacity, 1000));
	assert_true(capacity >= 1000 && capacity < 2048);
	size_t before = capacity;
	assert_true(GROW(at, capacity, 1000));
	assert_int_equal(capacity, before);
	free(at);
}

static void refuses_more_bytes_than_there_are(void **state)
{
	(void)state;
	struct large *at = NULL;
	size_t capacity = 0;
	assert_true(GROW(at, capacity, 1));
	struct large *before = at;
	size_t capacity_before = capacity;
	assert_false(GROW(at, capacity, SIZE_MAX / sizeof *at + 2)); /* its bytes would wrap to few */
	assert_false(GROW(at, capacity, SIZE_MAX));
	assert_ptr_equal(at, before);
	assert_int_equal(capacity, capacity_before);
	free(at);
}

static void changes_nothing_without_memory(void **state)
{
	(void)state;
	int *at = NULL;
	size_t capacity = 0;
	assert_true(GROW(at, capacity, 1));
	int *before = at;
	size_t capacity_before = capacity;
	fail_alloc(1);
	bool grown = GROW(at, capacity, capacity + 1);
	fail_alloc(0);
	assert_false(grown);
	assert_ptr_equal(at, before);
	assert_int_equal(capacity, capacity_before);
	free(at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_it_holds),
		cmocka_unit_test(jumps_to_what_is_wanted),
		cmocka_unit_test(refuses_more_bytes_than_there_are),
		cmocka_unit_test(changes_nothing_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
