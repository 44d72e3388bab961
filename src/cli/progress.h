/* Progress on standard error: only on a terminal, only after half a second, with the time left; erased at the end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/file.h"

struct progress {
	const char *what; /* "trials"; borrowed */
	bool wanted;      /* false: nothing is ever shown */
	bool shown;
	int64_t started_ms, painted_ms; /* of the monotonic clock */
};

struct progress progress_start(const char *what, bool quiet);

/* Reports that `done` of `total` is done. May be called at any rate: it paints at most ten times a second. */
void progress_update(struct progress *progress, double done, double total);
void progress_end(struct progress *progress);

/*
 * For reading a pipe: after half a second, says what is waited for. told: the path last reported, initially NULL; kept
 * by the caller.
 */
struct file_wait progress_wait(bool quiet, const char **told);

#endif
