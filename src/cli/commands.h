/* The commands there are. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command command_report, command_cashflow, command_check, command_compare, command_risk, command_drivers,
	command_solve, command_sweep, command_crossover, command_path, command_controls, command_init, command_keys,
	command_completion, command_help;

/* What runs when no command is named. */
extern const struct command command_show;

extern const struct command_table command_table;

#endif
