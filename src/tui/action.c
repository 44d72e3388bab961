/* Looking up actions. */
#include "tui/action.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "tui/session.h"

enum context action_context(const struct session *session)
{
	const struct view *view = session_view(session);
	if (session->mode == MODE_EDIT)
		return CONTEXT_EDIT;
	if (session->mode == MODE_PROMPT)
		return CONTEXT_PROMPT;
	return view->context_now != NULL ? view->context_now(session) : view->context;
}

static bool has_key(const struct action *action, uint32_t key)
{
	for (size_t i = 0; i < ACTION_MOST_KEYS && action->key[i] != 0; i++)
		if (action->key[i] == key)
			return true;
	return false;
}

const struct action *action_for_key(const struct session *session, enum context context, uint32_t key)
{
	const struct action *action;
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++)
		if (action->contexts & context && has_key(action, key))
			return action;
	return NULL;
}

const struct action *action_find(const struct session *session, const char *name)
{
	const struct action *action, *first = NULL;
	size_t size = strlen(name);
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++) {
		if (action->command == NULL || size == 0 || strncmp(action->command, name, size) != 0)
			continue;
		if (action->command[size] == '\0')
			return action;
		if (first == NULL)
			first = action;
	}
	return first;
}

static void print_own_keys(const struct action *action, struct bytes *out)
{
	for (size_t i = 0; i < ACTION_MOST_KEYS && action->key[i] != 0; i++) {
		if (out->size > 0)
			bytes_add_char(out, ' ');
		key_print_label(action->key[i], out);
	}
}

void action_print_keys(const struct session *session, size_t index, struct bytes *out)
{
	const struct action *action = session->action_at(index), *more;
	print_own_keys(action, out);
	for (size_t i = index + 1;
	     (more = session->action_at(i)) != NULL && more->help == NULL && more->run == action->run; i++)
		print_own_keys(more, out);
}

void action_print_command(const struct action *action, struct bytes *out)
{
	const char *argument = action_argument_name(action);
	if (action->command == NULL)
		return;
	bytes_add_format(out, ":%s", action->command);
	if (*argument != '\0')
		bytes_add_format(out, action->optional ? " [%s]" : " %s", argument);
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

/* A vertical bar in the text would end the cell. */
static void print_cell(const char *text, struct bytes *out)
{
	for (; *text != '\0'; text++)
		if (*text == '|')
			bytes_add_text(out, "\\|");
		else
			bytes_add_char(out, *text);
}

void action_print_table(const struct session *session, struct bytes *out)
{
	const struct action *action;
	bytes_add_text(out, "| keys | command | what it does |\n|---|---|---|\n");
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++) {
		struct bytes keys = {0}, command = {0};
		if (action->help == NULL)
			continue;
		action_print_keys(session, i, &keys);
		action_print_command(action, &command);
		bytes_add_text(out, "| ");
		print_cell(bytes_text(&keys), out);
		bytes_add_format(out, command.size > 0 ? " | `%s` | " : " | %s | ", bytes_text(&command));
		print_cell(_(action->help), out);
		bytes_add_text(out, " |\n");
		bytes_release(&keys);
		bytes_release(&command);
	}
}
