/* What runs when no command is named: the screen, or what report prints. */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/report.h"
#include "cli/show.h"

static const struct option_row rows[] = {
	WIDE_ROW(struct show_options, wide),
	{.name = "script", .kind = OPTION_TEXT, .argument = "FILE", .completion = COMPLETE_FILE,
	 .offset = offsetof(struct show_options, script), .help = N_("the screen: play the keys in FILE first")},
	{.name = "no-mouse", .kind = OPTION_FLAG, .offset = offsetof(struct show_options, no_mouse),
	 .help = N_("the screen: leave the mouse to the terminal")},
	{.name = "version", .kind = OPTION_FLAG, .offset = offsetof(struct show_options, version),
	 .help = N_("print the program's version")},
	{.name = NULL},
};

static enum outcome_code run(struct context *context, const void *own)
{
	const struct show_options *options = own;
	return command_report.run(context, &(struct report_options){.wide = options->wide});
}

const struct command command_show = {
	.name = "report",
	.operands = "[PROFILE...]",
	.summary = N_("the screen; without profiles, the shipped tiers. When output is not a terminal: what report prints"),
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.bare = true,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct show_options),
	.run = run,
};
