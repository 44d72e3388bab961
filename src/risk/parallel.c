/* Threads that take numbered pieces of work. */
#ifdef __linux__
#define _GNU_SOURCE /* pthread_attr_setaffinity_np */
#endif
#include "risk/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#ifdef __linux__
#include <sched.h>
#endif

struct job {
	void (*work)(void *context, size_t piece, int thread);
	void *context;
	size_t pieces;
	atomic_size_t taken, done;
	atomic_bool ended;
};

struct worker {
	struct job *job;
	int thread;
};

/* Does one piece; false when there is none left, or no more are wanted. */
static bool do_piece(struct job *job, int thread)
{
	size_t piece;

	if (atomic_load(&job->ended))
		return false;
	piece = atomic_fetch_add(&job->taken, 1);
	if (piece >= job->pieces)
		return false;
	job->work(job->context, piece, thread);
	atomic_fetch_add(&job->done, 1);
	return true;
}

static void *run_worker(void *context)
{
	struct worker *worker = context;

	while (do_piece(worker->job, worker->thread))
		continue;
	return NULL;
}

/*
 * Helpers begin beside the caller, not behind it: where the processors are not told apart, Linux may queue a new thread on the processor of the one
 * that made it, and take milliseconds to move it, longer than many a piece of work. A hint: what cannot be had is left.
 */
static void stay_away(pthread_attr_t *attributes)
{
#ifdef __linux__
	cpu_set_t set;
	int here = sched_getcpu();

	if (here < 0 || sched_getaffinity(0, sizeof set, &set) != 0)
		return;
	CPU_CLR((size_t)here, &set);
	if (CPU_COUNT(&set) > 0)
		pthread_attr_setaffinity_np(attributes, sizeof set, &set);
#else
	(void)attributes;
#endif
}

int parallel_threads(int threads)
{
	return threads < 1 ? 1 : threads > PARALLEL_MOST_THREADS ? PARALLEL_MOST_THREADS : threads;
}

size_t parallel_run(int threads, size_t pieces, void (*work)(void *context, size_t piece, int thread), void *context,
                    const struct watch *watch)
{
	struct job job = {.work = work, .context = context, .pieces = pieces};
	struct worker worker[PARALLEL_MOST_THREADS];
	pthread_t id[PARALLEL_MOST_THREADS];
	pthread_attr_t attributes;
	int helpers = 0, wanted = parallel_threads(threads) - 1;

	if ((size_t)wanted >= pieces)
		wanted = pieces > 0 ? (int)pieces - 1 : 0;
	bool attributes_made = wanted > 0 && pthread_attr_init(&attributes) == 0;

	if (attributes_made)
		stay_away(&attributes);
	for (; attributes_made && helpers < wanted; helpers++) {
		worker[helpers] = (struct worker){&job, helpers + 1};
		if (pthread_create(&id[helpers], &attributes, run_worker, &worker[helpers]) != 0)
			break;
	}
	if (attributes_made)
		pthread_attr_destroy(&attributes);
	while (do_piece(&job, 0))
		if (watch != NULL && watch->go_on != NULL && !watch->go_on(watch->context, atomic_load(&job.done), pieces))
			atomic_store(&job.ended, true);
	for (int i = 0; i < helpers; i++)
		pthread_join(id[i], NULL);
	return atomic_load(&job.done);
}
