/* Threads that take numbered pieces of work. */
#ifdef __linux__
#define _GNU_SOURCE /* pthread_attr_setaffinity_np */
#endif
#include "risk/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { LOOKS = 200 }; /* spins before sleeping: about 0.1 ms */

struct job {
	void (*work)(void *context, size_t piece, int thread);
	void *context;
	size_t pieces;
	atomic_size_t taken, done;
	atomic_bool ended;
	int wanted, joined; /* helpers; under the crew's lock */
	atomic_int at_work; /* helpers that have joined and not yet left */
};

struct crew {
	int threads; /* the caller and the most helpers */
	int helpers; /* created so far */
	pthread_t helper[PARALLEL_MOST_THREADS];
	pthread_mutex_t lock; /* protects the members below */
	pthread_cond_t called, left;
	struct job *job;      /* open for helpers to join; NULL: none */
	atomic_uint calls;    /* incremented for every job and at shutdown */
	bool over;
};

/* Does one piece; false if none is left or the watch has stopped the job. */
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

/*
 * Waits for the next call. Returns false at shutdown. *job is NULL if the job needs no more helpers; otherwise
 * *thread is this helper's number in it.
 */
static bool await_call(struct crew *crew, unsigned *seen, struct job **job, int *thread)
{
	bool goes_on;

	for (int i = 0; i < LOOKS && atomic_load(&crew->calls) == *seen; i++)
		sched_yield();
	pthread_mutex_lock(&crew->lock);
	while (atomic_load(&crew->calls) == *seen)
		pthread_cond_wait(&crew->called, &crew->lock);
	*seen = atomic_load(&crew->calls);
	goes_on = !crew->over;
	*job = crew->job != NULL && crew->job->joined < crew->job->wanted ? crew->job : NULL;
	if (*job != NULL) {
		*thread = ++(*job)->joined;
		atomic_fetch_add(&(*job)->at_work, 1);
	}
	pthread_mutex_unlock(&crew->lock);
	return goes_on;
}

static void *help(void *context)
{
	struct crew *crew = context;
	struct job *job;
	unsigned seen = 0;
	int thread = 0;

	while (await_call(crew, &seen, &job, &thread)) {
		if (job == NULL)
			continue;
		while (do_piece(job, thread))
			continue;
		pthread_mutex_lock(&crew->lock);
		atomic_fetch_sub(&job->at_work, 1); /* once unlocked, the job may no longer exist */
		pthread_cond_signal(&crew->left);
		pthread_mutex_unlock(&crew->lock);
	}
	return NULL;
}

/*
 * Starts helpers on another processor than the caller's: without an affinity, Linux may queue a new thread on its
 * creator's processor and take milliseconds to migrate it, longer than many jobs. A hint: failure is ignored.
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

/* Creates helpers until there are `wanted`, or as many as the system allows. */
static void make_helpers(struct crew *crew, int wanted)
{
	pthread_attr_t attributes;

	if (crew->helpers >= wanted || pthread_attr_init(&attributes) != 0)
		return;
	stay_away(&attributes);
	while (crew->helpers < wanted && pthread_create(&crew->helper[crew->helpers], &attributes, help, crew) == 0)
		crew->helpers++;
	pthread_attr_destroy(&attributes);
}

/* Wakes the helpers: for a new job, or for shutdown. */
static void call(struct crew *crew, struct job *job, bool over)
{
	pthread_mutex_lock(&crew->lock);
	crew->job = job;
	crew->over = over;
	atomic_fetch_add(&crew->calls, 1);
	pthread_cond_broadcast(&crew->called);
	pthread_mutex_unlock(&crew->lock);
}

/* Closes the job to further helpers and waits for those that joined. */
static void dismiss(struct crew *crew, const struct job *job)
{
	pthread_mutex_lock(&crew->lock);
	crew->job = NULL;
	pthread_mutex_unlock(&crew->lock);
	for (int i = 0; i < LOOKS && atomic_load(&job->at_work) > 0; i++)
		sched_yield();
	pthread_mutex_lock(&crew->lock);
	while (atomic_load(&job->at_work) > 0)
		pthread_cond_wait(&crew->left, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

int parallel_threads(int threads)
{
	return threads < 1 ? 1 : threads > PARALLEL_MOST_THREADS ? PARALLEL_MOST_THREADS : threads;
}

struct crew *crew_new(int threads)
{
	struct crew *crew = calloc(1, sizeof *crew);

	if (crew == NULL)
		return NULL;
	crew->threads = parallel_threads(threads);
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->called, NULL);
	pthread_cond_init(&crew->left, NULL);
	return crew;
}

void crew_free(struct crew *crew)
{
	if (crew == NULL)
		return;
	call(crew, NULL, true);
	for (int i = 0; i < crew->helpers; i++)
		pthread_join(crew->helper[i], NULL);
	pthread_cond_destroy(&crew->left);
	pthread_cond_destroy(&crew->called);
	pthread_mutex_destroy(&crew->lock);
	free(crew);
}

size_t crew_run(struct crew *crew, size_t pieces, void (*work)(void *context, size_t piece, int thread), void *context,
                const struct watch *watch)
{
	int helpers = crew == NULL || pieces == 0      ? 0
		      : (size_t)crew->threads > pieces ? (int)pieces - 1
						       : crew->threads - 1;
	struct job job = {.work = work, .context = context, .pieces = pieces, .wanted = helpers};

	if (helpers > 0) {
		make_helpers(crew, helpers);
		call(crew, &job, false);
	}
	while (do_piece(&job, 0))
		if (watch != NULL && watch->go_on != NULL &&
		    !watch->go_on(watch->context, atomic_load(&job.done), pieces))
			atomic_store(&job.ended, true);
	if (helpers > 0)
		dismiss(crew, &job);
	return atomic_load(&job.done);
}

size_t parallel_run(int threads, size_t pieces, void (*work)(void *context, size_t piece, int thread), void *context,
                    const struct watch *watch)
{
	/* Without memory for a crew the caller works alone. */
	struct crew *crew = threads > 1 && pieces > 1 ? crew_new(threads) : NULL;
	size_t done = crew_run(crew, pieces, work, context, watch);

	crew_free(crew);
	return done;
}
