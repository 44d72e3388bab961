/* The context of a command, and functions that all commands need. */
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
#include "plan/catalogue.h"

/* What the screen should open. */
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

/* What a signal leaves that ends the program at once. */
enum output_left { LEFT_NOTHING, LEFT_PART, LEFT_KINDS };

/* What cli/output.c has written so far. */
struct output {
	bool open;
	bool partial;         /* an interrupt came, and it is said how much is done */
	bool dropped;         /* an interrupt came, and nothing is written */
	struct bytes word[LEFT_KINDS]; /* what the signal says */
	struct file_output file;
	struct digest digest; /* if a stamp is asked for */
	struct bytes data, safe; /* buffers, reused */
};

/* The list prices, and the user's own file of them, if any. */
struct prices {
	struct catalogue catalogue;
	bool none_shipped; /* the installation has no prices.csv */
	struct bytes path; /* of the user's file */
	char digest[DIGEST_TEXT_SIZE];
	struct stamp_input input;
};

/* The context of a command. Plain data: read it, fill in the document. */
struct context {
	const struct command *command;
	const struct command_table *commands;
	screen_opener *screen;         /* for command_show only */
	const struct options *options;
	struct texts operands;         /* all of them; profiles and those after them */
	bool shipped;                  /* no profile was named: the operands are the shipped tiers */
	struct prices prices;          /* prices_load() */
	struct scenarios *scenarios;   /* next_scenario(); NULL for commands that read no profiles */
	struct document document;      /* written when run returns DONE, ANSWER_NO or INTERRUPTED */
	struct output output;          /* for the rows that were written already */
	struct bytes verbatim;         /* written unchanged instead of the document, unless empty */
	bool overflow_told;            /* an overflow of a plan's figures was reported in diags */
	struct diags diags;            /* printed on standard error when run returns; with -q only errors */
};

/* Adds an error about the command line ("breakeven: error: --over: …"); returns USAGE. key may be NULL. */
enum outcome_code usage_error(struct context *context, const char *key, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds the error that memory ran out; returns INPUT_OUTPUT. */
enum outcome_code no_memory(struct context *context);

/* What is to be returned when reading a scenario failed. */
enum outcome_code scenario_failure(const struct context *context);

/*
 * The subject of an answer about a scenario: the options named by --option (all if it names none), numbers by --ascii
 * and the locale. 0, or -1 when out of memory. It borrows from the scenario; subject_free_options frees the rest.
 */
int subject_of(const struct context *context, const struct scenario *scenario, struct subject *subject);
void subject_free_options(struct subject *subject);

/* The option --figure, which fills in texts. */
#define FIGURE_ROW(type, member, text) \
	{.name = "figure", .kind = OPTION_TEXTS, .argument = "FIGURE", .completion = COMPLETE_FIGURE, \
	 .offset = offsetof(type, member), .help = text}

/* The figures called for by --figure: whether each is. None called for: all. 0, or -1 with an error said. */
int figures_wanted(struct context *context, const struct texts *ids, bool wanted[FIGURE_COUNT]);

#endif
