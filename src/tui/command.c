/* The command line. */
#include "tui/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "tui/files.h"
#include "tui/session.h"

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " ");
}

static void complain_unknown(struct session *session, const char *name)
{
	const struct action *action;
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++)
		if (action->command != NULL)
			nearest_offer(&nearest, action->command);
	if (nearest.best != NULL)
		session_complain(session, _("there is no command '%1$s'; did you mean '%2$s'?"), name, nearest.best);
	else
		session_complain(session, _("there is no command '%s'; ? lists them"), name);
}

static bool has_word(const char *words, const char *word)
{
	size_t size = strlen(word);
	for (words = skip_blanks(words); *words != '\0'; words = skip_blanks(words)) {
		size_t length = strcspn(words, " ");
		if (length == size && strncmp(words, word, size) == 0)
			return true;
		words += length;
	}
	return false;
}

static bool is_file(const struct action *action)
{
	return action->argument == ARGUMENT_FILE || action->argument == ARGUMENT_PROFILE;
}

/*
 * The argument of a command, without blanks around it; a file's name is expanded. The caller frees it; NULL when out of
 * memory.
 */
static char *read_argument(const struct action *action, const char *text)
{
	char *argument = strdup(skip_blanks(text));
	for (size_t end = argument == NULL ? 0 : strlen(argument); end > 0 && argument[end - 1] == ' '; end--)
		argument[end - 1] = '\0';
	if (argument == NULL || action == NULL || !is_file(action))
		return argument;
	char *expanded = files_expand(argument);
	free(argument);
	return expanded;
}

/* Runs a line: "write other.ini". */
static void run(struct session *session, const char *line)
{
	const char *begin = skip_blanks(line);
	size_t size = strcspn(begin, " ");
	char *name = strndup(begin, size);
	const struct action *action = name == NULL ? NULL : action_find(session, name);
	char *argument = read_argument(action, begin + size);
	if (name == NULL || argument == NULL || size == 0) {
		free(name);
		free(argument);
		return;
	}
	if (action == NULL)
		complain_unknown(session, name);
	else if (action->argument == ARGUMENT_NONE && *argument != '\0')
		session_complain(session, _("':%s' takes no argument"), action->command);
	else if (action->argument != ARGUMENT_NONE && !action->optional && *argument == '\0')
		session_complain(session, _("':%1$s' takes %2$s"), action->command, action_argument_name(action));
	else if (action->argument == ARGUMENT_WORD && *argument != '\0' && !has_word(action->words, argument))
		session_complain(session, _("':%1$s' takes one of: %2$s"), action->command, action->words);
	else
		action->run(session, action, argument);
	free(name);
	free(argument);
}

/* --- completion --- */

static void add_candidate(struct bytes *out, const char *candidate, const char *prefix)
{
	if (strncmp(candidate, prefix, strlen(prefix)) == 0)
		bytes_add_format(out, "%s\n", candidate);
}

static void add_commands(const struct session *session, struct bytes *out, const char *prefix)
{
	const struct action *action;
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++)
		if (action->command != NULL)
			add_candidate(out, action->command, prefix);
}

static void add_words(struct bytes *out, const char *words, const char *prefix)
{
	for (words = skip_blanks(words); *words != '\0'; words = skip_blanks(words)) {
		size_t length = strcspn(words, " ");
		char *word = strndup(words, length);
		if (word != NULL)
			add_candidate(out, word, prefix);
		free(word);
		words += length;
	}
}

/* Adds the names of inputs, each with a suffix. */
static void add_inputs(const struct session *session, struct bytes *out, const char *prefix, const char *suffix)
{
	const struct folds none = {0};
	const struct plan *plan = session_sheet(session)->plan.now.plan;
	struct outline all;
	if (outline_new(plan, &none, true, &all) < 0)
		return;
	for (size_t i = 0; i < all.count; i++) {
		bool wanted = all.row[i].kind == OUTLINE_INPUT && strncmp(all.row[i].name, prefix, strlen(prefix)) == 0;
		if (wanted)
			bytes_add_format(out, "%s%s\n", all.row[i].name, suffix);
	}
	outline_release(&all);
}

static void add_options(const struct session *session, struct bytes *out, const char *prefix)
{
	const struct plan *plan = session_sheet(session)->plan.now.plan;
	for (size_t i = 0; i < plan->options.count; i++)
		add_candidate(out, plan_option(plan, i)->section.id, prefix);
}

static void add_arguments(const struct session *session, const struct action *action, struct bytes *out,
                          const char *prefix)
{
	switch (action->argument) {
	case ARGUMENT_FILE: files_complete(prefix, false, out); break;
	case ARGUMENT_PROFILE: files_complete(prefix, true, out); break;
	case ARGUMENT_ASSIGNMENT: add_inputs(session, out, prefix, "="); break;
	case ARGUMENT_INPUT: add_inputs(session, out, prefix, ""); break;
	case ARGUMENT_OPTION: add_options(session, out, prefix); break;
	case ARGUMENT_WORD: add_words(out, action->words, prefix); break;
	case ARGUMENT_NONE:
	case ARGUMENT_TEXT: break;
	}
}

/* The number of bytes with which all candidates (one per line) begin, and the number of candidates. */
static size_t common_prefix(const char *candidates, size_t *count)
{
	size_t common = strcspn(candidates, "\n");
	*count = 0;
	for (const char *at = candidates; *at != '\0'; at += strcspn(at, "\n") + 1) {
		size_t same = 0;
		while (same < common && at[same] == candidates[same])
			same++;
		common = same;
		++*count;
	}
	return common;
}

static void complete(struct session *session)
{
	const char *line = editor_text(&session->editor);
	size_t word = strcspn(line, " ");
	bool in_command = line[word] == '\0';
	const char *prefix = in_command ? line : skip_blanks(line + word);
	size_t kept = (size_t)(prefix - line), count;
	struct bytes found = {0}, completed = {0};
	char *name = strndup(line, word);
	const struct action *action = name == NULL ? NULL : action_find(session, name);
	if (in_command)
		add_commands(session, &found, prefix);
	else if (action != NULL)
		add_arguments(session, action, &found, prefix);
	size_t common = common_prefix(bytes_text(&found), &count);
	if (count > 0) {
		bytes_add(&completed, line, kept);
		bytes_add(&completed, bytes_text(&found), common);
		if (count == 1 && in_command)
			bytes_add_char(&completed, ' ');
		editor_begin(&session->editor, bytes_text(&completed), false);
	}
	bytes_release(&session->completions);
	session->completions = (struct bytes){0};
	if (count > 1)
		bytes_add(&session->completions, found.at, found.size);
	bytes_release(&found);
	bytes_release(&completed);
	free(name);
}

static void remember(struct session *session, const char *line)
{
	struct recall *recall = &session->recall;
	if (recall->count > 0 && strcmp(recall->line[recall->count - 1], line) == 0)
		return;
	char *copy = GROW(recall->line, recall->capacity, recall->count + 1) ? strdup(line) : NULL;
	if (copy != NULL)
		recall->line[recall->count++] = copy;
}

static void done(struct session *session, const char *text)
{
	if (*skip_blanks(text) == '\0')
		return;
	remember(session, text);
	run(session, text);
}

void command_prompt(struct session *session, const struct action *action, const char *text)
{
	static const struct prompt prompt = {.label = ":", .done = done, .complete = complete};
	(void)action;
	session->recall.at = session->recall.count;
	session_prompt(session, &prompt, text);
}
