/* Crews: every piece once, by a thread of its own number, job after job, however long the helpers have waited. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "fail_alloc.h"
#include "risk/parallel.h"

enum { MOST_PIECES = 64, THREADS = 6 };

struct tally {
	atomic_int done[MOST_PIECES];
	atomic_int at[PARALLEL_MOST_THREADS]; /* work that goes on under a thread's number */
	atomic_int wrong;
	int threads;
};

static void pause_for(long nanoseconds)
{
	nanosleep(&(struct timespec){.tv_nsec = nanoseconds}, NULL);
}

static void do_nothing(void *context, size_t piece, int thread)
{
	(void)piece;
	(void)thread;
	atomic_fetch_add((atomic_int *)context, 1);
}

static void count(void *context, size_t piece, int thread)
{
	struct tally *tally = context;
	bool sound = thread >= 0 && thread < tally->threads && piece < MOST_PIECES;
	if (sound && atomic_fetch_add(&tally->at[thread], 1) == 0) {
		atomic_fetch_add(&tally->done[piece], 1);
		if (piece % 7 == 0)
			pause_for(1000);
		atomic_fetch_sub(&tally->at[thread], 1);
	} else {
		atomic_fetch_add(&tally->wrong, 1);
	}
}

static void assert_counts(struct tally *tally, size_t pieces)
{
	assert_int_equal(tally->wrong, 0);
	for (size_t i = 0; i < MOST_PIECES; i++)
		assert_int_equal(tally->done[i], i < pieces);
}

static void does_each_piece_once_job_after_job(void **state)
{
	(void)state;
	for (int threads = 0; threads <= THREADS; threads++) {
		struct crew *crew = crew_new(threads);
		assert_non_null(crew);
		for (int job = 0; job < 400; job++) {
			struct tally tally = {.threads = parallel_threads(threads)};
			size_t pieces = (size_t)job % (MOST_PIECES + 1);
			assert_int_equal(crew_run(crew, pieces, count, &tally, NULL), pieces);
			assert_counts(&tally, pieces);
			if (job % 40 == 0)
				pause_for(2000000); /* until the helpers sleep */
		}
		crew_free(crew);
	}
	crew_free(NULL);
}

static void does_it_alone_without_a_crew(void **state)
{
	(void)state;
	struct tally tally = {.threads = 1};
	assert_int_equal(crew_run(NULL, MOST_PIECES, count, &tally, NULL), MOST_PIECES);
	assert_counts(&tally, MOST_PIECES);
}

static void run_once(void)
{
	struct tally tally = {.threads = THREADS};
	assert_int_equal(parallel_run(THREADS, MOST_PIECES, count, &tally, NULL), MOST_PIECES);
	assert_counts(&tally, MOST_PIECES);
}

static void does_it_alone_without_memory(void **state)
{
	(void)state;
	fail_alloc(1);
	run_once();
	assert_true(fail_alloc_hit());
	fail_alloc(0);
	fail_alloc(1);
	assert_null(crew_new(THREADS));
	fail_alloc(0);
	run_once();
}

static bool until_a_third(void *context, size_t done, size_t total)
{
	(void)context;
	return done < total / 3;
}

static void a_watch_ends_it(void **state)
{
	(void)state;
	const struct watch watch = {until_a_third, NULL};
	for (int threads = 1; threads <= THREADS; threads++) {
		struct crew *crew = crew_new(threads);
		struct tally tally = {.threads = threads};
		size_t done = crew_run(crew, MOST_PIECES, count, &tally, &watch);
		assert_true(done >= MOST_PIECES / 3 && done <= MOST_PIECES);
		assert_counts(&tally, done); /* the first ones */
		crew_free(crew);
	}
}

static void a_crew_that_never_worked_is_let_go(void **state)
{
	(void)state;
	atomic_int done = 0;
	crew_free(crew_new(THREADS));
	struct crew *crew = crew_new(THREADS);
	assert_int_equal(crew_run(crew, 0, do_nothing, &done, NULL), 0);
	assert_int_equal(crew_run(crew, 1, do_nothing, &done, NULL), 1);
	assert_int_equal(done, 1);
	crew_free(crew);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(does_each_piece_once_job_after_job),
		cmocka_unit_test(does_it_alone_without_a_crew),
		cmocka_unit_test(does_it_alone_without_memory),
		cmocka_unit_test(a_watch_ends_it),
		cmocka_unit_test(a_crew_that_never_worked_is_let_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
