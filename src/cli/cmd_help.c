/* help: what there is to know of all commands, or of one. */
#include "base/intl.h"
#include "base/nearest.h"
#include "cli/context.h"
#include "cli/help.h"

struct help_options {
	bool all;
};

static enum outcome_code run(struct context *context, const void *own)
{
	const struct help_options *options = own;
	const char *name = context->operands.count > 0 ? context->operands.at[0] : NULL;
	const struct command *command = name ? command_find(context->commands, name) : NULL;
	if (options->all && document_wants_blocks(&context->document)) {
		help_say_all(&context->document, context->commands);
		return DONE;
	}
	if (!name || command) {
		help_say(&context->document, context->commands, command);
		return DONE;
	}
	struct nearest nearest = nearest_to(name);
	command_offer_names(context->commands, &nearest);
	if (nearest.best)
		return usage_error(context, NULL, _("there is no command '%s'; did you mean '%s'?"), name,
				   nearest.best);
	return usage_error(context, NULL, _("there is no command '%s'"), name);
}

static const struct option_row rows[] = {
	{.name = "all", .kind = OPTION_FLAG, .offset = offsetof(struct help_options, all),
	 .help = N_("every command on one page")},
	{.name = NULL},
};

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.about_command = true,
	.summary = N_("what there is to know of all commands, or of one"),
	.most = 1,
	.takes = TAKES_OUTPUT,
	.options = rows,
	.options_size = sizeof(struct help_options),
	.run = run,
};
