/* The table of commands. */
#include "cli/commands.h"

static const struct command *const commands[] = {
	&command_report, &command_cashflow, &command_check, &command_compare, &command_risk, &command_drivers,
	&command_solve, &command_sweep, &command_crossover, &command_path, &command_controls, &command_init,
	&command_keys, &command_completion, &command_help,
};

const struct command_table command_table = {
	.at = commands, .count = sizeof commands / sizeof *commands, .bare = &command_show};
