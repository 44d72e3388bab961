/* init: a shipped profile as a file of one's own, to start from. */
#include <stdlib.h>

#include "base/intl.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/shipped.h"

static const char first_tier[] = "mvp";

struct init_options {
	const char *output;
	bool force;
};

static enum outcome_code run(struct context *context, const void *own)
{
	const struct init_options *options = own;
	const char *given = context->operands.count > 0 ? context->operands.at[0] : first_tier;
	char *name = shipped_stem(given), *path = name ? shipped_path(name) : NULL;
	enum outcome_code code = USAGE;
	if (!name)
		code = no_memory(context);
	else if (!path)
		shipped_complain(given, &context->diags);
	else
		code = output_copy(context, path, options->output, name, options->force);
	free(name);
	free(path);
	return code;
}

static const struct option_row rows[] = {
	{.name = "output", .letter = 'o', .kind = OPTION_TEXT, .argument = "FILE", .completion = COMPLETE_FILE,
	 .offset = offsetof(struct init_options, output), .help = N_("instead of TIER.ini; - is standard output")},
	{.name = "force", .kind = OPTION_FLAG, .offset = offsetof(struct init_options, force),
	 .help = N_("replace a file that is there")},
	{.name = NULL},
};

const struct command command_init = {
	.name = "init",
	.operands = "[TIER]",
	.summary = N_("a shipped profile to start from"),
	.help = N_("Writes a shipped profile (mvp, if none is named) as TIER.ini into the current directory, comments "
	           "and all. An unknown name lists the profiles there are."),
	.example = "breakeven init\nbreakeven init enterprise -o plan.ini",
	.most = 1,
	.options = rows,
	.options_size = sizeof(struct init_options),
	.run = run,
};
