/*
 * Files read whole, and written whole or not at all.
 *
 * Longer than most: every step can fail, each failure has its own undoing, and all of it is one matter.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/intl.h"

enum {
	CHUNK = 64 * 1024,
	MOST_LINKS = 40,       /* as the kernel follows */
	MOST_TEMPORARIES = 1000 /* left by killed writers of the same process number */
};

static void complain(struct diags *diags, const char *path, const char *what)
{
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, "%s", what);
}

/* "what: why", with the system's own words for errno. */
static void complain_errno(struct diags *diags, const char *path, const char *what)
{
	const char *why = strerror(errno);
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, "%s: %s", what, why);
}

static void identify(const struct stat *status, struct file_identity *identity)
{
	identity->device = status->st_dev;
	identity->inode = status->st_ino;
	identity->size = (uint64_t)status->st_size;
	identity->modified_ns = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

bool file_identify(const char *path, struct file_identity *identity)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return false;
	identify(&status, identity);
	return true;
}

bool file_identity_equal(const struct file_identity *a, const struct file_identity *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->modified_ns == b->modified_ns;
}

/* Everything fd still gives, at most `most` bytes. */
static int read_all(int fd, const char *path, size_t most, struct bytes *out, struct diags *diags)
{
	for (;;) {
		char chunk[CHUNK];
		ssize_t count = read(fd, chunk, sizeof chunk);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0) {
			complain_errno(diags, path, _("cannot be read"));
			return -1;
		}
		if (count == 0)
			return 0;
		if ((size_t)count > most - out->size) {
			diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL,
			          _("is too large; at most %zu bytes are read"), most);
			return -1;
		}
		bytes_add(out, chunk, (size_t)count);
		if (out->failed) {
			complain(diags, path, _("out of memory"));
			return -1;
		}
	}
}

int file_read(const char *path, size_t most, struct bytes *out, struct file_identity *identity,
              struct diags *diags)
{
	bool standard = strcmp(path, "-") == 0;
	/* O_NONBLOCK: a pipe by that name shall not make us wait for its writer. */
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;
	int result = -1;
	if (fd < 0 || fstat(fd, &status) != 0) {
		complain_errno(diags, path, _("cannot be read"));
		goto done;
	}
	if (!standard && !S_ISREG(status.st_mode)) {
		complain(diags, path, S_ISDIR(status.st_mode) ? _("is a directory, not a file") : _("is not a regular file"));
		goto done;
	}
	result = read_all(fd, path, most, out, diags);
	/* Taken before reading: what changes meanwhile counts as changed. */
	if (result == 0 && identity)
		identify(&status, identity);
done:
	if (result != 0)
		bytes_release(out);
	if (fd >= 0 && !standard)
		close(fd);
	return result;
}

/* All of it to fd, or -1 and errno. */
static int write_all(int fd, const char *data, size_t size)
{
	while (size > 0) {
		ssize_t count = write(fd, data, size);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return -1;
		data += count;
		size -= (size_t)count;
	}
	return 0;
}

/* Through stdio, so that it comes behind what was printed before. */
static int write_standard(const void *data, size_t size, struct diags *diags)
{
	if (fwrite(data, 1, size, stdout) == size && fflush(stdout) == 0)
		return 0;
	const char *why = strerror(errno);
	diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("standard output cannot be written: %s"), why);
	return -1;
}

/* To a device or pipe, which holds no content that could be lost. */
static int write_device(const char *path, const void *data, size_t size, struct diags *diags)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	int result = fd < 0 ? -1 : write_all(fd, data, size);
	if (fd >= 0 && close(fd) != 0)
		result = -1;
	if (result != 0)
		complain_errno(diags, path, _("cannot be written"));
	return result;
}

/* The size of path's directory, its last slash included; 0 where it has none. */
static size_t directory_size(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash + 1 - path) : 0;
}

/* If *path is a symbolic link, makes it what that points to. 1 when it was one, 0 when not, -1 with errno. */
static int follow_once(struct bytes *path)
{
	char target[4096];
	ssize_t size = readlink(path->at, target, sizeof target);
	if (size < 0)
		return errno == EINVAL || errno == ENOENT ? 0 : -1;
	if ((size_t)size == sizeof target) {
		errno = ENAMETOOLONG;
		return -1;
	}
	size_t keep = target[0] == '/' ? 0 : directory_size(path->at);
	bytes_splice(path, keep, path->size - keep, target, (size_t)size);
	if (path->failed) {
		errno = ENOMEM;
		return -1;
	}
	return 1;
}

/* The name of the file that path leads to, whether or not it exists yet. 0, or -1 with errno. */
static int follow_links(const char *path, struct bytes *real)
{
	bytes_add_text(real, path);
	if (real->failed) {
		errno = ENOMEM;
		return -1;
	}
	for (int i = 0; i < MOST_LINKS; i++) {
		int followed = follow_once(real);
		if (followed <= 0)
			return followed;
	}
	errno = ELOOP;
	return -1;
}

/* Opens a new file in the directory of `path`; its name is in *name. fd, or -1 with errno. */
static int open_temporary(const char *path, mode_t mode, struct bytes *name)
{
	bytes_add(name, path, directory_size(path));
	size_t stem = name->size;
	for (int i = 0; i < MOST_TEMPORARIES; i++) {
		bytes_add_format(name, ".breakeven-%ld-%d", (long)getpid(), i);
		if (name->failed) {
			errno = ENOMEM;
			return -1;
		}
		int fd = open(name->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
		bytes_splice(name, stem, name->size - stem, "", 0);
	}
	return -1;
}

/* Whom the old file belonged to and who may read it, as far as we may say so. */
static int keep_permissions(int fd, const struct stat *old)
{
	if (fchown(fd, old->st_uid, old->st_gid) != 0 && errno != EPERM && errno != EINVAL)
		return -1;
	return fchmod(fd, old->st_mode & 07777);
}

/* Puts the temporary in the place of path, which must not exist, without a moment in which it could be replaced. */
static int place_new(const char *temporary, const char *path)
{
	if (link(temporary, path) == 0) {
		unlink(temporary);
		return 0;
	}
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return -1;
	/* A file system without hard links: the name is reserved by an empty file of ours. */
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	close(fd);
	if (rename(temporary, path) == 0)
		return 0;
	int error = errno;
	unlink(path);
	errno = error;
	return -1;
}

/* The file is whole already; should this fail, only a power cut could still undo it. */
static void sync_directory(const char *path, struct diags *diags)
{
	struct bytes name = {0};
	bytes_add(&name, path, directory_size(path));
	int fd = name.failed ? -1 : open(name.size > 0 ? name.at : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* EINVAL: a file system that has no such thing; EACCES: a directory one may write to but not list. */
	bool failed = fd < 0 ? errno != EACCES : fsync(fd) != 0 && errno != EINVAL;
	if (failed) {
		const char *why = strerror(errno);
		diags_add(diags, SEVERITY_WARNING, (struct place){.file = path}, NULL,
		          _("is written, but may not outlive a power cut: %s"), why);
	}
	if (fd >= 0)
		close(fd);
	bytes_release(&name);
}

/* The temporary, filled and on the disk. 0, or -1 with errno. */
static int fill(int fd, const void *data, size_t size, const struct stat *old, struct file_identity *identity)
{
	struct stat status;
	if (write_all(fd, data, size) != 0 || (old && keep_permissions(fd, old) != 0) || fsync(fd) != 0 ||
	    fstat(fd, &status) != 0)
		return -1;
	identify(&status, identity);
	return 0;
}

/* Replaces or makes the file `real`; old is the status of the one that is there, or NULL. 0, or -1 with errno. */
static int write_beside(const char *real, const void *data, size_t size, const struct stat *old,
                        enum file_overwrite overwrite, struct file_identity *identity)
{
	struct bytes temporary = {0};
	/* What may not be read by all shall not be so for a moment either. */
	int fd = open_temporary(real, old ? 0600 : 0666, &temporary);
	int result = -1;
	if (fd < 0)
		goto done;
	result = fill(fd, data, size, old, identity);
	int error = errno;
	if (close(fd) != 0 && result == 0)
		result = -1;
	else
		errno = error;
	if (result == 0)
		result = overwrite == FILE_KEEP ? place_new(temporary.at, real) : rename(temporary.at, real);
	if (result != 0) {
		error = errno;
		unlink(temporary.at);
		errno = error;
	}
done:
	bytes_release(&temporary);
	return result;
}

/* Whether what is there may be replaced; says why not. */
static bool may_replace(const char *path, const struct stat *old, enum file_overwrite overwrite, struct diags *diags)
{
	if (S_ISDIR(old->st_mode))
		complain(diags, path, _("is a directory, not a file"));
	else if (!S_ISREG(old->st_mode))
		complain(diags, path, _("is not a regular file"));
	else if (overwrite == FILE_KEEP)
		complain(diags, path, _("exists already"));
	else if (access(path, W_OK) != 0)
		complain_errno(diags, path, _("cannot be written")); /* renaming over it would not ask */
	else
		return true;
	return false;
}

int file_write(const char *path, const void *data, size_t size, enum file_overwrite overwrite,
               struct file_identity *identity, struct diags *diags)
{
	if (strcmp(path, "-") == 0)
		return write_standard(data, size, diags);
	struct stat old;
	bool exists = stat(path, &old) == 0;
	if (exists && (S_ISCHR(old.st_mode) || S_ISFIFO(old.st_mode)))
		return write_device(path, data, size, diags);
	if (exists && !may_replace(path, &old, overwrite, diags))
		return -1;

	struct bytes real = {0};
	struct file_identity written;
	int result = follow_links(path, &real);
	if (result == 0)
		result = write_beside(real.at, data, size, exists ? &old : NULL, overwrite, &written);
	if (result != 0) {
		if (errno == EEXIST)
			complain(diags, path, _("exists already"));
		else
			complain_errno(diags, path, _("cannot be written"));
	} else {
		sync_directory(real.at, diags);
		if (identity)
			*identity = written;
	}
	bytes_release(&real);
	return result;
}
