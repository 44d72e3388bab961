/* A list of diagnostics. It owns copies of all texts. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/utf8.h"

static const char *const severity_name[] = {
	[SEVERITY_NOTE] = N_("note"),
	[SEVERITY_WARNING] = N_("warning"),
	[SEVERITY_ERROR] = N_("error"),
};

static void diag_release(struct diag *diag)
{
	free((char *)diag->place.file);
	free(diag->key);
	free(diag->message);
}

void diags_release(struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		diag_release(&diags->at[i]);
	free(diags->at);
	*diags = (struct diags){0};
}

/* A copy of text, which may be NULL. False when there is no memory. */
static bool copy_text(const char *text, char **copy)
{
	if (!text)
		return true;
	*copy = strdup(text);
	return *copy != NULL;
}

static bool store(struct diags *diags, struct diag *diag, const char *file, const char *key)
{
	char *own_file = NULL;
	bool stored = diag->message && copy_text(file, &own_file) && copy_text(key, &diag->key) &&
	              GROW(diags->at, diags->capacity, diags->count + 1);
	diag->place.file = own_file;
	if (stored)
		diags->at[diags->count++] = *diag;
	else
		diag_release(diag);
	return stored;
}

void diags_add(struct diags *diags, enum severity severity, struct place place, const char *key,
               const char *format, ...)
{
	struct bytes message = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	bytes_add(&message, "", 0); /* so that an empty message is not NULL */
	if (message.failed)
		bytes_release(&message);
	struct diag diag = {.severity = severity, .place = place, .message = message.at};
	if (!store(diags, &diag, place.file, key))
		diags->out_of_memory = true;
	else if (severity == SEVERITY_ERROR)
		diags->errors++;
}

void diags_place(struct diags *diags, size_t index, struct place place)
{
	struct place *old = &diags->at[index].place;
	char *file = NULL;
	if (!copy_text(place.file, &file)) {
		diags->out_of_memory = true;
		return;
	}
	free((char *)old->file);
	*old = place;
	old->file = file;
}

bool diags_failed(const struct diags *diags)
{
	return diags->errors > 0 || diags->out_of_memory;
}

/* Places without a file come first. */
static int order_files(const struct diag *a, const struct diag *b)
{
	if (!a->place.file || !b->place.file)
		return (a->place.file != NULL) - (b->place.file != NULL);
	return strcmp(a->place.file, b->place.file);
}

static int order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* By the file's name, then in the order of adding. */
static int by_file(const void *left, const void *right)
{
	const struct diag *a = left, *b = right;
	int files = order_files(a, b);
	return files ? files : order(a->rank, b->rank);
}

static int by_place(const void *left, const void *right)
{
	const struct diag *a = left, *b = right;
	if (a->file_rank != b->file_rank)
		return order(a->file_rank, b->file_rank);
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line ? -1 : 1;
	if (a->place.column != b->place.column)
		return a->place.column < b->place.column ? -1 : 1;
	return order(a->rank, b->rank);
}

/* The rank of a file is that of its first diagnostic. */
void diags_sort(struct diags *diags)
{
	if (diags->count < 2)
		return;
	for (size_t i = 0; i < diags->count; i++)
		diags->at[i].rank = i;
	qsort(diags->at, diags->count, sizeof *diags->at, by_file);
	for (size_t i = 0; i < diags->count; i++) {
		struct diag *diag = &diags->at[i];
		bool same = i > 0 && order_files(diag - 1, diag) == 0;
		diag->file_rank = same ? diag[-1].file_rank : diag->rank;
	}
	qsort(diags->at, diags->count, sizeof *diags->at, by_place);
}

void diags_copy(struct diags *into, const struct diags *from, size_t first, enum severity least, enum severity most)
{
	for (size_t i = first; i < from->count; i++) {
		const struct diag *diag = &from->at[i];
		if (diag->severity >= least && diag->severity <= most)
			diags_add(into, diag->severity, diag->place, diag->key, "%s", diag->message);
	}
	into->out_of_memory |= from->out_of_memory;
}

void diags_move(struct diags *into, struct diags *from)
{
	if (into->count == 0 && from->count > 0) {
		from->out_of_memory = from->out_of_memory || into->out_of_memory;
		free(into->at);
		*into = *from;
		*from = (struct diags){0};
		return;
	}
	into->out_of_memory = into->out_of_memory || from->out_of_memory;
	if (from->count > 0 && GROW(into->at, into->capacity, into->count + from->count)) {
		memcpy(into->at + into->count, from->at, from->count * sizeof *from->at);
		into->count += from->count;
		into->errors += from->errors;
		from->count = 0; /* into owns the texts now */
	} else if (from->count > 0) {
		into->out_of_memory = true;
	}
	diags_release(from);
}

static void print_place(const struct place *place, struct bytes *out)
{
	if (!place->file)
		return;
	utf8_sanitise(out, place->file, strlen(place->file));
	if (place->line > 0)
		bytes_add_format(out, ":%d", place->line);
	if (place->line > 0 && place->column > 0)
		bytes_add_format(out, ":%d", place->column);
	bytes_add_text(out, ": ");
}

void diags_print(const struct diags *diags, struct bytes *out)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->at[i];
		print_place(&diag->place, out);
		bytes_add_format(out, "%s: ", _(severity_name[diag->severity]));
		if (diag->key) {
			utf8_sanitise(out, diag->key, strlen(diag->key));
			bytes_add_text(out, ": ");
		}
		utf8_sanitise(out, diag->message, strlen(diag->message));
		bytes_add_char(out, '\n');
	}
	if (diags->out_of_memory)
		bytes_add_format(out, "%s: %s\n", _(severity_name[SEVERITY_ERROR]), _("out of memory"));
}
