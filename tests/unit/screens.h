/*
 * Sessions for tests: profiles opened, scripts played, the screen as text, without a terminal.
 */
#ifndef TESTS_UNIT_SCREENS_H
#define TESTS_UNIT_SCREENS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "tui/screen.h"
#include "tui/script.h"
#include "tui/dispatch.h"

/* A file of the test's own, in the directory that tests/run gives; to be removed by the test. */
static inline const char *scratch_file(const char *name)
{
	static char path[4][512];
	static int turn;
	char *at = path[turn = (turn + 1) % 4];
	const char *directory = getenv("TMPDIR");
	snprintf(at, sizeof path[0], "%s/%s-%ld", directory ? directory : "/tmp", name, (long)getpid());
	return at;
}

static inline void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

/* All of a file, NUL-ended; to be freed. */
static inline char *read_whole(const char *path)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *text = calloc(1, 1 << 20);
	assert_non_null(text);
	assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
	fclose(file);
	return text;
}

/* Copies a golden profile ("path") to a file of the test's own. */
static inline const char *copy_golden(const char *stem)
{
	char path[256];
	snprintf(path, sizeof path, "tests/golden/%s.ini", stem);
	char *text = read_whole(path);
	const char *copy = scratch_file(stem);
	write_file(copy, text);
	free(text);
	return copy;
}

/* The session of some profiles, ended by NULL. */
static inline struct session *open_session(const char *const *paths, bool shipped)
{
	enum { MOST = 8 };
	bool each[MOST];
	struct session_options options = {.path = paths, .shipped = each};
	struct session *session = NULL;
	struct diags diags = {0};
	while (paths[options.count] != NULL)
		each[options.count++ % MOST] = shipped;
	if (dispatch_open(&options, &diags, &session) < 0) {
		struct bytes said = {0};
		diags_print(&diags, &said);
		print_error("%s", bytes_text(&said));
		bytes_release(&said);
	}
	diags_release(&diags);
	assert_non_null(session);
	session->width = 100;
	session->height = 30;
	return session;
}

/* The screen as text; to be freed. */
static inline char *screen_text(struct session *session)
{
	struct cells cells;
	struct bytes text = {0};
	assert_int_equal(cells_init(&cells, session->width, session->height), 0);
	screen_draw(session, &cells);
	cells_print(&cells, &text);
	cells_release(&cells);
	char *copy = strdup(bytes_text(&text));
	bytes_release(&text);
	return copy;
}

static inline void expect_screen(struct session *session, const char *wanted, bool shown)
{
	char *text = screen_text(session);
	if ((strstr(text, wanted) != NULL) != shown)
		print_error("the screen %s '%s':\n%s", shown ? "does not show" : "shows", wanted, text);
	assert_int_equal(strstr(text, wanted) != NULL, shown);
	free(text);
}

/* Plays the lines of a script; `expect` and `reject` are checked, and the screen is drawn after each. */
static inline void play(struct session *session, const char *lines)
{
	struct script script;
	struct diags diags = {0};
	if (script_read_text("script", lines, strlen(lines), &diags, &script) < 0)
		fail_msg("%s", diags.at[0].message);
	free(screen_text(session)); /* what is not drawn cannot be clicked */
	for (size_t i = 0; i < script.count; i++) {
		const struct step *step = &script.step[i];
		if (step->kind == STEP_EXPECT || step->kind == STEP_REJECT)
			expect_screen(session, step->text, step->kind == STEP_EXPECT);
		else
			dispatch_step(session, step);
		free(screen_text(session));
	}
	script_release(&script);
	diags_release(&diags);
}

/* What the plan's text is now. */
static inline const char *plan_text(const struct session *session)
{
	return bytes_text(&session_sheet(session)->plan.now.plan->source.text);
}

/* Holds a text to tests/tui/golden/NAME; with UPDATE_GOLDEN set, writes it there instead. */
static inline void expect_golden(const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "tests/tui/golden/%s", name);
	if (getenv("UPDATE_GOLDEN") != NULL)
		write_file(path, text);
	char *golden = read_whole(path);
	if (strcmp(golden, text) != 0)
		fail_msg("not as %s:\n%s", path, text);
	free(golden);
}

#endif
