/* Inside cli/: a profile of the scenarios, opened once and then only read. */
#ifndef CLI_SCENARIO_PROFILE_H
#define CLI_SCENARIO_PROFILE_H

#include "base/diag.h"
#include "base/file.h"
#include "cli/options.h"
#include "cli/scenario.h"
#include "document/stamp.h"
#include "plan/plan.h"

struct profile {
	const char *name;     /* for outputs: the path as given, or "stdin" */
	struct source source; /* including --set */
	struct plan *plan;    /* as read when it was opened; NULL after it was taken, until it is read again */
	char *plan_name;      /* as in its title */
	char *fx_date;        /* NULL: none */
	struct diags noticed; /* the warnings when it was opened */
};

/*
 * Reads a profile, with --set, and its plan, whose options must include those of --option. Fills in its stamp, which
 * borrows from it. Unless it is SCENARIOS_OPEN, the errors are in diags. Call profile_release in any case.
 */
enum scenarios_result profile_open(const char *path, bool shipped, const struct options *options,
				   const struct file_wait *wait, struct profile *profile, struct stamp_input *input,
				   struct diags *diags);
void profile_release(struct profile *profile);

/* A pipe can be read only once. 0, or -1 with an error for each that these and --scenarios name again. */
int profiles_check_pipes(const char *const *path, size_t count, const struct options *options, struct diags *diags);

#endif
