/*
 * Where output goes: standard output, or a file that is written whole or not at all.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/context.h"

struct writer;

/* The writer that -f and -o ask for; NULL with an error in diags. */
const struct writer *output_writer(const struct options *options, struct diags *diags);

/* Whether -o names a file. */
bool output_to_file(const struct options *options);

/* Whether what is written runs by on a terminal. */
bool output_on_terminal(const struct options *options);

/* How it is to look, by the options, the locale and where it goes. */
struct style output_style(const struct options *options, const struct writer *writer);

/*
 * Refuses what would fail at the end: an -o that is there already, a --stamp without a CSV file. DONE, or what to exit
 * with.
 */
enum outcome_code output_check(const struct options *options, const struct writer *writer, struct diags *diags);

/*
 * Writes what the context holds: its verbatim bytes, else its document, and the stamp beside it. Or the document's rows
 * that there are by now, before that: nothing may turn out wrong after this but that there is no memory, or no room. 0,
 * or -1 with an error in diags.
 */
int output_drain(struct context *context);
int output_write(struct context *context);

/*
 * After an interrupt. output_end_early says how far the command came, where what is done is said at all;
 * output_interrupted, that it is not where it was to go to a file. Both return INTERRUPTED.
 */
enum outcome_code output_end_early(struct context *context, const char *file, const char *format, ...)
	PRINTF_LIKE(3, 4);
enum outcome_code output_interrupted(struct context *context);

/* Takes back what was not written to its end; a file is then as it was. */
void output_release(struct context *context);

#endif
