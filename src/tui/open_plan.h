/*
 * A plan that is open: what its file says, what was changed since, and the figures of both.
 *
 * The plan is always a valid one: an edit that cannot stand is refused and leaves everything as it was. What is being typed is a
 * draft beside it, with figures of its own, until it is kept or dropped.
 */
#ifndef TUI_OPEN_PLAN_H
#define TUI_OPEN_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/file.h"
#include "model/figure.h"
#include "plan/plan.h"
#include "tui/history.h"

/* A plan with what follows from it. */
struct version {
	struct plan *plan; /* NULL: none */
	struct evaluation evaluation;
	struct diags warnings;
};

struct open_plan {
	char *path;                    /* where it is saved, or (stream) what it came through */
	char *real;                    /* the file behind it, as found when it was opened or saved: its recovery copies go by that */
	bool stream;                   /* standard input, a pipe: there is no file of it yet, and it cannot be read again */
	bool read_only;                /* shipped, a stream, or not to be written: saving asks for a name */
	struct version now;            /* as edited so far */
	struct version typed;          /* with what is being typed; its plan is NULL while nothing is */
	struct bytes saved;            /* the text as its file has it */
	struct source base;            /* the same, scanned: what `*` marks compare with */
	struct file_identity identity; /* of the file when read or written */
	struct history history;
	unsigned long revision;        /* counts the changes of `now` and of `typed` */
};

/* What is to be done to a plan's text. */
enum edit_kind { EDIT_SET, EDIT_REMOVE, EDIT_DUPLICATE, EDIT_ASSIGN, EDIT_REPLACE_ALL };

struct edit {
	enum edit_kind kind;
	const char *section;
	const char *key;   /* EDIT_REMOVE: NULL removes the section */
	const char *value; /* EDIT_SET; EDIT_DUPLICATE: the new section's name; EDIT_ASSIGN: "section.key=value" (the rest is NULL);
	                      EDIT_REPLACE_ALL: the whole text */
};

/* wait: asked while a pipe gives nothing; may be NULL. 0, or -1 with errors in diags; *open is written on success only. */
int open_plan_read(const char *path, bool read_only, const struct file_wait *wait, struct diags *diags, struct open_plan *open);
void open_plan_release(struct open_plan *open);

/* What is to be shown: the draft while there is one. */
const struct plan *open_plan_shown(const struct open_plan *open);
const struct evaluation *open_plan_figures(const struct open_plan *open);
const struct diags *open_plan_warnings(const struct open_plan *open);

/* Works out what the plan is with these edits. 0; -1 with errors in diags, and no draft. */
int open_plan_type(struct open_plan *open, const struct edit *edits, size_t count, struct diags *diags);
void open_plan_drop(struct open_plan *open);

/* The draft becomes the plan; `what` says for people what was done. 0, or -1 when out of memory, the draft kept. */
int open_plan_keep(struct open_plan *open, const char *what, struct diags *diags);

/* Both at once. On failure everything is as it was. */
int open_plan_change(struct open_plan *open, const struct edit *edits, size_t count, const char *what, struct diags *diags);

/* What was taken back or made again, for people; NULL when there is nothing (or no memory). */
const char *open_plan_undo(struct open_plan *open);
const char *open_plan_redo(struct open_plan *open);

/* True when the file does not have what is here. */
bool open_plan_is_changed(const struct open_plan *open);

/* True when the value of a key is not what the file has. */
bool open_plan_differs(const struct open_plan *open, const char *section, const char *key);

/* True when another file stands at its path than was read or written. */
bool open_plan_changed_outside(const struct open_plan *open);

/* Writes it to its own path. 0, or -1 with an error in diags. Whether it may be is the caller's to ask first. */
int open_plan_save(struct open_plan *open, struct diags *diags);

/* Writes it under another name, which becomes its path. An existing file is replaced only with FILE_OVERWRITE. */
int open_plan_save_as(struct open_plan *open, const char *path, enum file_overwrite overwrite, struct diags *diags);

/* Takes the file as it is now, as an edit that can be undone. An error for a stream. */
int open_plan_reload(struct open_plan *open, struct diags *diags);

/* The last part of its path, for titles; of a stream all of it. */
const char *open_plan_name(const struct open_plan *open);

#endif
