/*
 * Finds the shipped profiles: in ../profiles or ../../profiles of a build, ../share/breakeven/profiles of an
 * installation, or DATADIR.
 */
#include "cli/shipped.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "plan/source.h"

#ifndef BREAKEVEN_DATADIR
#define BREAKEVEN_DATADIR "/usr/local/share/breakeven"
#endif

enum { LONGEST_PATH = 4096 };

static const char suffix[] = ".ini";

/* A directory with this file holds the profiles. */
static const char landmark[] = "/mvp.ini";

static bool is_file(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* The program's own directory, including its last slash; "" if the system does not tell. */
static void own_directory(struct bytes *out)
{
	char path[LONGEST_PATH];
	ssize_t size = readlink("/proc/self/exe", path, sizeof path);
	while (size > 0 && path[size - 1] != '/')
		size--;
	if (size > 0)
		bytes_add(out, path, (size_t)size);
}

/* The directory of the shipped profiles. false: not found. */
static bool directory(struct bytes *out)
{
	static const char *const beside[] = {"../share/breakeven/profiles", "../profiles", "../../profiles"};
	for (size_t i = 0; i <= sizeof beside / sizeof *beside; i++) {
		bytes_release(out);
		if (i < sizeof beside / sizeof *beside) {
			own_directory(out);
			bytes_add_text(out, beside[i]);
		} else {
			bytes_add_text(out, BREAKEVEN_DATADIR "/profiles");
		}
		size_t size = out->size;
		bytes_add_text(out, landmark);
		if (out->failed)
			return false;
		bool found = is_file(out->at);
		bytes_splice(out, size, sizeof landmark - 1, "", 0);
		if (found)
			return true;
	}
	return false;
}

/* The length of a file's name without its suffix; 0 if it lacks the suffix. */
static size_t stem_size(const char *file)
{
	size_t size = strlen(file), ending = sizeof suffix - 1;
	return size > ending && strcmp(file + size - ending, suffix) == 0 ? size - ending : 0;
}

int shipped_file_path(const char *file, char **path)
{
	struct bytes found = {0};
	char *result = NULL;
	bool there = directory(&found);
	if (there)
		bytes_add_format(&found, "/%s", file);
	bool failed = found.failed;
	if (there && !failed && is_file(found.at)) {
		result = strdup(found.at);
		failed = !result;
	}
	bytes_release(&found);
	if (!failed)
		*path = result;
	return failed ? -1 : 0;
}

char *shipped_path(const char *name)
{
	struct bytes file = {0};
	char *result = NULL;
	if (name[0] == '\0' || name[0] == '.' || strchr(name, '/'))
		return NULL;
	bytes_add_format(&file, "%s%s", name, stem_size(name) ? "" : suffix);
	if (file.failed || shipped_file_path(bytes_text(&file), &result) != 0)
		result = NULL;
	bytes_release(&file);
	return result;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void shipped_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

/* Adds the stem of a file. false: out of memory. */
static bool add_name(char ***names, size_t *count, const char *file, size_t size)
{
	char **larger = realloc(*names, (*count + 1) * sizeof *larger);
	if (!larger)
		return false;
	*names = larger;
	larger[*count] = strndup(file, size);
	if (!larger[*count])
		return false;
	(*count)++;
	return true;
}

char **shipped_names(size_t *count)
{
	struct bytes path = {0};
	char **names = NULL;
	size_t found = 0;
	DIR *stream = directory(&path) ? opendir(path.at) : NULL;
	bool failed = !stream;
	for (struct dirent *entry; !failed && (entry = readdir(stream));) {
		size_t size = entry->d_name[0] == '.' ? 0 : stem_size(entry->d_name);
		if (size > 0)
			failed = !add_name(&names, &found, entry->d_name, size);
	}
	if (stream)
		closedir(stream);
	bytes_release(&path);
	if (failed) {
		shipped_free(names, found);
		return NULL;
	}
	if (found > 0)
		qsort(names, found, sizeof *names, by_name);
	*count = found;
	return names;
}

char *shipped_stem(const char *name)
{
	size_t size = stem_size(name);
	return strndup(name, size > 0 ? size : strlen(name));
}

/* "  mvp  MVP: note" for each shipped profile. */
static void list_shipped(char *const *names, size_t count, struct diags *diags)
{
	for (size_t i = 0; i < count; i++) {
		struct diags ignored = {0};
		struct source source;
		char *path = shipped_path(names[i]);
		if (path && source_read(path, &ignored, &source) == 0) {
			const struct source_entry *title = source_find(&source, "plan", "name"),
						  *note = source_find(&source, "plan", "note");
			diags_add(diags, SEVERITY_NOTE, (struct place){.file = "breakeven"}, names[i],
				  "%s%s%s", title ? title->value : "", title && note ? ": " : "",
				  note ? note->value : "");
			source_release(&source);
		}
		diags_release(&ignored);
		free(path);
	}
}

void shipped_complain(const char *name, struct diags *diags)
{
	size_t count = 0;
	char **names = shipped_names(&count);
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, names[i]);
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, NULL,
		  nearest.best ? _("no profile '%s' is shipped; did you mean '%s'? There are:")
		  : count > 0  ? _("no profile '%s' is shipped; there are:")
			       : _("no profile '%s' is shipped; the installation has none at all"),
		  name, nearest.best);
	list_shipped(names, count, diags);
	shipped_free(names, count);
}
