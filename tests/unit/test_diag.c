/* Diagnostics: what they print, their order, and no memory. */
#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "fail_alloc.h"

static struct place at(const char *file, int line, int column)
{
	return (struct place){.file = file, .line = line, .column = column};
}

static void assert_prints(const struct diags *diags, const char *expected)
{
	struct bytes out = {0};
	diags_print(diags, &out);
	assert_string_equal(bytes_text(&out), expected);
	bytes_release(&out);
}

static void leaves_out_what_is_absent(void **state)
{
	(void)state;
	struct diags diags = {0};
	diags_add(&diags, SEVERITY_ERROR, at("a.ini", 3, 7), "horizon", "'%d' is not 1 to 120", 500);
	diags_add(&diags, SEVERITY_WARNING, at("a.ini", 3, 0), NULL, "no column");
	diags_add(&diags, SEVERITY_NOTE, at("a.ini", 0, 4), "key", "no line");
	diags_add(&diags, SEVERITY_ERROR, at(NULL, 3, 7), NULL, "no file");
	diags_add(&diags, SEVERITY_ERROR, at(NULL, 0, 0), NULL, "%s", "");
	assert_prints(&diags, "a.ini:3:7: error: horizon: '500' is not 1 to 120\n"
	                      "a.ini:3: warning: no column\n"
	                      "a.ini: note: key: no line\n"
	                      "error: no file\n"
	                      "error: \n");
	assert_int_equal(diags.errors, 3);
	diags_release(&diags);
	assert_prints(&diags, "");
}

static void only_errors_fail(void **state)
{
	(void)state;
	struct diags diags = {0};
	assert_false(diags_failed(&diags));
	diags_add(&diags, SEVERITY_NOTE, at(NULL, 0, 0), NULL, "x");
	diags_add(&diags, SEVERITY_WARNING, at(NULL, 0, 0), NULL, "x");
	assert_false(diags_failed(&diags));
	diags_add(&diags, SEVERITY_ERROR, at(NULL, 0, 0), NULL, "x");
	assert_true(diags_failed(&diags));
	diags_release(&diags);
	assert_false(diags_failed(&diags));
}

static void owns_its_texts(void **state)
{
	(void)state;
	struct diags diags = {0};
	char file[] = "file", key[] = "key";
	diags_add(&diags, SEVERITY_ERROR, at(file, 1, 1), key, "message");
	memset(file, 'x', sizeof file - 1);
	memset(key, 'x', sizeof key - 1);
	assert_prints(&diags, "file:1:1: error: key: message\n");
	diags_release(&diags);
}

static void prints_hostile_texts_safely(void **state)
{
	(void)state;
	struct diags diags = {0};
	diags_add(&diags, SEVERITY_ERROR, at("a\033[2J\n", 1, 1), "k\xff", "\xe2\x80\xae evil\r\nnext: error: faked");
	assert_prints(&diags, "a\xef\xbf\xbd[2J :1:1: error: k\xef\xbf\xbd: \xef\xbf\xbd evil next: error: faked\n");
	diags_release(&diags);
}

static void sorts_stably_by_place(void **state)
{
	(void)state;
	static const struct {
		const char *file;
		int line, column;
		const char *message;
	} given[] = {
		{"z", 9, 1, "c"}, {"b", 5, 5, "g"}, {"z", 2, 8, "a"}, {"b", 5, 4, "e"}, {NULL, 0, 0, "h"},
		{"z", 9, 1, "d"}, {"b", 5, 5, "g2"}, {"z", 2, 9, "b"}, {"b", 5, 4, "f"}, {NULL, 0, 0, "i"},
	};
	struct diags diags = {0};
	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		diags_add(&diags, SEVERITY_NOTE, at(given[i].file, given[i].line, given[i].column), NULL, "%s",
		          given[i].message);
	diags_sort(&diags);
	assert_prints(&diags, "z:2:8: note: a\nz:2:9: note: b\nz:9:1: note: c\nz:9:1: note: d\n"
	                      "b:5:4: note: e\nb:5:4: note: f\nb:5:5: note: g\nb:5:5: note: g2\n"
	                      "note: h\nnote: i\n");
	diags_release(&diags);
	diags_sort(&diags);
}

static void sorts_many_as_an_insertion_would(void **state)
{
	(void)state;
	struct diags diags = {0};
	unsigned random = 1;
	for (int i = 0; i < 3000; i++) {
		random = random * 1103515245u + 12345u;
		diags_add(&diags, SEVERITY_NOTE, at("f", (int)(random >> 16) % 50, (int)(random >> 24) % 5), NULL, "%d", i);
	}
	diags_sort(&diags);
	for (size_t i = 1; i < diags.count; i++) {
		const struct place *a = &diags.at[i - 1].place, *b = &diags.at[i].place;
		assert_true(a->line < b->line || (a->line == b->line && a->column <= b->column));
		if (a->line == b->line && a->column == b->column)
			assert_true(atoi(diags.at[i - 1].message) < atoi(diags.at[i].message));
	}
	diags_release(&diags);
}

/* 100,000 files in the order they were met, each named twice; a search among all that came before took 18 s. */
static void sorts_as_many_files_in_no_time(void **state)
{
	(void)state;
	enum { FILES = 100000 };
	struct diags diags = {0};
	for (int i = 0; i < 2 * FILES; i++) {
		char file[16];
		snprintf(file, sizeof file, "%x", (unsigned)(i % FILES) * 2654435761u);
		diags_add(&diags, SEVERITY_NOTE, at(file, 2 - i / FILES, 1), NULL, "%d", i % FILES);
	}
	clock_t begin = clock();
	diags_sort(&diags);
	assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 5);
	for (int i = 0; i < 2 * FILES; i++) {
		assert_int_equal(atoi(diags.at[i].message), i / 2);
		assert_int_equal(diags.at[i].place.line, 1 + i % 2);
	}
	diags_release(&diags);
}

static void moves(void **state)
{
	(void)state;
	struct diags into = {0}, from = {0};
	diags_move(&into, &from);
	assert_int_equal(into.count, 0);
	diags_add(&from, SEVERITY_ERROR, at("a", 1, 1), NULL, "one");
	diags_move(&into, &from);
	assert_int_equal(from.count, 0);
	assert_false(diags_failed(&from));
	for (int i = 0; i < 20; i++)
		diags_add(&from, SEVERITY_ERROR, at("b", 1, 1), NULL, "more");
	diags_move(&into, &from);
	assert_int_equal(into.count, 21);
	assert_int_equal(into.errors, 21);
	assert_string_equal(into.at[0].message, "one");
	assert_string_equal(into.at[20].message, "more");
	from.out_of_memory = true;
	diags_move(&into, &from);
	assert_true(into.out_of_memory);
	assert_false(from.out_of_memory);
	diags_release(&into);
}

static void copies(void **state)
{
	(void)state;
	static const char *const said[] = {"a:1:1: note: before", "a:1:1: note: n", "b:2:2: warning: key: w", "c:3:3: error: e"};
	static const struct {
		size_t first;
		enum severity least, most;
		size_t count, from;
	} cases[] = {{0, SEVERITY_NOTE, SEVERITY_ERROR, 4, 0},   {1, SEVERITY_NOTE, SEVERITY_ERROR, 3, 1},
		     {1, SEVERITY_NOTE, SEVERITY_WARNING, 2, 1}, {0, SEVERITY_ERROR, SEVERITY_ERROR, 1, 3},
		     {4, SEVERITY_NOTE, SEVERITY_ERROR, 0, 0}};
	struct diags from = {0};
	diags_add(&from, SEVERITY_NOTE, at("a", 1, 1), NULL, "before");
	diags_add(&from, SEVERITY_NOTE, at("a", 1, 1), NULL, "n");
	diags_add(&from, SEVERITY_WARNING, at("b", 2, 2), "key", "w");
	diags_add(&from, SEVERITY_ERROR, at("c", 3, 3), NULL, "e");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diags into = {0};
		struct bytes out = {0}, expected = {0};
		diags_copy(&into, &from, cases[i].first, cases[i].least, cases[i].most);
		diags_print(&into, &out);
		for (size_t k = 0; k < cases[i].count; k++)
			bytes_add_format(&expected, "%s\n", said[cases[i].from + k]);
		assert_string_equal(bytes_text(&out), bytes_text(&expected));
		assert_int_equal(into.errors, cases[i].most == SEVERITY_ERROR && cases[i].count > 0);
		bytes_release(&expected);
		bytes_release(&out);
		diags_release(&into);
	}
	struct diags into = {0};
	from.out_of_memory = true;
	diags_copy(&into, &from, 4, SEVERITY_NOTE, SEVERITY_ERROR);
	assert_true(diags_failed(&into));
	diags_release(&into);
	diags_release(&from);
}

static int collect(void *context)
{
	(void)context;
	struct diags diags = {0}, more = {0};
	for (int i = 0; i < 10; i++) {
		diags_add(&diags, SEVERITY_WARNING, at("file", i, 1), "key", "%s %d", "message", i);
		diags_add(&more, SEVERITY_WARNING, at("file", i, 1), "key", "message");
	}
	diags_move(&diags, &more);
	struct bytes out = {0};
	diags_print(&diags, &out);
	bool lost = diags.out_of_memory;
	/* Whatever was lost, it is said, and all that is there is whole. */
	assert_true(lost ? diags_failed(&diags) : diags.count == 20);
	for (size_t i = 0; i < diags.count; i++)
		assert_non_null(diags.at[i].message);
	if (!out.failed)
		assert_true(!lost || strstr(out.at, "out of memory"));
	int result = lost || out.failed ? -1 : 0;
	bytes_release(&out);
	diags_release(&diags);
	return result;
}

static void survives_every_failed_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(collect, NULL) > 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_out_what_is_absent),
		cmocka_unit_test(only_errors_fail),
		cmocka_unit_test(owns_its_texts),
		cmocka_unit_test(prints_hostile_texts_safely),
		cmocka_unit_test(sorts_stably_by_place),
		cmocka_unit_test(sorts_many_as_an_insertion_would),
		cmocka_unit_test(sorts_as_many_files_in_no_time),
		cmocka_unit_test(moves),
		cmocka_unit_test(copies),
		cmocka_unit_test(survives_every_failed_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
