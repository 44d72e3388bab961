/*
 * The scenarios a command answers: each profile on the command line, or each row of --scenarios applied to each of
 * them.
 *
 * The problems of all profiles and rows are reported at once: if one is wrong, the others are still read to report
 * theirs, and no more are handed out.
 */
#ifndef CLI_SCENARIO_H
#define CLI_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "document/stamp.h"
#include "plan/plan.h"
#include "risk/parallel.h"

struct options;
struct scenarios;

struct scenario {
	const char *name;      /* in messages: the path as given, or "path:row name" */
	const char *title;     /* for people: the plan's title (answer/title.h) and the row's name */
	const char *path;      /* of the profile, as given: the CSV column `profile`. Lives as long as the scenarios */
	const char *row; /* the name of the scenario's row: the CSV column `scenario`; NULL: none. Lives as long */
	size_t profile;        /* which of the profiles, from 0 */
	struct plan *plan;     /* owned by the reader until its next call, unless taken */
};

enum scenarios_result { SCENARIOS_OPEN, SCENARIOS_WRONG, SCENARIOS_UNREADABLE };

/*
 * Reads the profiles, applies --set, and reads the file of --scenarios. A name that is not a file but a shipped
 * profile's opens that; with `shipped`, only shipped profiles are looked up. All problems go to diags at once;
 * *scenarios is written on success only. paths and options are borrowed.
 */
enum scenarios_result scenarios_open(const char *const *path, size_t count, bool shipped, const struct options *options,
                                     struct diags *diags, struct scenarios **scenarios);
void scenarios_close(struct scenarios *scenarios);

/*
 * Reads scenarios in any order; each thread has its own. Values that a row leaves as in the row before are not read
 * again. The scenarios must outlive it. NULL when out of memory.
 */
struct scenario_reader;
struct scenario_reader *scenario_reader_new(const struct scenarios *scenarios);
void scenario_reader_free(struct scenario_reader *reader); /* takes NULL */

/* Readers for this many threads, or as many as memory allows. 0, or -1 if there is no memory for any. */
struct scenario_readers {
	struct scenario_reader *at[PARALLEL_MOST_THREADS];
	int count;
};

int scenario_readers_init(const struct scenarios *scenarios, int threads, struct scenario_readers *readers);
void scenario_readers_release(struct scenario_readers *readers);

/*
 * The index-th scenario: profile by profile, row by row. 0, or -1 with errors in diags. What it lends is valid until
 * the next call.
 */
int scenario_read(struct scenario_reader *reader, size_t index, struct diags *diags, struct scenario *scenario);

/*
 * Reads every scenario once, on several threads, so that no error is found after an hour's work. 0, or -1 with the
 * errors of all in diags. Warnings go there too: scenarios read after this are neither checked nor warned about again.
 */
int scenarios_check(struct scenarios *scenarios, int threads, struct diags *diags);

/*
 * One by one, for callers that need no more. 1; 0 at the end; -1 if any had errors, which are in diags. What it lends
 * is valid until the next call.
 */
int scenario_next(struct scenarios *scenarios, struct diags *diags, struct scenario *scenario);

/* Hands the plan of the last scenario over to the caller, who frees it with plan_free. */
struct plan *scenario_take(struct scenarios *scenarios);

/*
 * The number of scenarios (profiles × rows), the number of profiles, and the stamp of each profile. The stamps live as
 * long as the scenarios.
 */
size_t scenarios_count(const struct scenarios *scenarios);
size_t scenarios_profiles(const struct scenarios *scenarios);
const struct stamp_input *scenarios_inputs(const struct scenarios *scenarios);
const struct stamp_input *scenarios_file(const struct scenarios *scenarios); /* NULL: none */

#endif
