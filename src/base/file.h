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
 * Reads a file, pipe or device ("-": standard input) to its end, at most `most` bytes, and of a device at most 1 MiB.
 * *out must be empty. A directory is an error. identity may be NULL. 0, or -1 with an error in diags; *out is then
 * empty.
 */
int file_read(const char *path, size_t most, struct bytes *out, struct file_identity *identity,
              struct diags *diags);

/* How long to wait for a pipe: go_on is called every 100 ms without data and returns false to give up. */
struct file_wait {
	bool (*go_on)(void *context, const char *path, int waited_ms); /* NULL: waits without limit */
	void *context;
};

/* file_read, but waits for a pipe only as long as `wait` says. */
int file_read_waiting(const char *path, size_t most, const struct file_wait *wait, struct bytes *out,
                      struct file_identity *identity, struct diags *diags);

/* True if path is not a regular file ("-": always): it cannot be read a second time, nor written back. */
bool file_is_stream(const char *path);

enum file_overwrite { FILE_KEEP, FILE_OVERWRITE };

/*
 * 0 if path can be written now: it does not exist or may be replaced, and its directory is writable; else -1 with an
 * error in diags.
 */
int file_check(const char *path, enum file_overwrite overwrite, struct diags *diags);

/*
 * Writes data to path: into a temporary beside it (base/temporary.h), fsync, rename over it (or, with FILE_KEEP, link
 * into place, so that an existing file is never replaced, not even in a race), then fsync of the directory. An existing
 * file keeps its permissions. Symbolic links are followed where the system permits it, so a linked file stays linked; a
 * file with several names (hard links) is written in place, so that all of them stay the same file. "-" is standard
 * output, whose reader may close it. 0, or -1 with an error in diags, the old content untouched and no temporary left.
 * identity, which may be NULL, is set on success.
 */
int file_write(const char *path, const void *data, size_t size, enum file_overwrite overwrite,
               struct file_identity *identity, struct diags *diags);

/*
 * The same, and the file stays locked (lock_state in base/temporary.h) until *held, a descriptor, is closed: others can
 * tell that it is still in use.
 */
int file_write_held(const char *path, const void *data, size_t size, enum file_overwrite overwrite, int *held,
                    struct diags *diags);

/*
 * file_write in pieces: file_begin, any number of file_add, then file_end, or file_abandon. The old file stays until
 * file_end; standard output and devices get each piece at once. All but file_abandon return 0, or -1 with an error in
 * diags, and the file is then abandoned. If the reader of a pipe has closed it, they return -1 without an error and set
 * reader_left.
 */
struct file_output {
	const char *path; /* borrowed */
	enum file_overwrite overwrite;
	bool replaces;    /* a file with this status exists */
	struct stat old;
	bool reader_left;  /* nobody reads the output any more: no error, and nothing was added to diags */
	struct bytes real; /* its path with all links resolved */
	int device;        /* its descriptor if it is a device; else -1 */
	struct temporary temporary;
};

int file_begin(const char *path, enum file_overwrite overwrite, struct file_output *output, struct diags *diags);
int file_add(struct file_output *output, const void *data, size_t size, struct diags *diags);
int file_end(struct file_output *output, struct file_identity *identity, struct diags *diags);
void file_abandon(struct file_output *output);

/* The identity of the file at path now. false: there is none, or it is unknown. */
bool file_identify(const char *path, struct file_identity *identity);
bool file_identity_equal(const struct file_identity *a, const struct file_identity *b);
void file_identity_set(const struct stat *status, struct file_identity *identity);

/* True if nothing exists at path; false also if that cannot be determined. */
bool file_is_absent(const char *path);

/* The length of path's directory, including its last slash; 0 if it has none. */
size_t file_directory_size(const char *path);

/* Adds an error about a file; file_complain_errno appends the system's text for errno: "what: why". */
void file_complain(struct diags *diags, const char *path, const char *what);
void file_complain_errno(struct diags *diags, const char *path, const char *what);

#endif
