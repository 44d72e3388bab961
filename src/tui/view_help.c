/* The help page, from the table of actions. */
#include <string.h>

#include "base/intl.h"
#include "tui/action.h"
#include "tui/view.h"

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

/* In which part an action is told: the first that has it; commands without a key are with the plan. */
static size_t part_of(const struct action *action)
{
	if (action->contexts == 0 || action->contexts & CONTEXT_PLAN)
		return 1;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (action->contexts & parts[i].contexts)
			return i;
	return sizeof parts / sizeof *parts;
}

/* The keys of a row, and of those without help of their own behind it. */
static void print_keys(const struct action *table, size_t count, size_t at, struct bytes *out)
{
	action_print_keys(&table[at], out);
	for (size_t i = at + 1; i < count && table[i].help == NULL && table[i].run == table[at].run; i++) {
		if (table[i].key[0] == 0)
			continue;
		bytes_add_text(out, out->size > 0 ? " " : "");
		action_print_keys(&table[i], out);
	}
}

static void print_command(const struct action *action, struct bytes *out)
{
	if (action->command == NULL)
		return;
	bytes_add_format(out, ":%s", action->command);
	const char *argument = action_argument_name(action);
	if (*argument != '\0')
		bytes_add_format(out, action->optional ? " [%s]" : " %s", argument);
}

/* Draws what falls into the pane of the page's line `line`. Returns the next line. */
static int draw_action(const struct pane *pane, int line, int first, const struct action *table, size_t count, size_t at)
{
	struct bytes keys = {0}, command = {0};
	bool narrow = pane->width < NARROW;
	int y = line - first, x = narrow ? 6 : 2 + KEYS_WIDTH + COMMAND_WIDTH;
	print_keys(table, count, at, &keys);
	print_command(&table[at], &command);
	int keys_end = pane_text_fit(pane, 2, y, KEYS_WIDTH - 1, look_bold(ROLE_ACCENT), bytes_text(&keys));
	int command_x = narrow && keys_end > 2 ? keys_end + 2 : narrow ? 2 : 2 + KEYS_WIDTH;
	pane_text_fit(pane, command_x, y, COMMAND_WIDTH - 1, look_of(ROLE_ACCENT), bytes_text(&command));
	int lines = narrow + pane_text_wrap(pane, x, y + narrow, pane->width - x - 1, 9, look_of(ROLE_TEXT), _(table[at].help));
	bytes_release(&keys);
	bytes_release(&command);
	return line + lines;
}

void view_help_draw(struct session *session, const struct pane *pane)
{
	size_t count;
	const struct action *table = action_table(&count);
	int line = 0, first = session->help_first;
	for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
		pane_text(pane, 1, line - first, look_bold(ROLE_TITLE), _(parts[part].title));
		line++;
		for (size_t i = 0; i < count; i++)
			if (table[i].help != NULL && part_of(&table[i]) == part)
				line = draw_action(pane, line, first, table, count, i);
		line++;
	}
	session->page = pane->height;
	int last = line - 1 > pane->height ? line - 1 - pane->height : 0;
	if (first > last) { /* scrolled beyond the end */
		session->help_first = last;
		pane_blank(pane, 0, 0, pane->width, pane->height);
		view_help_draw(session, pane);
	}
}
