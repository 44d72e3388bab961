/*
 * Progress on standard error: only on a terminal, only after half a second, with the time left; wiped when it is over.
 */
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

/* done of total; may be called as often as one likes: it paints ten times a second at most. */
void progress_update(struct progress *progress, double done, double total);
void progress_end(struct progress *progress);

/*
 * Reading a pipe: what is waited for is said after half a second. told: the path that was named last, NULL at first;
 * kept by the caller.
 */
struct file_wait progress_wait(bool quiet, const char **told);

#endif
