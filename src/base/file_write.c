/* Files written whole or not at all. */
#define _XOPEN_SOURCE 700 /* S_ISVTX */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/intl.h"

enum {
	COPIED_AT_ONCE = 64 * 1024,
	MOST_LINKS = 40 /* the kernel's own limit */
};

/* Writes all of it to fd. 0, or -1 with errno. */
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

/* --- finding the place --- */

/* If *path is a symbolic link, replaces it by its target. 1 if it was one, 0 if not, -1 with errno. */
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
	size_t keep = target[0] == '/' ? 0 : file_directory_size(path->at);
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

/*
 * Examines what exists at path, following the links that the system permits. 0, with *exists and output->old set; -1
 * with errno.
 */
static int look(struct file_output *output, bool *exists)
{
	*exists = stat(output->path, &output->old) == 0;
	return *exists || errno == ENOENT ? 0 : -1;
}

/*
 * Whether the resolved name is the file that the system finds at path. The system does not follow links of other users,
 * which could be changed in between.
 */
static bool is_real(const struct file_output *output)
{
	struct stat status;
	bool linked = strcmp(output->real.at, output->path) != 0;
	if (output->replaces)
		return stat(output->real.at, &status) == 0 && status.st_dev == output->old.st_dev &&
		       status.st_ino == output->old.st_ino;
	if (lstat(output->real.at, &status) == 0 || errno != ENOENT)
		return false;
	return !linked || (lstat(output->path, &status) == 0 && S_ISLNK(status.st_mode));
}

/* Whether a file can be created in the output's directory and replace the old one. 0, or -1 with errno. */
static int check_directory(const struct file_output *output)
{
	struct bytes name = {0};
	struct stat status;
	bytes_add(&name, output->real.at, file_directory_size(output->real.at));
	bytes_add_char(&name, '.');
	int result = name.failed || stat(name.at, &status) != 0 || access(name.at, W_OK | X_OK) != 0 ? -1 : 0;
	if (name.failed)
		errno = ENOMEM;
	uid_t self = geteuid();
	bool others = output->replaces && output->old.st_uid != self && self != 0;
	if (result == 0 && others && (status.st_mode & S_ISVTX) && status.st_uid != self) {
		errno = EPERM;
		result = -1;
	}
	int error = errno;
	bytes_release(&name);
	errno = error;
	return result;
}

/* A device or pipe has no content to lose: it is written to, not replaced. */
static bool is_device(const struct stat *status)
{
	return S_ISCHR(status->st_mode) || S_ISFIFO(status->st_mode);
}

static bool is_standard(const struct file_output *output)
{
	return strcmp(output->path, "-") == 0;
}

/* Puts an error into words. Returns -1. */
static int say(const struct file_output *output, struct diags *diags)
{
	const char *why = strerror(errno);
	if (is_standard(output))
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("standard output cannot be written: %s"),
		          why);
	else if (errno == EEXIST)
		file_complain(diags, output->path, _("exists already"));
	else
		file_complain_errno(diags, output->path, _("cannot be written"));
	return -1;
}

/* Whether the existing file may be replaced; adds an error if not. */
static bool may_replace(const struct file_output *output, struct diags *diags)
{
	if (S_ISDIR(output->old.st_mode))
		file_complain(diags, output->path, _("is a directory, not a file"));
	else if (!S_ISREG(output->old.st_mode))
		file_complain(diags, output->path, _("is not a regular file"));
	else if (output->overwrite == FILE_KEEP)
		file_complain(diags, output->path, _("exists already"));
	else if (access(output->path, W_OK) != 0)
		say(output, diags); /* a rename over it would not check this */
	else
		return true;
	return false;
}

/* Finds where the output goes; *device: its descriptor if it is a device. 0, or -1 with an error in diags. */
static int locate(struct file_output *output, bool *device, struct diags *diags)
{
	bool exists;
	*device = false;
	if (look(output, &exists) != 0)
		return say(output, diags);
	if (exists && is_device(&output->old)) {
		*device = true;
		return 0;
	}
	if (follow_links(output->path, &output->real) != 0 || look(output, &exists) != 0)
		return say(output, diags);
	output->replaces = exists;
	if (exists && !may_replace(output, diags))
		return -1;
	if (check_directory(output) != 0)
		return say(output, diags);
	if (is_real(output))
		return 0;
	file_complain(diags, output->path, _("was changed by another program while it was looked at"));
	return -1;
}

int file_check(const char *path, enum file_overwrite overwrite, struct diags *diags)
{
	struct file_output output = {.path = path, .overwrite = overwrite};
	bool device;
	int result = is_standard(&output) ? 0 : locate(&output, &device, diags);
	bytes_release(&output.real);
	return result;
}

/* --- writing --- */

void file_abandon(struct file_output *output)
{
	if (output->device >= 0)
		close(output->device);
	output->device = -1;
	temporary_drop(&output->temporary);
	bytes_release(&output->real);
}

/* Gives up, with an error for errno unless the reader has closed the pipe. Returns -1. */
static int fail(struct file_output *output, struct diags *diags)
{
	output->reader_left = errno == EPIPE;
	if (!output->reader_left)
		say(output, diags);
	file_abandon(output);
	return -1;
}

int file_begin(const char *path, enum file_overwrite overwrite, struct file_output *output, struct diags *diags)
{
	bool device;
	*output = (struct file_output){.path = path, .overwrite = overwrite, .device = -1, .temporary = {.fd = -1}};
	if (is_standard(output))
		return 0;
	if (locate(output, &device, diags) != 0) {
		file_abandon(output);
		return -1;
	}
	if (device)
		output->device = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	else /* A file that not everyone may read must not be readable for a moment either. */
		temporary_open(output->real.at, output->replaces ? 0600 : 0666, &output->temporary);
	return output->device >= 0 || output->temporary.fd >= 0 ? 0 : fail(output, diags);
}

int file_add(struct file_output *output, const void *data, size_t size, struct diags *diags)
{
	int result;
	if (is_standard(output)) /* through stdio, to follow what was printed before */
		result = fwrite(data, 1, size, stdout) == size ? 0 : -1;
	else
		result = write_all(output->device >= 0 ? output->device : output->temporary.fd, data, size);
	return result == 0 ? 0 : fail(output, diags);
}

/* Restores the old file's owner and permissions as far as we are allowed to. */
static int keep_permissions(int fd, const struct stat *old)
{
	if (fchown(fd, old->st_uid, old->st_gid) != 0 && errno != EPERM && errno != EINVAL)
		return -1;
	return fchmod(fd, old->st_mode & 07777);
}

/* Some file systems report a failed write only at close; closing a duplicate keeps this one open. */
static int close_copy(int fd)
{
	int copy = dup(fd);
	return copy < 0 ? -1 : close(copy);
}

/* Allocates space for the file's new size before anything is overwritten. 0, or -1 with errno. */
static int reserve(int fd, off_t old_size, off_t size)
{
	int error = size > old_size ? posix_fallocate(fd, old_size, size - old_size) : 0;
	if (error == 0 || error == EINVAL || error == EOPNOTSUPP) /* else writing reports it */
		return 0;
	if (ftruncate(fd, old_size) != 0)
		return -1;
	errno = error;
	return -1;
}

/* Copies the content of one file, from its start, to another. 0, or -1 with errno. */
static int copy_content(int from, int to)
{
	char data[COPIED_AT_ONCE];
	if (lseek(from, 0, SEEK_SET) != 0)
		return -1;
	for (;;) {
		ssize_t count = read(from, data, sizeof data);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return count == 0 ? 0 : -1;
		if (write_all(to, data, (size_t)count) != 0)
			return -1;
	}
}

/*
 * Copies the output into a file with several names, because a rename would replace only one of them. 0, or -1 with
 * errno.
 */
static int write_through(const struct file_output *output, off_t size, struct stat *status)
{
	int fd = open(output->real.at, O_WRONLY | O_NOFOLLOW | O_CLOEXEC), result = -1;
	if (fd < 0)
		return -1;
	if (reserve(fd, output->old.st_size, size) == 0 && copy_content(output->temporary.fd, fd) == 0 &&
	    ftruncate(fd, size) == 0 && fsync(fd) == 0 && fstat(fd, status) == 0)
		result = close_copy(fd);
	int error = errno;
	close(fd);
	errno = error;
	return result;
}

/* Moves the temporary into place, once it is on the disk. 0, or -1 with errno. */
static int put_in_place(struct file_output *output, struct file_identity *identity)
{
	struct stat status;
	int fd = output->temporary.fd, result;
	bool shared = output->replaces && output->old.st_nlink > 1;
	if ((output->replaces && !shared && keep_permissions(fd, &output->old) != 0) || fsync(fd) != 0 ||
	    fstat(fd, &status) != 0 || close_copy(fd) != 0)
		return -1;
	if (shared)
		result = write_through(output, status.st_size, &status);
	else
		result = temporary_place(&output->temporary, output->real.at, output->overwrite == FILE_OVERWRITE);
	if (result == 0 && identity)
		file_identity_set(&status, identity);
	return result;
}

/* The file is complete already; if this fails, only a power failure could still undo it. */
static void sync_directory(const char *path, struct diags *diags)
{
	struct bytes name = {0};
	bytes_add(&name, path, file_directory_size(path));
	int fd = name.failed ? -1 : open(name.size > 0 ? name.at : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* EINVAL: the file system does not support it; EACCES: the directory is writable but not readable. */
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

static int close_device(struct file_output *output)
{
	int fd = output->device;
	output->device = -1;
	return close(fd);
}

int file_end(struct file_output *output, struct file_identity *identity, struct diags *diags)
{
	bool placed = output->temporary.fd >= 0;
	int result;
	if (placed)
		result = put_in_place(output, identity);
	else
		result = is_standard(output) ? fflush(stdout) : close_device(output);
	if (result != 0)
		return fail(output, diags);
	if (placed)
		sync_directory(output->real.at, diags);
	file_abandon(output); /* releases the rest; the file is in place */
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

int file_write_held(const char *path, const void *data, size_t size, enum file_overwrite overwrite, int *held,
                    struct diags *diags)
{
	struct file_output output;
	if (file_begin(path, overwrite, &output, diags) != 0 || file_add(&output, data, size, diags) != 0)
		return -1;
	/* The lock belongs to the open file, whichever descriptor refers to it. */
	int fd = fcntl(output.temporary.fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return fail(&output, diags);
	if (file_end(&output, NULL, diags) != 0) {
		close(fd);
		return -1;
	}
	*held = fd;
	return 0;
}
