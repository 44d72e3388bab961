/*
 * Every change made to a text, so that each can be taken back and made again, without end.
 *
 * A change is the bytes that it took away and those that it put there, so that a long session costs little and undoing gives back
 * the very same bytes.
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

/* Zero-initialised ({0}) is empty and ready. */
struct history {
	struct change *at;
	size_t count, capacity;
	size_t position; /* how many of them the text has; the others have been undone */
};

void history_release(struct history *history);

/* Records that `before` became `after`; what was undone can no longer be made again. 0, or -1 when out of memory. */
int history_record(struct history *history, const struct bytes *before, const struct bytes *after, const char *what);

/* Sets *text to what it was before the last change (or with it again). The change, borrowed; NULL when there is none (or no memory). */
const struct change *history_undo(struct history *history, struct bytes *text);
const struct change *history_redo(struct history *history, struct bytes *text);

#endif
