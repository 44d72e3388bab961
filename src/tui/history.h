/*
 * The changes made to a text, for undo and redo without limit. A change holds the bytes that it removed and those that
 * it added, so a long session takes little memory, and undoing restores the same bytes.
 */
#ifndef TUI_HISTORY_H
#define TUI_HISTORY_H

#include <stddef.h>

struct bytes;

struct change {
	size_t offset;
	char *removed, *added;
	size_t removed_size, added_size;
	char *what; /* for people: "team.ops.fte = 2" */
};

/* Zero-initialised ({0}), it is empty and ready. */
struct history {
	struct change *at;
	size_t count, capacity;
	size_t position; /* how many are in effect; the rest have been undone */
};

void history_release(struct history *history);

/* Records that `before` became `after`; changes that were undone are forgotten. 0, or -1 when out of memory. */
int history_record(struct history *history, const struct bytes *before, const struct bytes *after, const char *what);

/*
 * Undoes the last change in *text, or redoes the next. Returns the change, borrowed; NULL if there is none or when out
 * of memory.
 */
const struct change *history_undo(struct history *history, struct bytes *text);
const struct change *history_redo(struct history *history, struct bytes *text);

#endif
