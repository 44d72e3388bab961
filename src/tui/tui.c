/* The loop around the session. */
#include "tui/tui.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/diag.h"
#include "base/intl.h"
#include "tui/cells.h"
#include "tui/dispatch.h"
#include "tui/screen.h"
#include "tui/script.h"
#include "tui/terminal.h"

enum { FIRST_WIDTH = 100, FIRST_HEIGHT = 30 };

struct loop {
	struct session *session;
	struct terminal *terminal; /* NULL: there is no terminal */
	struct cells cells;
	struct diags *diags;
	int exit_code;
};

/* Fits the cells to the session's size; 0, or -1 when out of memory. */
static int fit_cells(struct loop *loop)
{
	int width = loop->session->width, height = loop->session->height;
	width = width < 1 ? 1 : width > CELLS_MOST_SIDE ? CELLS_MOST_SIDE : width;
	height = height < 1 ? 1 : height > CELLS_MOST_SIDE ? CELLS_MOST_SIDE : height;
	loop->session->width = width;
	loop->session->height = height;
	if (loop->cells.width == width && loop->cells.height == height)
		return 0;
	struct cells cells;
	if (cells_init(&cells, width, height) < 0) {
		loop->diags->out_of_memory = true;
		return -1;
	}
	cells_release(&loop->cells);
	loop->cells = cells;
	return 0;
}

static int draw(struct loop *loop)
{
	if (fit_cells(loop) < 0)
		return -1;
	screen_draw(loop->session, &loop->cells);
	if (loop->terminal != NULL) {
		terminal_set_theme(loop->terminal, loop->session->theme);
		terminal_show(loop->terminal, &loop->cells, loop->session->redraw);
	}
	loop->session->redraw = false;
	return 0;
}

/* Does the session's requests that need the terminal. */
static void follow_up(struct loop *loop)
{
	if (loop->session->suspend && loop->terminal != NULL) {
		session_keep_quietly(loop->session); /* a stopped program may be killed */
		terminal_suspend(loop->terminal);
		terminal_size(loop->terminal, &loop->session->width, &loop->session->height);
		loop->session->redraw = true;
	}
	loop->session->suspend = false;
}

/* --- scripts --- */

static bool screen_shows(struct loop *loop, const char *text)
{
	struct bytes screen = {0};
	if (draw(loop) < 0)
		return false;
	cells_print(&loop->cells, &screen);
	bool shown = strstr(bytes_text(&screen), text) != NULL;
	bytes_release(&screen);
	return shown;
}

static void complain_screen(struct loop *loop, const struct script *script, const struct step *step)
{
	struct bytes screen = {0};
	cells_print(&loop->cells, &screen);
	struct place place = {.file = script->name, .line = step->line};
	NUMBERED_ARGUMENTS diags_add(loop->diags, SEVERITY_ERROR, place, NULL,
	                             step->kind == STEP_EXPECT ? _("the screen does not show '%1$s':\n%2$s")
	                                                       : _("the screen shows '%1$s':\n%2$s"),
	                             step->text, bytes_text(&screen));
	loop->exit_code = 1;
	bytes_release(&screen);
}

static void play_step(struct loop *loop, const struct script *script, const struct step *step)
{
	switch (step->kind) {
	case STEP_EVENT:
	case STEP_TYPE:
	case STEP_COMMAND:
		dispatch_step(loop->session, step);
		follow_up(loop);
		break;
	case STEP_EXPECT:
	case STEP_REJECT:
		if (screen_shows(loop, step->text) != (step->kind == STEP_EXPECT))
			complain_screen(loop, script, step);
		break;
	case STEP_DISPLAY:
		if (screen_save(loop->session, step->text, loop->diags) < 0)
			loop->exit_code = 1;
		break;
	}
}

static int play(struct loop *loop, const struct script *script)
{
	for (size_t i = 0; i < script->count && !loop->session->quit; i++) {
		play_step(loop, script, &script->step[i]);
		if (!loop->session->quit && draw(loop) < 0)
			return -1;
	}
	return 0;
}

/* --- the terminal --- */

static bool has_more(void *context)
{
	return terminal_has_more(context);
}

/* While a plan comes through a pipe: says so, and handles the events that end the wait. Other keys are ignored. */
static bool go_on_waiting(void *context, const char *path, int waited_ms)
{
	struct loop *loop = context;
	struct session *session = loop->session;
	struct event event;
	(void)waited_ms;
	session_say(session, _("waiting for %s to be written; Ctrl-C ends the wait"), path);
	if (draw(loop) < 0)
		return false;
	do {
		terminal_next(loop->terminal, 0, &event);
		if (event.kind == EVENT_STOP || event.kind == EVENT_RESIZE || event.kind == EVENT_AGAIN)
			dispatch_event(session, &event);
		if (event.kind == EVENT_KEY && (event.key == CONTROL('C') || event.key == PRESS_ESCAPE))
			return false;
	} while (event.kind != EVENT_IDLE && !session->quit);
	return !session->quit;
}

static int run_terminal(struct loop *loop)
{
	loop->session->has_more = has_more;
	loop->session->has_more_context = loop->terminal;
	loop->session->wait = (struct file_wait){.go_on = go_on_waiting, .context = loop};
	while (!loop->session->quit) {
		struct event event;
		if (!terminal_has_more(loop->terminal) && draw(loop) < 0)
			return -1;
		terminal_next(loop->terminal, dispatch_patience(loop->session), &event);
		dispatch_event(loop->session, &event);
		follow_up(loop);
	}
	return 0;
}

static bool locale_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void set_appearance(struct loop *loop, const struct tui_options *options)
{
	struct session *session = loop->session;
	session->ascii = options->ascii || !locale_is_utf8();
	session->marks = session->ascii           ? CHART_ASCII
	                 : loop->terminal == NULL ? CHART_BRAILLE
	                                          : terminal_marks(loop->terminal);
	session->theme = options->no_colour || (loop->terminal != NULL && !terminal_has_colours(loop->terminal))
	                     ? THEME_MONO
	                     : THEME_DARK;
	session->width = FIRST_WIDTH;
	session->height = FIRST_HEIGHT;
	if (loop->terminal != NULL)
		terminal_size(loop->terminal, &session->width, &session->height);
}

/* Keeps the unsaved changes of a session that a signal or a lack of memory ended, and reports it. */
static void say_kept(struct loop *loop)
{
	for (size_t i = 0; i < loop->session->count; i++) {
		const struct open_plan *plan = &loop->session->sheet[i]->plan;
		struct diags why = {0};
		if (!open_plan_is_changed(plan))
			continue;
		bool kept = session_keep_sheet(loop->session, i, &why) == 0;
		diags_add(loop->diags, kept ? SEVERITY_NOTE : SEVERITY_ERROR, (struct place){.file = plan->path}, NULL,
			  "%s",
			  kept ? _("unsaved changes are kept; they are offered when the plan is opened again")
			       : _("unsaved changes could not be kept"));
		diags_move(loop->diags, &why);
	}
}

static int run(struct loop *loop, const struct tui_options *options, const struct script *script)
{
	bool on_terminal = isatty(STDOUT_FILENO) != 0;
	if (on_terminal && terminal_open(!options->no_mouse, loop->diags, &loop->terminal) < 0)
		return 3;
	if (!on_terminal && script == NULL) {
		diags_add(loop->diags, SEVERITY_ERROR, (struct place){0}, NULL, _("standard output is not a terminal"));
		return 3;
	}
	set_appearance(loop, options);
	int result = script == NULL ? 0 : play(loop, script);
	if (result == 0 && loop->terminal != NULL && loop->exit_code == 0)
		result = run_terminal(loop);
	terminal_close(loop->terminal);
	bool left = loop->session->quit && loop->session->signal == 0 && !loop->session->ended;
	if (left)
		session_forget(loop->session);
	else
		say_kept(loop);
	if (result < 0)
		return 3;
	return loop->session->signal != 0 ? 128 + loop->session->signal : loop->exit_code;
}

int tui_run(const struct tui_options *options, struct diags *diags)
{
	struct loop loop = {.diags = diags};
	struct script script = {0};
	struct session_options session = {
		.path = options->path, .count = options->count, .shipped = options->shipped, .wait = options->wait};
	int code = 2;
	if ((options->script == NULL || script_read(options->script, diags, &script) == 0) &&
	    dispatch_open(&session, diags, &loop.session) == 0)
		code = run(&loop, options, options->script == NULL ? NULL : &script);
	session_free(loop.session);
	cells_release(&loop.cells);
	script_release(&script);
	return code;
}
