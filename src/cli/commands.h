/* The list of commands. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/* In the order of help. */
#define COMMANDS(COMMAND) \
	COMMAND(report) \
	COMMAND(cashflow) \
	COMMAND(check) \
	COMMAND(why) \
	COMMAND(compare) \
	COMMAND(risk) \
	COMMAND(drivers) \
	COMMAND(solve) \
	COMMAND(sweep) \
	COMMAND(crossover) \
	COMMAND(path) \
	COMMAND(controls) \
	COMMAND(prices) \
	COMMAND(init) \
	COMMAND(keys) \
	COMMAND(figures) \
	COMMAND(completion) \
	COMMAND(help)

#define DECLARE_COMMAND(name) extern const struct command command_##name;
COMMANDS(DECLARE_COMMAND)
#undef DECLARE_COMMAND

/* The command that runs if none is named. */
extern const struct command command_show;

extern const struct command_table command_table;

#endif
