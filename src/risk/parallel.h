/*
 * Pieces of work over threads. Pieces are taken in order and share nothing but what `work` gives them, so results do
 * not depend on the threads. The caller's thread works too, and is the only one that reports. If a thread cannot be
 * created, the others do its share.
 */
#ifndef RISK_PARALLEL_H
#define RISK_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

#define PARALLEL_MOST_THREADS 64

/*
 * Called on the caller's thread after each of its pieces; returns false to stop before further pieces. NULL: not
 * called.
 */
struct watch {
	bool (*go_on)(void *context, size_t done, size_t total);
	void *context;
};

/* Clamps the number of threads to 1 … the maximum. */
int parallel_threads(int threads);

/*
 * The caller and its helpers, created when first needed and kept until crew_free: jobs of less than a millisecond often
 * follow each other (tables, trials, statistics), and creating a thread takes a good part of a millisecond. Between
 * jobs helpers spin briefly, then sleep. crew_new returns NULL when out of memory.
 */
struct crew;
struct crew *crew_new(int threads);
void crew_free(struct crew *crew); /* takes NULL */

/*
 * Calls work(context, piece, thread) for each piece below `pieces`; thread is below parallel_threads(threads).
 * Returns how many pieces were done, always the first ones; fewer than all only if the watch stopped the job. A crew
 * runs one job at a time; without a crew (NULL) the caller works alone.
 */
size_t crew_run(struct crew *crew, size_t pieces, void (*work)(void *context, size_t piece, int thread), void *context,
                const struct watch *watch);

/* The same with a temporary crew. */
size_t parallel_run(int threads, size_t pieces, void (*work)(void *context, size_t piece, int thread), void *context,
                    const struct watch *watch);

#endif
