/*
 * An open plan: its file's text, the changes since, and the figures. The plan is always valid: an edit that would make
 * it invalid is refused and changes nothing. What is being typed is a draft beside the plan, with its own figures,
 * until it is kept or dropped.
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

/* A plan with its figures and warnings. */
struct version {
	struct plan *plan; /* NULL: none */
	struct evaluation evaluation;
	struct diags warnings;
};

struct open_plan {
	char *path;                    /* where it is saved; of a stream: where it came from */
	char *real;                    /* the real path when opened or saved, or a stream's digest: names its copies */
	bool stream;                   /* standard input or a pipe: it has no file yet, and cannot be read again */
	bool read_only;                /* shipped, a stream, or not writable: saving asks for a name */
	struct version now;            /* as edited so far */
	struct version typed;          /* with what is being typed; its plan is NULL while nothing is */
	struct bytes saved;            /* the text in its file */
	struct source base;            /* the same, scanned: what `*` marks compare with */
	struct file_identity identity; /* of the file when last read or written */
	struct history history;
	unsigned long revision;        /* counts the changes of `now` and `typed` */
};

/* A change of a plan's text. */
enum edit_kind { EDIT_SET, EDIT_REMOVE, EDIT_DUPLICATE, EDIT_ASSIGN, EDIT_REPLACE_ALL };

struct edit {
	enum edit_kind kind;
	const char *section;
	const char *key;   /* EDIT_REMOVE: NULL removes the section */
	const char *value; /* EDIT_SET; EDIT_DUPLICATE: the new section's name; EDIT_ASSIGN: "section.key=value";
	                      EDIT_REPLACE_ALL: the whole text */
};

/*
 * wait: called while a pipe has no data; may be NULL. 0, or -1 with errors in diags; *open is written on success only.
 */
int open_plan_read(const char *path, bool read_only, const struct file_wait *wait, struct diags *diags,
                   struct open_plan *open);
void open_plan_release(struct open_plan *open);

/* What is shown: the draft, if there is one. */
const struct plan *open_plan_shown(const struct open_plan *open);
const struct evaluation *open_plan_figures(const struct open_plan *open);
const struct diags *open_plan_warnings(const struct open_plan *open);

/* Makes a draft: the plan with these edits. 0; or -1 with errors in diags, and no draft. */
int open_plan_type(struct open_plan *open, const struct edit *edits, size_t count, struct diags *diags);
void open_plan_drop(struct open_plan *open);

/*
 * Makes the draft the plan; `what` describes the change for people. 0, or -1 when out of memory, and the draft stays.
 */
int open_plan_keep(struct open_plan *open, const char *what, struct diags *diags);

/* Both at once. On failure nothing changes. */
int open_plan_change(struct open_plan *open, const struct edit *edits, size_t count, const char *what,
                     struct diags *diags);

/* Undoes or redoes a change. Returns its description; NULL if there is none or when out of memory. */
const char *open_plan_undo(struct open_plan *open);
const char *open_plan_redo(struct open_plan *open);

/* True if the plan differs from its file. */
bool open_plan_is_changed(const struct open_plan *open);

/* True if the value of a key differs from the file's. */
bool open_plan_differs(const struct open_plan *open, const char *section, const char *key);

/* True if the file at its path is not the one that was read or written. */
bool open_plan_changed_outside(const struct open_plan *open);

/*
 * Writes the plan to its own path, even if it is read_only or was changed outside: the caller checks that. 0, or -1
 * with an error in diags.
 */
int open_plan_save(struct open_plan *open, struct diags *diags);

/* Writes it under another name, which becomes its path. An existing file is replaced only with FILE_OVERWRITE. */
int open_plan_save_as(struct open_plan *open, const char *path, enum file_overwrite overwrite, struct diags *diags);

/* Takes over the file's current content, as an edit that can be undone. An error for a stream. */
int open_plan_reload(struct open_plan *open, struct diags *diags);

/* The last part of its path, for titles; of a stream all of it. */
const char *open_plan_name(const struct open_plan *open);

#endif
