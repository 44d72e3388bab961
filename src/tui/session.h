/*
 * The session: what is open, where the user is, what is being typed. Events change it; screen.c draws it.
 *
 * It knows no terminal: tests and scripts drive it the same way as keys do.
 */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/diag.h"
#include "tui/chart.h"
#include "tui/editor.h"
#include "tui/key.h"
#include "tui/recovery.h"
#include "tui/sheet.h"
#include "tui/terminal.h"

enum view_id { VIEW_OVERVIEW, VIEW_INPUTS, VIEW_CASH, VIEW_COUNT };

/* Which part of a view the keys go to. */
enum focus { FOCUS_INPUTS, FOCUS_OPTIONS };

/* What keys mean. */
enum mode {
	MODE_BROWSE,
	MODE_EDIT,     /* a value is being typed in its row */
	MODE_PROMPT,   /* a line at the bottom: a command, a search, a name */
	MODE_QUESTION, /* one of a few keys is awaited */
	MODE_HELP
};

struct session;

/* A line to be typed at the bottom. */
struct prompt {
	const char *label;                                        /* N_() */
	void (*typed)(struct session *session);                   /* after each key; NULL: nothing */
	void (*done)(struct session *session, const char *text);  /* Enter */
	void (*dropped)(struct session *session);                 /* Esc; NULL: nothing */
	void (*complete)(struct session *session);                /* Tab; NULL: nothing */
};

/* A question at the bottom; Esc leaves everything as it is. */
struct choice {
	uint32_t key;
	const char *label; /* N_(): "overwrite" */
	void (*run)(struct session *session);
};

struct question {
	struct choice choice[4]; /* ended by key 0 */
};

/* A value that is being typed. */
struct value_edit {
	char *row;             /* the name of its row */
	char *original;        /* what stood there */
	bool one_option;       /* for the chosen option alone; else for all */
	bool empty;            /* nothing is typed: the value goes back to its default */
	bool ok;               /* what is typed can stand */
	struct bytes echo;     /* what was understood, or what is wrong */
	bool drawn;            /* its row is on the screen; else it is typed at the bottom */
	int column;            /* where it is wrong, from 1; 0: no one place */
};

/* Where a click does something. */
enum target_kind { TARGET_VIEW, TARGET_OPTION, TARGET_ROW, TARGET_MATRIX, TARGET_KEY };
struct target {
	int x, y, width;
	enum target_kind kind;
	size_t index; /* of the view, the option, the row, …; TARGET_KEY: the key */
};

#define SESSION_MOST_TARGETS 512

/* What is kept of a sheet's plan for the case of a kill. */
struct kept {
	struct recovery_copy copy;
	unsigned long revision; /* that the copy has; 0: none */
};

struct session {
	struct sheet **sheet;
	size_t count;
	size_t current;          /* the sheet that is shown */
	bool matrix;             /* the Overview shows all sheets side by side */
	size_t matrix_row;       /* the row of the matrix' cursor (tui/matrix.h); its column is `current` */
	size_t matrix_first;     /* the first column shown */
	enum view_id view;
	enum focus focus;
	enum mode mode;
	int width, height;       /* of the screen */
	int page;                /* rows that the list in focus shows: what PgDn moves by */
	int help_first;

	struct editor editor;
	struct value_edit edit;
	const struct prompt *prompt;
	const struct question *question;
	struct bytes question_text;
	struct bytes completions; /* shown above the prompt */
	char **recall;            /* commands given before */
	size_t recall_count, recalled;
	char *search;             /* what `n` looks for; NULL: nothing yet */
	char *search_from;        /* the row where the search began */
	struct recovery recovery; /* offered at the start, for the sheet `recovering` */
	size_t recovering;

	struct bytes message;
	bool message_is_error;
	char *pending;            /* the path, or the section, that a question or a prompt is about */
	struct target target[SESSION_MOST_TARGETS];
	size_t target_count;

	enum chart_marks marks;
	bool ascii;
	enum theme theme;
	bool quit;           /* to be left */
	bool suspend;        /* to be stopped, as by ^Z */
	bool redraw;         /* nothing on the screen is to be relied on */
	bool ended;          /* by a signal, or because nobody can type any more */
	int signal;          /* that ended it; 0: none */
	bool (*has_more)(void *context); /* asked in pauses: true when the user goes on; NULL: never */
	void *has_more_context;
	struct file_wait wait;         /* asked while a plan that is opened comes through a pipe */
	struct kept *kept;   /* of each sheet, what a recovery copy has */
	bool keep_failed;    /* and that was said */
};

struct session_options {
	const char *const *path;
	size_t count;
	const bool *shipped; /* for each, that it is the program's own: never written to; NULL: none is */
	struct file_wait wait; /* for what comes through a pipe */
};

/* Opens the profiles. 0, or -1 with errors in diags. */
int session_new(const struct session_options *options, struct diags *diags, struct session **session);
void session_free(struct session *session);

/* Milliseconds of a pause in which to send EVENT_IDLE: there is something to be worked out better. */
int session_patience(const struct session *session);

/* Takes an event. */
void session_event(struct session *session, const struct event *event);

/* Takes a script's event, text or command; what a step only looks at is not for the session. */
struct step;
void session_step(struct session *session, const struct step *step);

struct sheet *session_sheet(const struct session *session);

/* Opens one more plan, or goes to it when it is open. 0, or -1 with errors in diags. */
int session_open(struct session *session, const char *path, bool read_only, struct diags *diags);

/* What is said at the bottom until the next key. */
void session_say(struct session *session, const char *format, ...) PRINTF_LIKE(2, 3);
void session_complain(struct session *session, const char *format, ...) PRINTF_LIKE(2, 3);

/* Says the first error of diags, and that there are more; releases them. */
void session_complain_of(struct session *session, struct diags *diags);

/* Begins to ask for a line, or for a choice. */
void session_prompt(struct session *session, const struct prompt *prompt, const char *text);
void session_ask(struct session *session, const struct question *question, const char *format, ...) PRINTF_LIKE(3, 4);
void session_browse(struct session *session);

/* True when some sheet has changes that its file has not. */
bool session_is_changed(const struct session *session);

/* Keeps copies of what is not saved, where it changed since the last one. 0, or -1 with an error in diags for each plan of which none could be kept. */
int session_keep(struct session *session, struct diags *diags);
int session_keep_sheet(struct session *session, size_t index, struct diags *diags);
void session_keep_quietly(struct session *session); /* where nothing can be said */

/* Removes the copy of a sheet's plan: it was saved, or given up. */
void session_forget_sheet(struct session *session, size_t index);

/* Removes all copies. */
void session_forget(struct session *session);

#endif
