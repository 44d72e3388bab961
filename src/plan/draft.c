/* A draft: a build whose changed values are read again into the same plan. */
#include "plan/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "plan/build.h"

struct draft {
	struct build build; /* its plan owns the source */
	bool sound;
	bool whole;         /* everything must be read */
	size_t *changed;    /* entries to read again; may hold one twice */
	size_t changed_count, changed_capacity;
};

struct draft *draft_new(const struct source *source, bool sound)
{
	struct draft *draft = calloc(1, sizeof(*draft));
	struct plan *plan = calloc(1, sizeof(*plan));
	if (!draft || !plan || source_copy(source, &plan->source)) {
		free(draft);
		free(plan);
		return NULL;
	}
	draft->build.plan = plan;
	draft->sound = sound;
	draft->whole = true;
	return draft;
}

void draft_free(struct draft *draft)
{
	if (!draft)
		return;
	plan_free(draft->build.plan);
	build_release(&draft->build);
	free(draft->changed);
	free(draft);
}

/* Notes an entry to read again; without memory for the note, everything is read again. */
static void note_change(struct draft *draft, size_t entry)
{
	if (!GROW(draft->changed, draft->changed_capacity, draft->changed_count + 1)) {
		draft->whole = true;
		return;
	}
	draft->changed[draft->changed_count++] = entry;
}

/* An entry before a change, and the number of entries. */
struct before {
	size_t count, entry;
	const char *value; /* kept in the source's arena; NULL: there is no such entry */
};

static struct before find_before(const struct draft *draft, const char *section, const char *key)
{
	const struct source *source = &draft->build.plan->source;
	const struct source_entry *entry = source_find(source, section, key);
	struct before before = {.count = source->entry_count};
	if (entry) {
		before.entry = (size_t)(entry - source->entry);
		before.value = entry->value;
	}
	return before;
}

/* Notes the effect of a change. If an entry was added or removed, the others have new indices. */
static void note(struct draft *draft, const struct before *before)
{
	const struct source *source = &draft->build.plan->source;
	if (!before->value || source->entry_count != before->count)
		draft->whole = true;
	else if (!draft->whole && strcmp(before->value, source->entry[before->entry].value) != 0)
		note_change(draft, before->entry);
}

int draft_set(struct draft *draft, const char *section, const char *key, const char *value, struct place place,
              struct diags *diags)
{
	struct before before = find_before(draft, section, key);
	if (source_set(&draft->build.plan->source, section, key, value, place, diags))
		return -1;
	note(draft, &before);
	return 0;
}

int draft_restore(struct draft *draft, const struct source *original, const char *section, const char *key)
{
	struct before before = find_before(draft, section, key);
	if (source_restore(&draft->build.plan->source, original, section, key))
		return -1;
	note(draft, &before);
	return 0;
}

/* Keeps the source, and forgets everything read from it. */
static void start(struct draft *draft)
{
	struct plan *plan = draft->build.plan;
	struct source source = plan->source;
	build_release(&draft->build);
	arena_release(&plan->arena);
	*plan = (struct plan){.source = source};
	memcpy(plan->digest, source.digest, sizeof(plan->digest));
	draft->build = (struct build){.plan = plan, .source = &plan->source};
}

static int read_with(struct draft *draft, struct diags *diags, void (*read)(struct draft *draft))
{
	draft->build.diags = diags;
	read(draft);
	diags->out_of_memory |= draft->build.no_memory;
	draft->changed_count = 0;
	draft->whole = diags_failed(diags);
	return draft->whole ? -1 : 0;
}

static void read_all(struct draft *draft)
{
	build_make(&draft->build);
}

static void read_changes(struct draft *draft)
{
	for (size_t i = 0; i < draft->changed_count; i++)
		build_read_again(&draft->build, draft->changed[i]);
	if (!draft->sound)
		build_check_all(&draft->build);
}

/* True if the plan's currency changed: every amount then has another meaning. */
static bool changes_all(const struct draft *draft)
{
	const struct setting *currency = &draft->build.plan->head.currency;
	for (size_t i = 0; i < draft->changed_count; i++) {
		if (currency->common.given && currency->common.entry == draft->changed[i])
			return true;
	}
	return false;
}

/* Converts lines of the text to lines of the file, which lacks added ones. */
static void place_in_file(const struct source *source, struct diags *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct place *place = &problems->at[i].place;
		if (place->line > 0 && place->file && strcmp(place->file, source->name) == 0)
			diags_place(problems, i, source_place(source, place->line, place->column));
	}
}

int draft_read(struct draft *draft, struct diags *diags, struct plan **plan)
{
	struct diags problems = {0};
	int result = -1;
	if (!draft->whole && !changes_all(draft)) {
		result = read_with(draft, &problems, read_changes);
		if (result) /* found again below, in the order of a first reading */
			diags_release(&problems);
	}
	if (result) {
		start(draft);
		result = read_with(draft, &problems, read_all);
	}
	if (!result)
		*plan = draft->build.plan;
	diags_sort(&problems); /* in the order of the text */
	place_in_file(&draft->build.plan->source, &problems);
	diags_move(diags, &problems);
	return result;
}

struct plan *draft_take(struct draft *draft)
{
	struct plan *plan = draft->build.plan;
	draft->build.plan = NULL;
	return plan;
}

int plan_from_source(const struct source *source, struct diags *diags, struct plan **plan)
{
	struct draft *draft = draft_new(source, false);
	struct plan *made;
	int result = -1;
	if (!draft)
		diags->out_of_memory = true;
	else if ((result = draft_read(draft, diags, &made)) == 0)
		*plan = draft_take(draft);
	draft_free(draft);
	return result;
}

int plan_read(const char *path, struct diags *diags, struct plan **plan)
{
	struct source source = {0};
	if (source_read(path, diags, &source))
		return -1;
	int result = plan_from_source(&source, diags, plan);
	source_release(&source);
	return result;
}
