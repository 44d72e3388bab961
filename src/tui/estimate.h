/*
 * How sure the figures are, and when an option is worth leaving: what follows every key, in stages.
 *
 * At once a thousand points say it roughly; in the first pause sixteen thousand; then the very trials that `breakeven risk` draws by default, so that what
 * settles on the screen is what it prints.
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

/* Of one option. Payback in months, INFINITY beyond the horizon; a probability that cannot be computed is NaN. */
struct option_estimate {
	double p10, p50, p90;  /* payback */
	double npv_p10, npv_p50, npv_p90;
	double within_12, within_18, within_24, never; /* probability of a payback */
	double loss;           /* probability of an npv below 0 */
	double best;           /* probability of the highest npv */
	int from;              /* months passed when the path of highest npv comes to it; -1: it does not */
};

struct estimate;

/* NULL when out of memory. */
struct estimate *estimate_new(void);
void estimate_free(struct estimate *estimate);

/* Takes the plan as it is now, and does the first stage. 0, or -1 when out of memory: nothing is known then. */
int estimate_begin(struct estimate *estimate, const struct plan *plan);

/* Does the next stage; `go_on` (NULL: yes) is asked while it runs and can put it off. True when something is known better than before. */
bool estimate_refine(struct estimate *estimate, bool (*go_on)(void *context), void *context);

enum estimate_stage estimate_stage(const struct estimate *estimate);

/* False where the plan has no uncertain input: there is nothing to be unsure of. */
bool estimate_is_uncertain(const struct estimate *estimate);

/* NULL while nothing is known. */
const struct option_estimate *estimate_option(const struct estimate *estimate, size_t option);

#endif
