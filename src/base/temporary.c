/* Files that are not complete yet. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"

enum {
	HASH_DIGITS = 16,
	DESCRIPTOR_NAME = 32,
	MOST_NAMES = 1000, /* writers of the same target at the same time */
	MOST_GAP = 8       /* absent names in a row that end the search for left-over files */
};

/* The name under /proc of an open file, by which it can be linked. */
static const char *descriptor_name(int fd, char name[DESCRIPTOR_NAME])
{
	snprintf(name, DESCRIPTOR_NAME, "/proc/self/fd/%d", fd);
	return name;
}

/* --- locks --- */

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/*
 * Takes the lock of an open file. LOCK_FREE: it was free and is now ours. LOCK_HELD: another process has it, or path is
 * a different file by now. Only the holder of a file's lock removes or renames it, so path keeps naming the same file
 * from then on.
 */
static enum lock_state take_lock(int fd, const char *path)
{
	struct stat open_file, named;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? LOCK_HELD : LOCK_UNKNOWN;
	bool same = fstat(fd, &open_file) == 0 && lstat(path, &named) == 0 && is_same_file(&open_file, &named);
	return same ? LOCK_FREE : LOCK_HELD;
}

/* Opens a regular file without following links or blocking. -1 if there is none, or it may not be opened. */
static int open_left(const char *path)
{
	struct stat status;
	int fd = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

enum lock_state lock_state(const char *path)
{
	int fd = open_left(path);
	if (fd < 0)
		return LOCK_UNKNOWN;
	enum lock_state state = take_lock(fd, path);
	close(fd);
	return state;
}

/* --- names --- */

/* The n-th name of a temporary of target. */
static const char *print_name(const char *target, int n, struct bytes *name)
{
	char hash[DIGEST_TEXT_SIZE];
	size_t directory = file_directory_size(target);
	name->size = 0;
	digest_text(target + directory, strlen(target + directory), hash);
	bytes_add(name, target, directory);
	bytes_add_format(name, ".breakeven-%.*s-%d", HASH_DIGITS, hash, n);
	if (!name->failed)
		return name->at;
	errno = ENOMEM;
	return NULL;
}

/* Removes a temporary whose writer has died. */
static void remove_left(const char *name)
{
	int fd = open_left(name);
	if (fd < 0)
		return;
	if (take_lock(fd, name) == LOCK_FREE)
		unlink(name);
	close(fd);
}

/* Removes all left-over temporaries of target. Writers take the first free name, so the search is short. */
static void sweep(const char *target)
{
	struct bytes name = {0};
	struct stat status;
	for (int n = 0, gap = 0; gap < MOST_GAP && print_name(target, n, &name); n++) {
		bool absent = lstat(name.at, &status) != 0;
		gap = absent ? gap + 1 : 0;
		if (!absent)
			remove_left(name.at);
	}
	bytes_release(&name);
}

/* --- opening --- */

/* The name belongs to another process. Preserves errno. */
static void forget_name(struct temporary *temporary)
{
	int error = errno;
	bytes_release(&temporary->name);
	errno = error;
}

static int open_unnamed(const char *target, mode_t mode)
{
#ifdef O_TMPFILE
	struct bytes directory = {0};
	char name[DESCRIPTOR_NAME];
	bytes_add(&directory, target, file_directory_size(target));
	bytes_add_char(&directory, '.');
	int fd = directory.failed ? -1 : open(directory.at, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	bytes_release(&directory);
	if (fd >= 0 && access(descriptor_name(fd, name), F_OK) == 0)
		return fd;
	if (fd >= 0)
		close(fd); /* without /proc it could never be given a name */
#endif
	return -1;
}

static int open_named(const char *target, mode_t mode, struct temporary *temporary)
{
	for (int n = 0; n < MOST_NAMES; n++) {
		const char *name = print_name(target, n, &temporary->name);
		if (!name)
			return -1;
		int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd < 0 && errno == EEXIST)
			continue;
		if (fd < 0)
			return -1;
		if (take_lock(fd, name) != LOCK_HELD) {
			temporary->fd = fd;
			return 0;
		}
		close(fd); /* another writer took it for a left-over */
	}
	errno = EBUSY;
	return -1;
}

int temporary_open(const char *target, mode_t mode, struct temporary *temporary)
{
	*temporary = (struct temporary){.fd = -1};
	sweep(target);
	temporary->fd = open_unnamed(target, mode);
	if (temporary->fd >= 0) {
		flock(temporary->fd, LOCK_EX | LOCK_NB);
		return 0;
	}
	if (open_named(target, mode, temporary) == 0)
		return 0;
	forget_name(temporary);
	return -1;
}

/* --- placing --- */

/* Gives an unnamed file a name. 0, or -1 with errno. */
static int give_name(const struct temporary *temporary, const char *name)
{
	char source[DESCRIPTOR_NAME];
	return linkat(AT_FDCWD, descriptor_name(temporary->fd, source), AT_FDCWD, name, AT_SYMLINK_FOLLOW);
}

/* Only a file with a name can replace another. */
static int name_beside(struct temporary *temporary, const char *target)
{
	for (int n = 0; n < MOST_NAMES; n++) {
		const char *name = print_name(target, n, &temporary->name);
		if (name && give_name(temporary, name) == 0)
			return 0;
		if (!name || errno != EEXIST)
			break;
	}
	forget_name(temporary);
	return -1;
}

/* Renames a named file to target, which must not exist. */
static int place_new(const char *name, const char *target)
{
	if (link(name, target) == 0) {
		unlink(name);
		return 0;
	}
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return -1;
	/* On a file system without hard links, an empty file of ours reserves the name. */
	int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	close(fd);
	if (rename(name, target) == 0)
		return 0;
	int error = errno;
	unlink(target);
	errno = error;
	return -1;
}

int temporary_place(struct temporary *temporary, const char *target, bool replace)
{
	int result;
	if (temporary->name.size == 0) {
		result = give_name(temporary, target);
		if (result == 0 || !replace || errno != EEXIST)
			return result;
		if (name_beside(temporary, target) != 0)
			return -1;
	}
	result = replace ? rename(temporary->name.at, target) : place_new(temporary->name.at, target);
	if (result == 0)
		bytes_release(&temporary->name);
	return result;
}

void temporary_drop(struct temporary *temporary)
{
	if (temporary->name.size > 0)
		unlink(temporary->name.at); /* while it is locked, and so ours */
	bytes_release(&temporary->name);
	if (temporary->fd >= 0)
		close(temporary->fd);
	temporary->fd = -1;
}
