/* Inside cli/: which options a command has. */
#ifndef CLI_MAIN_H
#define CLI_MAIN_H

#include "cli/command.h"

enum { COMMAND_SETS = 2 };

/* The command's own options, then the shared ones it takes. The structs to fill may be NULL when nothing is parsed. */
void command_sets(const struct command *command, void *own, struct options *shared, struct option_set sets[COMMAND_SETS]);

/* What `help` says of all commands, or of one. */
void help_print_all(struct bytes *out);
void help_print_command(const struct command *command, struct bytes *out);

#endif
