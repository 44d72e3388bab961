/*
 * A second opinion on a profile: iniparser reads the same bytes, and must find the same values.
 *
 * iniparser reads files by name only, so it gets a memory file. Its getters crash on unusual names and its writers lose
 * comments, so only its arrays of keys and values are used.
 */
#define _GNU_SOURCE /* memfd_create */
#include "plan/source_scan.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/intl.h"

static int stay_silent(const char *format, ...)
{
	(void)format; /* the scan has reported every error already */
	return 0;
}

/* A memory file with these bytes: its descriptor, or -1 with errno. */
static int memory_file(const struct bytes *text)
{
	int file = memfd_create("profile", MFD_CLOEXEC);
	size_t written = 0;
	while (file >= 0 && written < text->size) {
		ssize_t taken = write(file, text->at + written, text->size - written);
		if (taken < 0 && errno != EINTR) {
			int error = errno;
			close(file);
			errno = error;
			return -1;
		}
		written += taken > 0 ? (size_t)taken : 0;
	}
	return file;
}

/* What iniparser reads from the bytes; NULL with errno on failure. */
static dictionary *load(const struct bytes *text)
{
	char path[64];
	int file = memory_file(text);
	if (file < 0)
		return NULL;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	/* iniparser folds case and skips blanks by the locale: use "C", whatever the user's. */
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t before = plain ? uselocale(plain) : (locale_t)0;
	iniparser_set_error_callback(stay_silent);
	errno = 0;
	dictionary *read = iniparser_load(path);
	int error = errno;
	iniparser_set_error_callback(NULL);
	if (plain) {
		uselocale(before);
		freelocale(plain);
	}
	close(file);
	errno = error;
	return read;
}

/*
 * Takes the next of iniparser's keys, in the file's order. True if it is this key with this value or (key NULL) this
 * section.
 */
static bool next_is(const dictionary *read, int *at, const char *name, const char *key, const char *value)
{
	if (*at >= read->n || !read->key[*at])
		return false;
	const char *their_key = read->key[*at], *their_value = read->val[*at];
	++*at;
	size_t size = strlen(name);
	if (strncmp(their_key, name, size) != 0)
		return false;
	if (!key)
		return !their_key[size] && !their_value;
	return their_key[size] == ':' && strcmp(their_key + size + 1, key) == 0 && their_value &&
	       strcmp(their_value, value) == 0;
}

static int differ(const struct source *source, int line, int column, const char *name, struct diags *diags)
{
	struct place place = {.file = source->name, .line = line, .column = column};
	diags_add(diags, SEVERITY_ERROR, place, name, "%s",
		  _("this is ambiguous: write it more plainly"));
	return -1;
}

static int compare(const struct source *source, const dictionary *read, struct diags *diags)
{
	int at = 0;
	for (size_t s = 0; s < source->section_count; s++) {
		const struct source_section *section = &source->section[s];
		if (!next_is(read, &at, section->name, NULL, NULL))
			return differ(source, section->line, section->column, NULL, diags);
		for (size_t e = section->entry; e < section->entry + section->count; e++) {
			const struct source_entry *entry = &source->entry[e];
			if (!next_is(read, &at, section->name, entry->key, entry->value))
				return differ(source, entry->key_line, entry->key_column, entry->key, diags);
		}
	}
	if (at != read->n)
		return differ(source, 0, 0, NULL, diags);
	return 0;
}

int source_agrees(const struct source *source, struct diags *diags)
{
	dictionary *read = load(&source->text);
	if (!read) {
		struct place place = {.file = source->name};
		diags->out_of_memory |= errno == ENOMEM;
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("iniparser cannot read this: %s"),
			  errno ? strerror(errno) : _("its syntax is wrong"));
		return -1;
	}
	int result = compare(source, read, diags);
	iniparser_freedict(read);
	return result;
}
