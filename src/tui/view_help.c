/* The help page, from the table of actions. */
#include <string.h>

#include "base/intl.h"
#include "tui/action.h"
#include "tui/session.h"

enum { KEYS_WIDTH = 18, COMMAND_WIDTH = 25, NARROW = 90 };

static const struct {
	const char *title;
	unsigned contexts;
} parts[] = {
	{N_("Several profiles"), CONTEXT_MATRIX},
	{N_("A plan"), CONTEXT_PLAN},
	{N_("While a value is typed"), CONTEXT_EDIT},
	{N_("While a line is typed"), CONTEXT_PROMPT},
};

/* The part of the page that lists an action: the first that matches; commands without a key are with the plan. */
static size_t part_of(const struct action *action)
{
	if (action->contexts == 0 || action->contexts & CONTEXT_PLAN)
		return 1;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (action->contexts & parts[i].contexts)
			return i;
	return sizeof parts / sizeof *parts;
}

/* Draws an action at a line of the page, as far as it lies within the pane. Returns the next line. */
static int draw_action(const struct session *session, const struct pane *pane, int line, int first, size_t index)
{
	const struct action *action = session->action_at(index);
	struct bytes keys = {0}, command = {0};
	bool narrow = pane->width < NARROW;
	int y = line - first, x = narrow ? 6 : 2 + KEYS_WIDTH + COMMAND_WIDTH;
	action_print_keys(session, index, &keys);
	action_print_command(action, &command);
	int keys_end = pane_text_fit(pane, 2, y, KEYS_WIDTH - 1, look_bold(ROLE_ACCENT), bytes_text(&keys));
	int command_x = narrow && keys_end > 2 ? keys_end + 2 : narrow ? 2 : 2 + KEYS_WIDTH;
	pane_text_fit(pane, command_x, y, COMMAND_WIDTH - 1, look_of(ROLE_ACCENT), bytes_text(&command));
	int lines = narrow +
		    pane_text_wrap(pane, x, y + narrow, pane->width - x - 1, 9, look_of(ROLE_TEXT), _(action->help));
	bytes_release(&keys);
	bytes_release(&command);
	return line + lines;
}

/* Draws the page from a line on. Returns the number of lines. */
static int draw_page(const struct session *session, const struct pane *pane, int first)
{
	int line = 0;
	for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
		const struct action *action;
		pane_text(pane, 1, line - first, look_bold(ROLE_TITLE), _(parts[part].title));
		line++;
		for (size_t i = 0; (action = session->action_at(i)) != NULL; i++)
			if (action->help != NULL && part_of(action) == part)
				line = draw_action(session, pane, line, first, i);
		line++;
	}
	return line - 1;
}

/* The state of the view. */
struct help {
	int first; /* the first line shown */
};

static void draw(struct session *session, const struct pane *pane)
{
	struct help *help = view_state(session, VIEW_HELP);
	int last = draw_page(session, pane, help->first) - pane->height;
	last = last < 0 ? 0 : last;
	session->page = pane->height;
	if (help->first > last) { /* scrolled beyond the end */
		help->first = last;
		pane_blank(pane, 0, 0, pane->width, pane->height);
		draw_page(session, pane, last);
	}
}

static void opened(struct session *session)
{
	struct help *help = view_state(session, VIEW_HELP);
	help->first = 0;
}

static void move(struct session *session, int rows)
{
	struct help *help = view_state(session, VIEW_HELP);
	help->first = help->first + rows < 0 ? 0 : help->first + rows;
}

const struct view view_help = {
	.tab = VIEW_COUNT,
	.context = CONTEXT_HELP,
	.state_size = sizeof(struct help),
	.open = opened,
	.draw = draw,
	.move = move,
	.back = session_browse,
};
