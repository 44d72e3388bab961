/*
 * How uncertain the figures are, and when to move to another option: estimated after every key, in stages. A thousand
 * draws give a rough estimate at once, sixteen thousand a finer one in the first pause; then come the trials that
 * `breakeven risk` runs by default, so that the final figures are the same.
 */
#ifndef TUI_ESTIMATE_H
#define TUI_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

enum estimate_stage {
	ESTIMATE_NONE,  /* nothing is known of this plan */
	ESTIMATE_ROUGH,
	ESTIMATE_FINE,
	ESTIMATE_SETTLED
};

/* For one option. Payback is in months, INFINITY beyond the horizon; a probability that cannot be computed is NaN. */
struct option_estimate {
	double p10, p50, p90;  /* payback */
	double npv_p10, npv_p50, npv_p90;
	double within_12, within_18, within_24, never; /* probability of a payback */
	double loss;           /* probability of an npv below 0 */
	double best;           /* probability of the highest npv */
	int from;              /* the month after which the path with the highest npv moves to it; -1: never */
};

struct estimate;

/* NULL when out of memory. */
struct estimate *estimate_new(void);
void estimate_free(struct estimate *estimate);

/* Takes the plan and runs the first stage. 0, or -1 when out of memory, and nothing is known. */
int estimate_begin(struct estimate *estimate, const struct plan *plan);

/*
 * Runs the next stage; `go_on` (NULL: always) is called meanwhile and can postpone it. True if the estimate improved.
 */
bool estimate_refine(struct estimate *estimate, bool (*go_on)(void *context), void *context);

enum estimate_stage estimate_stage(const struct estimate *estimate);

/* False if the plan has no uncertain input. */
bool estimate_is_uncertain(const struct estimate *estimate);

/* NULL while nothing is known. */
const struct option_estimate *estimate_option(const struct estimate *estimate, size_t option);

#endif
