/* The table of actions. */
#include "tui/action.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "tui/command.h"
#include "tui/cursor.h"
#include "tui/edit.h"
#include "tui/files.h"
#include "tui/screen.h"
#include "tui/session.h"

/* --- small ones that have no file of their own --- */

static void show_help(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	session_browse(session);
	session->mode = MODE_HELP;
	session->help_first = 0;
}

static void redraw(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	session->redraw = true;
}

static void suspend(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	session->suspend = true;
}

/* The place of a word among others; SIZE_MAX: none. */
static size_t word_index(const char *words, const char *word)
{
	size_t size = strlen(word), index = 0;
	for (; *words != '\0'; index++) {
		size_t length = strcspn(words, " ");
		if (length == size && strncmp(words, word, size) == 0)
			return index;
		words += length + (words[length] == ' ');
	}
	return SIZE_MAX;
}

static void set_theme(struct session *session, const struct action *action, const char *text)
{
	size_t index = *text == '\0' ? (size_t)session->theme + 1 : word_index(action->words, text);
	session->theme = (enum theme)(index % THEME_COUNT);
	session->redraw = true;
}

static void set_marks(struct session *session, const struct action *action, const char *text)
{
	size_t index = word_index(action->words, text);
	if (index == CHART_ASCII || !session->ascii)
		session->marks = (enum chart_marks)index;
	else
		session_complain(session, _("this terminal shows ASCII only"));
}

static void save_display(struct session *session, const struct action *action, const char *text)
{
	struct diags diags = {0};
	(void)action;
	if (screen_save(session, text, &diags) < 0)
		session_complain_of(session, &diags);
	diags_release(&diags);
}

static void save_keys(struct session *session, const struct action *action, const char *text)
{
	struct diags diags = {0};
	struct bytes keys = {0};
	(void)action;
	action_print_table(&keys);
	if (screen_save_text(text, &keys, &diags) < 0)
		session_complain_of(session, &diags);
	bytes_release(&keys);
	diags_release(&diags);
}

static void prompt_keep(struct session *session, const struct action *action, const char *text)
{
	const struct prompt *prompt = session->prompt;
	char *typed = strdup(editor_text(&session->editor));
	(void)action;
	(void)text;
	session_browse(session);
	if (typed != NULL)
		prompt->done(session, typed);
	free(typed);
}

static void prompt_drop(struct session *session, const struct action *action, const char *text)
{
	const struct prompt *prompt = session->prompt;
	(void)action;
	(void)text;
	session_browse(session);
	if (prompt->dropped != NULL)
		prompt->dropped(session);
}

static void prompt_complete(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	if (session->prompt->complete != NULL)
		session->prompt->complete(session);
}

/* Commands given before come back; below the last one the line is empty. */
static void prompt_recall(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	if (strcmp(session->prompt->label, ":") != 0)
		return;
	if (action->value < 0 && session->recalled > 0)
		session->recalled--;
	else if (action->value > 0 && session->recalled < session->recall_count)
		session->recalled++;
	const char *line = session->recalled < session->recall_count ? session->recall[session->recalled] : "";
	editor_begin(&session->editor, line, false);
}

static void keep_and_save(struct session *session, const struct action *action, const char *text)
{
	edit_keep(session, action, text);
	if (session->mode == MODE_BROWSE)
		files_save(session, action, text);
}

/* --- the table --- */

#define ROWS (CONTEXT_MATRIX | CONTEXT_OPTIONS | CONTEXT_INPUTS | CONTEXT_CASH | CONTEXT_HELP)
#define ANYWHERE (CONTEXT_BROWSE | CONTEXT_EDIT | CONTEXT_PROMPT | CONTEXT_HELP)

static const struct action table[] = {
	/* What one does most, first: the footer is cut at its right. */
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_MATRIX, .footer = N_("open"), .help = N_("opens the profile at the cursor"),
	 .run = cursor_enter},
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_INPUTS, .footer = N_("edit"),
	 .help = N_("types a new value in place; opens and closes a line that has others under it"), .run = cursor_enter},
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_OPTIONS, .footer = N_("inputs"), .help = N_("goes to the inputs of the option"),
	 .run = cursor_enter},
	{.key = {','}, .contexts = CONTEXT_INPUTS, .footer = N_("nudge"), .footer_keys = ", .",
	 .help = N_("moves the value by one step; < and > by ten. Yes becomes no, a word the next one"), .value = -1, .run = edit_nudge},
	{.key = {'.'}, .contexts = CONTEXT_INPUTS, .value = 1, .run = edit_nudge},
	{.key = {'<'}, .contexts = CONTEXT_INPUTS, .value = -10, .run = edit_nudge},
	{.key = {'>'}, .contexts = CONTEXT_INPUTS, .value = 10, .run = edit_nudge},
	{.command = "undo", .key = {'u'}, .contexts = CONTEXT_BROWSE, .footer = N_("undo"),
	 .help = N_("takes back the last change, and the one before it, without end; saving does not end it"), .run = edit_undo},
	{.command = "redo", .key = {'U', CONTROL('R')}, .contexts = CONTEXT_BROWSE, .help = N_("makes again what was taken back"),
	 .run = edit_redo},
	{.key = {'['}, .contexts = CONTEXT_PLAN, .footer = N_("option"), .footer_keys = "[ ]",
	 .help = N_("goes to the option before, or behind: its figures, inputs and curve"), .value = -1, .run = cursor_option},
	{.key = {']'}, .contexts = CONTEXT_PLAN, .value = 1, .run = cursor_option},
	{.command = "option", .argument = ARGUMENT_OPTION, .help = N_("goes to an option by its id"), .run = cursor_option},
	{.key = {PRESS_TAB, PRESS_BACK_TAB}, .contexts = CONTEXT_OPTIONS | CONTEXT_INPUTS, .footer = N_("pane"),
	 .help = N_("goes from the inputs to the options, and back"), .run = cursor_pane},
	{.command = "search", .key = {'/'}, .contexts = CONTEXT_BROWSE, .footer = N_("search"), .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("looks for an input by a part of its name, as one types"), .run = cursor_search},
	{.key = {'n'}, .contexts = CONTEXT_BROWSE, .help = N_("the next that was searched for; N the one before"), .value = 1,
	 .run = cursor_search_next},
	{.key = {'N'}, .contexts = CONTEXT_BROWSE, .value = -1, .run = cursor_search_next},
	{.command = "add", .key = {'a'}, .contexts = CONTEXT_INPUTS, .footer = N_("add"), .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("adds a line to the topic: someone to the team, a cost, a benefit, an option, a currency"), .run = edit_add},
	{.command = "duplicate", .key = {'D'}, .contexts = CONTEXT_INPUTS, .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("makes another line like this one"), .run = edit_duplicate},
	{.command = "delete", .key = {'d', PRESS_DELETE}, .contexts = CONTEXT_INPUTS, .footer = N_("delete"),
	 .help = N_("deletes the line; a value goes back to its default, or to that of all options"), .run = edit_delete},
	{.command = "write", .key = {CONTROL('S')}, .contexts = CONTEXT_BROWSE, .footer = N_("save"), .argument = ARGUMENT_FILE,
	 .optional = true, .help = N_("saves the plan: only the values that changed are written, all else in the file stays as it is"),
	 .run = files_save},
	{.key = {PRESS_ESCAPE, PRESS_BACKSPACE}, .contexts = CONTEXT_BROWSE | CONTEXT_HELP, .help = N_("goes back to where one came from"),
	 .run = cursor_back},

	/* While a value is typed. */
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_EDIT, .footer = N_("keep"), .help = N_("keeps what was typed"), .run = edit_keep},
	{.key = {PRESS_ESCAPE, CONTROL('C')}, .contexts = CONTEXT_EDIT, .footer = N_("drop"), .help = N_("drops it"), .run = edit_drop},
	{.key = {PRESS_TAB}, .contexts = CONTEXT_EDIT, .footer = N_("all options / this one"),
	 .help = N_("makes it the value of all options, or of the chosen one alone"), .run = edit_scope},
	{.key = {PRESS_DOWN}, .contexts = CONTEXT_EDIT, .footer = N_("keep, and on"), .footer_keys = "↑ ↓",
	 .help = N_("keeps it and goes to the line beneath, or above"), .value = 1, .run = edit_keep},
	{.key = {PRESS_UP}, .contexts = CONTEXT_EDIT, .value = -1, .run = edit_keep},
	{.key = {CONTROL('S')}, .contexts = CONTEXT_EDIT, .run = keep_and_save},

	/* While a line is typed at the bottom. */
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_PROMPT, .footer = N_("do it"), .help = N_("does what the line says"), .run = prompt_keep},
	{.key = {PRESS_ESCAPE, CONTROL('C')}, .contexts = CONTEXT_PROMPT, .footer = N_("leave it"), .help = N_("leaves it"),
	 .run = prompt_drop},
	{.key = {PRESS_TAB}, .contexts = CONTEXT_PROMPT, .footer = N_("complete"), .help = N_("completes commands, inputs, files"),
	 .run = prompt_complete},
	{.key = {PRESS_UP}, .contexts = CONTEXT_PROMPT, .footer = N_("earlier ones"), .footer_keys = "↑ ↓",
	 .help = N_("commands given before"), .value = -1, .run = prompt_recall},
	{.key = {PRESS_DOWN}, .contexts = CONTEXT_PROMPT, .value = 1, .run = prompt_recall},

	/* Moving about. */
	{.key = {PRESS_UP, 'k'}, .contexts = ROWS, .help = N_("up and down"), .value = -1, .run = cursor_move},
	{.key = {PRESS_DOWN, 'j'}, .contexts = ROWS, .value = 1, .run = cursor_move},
	{.key = {PRESS_LEFT, 'h'}, .contexts = CONTEXT_BROWSE, .help = N_("left and right: profiles, options; closes and opens lines of inputs"),
	 .value = -1, .run = cursor_sideways},
	{.key = {PRESS_RIGHT, 'l'}, .contexts = CONTEXT_BROWSE, .value = 1, .run = cursor_sideways},
	{.key = {PRESS_PAGE_UP, CONTROL('B')}, .contexts = ROWS, .help = N_("a screen up, a screen down"), .value = -1, .run = cursor_page},
	{.key = {PRESS_PAGE_DOWN, CONTROL('F')}, .contexts = ROWS, .value = 1, .run = cursor_page},
	{.key = {PRESS_HOME, 'g'}, .contexts = ROWS, .help = N_("the first line, the last"), .value = -1, .run = cursor_end},
	{.key = {PRESS_END, 'G'}, .contexts = ROWS, .value = 1, .run = cursor_end},
	{.command = "go", .argument = ARGUMENT_INPUT, .help = N_("goes to an input by its name"), .run = cursor_go},
	{.key = {'{'}, .contexts = CONTEXT_PLAN, .help = N_("goes to the profile before, or behind"), .value = -1, .run = cursor_profile},
	{.key = {'}'}, .contexts = CONTEXT_PLAN, .value = 1, .run = cursor_profile},
	{.command = "unfold", .key = {'+'}, .contexts = CONTEXT_INPUTS, .help = N_("opens all lines of the inputs; - closes them"), .value = 1,
	 .run = cursor_fold_all},
	{.command = "fold", .key = {'-'}, .contexts = CONTEXT_INPUTS, .value = 0, .run = cursor_fold_all},

	/* Views. */
	{.command = "overview", .key = {'1'}, .contexts = CONTEXT_BROWSE, .help = N_("the Overview: options, inputs, the chart"),
	 .value = VIEW_OVERVIEW, .run = cursor_view},
	{.command = "inputs", .key = {'2'}, .contexts = CONTEXT_BROWSE, .help = N_("the inputs over the whole screen, with what they mean"),
	 .value = VIEW_INPUTS, .run = cursor_view},
	{.command = "cash", .key = {'3'}, .contexts = CONTEXT_BROWSE, .help = N_("the cash flow month by month"), .value = VIEW_CASH,
	 .run = cursor_view},

	/* Files and the program. */
	{.command = "set", .argument = ARGUMENT_ASSIGNMENT, .help = N_("gives an input a value, as --set does"), .run = edit_set},
	{.command = "open", .argument = ARGUMENT_PROFILE, .help = N_("opens one more profile"), .run = files_open},
	{.command = "reload", .help = N_("takes the plan as its file has it now; that can be undone"), .run = files_reload},
	{.command = "command", .key = {':'}, .contexts = CONTEXT_BROWSE, .footer = N_("command"), .help = N_("the command line: Tab completes"),
	 .argument = ARGUMENT_TEXT, .optional = true, .run = command_prompt},
	{.command = "help", .key = {'?', PRESS_F1}, .contexts = CONTEXT_BROWSE, .footer = N_("help"), .help = N_("this page"), .run = show_help},
	{.command = "theme", .key = {'T'}, .contexts = CONTEXT_BROWSE, .argument = ARGUMENT_WORD, .optional = true,
	 .words = "dark light mono", .help = N_("colours for a dark ground, a light one, or none"), .run = set_theme},
	{.command = "chart", .argument = ARGUMENT_WORD, .words = "braille blocks ascii", .help = N_("what charts are drawn with"),
	 .run = set_marks},
	{.command = "save-display", .argument = ARGUMENT_FILE, .help = N_("writes the screen as it is now into a file, as text"),
	 .run = save_display},
	{.command = "save-keys", .argument = ARGUMENT_FILE, .help = N_("writes this table of keys and commands into a file, as Markdown"),
	 .run = save_keys},
	{.key = {CONTROL('L')}, .contexts = ANYWHERE, .help = N_("draws the screen anew"), .run = redraw},
	{.key = {CONTROL('Z')}, .contexts = ANYWHERE, .help = N_("stops the program; the shell's `fg` brings it back"), .run = suspend},
	{.command = "quit", .key = {'q', CONTROL('C'), PRESS_F1 + 9}, .contexts = CONTEXT_BROWSE, .footer = N_("quit"),
	 .help = N_("leaves; asks first when something would be lost"), .run = files_quit},
	{.command = "quit!", .help = N_("leaves, whatever is lost"), .value = 1, .run = files_quit},
	{.key = {'q', '?', PRESS_F1}, .contexts = CONTEXT_HELP, .footer = N_("back"), .run = cursor_back},
};

const struct action *action_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}

unsigned action_context(const struct session *session)
{
	switch (session->mode) {
	case MODE_EDIT: return CONTEXT_EDIT;
	case MODE_PROMPT: return CONTEXT_PROMPT;
	case MODE_HELP: return CONTEXT_HELP;
	case MODE_QUESTION:
	case MODE_BROWSE: break;
	}
	if (session->view == VIEW_CASH)
		return CONTEXT_CASH;
	if (session->view == VIEW_OVERVIEW && session->matrix)
		return CONTEXT_MATRIX;
	return session->view == VIEW_OVERVIEW && session->focus == FOCUS_OPTIONS ? CONTEXT_OPTIONS : CONTEXT_INPUTS;
}

static bool has_key(const struct action *action, uint32_t key)
{
	for (size_t i = 0; i < ACTION_MOST_KEYS && action->key[i] != 0; i++)
		if (action->key[i] == key)
			return true;
	return false;
}

const struct action *action_for_key(unsigned context, uint32_t key)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].contexts & context && has_key(&table[i], key))
			return &table[i];
	return NULL;
}

const struct action *action_find(const char *name)
{
	const struct action *first = NULL;
	size_t size = strlen(name);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].command == NULL || size == 0 || strncmp(table[i].command, name, size) != 0)
			continue;
		if (table[i].command[size] == '\0')
			return &table[i];
		if (first == NULL)
			first = &table[i];
	}
	return first;
}

void action_print_keys(const struct action *action, struct bytes *out)
{
	for (size_t i = 0; i < ACTION_MOST_KEYS && action->key[i] != 0; i++) {
		if (i > 0)
			bytes_add_char(out, ' ');
		key_print_label(action->key[i], out);
	}
}

const char *action_argument_name(const struct action *action)
{
	switch (action->argument) {
	case ARGUMENT_NONE: return "";
	case ARGUMENT_FILE:
	case ARGUMENT_PROFILE: return "FILE";
	case ARGUMENT_ASSIGNMENT: return "section.key=value";
	case ARGUMENT_INPUT: return "section.key";
	case ARGUMENT_OPTION: return "OPTION";
	case ARGUMENT_WORD: return action->words;
	case ARGUMENT_TEXT: return "TEXT";
	}
	return "";
}

/* A bar would end the cell. */
static void print_cell(const char *text, struct bytes *out)
{
	for (; *text != '\0'; text++)
		if (*text == '|')
			bytes_add_text(out, "\\|");
		else
			bytes_add_char(out, *text);
}

void action_print_table(struct bytes *out)
{
	const size_t count = sizeof table / sizeof *table;
	bytes_add_text(out, "| keys | command | what it does |\n|---|---|---|\n");
	for (size_t i = 0; i < count; i++) {
		struct bytes keys = {0};
		if (table[i].help == NULL)
			continue;
		action_print_keys(&table[i], &keys);
		for (size_t j = i + 1; j < count && table[j].help == NULL && table[j].run == table[i].run; j++) {
			bytes_add_char(&keys, ' ');
			action_print_keys(&table[j], &keys);
		}
		bytes_add_text(out, "| ");
		print_cell(bytes_text(&keys), out);
		bytes_add_text(out, " | ");
		if (table[i].command != NULL)
			bytes_add_format(out, table[i].argument == ARGUMENT_NONE ? "`:%s%s`" : table[i].optional ? "`:%s [%s]`" : "`:%s %s`", table[i].command,
			                 action_argument_name(&table[i]));
		bytes_add_text(out, " | ");
		print_cell(_(table[i].help), out);
		bytes_add_text(out, " |\n");
		bytes_release(&keys);
	}
}
