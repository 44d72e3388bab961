/*
 * completion: what a shell offers, from the tables of commands and options and of the profiles' fields.
 *
 * Behind --set the scripts ask the program itself: `breakeven completion inputs WORD...` prints the names of the inputs
 * of the first plan among the words typed so far. An offer is a line, or an element of an array, and never split at
 * blanks: names of files hold them.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "cli/context.h"
#include "cli/shipped.h"
#include "document/writer.h"
#include "plan/field.h"

/* A shell: how its script begins and ends, and what it says of a command and of an option of one. */
struct shell {
	const char *name;
	void (*begin)(struct bytes *out, const struct command_table *table);
	void (*command)(struct bytes *out, const struct command *command);
	void (*option)(struct bytes *out, const struct command *command, const struct option_row *row);
	void (*command_end)(struct bytes *out);
	void (*end)(struct bytes *out);
};

/* Text within '…' of a shell. */
static void add_quoted(struct bytes *out, const char *text, const char *quote)
{
	for (; *text; text++) {
		if (*text == '\'')
			bytes_add_text(out, quote);
		else
			bytes_add_char(out, *text);
	}
}

/* The words a row accepts, separated by blanks; "" when they are not known in advance. */
static void add_words(struct bytes *out, const struct option_row *row)
{
	size_t count = 0;
	const struct writer *const *writers = row->completion == COMPLETE_FORMAT ? writer_table(&count) : NULL;
	for (size_t i = 0; i < count; i++)
		bytes_add_format(out, i > 0 ? " %s" : "%s", writers[i]->name);
	for (size_t i = 0; row->words && row->words[i]; i++)
		bytes_add_format(out, i > 0 ? " %s" : "%s", row->words[i]);
	for (int f = 0; row->completion == COMPLETE_FIGURE && f < FIGURE_COUNT; f++)
		bytes_add_format(out, f > 0 ? " %s" : "%s", figure_info((enum figure)f)->id);
}

static bool takes_profiles(const struct command *command)
{
	return (command->takes & TAKES_PROFILES) != 0;
}

/* --- bash --- */

static const char bash_helpers[] =
	"# bash completion of breakeven; made by `breakeven completion bash`.\n"
	"# WORD OFFER...: offers what begins with the word.\n"
	"_breakeven_offer() {\n"
	"\tlocal word=$1 offer\n"
	"\tshift\n"
	"\tfor offer; do\n"
	"\t\t[[ $offer == \"$word\"* ]] && COMPREPLY+=(\"$offer\")\n"
	"\tdone\n"
	"}\n"
	"# COMPGEN'S ARGUMENT...: offers names of files, which may hold blanks.\n"
	"_breakeven_files() {\n"
	"\tlocal -a names\n"
	"\tmapfile -t names < <(compgen \"$@\")\n"
	"\tCOMPREPLY+=(\"${names[@]}\")\n"
	"\tcompopt -o filenames\n"
	"}\n"
	"# Offers the inputs of the plan that the words so far name; what is quoted in them is what the program would "
	"be given.\n"
	"_breakeven_inputs() {\n"
	"\tlocal word=$1 given quote plain c i\n"
	"\tlocal -a words=() inputs\n"
	"\tfor given in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	"\t\tquote= plain=\n"
	"\t\t[[ $given == '~/'* ]] && given=$HOME${given:1}\n"
	"\t\tfor ((i = 0; i < ${#given}; i++)); do\n"
	"\t\t\tc=${given:i:1}\n"
	"\t\t\tif [[ $c == '\\' && $quote != \"'\" ]]; then\n"
	"\t\t\t\ti=$((i + 1))\n"
	"\t\t\t\tplain+=${given:i:1}\n"
	"\t\t\telif [[ -n $quote && $c == \"$quote\" ]]; then\n"
	"\t\t\t\tquote=\n"
	"\t\t\telif [[ -z $quote && $c == [\\\"\\'] ]]; then\n"
	"\t\t\t\tquote=$c\n"
	"\t\t\telse\n"
	"\t\t\t\tplain+=$c\n"
	"\t\t\tfi\n"
	"\t\tdone\n"
	"\t\twords+=(\"$plain\")\n"
	"\tdone\n"
	"\tmapfile -t inputs < <(breakeven completion inputs -- \"${words[@]}\" 2>/dev/null)\n"
	"\t_breakeven_offer \"$word\" \"${inputs[@]}\"\n"
	"\tcompopt -o nospace\n"
	"}\n"
	"_breakeven() {\n"
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
	"\tlocal -a options=()\n"
	"\tif [[ $word == '=' ]]; then\n"
	"\t\tword=\n"
	"\telif [[ $before == '=' ]]; then\n"
	"\t\tbefore=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\tfi\n"
	"\tCOMPREPLY=()\n";

static void bash_begin(struct bytes *out, const struct command_table *table)
{
	bytes_add_text(out, bash_helpers);
	bytes_add_text(out, "\tlocal -a commands=(");
	for (size_t i = 0; i < table->count; i++)
		bytes_add_format(out, i > 0 ? " %s" : "%s", table->at[i]->name);
	bytes_add_text(
		out, ")\n"
		     "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		     "\t\t[[ \" ${commands[*]} \" == *\" ${COMP_WORDS[i]} \"* ]] && command=${COMP_WORDS[i]} && break\n"
		     "\tdone\n"
		     "\tcase $command in\n");
}

static void bash_command(struct bytes *out, const struct command *command)
{
	bytes_add_format(out, "\t%s)\n", command->bare ? "''" : command->name);
}

/* What stands behind an option that takes a value. */
static void bash_value(struct bytes *out, const struct option_row *row)
{
	struct bytes words = {0};
	add_words(&words, row);
	bytes_add_format(out, "\t\tcase $before in --%s", row->name);
	if (row->letter)
		bytes_add_format(out, "|-%c", row->letter);
	if (row->completion == COMPLETE_FILE)
		bytes_add_text(out, ") _breakeven_files -f -- \"$word\"; return ;; esac\n");
	else if (row->completion == COMPLETE_KEY)
		bytes_add_text(out, ") _breakeven_inputs \"$word\"; return ;; esac\n");
	else
		bytes_add_format(out, ") _breakeven_offer \"$word\" %s; return ;; esac\n", bytes_text(&words));
	out->failed |= words.failed;
	bytes_release(&words);
}

static void bash_option(struct bytes *out, const struct command *command, const struct option_row *row)
{
	(void)command;
	bytes_add_format(out, "\t\toptions+=(--%s)\n", row->name);
	if (row->kind != OPTION_FLAG)
		bash_value(out, row);
}

static void bash_command_end(struct bytes *out)
{
	bytes_add_text(out, "\t\t;;\n");
}

static void bash_end(struct bytes *out)
{
	bytes_add_text(out, "\tesac\n"
	                    "\tcase $command/$word in\n"
	                    "\t*/-*) _breakeven_offer \"$word\" \"${options[@]}\" ;;\n"
	                    "\thelp/*) _breakeven_offer \"$word\" \"${commands[@]}\" ;;\n"
	                    "\tcompletion/*) _breakeven_offer \"$word\" bash zsh fish ;;\n"
	                    "\t*)\n"
	                    "\t\t[ -n \"$command\" ] || _breakeven_offer \"$word\" \"${commands[@]}\"\n"
	                    "\t\t_breakeven_files -f -X '!*.ini' -- \"$word\"\n"
	                    "\t\t_breakeven_files -d -- \"$word\"\n"
	                    "\t\t;;\n"
	                    "\tesac\n"
	                    "}\n"
	                    "complete -F _breakeven breakeven\n");
}

/* --- zsh --- */

/* Text for [ ] of _arguments within '…'. */
static void zsh_text(struct bytes *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			bytes_add_char(out, '\\');
		if (*text == '\'')
			bytes_add_text(out, "'\\''");
		else
			bytes_add_char(out, *text);
	}
}

static void zsh_begin(struct bytes *out, const struct command_table *table)
{
	bytes_add_text(out, "#compdef breakeven\n"
			    "# zsh completion of breakeven; made by `breakeven completion zsh`.\n"
			    "_breakeven_profiles() { _files -g '*.ini' }\n"
			    "_breakeven_inputs() {\n"
			    "\tlocal -a inputs\n"
			    "\tinputs=(${(f)\"$(breakeven completion inputs -- "
			    "${(Q)${words[2,CURRENT-1]}/#\\~\\//$HOME/} 2>/dev/null)\"})\n"
			    "\tcompadd -S '' -a inputs\n"
			    "}\n"
			    "_breakeven_commands() {\n"
			    "\tlocal -a commands=(\n");
	for (size_t i = 0; i < table->count; i++) {
		bytes_add_format(out, "\t\t'%s:", table->at[i]->name);
		zsh_text(out, _(table->at[i]->summary));
		bytes_add_text(out, "'\n");
	}
	bytes_add_text(out, "\t)\n"
	                    "\t_describe command commands\n"
	                    "}\n"
	                    "_breakeven() {\n"
	                    "\tlocal command=${${words[2,CURRENT-1]}[(r)[a-z]*]}\n"
	                    "\tcase $command in\n");
}

static void zsh_command(struct bytes *out, const struct command *command)
{
	bytes_add_format(out, "\t%s)\n\t\t_arguments -s \\\n", command->bare ? "*" : command->name);
	if (command->bare)
		bytes_add_text(out, "\t\t\t'1: :_breakeven_commands' '*: :_breakeven_profiles'");
	else if (command->about_command)
		bytes_add_text(out, "\t\t\t'1: :' '2: :_breakeven_commands'");
	else if (command->offers)
		bytes_add_format(out, "\t\t\t'1: :' '2:shell:(%s)'", command->offers);
	else
		bytes_add_format(out, "\t\t\t'1: :' '*: :%s'", takes_profiles(command) ? "_breakeven_profiles" : "");
}

static void zsh_option(struct bytes *out, const struct command *command, const struct option_row *row)
{
	struct bytes words = {0}, help = {0};
	(void)command;
	add_words(&words, row);
	option_print_help(row, &help);
	bytes_add_format(out, " \\\n\t\t\t'%s--%s%s[", row->kind == OPTION_TEXTS ? "*" : "", row->name,
			 row->kind == OPTION_FLAG ? "" : "=");
	zsh_text(out, bytes_text(&help));
	bytes_add_char(out, ']');
	if (row->completion == COMPLETE_FILE)
		bytes_add_text(out, ":file:_files");
	else if (row->completion == COMPLETE_KEY)
		bytes_add_text(out, ":input:_breakeven_inputs");
	else if (row->kind != OPTION_FLAG)
		bytes_add_format(out, ":value:(%s)", bytes_text(&words));
	bytes_add_char(out, '\'');
	out->failed |= words.failed || help.failed;
	bytes_release(&words);
	bytes_release(&help);
}

static void zsh_command_end(struct bytes *out)
{
	bytes_add_text(out, "\n\t\t;;\n");
}

static void zsh_end(struct bytes *out)
{
	bytes_add_text(out, "\tesac\n"
	                    "}\n"
	                    "if [ \"$funcstack[1]\" = _breakeven ]; then\n"
	                    "\t_breakeven \"$@\"\n"
	                    "else\n"
	                    "\tcompdef _breakeven breakeven\n"
	                    "fi\n");
}

/* --- fish --- */

static const char fish_quote[] = "\\'";

static void fish_begin(struct bytes *out, const struct command_table *table)
{
	(void)table; /* commands are offered one by one */
	bytes_add_text(out, "# fish completion of breakeven; made by `breakeven completion fish`.\n"
	                    "complete -c breakeven -f\n"
	                    "complete -c breakeven -a '(__fish_complete_suffix .ini)'\n"
	                    "function __breakeven_inputs\n"
	                    "\tbreakeven completion inputs -- (commandline -opc)[2..-1] 2>/dev/null\n"
	                    "end\n");
}

static void fish_command(struct bytes *out, const struct command *command)
{
	if (command->bare)
		return;
	bytes_add_format(out, "complete -c breakeven -n __fish_use_subcommand -a %s -d '", command->name);
	add_quoted(out, _(command->summary), fish_quote);
	bytes_add_text(out, "'\n");
	if (command->offers)
		bytes_add_format(out, "complete -c breakeven -n '__fish_seen_subcommand_from %s' -a '%s'\n",
				 command->name, command->offers);
}

static void fish_option(struct bytes *out, const struct command *command, const struct option_row *row)
{
	struct bytes words = {0}, help = {0};
	add_words(&words, row);
	option_print_help(row, &help);
	if (command->bare)
		bytes_add_text(out, "complete -c breakeven -n __fish_use_subcommand");
	else
		bytes_add_format(out, "complete -c breakeven -n '__fish_seen_subcommand_from %s'", command->name);
	bytes_add_format(out, " -l %s", row->name);
	if (row->letter)
		bytes_add_format(out, " -s %c", row->letter);
	if (row->completion == COMPLETE_FILE)
		bytes_add_text(out, " -r -F");
	else if (row->completion == COMPLETE_KEY)
		bytes_add_text(out, " -x -a '(__breakeven_inputs)'");
	else if (row->kind != OPTION_FLAG)
		bytes_add_format(out, " -x -a '%s'", bytes_text(&words));
	bytes_add_text(out, " -d '");
	add_quoted(out, bytes_text(&help), fish_quote);
	bytes_add_text(out, "'\n");
	out->failed |= words.failed || help.failed;
	bytes_release(&words);
	bytes_release(&help);
}

static void fish_command_end(struct bytes *out)
{
	(void)out;
}

static const struct shell shells[] = {
	{"bash", bash_begin, bash_command, bash_option, bash_command_end, bash_end},
	{"zsh", zsh_begin, zsh_command, zsh_option, zsh_command_end, zsh_end},
	{"fish", fish_begin, fish_command, fish_option, fish_command_end, fish_command_end},
};

/* --- */

struct walk {
	struct bytes *out;
	const struct shell *shell;
	const struct command *command;
};

static void visit_option(void *context, const struct option_row *row)
{
	const struct walk *walk = context;
	walk->shell->option(walk->out, walk->command, row);
}

static void print_command(struct bytes *out, const struct shell *shell, const struct command *command)
{
	struct option_set sets[COMMAND_SETS];
	struct walk walk = {.out = out, .shell = shell, .command = command};
	command_sets(command, NULL, NULL, sets);
	shell->command(out, command);
	option_walk(sets, COMMAND_SETS, visit_option, &walk);
	shell->command_end(out);
}

static void print_script(struct bytes *out, const struct shell *shell, const struct command_table *table)
{
	shell->begin(out, table);
	for (size_t i = 0; i < table->count; i++)
		print_command(out, shell, table->at[i]);
	print_command(out, shell, table->bare); /* last: what fits any other word */
	shell->end(out);
}

/* The plan that a word names: a file, or one that ships; NULL: none. A pipe is not read: it could be once. */
static struct plan *plan_of(const char *word)
{
	struct stat status;
	bool there = stat(word, &status) == 0;
	char *shipped = there ? NULL : shipped_path(word);
	struct diags ignored = {0};
	struct plan *plan = NULL;
	if ((shipped || (there && S_ISREG(status.st_mode))) &&
	    plan_read(shipped ? shipped : word, &ignored, &plan) != 0)
		plan = NULL;
	diags_release(&ignored);
	free(shipped);
	return plan;
}

/* The inputs that any plan has, each with its `=`. */
static void print_common_inputs(struct bytes *out)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t f = 0; f < count; f++) {
		for (int kind = 0; kind < SECTION_KINDS; kind++) {
			const struct section_type *type = section_type((enum section_kind)kind);
			if ((fields[f].sections & (1u << kind)) && !type->has_id && fields[f].form == KEY_PLAIN)
				bytes_add_format(out, "%s.%s=\n", type->name, fields[f].key);
		}
	}
}

/* The inputs of the first plan among the words behind "inputs", each with its `=`. */
static enum outcome_code print_inputs(struct context *context)
{
	struct plan *plan = NULL;
	for (size_t i = 1; i < context->operands.count && !plan; i++)
		plan = plan_of(context->operands.at[i]);
	for (size_t i = 0; plan && i < plan->input_count; i++)
		bytes_add_format(&context->verbatim, "%s=\n", plan->inputs[i].name);
	if (!plan)
		print_common_inputs(&context->verbatim);
	plan_free(plan);
	return DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	const char *name = context->operands.at[0];
	struct nearest nearest = nearest_to(name);
	(void)own;
	if (strcmp(name, "inputs") == 0)
		return print_inputs(context);
	if (context->operands.count > 1)
		return usage_error(context, NULL, _("'%s' takes %s: too many are given"), context->command->name,
				   context->command->operands);
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(shells[i].name, name) == 0) {
			print_script(&context->verbatim, &shells[i], context->commands);
			return DONE;
		}
		nearest_offer(&nearest, shells[i].name);
	}
	if (nearest.best)
		return usage_error(context, NULL, _("'%s' is not one of bash, zsh, fish; did you mean '%s'?"), name,
				   nearest.best);
	return usage_error(context, NULL, _("'%s' is not one of bash, zsh, fish"), name);
}

const struct command command_completion = {
	.name = "completion",
	.operands = "SHELL",
	.offers = "bash zsh fish",
	.summary = N_("what bash, zsh or fish offer while you type"),
	.help = N_("Prints a script that completes commands, options, profiles, figures and, behind --set, the inputs of the profile."),
	.example = "breakeven completion bash > ~/.local/share/bash-completion/completions/breakeven\n"
		   "breakeven completion zsh > \"${fpath[1]}/_breakeven\"\n"
		   "breakeven completion fish > ~/.config/fish/completions/breakeven.fish",
	.least = 1,
	.most = ANY_NUMBER,
	.run = run,
};
