/*
 * Loaded before a program (LD_PRELOAD): each of its allocations fails once, whoever makes it.
 *
 * At each allocation the program forks. In the child this one allocation fails, and the child goes on to its end. Its
 * standard output, what the program wrote until then included, and its standard error go to files of their own. It must end
 * with exit status 0 and all of the output, or with 3, a message and no output at all. The program itself waits for the child and goes
 * on. So the way to an allocation is gone once, not once more for each.
 *
 *   FAIL_MALLOC_REPORT  a file that gets a line for each child that does anything else, and at last "N allocations"
 *   FAIL_MALLOC_GOOD    a file with what the program prints when nothing fails
 *   FAIL_MALLOC         instead of the two: the number of the one allocation that fails, in the program itself (for a debugger)
 *
 * The program must have one thread only, and its standard output must be a file open for reading, too.
 *
 * iniparser's own allocations do not count: it checks some of them only (dictionary_new, 4.1), and what it leaves out of what it
 * read is found by the comparison with our own scan.
 */
#define _GNU_SOURCE /* dladdr, memfd_create */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The C library's own, under the names by which it lets itself be replaced. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *__libc_realloc(void *old, size_t size);

enum {
	EXIT_NO_MEMORY = 3,
	SECONDS = 20,   /* a child that takes longer hangs */
	FILES = 64,     /* more are not open at a time */
	MOST = 1 << 22, /* bytes of output */
};

static struct {
	bool started, busy; /* busy: what allocates is this file */
	long count, one;    /* one: 0, or the allocation that fails */
	int report;         /* -1: no allocation makes a child */
	int good;
	char at[2][MOST];
} state = {.report = -1, .good = -1};

static void start(void)
{
	const char *one = getenv("FAIL_MALLOC"), *report = getenv("FAIL_MALLOC_REPORT"), *good = getenv("FAIL_MALLOC_GOOD");
	state.started = true;
	state.one = one ? strtol(one, NULL, 10) : 0;
	if (!report || !good)
		return;
	state.report = open(report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	state.good = open(good, O_RDONLY | O_CLOEXEC);
	if (state.report < 0 || state.good < 0)
		abort();
}

static ssize_t read_all(int fd, char *into)
{
	ssize_t size = 0, got;
	while (size < MOST && (got = pread(fd, into + size, (size_t)(MOST - size), size)) > 0)
		size += got;
	return size;
}

static bool has_good_output(int out)
{
	ssize_t size = read_all(out, state.at[0]);
	return size < MOST && size == read_all(state.good, state.at[1]) && memcmp(state.at[0], state.at[1], (size_t)size) == 0;
}

static off_t size_of(int fd)
{
	struct stat about;
	return fstat(fd, &about) == 0 ? about.st_size : 0;
}

static void judge(int status, int out, int err)
{
	const char *wrong = NULL;
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (code == 0)
		wrong = has_good_output(out) ? NULL : "another output";
	else if (code != EXIT_NO_MEMORY)
		wrong = "neither done nor out of memory";
	else if (size_of(err) == 0)
		wrong = "without a word";
	else if (size_of(out) > 0)
		wrong = "something was printed";
	if (wrong)
		dprintf(state.report, "allocation %ld: exit %d, %s: %.*s\n", state.count, code, wrong, (int)read_all(err, state.at[0]), state.at[0]);
}

/* The child's streams. */
static void take_streams(int out, int err)
{
	ssize_t size = read_all(STDOUT_FILENO, state.at[0]);
	if (write(out, state.at[0], (size_t)size) != size || dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0)
		abort();
	alarm(SECONDS);
}

/*
 * A fork that the C library does not know of: in the child it goes on with the number of the thread that it had, by which it unlocks what it
 * had locked for writing (_nl_state_lock: bindtextdomain allocates with that held).
 */
static pid_t fork_unnoticed(void)
{
	return (pid_t)syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
}

/* Waits for a child, which had the same open files: what it read of them is there to be read again. */
static int wait_for(pid_t child, const off_t *offset)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			abort();
	for (int fd = 0; fd < FILES; fd++)
		if (offset[fd] >= 0)
			lseek(fd, offset[fd], SEEK_SET);
	return status;
}

/* Whether this is the child, in which the allocation fails. */
static bool is_child(void)
{
	off_t offset[FILES];
	for (int fd = 0; fd < FILES; fd++)
		offset[fd] = lseek(fd, 0, SEEK_CUR);
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC);
	pid_t child = out < 0 || err < 0 ? -1 : fork_unnoticed();
	if (child < 0)
		abort();
	if (child == 0) {
		take_streams(out, err);
		state.report = -1;
		return true;
	}
	judge(wait_for(child, offset), out, err);
	close(out);
	close(err);
	return false;
}

static bool fails_now(const void *caller)
{
	Dl_info info;
	if (state.busy || (dladdr(caller, &info) && strstr(info.dli_fname, "libiniparser")))
		return false;
	int error = errno;
	state.busy = true;
	if (!state.started)
		start();
	state.count++;
	bool fails = state.count == state.one || (state.report >= 0 && is_child());
	state.busy = false;
	errno = fails ? ENOMEM : error;
	return fails;
}

void *malloc(size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t members, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_calloc(members, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_memalign(alignment, size);
}

void *realloc(void *old, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

__attribute__((destructor)) static void tell(void)
{
	if (state.report >= 0)
		dprintf(state.report, "%ld allocations\n", state.count);
}
