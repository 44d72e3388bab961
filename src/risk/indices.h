/*
 * Variance-based sensitivity indices of functions of independent inputs.
 *
 * First-order index: the share of an output's variance due to the input alone. Total index: the share due to the
 * input including its interactions. Estimators: Saltelli et al. 2010 for the first (the outputs centred), Jansen
 * 1999 for the second. docs/simulation.md.
 */
#ifndef RISK_INDICES_H
#define RISK_INDICES_H

#include <stdbool.h>
#include <stddef.h>

#include "model/tape.h"
#include "risk/parallel.h"
#include "risk/sampler.h"

struct indices_problem {
	size_t input_count, output_count;
	/*
	 * Draws SAMPLER_TRIALS points from number `first` on into draws[block * input_count + i][lane]; `second` asks
	 * for points independent of the first set. Called from several threads.
	 */
	void (*draw)(void *context, bool second, size_t first, double (*draws)[LANES]);
	/* Computes outputs[output][lane] of one block. `thread` identifies the calling thread. */
	void (*evaluate)(void *context, int thread, const double (*inputs)[LANES], double (*outputs)[LANES]);
	void *context;
};

enum indices_status {
	INDICES_OK,
	INDICES_SKIPPED,
	INDICES_CONSTANT, /* the output does not vary */
	INDICES_OVERFLOW  /* some output overflows */
};

/* Numbers are 0 where the status is not INDICES_OK. */
struct indices {
	enum indices_status status;
	double first, total;
	/*
	 * Standard errors from the means of consecutive batches of points; overestimated for Sobol points. The first
	 * index cannot exceed the total: if its estimate does, each error is at least half of the excess.
	 */
	double first_error, total_error;
	double variance; /* of the output */
};

enum indices_result { INDICES_DONE, INDICES_ENDED, INDICES_NO_MEMORY };

/*
 * From `chunks` x SAMPLER_TRIALS points, each evaluated input_count + 2 times; result[output * input_count + input].
 * `skip` (NULL: none) marks inputs to leave out. INDICES_ENDED if the watch stopped it; result is then untouched.
 */
enum indices_result indices_estimate(const struct indices_problem *problem, size_t chunks, const bool *skip,
				     int threads, const struct watch *watch, struct indices *result);

#endif
