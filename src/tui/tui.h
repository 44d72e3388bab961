/*
 * The screen: opens profiles and the terminal (or none, for a script), and runs until the user quits.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/file.h"

struct diags;

struct tui_options {
	const char *const *path; /* of the profiles; at least one */
	size_t count;
	const bool *shipped;     /* for each: it ships with the program, and saving asks for another name */
	const char *script;      /* played first (tui/script.h); NULL: none */
	struct file_wait wait;   /* for profiles that come through a pipe, before there is a screen */
	bool ascii;              /* nothing beyond ASCII; a locale that is not UTF-8 implies it */
	bool no_mouse;
	bool no_colour;          /* NO_COLOR, or --color never */
};

/*
 * Runs the screen on the terminal at standard output. If there is none, a script is played on a screen in memory (100 ×
 * 30 unless it says `resize`); without a script that is an error. Returns the exit code: 0 the user quit; 1 an `expect`
 * or `reject` of the script failed; 2 a profile or the script is invalid; 3 the terminal cannot be used; 128 + the
 * signal that ended it. diags has the errors, and a note on unsaved changes that were kept.
 */
int tui_run(const struct tui_options *options, struct diags *diags);

#endif
