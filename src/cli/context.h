/*
 * What a command works with, and what all commands need of it.
 */
#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "answer/subject.h"
#include "base/bytes.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/scenario.h"
#include "document/document.h"
#include "model/figure.h"

/* What the screen is to open. */
struct screen_request {
	const char *const *path; /* of the profiles; at least one */
	size_t count;
	const bool *shipped;     /* for each, that it came with the program */
	const char *script;      /* keys to play; NULL: none */
	struct file_wait wait;   /* for profiles that come through a pipe */
	bool ascii, no_mouse, no_color;
};

/* Opens the screen; returns the exit code. */
typedef int screen_opener(const struct screen_request *request, struct diags *diags);

/* What cli/output.c has written so far. */
struct output {
	bool open;
	bool dropped;         /* an interrupt came before the file was whole */
	struct file_output file;
	struct digest digest; /* where a stamp is asked for */
	struct bytes data, safe; /* their memory is used again */
};

/* What a command works with. Plain data: read it, fill in the document. */
struct context {
	const struct command *command;
	const struct command_table *commands;
	screen_opener *screen;         /* command_show alone */
	const struct options *options;
	struct texts operands;         /* all of them; profiles and what follows them */
	bool shipped;                  /* no profile was named: operands are the shipped tiers */
	struct scenarios *scenarios;   /* next_scenario(); NULL for commands that read no profiles */
	struct document document;      /* written when run returns DONE, ANSWER_NO or INTERRUPTED */
	struct output output;          /* rows of the document that were written before */
	struct bytes verbatim;         /* written as they are, instead of the document, where there are any */
	bool overflow_told;            /* a plan's figures overflow, and diags say so */
	struct diags diags;            /* printed on standard error when run returns; with -q the errors alone */
};

/*
 * An error about the command line ("breakeven: error: --over: …"); returns USAGE. key may be NULL.
 */
enum outcome_code usage_error(struct context *context, const char *key, const char *format, ...) PRINTF_LIKE(3, 4);

/* Out of memory, as an error; returns INPUT_OUTPUT. */
enum outcome_code no_memory(struct context *context);

/* The next of the context's scenarios, whose rows follow. As scenario_next. */
int next_scenario(struct context *context, struct scenario *scenario);

/* What is to be returned when next_scenario was -1. */
enum outcome_code scenario_failure(const struct context *context);

/*
 * What an answer about a scenario is about: the options that --option names (all, where it names none), numbers by
 * --ascii and the locale. 0, or -1 when out of memory. What the scenario lends it lives as long as that;
 * subject_free_options frees the rest.
 */
int subject_of(const struct context *context, const struct scenario *scenario, struct subject *subject);
void subject_free_options(struct subject *subject);

/* The figures called for by --figure: whether each is. None called for: all. 0, or -1 with an error said. */
int figures_wanted(struct context *context, const struct texts *ids, bool wanted[FIGURE_COUNT]);

#endif
