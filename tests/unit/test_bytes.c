/* Growable bytes: growth, splices, formats, and no memory. */
#include "base/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fail_alloc.h"

static void empty_has_a_text(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	assert_string_equal(bytes_text(&bytes), "");
	bytes_release(&bytes);
	assert_null(bytes.at);
}

static void adds_and_ends_in_nul(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	bytes_add(&bytes, "a\0b", 3);
	bytes_add_char(&bytes, 'c');
	bytes_add_text(&bytes, "");
	bytes_add_text(&bytes, "de");
	assert_int_equal(bytes.size, 6);
	assert_memory_equal(bytes.at, "a\0bcde", 7);
	bytes_release(&bytes);
}

static void nothing_added_still_ends_in_nul(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	bytes_add(&bytes, NULL, 0);
	assert_non_null(bytes.at);
	assert_int_equal(bytes.size, 0);
	assert_string_equal(bytes.at, "");
	bytes_release(&bytes);
}

static void grows_past_every_capacity(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	for (int i = 0; i < 100000; i++)
		bytes_add_char(&bytes, (char)('a' + i % 26));
	assert_int_equal(bytes.size, 100000);
	assert_int_equal(strlen(bytes.at), 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(bytes.at[i], 'a' + i % 26);
	bytes_release(&bytes);
}

static void formats_of_every_length(void **state)
{
	(void)state;
	for (int length = 0; length < 300; length++) {
		struct bytes bytes = {0};
		bytes_add_text(&bytes, "x");
		bytes_add_format(&bytes, "%0*d", length, 0);
		size_t expected = length == 0 ? 2 : 1 + (size_t)length;
		assert_int_equal(bytes.size, expected);
		assert_int_equal(strlen(bytes.at), expected);
		bytes_release(&bytes);
	}
}

static void splices(void **state)
{
	(void)state;
	static const struct {
		size_t offset, size;
		const char *data, *result;
	} cases[] = {
		{0, 0, "xy", "xyabcdef"}, {6, 0, "xy", "abcdefxy"}, {2, 3, "", "abf"},      {2, 3, "xyz", "abxyzf"},
		{2, 1, "wxyz", "abwxyzdef"}, {0, 6, "", ""},        {0, 6, "z", "z"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes bytes = {0};
		bytes_add_text(&bytes, "abcdef");
		bytes_splice(&bytes, cases[i].offset, cases[i].size, cases[i].data, strlen(cases[i].data));
		assert_string_equal(bytes_text(&bytes), cases[i].result);
		assert_int_equal(bytes.size, strlen(cases[i].result));
		bytes_release(&bytes);
	}
}

static void splices_into_nothing(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	bytes_splice(&bytes, 0, 0, "", 0);
	assert_string_equal(bytes_text(&bytes), "");
	bytes_splice(&bytes, 0, 0, "abc", 3);
	assert_string_equal(bytes_text(&bytes), "abc");
	bytes_release(&bytes);
}

static void refuses_impossible_sizes(void **state)
{
	(void)state;
	struct bytes bytes = {0};
	volatile size_t impossible = SIZE_MAX - 2; /* for the compiler, too, were it to see it */
	bytes_add_text(&bytes, "kept");
	bytes_add(&bytes, "", impossible);
	assert_true(bytes.failed);
	bytes_add_text(&bytes, "dropped");
	bytes_add_char(&bytes, 'd');
	bytes_add_format(&bytes, "%d", 1);
	bytes_splice(&bytes, 0, 1, "", 0);
	assert_string_equal(bytes_text(&bytes), "kept");
	bytes_release(&bytes);
	assert_false(bytes.failed);
}

static int build(void *context)
{
	(void)context;
	struct bytes bytes = {0};
	for (int i = 0; i < 50; i++) {
		bytes_add_text(&bytes, "text ");
		bytes_add_char(&bytes, '.');
		bytes_add_format(&bytes, "%s %d", "number", i);
		bytes_splice(&bytes, 0, 0, "front", 5);
	}
	if (!bytes.failed)
		assert_int_equal(bytes.size, 50 * 11 + 10 * 8 + 40 * 9);
	assert_int_equal(strlen(bytes_text(&bytes)), bytes.size);
	int result = bytes.failed ? -1 : 0;
	bytes_release(&bytes);
	return result;
}

static void survives_every_failed_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(build, NULL) >= 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_has_a_text),
		cmocka_unit_test(adds_and_ends_in_nul),
		cmocka_unit_test(nothing_added_still_ends_in_nul),
		cmocka_unit_test(grows_past_every_capacity),
		cmocka_unit_test(formats_of_every_length),
		cmocka_unit_test(splices),
		cmocka_unit_test(splices_into_nothing),
		cmocka_unit_test(refuses_impossible_sizes),
		cmocka_unit_test(survives_every_failed_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
