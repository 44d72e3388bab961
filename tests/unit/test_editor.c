/* The line editor: what keys do to a text, and that no key and no paste breaks it. */
#include "tui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void keys(struct editor *editor, const uint32_t *key, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_true(editor_key(editor, key[i]));
}

#define KEYS(editor, ...) keys(editor, (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static void types_where_the_cursor_is(void **state)
{
	struct editor editor = {0};
	(void)state;
	editor_begin(&editor, "14", false);
	KEYS(&editor, '0', PRESS_LEFT, PRESS_LEFT, '2', PRESS_HOME, '-', PRESS_END, 'k');
	assert_string_equal(editor_text(&editor), "-1240k");
	editor_release(&editor);
}

static void typing_replaces_moving_keeps(void **state)
{
	struct editor editor = {0};
	(void)state;
	editor_begin(&editor, "18%", true);
	KEYS(&editor, '2');
	assert_string_equal(editor_text(&editor), "2");
	editor_begin(&editor, "18%", true);
	KEYS(&editor, PRESS_LEFT, '5');
	assert_string_equal(editor_text(&editor), "185%");
	editor_begin(&editor, "18%", true);
	KEYS(&editor, PRESS_BACKSPACE);
	assert_string_equal(editor_text(&editor), "18");
	editor_begin(&editor, "18%", true);
	editor_insert(&editor, "uniform(1, 2)");
	assert_string_equal(editor_text(&editor), "uniform(1, 2)");
	editor_release(&editor);
}

static void deletes_characters_words_and_ends(void **state)
{
	struct editor editor = {0};
	(void)state;
	editor_begin(&editor, "pert(10%, 18%, 24%)", false);
	KEYS(&editor, CONTROL('W'));
	assert_string_equal(editor_text(&editor), "pert(10%, 18%, ");
	KEYS(&editor, PRESS_WORD_LEFT, PRESS_WORD_LEFT, PRESS_DELETE, PRESS_DELETE, '9');
	assert_string_equal(editor_text(&editor), "pert(9%, 18%, ");
	KEYS(&editor, CONTROL('K'));
	assert_string_equal(editor_text(&editor), "pert(9");
	KEYS(&editor, PRESS_WORD_LEFT, PRESS_WORD_RIGHT, PRESS_LEFT, CONTROL('U'));
	assert_string_equal(editor_text(&editor), "9");
	editor_release(&editor);
}

static void steps_over_whole_characters(void **state)
{
	struct editor editor = {0};
	(void)state;
	editor_begin(&editor, "a€é", false);
	KEYS(&editor, PRESS_BACKSPACE);
	assert_string_equal(editor_text(&editor), "a€");
	KEYS(&editor, PRESS_LEFT, PRESS_DELETE, 0x1f600);
	assert_string_equal(editor_text(&editor), "a😀");
	editor_go_to_column(&editor, 2);
	assert_int_equal(editor.cursor, 1);
	editor_go_to_column(&editor, 200);
	assert_int_equal(editor.cursor, 5);
	editor_release(&editor);
}

static void other_keys_are_not_its_own(void **state)
{
	struct editor editor = {0};
	(void)state;
	assert_false(editor_key(&editor, PRESS_ENTER));
	assert_false(editor_key(&editor, PRESS_ESCAPE));
	assert_false(editor_key(&editor, PRESS_TAB));
	assert_false(editor_key(&editor, PRESS_UP));
	assert_false(editor_key(&editor, PRESS_F1));
	assert_false(editor_key(&editor, CONTROL('Z')));
	editor_release(&editor);
}

static void joiners_can_be_typed(void **state)
{
	struct editor editor = {0};
	(void)state;
	static const uint32_t keys[] = {0x6cc, 0x200c, 0x62e, 0x1f469, 0x200d, 0x1f4bb};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_true(editor_key(&editor, keys[i]));
	assert_string_equal(editor_text(&editor), "ی\u200cخ\U0001f469\u200d\U0001f4bb");
	editor_release(&editor);
}

static void pastes_are_made_safe_and_bounded(void **state)
{
	struct editor editor = {0};
	(void)state;
	editor_insert(&editor, "a\nb\tc\033[31m\xff");
	assert_string_equal(editor_text(&editor), "a b c\xef\xbf\xbd[31m\xef\xbf\xbd");
	char *much = malloc(100001);
	memset(much, 'x', 100000);
	much[100000] = '\0';
	editor_begin(&editor, much, false);
	assert_int_equal(strlen(editor_text(&editor)), EDITOR_MOST_BYTES);
	editor_insert(&editor, much);
	assert_int_equal(strlen(editor_text(&editor)), EDITOR_MOST_BYTES);
	free(much);
	editor_release(&editor);
}

static void any_keys_leave_valid_text(void **state)
{
	static const uint32_t pool[] = {PRESS_LEFT, PRESS_RIGHT, PRESS_HOME, PRESS_END, PRESS_DELETE, PRESS_BACKSPACE, PRESS_WORD_LEFT,
	                                PRESS_WORD_RIGHT, CONTROL('W'), CONTROL('U'), CONTROL('K'), 'a', '9', ' ', '(', 0xe9, 0x20ac, 0x65e5,
	                                0x301, 0x1f600};
	struct editor editor = {0};
	uint32_t random = 7;
	(void)state;
	for (int i = 0; i < 20000; i++) {
		random = random * 1664525 + 1013904223;
		size_t pick = (random >> 16) % (sizeof pool / sizeof *pool + 12);
		editor_key(&editor, pick < sizeof pool / sizeof *pool ? pool[pick] : 'a' + (uint32_t)pick % 26);
		assert_true(editor.cursor <= editor.text.size);
		assert_true(utf8_valid(editor_text(&editor), editor.text.size));
		assert_true(utf8_valid(editor_text(&editor) + editor.cursor, editor.text.size - editor.cursor));
	}
	editor_release(&editor);
}

static void the_cursor_stays_in_sight(void **state)
{
	struct editor editor = {0};
	struct cells cells;
	(void)state;
	assert_int_equal(cells_init(&cells, 20, 1), 0);
	struct pane all = pane_all(&cells);
	editor_begin(&editor, "0123456789abcdefghijklmnopqrstuvwxyz", false);
	for (int width = 1; width < 20; width++)
		for (size_t cursor = 0; cursor <= editor.text.size; cursor++) {
			editor.cursor = cursor;
			cells_clear(&cells);
			editor_draw(&editor, &all, 0, 0, width, look_of(ROLE_TEXT));
			assert_in_range(cells.cursor_x, 0, width - 1);
		}
	cells_release(&cells);
	editor_release(&editor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_where_the_cursor_is),
		cmocka_unit_test(typing_replaces_moving_keeps),
		cmocka_unit_test(deletes_characters_words_and_ends),
		cmocka_unit_test(steps_over_whole_characters),
		cmocka_unit_test(other_keys_are_not_its_own),
		cmocka_unit_test(joiners_can_be_typed), cmocka_unit_test(pastes_are_made_safe_and_bounded),
		cmocka_unit_test(any_keys_leave_valid_text),
		cmocka_unit_test(the_cursor_stays_in_sight),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
