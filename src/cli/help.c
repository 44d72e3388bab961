/* The pages of help, from the tables of commands and options. */
#include "cli/help.h"

#include <string.h>

#include "base/intl.h"

enum { COLUMNS = 4 };

/* "-f, --format FORMAT" */
static void option_name(struct bytes *out, const struct option_row *row)
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

/* A command and its options, while the rows are visited. */
struct said {
	struct document *document;
	const struct command *command;
};

static void say_option(void *context, const struct option_row *row)
{
	const struct said *said = context;
	struct document *document = said->document;
	struct bytes name = {0}, help = {0};
	option_name(&name, row);
	option_print_help(row, &help);
	const char *meaning = document_keep(document, document_text(document, &help));
	if (row->fallback)
		bytes_add_format(&help, " (%s)", row->fallback);
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_take(document, &name));
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &help));
	bytes_release(&help);
	if (!document_wants_rows(document))
		return;
	const struct cell cells[COLUMNS] = {cell_text(said->command->name), cell_text(row->name),
					    cell_text(row->fallback), cell_text(meaning)};
	document_row(document, cells);
}

static void say_command(struct document *document, const struct command *command, int level)
{
	struct option_set sets[COMMAND_SETS];
	struct said said = {.document = document, .command = command};
	bool named = !command->bare;
	document_heading(document, level, "breakeven%s%s%s%s [OPTION...]", named ? " " : "", named ? command->name : "",
	                 command->operands[0] ? " " : "", command->operands);
	document_paragraph(document, "%s", _(command->help ? command->help : command->summary));
	if (command->example)
		document_code(document, command->example);
	command_sets(command, NULL, NULL, sets);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", "");
	document_table_column(document, ALIGN_LEFT, "%s", "");
	option_walk(sets, COMMAND_SETS, say_option, &said);
}

static void say_overview(struct document *document, const struct command_table *table)
{
	document_paragraph(document, "%s",
			   _("breakeven: what machine learning in production costs, and when it pays back"));
	document_code(document, "breakeven [PROFILE...]\nbreakeven COMMAND [OPERAND...] [OPTION...]");
	document_paragraph(document, _("Without a command: %s."), _(table->bare->summary));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", "");
	document_table_column(document, ALIGN_LEFT, "%s", "");
	for (size_t i = 0; i < table->count; i++) {
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", table->at[i]->name);
		document_table_cell(document, EMPHASIS_NONE, "%s", _(table->at[i]->summary));
	}
	document_paragraph(
		document, "%s",
		_("'breakeven help COMMAND' lists a command's options. PROFILE is a file, the name of a shipped "
		  "profile, or - for standard input. Exit: 0 done, 1 the answer is no, 2 usage or an invalid profile, "
		  "3 input or output, 130 SIGINT, 143 SIGTERM."));
}

void help_say(struct document *document, const struct command_table *table, const struct command *command)
{
	static const char *const columns[COLUMNS] = {"command", "option", "default", "help"};
	document->unstamped = true;
	document_columns(document, columns, COLUMNS);
	if (command) {
		say_command(document, command, 1);
		return;
	}
	say_overview(document, table);
	for (size_t i = 0; i < table->count && document_wants_rows(document); i++)
		say_command(document, table->at[i], 1);
}

void help_say_all(struct document *document, const struct command_table *table)
{
	document->unstamped = true;
	document_heading(document, 1, "%s", _("Commands"));
	say_overview(document, table);
	say_command(document, table->bare, 2);
	for (size_t i = 0; i < table->count; i++)
		say_command(document, table->at[i], 2);
}
