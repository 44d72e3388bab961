/* Progress on a terminal. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/utf8.h"

enum { QUIET_MS = 500, REPAINT_MS = 100 };

static int64_t now_ms(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct progress progress_start(const char *what, bool quiet)
{
	return (struct progress){.what = what, .wanted = !quiet && isatty(STDERR_FILENO), .started_ms = now_ms()};
}

void progress_update(struct progress *progress, double done, double total)
{
	if (!progress->wanted || !(total > 0) || !(done > 0))
		return;
	int64_t now = now_ms(), spent = now - progress->started_ms;
	if (spent < QUIET_MS || now - progress->painted_ms < REPAINT_MS)
		return;
	double left_s = (double)spent * (total - done) / done / 1000;
	fputs("\r\x1b[K", stderr);
	NUMBERED_ARGUMENTS fprintf(stderr, _("%1$s: %2$.0f of %3$.0f, %4$.0f s left"), progress->what, done, total,
				   left_s);
	fflush(stderr);
	progress->painted_ms = now;
	progress->shown = true;
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\x1b[K", stderr);
	progress->shown = false;
}

static bool go_on_waiting(void *context, const char *path, int waited_ms)
{
	const char **told = context;
	if (waited_ms < QUIET_MS || *told == path)
		return true;
	*told = path;
	struct bytes safe = {0};
	utf8_sanitise(&safe, path, strlen(path));
	fprintf(stderr, _("breakeven: note: waiting for '%s' to be written; Ctrl-C ends the wait"), bytes_text(&safe));
	fputc('\n', stderr);
	bytes_release(&safe);
	return true;
}

struct file_wait progress_wait(bool quiet, const char **told)
{
	bool wanted = !quiet && isatty(STDERR_FILENO);
	return (struct file_wait){.go_on = wanted ? go_on_waiting : NULL, .context = told};
}
