/*
 * A monkey at the keyboard, and somebody who writes down what the plans were.
 *
 * Any keys, texts, pastes, clicks and sizes; after each event the plan is held to a mirror that keeps every text whole: only what edits may change it, an
 * undo gives back the very text before, and in the end all of it can be undone and made again. MONKEY_EVENTS, MONKEY_RESIZES and MONKEY_SEED say how long
 * and how.
 */
#include "tui/dispatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "effort.h"
#include "screens.h"
#include "tui/action.h"
#include "tui/edit.h"

enum { SHEETS = 2, EVENTS = 20000, RESIZES = 500, MOST_TEXTS = 100000 };

static uint64_t state_of_random;

static uint32_t any(uint32_t below)
{
	state_of_random ^= state_of_random << 13;
	state_of_random ^= state_of_random >> 7;
	state_of_random ^= state_of_random << 17;
	return (uint32_t)(state_of_random >> 20) % below;
}

static long setting(const char *name, long otherwise)
{
	const char *text = getenv(name);
	return text == NULL ? otherwise : strtol(text, NULL, 10);
}

/* --- the mirror: every text that a plan had, and which one it has --- */

struct mirror {
	char **text;
	size_t count, at;
	long edits, undos, redos;
};

static char *text_now(const struct session *session, size_t sheet)
{
	return strdup(bytes_text(&session->sheet[sheet]->plan.now.plan->source.text));
}

static void mirror_begin(struct mirror *mirror, const struct session *session, size_t sheet)
{
	mirror->text = calloc(MOST_TEXTS, sizeof *mirror->text);
	assert_non_null(mirror->text);
	mirror->text[0] = text_now(session, sheet);
	mirror->count = 1;
	mirror->at = 0;
	mirror->edits = mirror->undos = mirror->redos = 0;
}

static void mirror_end(struct mirror *mirror)
{
	for (size_t i = 0; i < mirror->count; i++)
		free(mirror->text[i]);
	free(mirror->text);
}

/* Follows the plan by one event. may_change: the event is one that edits. */
static void mirror_follow(struct mirror *mirror, const struct session *session, size_t sheet, bool may_change)
{
	const struct history *history = &session->sheet[sheet]->plan.history;
	char *now = text_now(session, sheet);
	if (history->position == mirror->at && history->count + 1 == mirror->count && strcmp(now, mirror->text[mirror->at]) == 0) {
		free(now);
		return;
	}
	if (!may_change)
		fail_msg("the plan changed by itself");
	if (history->position + 1 == mirror->at && history->count + 1 == mirror->count) { /* undone */
		assert_string_equal(now, mirror->text[--mirror->at]);
		mirror->undos++;
	} else if (history->position == mirror->at + 1 && history->count + 1 == mirror->count && mirror->at + 1 < mirror->count &&
	           strcmp(now, mirror->text[mirror->at + 1]) == 0) { /* made again */
		mirror->at++;
		mirror->redos++;
	} else { /* edited: what was undone is gone */
		assert_int_equal(history->position, mirror->at + 1);
		assert_int_equal(history->count, history->position);
		assert_string_not_equal(now, mirror->text[mirror->at]);
		while (mirror->count > mirror->at + 1)
			free(mirror->text[--mirror->count]);
		assert_true(mirror->count < MOST_TEXTS);
		mirror->text[mirror->count++] = now;
		mirror->at++;
		mirror->edits++;
		return;
	}
	free(now);
}

/* --- the monkey --- */

static const char *const texts[] = {
	"18%", "0", "-1", "1e9", "1e400", "pert(10%, 18%, 24%)", "pert(", "uniform(2, 3) USD/month", "12 to 30", "launch+3", "never", "yes",
	"no", "self-hosted", "140k", "1_000", "EUR", "usd", "2025-07", "drift, latency", "日本語", "e\xcc\x81", "\xf0\x9f\x98\x80", "; #",
	"\"quoted\"", "=", "[plan]", "a\tb", "undo", "redo", "set plan.horizon=", "set team.devops.fte=0.5", "go benefit.ctr.lift", "option hybrid",
	"add x", "delete", "duplicate y", "fold", "unfold", "cash", "overview", "help", "theme light", "chart ascii", "reload", "write", "s", "5",
};

static const char *const pastes[] = {"dddd", "q\nq\n", "\033[31mred", "\xff\xfe\x80", "18%\r\n19%", "very very long text with blanks in it, over and over",
                                     "", "\x01\x02\x1a"};

/* A key that means something here. */
static uint32_t meaningful_key(const struct session *session)
{
	uint32_t count = 0;
	while (action_table(count) != NULL)
		count++;
	if (session->mode == MODE_QUESTION)
		return any(2) == 0 ? PRESS_ESCAPE : session->question->choice[any(2)].key;
	for (int tries = 0; tries < 100; tries++) {
		const struct action *action = action_table(any(count));
		if (action->contexts & action_context(session) && action->key[0] != 0)
			return action->key[0];
	}
	return PRESS_ENTER;
}

/* An event of any kind; keys most of all, and of these those that mean something. */
static struct event any_event(const struct session *session, long *resizes)
{
	struct event event = {.kind = EVENT_KEY, .key = PRESS_ESCAPE};
	uint32_t kind = any(1000);
	if (kind < 350) {
		event.key = meaningful_key(session);
	} else if (kind < 750) {
		static const uint32_t often[] = {PRESS_UP, PRESS_DOWN, PRESS_DOWN, PRESS_ENTER, PRESS_ENTER, PRESS_RIGHT, '.', ',', 'u', 'U', '1', '2'};
		event.key = often[any(sizeof often / sizeof *often)];
	} else if (kind < 870) {
		event.key = ' ' + any(95);
	} else if (kind < 890) {
		event.key = any(32) + 1;
	} else if (kind < 900) {
		event.key = any(0x110000);
	} else if (kind < 910) {
		event.key = PRESS_NONE + any(40);
	} else if (kind < 930) {
		event = (struct event){.kind = EVENT_PASTE, .text = pastes[any(sizeof pastes / sizeof *pastes)]};
	} else if (kind < 950) {
		event = (struct event){.kind = EVENT_MOUSE, .x = (int)any(130) - 5, .y = (int)any(50) - 5, .button = (enum mouse_button)any(3)};
	} else if (kind < 952) {
		event.kind = EVENT_AGAIN;
	} else if (kind < 954) {
		event.kind = EVENT_IDLE;
	} else if (kind >= 975 && *resizes > 0) {
		event = (struct event){.kind = EVENT_RESIZE, .x = 1 + (int)any(any(3) == 0 ? 10 : 140), .y = 1 + (int)any(any(3) == 0 ? 10 : 50)};
	}
	return event;
}

/* Whether an event in this state is one that edits. */
static bool may_change(const struct session *session, const struct event *event)
{
	if (event->kind == EVENT_MOUSE || session->mode == MODE_QUESTION)
		return session->mode == MODE_QUESTION || session->mode == MODE_PROMPT || session->mode == MODE_EDIT || event->y >= session->height - 2;
	if (event->kind != EVENT_KEY)
		return false;
	const struct action *action = action_for_key(session, action_context(session), event->key);
	if (action == NULL)
		return false;
	if (session->mode == MODE_PROMPT)
		return event->key == PRESS_ENTER;
	return action->run == edit_nudge || action->run == edit_undo || action->run == edit_redo || action->run == edit_delete ||
	       action->run == edit_keep || event->key == CONTROL('S');
}

/* What the typed value must make of the plan's text; NULL: nothing. */
static char *expected_text(const struct session *session, const struct event *event)
{
	const struct sheet *sheet = session_sheet(session);
	if (session->mode != MODE_EDIT || event->kind != EVENT_KEY || event->key != PRESS_ENTER || !session->edit.ok || session->edit.empty ||
	    session->edit.original == NULL || strcmp(session->edit.original, editor_text(&session->editor)) == 0)
		return NULL;
	const struct outline_row *row = &sheet->outline.row[outline_find(&sheet->outline, session->edit.row)];
	struct bytes section = {0}, key = {0};
	struct source source;
	struct diags diags = {0};
	char *value = strdup(editor_text(&session->editor) + strspn(editor_text(&session->editor), " "));
	for (size_t size = strlen(value); size > 0 && value[size - 1] == ' '; size--)
		value[size - 1] = '\0';
	outline_print_section(row->section, &section);
	outline_print_key(row, sheet->plan.now.plan, session->edit.one_option ? (int)sheet->option : -1, &key);
	assert_int_equal(source_copy(&sheet->plan.now.plan->source, &source), 0);
	assert_int_equal(source_set(&source, bytes_text(&section), bytes_text(&key), value, (struct place){0}, &diags), 0);
	char *text = strdup(bytes_text(&source.text));
	source_release(&source);
	diags_release(&diags);
	bytes_release(&section);
	bytes_release(&key);
	free(value);
	return text;
}

static void take(struct session *session, struct mirror *mirrors, const struct event *event)
{
	bool changes = may_change(session, event);
	size_t current = session->current;
	char *expected = expected_text(session, event);
	dispatch_event(session, event);
	session->suspend = session->redraw = false;
	assert_false(session->ended);
	if (session->quit) { /* only what would be lost is asked for; then it is as if one had stayed */
		session->quit = false;
		session_browse(session);
	}
	if (expected != NULL) {
		char *now = text_now(session, current);
		assert_string_equal(now, expected);
		free(now);
		free(expected);
	}
	for (size_t i = 0; i < SHEETS; i++)
		mirror_follow(&mirrors[i], session, i, changes);
	assert_int_equal(session->count, SHEETS);
}

static void type_text(struct session *session, struct mirror *mirrors, const char *text)
{
	for (; *text != '\0'; text++) {
		struct event event = {.kind = EVENT_KEY, .key = (unsigned char)*text};
		take(session, mirrors, &event);
	}
}

static void undo_and_redo_all(struct session *session, struct mirror *mirrors)
{
	struct event stay = {.kind = EVENT_KEY, .key = PRESS_ESCAPE}, undo = {.kind = EVENT_KEY, .key = 'u'}, redo = {.kind = EVENT_KEY, .key = 'U'};
	for (int i = 0; i < 8; i++)
		take(session, mirrors, &stay);
	assert_int_equal(session->mode, MODE_BROWSE);
	for (size_t i = 0; i < SHEETS; i++) {
		session->current = i;
		size_t position = mirrors[i].at;
		while (mirrors[i].at > 0)
			take(session, mirrors, &undo);
		for (size_t k = 0; k < position; k++)
			take(session, mirrors, &redo);
		assert_int_equal(mirrors[i].at, position);
	}
}

static void no_edit_is_lost(void **state)
{
	long events = setting("MONKEY_EVENTS", (long)effort(EVENTS, EVENTS / 5)), resizes = setting("MONKEY_RESIZES", RESIZES), drawn = 0;
	const char *paths[SHEETS + 1] = {strdup(copy_golden("recommendation-engine")), strdup(copy_golden("uncertain")), NULL};
	struct mirror mirrors[SHEETS];
	char directory[512];
	(void)state;
	state_of_random = 88172645463325252ull + (uint64_t)setting("MONKEY_SEED", 1);
	struct session *session = open_session(paths, false);
	assert_non_null(getcwd(directory, sizeof directory));
	assert_int_equal(chdir(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp"), 0); /* where it may save what it likes */
	for (size_t i = 0; i < SHEETS; i++)
		mirror_begin(&mirrors[i], session, i);
	for (long i = 0; i < events; i++) {
		struct event event = any_event(session, &resizes);
		resizes -= event.kind == EVENT_RESIZE;
		bool typing = session->mode == MODE_EDIT || session->mode == MODE_PROMPT;
		if (typing && any(3) == 0)
			type_text(session, mirrors, texts[any(sizeof texts / sizeof *texts)]);
		else
			take(session, mirrors, &event);
		if (event.kind == EVENT_RESIZE || any(48) == 0) { /* drawing takes most of the time */
			free(screen_text(session));
			drawn++;
		}
	}
	for (; resizes > 0; resizes--) {
		struct event event = {.kind = EVENT_RESIZE, .x = 1 + (int)any(100), .y = 1 + (int)any(40)};
		take(session, mirrors, &event);
		free(screen_text(session));
	}
	undo_and_redo_all(session, mirrors);
	for (size_t i = 0; i < SHEETS; i++)
		print_message("%ld events, %ld screens: %ld edits, %ld undone, %ld made again\n", events, drawn, mirrors[i].edits, mirrors[i].undos,
		              mirrors[i].redos);
	assert_true(mirrors[0].edits > events / 200 && mirrors[0].undos > events / 400 && mirrors[0].redos > events / 1000);
	for (size_t i = 0; i < SHEETS; i++) { /* what is saved is what was there */
		const char *path = scratch_file("monkey.ini");
		struct diags diags = {0};
		assert_int_equal(open_plan_save_as(&session->sheet[i]->plan, path, FILE_OVERWRITE, &diags), 0);
		char *written = read_whole(path);
		assert_string_equal(written, mirrors[i].text[mirrors[i].at]);
		free(written);
		remove(path);
		mirror_end(&mirrors[i]);
		diags_release(&diags);
	}
	session_forget(session);
	session_free(session);
	assert_int_equal(chdir(directory), 0);
	for (size_t i = 0; i < SHEETS; i++) {
		remove(paths[i]);
		free((void *)(uintptr_t)paths[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_edit_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
