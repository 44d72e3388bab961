/* Inside cli/: a command line without a command, for a person at a terminal. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/context.h"

struct show_options {
	bool wide;
	const char *script; /* NULL: none */
	bool no_mouse;
	bool version;
};

/* Whether the screen is meant: there is a terminal (or a script), and no option that only a report has. */
bool show_wants_screen(const struct context *context, const struct show_options *own);

/* Opens the screen on the operands. */
enum outcome_code show_screen(struct context *context, const struct show_options *own);

#endif
