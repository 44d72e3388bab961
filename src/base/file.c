/*
 * Files read whole, and written whole or not at all.
 *
 * Longer than most: every step can fail, each failure has its own undoing, and all of it is one matter.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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
	DEVICE_MOST = 1024 * 1024, /* bytes: some never end */
	PATIENCE_MS = 100,
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

bool file_is_stream(const char *path)
{
	struct stat status;
	return strcmp(path, "-") == 0 || (stat(path, &status) == 0 && !S_ISREG(status.st_mode));
}

/* Waits until fd gives something, or is at its end. 0, or -1 with an error. */
static int wait_for(int fd, const char *path, const struct file_wait *wait, struct diags *diags)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	bool asks = wait && wait->go_on;
	for (int waited_ms = 0;;) {
		int ready = poll(&polled, 1, asks ? PATIENCE_MS : -1);
		if (ready > 0)
			return 0;
		if (ready < 0 && errno != EINTR) {
			complain_errno(diags, path, _("cannot be read"));
			return -1;
		}
		waited_ms += ready == 0 ? PATIENCE_MS : 0;
		if (asks && !wait->go_on(wait->context, path, waited_ms)) {
			complain(diags, path, _("is not read: waiting for it was given up"));
			return -1;
		}
	}
}

/* Everything fd still gives, at most `most` bytes. wait: NULL where it never makes one wait. */
static int read_all(int fd, const char *path, size_t most, const struct file_wait *wait, struct bytes *out, struct diags *diags)
{
	for (;;) {
		char chunk[CHUNK];
		if (wait && wait_for(fd, path, wait, diags) != 0)
			return -1;
		ssize_t count = read(fd, chunk, sizeof chunk);
		if (count < 0 && (errno == EINTR || (wait && errno == EAGAIN)))
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

int file_read_waiting(const char *path, size_t most, const struct file_wait *wait, struct bytes *out, struct file_identity *identity,
                      struct diags *diags)
{
	static const struct file_wait patient;
	bool standard = strcmp(path, "-") == 0;
	/* O_NONBLOCK: to open a pipe shall not make us wait for its writer. Whether to wait is wait_for's matter. */
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;
	int result = -1;
	if (fd < 0 || fstat(fd, &status) != 0) {
		complain_errno(diags, path, _("cannot be read"));
		goto done;
	}
	if (S_ISDIR(status.st_mode)) {
		complain(diags, path, _("is a directory, not a file"));
		goto done;
	}
	bool device = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode);
	result = read_all(fd, path, device && most > DEVICE_MOST ? DEVICE_MOST : most,
	                  S_ISREG(status.st_mode) ? NULL : wait ? wait : &patient, out, diags);
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

int file_read(const char *path, size_t most, struct bytes *out, struct file_identity *identity,
              struct diags *diags)
{
	return file_read_waiting(path, most, NULL, out, identity, diags);
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

static bool is_standard(const struct file_output *output)
{
	return strcmp(output->path, "-") == 0;
}

void file_abandon(struct file_output *output)
{
	if (output->fd >= 0)
		close(output->fd);
	output->fd = -1;
	if (output->temporary.size > 0)
		unlink(output->temporary.at);
	bytes_release(&output->temporary);
	bytes_release(&output->real);
}

/* Gives up, and says why by errno, unless it is that nobody reads. -1. */
static int fail(struct file_output *output, struct diags *diags)
{
	const char *why = strerror(errno);
	if (errno == EPIPE)
		output->reader_left = true;
	else if (is_standard(output))
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("standard output cannot be written: %s"), why);
	else if (errno == EEXIST)
		complain(diags, output->path, _("exists already"));
	else
		complain_errno(diags, output->path, _("cannot be written"));
	file_abandon(output);
	return -1;
}

/* A device or pipe holds no content that could be lost: it is written to, not replaced. */
static bool is_device(const struct stat *status)
{
	return S_ISCHR(status->st_mode) || S_ISFIFO(status->st_mode);
}

int file_begin(const char *path, enum file_overwrite overwrite, struct file_output *output, struct diags *diags)
{
	*output = (struct file_output){.path = path, .overwrite = overwrite, .fd = -1};
	if (is_standard(output))
		return 0;
	bool exists = stat(path, &output->old) == 0, device = exists && is_device(&output->old);
	output->replaces = exists && !device;
	if (output->replaces && !may_replace(path, &output->old, overwrite, diags))
		return -1;
	if (device)
		output->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	else if (follow_links(path, &output->real) == 0)
		/* What may not be read by all shall not be so for a moment either. */
		output->fd = open_temporary(output->real.at, output->replaces ? 0600 : 0666, &output->temporary);
	if (output->fd >= 0)
		return 0;
	output->temporary.size = 0; /* not there, to be unlinked */
	return fail(output, diags);
}

int file_add(struct file_output *output, const void *data, size_t size, struct diags *diags)
{
	/* Through stdio, so that it comes behind what was printed before. */
	int result = is_standard(output) ? fwrite(data, 1, size, stdout) != size : write_all(output->fd, data, size);
	return result == 0 ? 0 : fail(output, diags);
}

static int close_output(struct file_output *output)
{
	int fd = output->fd;
	output->fd = -1;
	return close(fd);
}

/* The temporary becomes the file, once it is on the disk. 0, or -1 with errno. */
static int put_in_place(struct file_output *output, struct file_identity *identity)
{
	struct stat status;
	const char *temporary = output->temporary.at, *real = output->real.at;
	if ((output->replaces && keep_permissions(output->fd, &output->old) != 0) || fsync(output->fd) != 0 ||
	    fstat(output->fd, &status) != 0 || close_output(output) != 0 ||
	    (output->overwrite == FILE_KEEP ? place_new(temporary, real) : rename(temporary, real)) != 0)
		return -1;
	bytes_release(&output->temporary);
	if (identity)
		identify(&status, identity);
	return 0;
}

int file_end(struct file_output *output, struct file_identity *identity, struct diags *diags)
{
	bool placed = output->temporary.size > 0;
	int result;
	if (placed)
		result = put_in_place(output, identity);
	else
		result = is_standard(output) ? fflush(stdout) : close_output(output);
	if (result != 0)
		return fail(output, diags);
	if (placed)
		sync_directory(output->real.at, diags);
	bytes_release(&output->real);
	return 0;
}

int file_write(const char *path, const void *data, size_t size, enum file_overwrite overwrite,
               struct file_identity *identity, struct diags *diags)
{
	struct file_output output;
	if (file_begin(path, overwrite, &output, diags) == 0 && file_add(&output, data, size, diags) == 0 &&
	    file_end(&output, identity, diags) == 0)
		return 0;
	return output.reader_left ? 0 : -1;
}
