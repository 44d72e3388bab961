/* The history: any changes to any text come back, byte by byte. */
#include "tui/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "fail_alloc.h"

static struct bytes bytes_of(const char *text)
{
	struct bytes bytes = {0};
	bytes_add_text(&bytes, text);
	return bytes;
}

static void record(struct history *history, struct bytes *text, const char *next)
{
	struct bytes after = bytes_of(next);
	assert_int_equal(history_record(history, text, &after, next), 0);
	bytes_release(text);
	*text = after;
}

static void back_and_forth(void **state)
{
	struct history history = {0};
	struct bytes text = bytes_of("fte = 2\n");
	(void)state;
	record(&history, &text, "fte = 3\n");
	record(&history, &text, "fte = 3\nsalary = 1\n");
	record(&history, &text, "");
	assert_string_equal(history_undo(&history, &text)->what, "");
	assert_string_equal(bytes_text(&text), "fte = 3\nsalary = 1\n");
	assert_non_null(history_undo(&history, &text));
	assert_non_null(history_undo(&history, &text));
	assert_string_equal(bytes_text(&text), "fte = 2\n");
	assert_null(history_undo(&history, &text));
	assert_non_null(history_redo(&history, &text));
	assert_string_equal(bytes_text(&text), "fte = 3\n");
	record(&history, &text, "fte = 4\n"); /* what was undone is gone */
	assert_null(history_redo(&history, &text));
	assert_int_equal(history.count, 2);
	history_release(&history);
	bytes_release(&text);
}

/* A model that keeps every text whole says what the history must say. */
static void as_a_pile_of_whole_texts(void **state)
{
	enum { STEPS = 3000, MOST = 400 };
	static char *pile[STEPS + 1];
	struct history history = {0};
	struct bytes text = bytes_of("abc");
	size_t count = 1, at = 0;
	uint32_t random = 11;
	(void)state;
	pile[0] = strdup("abc");
	for (int i = 0; i < STEPS; i++) {
		random = random * 1664525 + 1013904223;
		uint32_t what = random >> 28, where = (random >> 8) & 0xff, how = (random >> 16) & 0xff;
		if (what < 4) {
			assert_int_equal(history_undo(&history, &text) != NULL, at > 0);
			at -= at > 0;
		} else if (what < 6) {
			assert_int_equal(history_redo(&history, &text) != NULL, at + 1 < count);
			at += at + 1 < count;
		} else {
			struct bytes after = {0};
			bytes_add(&after, text.at, text.size);
			size_t offset = text.size == 0 ? 0 : where % (text.size + 1), removed = how % 7;
			removed = removed > text.size - offset ? text.size - offset : removed;
			const char *put = &"xyxyxyab\n\n=1"[how % 9];
			bytes_splice(&after, offset, removed, put, after.size > MOST ? 0 : strlen(put));
			assert_int_equal(history_record(&history, &text, &after, "w"), 0);
			bytes_release(&text);
			text = after;
			for (size_t gone = at + 1; gone < count; gone++)
				free(pile[gone]);
			pile[++at] = strdup(bytes_text(&text));
			count = at + 1;
		}
		assert_string_equal(bytes_text(&text), pile[at]);
	}
	for (size_t i = 0; i < count; i++)
		free(pile[i]);
	history_release(&history);
	bytes_release(&text);
}

static int record_once(void *context)
{
	struct history history = {0};
	struct bytes before = {.at = "fte = 2", .size = 7}, after = {.at = "fte = 13", .size = 8};
	(void)context;
	int result = history_record(&history, &before, &after, "fte = 13");
	assert_int_equal(history.count, result == 0 ? 1 : 0);
	history_release(&history);
	return result;
}

static void each_allocation_can_fail(void **state)
{
	(void)state;
	assert_int_equal(fail_each_alloc(record_once, NULL), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(back_and_forth),
		cmocka_unit_test(as_a_pile_of_whole_texts),
		cmocka_unit_test(each_allocation_can_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
