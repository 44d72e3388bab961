/*
 * The ONE table of actions: what can be done on the screen, by which key and which `:command`.
 *
 * Dispatch, footer, help page, completion and docs/screen.md come from it. A new action is one row here and one function.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;
struct session;

/* Where a key means something: bits. */
enum context {
	CONTEXT_MATRIX = 1 << 0,  /* Overview of several profiles */
	CONTEXT_OPTIONS = 1 << 1, /* the options of one */
	CONTEXT_INPUTS = 1 << 2,
	CONTEXT_CASH = 1 << 3,
	CONTEXT_EDIT = 1 << 4,    /* while a value is typed */
	CONTEXT_PROMPT = 1 << 5,  /* while a line is typed at the bottom */
	CONTEXT_HELP = 1 << 6,
	CONTEXT_PLAN = CONTEXT_OPTIONS | CONTEXT_INPUTS | CONTEXT_CASH,
	CONTEXT_BROWSE = CONTEXT_MATRIX | CONTEXT_PLAN
};

/* What a command takes behind its name. */
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
	const char *help;              /* N_(): one sentence for the help page; NULL: with the row above it */
	const char *words;             /* ARGUMENT_WORD: apart by blanks */
	unsigned contexts;             /* where its keys mean it; its command works wherever one can be given */
	enum argument argument;
	int value;                     /* for functions that serve several rows */
	bool optional;                 /* the argument may be left out */
	void (*run)(struct session *session, const struct action *action, const char *text); /* text: "" when none was given */
};

const struct action *action_table(size_t *count);

/* Where the session's keys go now. */
unsigned action_context(const struct session *session);

/* The action of a key in a context; NULL: none. */
const struct action *action_for_key(unsigned context, uint32_t key);

/* The action called name, else the first one whose name begins so; NULL: none. */
const struct action *action_find(const char *name);

/* The keys of an action for people, apart by blanks. */
void action_print_keys(const struct action *action, struct bytes *out);

/* The whole table as Markdown: the manual's. */
void action_print_table(struct bytes *out);

/* "section.key=value": what stands behind the command's name; "" for none. */
const char *action_argument_name(const struct action *action);

#endif
