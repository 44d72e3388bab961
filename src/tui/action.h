/*
 * Actions: what can be done on the screen, by which key and which `:command`. There is one table of them:
 * action_table.c, with the actions that show a view taken from the views' records. Dispatch, footer, help page,
 * completion and docs/screen.md come from it. To add an action, add a row there and a function. Lookups go through the
 * session, which holds the table, so the functions that actions run can use them too.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;
struct session;

/* Where a key has a meaning: bits. */
enum context {
	CONTEXT_MATRIX = 1 << 0,  /* a table of all open plans */
	CONTEXT_OPTIONS = 1 << 1, /* the options of a plan */
	CONTEXT_INPUTS = 1 << 2,  /* its inputs */
	CONTEXT_PAGE = 1 << 3,    /* a page about one of its options, which only scrolls */
	CONTEXT_EDIT = 1 << 4,    /* while a value is typed */
	CONTEXT_PROMPT = 1 << 5,  /* while a line is typed at the bottom */
	CONTEXT_HELP = 1 << 6,
	CONTEXT_PLAN = CONTEXT_OPTIONS | CONTEXT_INPUTS | CONTEXT_PAGE,
	CONTEXT_BROWSE = CONTEXT_MATRIX | CONTEXT_PLAN
};

/* What a command takes after its name. */
enum argument {
	ARGUMENT_NONE,
	ARGUMENT_FILE,
	ARGUMENT_PROFILE,    /* a file to be read */
	ARGUMENT_ASSIGNMENT, /* section.key=value */
	ARGUMENT_INPUT,      /* section.key */
	ARGUMENT_OPTION,
	ARGUMENT_WORD,       /* one of the action's words */
	ARGUMENT_TEXT
};

#define ACTION_MOST_KEYS 4

struct action {
	const char *command;           /* "write"; NULL: only a key */
	uint32_t key[ACTION_MOST_KEYS];
	const char *footer;            /* N_(): a word or two; NULL: not in the footer */
	const char *footer_keys;       /* instead of the first key's label: ", ." */
	const char *help;              /* N_(): one sentence for the help page; NULL: covered by the row above it */
	const char *words;             /* ARGUMENT_WORD: separated by blanks */
	unsigned contexts;             /* where its keys work; its command works wherever one can be given */
	enum argument argument;
	int value;                     /* for functions that serve several rows */
	bool optional;                 /* the argument may be left out */
	/* text: the argument, "" when none was given. */
	void (*run)(struct session *session, const struct action *action, const char *text);
};

/* The row of the table at an index; NULL after the last. */
const struct action *action_table(size_t index);

/* The context to which keys now belong. */
enum context action_context(const struct session *session);

/* The action of a key in a context; NULL: none. */
const struct action *action_for_key(const struct session *session, enum context context, uint32_t key);

/* The action with this name, else the first whose name begins with it; NULL: none. */
const struct action *action_find(const struct session *session, const char *name);

/* The keys of the row at an index, then those of the rows below that have no help of their own, separated by blanks. */
void action_print_keys(const struct session *session, size_t index, struct bytes *out);

/* The command with its argument: ":write [FILE]"; nothing if there is no command. */
void action_print_command(const struct action *action, struct bytes *out);

/* The whole table as Markdown: the manual's. */
void action_print_table(const struct session *session, struct bytes *out);

/* What follows the command's name: "section.key=value"; "" for nothing. */
const char *action_argument_name(const struct action *action);

#endif
