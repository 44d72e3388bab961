/* What was not saved when the program was killed. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "tui/recovery.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/intl.h"
#include "plan/source.h"

enum { HASH_DIGITS = 16, HEADER_MOST = 8192 };

/* The directory, "" when the environment names none. An address that is not absolute counts for nothing (XDG says so). */
static void add_directory(struct bytes *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state != NULL && state[0] == '/')
		bytes_add_format(out, "%s/breakeven", state);
	else if (home != NULL && home[0] == '/')
		bytes_add_format(out, "%s/.local/state/breakeven", home);
}

/* Makes a directory and those above it; whether it worked shows when it is written to. */
static void make_directories(const char *path)
{
	struct bytes part = {0};
	for (const char *at = path; *at != '\0'; at++) {
		if (*at == '/' && at > path)
			mkdir(bytes_text(&part), 0700);
		bytes_add_char(&part, *at);
	}
	mkdir(path, 0700);
	bytes_release(&part);
}

/* The begin of the names of a plan's copies: the same however its path is written. */
static void add_stem(struct bytes *out, const char *path)
{
	char *whole = realpath(path, NULL);
	const char *name = whole == NULL ? path : whole;
	char hash[DIGEST_TEXT_SIZE];
	digest_text(name, strlen(name), hash);
	bytes_add(out, hash, HASH_DIGITS);
	bytes_add_char(out, '-');
	free(whole);
}

static void add_own_file(struct bytes *out, const char *path)
{
	add_directory(out);
	if (out->size == 0)
		return;
	bytes_add_char(out, '/');
	add_stem(out, path);
	bytes_add_format(out, "%ld.ini", (long)getpid());
}

int recovery_keep(const char *path, const struct bytes *text, struct diags *diags)
{
	struct bytes file = {0}, content = {0}, directory = {0};
	int result = -1;
	add_own_file(&file, path);
	add_directory(&directory);
	bytes_add_format(&content, _("; kept by breakeven: changes of %s that were not saved\n"), path);
	bytes_add(&content, text->at, text->size);
	if (file.failed || content.failed || directory.failed) {
		diags->out_of_memory = true;
	} else if (file.size == 0) {
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL,
		          _("neither XDG_STATE_HOME nor HOME says where changes could be kept"));
	} else {
		make_directories(bytes_text(&directory));
		result = file_write(bytes_text(&file), content.at, content.size, FILE_OVERWRITE, NULL, diags);
	}
	bytes_release(&file);
	bytes_release(&content);
	bytes_release(&directory);
	return result;
}

void recovery_forget(const char *path)
{
	struct bytes file = {0};
	add_own_file(&file, path);
	if (!file.failed && file.size > 0)
		unlink(bytes_text(&file));
	bytes_release(&file);
}

/* True for the name of a plan's copy whose process is gone: one's own is there. */
static bool is_left_behind(const char *name, const char *stem)
{
	size_t size = strlen(stem);
	long process;
	int length = 0;
	if (strncmp(name, stem, size) != 0 || sscanf(name + size, "%9ld.ini%n", &process, &length) != 1 || length == 0 ||
	    name[size + (size_t)length] != '\0' || process <= 0)
		return false;
	return kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Reads a copy when it is newer than the one there is. */
static void consider(const char *file, struct recovery *recovery)
{
	struct stat status;
	struct diags ignored = {0};
	struct bytes text = {0};
	if (stat(file, &status) != 0 || !S_ISREG(status.st_mode) || (recovery->file != NULL && (long long)status.st_mtime <= recovery->seconds))
		return;
	if (file_read(file, SOURCE_MOST_BYTES + HEADER_MOST, &text, NULL, &ignored) == 0) {
		const char *end = memchr(bytes_text(&text), '\n', text.size);
		char *name = strdup(file);
		if (end != NULL && name != NULL) {
			recovery_release(recovery);
			bytes_splice(&text, 0, (size_t)(end + 1 - text.at), "", 0);
			*recovery = (struct recovery){.file = name, .text = text, .seconds = (long long)status.st_mtime};
			text = (struct bytes){0};
		} else {
			free(name);
		}
	}
	bytes_release(&text);
	diags_release(&ignored);
}

void recovery_find(const char *path, struct recovery *recovery)
{
	struct bytes directory = {0}, stem = {0};
	*recovery = (struct recovery){0};
	add_directory(&directory);
	add_stem(&stem, path);
	DIR *entries = directory.size == 0 || directory.failed || stem.failed ? NULL : opendir(bytes_text(&directory));
	for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
		struct bytes file = {0};
		bytes_add_format(&file, "%s/%s", bytes_text(&directory), entry->d_name);
		if (!file.failed && is_left_behind(entry->d_name, bytes_text(&stem)))
			consider(bytes_text(&file), recovery);
		bytes_release(&file);
	}
	if (entries != NULL)
		closedir(entries);
	bytes_release(&directory);
	bytes_release(&stem);
}

void recovery_remove(const struct recovery *recovery)
{
	if (recovery->file != NULL)
		unlink(recovery->file);
}

void recovery_release(struct recovery *recovery)
{
	free(recovery->file);
	bytes_release(&recovery->text);
	*recovery = (struct recovery){0};
}
