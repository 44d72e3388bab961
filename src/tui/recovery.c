/* Keeps unsaved changes in case the program is killed. */
#include "tui/recovery.h"

#include <dirent.h>
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
#include "base/temporary.h"
#include "base/utf8.h"
#include "plan/source.h"

enum { HASH_DIGITS = 16, HEADER_MOST = 8192, MOST_ATTEMPTS = 100 };

/* The directory; nothing if the environment names none. A path that is not absolute is ignored, as XDG requires. */
static void add_directory(struct bytes *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state != NULL && state[0] == '/')
		bytes_add_format(out, "%s/breakeven", state);
	else if (home != NULL && home[0] == '/')
		bytes_add_format(out, "%s/.local/state/breakeven", home);
}

/* Makes a directory and its parents. Errors will show when it is written to. */
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

/* The start of the names of a plan's copies. */
static void add_stem(struct bytes *out, const char *real)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_text(real, strlen(real), hash);
	bytes_add(out, hash, HASH_DIGITS);
	bytes_add_char(out, '-');
}

bool recovery_is_there(const struct recovery_copy *copy)
{
	struct stat written, found;
	return copy->file != NULL && fstat(copy->lock, &written) == 0 && stat(copy->file, &found) == 0 &&
	       written.st_dev == found.st_dev && written.st_ino == found.st_ino;
}

/* The first unused name for a copy, to be freed; NULL when out of memory. */
static char *free_name(const char *directory, const char *real)
{
	struct bytes file = {0};
	bytes_add_format(&file, "%s/", directory);
	add_stem(&file, real);
	size_t stem = file.size;
	for (int n = 1; !file.failed; n++) {
		file.size = stem;
		bytes_add_format(&file, "%d.ini", n);
		struct stat status;
		if (!file.failed && lstat(file.at, &status) != 0)
			return file.at;
	}
	bytes_release(&file);
	return NULL;
}

static int write_copy(char *file, const struct bytes *content, enum file_overwrite overwrite,
                      struct recovery_copy *copy, struct diags *diags)
{
	int lock;
	if (file_write_held(file, content->at, content->size, overwrite, &lock, diags) < 0)
		return -1;
	if (copy->file != NULL)
		close(copy->lock);
	*copy = (struct recovery_copy){.file = file, .lock = lock};
	return 0;
}

/* Writes a copy under an unused name, so that other copies stay. */
static int write_new(const char *directory, const char *real, const struct bytes *content, struct recovery_copy *copy,
                     struct diags *diags)
{
	struct diags tried = {0};
	struct file_identity identity;
	int result = -1;
	for (int attempt = 0; result < 0 && attempt < MOST_ATTEMPTS; attempt++) {
		char *file = free_name(directory, real);
		diags_release(&tried);
		if (file == NULL) {
			diags->out_of_memory = true;
			return -1;
		}
		recovery_release_copy(copy);
		result = write_copy(file, content, FILE_KEEP, copy, &tried);
		bool taken = result < 0 && file_identify(file, &identity); /* by another session, meanwhile */
		if (result < 0)
			free(file);
		if (!taken)
			break;
	}
	diags_move(diags, &tried);
	return result;
}

int recovery_keep(struct recovery_copy *copy, const char *real, const struct bytes *text, struct diags *diags)
{
	struct bytes content = {0}, directory = {0}, name = {0};
	int result = -1;
	add_directory(&directory);
	utf8_sanitise(&name, real, strlen(real)); /* keeps it on one line */
	bytes_add_format(&content, _("; kept by breakeven: unsaved changes of %s"), bytes_text(&name));
	bytes_add_char(&content, '\n');
	bytes_add(&content, text->at, text->size);
	if (directory.failed || content.failed || name.failed) {
		diags->out_of_memory = true;
	} else if (directory.size == 0) {
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL,
		          _("neither XDG_STATE_HOME nor HOME names a directory to keep changes in"));
	} else if (recovery_is_there(copy)) {
		result = write_copy(copy->file, &content, FILE_OVERWRITE, copy, diags);
	} else {
		make_directories(bytes_text(&directory));
		result = write_new(bytes_text(&directory), real, &content, copy, diags);
	}
	bytes_release(&name);
	bytes_release(&content);
	bytes_release(&directory);
	return result;
}

void recovery_release_copy(struct recovery_copy *copy)
{
	if (copy->file != NULL)
		close(copy->lock);
	free(copy->file);
	*copy = (struct recovery_copy){0};
}

void recovery_forget(struct recovery_copy *copy)
{
	if (recovery_is_there(copy))
		unlink(copy->file);
	recovery_release_copy(copy);
}

/*
 * True for a copy of the plan that no session holds. If locks do not work it is offered too: better in vain than not at
 * all.
 */
static bool is_left_behind(const char *file, const char *name, const char *stem)
{
	size_t size = strlen(stem);
	int length = 0;
	if (strncmp(name, stem, size) != 0 || sscanf(name + size, "%*9[0-9].ini%n", &length) != 0 || length == 0 ||
	    name[size + (size_t)length] != '\0')
		return false;
	return lock_state(file) != LOCK_HELD;
}

/* Reads a copy if it is newer than the one found so far. */
static void consider(const char *file, struct recovery *recovery)
{
	struct stat status;
	struct diags ignored = {0};
	struct bytes text = {0};
	if (stat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
	    (recovery->file != NULL && (long long)status.st_mtime <= recovery->seconds))
		return;
	if (file_read(file, SOURCE_MOST_BYTES + HEADER_MOST, &text, NULL, &ignored) == 0) {
		const char *end = memchr(bytes_text(&text), '\n', text.size);
		char *name = strdup(file);
		if (end != NULL && name != NULL) {
			recovery_release(recovery);
			bytes_splice(&text, 0, (size_t)(end + 1 - text.at), "", 0);
			*recovery =
				(struct recovery){.file = name, .text = text, .seconds = (long long)status.st_mtime};
			text = (struct bytes){0};
		} else {
			free(name);
		}
	}
	bytes_release(&text);
	diags_release(&ignored);
}

void recovery_find(const char *real, struct recovery *recovery)
{
	struct bytes directory = {0}, stem = {0};
	*recovery = (struct recovery){0};
	add_directory(&directory);
	add_stem(&stem, real);
	DIR *entries = directory.size == 0 || directory.failed || stem.failed ? NULL : opendir(bytes_text(&directory));
	for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
		struct bytes file = {0};
		bytes_add_format(&file, "%s/%s", bytes_text(&directory), entry->d_name);
		if (!file.failed && is_left_behind(file.at, entry->d_name, bytes_text(&stem)))
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
