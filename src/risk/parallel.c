/* Threads that take numbered pieces of work. */
#include "risk/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

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
	int helpers = 0, wanted = parallel_threads(threads) - 1;

	if ((size_t)wanted >= pieces)
		wanted = pieces > 0 ? (int)pieces - 1 : 0;
	for (; helpers < wanted; helpers++) {
		worker[helpers] = (struct worker){&job, helpers + 1};
		if (pthread_create(&id[helpers], NULL, run_worker, &worker[helpers]) != 0)
			break;
	}
	while (do_piece(&job, 0))
		if (watch != NULL && watch->go_on != NULL && !watch->go_on(watch->context, atomic_load(&job.done), pieces))
			atomic_store(&job.ended, true);
	for (int i = 0; i < helpers; i++)
		pthread_join(id[i], NULL);
	return atomic_load(&job.done);
}
