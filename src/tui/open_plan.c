/* An open plan. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "tui/open_plan.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"

static void version_release(struct version *version)
{
	plan_free(version->plan);
	evaluation_release(&version->evaluation);
	diags_release(&version->warnings);
	*version = (struct version){0};
}

/* Reads the plan of a source and computes its figures. */
static int version_make(const struct source *source, struct diags *diags, struct version *result)
{
	struct version version = {0};
	struct diags found = {0};
	if (plan_from_source(source, &found, &version.plan) < 0) {
		diags_move(diags, &found);
		return -1;
	}
	if (evaluation_new(version.plan, &version.evaluation) < 0) {
		plan_free(version.plan);
		diags_release(&found);
		diags->out_of_memory = true;
		return -1;
	}
	diags_move(&version.warnings, &found);
	*result = version;
	return 0;
}

static int bytes_copy(const struct bytes *from, struct bytes *to, struct diags *diags)
{
	struct bytes copy = {0};
	bytes_add(&copy, from->at, from->size);
	if (copy.failed) {
		bytes_release(&copy);
		diags->out_of_memory = true;
		return -1;
	}
	bytes_release(to);
	*to = copy;
	return 0;
}

static bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
	return a->size == b->size && (a->size == 0 || memcmp(a->at, b->at, a->size) == 0);
}

static const struct bytes *text_of(const struct version *version)
{
	return &version->plan->source.text;
}

/* Sets the plan's path. 0, or -1 when out of memory. */
static int set_path(struct open_plan *open, const char *path, struct diags *diags)
{
	char *own = strdup(path), *real = open->stream ? NULL : realpath(path, NULL);
	if (real == NULL)
		real = strdup(path);
	if (own == NULL || real == NULL) {
		free(own);
		free(real);
		diags->out_of_memory = true;
		return -1;
	}
	free(open->path);
	free(open->real);
	open->path = own;
	open->real = real;
	return 0;
}

/* Notes that the file now has this text. */
static int note_saved(struct open_plan *open, const struct bytes *text, struct diags *diags)
{
	struct source base;
	struct diags ignored = {0};
	int result = source_read_text(open->path, bytes_text(text), text->size, &ignored, &base);
	diags_release(&ignored);
	if (result < 0 || bytes_copy(text, &open->saved, diags) < 0) {
		if (result == 0)
			source_release(&base);
		diags->out_of_memory = true;
		return -1;
	}
	source_release(&open->base);
	open->base = base;
	return 0;
}

/* Reads the text at the plan's path, and the identity of its file. */
static int read_source(struct open_plan *open, const struct file_wait *wait, struct diags *diags, struct source *source)
{
	struct bytes text = {0};
	int result = file_read_waiting(open->path, SOURCE_MOST_BYTES, wait, &text, &open->identity, diags);
	if (result == 0)
		result = source_read_text(open->path, bytes_text(&text), text.size, diags, source);
	bytes_release(&text);
	return result;
}

/*
 * A stream is identified by its content: the same name may carry another plan the next time. 0, or -1 when out of
 * memory.
 */
static int name_stream(struct open_plan *open, struct diags *diags)
{
	struct bytes name = {0};
	bytes_add_format(&name, "pipe, sha256 %s", open->now.plan->digest);
	if (name.failed) {
		bytes_release(&name);
		diags->out_of_memory = true;
		return -1;
	}
	free(open->real);
	open->real = name.at; /* ended by a zero, as all bytes are */
	return 0;
}

int open_plan_read(const char *path, bool read_only, const struct file_wait *wait, struct diags *diags,
                   struct open_plan *result)
{
	struct open_plan open = {.stream = file_is_stream(path)};
	struct source source = {0};
	if (set_path(&open, path, diags) < 0 || read_source(&open, wait, diags, &source) < 0) {
		open_plan_release(&open);
		return -1;
	}
	if (version_make(&source, diags, &open.now) < 0 || note_saved(&open, &source.text, diags) < 0 ||
	    (open.stream && name_stream(&open, diags) < 0)) {
		source_release(&source);
		open_plan_release(&open);
		return -1;
	}
	source_release(&source);
	open.read_only = read_only || open.stream || access(path, W_OK) != 0;
	*result = open;
	return 0;
}

void open_plan_release(struct open_plan *open)
{
	free(open->path);
	free(open->real);
	version_release(&open->now);
	version_release(&open->typed);
	bytes_release(&open->saved);
	source_release(&open->base);
	history_release(&open->history);
	*open = (struct open_plan){0};
}

static const struct version *shown(const struct open_plan *open)
{
	return open->typed.plan != NULL ? &open->typed : &open->now;
}

const struct plan *open_plan_shown(const struct open_plan *open)
{
	return shown(open)->plan;
}

const struct evaluation *open_plan_figures(const struct open_plan *open)
{
	return &shown(open)->evaluation;
}

const struct diags *open_plan_warnings(const struct open_plan *open)
{
	return &shown(open)->warnings;
}

static int edit_apply(struct source *source, const struct edit *edit, struct diags *diags)
{
	switch (edit->kind) {
	case EDIT_SET:
		return source_set(source, edit->section, edit->key, edit->value, (struct place){0}, diags);
	case EDIT_REMOVE:
		if (source_find(source, edit->section, edit->key == NULL ? "" : edit->key) == NULL && edit->key != NULL)
			return 0; /* nothing to remove */
		if (source_remove(source, edit->section, edit->key) == 0)
			return 0;
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, edit->key, _("there is no '%s'"), edit->section);
		return -1;
	case EDIT_DUPLICATE:
		return source_duplicate(source, edit->section, edit->value, diags);
	case EDIT_ASSIGN:
		return source_apply(source, edit->value, (struct place){0}, diags);
	case EDIT_REPLACE_ALL: {
		struct source replaced;
		if (source_read_text(source->name, edit->value, strlen(edit->value), diags, &replaced) < 0)
			return -1;
		source_release(source);
		*source = replaced;
		return 0;
	}
	}
	return 0;
}

void open_plan_drop(struct open_plan *open)
{
	if (open->typed.plan == NULL)
		return;
	version_release(&open->typed);
	open->revision++;
}

int open_plan_type(struct open_plan *open, const struct edit *edits, size_t count, struct diags *diags)
{
	struct source source;
	struct version version;
	open_plan_drop(open);
	if (source_copy(&open->now.plan->source, &source) < 0) {
		diags->out_of_memory = true;
		return -1;
	}
	int result = 0;
	for (size_t i = 0; i < count && result == 0; i++)
		result = edit_apply(&source, &edits[i], diags);
	if (result == 0)
		result = version_make(&source, diags, &version);
	source_release(&source);
	if (result < 0)
		return -1;
	open->typed = version;
	open->revision++;
	return 0;
}

int open_plan_keep(struct open_plan *open, const char *what, struct diags *diags)
{
	if (open->typed.plan == NULL)
		return 0;
	if (bytes_equal(text_of(&open->now), text_of(&open->typed))) {
		open_plan_drop(open);
		return 0;
	}
	if (history_record(&open->history, text_of(&open->now), text_of(&open->typed), what) < 0) {
		diags->out_of_memory = true;
		return -1;
	}
	version_release(&open->now);
	open->now = open->typed;
	open->typed = (struct version){0};
	open->revision++;
	return 0;
}

int open_plan_change(struct open_plan *open, const struct edit *edits, size_t count, const char *what,
                     struct diags *diags)
{
	if (open_plan_type(open, edits, count, diags) == 0 && open_plan_keep(open, what, diags) == 0)
		return 0;
	open_plan_drop(open);
	return -1;
}

/* Replaces the plan by that of a text it had before, which is therefore valid. */
static int become(struct open_plan *open, const struct bytes *text)
{
	struct source source;
	struct version version;
	struct diags diags = {0};
	int result = text->failed ? -1 : source_read_text(open->path, bytes_text(text), text->size, &diags, &source);
	if (result == 0) {
		result = version_make(&source, &diags, &version);
		source_release(&source);
	}
	diags_release(&diags);
	if (result < 0)
		return -1;
	open_plan_drop(open);
	version_release(&open->now);
	open->now = version;
	open->revision++;
	return 0;
}

/* Takes a step `there` in the history; when out of memory, `back` again. */
static const char *step(struct open_plan *open, const struct change *(*there)(struct history *, struct bytes *),
                        const struct change *(*back)(struct history *, struct bytes *))
{
	struct bytes text = {0};
	struct diags diags = {0};
	const struct change *change = NULL;
	if (bytes_copy(text_of(&open->now), &text, &diags) == 0)
		change = there(&open->history, &text);
	if (change != NULL && become(open, &text) < 0) {
		back(&open->history, &text);
		change = NULL;
	}
	bytes_release(&text);
	diags_release(&diags);
	return change == NULL ? NULL : change->what;
}

const char *open_plan_undo(struct open_plan *open)
{
	return step(open, history_undo, history_redo);
}

const char *open_plan_redo(struct open_plan *open)
{
	return step(open, history_redo, history_undo);
}

bool open_plan_is_changed(const struct open_plan *open)
{
	return !bytes_equal(text_of(&open->now), &open->saved);
}

bool open_plan_differs(const struct open_plan *open, const char *section, const char *key)
{
	const struct source_entry *now = source_find(&shown(open)->plan->source, section, key);
	const struct source_entry *then = source_find(&open->base, section, key);
	if (now == NULL || then == NULL)
		return now != then;
	return strcmp(now->value, then->value) != 0;
}

bool open_plan_changed_outside(const struct open_plan *open)
{
	struct file_identity now;
	if (open->stream)
		return false;
	return !file_identify(open->path, &now) || !file_identity_equal(&now, &open->identity);
}

int open_plan_save(struct open_plan *open, struct diags *diags)
{
	const struct bytes *text = text_of(&open->now);
	if (file_write(open->path, text->at, text->size, FILE_OVERWRITE, &open->identity, diags) < 0)
		return -1;
	return note_saved(open, text, diags);
}

int open_plan_save_as(struct open_plan *open, const char *path, enum file_overwrite overwrite, struct diags *diags)
{
	const struct bytes *text = text_of(&open->now);
	if (file_write(path, text->at, text->size, overwrite, &open->identity, diags) < 0)
		return -1;
	open->stream = open->read_only = false;
	if (set_path(open, path, diags) < 0)
		return -1;
	if (become(open, text) < 0) { /* read again, so that places name the new file */
		diags->out_of_memory = true;
		return -1;
	}
	return note_saved(open, text_of(&open->now), diags);
}

int open_plan_reload(struct open_plan *open, struct diags *diags)
{
	struct bytes text = {0};
	struct file_identity identity;
	if (file_is_stream(open->path)) {
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = open->path}, NULL, _("can be read only once"));
		return -1;
	}
	if (file_read(open->path, SOURCE_MOST_BYTES, &text, &identity, diags) < 0)
		return -1;
	struct edit edit = {.kind = EDIT_REPLACE_ALL, .value = bytes_text(&text)};
	int result = open_plan_change(open, &edit, 1, _("reloaded from the file"), diags);
	if (result == 0)
		result = note_saved(open, &text, diags);
	if (result == 0)
		open->identity = identity;
	bytes_release(&text);
	return result;
}

const char *open_plan_name(const struct open_plan *open)
{
	if (strcmp(open->path, "-") == 0)
		return _("standard input");
	const char *slash = open->stream ? NULL : strrchr(open->path, '/');
	return slash == NULL ? open->path : slash + 1;
}
