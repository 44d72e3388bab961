/* Loads the price catalogue: the user's file (--prices FILE, or that of the configuration), then the shipped one. */
#ifndef CLI_PRICES_H
#define CLI_PRICES_H

#include "cli/context.h"

/*
 * Reads the catalogue into the context, once per command. file: of --prices; NULL if not given. Notes the user's file
 * in the stamp. DONE, or the exit code, with errors in diags.
 */
enum outcome_code prices_load(struct context *context, const char *file);

/* Warns if the installation has no shipped file: check then compares only with the user's prices. */
void prices_warn(struct context *context);

/* The row of --prices in a table of options. offset: as in struct option_row. */
#define PRICES_OPTION(member)                                                                                          \
	{.name = "prices", .kind = OPTION_TEXT, .argument = "FILE", .completion = COMPLETE_FILE, .offset = member,     \
	 .help = N_("your own list prices; default: breakeven/prices.csv in $XDG_CONFIG_HOME or ~/.config")}

#endif
