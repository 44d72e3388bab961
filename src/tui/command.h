/* The command line: `:` and what follows, completed with Tab. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "tui/action.h"

void command_prompt(struct session *session, const struct action *action, const char *text);

#endif
