/*
 * Options of the command line: tables of rows, each row declared once.
 *
 * Parsing, --help, "did you mean", the completions and the manual walk the same tables. An option's value goes into a
 * struct at the row's offset, as the plan's fields do.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum option_kind {
	OPTION_FLAG,  /* bool */
	OPTION_TEXT,  /* const char *; NULL when not given */
	OPTION_TEXTS, /* struct texts: may be given again */
	OPTION_WORD,  /* int: index in words */
	OPTION_WHOLE, /* int64_t, low to high */
	OPTION_NUMBER /* double, low to high, in the grammar of profiles: 2M, 30%, 1_000 */
};

/* The values of an option that may be given again, in order. The texts are the command line's own. */
struct texts {
	const char **at;
	size_t count;
};

/* What a shell offers behind it. */
enum completion { COMPLETE_NOTHING, COMPLETE_FILE, COMPLETE_FORMAT, COMPLETE_KEY, COMPLETE_FIGURE };

/* Which commands take a row of the shared table: bits. */
enum {
	TAKES_ANY = 0,           /* every command */
	TAKES_OUTPUT = 1 << 0,   /* it has something to say: -f, -o, ... */
	TAKES_PROFILES = 1 << 1, /* it reads profiles: --set, --scenarios */
	TAKES_OPTIONS = 1 << 2,  /* it answers option by option: --option */
	TAKES_DRAWS = 1 << 3     /* it draws: --seed, --trials, ... */
};

struct option_row {
	const char *name;         /* "format", given as --format; a table ends with a row whose name is NULL */
	char letter;              /* 'f', or 0 */
	enum option_kind kind;
	const char *argument;     /* "FILE", for help; NULL for flags and words */
	const char *const *words; /* OPTION_WORD: NULL-ended */
	double low, high;         /* numbers: both ends are in */
	const char *fallback;     /* the default, as it would be given; NULL: 0, NULL, none, the first word */
	unsigned takes;           /* shared rows: which commands have it */
	enum completion completion;
	size_t offset;            /* in the struct */
	const char *help;         /* N_(): one phrase; of COMPLETE_FORMAT, with %s for the formats */
};

/* The rows of a command line and the structs that they fill. */
struct option_set {
	const struct option_row *rows; /* ended by a row without a name; NULL: none */
	void *values;
	unsigned takes;                /* rows with bits that are not all among these are left out; ~0u: none is */
};

/*
 * Reads a command line (argument[0] is its first word, not the program): fills the structs with defaults, then with
 * what is given, and collects what is no option in *operands, in order. Options may stand anywhere; `--name=value`,
 * `--name value`, `-xvalue`, `-x value`, `-xy` for flags; a name may be cut as long as one row fits; behind `--` all
 * are operands, as is `-`. Any mistakes go to diags at once.
 * 0, or -1. option_release frees in either case.
 */
int option_parse(char *const *argument, size_t count, const struct option_set *sets, size_t set_count,
		 struct diags *diags, struct texts *operands);
void option_release(const struct option_set *sets, size_t set_count, struct texts *operands);

/* What help says of a row; of one for a format, with the names of all. */
void option_print_help(const struct option_row *row, struct bytes *out);

/* Calls visit for every row that the sets offer. */
void option_walk(const struct option_set *sets, size_t set_count,
                 void (*visit)(void *context, const struct option_row *row), void *context);

#endif
