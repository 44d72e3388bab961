/* The table of commands, and what all of them need. */
#include "cli/command.h"

#include <stdarg.h>
#include <string.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "decide/overflow.h"
#include "document/writer.h"

static const struct command *const commands[] = {
	&command_report, &command_cashflow, &command_check, &command_compare, &command_risk, &command_drivers,
	&command_solve, &command_sweep, &command_crossover, &command_path, &command_controls, &command_init,
	&command_keys, &command_completion, &command_help,
};

const struct command *const *command_table(size_t *count)
{
	*count = sizeof commands / sizeof *commands;
	return commands;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	}
	return NULL;
}

void command_offer_names(struct nearest *nearest)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		nearest_offer(nearest, commands[i]->name);
}

enum outcome_code usage_error(struct context *context, const char *key, const char *format, ...)
{
	struct bytes message = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	if (message.failed)
		context->diags.out_of_memory = true;
	else
		diags_add(&context->diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, key, "%s", bytes_text(&message));
	bytes_release(&message);
	return USAGE;
}

enum outcome_code no_memory(struct context *context)
{
	context->diags.out_of_memory = true;
	return INPUT_OUTPUT;
}

/* Once for all scenarios. 0, or -1 when out of memory. */
static int warn_of_overflow(struct context *context, const struct plan *plan)
{
	struct evaluation evaluation;
	if (context->overflow_told)
		return 0;
	if (evaluation_new(plan, &evaluation) != 0)
		return -1;
	context->overflow_told = evaluation_overflows(&evaluation);
	int result = overflow_warn(plan, &evaluation, &context->diags);
	evaluation_release(&evaluation);
	return result;
}

int next_scenario(struct context *context, struct scenario *scenario)
{
	int next = scenario_next(context->scenarios, &context->diags, scenario);
	if (next > 0) {
		context->document.scenario = scenario->row;
		if (warn_of_overflow(context, scenario->plan) != 0) {
			context->diags.out_of_memory = true;
			return -1;
		}
	}
	return next;
}

enum outcome_code scenario_failure(const struct context *context)
{
	return context->diags.out_of_memory ? INPUT_OUTPUT : USAGE;
}

bool option_wanted(const struct context *context, const struct plan *plan, size_t option)
{
	const struct texts *wanted = &context->options->option;
	for (size_t i = 0; i < wanted->count; i++) {
		if (strcmp(wanted->at[i], plan_option(plan, option)->section.id) == 0)
			return true;
	}
	return wanted->count == 0;
}

struct notation notation_of(const struct context *context, const struct plan *plan)
{
	return (struct notation){
		.currency = plan->currency[0],
		.ascii = ascii_wanted(context->options, context->document.writer),
	};
}
