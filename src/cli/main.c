/* From a command line to an exit code. */
#include "cli/main.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/draws.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/shipped.h"
#include "cli/show.h"
#include "document/writer.h"

static void print_diags(const struct diags *diags, bool quiet)
{
	struct bytes text = {0};
	struct diags told = {0};
	diags_copy(&told, diags, 0, quiet ? SEVERITY_ERROR : SEVERITY_NOTE, SEVERITY_ERROR);
	diags_sort(&told);
	diags_print(&told, &text);
	if (text.size > 0)
		fwrite(text.at, 1, text.size, stderr);
	diags_release(&told);
	bytes_release(&text);
}

static enum outcome_code open_scenarios(struct context *context)
{
	size_t profiles = context->operands.count - (size_t)context->command->other_operands;
	switch (scenarios_open(context->operands.at, profiles, context->shipped, context->options, &context->diags,
	                       &context->scenarios)) {
	case SCENARIOS_UNREADABLE:
		return INPUT_OUTPUT;
	case SCENARIOS_WRONG:
		return scenario_failure(context);
	case SCENARIOS_OPEN:
		break;
	}
	struct stamp *stamp = &context->document.stamp;
	stamp->profile = scenarios_inputs(context->scenarios);
	stamp->profile_count = scenarios_profiles(context->scenarios);
	stamp->scenarios = scenarios_file(context->scenarios);
	context->document.of_scenarios = stamp->scenarios != NULL;
	context->document.has_currency = !context->command->moneyless;
	stamp->set = context->options->set.at;
	stamp->set_count = context->options->set.count;
	stamp->drawn = (context->command->takes & TAKES_DRAWS) != 0;
	stamp->seed = (uint64_t)context->options->seed;
	stamp->trials = (uint64_t)context->options->trials;
	if (context->command->slow && scenarios_check(context->scenarios, draws_threads(context), &context->diags) != 0)
		return scenario_failure(context);
	return DONE;
}

/* A command line with neither a command nor profiles is about the shipped tiers. */
static enum outcome_code add_shipped_tiers(struct context *context)
{
	static const char *const tiers[] = {"mvp", "scale-up", "enterprise"};
	enum { TIERS = sizeof tiers / sizeof *tiers };
	context->operands.at = calloc(TIERS, sizeof *context->operands.at);
	if (!context->operands.at)
		return no_memory(context);
	for (size_t i = 0; i < TIERS; i++)
		context->operands.at[context->operands.count++] = tiers[i];
	context->shipped = true;
	return DONE;
}

static enum outcome_code check_operands(struct context *context)
{
	const struct command *command = context->command;
	size_t count = context->operands.count;
	if (count >= (size_t)command->least && count <= (size_t)command->most)
		return DONE;
	if (command->most == 0)
		return usage_error(context, NULL, _("'%s' takes no operands, but was given '%s'"), command->name,
		                   context->operands.at[0]);
	if (count < (size_t)command->least)
		return usage_error(context, NULL, _("'%s' takes %s, and was given too few"), command->name,
				   command->operands);
	return usage_error(context, NULL, _("'%s' takes %s, and was given too many"), command->name, command->operands);
}

/* Runs a command whose options are read, and writes its output. */
static enum outcome_code run(struct context *context, const void *own)
{
	const struct writer *writer = &writer_text;
	if (context->command->takes & TAKES_OUTPUT) {
		writer = output_writer(context->options, &context->diags);
		if (!writer)
			return USAGE;
		enum outcome_code checked = output_check(context->options, writer, &context->diags);
		if (checked != DONE)
			return checked;
		output_wait(context);
	}
	document_init(&context->document, context->command->name, writer, output_style(context->options, writer));
	if (context->command->takes & TAKES_PROFILES) {
		enum outcome_code opened = open_scenarios(context);
		if (opened != DONE)
			return opened;
	}
	enum outcome_code code = context->command->run(context, own);
	interrupts_wait(false);
	if (interrupted() && (code == DONE || code == ANSWER_NO || code == INTERRUPTED))
		code = output_interrupted(context, code);
	bool says = code == DONE || code == ANSWER_NO || code == INTERRUPTED;
	/*
	 * An output that ran out of memory must be reported as incomplete. A requested file is written even if empty.
	 */
	bool anything = context->verbatim.size > 0 || context->document.block_count > 0 ||
			context->document.column_count > 0 || context->verbatim.failed || context->document.failed ||
			((context->command->takes & TAKES_OUTPUT) && output_to_file(context->options));
	if (says && anything && !context->output.dropped && output_write(context) != 0 &&
	    !context->output.file.reader_left)
		return INPUT_OUTPUT;
	return code;
}

/* A command line without a command: the version, the screen, or the output of report. */
static enum outcome_code show(struct context *context, const struct show_options *own)
{
	if (own->version) {
		bytes_add_format(&context->verbatim, "%s\n", stamp_program());
		return output_write(context) == 0 ? DONE : INPUT_OUTPUT;
	}
	if (context->operands.count == 0 && add_shipped_tiers(context) != DONE)
		return INPUT_OUTPUT;
	return show_wants_screen(context, own) ? show_screen(context, own) : run(context, own);
}

static enum outcome_code print_help(struct context *context)
{
	const struct writer *writer = output_writer(context->options, &context->diags);
	if (!writer)
		return USAGE;
	document_init(&context->document, "help", writer, output_style(context->options, writer));
	help_say(&context->document, context->commands, context->command->bare ? NULL : context->command);
	return output_write(context) == 0 ? DONE : INPUT_OUTPUT;
}

/* For use before there is a command with diagnostics. */
static enum outcome_code complain_memory(void)
{
	print_diags(&(struct diags){.out_of_memory = true}, false);
	return INPUT_OUTPUT;
}

static enum outcome_code parse_and_run(struct context *context, char *const *argument, size_t count)
{
	const struct command *command = context->command;
	struct options options = {0};
	void *own = calloc(1, command->options_size + 1);
	if (!own)
		return complain_memory();
	struct option_set sets[COMMAND_SETS];
	command_sets(command, own, &options, sets);
	// cppcheck-suppress autoVariables // the context is done with when this returns
	context->options = &options;
	enum outcome_code code = USAGE;
	int parsed = option_parse(argument, count, sets, COMMAND_SETS, &context->diags, &context->operands);
	if (parsed == 0 && options.help) {
		code = print_help(context);
	} else if (parsed == 0) {
		code = check_operands(context);
		if (code == DONE)
			code = command->bare ? show(context, own) : run(context, own);
	}
	if (code == INPUT_OUTPUT && context->output.file.reader_left)
		code = DONE; /* the reader closed the pipe: nothing has failed */
	if (context->diags.out_of_memory)
		code = INPUT_OUTPUT;
	print_diags(&context->diags, options.quiet);
	if (code == USAGE && !command->bare && parsed != 0)
		fprintf(stderr, _("'breakeven help %s' says what it takes"), command->name), fputc('\n', stderr);
	output_release(context);
	scenarios_close(context->scenarios);
	catalogue_release(&context->prices.catalogue);
	bytes_release(&context->prices.path);
	document_release(&context->document);
	bytes_release(&context->verbatim);
	diags_release(&context->diags);
	option_release(sets, COMMAND_SETS, &context->operands);
	free(own);
	return code;
}

/*
 * The index in the command line of the command's name: first, or after options without arguments. The count if there is
 * none. *lost is set if memory ran out.
 */
static size_t find_command(char *const *argument, size_t count, const struct command **command, bool *lost)
{
	struct options options = {0};
	struct show_options show = {0};
	const struct command any = {.options = command_table.bare->options, .takes = ~0u};
	struct option_set sets[COMMAND_SETS];
	struct diags ignored = {0};
	struct texts operands = {0};
	size_t at = count;
	command_sets(&any, &show, &options, sets);
	option_parse(argument, count, sets, COMMAND_SETS, &ignored, &operands);
	*lost = ignored.out_of_memory;
	*command = operands.count > 0 ? command_find(&command_table, operands.at[0]) : NULL;
	for (size_t i = 0; i < count && *command; i++) {
		if (argument[i] == operands.at[0])
			at = i;
	}
	option_release(sets, COMMAND_SETS, &operands);
	diags_release(&ignored);
	return at;
}

/* Whether a word is neither a command nor a profile, and does not look like a path. */
static bool is_unknown_command(const char *word)
{
	char *shipped = shipped_path(word);
	bool known = shipped != NULL;
	free(shipped);
	struct stat status; /* without opening it: a pipe can be read only once */
	return !known && stat(word, &status) != 0 && !strpbrk(word, "./");
}

static int complain_command(const char *word)
{
	struct diags diags = {0};
	struct nearest nearest = nearest_to(word);
	command_offer_names(&command_table, &nearest);
	size_t name_count = 0;
	char **names = shipped_names(&name_count);
	for (size_t i = 0; i < name_count; i++)
		nearest_offer(&nearest, names[i]);
	diags_add(&diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, NULL,
	          nearest.best ? _("there is no command or profile '%s'; did you mean '%s'?")
	                       : _("there is no command or profile '%s'; 'breakeven help' lists the commands"),
	          word, nearest.best);
	print_diags(&diags, false);
	diags_release(&diags);
	shipped_free(names, name_count);
	return USAGE;
}

int command_main(int argument_count, char **argument, screen_opener *screen)
{
	struct context context = {.command = command_table.bare, .commands = &command_table, .screen = screen};
	size_t count = argument_count > 1 ? (size_t)argument_count - 1 : 0;
	char **words = calloc(count + 1, sizeof *words);
	const struct command *command = NULL;

	interrupts_catch();
	signal(SIGPIPE,
	       SIG_IGN); /* a closed pipe is noticed when writing, so that files are closed properly */
	if (!words)
		return complain_memory();
	for (size_t i = 0; i < count; i++)
		words[i] = argument[i + 1];
	bool lost;
	size_t at = find_command(words, count, &command, &lost);
	int code;
	if (command) {
		context.command = command;
		memmove(words + at, words + at + 1, (count - at - 1) * sizeof *words);
		count--;
	}
	if (lost) {
		code = (int)complain_memory();
	} else if (!command && count > 0 && words[0][0] != '-' && is_unknown_command(words[0])) {
		code = complain_command(words[0]);
	} else {
		code = (int)parse_and_run(&context, words, count);
	}
	free(words);
	return code == INTERRUPTED && interrupted() ? 128 + interrupted() : code;
}
