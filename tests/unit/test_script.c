/* Scripts and the names of keys. */
#include "tui/script.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "fail_alloc.h"

static struct script read_text(const char *text)
{
	struct script script = {0};
	struct diags diags = {0};
	assert_int_equal(script_read_text("s", text, strlen(text), &diags, &script), 0);
	diags_release(&diags);
	return script;
}

static void every_kind_of_step(void **state)
{
	struct script script = read_text("# a comment\n\n  down\r\n\"a\\\"\\\\\\x41\"\npaste \"two words\"\n:set a.b = 2\nresize 80x24\n"
	                                 "click 10 5\nwheel-up 1 2\nidle\nkill\nexpect \"x y\"\nreject \"z\"\ndisplay out.txt\n?\n^S\nspace");
	(void)state;
	const struct step *step = script.step;
	assert_int_equal(script.count, 15);
	assert_int_equal(step[0].event.key, PRESS_DOWN);
	assert_int_equal(step[0].line, 3);
	assert_int_equal(step[1].kind, STEP_TYPE);
	assert_string_equal(step[1].text, "a\"\\A");
	assert_int_equal(step[2].event.kind, EVENT_PASTE);
	assert_string_equal(step[2].event.text, "two words");
	assert_int_equal(step[3].kind, STEP_COMMAND);
	assert_string_equal(step[3].text, "set a.b = 2");
	assert_int_equal(step[4].event.kind, EVENT_RESIZE);
	assert_int_equal(step[4].event.x, 80);
	assert_int_equal(step[4].event.y, 24);
	assert_int_equal(step[5].event.kind, EVENT_MOUSE);
	assert_int_equal(step[5].event.x, 10);
	assert_int_equal(step[5].event.y, 5);
	assert_int_equal(step[6].event.button, MOUSE_WHEEL_UP);
	assert_int_equal(step[7].event.kind, EVENT_IDLE);
	assert_int_equal(step[8].event.kind, EVENT_STOP);
	assert_int_equal(step[8].event.signal, SIGTERM);
	assert_int_equal(step[9].kind, STEP_EXPECT);
	assert_string_equal(step[9].text, "x y");
	assert_int_equal(step[10].kind, STEP_REJECT);
	assert_int_equal(step[11].kind, STEP_DISPLAY);
	assert_string_equal(step[11].text, "out.txt");
	assert_int_equal(step[12].event.key, '?');
	assert_int_equal(step[13].event.key, CONTROL('S'));
	assert_int_equal(step[14].event.key, ' ');
	script_release(&script);
}

static void every_problem_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{"nosuchkey", "s:1: error: 'nosuchkey': no such key\n"},
		{"\n\"open", "s:2: error: '\"open': the text's closing quote is missing\n"},
		{"\"a\\qb\"", "s:1: error: '\"a\\qb\"': '\\' must be followed by '\"', '\\' or xHH\n"},
		{"\"a\\x4\"", "s:1: error: '\"a\\x4\"': '\\' must be followed by '\"', '\\' or xHH\n"},
		{"\"a\" b", "s:1: error: '\"a\" b': nothing may follow the text\n"},
		{"paste x", "s:1: error: 'paste x': a text in double quotes is missing\n"},
		{"resize 80", "s:1: error: 'resize 80': a size is missing, as in 'resize 80x24'\n"},
		{"resize 0x24", "s:1: error: 'resize 0x24': a size is missing, as in 'resize 80x24'\n"},
		{"click 1", "s:1: error: 'click 1': a column and a line are missing, as in 'click 10 5'\n"},
		{"idle now", "s:1: error: 'idle now': nothing may follow\n"},
		{"display", "s:1: error: 'display': a file's name is missing\n"},
		{"one\ntwo", "s:1: error: 'one': no such key\ns:2: error: 'two': no such key\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct script script;
		struct diags diags = {0};
		struct bytes said = {0};
		assert_int_equal(script_read_text("s", cases[i].text, strlen(cases[i].text), &diags, &script), -1);
		diags_print(&diags, &said);
		assert_string_equal(bytes_text(&said), cases[i].message);
		bytes_release(&said);
		diags_release(&diags);
	}
}

static int read_once(void *context)
{
	struct script script;
	struct diags diags = {0};
	const char *text = "down\n\"abc\"\n:set a=b\npaste \"x\"\n";
	(void)context;
	int result = script_read_text("s", text, strlen(text), &diags, &script);
	if (result == 0)
		script_release(&script);
	diags_release(&diags);
	return result;
}

static void each_allocation_can_fail(void **state)
{
	(void)state;
	assert_in_range(fail_each_alloc(read_once, NULL), 8, 100);
}

static void keys_have_names(void **state)
{
	static const struct {
		const char *name, *label;
		uint32_t key;
	} keys[] = {
		{"up", "↑", PRESS_UP}, {"pgdn", "PgDn", PRESS_PAGE_DOWN}, {"backtab", "Shift-Tab", PRESS_BACK_TAB}, {"tab", "Tab", PRESS_TAB},
		{"enter", "Enter", PRESS_ENTER}, {"esc", "Esc", PRESS_ESCAPE}, {"backspace", "Backspace", PRESS_BACKSPACE}, {"f1", "F1", PRESS_F1},
		{"f12", "F12", PRESS_F12}, {"^S", "^S", CONTROL('S')}, {"a", "a", 'a'}, {"Z", "Z", 'Z'}, {",", ",", ','}, {":", ":", ':'},
		{"space", "Space", ' '}, {"é", "é", 0xe9},
	};
	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct bytes label = {0};
		key_print_label(keys[i].key, &label);
		assert_string_equal(bytes_text(&label), keys[i].label);
		assert_int_equal(key_named(keys[i].name), keys[i].key);
		bytes_release(&label);
	}
	assert_int_equal(key_named(""), PRESS_NONE);
	assert_int_equal(key_named("ab"), PRESS_NONE);
	assert_int_equal(key_named("\xff"), PRESS_NONE);
	assert_int_equal(key_named("PgUp"), PRESS_PAGE_UP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_step),
		cmocka_unit_test(every_problem_is_told_with_its_line),
		cmocka_unit_test(each_allocation_can_fail),
		cmocka_unit_test(keys_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
