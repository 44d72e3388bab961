/*
 * The scenarios a command answers: each profile named on the command line, or each row of --scenarios over each of
 * them.
 *
 * All problems of all profiles and rows are told at once: when one is wrong, the others are still read for theirs, and
 * none more is handed out.
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
 * Reads the profiles, with what --set says, and the file of --scenarios. A name that is no file but a shipped profile's
 * opens that; with `shipped`, nothing but shipped profiles is looked for. Problems of all of them go to diags at once;
 * *scenarios is written on success only. paths and options are borrowed.
 */
enum scenarios_result scenarios_open(const char *const *path, size_t count, bool shipped, const struct options *options,
                                     struct diags *diags, struct scenarios **scenarios);
void scenarios_close(struct scenarios *scenarios);

/*
 * Reads scenarios in any order; a thread has one of its own. What one row does not change of the row before is not read
 * again. NULL when out of memory. The scenarios must outlive it.
 */
struct scenario_reader;
struct scenario_reader *scenario_reader_new(const struct scenarios *scenarios);
void scenario_reader_free(struct scenario_reader *reader); /* takes NULL */

/* A reader each for so many threads, or as many as there is memory for. 0, or -1 when there is none for any. */
struct scenario_readers {
	struct scenario_reader *at[PARALLEL_MOST_THREADS];
	int count;
};

int scenario_readers_init(const struct scenarios *scenarios, int threads, struct scenario_readers *readers);
void scenario_readers_release(struct scenario_readers *readers);

/*
 * The index-th scenario: profile by profile, row by row. 0, or -1 with errors in diags. What it lends lives until the
 * next call.
 */
int scenario_read(struct scenario_reader *reader, size_t index, struct diags *diags, struct scenario *scenario);

/*
 * Reads every scenario once, on so many threads, so that nothing is found wrong after an hour's work. 0, or -1 with the
 * errors of all of them in diags, where the warnings go too: what is read after this is neither checked nor warned of
 * again.
 */
int scenarios_check(struct scenarios *scenarios, int threads, struct diags *diags);

/*
 * One after another, for those who need no more. 1; 0 when there are no more; -1 when something was wrong with any, its
 * errors in diags. What it lends lives until the next call.
 */
int scenario_next(struct scenarios *scenarios, struct diags *diags, struct scenario *scenario);

/* The plan of the scenario handed out last becomes the caller's, to be freed with plan_free. */
struct plan *scenario_take(struct scenarios *scenarios);

/*
 * How many there are (profiles × rows), how many profiles, and the stamp of each profile. The stamps live as long as
 * the scenarios.
 */
size_t scenarios_count(const struct scenarios *scenarios);
size_t scenarios_profiles(const struct scenarios *scenarios);
const struct stamp_input *scenarios_inputs(const struct scenarios *scenarios);
const struct stamp_input *scenarios_file(const struct scenarios *scenarios); /* NULL: none */

#endif
