/* help: what there is to know of all commands, or of one; from the tables. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/main.h"

enum { NAME_COLUMNS = 12, OPTION_COLUMNS = 30 };

static void add_padded(struct bytes *out, const char *text, int columns)
{
	bytes_add_text(out, text);
	for (int i = utf8_columns(text); i < columns; i++)
		bytes_add_char(out, ' ');
}

void help_print_all(struct bytes *out)
{
	size_t count;
	const struct command *const *commands = command_table(&count);
	bytes_add_text(out, _("breakeven: what machine learning in production costs, and when it pays back\n\n"));
	bytes_add_format(out, _("  breakeven [PROFILE...]\n      %s\n"), _(command_show.summary));
	bytes_add_text(out, _("  breakeven COMMAND [OPERAND...] [OPTION...]\n\n"));
	for (size_t i = 0; i < count; i++) {
		bytes_add_text(out, "  ");
		add_padded(out, commands[i]->name, NAME_COLUMNS);
		bytes_add_format(out, "%s\n", _(commands[i]->summary));
	}
	bytes_add_text(out, _("\n'breakeven help COMMAND' tells a command's options. PROFILE is a file, the name of a shipped profile, or - for\n"
	                      "standard input. Exit: 0 done, 1 the answer is no, 2 usage or an invalid profile, 3 input or output, 130\n"
	                      "interrupted.\n"));
}

/* "-f, --format FORMAT" */
static void add_option_name(struct bytes *out, const struct option_row *row)
{
	if (row->letter)
		bytes_add_format(out, "-%c, ", row->letter);
	else
		bytes_add_text(out, "    ");
	bytes_add_format(out, "--%s", row->name);
	for (int i = 0; row->words && row->words[i]; i++)
		bytes_add_format(out, "%s%s", i > 0 ? "|" : " ", row->words[i]);
	if (row->argument)
		bytes_add_format(out, " %s", row->argument);
}

static void add_option(void *context, const struct option_row *row)
{
	struct bytes *out = context, name = {0};
	add_option_name(&name, row);
	bytes_add_text(out, "  ");
	if (utf8_columns(bytes_text(&name)) < OPTION_COLUMNS) {
		add_padded(out, bytes_text(&name), OPTION_COLUMNS);
	} else {
		bytes_add_format(out, "%s\n  ", bytes_text(&name));
		add_padded(out, "", OPTION_COLUMNS);
	}
	bytes_add_text(out, _(row->help));
	if (row->fallback)
		bytes_add_format(out, _(" (%s)"), row->fallback);
	bytes_add_char(out, '\n');
	out->failed |= name.failed;
	bytes_release(&name);
}

void help_print_command(const struct command *command, struct bytes *out)
{
	struct option_set sets[COMMAND_SETS];
	bytes_add_format(out, "breakeven %s%s%s %s\n\n", command->name, command->operands[0] ? " " : "", command->operands,
	                 _("[OPTION...]"));
	bytes_add_format(out, "%s\n\n", _(command->help ? command->help : command->summary));
	command_sets(command, NULL, NULL, sets);
	option_walk(sets, COMMAND_SETS, add_option, out);
}

static enum outcome_code run(struct context *context, const void *own)
{
	(void)own;
	if (context->operands.count == 0) {
		help_print_all(&context->verbatim);
		return DONE;
	}
	const struct command *command = command_find(context->operands.at[0]);
	if (command) {
		help_print_command(command, &context->verbatim);
		return DONE;
	}
	struct nearest nearest = nearest_to(context->operands.at[0]);
	command_offer_names(&nearest);
	if (nearest.best)
		return usage_error(context, NULL, _("there is no command '%s'; did you mean '%s'?"), context->operands.at[0],
		                   nearest.best);
	return usage_error(context, NULL, _("there is no command '%s'"), context->operands.at[0]);
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.summary = N_("what there is to know of all commands, or of one"),
	.most = 1,
	.run = run,
};
