/*
 * The commands: a table, one file a command.
 *
 * To add one: write src/cli/cmd_NAME.c with a `const struct command command_NAME`, declare it below and name it in the table of
 * command.c. Help, completions, the manual and "did you mean" come from the table. A command reads its scenarios from the context,
 * fills in the context's document, and returns how it went; it prints nothing and exits never.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "answer/format.h"
#include "base/bytes.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"
#include "cli/option.h"
#include "cli/options.h"
#include "cli/scenario.h"
#include "document/document.h"

/* How a command ended; what the program exits with. */
enum outcome_code {
	DONE = 0,
	ANSWER_NO = 1,    /* a condition of check --require does not hold */
	USAGE = 2,        /* of the command line, or an invalid profile */
	INPUT_OUTPUT = 3, /* something could not be read or written; no memory */
	INTERRUPTED = 130 /* what was done so far goes to standard output, never to a file; the program exits with 128 + the signal's number */
};

enum { ANY_NUMBER = 1000000 }; /* of operands */

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

struct context;

struct command {
	const char *name;         /* "report" */
	const char *operands;     /* "PROFILE...", for help; "" for none */
	const char *summary;      /* N_(): one phrase */
	const char *help;         /* N_(): what there is to know; NULL: nothing more */
	const char *example;      /* command lines, a line each; NULL: none */
	int least, most;          /* operands */
	unsigned takes;           /* shared options, TAKES_…; with TAKES_PROFILES its operands are read as profiles */
	const struct option_row *options; /* its own, offsets in a struct of options_size; NULL: none */
	size_t options_size;
	int other_operands;       /* how many operands, the last ones, are no profiles (the FIGURE of why) */
	bool moneyless;           /* its rows hold no money: no column `currency` */
	bool slow;                /* answering takes longer than reading: every scenario is read once before the first is answered */
	enum outcome_code (*run)(struct context *context, const void *own); /* own: its options_size bytes */
};

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
	screen_opener *screen;         /* command_show alone */
	const struct options *options;
	struct texts operands;         /* all of them; profiles and what follows them */
	bool shipped;                  /* no profile was named: operands are the shipped tiers */
	struct scenarios *scenarios;   /* next_scenario(); NULL for commands that read no profiles */
	struct document document;      /* written when run returns DONE, ANSWER_NO or INTERRUPTED */
	struct output output;          /* rows of the document that were written before */
	struct bytes verbatim;         /* instead of a document: bytes to be written as they are, where any were added */
	bool overflow_told;            /* a plan's figures overflow, and diags say so */
	struct diags diags;            /* printed on stderr when run returns; errors, but warnings and notes too (unless -q) */
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

/* Whether numbers are to keep to ASCII: --ascii, or text for a terminal that knows no UTF-8. */
bool ascii_wanted(const struct options *options, const struct writer *writer);

/* False where --option names other options than this one of the scenario's plan. */
bool option_wanted(const struct context *context, const struct plan *plan, size_t option);

/* How numbers look for this plan, by --ascii and the locale. */
struct notation notation_of(const struct context *context, const struct plan *plan);

/* The commands, in the order of help, and one by name (NULL: none). */
const struct command *const *command_table(size_t *count);
const struct command *command_find(const char *name);

struct nearest;

/* Offers the name of every command. */
void command_offer_names(struct nearest *nearest);

/*
 * The whole program but for the locale: what it returns is the exit code. screen is called where a command line without a command is
 * meant for a person at a terminal; NULL: there is no screen, what `report` says is printed.
 */
int command_main(int argument_count, char **argument, screen_opener *screen);

extern const struct command command_report, command_cashflow, command_check, command_init, command_keys, command_completion,
	command_help, command_risk, command_drivers;
extern const struct command command_compare, command_solve, command_sweep, command_crossover, command_path, command_controls;

/* What runs when no command is named. Not in the table. */
extern const struct command command_show;

#endif
