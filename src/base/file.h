/*
 * Reading files whole, and writing them whole or not at all.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/temporary.h"

struct diags;

/* Tells whether a file is still the one that was read. */
struct file_identity {
	uint64_t device, inode, size;
	int64_t modified_ns; /* since the epoch */
};

/*
 * Reads what stands at path to its end ("-": standard input), at most `most` bytes, into *out, which must be empty: a
 * file, or a pipe or device, of which the latter gives 1 MiB at most. No directory. identity may be NULL. 0, or -1 with
 * an error in diags; *out is then empty.
 */
int file_read(const char *path, size_t most, struct bytes *out, struct file_identity *identity,
              struct diags *diags);

/* How long to wait for a pipe: go_on is called every 100 ms without data; false gives up. */
struct file_wait {
	bool (*go_on)(void *context, const char *path, int waited_ms); /* NULL: waits as long as it takes */
	void *context;
};

/* file_read that waits for a pipe only as long as `wait` says. */
int file_read_waiting(const char *path, size_t most, const struct file_wait *wait, struct bytes *out,
                      struct file_identity *identity, struct diags *diags);

/*
 * True where path is something other than a regular file ("-": always): it cannot be read a second time, nor written
 * back.
 */
bool file_is_stream(const char *path);

enum file_overwrite { FILE_KEEP, FILE_OVERWRITE };

/*
 * 0 where path can be written now: it may be replaced or does not exist, and its directory is writable; else -1 with an
 * error in diags.
 */
int file_check(const char *path, enum file_overwrite overwrite, struct diags *diags);

/*
 * Writes data as path: into a temporary beside it (base/temporary.h), fsync, then put over it (or, with FILE_KEEP,
 * linked into place so that an existing file is never replaced, not even in a race), then fsync of the directory. A
 * file that was there keeps its permissions; symbolic links are followed where the system lets one, so a linked file
 * stays linked; one with other names (hard links) is written in place, as all of them are the same file. "-" is
 * standard output, whose reader may leave. 0, or -1 with an error in diags, the old content untouched and no temporary
 * left. identity, which may be NULL, is set on success.
 */
int file_write(const char *path, const void *data, size_t size, enum file_overwrite overwrite,
               struct file_identity *identity, struct diags *diags);

/*
 * The same, and the file stays locked (lock_state in base/temporary.h) until *held, a descriptor, is closed: who finds
 * it can tell whether it is still in use.
 */
int file_write_held(const char *path, const void *data, size_t size, enum file_overwrite overwrite, int *held,
                    struct diags *diags);

/*
 * file_write in pieces: file_begin, file_add as often as there is something, then file_end, or file_abandon. What a
 * file was before, it stays until file_end; to standard output and devices each piece goes at once. All but
 * file_abandon return 0, or -1 with an error in diags, and the file is then abandoned. Where the reader of a pipe has
 * left they return -1 without an error, and set reader_left.
 */
struct file_output {
	const char *path; /* borrowed */
	enum file_overwrite overwrite;
	bool replaces;    /* there is a file already, of this status */
	struct stat old;
	bool reader_left;  /* nobody reads what is written: no error, and nothing was added to diags */
	struct bytes real; /* its name behind all links */
	int device;        /* where it is one; else -1 */
	struct temporary temporary;
};

int file_begin(const char *path, enum file_overwrite overwrite, struct file_output *output, struct diags *diags);
int file_add(struct file_output *output, const void *data, size_t size, struct diags *diags);
int file_end(struct file_output *output, struct file_identity *identity, struct diags *diags);
void file_abandon(struct file_output *output);

/* The identity of what stands at path now. false: nothing there, or not to be told. */
bool file_identify(const char *path, struct file_identity *identity);
bool file_identity_equal(const struct file_identity *a, const struct file_identity *b);
void file_identity_set(const struct stat *status, struct file_identity *identity);

/* True when nothing stands at path; false, too, when that cannot be told. */
bool file_is_absent(const char *path);

/* The size of path's directory, its last slash included; 0 where it has none. */
size_t file_directory_size(const char *path);

/* An error about a file; with the system's words for errno, "what: why". */
void file_complain(struct diags *diags, const char *path, const char *what);
void file_complain_errno(struct diags *diags, const char *path, const char *what);

#endif
