/* Open plans: drafts, undo without end, saving, what lies in a file. */
#include "tui/open_plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fail_alloc.h"
#include "screens.h"

static const char profile[] = "; a plan\r\n"
                              "[plan]\r\n"
                              "horizon = 12   ; a year\r\n"
                              "\r\n"
                              "[option.a]\r\n"
                              "[option.b]\r\n"
                              "time_to_market=2\r\n"
                              "[team.ops]\r\n"
                              "   salary   =   \"120k\"  ; from HR\r\n"
                              "[benefit.x]\r\n"
                              "annual_value = 500k";

static struct open_plan opened(const char *path)
{
	struct open_plan open;
	struct diags diags = {0};
	if (open_plan_read(path, false, NULL, &diags, &open) < 0)
		fail_msg("%s", diags.at[0].message);
	diags_release(&diags);
	return open;
}

static int set(struct open_plan *open, const char *section, const char *key, const char *value)
{
	struct edit edit = {.kind = EDIT_SET, .section = section, .key = key, .value = value};
	struct diags diags = {0};
	int result = open_plan_change(open, &edit, 1, "a change", &diags);
	assert_int_equal(result < 0, diags_failed(&diags));
	diags_release(&diags);
	return result;
}

static double npv(const struct open_plan *open)
{
	return open_plan_figures(open)->option[0].figure[FIGURE_NPV].value;
}

static void only_the_bytes_of_the_value_change(void **state)
{
	const char *path = scratch_file("bytes.ini");
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	struct diags diags = {0};
	assert_int_equal(set(&open, "team.ops", "salary", "130k"), 0);
	assert_true(open_plan_is_changed(&open));
	assert_int_equal(open_plan_save(&open, &diags), 0);
	assert_false(open_plan_is_changed(&open));
	char *text = read_whole(path), *wanted = strdup(profile);
	memcpy(strstr(wanted, "120k"), "130k", 4);
	char *quoted = strstr(text, "\"130k\"");
	if (quoted == NULL) { /* the quotes are part of the value: they may go */
		char *at = strstr(wanted, "\"130k\"");
		memmove(at, at + 1, strlen(at));
		memmove(at + 4, at + 5, strlen(at + 4));
	}
	assert_string_equal(text, wanted);
	free(text);
	free(wanted);
	open_plan_release(&open);
	remove(path);
}

static void a_draft_has_figures_of_its_own(void **state)
{
	const char *path = scratch_file("draft.ini");
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	struct diags diags = {0};
	struct edit edit = {.kind = EDIT_SET, .section = "benefit.x", .key = "annual_value", .value = "1M"};
	double before = npv(&open);
	assert_int_equal(open_plan_type(&open, &edit, 1, &diags), 0);
	assert_true(npv(&open) > before);
	assert_true(open.now.evaluation.option[0].figure[FIGURE_NPV].value <= before);
	assert_false(open_plan_is_changed(&open));
	open_plan_drop(&open);
	assert_true(npv(&open) <= before && npv(&open) >= before);
	edit.value = "no number";
	assert_int_equal(open_plan_type(&open, &edit, 1, &diags), -1);
	assert_true(diags_failed(&diags));
	assert_null(open.typed.plan);
	assert_int_equal(open.history.count, 0);
	diags_release(&diags);
	open_plan_release(&open);
	remove(path);
}

static void what_cannot_stand_changes_nothing(void **state)
{
	const char *path = scratch_file("refused.ini");
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	assert_int_equal(set(&open, "team.ops", "fte", "-1"), -1);
	assert_int_equal(set(&open, "team.ops", "nosuch", "1"), -1);
	assert_int_equal(set(&open, "team.ops", "note", "two\nlines"), -1);
	assert_int_equal(open.history.count, 0);
	assert_false(open_plan_is_changed(&open));
	assert_int_equal(set(&open, "team.ops", "salary", "120k"), 0);
	open_plan_release(&open);
	remove(path);
}

static void undoing_back_to_the_saved_text_is_no_change(void **state)
{
	const char *path = scratch_file("undo.ini");
	struct diags diags = {0};
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	assert_int_equal(set(&open, "team.ops", "fte", "2"), 0);
	assert_int_equal(set(&open, "team.ops", "fte", "3"), 0);
	assert_int_equal(open_plan_save(&open, &diags), 0);
	assert_int_equal(set(&open, "team.ops", "fte", "4"), 0);
	assert_true(open_plan_differs(&open, "team.ops", "fte"));
	assert_false(open_plan_differs(&open, "team.ops", "salary"));
	assert_true(open_plan_is_changed(&open));
	assert_string_equal(open_plan_undo(&open), "a change");
	assert_false(open_plan_is_changed(&open)); /* as saved */
	assert_false(open_plan_differs(&open, "team.ops", "fte"));
	assert_non_null(open_plan_undo(&open)); /* saving did not end it */
	assert_true(open_plan_is_changed(&open));
	assert_non_null(open_plan_undo(&open));
	assert_null(open_plan_undo(&open));
	assert_string_equal(bytes_text(&open.now.plan->source.text), profile);
	for (int i = 0; i < 3; i++)
		assert_non_null(open_plan_redo(&open));
	assert_null(open_plan_redo(&open));
	assert_int_equal(setting_common(&plan_item(open.now.plan, 0)->quantity)->parameter[0], 4);
	assert_int_equal(set(&open, "team.ops", "fte", "3"), 0); /* or typed back */
	assert_false(open_plan_is_changed(&open));
	open_plan_release(&open);
	remove(path);
}

static void a_file_changed_outside_is_noticed(void **state)
{
	const char *path = scratch_file("outside.ini");
	struct diags diags = {0};
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	assert_false(open_plan_changed_outside(&open));
	assert_int_equal(set(&open, "team.ops", "fte", "2"), 0);
	assert_int_equal(open_plan_save(&open, &diags), 0);
	assert_false(open_plan_changed_outside(&open)); /* that was us */
	write_file(path, "[option.other]\n");
	assert_true(open_plan_changed_outside(&open));
	assert_int_equal(open_plan_reload(&open, &diags), 0);
	assert_false(open_plan_changed_outside(&open));
	assert_false(open_plan_is_changed(&open));
	assert_string_equal(plan_option(open.now.plan, 0)->section.id, "other");
	assert_non_null(open_plan_undo(&open)); /* what was there comes back */
	assert_int_equal(open.now.plan->options.count, 2);
	assert_true(open_plan_is_changed(&open));
	write_file(path, "rubbish");
	assert_int_equal(open_plan_reload(&open, &diags), -1);
	assert_int_equal(open.now.plan->options.count, 2);
	remove(path);
	assert_true(open_plan_changed_outside(&open));
	diags_release(&diags);
	open_plan_release(&open);
}

static void another_name_never_replaces_a_file_unasked(void **state)
{
	const char *path = scratch_file("one.ini"), *other = scratch_file("other.ini");
	struct diags diags = {0};
	(void)state;
	write_file(path, profile);
	write_file(other, "precious");
	struct open_plan open = opened(path);
	open.read_only = true;
	assert_int_equal(open_plan_save_as(&open, other, FILE_KEEP, &diags), -1);
	char *text = read_whole(other);
	assert_string_equal(text, "precious");
	free(text);
	assert_string_equal(open.path, path);
	assert_true(open.read_only);
	assert_int_equal(open_plan_save_as(&open, other, FILE_OVERWRITE, &diags), 0);
	assert_string_equal(open.path, other);
	assert_false(open.read_only);
	text = read_whole(other);
	assert_string_equal(text, profile);
	free(text);
	diags_release(&diags);
	open_plan_release(&open);
	remove(path);
	remove(other);
}

static void lines_come_and_go(void **state)
{
	const char *path = scratch_file("lines.ini");
	struct diags diags = {0};
	(void)state;
	write_file(path, profile);
	struct open_plan open = opened(path);
	struct edit twice[] = {{.kind = EDIT_DUPLICATE, .section = "team.ops", .value = "team.ops-2"},
	                       {.kind = EDIT_SET, .section = "team.ops-2", .key = "fte", .value = "0.5"}};
	assert_int_equal(open_plan_change(&open, twice, 2, "twice", &diags), 0);
	assert_int_equal(open.now.plan->items.count, 2);
	assert_int_equal(open.history.count, 1);
	struct edit gone = {.kind = EDIT_REMOVE, .section = "team.ops"};
	assert_int_equal(open_plan_change(&open, &gone, 1, "gone", &diags), 0);
	assert_int_equal(open.now.plan->items.count, 1);
	struct edit half[] = {{.kind = EDIT_REMOVE, .section = "team.ops-2"}, {.kind = EDIT_SET, .section = "option.a", .key = "x", .value = "1"}};
	assert_int_equal(open_plan_change(&open, half, 2, "half", &diags), -1); /* all or nothing */
	assert_int_equal(open.now.plan->items.count, 1);
	struct edit none = {.kind = EDIT_REMOVE, .section = "team.nobody"};
	assert_int_equal(open_plan_change(&open, &none, 1, "none", &diags), -1);
	struct edit assigned = {.kind = EDIT_ASSIGN, .value = "team.ops-2.fte = 1.5"};
	assert_int_equal(open_plan_change(&open, &assigned, 1, "set", &diags), 0);
	while (open_plan_undo(&open) != NULL)
		;
	assert_string_equal(bytes_text(&open.now.plan->source.text), profile);
	diags_release(&diags);
	open_plan_release(&open);
	remove(path);
}

/* Everything of a session with one plan, under every failing allocation: it either works or nothing has changed. */
static int edit_and_undo(void *context)
{
	struct open_plan open;
	struct diags diags = {0};
	int result = open_plan_read(context, false, NULL, &diags, &open);
	if (result == 0) {
		struct edit edit = {.kind = EDIT_SET, .section = "team.ops", .key = "fte", .value = "2"};
		result = open_plan_change(&open, &edit, 1, "fte", &diags);
		assert_int_equal(open_plan_is_changed(&open), result == 0);
		assert_int_equal(open.history.count, result == 0);
		if (result == 0 && open_plan_undo(&open) == NULL) {
			assert_int_equal(open.history.position, 1);
			assert_true(open_plan_is_changed(&open));
			result = -1;
		} else {
			assert_string_equal(bytes_text(&open.now.plan->source.text), profile);
		}
		open_plan_release(&open);
	}
	diags_release(&diags);
	return result;
}

static void each_allocation_can_fail(void **state)
{
	const char *path = scratch_file("alloc.ini");
	(void)state;
	write_file(path, profile);
	assert_true(fail_each_alloc(edit_and_undo, (void *)(uintptr_t)path) > 50);
	remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_bytes_of_the_value_change),
		cmocka_unit_test(a_draft_has_figures_of_its_own),
		cmocka_unit_test(what_cannot_stand_changes_nothing),
		cmocka_unit_test(undoing_back_to_the_saved_text_is_no_change),
		cmocka_unit_test(a_file_changed_outside_is_noticed),
		cmocka_unit_test(another_name_never_replaces_a_file_unasked),
		cmocka_unit_test(lines_come_and_go),
		cmocka_unit_test(each_allocation_can_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
