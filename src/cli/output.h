/* Where output goes: standard output, or a file that is written whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/context.h"

struct writer;

/* The writer for -f and -o; NULL with an error in diags. */
const struct writer *output_writer(const struct options *options, struct diags *diags);

/* Whether -o names a file. */
bool output_to_file(const struct options *options);

/* Whether the output is shown on a terminal. */
bool output_on_terminal(const struct options *options);

/* The output's style, by the options, the locale and where it goes. */
struct style output_style(const struct options *options, const struct writer *writer);

/* Refuses what would fail at the end: an existing file for -o, --stamp without a CSV file. DONE, or the exit code. */
enum outcome_code output_check(const struct options *options, const struct writer *writer, struct diags *diags);

/*
 * output_write writes the context's verbatim bytes, or else its document, and the stamp. output_drain, before that,
 * writes the document's rows so far: after it only a lack of memory or disk space may fail. 0, or -1 with an error in
 * diags.
 */
int output_drain(struct context *context);
int output_write(struct context *context);

/* From here on a signal that ends the program at once says what it leaves of the output. */
void output_wait(struct context *context);

/*
 * After an interrupt. output_end_early says how much is done, once, where any is and it goes to no file;
 * output_interrupted, when a command returned `code`, that nothing is written, or all of it, where that is so. Both
 * return INTERRUPTED.
 */
enum outcome_code output_end_early(struct context *context, const char *file, size_t done, const char *format, ...)
	PRINTF_LIKE(4, 5);
enum outcome_code output_interrupted(struct context *context, enum outcome_code code);

/* Writes a profile's bytes as they are, comments and all: to `to`; NULL: STEM.ini. DONE, or INPUT_OUTPUT. */
enum outcome_code output_copy(struct context *context, const char *from, const char *to, const char *stem, bool force);

/* Discards an incomplete output; a file stays as it was. */
void output_release(struct context *context);

#endif
