/* The table of actions. */
#include "tui/action.h"

#include <stdint.h>
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

/* --- functions without a file of their own --- */

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

/* The index of a word among others; SIZE_MAX: none. */
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
		session_complain(session, _("this terminal shows only ASCII"));
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
	action_print_table(session, &keys);
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

/* Recalls earlier commands; after the last one the line is empty. */
static void prompt_recall(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	if (strcmp(session->prompt->label, ":") != 0)
		return;
	struct recall *recall = &session->recall;
	if (action->value < 0 && recall->at > 0)
		recall->at--;
	else if (action->value > 0 && recall->at < recall->count)
		recall->at++;
	const char *line = recall->at < recall->count ? recall->line[recall->at] : "";
	editor_begin(&session->editor, line, false);
}

static void keep_and_save(struct session *session, const struct action *action, const char *text)
{
	edit_keep(session, action, text);
	if (session->mode == MODE_BROWSE)
		files_save(session, action, text);
}

/* --- the table --- */

#define ROWS (CONTEXT_BROWSE | CONTEXT_HELP)
#define ANYWHERE (CONTEXT_BROWSE | CONTEXT_EDIT | CONTEXT_PROMPT | CONTEXT_HELP)

/*
 * In the footer's order, most used first: the footer is cut at the right. The actions that show views go between the
 * two parts.
 */
static const struct action before_views[] = {
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_MATRIX, .footer = N_("open"), .help = N_("opens the plan at the cursor"),
	 .run = cursor_enter},
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_INPUTS, .footer = N_("edit"),
	 .help = N_("edits the value in place; opens or closes a line with others below it"), .run = cursor_enter},
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_OPTIONS, .footer = N_("inputs"), .help = N_("goes to the inputs of the option"),
	 .run = cursor_enter},
	{.key = {','}, .contexts = CONTEXT_INPUTS, .footer = N_("nudge"), .footer_keys = ", .",
	 .help = N_("changes the value by one step, < and > by ten; yes becomes no, a word the next one"), .value = -1, .run = edit_nudge},
	{.key = {'.'}, .contexts = CONTEXT_INPUTS, .value = 1, .run = edit_nudge},
	{.key = {'<'}, .contexts = CONTEXT_INPUTS, .value = -10, .run = edit_nudge},
	{.key = {'>'}, .contexts = CONTEXT_INPUTS, .value = 10, .run = edit_nudge},
	{.command = "undo", .key = {'u'}, .contexts = CONTEXT_BROWSE, .footer = N_("undo"),
	 .help = N_("undoes the last change, then the one before it, without limit; also changes that were saved"), .run = edit_undo},
	{.command = "redo", .key = {'U', CONTROL('R')}, .contexts = CONTEXT_BROWSE, .help = N_("redoes what was undone"),
	 .run = edit_redo},
	{.key = {'['}, .contexts = CONTEXT_PLAN, .footer = N_("option"), .footer_keys = "[ ]",
	 .help = N_("shows the previous option, or the next: its figures, inputs and curve"), .value = -1, .run = cursor_option},
	{.key = {']'}, .contexts = CONTEXT_PLAN, .value = 1, .run = cursor_option},
	{.command = "option", .argument = ARGUMENT_OPTION, .help = N_("shows an option by its id"), .run = cursor_option},
	{.key = {PRESS_TAB, PRESS_BACK_TAB}, .contexts = CONTEXT_OPTIONS | CONTEXT_INPUTS, .footer = N_("pane"),
	 .help = N_("switches between the inputs and the options"), .run = cursor_pane},
	{.command = "search", .key = {'/'}, .contexts = CONTEXT_BROWSE, .footer = N_("search"), .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("finds an input by part of its name while you type"), .run = cursor_search},
	{.key = {'n'}, .contexts = CONTEXT_BROWSE, .help = N_("finds the next match; N the previous"), .value = 1,
	 .run = cursor_search_next},
	{.key = {'N'}, .contexts = CONTEXT_BROWSE, .value = -1, .run = cursor_search_next},
	{.command = "add", .key = {'a'}, .contexts = CONTEXT_INPUTS, .footer = N_("add"), .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("adds a line to the topic: a person, a cost, a benefit, an option, a currency"), .run = edit_add},
	{.command = "duplicate", .key = {'D'}, .contexts = CONTEXT_INPUTS, .argument = ARGUMENT_TEXT, .optional = true,
	 .help = N_("duplicates the line"), .run = edit_duplicate},
	{.command = "delete", .key = {'d', PRESS_DELETE}, .contexts = CONTEXT_INPUTS, .footer = N_("delete"),
	 .help = N_("deletes the line; resets a value to its default, or to that of all options"), .run = edit_delete},
	{.command = "write", .key = {CONTROL('S')}, .contexts = CONTEXT_BROWSE, .footer = N_("save"), .argument = ARGUMENT_FILE,
	 .optional = true, .help = N_("saves the plan: only the values that changed are rewritten, the rest of the file stays as it is"),
	 .run = files_save},
	{.key = {PRESS_ESCAPE, PRESS_BACKSPACE}, .contexts = CONTEXT_BROWSE | CONTEXT_HELP, .help = N_("goes back"),
	 .run = cursor_back},

	/* While a value is typed. */
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_EDIT, .footer = N_("keep"), .help = N_("keeps the value"), .run = edit_keep},
	{.key = {PRESS_ESCAPE, CONTROL('C')}, .contexts = CONTEXT_EDIT, .footer = N_("cancel"), .help = N_("discards what was typed"), .run = edit_drop},
	{.key = {PRESS_TAB}, .contexts = CONTEXT_EDIT, .footer = N_("all options / this one"),
	 .help = N_("switches between a value for all options and one for the chosen option alone"), .run = edit_scope},
	{.key = {PRESS_DOWN}, .contexts = CONTEXT_EDIT, .footer = N_("keep, next"), .footer_keys = "↑ ↓",
	 .help = N_("keeps the value and goes to the next line, or the previous"), .value = 1, .run = edit_keep},
	{.key = {PRESS_UP}, .contexts = CONTEXT_EDIT, .value = -1, .run = edit_keep},
	{.key = {CONTROL('S')}, .contexts = CONTEXT_EDIT, .run = keep_and_save},

	/* While a line is typed at the bottom. */
	{.key = {PRESS_ENTER}, .contexts = CONTEXT_PROMPT, .footer = N_("confirm"), .help = N_("takes the line as it is"), .run = prompt_keep},
	{.key = {PRESS_ESCAPE, CONTROL('C')}, .contexts = CONTEXT_PROMPT, .footer = N_("cancel"), .help = N_("cancels"),
	 .run = prompt_drop},
	{.key = {PRESS_TAB}, .contexts = CONTEXT_PROMPT, .footer = N_("complete"), .help = N_("completes commands, inputs, files"),
	 .run = prompt_complete},
	{.key = {PRESS_UP}, .contexts = CONTEXT_PROMPT, .footer = N_("earlier"), .footer_keys = "↑ ↓",
	 .help = N_("brings back earlier commands"), .value = -1, .run = prompt_recall},
	{.key = {PRESS_DOWN}, .contexts = CONTEXT_PROMPT, .value = 1, .run = prompt_recall},

	/* Moving. */
	{.key = {PRESS_UP, 'k'}, .contexts = ROWS, .help = N_("moves up and down"), .value = -1, .run = cursor_move},
	{.key = {PRESS_DOWN, 'j'}, .contexts = ROWS, .value = 1, .run = cursor_move},
	{.key = {PRESS_LEFT, 'h'}, .contexts = CONTEXT_BROWSE, .help = N_("moves left and right among plans and options; closes and opens lines of inputs"),
	 .value = -1, .run = cursor_sideways},
	{.key = {PRESS_RIGHT, 'l'}, .contexts = CONTEXT_BROWSE, .value = 1, .run = cursor_sideways},
	{.key = {PRESS_PAGE_UP, CONTROL('B')}, .contexts = ROWS, .help = N_("moves a page up, a page down"), .value = -1, .run = cursor_page},
	{.key = {PRESS_PAGE_DOWN, CONTROL('F')}, .contexts = ROWS, .value = 1, .run = cursor_page},
	{.key = {PRESS_HOME, 'g'}, .contexts = ROWS, .help = N_("goes to the first line, the last"), .value = -1, .run = cursor_end},
	{.key = {PRESS_END, 'G'}, .contexts = ROWS, .value = 1, .run = cursor_end},
	{.command = "go", .argument = ARGUMENT_INPUT, .help = N_("goes to an input by its name"), .run = cursor_go},
	{.key = {'{'}, .contexts = CONTEXT_PLAN, .help = N_("shows the previous plan, or the next"), .value = -1, .run = cursor_profile},
	{.key = {'}'}, .contexts = CONTEXT_PLAN, .value = 1, .run = cursor_profile},
	{.command = "unfold", .key = {'+'}, .contexts = CONTEXT_INPUTS, .help = N_("opens all lines of the inputs; - closes them"), .value = 1,
	 .run = cursor_fold_all},
	{.command = "fold", .key = {'-'}, .contexts = CONTEXT_INPUTS, .value = 0, .run = cursor_fold_all},
};

static const struct action after_views[] = {
	{.command = "set", .argument = ARGUMENT_ASSIGNMENT, .help = N_("sets an input, as --set does"), .run = edit_set},
	{.command = "open", .argument = ARGUMENT_PROFILE, .help = N_("opens another profile"), .run = files_open},
	{.command = "reload", .help = N_("reads the plan from its file again; can be undone"), .run = files_reload},
	{.command = "command", .key = {':'}, .contexts = CONTEXT_BROWSE, .footer = N_("command"), .help = N_("opens the command line; Tab completes"),
	 .argument = ARGUMENT_TEXT, .optional = true, .run = command_prompt},
	{.command = "help", .key = {'?', PRESS_F1}, .contexts = CONTEXT_BROWSE, .footer = N_("help"), .help = N_("shows this page"), .value = VIEW_HELP, .run = view_go},
	{.command = "theme", .key = {'T'}, .contexts = CONTEXT_BROWSE, .argument = ARGUMENT_WORD, .optional = true,
	 .words = "dark light mono", .help = N_("sets the colours: for a dark background, a light one, or none"), .run = set_theme},
	{.command = "chart", .argument = ARGUMENT_WORD, .words = "braille blocks ascii", .help = N_("sets what charts are drawn with"),
	 .run = set_marks},
	{.command = "save-display", .argument = ARGUMENT_FILE, .help = N_("writes the screen to a file, as text"),
	 .run = save_display},
	{.command = "save-keys", .argument = ARGUMENT_FILE, .help = N_("writes this table of keys and commands to a file, as Markdown"),
	 .run = save_keys},
	{.key = {CONTROL('L')}, .contexts = ANYWHERE, .help = N_("redraws the screen"), .run = redraw},
	{.key = {CONTROL('Z')}, .contexts = ANYWHERE, .help = N_("suspends the program; the shell's `fg` resumes it"), .run = suspend},
	{.command = "quit", .key = {'q', CONTROL('C'), PRESS_F1 + 9}, .contexts = CONTEXT_BROWSE, .footer = N_("quit"),
	 .help = N_("quits; asks first when changes would be lost"), .run = files_quit},
	{.command = "quit!", .help = N_("quits and discards unsaved changes"), .value = 1, .run = files_quit},
	{.key = {'q', '?', PRESS_F1}, .contexts = CONTEXT_HELP, .footer = N_("back"), .run = cursor_back},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const struct action *action_table(size_t index)
{
	if (index < COUNT(before_views))
		return &before_views[index];
	index -= COUNT(before_views);
	if (index < VIEW_TABS)
		return &view_table[index]->go;
	index -= VIEW_TABS;
	return index < COUNT(after_views) ? &after_views[index] : NULL;
}
