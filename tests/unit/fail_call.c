/* Fails, shortens or kills at a system call: the wrappers. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "fail_call.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>
#include <unistd.h>

int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *data, size_t size);
ssize_t __real_write(int fd, const void *data, size_t size);
int __real_fsync(int fd);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __real_linkat(int from_fd, const char *from, int to_fd, const char *to, int flags);
int __real_unlink(const char *path);
int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_read(int fd, void *data, size_t size);
ssize_t __wrap_write(int fd, const void *data, size_t size);
int __wrap_fsync(int fd);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_linkat(int from_fd, const char *from, int to_fd, const char *to, int flags);
int __wrap_unlink(const char *path);

static struct {
	enum fail_call call;
	int until, error, most_written;
	bool kills, hit, named_only;
} state;

static bool fails_now(enum fail_call call)
{
	if (state.until == 0 || (state.call != call && state.call != CALL_ANY) || --state.until > 0)
		return false;
	state.hit = true;
	if (state.kills)
		raise(SIGKILL);
	errno = state.error;
	return true;
}

int __wrap_open(const char *path, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	bool unnamed = (flags & O_TMPFILE) == O_TMPFILE;
	mode_t mode = flags & O_CREAT || unnamed ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	if (unnamed && state.named_only) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return fails_now(CALL_OPEN) ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int fd, void *data, size_t size)
{
	return fails_now(CALL_READ) ? -1 : __real_read(fd, data, size);
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
	if (state.most_written > 0 && size > (size_t)state.most_written)
		size = (size_t)state.most_written;
	return fails_now(CALL_WRITE) ? -1 : __real_write(fd, data, size);
}

int __wrap_fsync(int fd)
{
	return fails_now(CALL_FSYNC) ? -1 : __real_fsync(fd);
}

int __wrap_close(int fd)
{
	if (!fails_now(CALL_CLOSE))
		return __real_close(fd);
	int error = errno;
	__real_close(fd);
	errno = error;
	return -1;
}

int __wrap_rename(const char *from, const char *to)
{
	return fails_now(CALL_RENAME) ? -1 : __real_rename(from, to);
}

int __wrap_link(const char *from, const char *to)
{
	return fails_now(CALL_LINK) ? -1 : __real_link(from, to);
}

int __wrap_linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	return fails_now(CALL_LINK) ? -1 : __real_linkat(from_fd, from, to_fd, to, flags);
}

int __wrap_unlink(const char *path)
{
	return fails_now(CALL_UNLINK) ? -1 : __real_unlink(path);
}

void fail_call(enum fail_call call, int n, int error)
{
	state.call = call;
	state.until = n;
	state.error = error;
	state.kills = false;
	state.hit = false;
}

void kill_at_call(enum fail_call call, int n)
{
	fail_call(call, n, 0);
	state.kills = true;
}

void shorten_writes(int most)
{
	state.most_written = most;
}

void name_all_files(bool on)
{
	state.named_only = on;
}

bool fail_call_hit(void)
{
	return state.hit;
}
