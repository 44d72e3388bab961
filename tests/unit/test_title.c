/* Titles tell plans apart, whatever they and their files are called. */
#include "answer/title.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "fail_alloc.h"

static struct title many[] = {
	{.name = "MVP", .path = "plans/a.ini"},  {.name = "MVP", .path = "b.ini"},    {.name = "MVP", .path = "old/b.ini"},
	{.name = "Alone", .path = "c.ini"},      {.name = "", .path = "plans/d.ini"}, {.name = "", .path = "e.ini"},
	{.name = "", .path = "old/e.ini"},       {.name = "mvp", .path = "x.ini"},
};
static const char *const expected[] = {"MVP (a.ini)", "MVP (b.ini)", "MVP (old/b.ini)", "Alone", "d.ini", "e.ini", "old/e.ini", "mvp"};
enum { MANY = sizeof many / sizeof *many };

static void the_file_stands_with_a_shared_name(void **state)
{
	(void)state;
	assert_int_equal(titles_find(many, MANY), 0);
	for (size_t i = 0; i < MANY; i++) {
		struct bytes text = {0};
		title_print(&many[i], &text);
		assert_string_equal(bytes_text(&text), expected[i]);
		bytes_release(&text);
	}
}

static int find(void *context)
{
	(void)context;
	return titles_find(many, MANY);
}

static void out_of_memory_is_said(void **state)
{
	(void)state;
	assert_int_equal(titles_find(many, 0), 0);
	fail_each_alloc(find, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_stands_with_a_shared_name),
		cmocka_unit_test(out_of_memory_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
