/*
 * The session: what is open, which view shows it, what is being typed, what is reported or asked at the bottom. It
 * knows no terminal and takes no events: dispatch.h does, actions change it, screen.h draws it.
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
#include "tui/view.h"

/* What keys do. */
enum mode {
	MODE_BROWSE,
	MODE_EDIT,     /* type a value in its row */
	MODE_PROMPT,   /* type a line at the bottom: a command, a search, a name */
	MODE_QUESTION, /* answer a question */
	MODE_HELP      /* browse the help page, over the view */
};

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
	char *original;        /* the text that editing began with */
	bool one_option;       /* for the chosen option only; else for all */
	bool empty;            /* nothing is typed: the value returns to its default */
	bool ok;               /* the text is a valid value */
	struct bytes echo;     /* how it was understood, or what is wrong */
	bool drawn;            /* its row is on the screen; else it is typed at the bottom */
	int column;            /* where the error is, from 1; 0: no single place */
};

/* Where a click has an effect. */
enum target_kind {
	TARGET_VIEW, /* the view's `click` is called */
	TARGET_TAB,  /* the key of the tab's view is pressed */
	TARGET_KEY   /* the key is pressed, even while something is typed or asked */
};
struct target {
	int x, y, width;
	enum target_kind kind;
	int part;     /* TARGET_VIEW: a part of the view */
	size_t index; /* TARGET_VIEW: the row, the option, …; else the key */
};

#define SESSION_MOST_TARGETS 512

/* Earlier commands, which the prompt can recall. */
struct recall {
	char **line;
	size_t count, capacity;
	size_t at; /* the one shown; count: none */
};

struct search {
	char *text; /* what `n` looks for; NULL: nothing yet */
	char *from; /* the row at which the search began */
};

/* The recovery copy of a sheet's plan. */
struct kept {
	struct recovery_copy copy;
	unsigned long revision; /* of the plan in the copy; 0: none */
};

struct session {
	const struct view *const *views;                /* [VIEW_COUNT] */
	const struct action *(*action_at)(size_t index); /* the table of actions */

	struct sheet **sheet;
	struct kept *kept;       /* for each sheet */
	size_t count, sheet_capacity, kept_capacity;
	size_t current;          /* the sheet that is shown */
	enum view_id view;
	void *state[VIEW_COUNT]; /* of the views: view_state() */
	enum mode mode;
	int width, height;       /* of the screen */
	int page;                /* rows of the view's list on the screen: PgDn moves by one less */

	struct editor editor;
	struct value_edit edit;
	const struct prompt *prompt;
	const struct question *question;
	struct bytes question_text;
	struct bytes completions; /* shown above the prompt */
	struct recall recall;
	struct search search;
	struct recovery recovery; /* offered at the start, for the sheet `recovering` */
	size_t recovering;
	char *pending;            /* the path, or the section, that a question or a prompt is about */

	struct bytes message;
	bool message_is_error;
	struct target target[SESSION_MOST_TARGETS]; /* on the screen as last drawn */
	size_t target_count;
	const struct view *target_view; /* that they were drawn for */

	enum chart_marks marks;
	bool ascii;
	enum theme theme;
	bool redraw;         /* the terminal's content is unknown: redraw all of it */
	bool suspend;        /* stop the program, as ^Z does */
	bool quit;           /* leave */
	bool ended;          /* by a signal, or by the end of the input */
	int signal;          /* that ended it; 0: none */
	bool keep_failed;    /* a recovery copy could not be written, which was reported */
	struct file_wait wait;           /* called while a plan being opened comes through a pipe */
	bool (*has_more)(void *context); /* called in pauses: true if there is input again; NULL: never */
	void *has_more_context;
};

struct session_options {
	const char *const *path;
	size_t count;
	const bool *shipped;   /* for each: it ships with the program and is never written to; NULL: none */
	struct file_wait wait; /* for plans that come through a pipe */
};

/*
 * Opens the profiles; nothing is shown yet. The caller passes views and actions (dispatch_open), since they use the
 * session. 0, or -1 with errors in diags.
 */
int session_new(const struct session_options *options, const struct view *const *views,
                const struct action *(*action_at)(size_t index), struct diags *diags, struct session **session);
void session_free(struct session *session);

struct sheet *session_sheet(const struct session *session);

/* Shows a view; calls its `open` unless it is shown already. VIEW_HELP covers the view; session_browse() removes it. */
void session_show(struct session *session, enum view_id id);

/* The view that is drawn and takes the keys: help while it is shown. */
const struct view *session_view(const struct session *session);

/* Notes where a click has an effect. */
void session_target(struct session *session, const struct target *target);

/* Shows an option of the current plan. */
void session_set_option(struct session *session, size_t option);

/* Opens another plan and shows it, or shows it if it is open already. 0, or -1 with errors in diags. */
int session_open(struct session *session, const char *path, bool read_only, struct diags *diags);

/* Shows a message at the bottom until the next key. */
void session_say(struct session *session, const char *format, ...) PRINTF_LIKE(2, 3);
void session_complain(struct session *session, const char *format, ...) PRINTF_LIKE(2, 3);
void session_hush(struct session *session); /* removes the message */

#define session_say(...) (NUMBERED_ARGUMENTS session_say(__VA_ARGS__))
#define session_complain(...) (NUMBERED_ARGUMENTS session_complain(__VA_ARGS__))

/* Shows the first error of diags and how many more there are; releases them. */
void session_complain_of(struct session *session, struct diags *diags);

/* Asks for a line, or for a choice; session_browse returns to browsing. */
void session_prompt(struct session *session, const struct prompt *prompt, const char *text);
void session_ask(struct session *session, const struct question *question, const char *format, ...) PRINTF_LIKE(3, 4);
void session_browse(struct session *session);
#define session_ask(...) (NUMBERED_ARGUMENTS session_ask(__VA_ARGS__))

/*
 * Keeps copies of unsaved changes, if there are new ones. 0, or -1 with an error in diags for each plan of which none
 * could be kept.
 */
int session_keep(struct session *session, struct diags *diags);
int session_keep_sheet(struct session *session, size_t index, struct diags *diags);
void session_keep_quietly(struct session *session); /* when nothing can be reported */

/* Removes the copy of a sheet's plan: it was saved, or its changes discarded. */
void session_forget_sheet(struct session *session, size_t index);

/* Removes all copies. */
void session_forget(struct session *session);

#endif
