/*
 * A view is a record: its name, the way to it, and its responses to moves, Enter and clicks. To add one: a file with
 * its record, its id in enum view_id and its declaration here, and a row in view_table.c. Tabs, keys, commands, help
 * and manual follow from the record.
 */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer/format.h"
#include "tui/action.h"
#include "tui/cells.h"

struct session;

/* Those with a tab come first, in the order of the tabs. */
enum view_id {
	VIEW_OVERVIEW,
	VIEW_INPUTS,
	VIEW_CASH,
	VIEW_TABS,
	VIEW_MATRIX = VIEW_TABS, /* all open plans side by side */
	VIEW_HELP,
	VIEW_COUNT
};

/* Functions that are NULL do nothing, except `back`; a view without view_target() needs no `click`. */
struct view {
	const char *label;   /* N_(), on its tab; NULL: it has none */
	enum view_id tab;    /* the tab it belongs to: its own, or another view's; VIEW_COUNT: none */
	struct action go;    /* the action that shows it: made with VIEW_GO; {0}: no key or command */
	bool all_plans;      /* shows all open plans: the header names none */
	size_t state_size;   /* of its cursor and scroll, zeroed at first: view_state() */
	bool state_per_plan; /* one state per open plan, instead of one */

	enum context context;                                           /* the keys it takes */
	enum context (*context_now)(const struct session *session);     /* instead, if it has several parts */
	void (*open)(struct session *session);                          /* it is about to replace another view */
	void (*draw)(struct session *session, const struct pane *pane); /* between the header and the bottom lines */
	void (*move)(struct session *session, int rows);                /* below 0: up; may be far beyond the end */
	void (*sideways)(struct session *session, int columns);         /* -1 left, 1 right */
	void (*enter)(struct session *session);
	void (*back)(struct session *session);                          /* NULL: shows the Overview */
	void (*next_pane)(struct session *session);
	/* A click on a view_target(). Returns the key it stands for, or PRESS_NONE. */
	uint32_t (*click)(struct session *session, int part, size_t index);
	/* Prints the description of the cursor's row, for the line above the footer. */
	void (*status)(const struct session *session, struct bytes *out);
};

extern const struct view view_overview, view_inputs, view_cash, view_matrix, view_help;

/* All views, by their ids. */
extern const struct view *const view_table[VIEW_COUNT];

/* The action that shows a view by a key or a command. */
#define VIEW_GO(id, name, letter, text) \
	{.command = (name), .key = {letter}, .contexts = CONTEXT_BROWSE, .help = (text), .value = (id), .run = view_go}
void view_go(struct session *session, const struct action *action, const char *text); /* value: enum view_id */

/* The state of a view; if it has one per plan, the current plan's. */
void *view_state(const struct session *session, enum view_id id);

/* Notes that a click there has an effect: the view's `click` is called with part and index. */
void view_target(struct session *session, const struct pane *pane, int x, int y, int width, int part, size_t index);

/* How numbers are shown for a plan. */
struct notation view_notation(const struct session *session, const struct plan *plan);

/* Shows the option `by` places further: the response to left and right in a view about one option. */
void view_next_option(struct session *session, int by);

/* The cursor's index after moving by some places among `count`. */
size_t view_moved(size_t at, int by, size_t count);

#endif
