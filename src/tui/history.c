/* The changes made to a text. */
#include "tui/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"

static void change_release(struct change *change)
{
	free(change->removed);
	free(change->added);
	free(change->what);
}

static void forget_from(struct history *history, size_t position)
{
	for (size_t i = position; i < history->count; i++)
		change_release(&history->at[i]);
	history->count = position;
}

void history_release(struct history *history)
{
	forget_from(history, 0);
	free(history->at);
	*history = (struct history){0};
}

/* A copy of size bytes; NULL only when out of memory, not for 0 bytes. */
static char *copy(const char *from, size_t size)
{
	char *to = malloc(size + 1);
	if (to != NULL && size > 0)
		memcpy(to, from, size);
	return to;
}

/* The difference between two texts, as one replaced piece. */
static struct change change_between(const struct bytes *before, const struct bytes *after, const char *what)
{
	size_t shorter = before->size < after->size ? before->size : after->size, begin = 0, end = 0;
	while (begin < shorter && before->at[begin] == after->at[begin])
		begin++;
	while (end < shorter - begin && before->at[before->size - 1 - end] == after->at[after->size - 1 - end])
		end++;
	struct change change = {
		.offset = begin, .removed_size = before->size - begin - end, .added_size = after->size - begin - end};
	change.removed = copy(bytes_text(before) + begin, change.removed_size);
	change.added = copy(bytes_text(after) + begin, change.added_size);
	change.what = strdup(what);
	return change;
}

int history_record(struct history *history, const struct bytes *before, const struct bytes *after, const char *what)
{
	struct change change = change_between(before, after, what);
	if (change.removed == NULL || change.added == NULL || change.what == NULL || 
	    !GROW(history->at, history->capacity, history->position + 1)) {
		change_release(&change);
		return -1;
	}
	forget_from(history, history->position);
	history->at[history->count++] = change;
	history->position++;
	return 0;
}

const struct change *history_undo(struct history *history, struct bytes *text)
{
	if (history->position == 0)
		return NULL;
	const struct change *change = &history->at[history->position - 1];
	bytes_splice(text, change->offset, change->added_size, change->removed, change->removed_size);
	if (text->failed)
		return NULL;
	history->position--;
	return change;
}

const struct change *history_redo(struct history *history, struct bytes *text)
{
	if (history->position == history->count)
		return NULL;
	const struct change *change = &history->at[history->position];
	bytes_splice(text, change->offset, change->removed_size, change->added, change->added_size);
	if (text->failed)
		return NULL;
	history->position++;
	return change;
}
