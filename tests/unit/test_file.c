/*
 * Files: read whole or refused, written whole or not at all, whatever fails and whenever it is killed.
 *
 * Each test works in a directory of its own, the current one while it runs.
 */
#define _XOPEN_SOURCE 700

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/temporary.h"
#include "fail_alloc.h"
#include "fail_call.h"

enum { MOST = 1 << 20 };

struct scratch {
	char path[64];
	int home; /* the directory to go back to */
};

static int enter_scratch(void **state)
{
	struct scratch *scratch = calloc(1, sizeof *scratch);
	if (!scratch)
		return -1;
	strcpy(scratch->path, "/tmp/breakeven-file.XXXXXX");
	scratch->home = open(".", O_RDONLY);
	*state = scratch;
	return scratch->home >= 0 && mkdtemp(scratch->path) && chdir(scratch->path) == 0 ? 0 : -1;
}

/* How many entries there are in the current directory; with `empty` they are removed. */
static int entries(bool empty)
{
	int count = 0;
	DIR *directory = opendir(".");
	assert_non_null(directory);
	for (struct dirent *entry; (entry = readdir(directory));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		count++;
		if (empty)
			remove(entry->d_name);
	}
	closedir(directory);
	return count;
}

static int leave_scratch(void **state)
{
	struct scratch *scratch = *state;
	fail_call(CALL_ANY, 0, 0);
	name_all_files(false);
	entries(true);
	if (fchdir(scratch->home) != 0)
		return -1;
	close(scratch->home);
	int result = rmdir(scratch->path);
	free(scratch);
	return result;
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *path, const char *text)
{
	char content[4096];
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	content[fread(content, 1, sizeof content - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(content, text);
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

/* Reads, expecting an error that says `what`. */
static void assert_unreadable(const char *path, size_t most, const char *what)
{
	struct bytes out = {0};
	struct diags diags = {0};
	struct file_identity identity = {.size = 77};
	assert_int_equal(file_read(path, most, &out, &identity, &diags), -1);
	assert_null(out.at);
	assert_int_equal(identity.size, 77);
	assert_int_equal(diags.errors, 1);
	if (!strstr(diags.at[0].message, what))
		fail_msg("says '%s', not '%s'", diags.at[0].message, what);
	diags_release(&diags);
}

/* Writes, expecting an error that says `what`. */
static void assert_unwritable(const char *path, enum file_overwrite overwrite, const char *what)
{
	struct diags diags = {0};
	struct file_identity identity = {.size = 77};
	assert_int_equal(file_write(path, "new", 3, overwrite, &identity, &diags), -1);
	assert_int_equal(identity.size, 77);
	assert_int_equal(diags.errors, 1);
	if (!strstr(diags.at[0].message, what))
		fail_msg("says '%s', not '%s'", diags.at[0].message, what);
	diags_release(&diags);
}

static void assert_writes(const char *path, const char *text, enum file_overwrite overwrite)
{
	struct diags diags = {0};
	struct file_identity written, found;
	if (file_write(path, text, strlen(text), overwrite, &written, &diags) != 0)
		fail_msg("%s", diags.at[0].message);
	assert_int_equal(diags.count, 0);
	assert_true(file_identify(path, &found));
	assert_true(file_identity_equal(&written, &found));
	assert_holds(path, text);
}

static void reads_all_of_it(void **state)
{
	(void)state;
	FILE *file = fopen("a", "w");
	for (int i = 0; i < 200000; i++)
		fputc(i % 251, file);
	fclose(file);
	struct bytes out = {0};
	struct diags diags = {0};
	struct file_identity identity, found;
	assert_int_equal(file_read("a", 200000, &out, &identity, &diags), 0);
	assert_int_equal(out.size, 200000);
	for (int i = 0; i < 200000; i++)
		assert_int_equal((unsigned char)out.at[i], i % 251);
	assert_true(file_identify("a", &found));
	assert_true(file_identity_equal(&identity, &found));
	bytes_release(&out);
	put("a", "");
	assert_int_equal(file_read("a", 0, &out, NULL, &diags), 0);
	assert_int_equal(out.size, 0);
	bytes_release(&out);
	assert_int_equal(diags.count, 0);
}

static void refuses_to_read(void **state)
{
	(void)state;
	put("a", "123456");
	assert_unreadable("a", 5, "at most 5 bytes");
	assert_unreadable("missing", MOST, strerror(ENOENT));
	assert_unreadable("", MOST, strerror(ENOENT));
	assert_unreadable(".", MOST, "directory");
	assert_unreadable("/dev/zero", SIZE_MAX, "at most 1048576 bytes");
}

/* In a process of its own: opens the pipe after `before_ms`, writes the text in two pieces, `between_ms` apart. */
static pid_t writer_of(const char *path, const char *text, int before_ms, int between_ms)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	poll(NULL, 0, before_ms);
	int fd = open(path, O_WRONLY);
	size_t half = strlen(text) / 2;
	bool written = write(fd, text, half) == (ssize_t)half;
	poll(NULL, 0, between_ms);
	_exit(written && write(fd, text + half, strlen(text + half)) > 0 ? 0 : 1);
}

static void reads_pipes(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_true(file_is_stream("pipe") && file_is_stream("-") && !file_is_stream("missing"));
	alarm(20);
	for (int i = 0; i < 4; i++) {
		struct bytes out = {0};
		struct diags diags = {0};
		int status;
		pid_t writer = writer_of("pipe", "text from a pipe", i & 1 ? 200 : 0, i & 2 ? 200 : 0);
		assert_int_equal(file_read("pipe", MOST, &out, NULL, &diags), 0);
		assert_string_equal(out.at, "text from a pipe");
		assert_int_equal(diags.count, 0);
		bytes_release(&out);
		waitpid(writer, &status, 0);
		assert_int_equal(status, 0);
	}
	pid_t writer = writer_of("pipe", "text from a pipe", 0, 0);
	assert_unreadable("pipe", 5, "at most 5 bytes");
	waitpid(writer, NULL, 0);
	alarm(0);
}

static bool third_time(void *context, const char *path, int waited_ms)
{
	int *asked = context;
	assert_string_equal(path, "pipe");
	(*asked)++;
	assert_int_equal(waited_ms, *asked * 100);
	return *asked < 3;
}

static void gives_up_waiting_when_told(void **state)
{
	(void)state;
	struct bytes out = {0};
	struct diags diags = {0};
	int asked = 0;
	const struct file_wait wait = {third_time, &asked};
	assert_int_equal(mkfifo("pipe", 0600), 0);
	alarm(20);
	assert_int_equal(file_read_waiting("pipe", MOST, &wait, &out, NULL, &diags), -1);
	alarm(0);
	assert_int_equal(asked, 3);
	assert_int_equal(diags.errors, 1);
	assert_non_null(strstr(diags.at[0].message, "gave up"));
	diags_release(&diags);
}

static void a_reader_that_leaves_is_no_error(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct file_output output;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	int reader = open("pipe", O_RDONLY | O_NONBLOCK);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(file_begin("pipe", FILE_KEEP, &output, &diags), 0);
	close(reader);
	assert_int_equal(file_add(&output, "text", 4, &diags), -1);
	signal(SIGPIPE, SIG_DFL);
	assert_true(output.reader_left);
	assert_int_equal(diags.count, 0);
}

static void reads_whole_or_not_at_all(void **state)
{
	(void)state;
	char text[70001];
	memset(text, 'x', 70000);
	text[70000] = '\0';
	put("a", text);
	for (int n = 1; n <= 3; n++) {
		fail_call(CALL_READ, n, EIO);
		assert_unreadable("a", MOST, strerror(EIO));
		assert_true(fail_call_hit());
	}
	struct bytes out = {0};
	struct diags diags = {0};
	fail_call(CALL_READ, 2, EINTR);
	assert_int_equal(file_read("a", MOST, &out, NULL, &diags), 0);
	assert_true(fail_call_hit());
	assert_int_equal(out.size, 70000);
	bytes_release(&out);
}

static void reads_standard_input(void **state)
{
	(void)state;
	int saved = dup(STDIN_FILENO), ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "from a pipe", 11), 11);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	struct bytes out = {0};
	struct diags diags = {0};
	int result = file_read("-", MOST, &out, NULL, &diags);
	int still_open = fcntl(STDIN_FILENO, F_GETFD);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(result, 0);
	assert_string_equal(out.at, "from a pipe");
	assert_int_not_equal(still_open, -1);
	bytes_release(&out);
}

static void writes_new_and_over_old(void **state)
{
	(void)state;
	umask(022);
	assert_writes("a", "first", FILE_KEEP);
	assert_int_equal(mode_of("a"), 0644);
	assert_writes("a", "second", FILE_OVERWRITE);
	assert_writes("b", "", FILE_OVERWRITE);
	assert_int_equal(mkdir("d", 0755), 0);
	assert_writes("d/c", "in a directory", FILE_KEEP);
	assert_writes("./d/../d/c", "again", FILE_OVERWRITE);
	assert_int_equal(entries(false), 3);
	unlink("d/c");
	assert_int_equal(rmdir("d"), 0);
	umask(077);
	assert_writes("private", "x", FILE_KEEP);
	assert_int_equal(mode_of("private"), 0600);
	umask(022);
}

static void keeps_permissions(void **state)
{
	(void)state;
	put("a", "old");
	static const mode_t modes[] = {0600, 0640, 0666, 0755, 0200};
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		assert_int_equal(chmod("a", modes[i]), 0);
		struct diags diags = {0};
		assert_int_equal(file_write("a", "new", 3, FILE_OVERWRITE, NULL, &diags), 0);
		assert_int_equal(mode_of("a"), modes[i]);
	}
}

static void keeps_what_is_there(void **state)
{
	(void)state;
	put("a", "old");
	assert_unwritable("a", FILE_KEEP, "exists already");
	assert_holds("a", "old");
	assert_int_equal(entries(false), 1);
}

static void refuses_to_write(void **state)
{
	(void)state;
	assert_unwritable(".", FILE_OVERWRITE, "directory");
	assert_unwritable("missing/a", FILE_OVERWRITE, strerror(ENOENT));
	assert_unwritable("", FILE_OVERWRITE, strerror(ENOENT));
	assert_unwritable("/dev/full", FILE_OVERWRITE, strerror(ENOSPC));
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_unwritable("loop", FILE_OVERWRITE, strerror(ELOOP));
	char name[300];
	memset(name, 'a', sizeof name);
	name[sizeof name - 1] = '\0';
	assert_unwritable(name, FILE_OVERWRITE, strerror(ENAMETOOLONG));
	assert_int_equal(entries(false), 1);
	name[255] = '\0';
	assert_writes(name, "the longest name there can be", FILE_KEEP);
}

/* Piece by piece; in between the file is what it was. */
static void writes_in_pieces(void **state)
{
	(void)state;
	for (int there = 0; there < 2; there++) {
		struct diags diags = {0};
		struct file_output output;
		struct file_identity written, found;
		unlink("a");
		if (there)
			put("a", "old");
		assert_int_equal(file_begin("a", FILE_OVERWRITE, &output, &diags), 0);
		assert_int_equal(file_add(&output, "one, ", 5, &diags), 0);
		assert_int_equal(file_add(&output, "", 0, &diags), 0);
		if (there)
			assert_holds("a", "old");
		else
			assert_int_equal(access("a", F_OK), -1);
		assert_int_equal(file_add(&output, "two", 3, &diags), 0);
		assert_int_equal(file_end(&output, &written, &diags), 0);
		assert_holds("a", "one, two");
		assert_true(file_identify("a", &found));
		assert_true(file_identity_equal(&written, &found));
		assert_int_equal(entries(false), 1);
		assert_int_equal(diags.count, 0);
	}
}

static void abandons_what_it_began(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct file_output output;
	put("a", "old");
	assert_int_equal(file_begin("a", FILE_OVERWRITE, &output, &diags), 0);
	assert_int_equal(file_add(&output, "new", 3, &diags), 0);
	file_abandon(&output);
	assert_int_equal(diags.count, 0);
	/* A piece that cannot be written says why and leaves nothing; nor is there anything left to abandon. */
	for (int piece = 1; piece <= 2; piece++) {
		assert_int_equal(file_begin("a", FILE_OVERWRITE, &output, &diags), 0);
		fail_call(CALL_WRITE, piece, ENOSPC);
		for (int i = 1; i <= piece; i++)
			assert_int_equal(file_add(&output, "new", 3, &diags), i == piece ? -1 : 0);
		assert_true(fail_call_hit());
		assert_int_equal(diags.errors, piece);
		file_abandon(&output);
	}
	assert_holds("a", "old");
	assert_int_equal(entries(false), 1);
	diags_release(&diags);
}

static void follows_links(void **state)
{
	(void)state;
	assert_int_equal(mkdir("d", 0755), 0);
	put("d/real", "old");
	assert_int_equal(symlink("real", "d/near"), 0);
	assert_int_equal(symlink("d/near", "far"), 0);
	assert_writes("far", "new", FILE_OVERWRITE);
	assert_holds("d/real", "new");
	struct stat status;
	assert_int_equal(lstat("far", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(lstat("d/near", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_unwritable("far", FILE_KEEP, "exists already");
	/* One that points to nothing yet. */
	assert_int_equal(unlink("d/real"), 0);
	assert_writes("far", "made", FILE_KEEP);
	assert_holds("d/real", "made");
	assert_int_equal(unlink("d/real"), 0);
	assert_int_equal(unlink("d/near"), 0);
	assert_int_equal(rmdir("d"), 0);
}

/* Every name of a file is the same file: what is written under one is there under the others. */
static void writes_through_hard_links(void **state)
{
	(void)state;
	static const char *const texts[] = {"longer than what was there", "", "short"};
	struct stat before, after;
	put("a", "old content");
	assert_int_equal(chmod("a", 0640), 0);
	assert_int_equal(link("a", "b"), 0);
	assert_int_equal(stat("a", &before), 0);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_writes("a", texts[i], FILE_OVERWRITE);
		assert_holds("b", texts[i]);
		assert_int_equal(stat("b", &after), 0);
		assert_int_equal(after.st_ino, before.st_ino);
		assert_int_equal(after.st_mode, before.st_mode);
		assert_int_equal(entries(false), 2);
	}
	fail_call(CALL_FSYNC, 1, EIO); /* nothing is written over it before the temporary is whole */
	assert_unwritable("a", FILE_OVERWRITE, strerror(EIO));
	assert_holds("b", "short");
}

/* What file_check says is what writing would say. */
static void checks_what_can_be_written(void **state)
{
	(void)state;
	struct diags diags = {0};
	put("a", "old");
	assert_int_equal(file_check("a", FILE_OVERWRITE, &diags), 0);
	assert_int_equal(file_check("new", FILE_KEEP, &diags), 0);
	assert_int_equal(file_check("-", FILE_KEEP, &diags), 0);
	assert_int_equal(file_check("/dev/null", FILE_KEEP, &diags), 0);
	assert_int_equal(diags.count, 0);
	assert_int_equal(file_check("a", FILE_KEEP, &diags), -1);
	assert_non_null(strstr(diags.at[0].message, "exists already"));
	assert_int_equal(file_check("missing/a", FILE_KEEP, &diags), -1);
	assert_non_null(strstr(diags.at[1].message, strerror(ENOENT)));
	assert_int_equal(file_check("a/b", FILE_KEEP, &diags), -1);
	assert_non_null(strstr(diags.at[2].message, strerror(ENOTDIR)));
	assert_int_equal(file_check(".", FILE_OVERWRITE, &diags), -1);
	assert_non_null(strstr(diags.at[3].message, "directory"));
	diags_release(&diags);
	assert_true(file_is_absent("new"));
	assert_false(file_is_absent("a"));
	assert_false(file_is_absent("a/b"));
	assert_holds("a", "old");
	assert_int_equal(entries(false), 1);
}

static void a_held_file_is_locked(void **state)
{
	(void)state;
	struct diags diags = {0};
	int held = -1, again = -1;
	for (int named = 0; named < 2; named++) {
		name_all_files(named);
		unlink("a");
		assert_int_equal(lock_state("a"), LOCK_UNKNOWN);
		assert_int_equal(file_write_held("a", "new", 3, FILE_KEEP, &held, &diags), 0);
		assert_int_equal(lock_state("a"), LOCK_HELD);
		assert_int_equal(file_write_held("a", "newer", 5, FILE_OVERWRITE, &again, &diags), 0);
		close(held);
		assert_int_equal(lock_state("a"), LOCK_HELD);
		close(again);
		assert_int_equal(lock_state("a"), LOCK_FREE);
		assert_holds("a", "newer");
		assert_int_equal(entries(false), 1);
	}
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(lock_state("pipe"), LOCK_UNKNOWN);
	assert_int_equal(diags.count, 0);
}

static void writes_devices_in_place(void **state)
{
	(void)state;
	struct diags diags = {0};
	assert_int_equal(file_write("/dev/null", "x", 1, FILE_KEEP, NULL, &diags), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	int reader = open("pipe", O_RDONLY | O_NONBLOCK);
	assert_int_equal(file_write("pipe", "through", 7, FILE_OVERWRITE, NULL, &diags), 0);
	char text[8] = "";
	assert_int_equal(read(reader, text, 7), 7);
	assert_string_equal(text, "through");
	close(reader);
	struct stat status;
	assert_int_equal(lstat("pipe", &status), 0);
	assert_true(S_ISFIFO(status.st_mode));
	assert_int_equal(diags.count, 0);
}

/* In a child, since it changes what belongs to the whole process. Its exit status is what `check` returns. */
static int in_child(int (*check)(void))
{
	fflush(stdout);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(check());
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int write_as_someone_else(void)
{
	struct diags diags = {0};
	if (geteuid() == 0 && setuid(65534) != 0)
		return 9;
	int result = file_write("a", "new", 3, FILE_OVERWRITE, NULL, &diags);
	bool said = diags.count == 1 && strstr(diags.at[0].message, strerror(EACCES));
	diags_release(&diags);
	return result == -1 && said ? 0 : 1;
}

static void a_read_only_file_stays(void **state)
{
	(void)state;
	put("a", "old");
	assert_int_equal(chmod("a", 0444), 0);
	assert_int_equal(chmod(".", 0777), 0);
	assert_int_equal(in_child(write_as_someone_else), 0);
	assert_holds("a", "old");
	assert_int_equal(entries(false), 1);
}

static int write_beyond_the_limit(void)
{
	struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 9;
	static char data[5000];
	struct diags diags = {0};
	int result = file_write("a", data, sizeof data, FILE_OVERWRITE, NULL, &diags);
	bool said = diags.count == 1 && strstr(diags.at[0].message, strerror(EFBIG));
	diags_release(&diags);
	return result == -1 && said ? 0 : 1;
}

static void a_full_disk_loses_nothing(void **state)
{
	(void)state;
	put("a", "old");
	assert_int_equal(in_child(write_beyond_the_limit), 0);
	assert_holds("a", "old");
	assert_int_equal(entries(false), 1);
}

static int write_standard_output(void)
{
	if (!freopen("out", "w", stdout))
		return 9;
	printf("before, ");
	struct diags diags = {0};
	if (file_write("-", "written", 7, FILE_KEEP, NULL, &diags) != 0)
		return 1;
	if (!freopen("/dev/full", "w", stdout))
		return 9;
	if (file_write("-", "written", 7, FILE_KEEP, NULL, &diags) != -1 || diags.errors != 1)
		return 2;
	diags_release(&diags);
	return 0;
}

static void writes_standard_output(void **state)
{
	(void)state;
	assert_int_equal(in_child(write_standard_output), 0);
	assert_holds("out", "before, written");
}

/* Writes "new" with the n-th of these calls failing. Either it is all done, or nothing is. False once n is past the last. */
static bool write_with_fault(enum fail_call call, int n, enum file_overwrite overwrite, const char *old)
{
	entries(true);
	if (old)
		put("a", old);
	struct diags diags = {0};
	struct file_identity identity;
	fail_call(call, n, EIO);
	int result = file_write("a", "new", 3, overwrite, &identity, &diags);
	bool hit = fail_call_hit();
	fail_call(CALL_ANY, 0, 0);
	if (result == 0) {
		assert_holds("a", "new");
		assert_int_equal(diags.errors, 0);
	} else {
		assert_true(hit);
		assert_int_equal(diags.errors, 1);
		assert_non_null(strstr(diags.at[0].message, strerror(EIO)));
		if (old)
			assert_holds("a", old);
	}
	bool unlink_failed = hit && call == CALL_UNLINK; /* then the temporary is all that can be left */
	int expected = (result == 0 || old ? 1 : 0) + (unlink_failed ? 1 : 0);
	assert_int_equal(entries(false), expected);
	diags_release(&diags);
	return hit;
}

static void every_failing_call_is_survived(void **state)
{
	(void)state;
	static const int least_hits[CALL_KINDS] = {
		[CALL_OPEN] = 2, [CALL_READ] = 0, [CALL_WRITE] = 1, [CALL_FSYNC] = 2, [CALL_CLOSE] = 2, [CALL_LINK] = 1,
	};
	for (int named = 0; named < 2; named++) {
		name_all_files(named);
		for (int call = 0; call < CALL_KINDS; call++) {
			int n = 1, kept = 1;
			while (write_with_fault((enum fail_call)call, n, FILE_OVERWRITE, "old"))
				n++;
			while (write_with_fault((enum fail_call)call, kept, FILE_KEEP, NULL))
				kept++;
			assert_true(n - 1 >= (call == CALL_LINK && named ? 0 : least_hits[call]));
			assert_true(kept - 1 >= least_hits[call]);
		}
		assert_true(write_with_fault(CALL_RENAME, 1, FILE_OVERWRITE, "old"));
		assert_int_equal(write_with_fault(CALL_UNLINK, 1, FILE_KEEP, NULL), named);
	}
}

static void a_directory_that_cannot_be_synced_is_told(void **state)
{
	(void)state;
	struct diags diags = {0};
	fail_call(CALL_FSYNC, 2, EIO);
	assert_int_equal(file_write("a", "new", 3, FILE_KEEP, NULL, &diags), 0);
	assert_int_equal(diags.count, 1);
	assert_int_equal(diags.at[0].severity, SEVERITY_WARNING);
	assert_non_null(strstr(diags.at[0].message, "power cut"));
	diags_release(&diags);
}

/* Some file systems say only at close that the data did not arrive. */
static void a_failed_close_is_a_failed_write(void **state)
{
	(void)state;
	put("a", "old");
	fail_call(CALL_CLOSE, 1, EIO);
	assert_unwritable("a", FILE_OVERWRITE, strerror(EIO));
	assert_holds("a", "old");
}

static void without_hard_links_too(void **state)
{
	(void)state;
	name_all_files(true);
	fail_call(CALL_LINK, 1, EPERM);
	assert_writes("a", "new", FILE_KEEP);
	assert_true(fail_call_hit());
	assert_int_equal(entries(false), 1);
}

static void short_and_interrupted_writes(void **state)
{
	(void)state;
	shorten_writes(7);
	assert_writes("a", "a text that takes several writes to be written", FILE_KEEP);
	fail_call(CALL_WRITE, 3, EINTR);
	assert_writes("a", "another text that takes several writes to be written", FILE_OVERWRITE);
	assert_true(fail_call_hit());
	shorten_writes(0);
}

static int write_both_ways(void *context)
{
	(void)context;
	struct diags diags = {0};
	struct bytes out = {0};
	unlink("b");
	int result = file_write("a", "new", 3, FILE_OVERWRITE, NULL, &diags);
	if (result == 0)
		result = file_write("b", "new", 3, FILE_KEEP, NULL, &diags);
	if (result == 0)
		result = file_read("b", MOST, &out, NULL, &diags);
	assert_true(result == 0 || diags_failed(&diags));
	if (result == 0)
		assert_string_equal(out.at, "new");
	bytes_release(&out);
	diags_release(&diags);
	return result;
}

static void survives_every_failed_allocation(void **state)
{
	(void)state;
	put("a", "old");
	assert_true(fail_each_alloc(write_both_ways, NULL) >= 6);
	assert_int_equal(entries(false), 2);
}

/* Killed at the n-th call; false when it came to its end. How many files are left is in *left. */
static bool kill_a_writer(int n, bool named, int *left)
{
	entries(true);
	put("a", "old");
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct diags diags = {0};
		name_all_files(named);
		kill_at_call(CALL_ANY, n);
		shorten_writes(2);
		_exit(file_write("a", "new text", 8, FILE_OVERWRITE, NULL, &diags) != 0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	assert_true(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
	*left = entries(false);
	return killed;
}

static void a_kill_at_any_call_leaves_old_or_new(void **state)
{
	(void)state;
	for (int named = 0; named < 2; named++) {
		int old = 0, new = 0, littered = 0, left;
		bool killed = true;
		for (int n = 1; killed; n++) {
			killed = kill_a_writer(n, named, &left);
			struct file_identity identity;
			assert_true(file_identify("a", &identity));
			bool is_new = identity.size == 8;
			assert_holds("a", is_new ? "new text" : "old");
			old += !is_new;
			new += is_new;
			littered += left > 1;
			/* The next write to the same file removes what is left. */
			assert_writes("a", "newer", FILE_OVERWRITE);
			assert_int_equal(entries(false), 1);
		}
		assert_true(old >= 8); /* open, four writes, fsync, close, rename */
		assert_true(new >= 3); /* opening, syncing and closing the directory; and unharmed */
		if (named)
			assert_true(littered >= 7);
		else
			assert_int_equal(littered, 1); /* between its name and its place */
	}
}

/* A writer that is at it is not taken for one that was killed; nor is what is no temporary. */
static void what_is_left_is_told_from_what_is_written(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct file_output slow, other;
	name_all_files(true);
	assert_int_equal(file_begin("a", FILE_OVERWRITE, &slow, &diags), 0);
	assert_int_equal(file_begin("a", FILE_OVERWRITE, &other, &diags), 0);
	assert_int_equal(entries(false), 2);
	assert_writes("a", "quick", FILE_KEEP);
	assert_int_equal(file_add(&slow, "slow", 4, &diags), 0);
	assert_int_equal(file_end(&slow, NULL, &diags), 0);
	assert_holds("a", "slow");
	file_abandon(&other);
	assert_int_equal(entries(false), 1);
	/* Of several that were killed, all are removed. */
	for (int i = 0; i < 3; i++) {
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			for (int k = 0; k <= i; k++)
				file_begin("a", FILE_OVERWRITE, &other, &diags);
			_exit(0);
		}
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
	}
	assert_true(entries(false) > 1);
	assert_writes("b", "another", FILE_KEEP);
	assert_true(entries(false) > 2);
	assert_writes("a", "last", FILE_OVERWRITE);
	assert_int_equal(entries(false), 2);
	assert_int_equal(diags.count, 0);
}

/* Texts of one letter each: one that is torn shows. */
static size_t make_text(char *text, unsigned random)
{
	size_t size = 1 + random % 60000;
	memset(text, 'a' + (int)(random % 26), size);
	return size;
}

static void assert_whole(const char *path, bool *seen)
{
	struct bytes out = {0};
	struct diags diags = {0};
	assert_int_equal(file_read(path, MOST, &out, NULL, &diags), 0);
	assert_true(out.size > 0);
	for (size_t i = 1; i < out.size; i++)
		assert_int_equal(out.at[i], out.at[0]);
	seen[out.at[0] - 'a'] = true;
	bytes_release(&out);
}

static void a_kill_at_any_time_leaves_it_whole(void **state)
{
	(void)state;
	static char text[60001];
	bool seen[26] = {false};
	put("a", "aaaaaaa");
	for (unsigned round = 0; round < 60; round++) {
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			struct diags diags = {0};
			for (unsigned i = round * 7919;; i = i * 1103515245u + 12345u) {
				size_t size = make_text(text, i >> 8);
				if (file_write("a", text, size, FILE_OVERWRITE, NULL, &diags) != 0)
					_exit(1);
			}
		}
		/* Read while it writes, then kill it, then read what it left. */
		struct timespec pause = {.tv_nsec = 200000 + (long)(round * 137u % 60) * 100000};
		nanosleep(&pause, NULL);
		assert_whole("a", seen);
		assert_int_equal(kill(child, SIGKILL), 0);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_whole("a", seen);
	}
	int different = 0;
	for (int i = 0; i < 26; i++)
		different += seen[i];
	assert_true(different > 3); /* it did write */
}

static void make_many(bool named)
{
	enum { MAKERS = 12 };
	pid_t maker[MAKERS];
	fflush(stdout);
	for (int i = 0; i < MAKERS; i++) {
		maker[i] = fork();
		if (maker[i] == 0) {
			struct diags diags = {0};
			name_all_files(named);
			char text[2] = {(char)('a' + i), '\0'};
			_exit(file_write("a", text, 1, FILE_KEEP, NULL, &diags) != 0);
		}
	}
	int winners = 0, winner = -1;
	for (int i = 0; i < MAKERS; i++) {
		int status;
		assert_int_equal(waitpid(maker[i], &status, 0), maker[i]);
		assert_true(WIFEXITED(status));
		if (WEXITSTATUS(status) == 0) {
			winners++;
			winner = i;
		}
	}
	assert_int_equal(winners, 1);
	assert_holds("a", (char[]){(char)('a' + winner), '\0'});
	assert_int_equal(entries(false), 1);
}

static void of_many_makers_one_wins(void **state)
{
	(void)state;
	for (int named = 0; named < 2; named++) {
		entries(true);
		make_many(named);
	}
}

static void a_changed_file_is_another(void **state)
{
	(void)state;
	struct file_identity before, after;
	assert_writes("a", "text", FILE_KEEP);
	assert_true(file_identify("a", &before));
	struct timespec times[2] = {{.tv_sec = 1000}, {.tv_sec = 1000, .tv_nsec = 1}};
	assert_int_equal(utimensat(AT_FDCWD, "a", times, 0), 0);
	assert_true(file_identify("a", &after));
	assert_false(file_identity_equal(&before, &after));
	assert_true(after.modified_ns == INT64_C(1000000000001));
	assert_writes("b", "text", FILE_KEEP);
	assert_int_equal(utimensat(AT_FDCWD, "b", times, 0), 0);
	assert_true(file_identify("b", &before));
	assert_false(file_identity_equal(&before, &after));
	assert_false(file_identify("missing", &before));
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, enter_scratch, leave_scratch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(reads_all_of_it),
		IN_SCRATCH(refuses_to_read),
		IN_SCRATCH(reads_pipes),
		IN_SCRATCH(gives_up_waiting_when_told),
		IN_SCRATCH(a_reader_that_leaves_is_no_error),
		IN_SCRATCH(reads_whole_or_not_at_all),
		IN_SCRATCH(reads_standard_input),
		IN_SCRATCH(writes_new_and_over_old),
		IN_SCRATCH(keeps_permissions),
		IN_SCRATCH(keeps_what_is_there),
		IN_SCRATCH(refuses_to_write),
		IN_SCRATCH(writes_in_pieces),
		IN_SCRATCH(abandons_what_it_began),
		IN_SCRATCH(follows_links),
		IN_SCRATCH(writes_through_hard_links),
		IN_SCRATCH(checks_what_can_be_written),
		IN_SCRATCH(a_held_file_is_locked),
		IN_SCRATCH(writes_devices_in_place),
		IN_SCRATCH(a_read_only_file_stays),
		IN_SCRATCH(a_full_disk_loses_nothing),
		IN_SCRATCH(writes_standard_output),
		IN_SCRATCH(every_failing_call_is_survived),
		IN_SCRATCH(a_directory_that_cannot_be_synced_is_told),
		IN_SCRATCH(a_failed_close_is_a_failed_write),
		IN_SCRATCH(without_hard_links_too),
		IN_SCRATCH(short_and_interrupted_writes),
		IN_SCRATCH(survives_every_failed_allocation),
		IN_SCRATCH(a_kill_at_any_call_leaves_old_or_new),
		IN_SCRATCH(what_is_left_is_told_from_what_is_written),
		IN_SCRATCH(a_kill_at_any_time_leaves_it_whole),
		IN_SCRATCH(of_many_makers_one_wins),
		IN_SCRATCH(a_changed_file_is_another),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
