/*
 * The inputs of a plan as a tree that folds: topics, their sections, and the sections' inputs. Inputs that a profile
 * does not state, and texts, are hidden behind a row "… more", so the outline is as short as the profile. Rows are
 * identified by names that survive an edit: "team", "team.ops", "team.ops.fte".
 */
#ifndef TUI_OUTLINE_H
#define TUI_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/arena.h"
#include "plan/plan.h"

enum outline_kind {
	OUTLINE_TOPIC,
	OUTLINE_SECTION,
	OUTLINE_INPUT,
	OUTLINE_MORE /* the other inputs of a section: those at their defaults, and texts */
};

struct topic {
	const char *name;          /* "team" */
	const char *label;         /* N_() */
	unsigned sections;         /* 1 << section_kind for each kind in it */
	enum section_kind adds;    /* the kind that `a` adds; SECTION_KINDS: nothing */
	bool open;                 /* at first */
};

struct outline_row {
	enum outline_kind kind;
	int depth;
	bool open;                         /* of all but inputs */
	size_t inside;                     /* sections in a topic, inputs in a section, or behind "more" */
	const struct topic *topic;
	const struct section *section;     /* all but topics */
	const struct field *field;         /* inputs */
	const struct named_setting *named; /* inputs with a name of their own */
	const struct setting *setting;     /* inputs */
	const char *name;
};

/* The rows that the user opened or closed. Zero-initialised ({0}), it is empty and ready. */
struct folds {
	char **name;
	size_t count, capacity;
};

void folds_release(struct folds *folds);

/* Opens what is closed and closes what is open. 0, or -1 when out of memory. */
int folds_toggle(struct folds *folds, const char *name);

struct outline {
	struct outline_row *row;
	size_t count, capacity;
	struct arena arena; /* holds the names */
};

/*
 * The rows of a plan, which must outlive them. all: as if every row were open. 0, or -1 when out of memory and *outline
 * untouched.
 */
int outline_new(const struct plan *plan, const struct folds *folds, bool all, struct outline *outline);
void outline_release(struct outline *outline);

/* The row with this name, else the innermost one that contains it; count if there is none. */
size_t outline_find(const struct outline *outline, const char *name);

/* A row's label: the topic's, the section's own, the key in words. */
void outline_print_label(const struct outline_row *row, struct bytes *out);

/* The label of a section, or its id if it has none. */
const char *outline_section_label(const struct section *section);

/*
 * Where an input is stated in the profile, or would be: "team.ops" and "fte", or "fte.managed" for one option (option <
 * 0: for all).
 */
void outline_print_section(const struct section *section, struct bytes *out);
void outline_print_key(const struct outline_row *row, const struct plan *plan, int option, struct bytes *out);

#endif
