/*
 * Scripts: keys from a file, for tests and demonstrations. A line is one step:
 *
 *   # anything            a comment; blank lines are skipped
 *   down                  a key by name (key.h), or one character
 *   "2.5"                 text typed key by key; \" \\ and \xHH (any byte)
 *   paste "two words"     text that is pasted
 *   :save-display FILE    a command, typed after `:` and entered
 *   display FILE          the screen is written there, even while something is typed
 *   resize 80x24          the terminal gets another size
 *   click 10 5            a click on column 10, line 5, counted from 0; `wheel-up 10 5`, `wheel-down 10 5`
 *   idle                  a pause without input
 *   kill                  the program is killed (as by SIGTERM)
 *   expect "text"         fails unless the screen shows it; `reject "text"` fails when it does
 */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include <stddef.h>

#include "tui/key.h"

struct diags;

enum step_kind { STEP_EVENT, STEP_TYPE, STEP_COMMAND, STEP_EXPECT, STEP_REJECT, STEP_DISPLAY };

struct step {
	enum step_kind kind;
	struct event event; /* STEP_EVENT */
	char *text;         /* typed, pasted, the command, what is expected, a file; NULL: none */
	int line;
};

struct script {
	char *name; /* of its file */
	struct step *step;
	size_t count, capacity;
};

/* Reads a script; all problems go to diags. 0, or -1 and *script untouched. */
int script_read(const char *path, struct diags *diags, struct script *script);
int script_read_text(const char *name, const char *text, size_t size, struct diags *diags, struct script *script);
void script_release(struct script *script);

#endif
