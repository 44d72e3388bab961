/* Reading files whole. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/intl.h"

enum {
	CHUNK = 64 * 1024,
	DEVICE_MOST = 1024 * 1024, /* bytes: some devices never end */
	PATIENCE_MS = 100
};

void file_complain(struct diags *diags, const char *path, const char *what)
{
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, "%s", what);
}

void file_complain_errno(struct diags *diags, const char *path, const char *what)
{
	const char *why = strerror(errno);
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, "%s: %s", what, why);
}

void file_identity_set(const struct stat *status, struct file_identity *identity)
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
	file_identity_set(&status, identity);
	return true;
}

bool file_identity_equal(const struct file_identity *a, const struct file_identity *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->modified_ns == b->modified_ns;
}

bool file_is_absent(const char *path)
{
	struct stat status;
	return stat(path, &status) != 0 && errno == ENOENT;
}

size_t file_directory_size(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash + 1 - path) : 0;
}

bool file_is_stream(const char *path)
{
	struct stat status;
	return strcmp(path, "-") == 0 || (stat(path, &status) == 0 && !S_ISREG(status.st_mode));
}

/* Waits until fd has data or is at its end. 0, or -1 with an error. */
static int wait_for(int fd, const char *path, const struct file_wait *wait, struct diags *diags)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	bool asks = wait && wait->go_on;
	for (int waited_ms = 0;;) {
		int ready = poll(&polled, 1, asks ? PATIENCE_MS : -1);
		if (ready > 0)
			return 0;
		if (ready < 0 && errno != EINTR) {
			file_complain_errno(diags, path, _("cannot be read"));
			return -1;
		}
		waited_ms += ready == 0 ? PATIENCE_MS : 0;
		if (asks && !wait->go_on(wait->context, path, waited_ms)) {
			file_complain(diags, path, _("was not read: gave up waiting for it"));
			return -1;
		}
	}
}

/* Reads fd to its end, at most `most` bytes. wait: NULL for a file, which never blocks. */
static int read_all(int fd, const char *path, size_t most, const struct file_wait *wait, struct bytes *out,
                    struct diags *diags)
{
	for (;;) {
		char chunk[CHUNK];
		if (wait && wait_for(fd, path, wait, diags) != 0)
			return -1;
		ssize_t count = read(fd, chunk, sizeof chunk);
		if (count < 0 && (errno == EINTR || (wait && errno == EAGAIN)))
			continue;
		if (count < 0) {
			file_complain_errno(diags, path, _("cannot be read"));
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
			file_complain(diags, path, _("out of memory"));
			return -1;
		}
	}
}

int file_read_waiting(const char *path, size_t most, const struct file_wait *wait, struct bytes *out,
                      struct file_identity *identity, struct diags *diags)
{
	static const struct file_wait patient;
	bool standard = strcmp(path, "-") == 0;
	/* O_NONBLOCK: opening a pipe must not block until there is a writer; wait_for decides how long to wait. */
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;
	int result = -1;
	if (fd < 0 || fstat(fd, &status) != 0) {
		file_complain_errno(diags, path, _("cannot be read"));
		goto done;
	}
	if (S_ISDIR(status.st_mode)) {
		file_complain(diags, path, _("is a directory, not a file"));
		goto done;
	}
	bool device = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode);
	result = read_all(fd, path, device && most > DEVICE_MOST ? DEVICE_MOST : most,
	                  S_ISREG(status.st_mode) ? NULL : wait ? wait : &patient, out, diags);
	/* The identity from before reading, so that a change during the reading is noticed. */
	if (result == 0 && identity)
		file_identity_set(&status, identity);
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
