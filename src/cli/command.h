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

#include "base/bytes.h"
#include "base/diag.h"
#include "cli/option.h"
#include "cli/options.h"
#include "cli/scenario.h"
#include "report/document.h"
#include "report/format.h"

/* How a command ended; what the program exits with. */
enum outcome_code {
	DONE = 0,
	ANSWER_NO = 1,    /* a condition of check --require does not hold */
	USAGE = 2,        /* of the command line, or an invalid profile */
	INPUT_OUTPUT = 3, /* something could not be read or written; no memory */
	INTERRUPTED = 130 /* what was done so far is said all the same */
};

enum { ANY_NUMBER = 1000000 };

struct context;

struct command {
	const char *name;         /* "report" */
	const char *operands;     /* "PROFILE...", for help; "" for none */
	const char *summary;      /* N_(): one phrase */
	const char *help;         /* N_(): what there is to know; NULL: nothing more */
	int least, most;          /* operands */
	unsigned takes;           /* shared options, TAKES_… */
	const struct option_row *options; /* its own, offsets in a struct of options_size; NULL: none */
	size_t options_size;
	int extra_operands;       /* how many operands at the end are no profiles (the FIGURE of why) */
	bool slow;                /* answering takes longer than reading: every scenario is read once before the first is answered */
	enum outcome_code (*run)(struct context *context, const void *own); /* own: its options_size bytes */
};

/* What a command works with. Plain data: read it, fill in the document. */
struct context {
	const struct command *command;
	const struct options *options;
	struct texts operands;         /* all of them; profiles and what follows them */
	struct scenarios *scenarios;   /* scenario_next(); NULL for commands that read no profiles */
	struct document document;      /* written when run returns DONE, ANSWER_NO or INTERRUPTED */
	struct bytes verbatim;         /* instead of a document: bytes to be written as they are, where any were added */
	struct diags diags;            /* printed on stderr when run returns; errors, but warnings and notes too (unless -q) */
};

/*
 * An error about the command line ("breakeven: error: --over: …"); returns USAGE. key may be NULL.
 */
enum outcome_code usage_error(struct context *context, const char *key, const char *format, ...) PRINTF_LIKE(3, 4);

/* Out of memory, as an error; returns INPUT_OUTPUT. */
enum outcome_code no_memory(struct context *context);

/* What scenario_next's -1 means: what is to be returned then (USAGE, or INPUT_OUTPUT when something could not be read). */
enum outcome_code scenario_failure(const struct context *context);

/* False where --option names other options than this one of the scenario's plan. */
bool option_wanted(const struct context *context, const struct plan *plan, size_t option);

/* How numbers look for this plan, by --ascii and the locale. */
struct notation notation_of(const struct context *context, const struct plan *plan);

/* The label of an option for people. */
const char *option_label(const struct plan *plan, size_t option);

/* The commands, in the order of help, and one by name (NULL: none). */
const struct command *const *command_table(size_t *count);
const struct command *command_find(const char *name);

/* The whole program but for the locale: what it returns is the exit code. */
int command_main(int argument_count, char **argument);

/* Set by SIGINT (and SIGTERM) while a slow command runs; a second one ends the program. */
bool interrupted(void);

extern const struct command command_report, command_cashflow, command_check, command_init, command_keys, command_help,
	command_completion;

#endif
