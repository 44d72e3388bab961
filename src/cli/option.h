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
	OPTION_TEXTS, /* struct texts: may be repeated */
	OPTION_WORD,  /* int: index in words */
	OPTION_WHOLE, /* int64_t, low to high */
	OPTION_NUMBER /* double, low to high, in the grammar of profiles: 2M, 30%, 1_000 */
};

/* The values of an option that may be repeated, in order. The texts are borrowed from the command line. */
struct texts {
	const char **at;
	size_t count, capacity;
};

/* What a shell completes it with. */
enum completion { COMPLETE_NOTHING, COMPLETE_FILE, COMPLETE_FORMAT, COMPLETE_KEY, COMPLETE_FIGURE };

/* Which commands take a row of the shared table: bits. */
enum {
	TAKES_ANY = 0,           /* every command */
	TAKES_OUTPUT = 1 << 0,   /* it has output: -f, -o, ... */
	TAKES_PROFILES = 1 << 1, /* it reads profiles: --set, --scenarios */
	TAKES_OPTIONS = 1 << 2,  /* it answers per option: --option */
	TAKES_DRAWS = 1 << 3     /* it draws trials: --seed, --trials, ... */
};

struct option_row {
	const char *name;         /* "format", given as --format; a table ends with a row whose name is NULL */
	char letter;              /* 'f', or 0 */
	enum option_kind kind;
	const char *argument;     /* "FILE", for help; NULL for flags and words */
	const char *const *words; /* OPTION_WORD: NULL-ended */
	double low, high;         /* numbers: both ends are included */
	const char *fallback;     /* the default, as a user would write it; NULL: 0, NULL, none, the first word */
	unsigned takes;           /* shared rows: which commands have it */
	enum completion completion;
	size_t offset;            /* in the struct */
	const char *help;         /* N_(): one phrase; for COMPLETE_FORMAT, with %s for the formats */
};

/* The rows that apply to a command line, and the structs that they fill. */
struct option_set {
	const struct option_row *rows; /* ended by a row without a name; NULL: none */
	void *values;
	unsigned takes;                /* rows with bits outside this set are left out; ~0u: none are */
};

/*
 * Parses a command line (argument[0] is its first word, not the program): fills the structs with defaults, then with
 * what is given, and collects the operands in *operands, in order. Options may appear anywhere: `--name=value`, `--name
 * value`, `-xvalue`, `-x value`, `-xy` for flags. A name may be abbreviated while it is unambiguous. Everything after
 * `--` is an operand, and so is `-`. All errors go to diags at once. 0, or -1. Call option_release in either case.
 */
int option_parse(char *const *argument, size_t count, const struct option_set *sets, size_t set_count,
		 struct diags *diags, struct texts *operands);
void option_release(const struct option_set *sets, size_t set_count, struct texts *operands);

/* Appends the help text of a row; for a format, with the names of all formats. */
void option_print_help(const struct option_row *row, struct bytes *out);

/* Calls visit for every row of the sets. */
void option_walk(const struct option_set *sets, size_t set_count,
                 void (*visit)(void *context, const struct option_row *row), void *context);

#endif
