/* The screens, as cells: each view at each size is as its golden. UPDATE_GOLDEN=1 writes them anew; read them before they are committed. */
#include "tui/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "looks.h"
#include "screens.h"

static const char *const one[] = {"tests/golden/recommendation-engine.ini", NULL};
static const char *const three[] = {"tests/golden/recommendation-engine.ini", "tests/golden/growth.ini", "tests/golden/edges.ini", NULL};

static const struct {
	int width, height;
} sizes[] = {{100, 30}, {80, 24}, {40, 10}};

/* The screen and its looks at a size, after a script. */
static void expect_screens(const char *name, const char *const *profiles, const char *script, enum chart_marks marks)
{
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct session *session = open_session(profiles, false);
		struct cells cells;
		struct bytes text = {0};
		char file[128];
		session->width = sizes[i].width;
		session->height = sizes[i].height;
		session->marks = marks;
		session->ascii = marks == CHART_ASCII;
		play(session, script);
		assert_int_equal(cells_init(&cells, session->width, session->height), 0);
		screen_draw(session, &cells);
		cells_print(&cells, &text);
		bytes_add_char(&text, '\n');
		print_looks(&cells, &text);
		snprintf(file, sizeof file, "%s-%dx%d.txt", name, sizes[i].width, sizes[i].height);
		expect_golden(file, bytes_text(&text));
		bytes_release(&text);
		cells_release(&cells);
		session_forget(session);
		session_free(session);
	}
}

static void overview(void **state)
{
	(void)state;
	expect_screens("overview", one, "", CHART_BRAILLE);
}

static void overview_in_blocks_and_in_ascii(void **state)
{
	(void)state;
	expect_screens("overview-blocks", one, "", CHART_BLOCKS);
	expect_screens("overview-ascii", one, "", CHART_ASCII);
}

static void overview_of_options(void **state)
{
	(void)state;
	expect_screens("options", one, "tab\ndown\n", CHART_BRAILLE);
}

static void editing(void **state)
{
	(void)state;
	expect_screens("edit", one, ":go benefit.ctr.lift\nenter\n\"pert(10%, 16%, 20%)\"\n", CHART_BRAILLE);
	expect_screens("edit-error", one, ":go benefit.ctr.lift\nenter\n\"pert(10%, 16%\"\n", CHART_BRAILLE);
	expect_screens("edit-changed", one, ":set benefit.ctr.lift=9%\n:set team.devops.fte.hybrid=2\n:go team.devops.fte\n:option hybrid\n", CHART_BRAILLE);
}

static void matrix(void **state)
{
	(void)state;
	expect_screens("matrix", three, "right\n", CHART_BRAILLE);
}

static void inputs(void **state)
{
	(void)state;
	expect_screens("inputs", one, "2\n:go team.platform-engineer.fte\n", CHART_BRAILLE);
}

static void cash(void **state)
{
	(void)state;
	expect_screens("cash", one, "3\n:option hybrid\n", CHART_BRAILLE);
}

static void bottom_lines(void **state)
{
	(void)state;
	expect_screens("help", one, "?\n", CHART_BRAILLE);
	expect_screens("command", one, ":\n\"set incident.d\"\ntab\n", CHART_BRAILLE);
	expect_screens("question", one, ":set plan.horizon=24\nq\n", CHART_BRAILLE);
}

static void no_answers(void **state)
{
	static const char *const edges[] = {"tests/golden/edges.ini", NULL};
	(void)state;
	expect_screens("edges", edges, "", CHART_BRAILLE);
}

/* Every view at every size, down to one cell: nothing is drawn out of bounds, and what is needed is said where it is too small. */
static void every_size(void **state)
{
	static const char *const scripts[] = {"", "2\n", "3\n", "?\n", "tab\n", ":go benefit.ctr.lift\nenter\n\"uniform(1%, 2%)\"\n", "/\n\"x\"\n",
	                                      ":\ntab\n", ":set plan.horizon=24\nq\n"};
	(void)state;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		struct session *session = open_session(i % 2 ? three : one, false);
		play(session, scripts[i]);
		for (int width = 1; width < 130; width += width < 12 ? 1 : 7)
			for (int height = 1; height < 45; height += height < 14 ? 1 : 5) {
				session->width = width;
				session->height = height;
				char *text = screen_text(session);
				if (width < 40 || height < 8)
					assert_true(strncmp(text, "40x8 is needed", width < 13 ? (size_t)width - 1 : 13) == 0);
				free(text);
			}
		session_forget(session);
		session_free(session);
	}
}

/* Each record is in its place; a view with a tab is reached by its key, by its command and by a click on the tab. */
static void every_view_is_reached(void **state)
{
	(void)state;
	struct session *session = open_session(one, false);
	for (enum view_id id = 0; id < VIEW_COUNT; id++) {
		const struct view *view = view_table[id];
		assert_non_null(view);
		assert_non_null(view->draw);
		assert_true(view->context != 0 || view->context_now != NULL);
		assert_true((view->label != NULL) == (id < VIEW_TABS));
		if (id >= VIEW_TABS)
			continue;
		assert_int_equal(view->tab, id);
		assert_int_equal(view->go.value, id);
		for (enum view_id from = 0; from < VIEW_TABS; from++) {
			char steps[64];
			session_show(session, from);
			assert_ptr_equal(action_for_key(session, action_context(session), view->go.key[0]), &view->go);
			snprintf(steps, sizeof steps, "%c\n", (char)view->go.key[0]);
			play(session, steps);
			assert_int_equal(session->view, id);
			session_show(session, from);
			snprintf(steps, sizeof steps, ":%s\n", view->go.command);
			play(session, steps);
			assert_int_equal(session->view, id);
			session_show(session, from);
			snprintf(steps, sizeof steps, "click %d 1\n", 3 + 11 * (int)id);
			play(session, steps);
			assert_int_equal(session->view, id);
		}
	}
	session_forget(session);
	session_free(session);
}

/* What was drawn may be gone before it is drawn again: a click right behind a key, or behind a click on a tab. */
static void a_click_meets_what_is_shown(void **state)
{
	(void)state;
	struct session *session = open_session(one, false);
	struct event click = {.kind = EVENT_MOUSE, .button = MOUSE_LEFT};
	for (enum view_id id = 0; id < VIEW_TABS; id++)
		for (int before = 0; before < 2; before++)
			for (int y = 2; y < session->height; y++) {
				session_show(session, VIEW_OVERVIEW);
				free(screen_text(session));
				if (before == 0)
					dispatch_event(session, &(struct event){.kind = EVENT_KEY, .key = view_table[id]->go.key[0]});
				else
					dispatch_event(session, &(struct event){.kind = EVENT_MOUSE,
					                                        .button = MOUSE_LEFT,
					                                        .x = 3 + 11 * (int)id,
					                                        .y = 1});
				click.x = 10;
				click.y = y;
				dispatch_event(session, &click);
				assert_int_equal(session->view, id);
			}
	session_forget(session);
	session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overview),
		cmocka_unit_test(overview_in_blocks_and_in_ascii),
		cmocka_unit_test(overview_of_options),
		cmocka_unit_test(editing),
		cmocka_unit_test(matrix),
		cmocka_unit_test(inputs),
		cmocka_unit_test(cash),
		cmocka_unit_test(bottom_lines),
		cmocka_unit_test(no_answers),
		cmocka_unit_test(every_size),
		cmocka_unit_test(every_view_is_reached),
		cmocka_unit_test(a_click_meets_what_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
