/*
 * The pages of help, from the tables of commands and options.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"
#include "document/document.h"

/* The help of a command or, for NULL, of all. */
void help_say(struct document *document, const struct command_table *table, const struct command *command);

/* One page of everything: docs/commands.md. */
void help_say_all(struct document *document, const struct command_table *table);

#endif
