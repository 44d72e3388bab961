/*
 * The draws of a plan's uncertain inputs, trial by trial.
 *
 * A draw depends on (seed, the input's name, the trial's number) alone; with Sobol points, on the input's place among
 * the uncertain ones (benefits first, then business and demand) instead of its name. Inputs that a correlation names
 * are drawn together (Gaussian copula). Draws come in blocks of LANES trials, as the model takes them.
 */
#ifndef RISK_SAMPLER_H
#define RISK_SAMPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/tape.h"
#include "plan/plan.h"

enum sampling { SAMPLING_RANDOM, SAMPLING_SOBOL };

#define SAMPLER_BLOCKS 32                           /* blocks drawn at once */
#define SAMPLER_TRIALS (SAMPLER_BLOCKS * LANES)     /* trials drawn at once */
#define SAMPLER_MOST_TRIALS 10000000

struct crew;

struct sampler_spec {
	uint64_t seed;
	enum sampling sampling;
	const struct sampler *like; /* equal tables are copied from it; may be NULL */
	struct crew *crew; /* computes the tables; NULL: the caller alone */
	bool second; /* a second set of draws, independent of the first: the other matrix of Sobol indices */
};

struct sampler;

/* True if the plan has at most as many uncertain inputs as Sobol points have dimensions (with `sets` sets of draws). */
bool sampler_can(const struct plan *plan, enum sampling sampling, size_t sets);

/* 0, or -1 when out of memory. The plan must outlive it. */
int sampler_new(const struct plan *plan, const struct sampler_spec *spec, struct sampler **sampler);
void sampler_free(struct sampler *sampler);

/* The uncertain inputs, in the plan's order. */
size_t sampler_input_count(const struct sampler *sampler);
const struct input *sampler_input(const struct sampler *sampler, size_t i);
const struct value *const *sampler_values(const struct sampler *sampler);

/* True for an input named in a correlation (with a coefficient that is not 0). */
bool sampler_is_correlated(const struct sampler *sampler, size_t i);

/* True if input i has the same draws in both. */
bool sampler_same_draws(const struct sampler *sampler, const struct sampler *other, size_t i);

/*
 * Draws trials first … first + SAMPLER_TRIALS - 1 (first is a multiple of SAMPLER_TRIALS) into draws[block * inputs +
 * i][lane], for the inputs i marked in wanted (NULL: all).
 */
void sampler_draw(const struct sampler *sampler, size_t first, const bool *wanted, double (*draws)[LANES]);

/* How many of input i's draws in trials 0 … trials - 1 lie outside its field's range and are clamped. */
size_t sampler_held(const struct sampler *sampler, size_t i, size_t trials);

/* The uniform numbers that decide these trials' outcomes. */
void sampler_draw_outcome(const struct sampler *sampler, size_t first, double uniform[SAMPLER_TRIALS]);

#endif
