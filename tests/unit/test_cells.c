/* The grid of cells: clipping, wide and combining characters, what is cut, what is safe. */
#include "tui/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "looks.h"

static struct cells grid(int width, int height)
{
	struct cells cells;
	assert_int_equal(cells_init(&cells, width, height), 0);
	return cells;
}

static void expect_text(struct cells *cells, const char *wanted)
{
	struct bytes text = {0};
	cells_print(cells, &text);
	assert_string_equal(bytes_text(&text), wanted);
	bytes_release(&text);
}

static void no_side_below_one(void **state)
{
	struct cells cells;
	(void)state;
	assert_int_equal(cells_init(&cells, 0, 5), -1);
	assert_int_equal(cells_init(&cells, 5, 0), -1);
	assert_int_equal(cells_init(&cells, -3, 5), -1);
	cells = grid(1, 1);
	expect_text(&cells, "\n");
	cells_release(&cells);
}

static void draws_within_its_pane_alone(void **state)
{
	struct cells cells = grid(8, 3);
	struct pane all = pane_all(&cells), part = pane_part(&all, 2, 1, 3, 1);
	(void)state;
	pane_text(&part, -1, 0, look_of(ROLE_TEXT), "abcdefgh");
	pane_text(&part, 0, 1, look_of(ROLE_TEXT), "below");
	pane_text(&part, 0, -1, look_of(ROLE_TEXT), "above");
	pane_put(&part, 3, 0, look_of(ROLE_TEXT), 'X');
	expect_text(&cells, "\n  bcd\n\n");
	cells_release(&cells);
}

static void parts_never_reach_beyond(void **state)
{
	struct cells cells = grid(8, 3);
	struct pane all = pane_all(&cells);
	(void)state;
	struct pane part = pane_part(&all, 5, 1, 100, 100), none = pane_part(&all, 50, 50, 3, 3), negative = pane_part(&all, 2, 2, -5, -5);
	assert_int_equal(part.width, 3);
	assert_int_equal(part.height, 2);
	assert_int_equal(none.width, 0);
	assert_int_equal(negative.width, 0);
	assert_int_equal(negative.height, 0);
	pane_text(&none, 0, 0, look_of(ROLE_TEXT), "x");
	pane_text(&negative, 0, 0, look_of(ROLE_TEXT), "x");
	expect_text(&cells, "\n\n\n");
	cells_release(&cells);
}

static void wide_characters_take_two(void **state)
{
	struct cells cells = grid(5, 1);
	struct pane all = pane_all(&cells);
	(void)state;
	assert_int_equal(pane_text(&all, 0, 0, look_of(ROLE_TEXT), "日本x"), 5);
	expect_text(&cells, "日本x\n");
	assert_int_equal(cells_at(&cells, 1, 0).character, 0);
	pane_put(&all, 1, 0, look_of(ROLE_TEXT), '!'); /* cuts the first in two */
	expect_text(&cells, " !本x\n");
	pane_put(&all, 2, 0, look_of(ROLE_TEXT), '?'); /* and the second at its left */
	expect_text(&cells, " !? x\n");
	pane_put(&all, 4, 0, look_of(ROLE_TEXT), 0x65e5); /* has no room */
	expect_text(&cells, " !?\n");
	cells_release(&cells);
}

static void marks_stay_on_their_letter(void **state)
{
	struct cells cells = grid(6, 1);
	struct pane all = pane_all(&cells);
	(void)state;
	assert_int_equal(pane_text(&all, 0, 0, look_of(ROLE_TEXT), "e\xcc\x81x"), 2);
	assert_int_equal(cells_at(&cells, 0, 0).combining, 0x301);
	expect_text(&cells, "e\xcc\x81x\n");
	pane_put(&all, 0, 0, look_of(ROLE_TEXT), 'a');
	expect_text(&cells, "ax\n");
	cells_release(&cells);
}

/* Whatever a terminal makes of joined emoji, the cells behind them stay where they are. */
static void joined_emoji_are_drawn_apart(void **state)
{
	struct cells cells = grid(12, 3);
	struct pane all = pane_all(&cells);
	(void)state;
	assert_int_equal(pane_text(&all, 0, 0, look_of(ROLE_TEXT), "\U0001f469\u200d\U0001f4bb\U0001f44d\U0001f3fdx"), 7);
	assert_int_equal(pane_text(&all, 0, 1, look_of(ROLE_TEXT), "می\u200cخواهمx"), 8);
	assert_int_equal(pane_text(&all, 0, 2, look_of(ROLE_TEXT), "soft\u00adhyphen"), 11);
	expect_text(&cells, "\U0001f469\U0001f4bb\U0001f44dx\nمی\u200cخواهمx\nsoft-hyphen\n");
	assert_int_equal(cells_columns("\U0001f469\u200d\U0001f4bb"), 4);
	assert_int_equal(cells_columns("a\u200d"), 2);
	assert_int_equal(cells_columns("plain"), 5);
	cells_release(&cells);
}

static void unsafe_text_is_made_safe(void **state)
{
	struct cells cells = grid(20, 1);
	struct pane all = pane_all(&cells);
	struct bytes text = {0};
	(void)state;
	pane_text(&all, 0, 0, look_of(ROLE_TEXT), "a\033[31mb\xe2\x80\xae" "c\xff" "d\ne");
	cells_print(&cells, &text);
	assert_null(strchr(bytes_text(&text), '\033'));
	assert_null(strstr(bytes_text(&text), "\xe2\x80\xae"));
	assert_true(utf8_valid(bytes_text(&text), text.size));
	assert_string_equal(bytes_text(&text), "a\xef\xbf\xbd[31mb\xef\xbf\xbd" "c\xef\xbf\xbd" "d e\n");
	bytes_release(&text);
	cells_release(&cells);
}

static void what_does_not_fit_ends_in_an_ellipsis(void **state)
{
	struct cells cells = grid(12, 4);
	struct pane all = pane_all(&cells);
	(void)state;
	assert_int_equal(pane_text_fit(&all, 0, 0, 5, look_of(ROLE_TEXT), "abcde"), 5);
	assert_int_equal(pane_text_fit(&all, 0, 1, 5, look_of(ROLE_TEXT), "abcdef"), 5);
	pane_text_right(&all, 12, 2, 5, look_of(ROLE_TEXT), "abc");
	pane_text_right(&all, 12, 3, 5, look_of(ROLE_TEXT), "abcdef");
	expect_text(&cells, "abcde\nabcd…\n         abc\n       abcd…\n");
	assert_int_equal(pane_text_fit(&all, 3, 0, 0, look_of(ROLE_TEXT), "z"), 3);
	cells_release(&cells);
}

static void text_breaks_at_blanks(void **state)
{
	struct cells cells = grid(10, 4);
	struct pane all = pane_all(&cells);
	(void)state;
	assert_int_equal(pane_text_wrap(&all, 0, 0, 9, 9, look_of(ROLE_TEXT), "one two  three incomprehensible"), 3);
	expect_text(&cells, "one two\nthree\nincompre…\n\n");
	cells_clear(&cells);
	assert_int_equal(pane_text_wrap(&all, 0, 0, 9, 2, look_of(ROLE_TEXT), "one two three four five"), 2);
	expect_text(&cells, "one two\nthree\n\n\n");
	assert_int_equal(pane_text_wrap(&all, 0, 0, 0, 2, look_of(ROLE_TEXT), "one"), 0);
	assert_int_equal(pane_text_wrap(&all, 0, 0, 5, 2, look_of(ROLE_TEXT), "   "), 0);
	cells_release(&cells);
}

static void everything_has_an_ascii_form(void **state)
{
	struct cells cells = grid(16, 1);
	struct pane all = pane_all(&cells);
	(void)state;
	pane_text(&all, 0, 0, look_of(ROLE_TEXT), "─│▸★é€→…⠤日e\xcc\x81Ω");
	cells_to_ascii(&cells);
	expect_text(&cells, "-|>*eE>.*??e?\n");
	for (uint32_t c = 0x20; c < 0x3000; c++) {
		pane_put(&all, 0, 0, look_of(ROLE_TEXT), c);
		cells_to_ascii(&cells);
		assert_in_range(cells_at(&cells, 0, 0).character, ' ', '~');
	}
	cells_release(&cells);
}

static void blanks_that_do_not_break_become_blanks(void **state)
{
	struct cells cells = grid(8, 1);
	struct pane all = pane_all(&cells);
	(void)state;
	pane_text(&all, 0, 0, look_of(ROLE_TEXT), "3\xe2\x80\xaf" "028\xc2\xa0x");
	expect_text(&cells, "3 028 x\n");
	cells_release(&cells);
}

static void looks_print_as_letters(void **state)
{
	struct cells cells = grid(6, 1);
	struct pane all = pane_all(&cells);
	struct bytes text = {0};
	(void)state;
	pane_put(&all, 0, 0, look_of(ROLE_GOOD), 'x');
	pane_put(&all, 1, 0, look_bold(ROLE_GOOD), 'x');
	pane_put(&all, 2, 0, look_bold(ROLE_TEXT), 'x');
	pane_put(&all, 3, 0, look_of(ROLE_SERIES), 'x');
	pane_mark(&all, 4, 0, 5, ATTRIBUTE_REVERSE);
	print_looks(&cells, &text);
	assert_string_equal(bytes_text(&text), "gG*0##\n");
	bytes_release(&text);
	cells_release(&cells);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_side_below_one),
		cmocka_unit_test(draws_within_its_pane_alone),
		cmocka_unit_test(parts_never_reach_beyond),
		cmocka_unit_test(wide_characters_take_two),
		cmocka_unit_test(marks_stay_on_their_letter),
		cmocka_unit_test(joined_emoji_are_drawn_apart),
		cmocka_unit_test(unsafe_text_is_made_safe),
		cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis),
		cmocka_unit_test(text_breaks_at_blanks),
		cmocka_unit_test(everything_has_an_ascii_form),
		cmocka_unit_test(blanks_that_do_not_break_become_blanks),
		cmocka_unit_test(looks_print_as_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
