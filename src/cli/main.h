/* Inside cli/: which options a command has. */
#ifndef CLI_MAIN_H
#define CLI_MAIN_H

#include "cli/command.h"

enum { COMMAND_SETS = 2 };

/* The command's own options, then the shared ones it takes. The structs to fill may be NULL when nothing is parsed. */
void command_sets(const struct command *command, void *own, struct options *shared, struct option_set sets[COMMAND_SETS]);

/* What `help` says of a command, or (NULL) of all. */
void help_say(struct document *document, const struct command *command);

#endif
