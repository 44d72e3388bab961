/* The table of commands. */
#include "cli/commands.h"

#define ENTRY(name) &command_##name,
static const struct command *const commands[] = {COMMANDS(ENTRY)};

const struct command_table command_table = {
	.at = commands, .count = sizeof commands / sizeof *commands, .bare = &command_show};
