/*
 * A command is a row: its name, what it takes, and the function that runs it. To add one: write src/cli/cmd_NAME.c with
 * a `const struct command command_NAME`, and name it in commands.h. Help, completions, the manual and "did you mean"
 * come from the table.
 *
 * A command reads its scenarios from the context, fills in the context's document, and returns its outcome; it never
 * prints or exits.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/option.h"
#include "cli/options.h"

/* How a command ended: the program's exit code. */
enum outcome_code {
	DONE = 0,
	ANSWER_NO = 1,    /* a condition of check --require does not hold */
	USAGE = 2,        /* an error in the command line, or an invalid profile */
	INPUT_OUTPUT = 3, /* something could not be read or written; or out of memory */
	INTERRUPTED = 130 /* results so far go to standard output, never to a file; main exits with 128 + the signal */
};

enum { ANY_NUMBER = 1000000 }; /* of operands */

struct context;

struct command {
	const char *name;         /* "report" */
	const char *operands;     /* "PROFILE...", for help; "" for none */
	const char *summary;      /* N_(): one phrase */
	const char *help;         /* N_(): details; NULL: none */
	const char *example;      /* command lines, a line each; NULL: none */
	int least, most;          /* operands */
	unsigned takes;           /* shared options, TAKES_…; with TAKES_PROFILES its operands are read as profiles */
	const struct option_row *options; /* its own, offsets in a struct of options_size; NULL: none */
	size_t options_size;
	int other_operands;       /* how many of the last operands are not profiles */
	bool moneyless;           /* its rows hold no money: no column `currency` */
	const char *offers;       /* words, separated by blanks, that a shell completes its operand with; NULL: none */
	bool about_command;       /* its operand is the name of a command */
	bool bare;                /* allowed without naming a command */
	bool slow;                /* every scenario is read and checked before the first is answered */
	enum outcome_code (*run)(struct context *context, const void *own); /* own: its options_size bytes */
};

/* The commands, in the order of help. */
struct command_table {
	const struct command *const *at;
	size_t count;
	const struct command *bare; /* the one that runs if none is named; not in the list */
};

/* The command with this name; NULL: none. */
const struct command *command_find(const struct command_table *table, const char *name);

struct nearest;

/* Offers the name of every command. */
void command_offer_names(const struct command_table *table, struct nearest *nearest);

enum { COMMAND_SETS = 2 };

/* The command's own options, then the shared ones it takes. The structs to fill may be NULL if nothing is parsed. */
void command_sets(const struct command *command, void *own, struct options *shared,
		  struct option_set sets[COMMAND_SETS]);

#endif
