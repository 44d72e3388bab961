/*
 * Drivers: which inputs a plan depends on, and what it is worth to resolve their uncertainty before deciding
 * (docs/simulation.md).
 */
#ifndef RISK_DRIVERS_H
#define RISK_DRIVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"
#include "risk/indices.h"
#include "risk/information.h"
#include "risk/parallel.h"
#include "risk/sampler.h"
#include "risk/tornado.h"

/* The most Sobol points for the indices; each is evaluated once per input and twice more. */
#define DRIVERS_MOST_POINTS 16384

struct drivers_spec {
	size_t trials;          /* for the value of information; indices use min(trials, DRIVERS_MOST_POINTS) points */
	uint64_t seed;
	enum sampling sampling; /* of the trials, those of `risk`; indices use Sobol points if dimensions suffice */
	bool certain;           /* the tornado includes inputs without uncertainty; always if no input is uncertain */
	int threads;
};

/* One input's effect on one option's npv. */
struct driver {
	struct tornado_bar bar;
	struct indices indices; /* of npv, for an uncertain input. INDICES_SKIPPED: a correlation names it */
	/*
	 * The bar's width: its swing or, if larger, the distance from P10 to P90 of a normal distribution with the
	 * variance to which the input contributes. A step beyond P10 and P90 has no swing.
	 */
	double reach;
};

struct drivers {
	struct sampler *sampler; /* the uncertain inputs: sampler_input */
	size_t input_count, option_count;
	/* [bar_count]: the uncertain inputs in the sampler's order, then the certain ones in the plan's order */
	struct tornado_input *input;
	size_t bar_count;
	double *best_guess;          /* npv by option */
	struct driver *driver;       /* [option * bar_count + input] */
	struct information *partial; /* EVPPI by uncertain input */
	struct information perfect;  /* EVPI */
	bool overflow;               /* npv overflows in some trial: no EVPI and no EVPPI */
	size_t trials;               /* number behind these results */
	size_t points;               /* number behind the indices */
};

enum drivers_result { DRIVERS_DONE, DRIVERS_ENDED, DRIVERS_NO_MEMORY };

/* For SAMPLING_SOBOL, sampler_can must hold. The plan must outlive *drivers, which is written on DRIVERS_DONE only. */
enum drivers_result drivers_new(const struct plan *plan, const struct drivers_spec *spec, const struct watch *watch,
                                struct drivers *drivers);
void drivers_release(struct drivers *drivers);

/*
 * Sorts the inputs by their reach on the npv of an option, widest first (equals keep their order): a tornado's bars.
 * order holds bar_count indices.
 */
void drivers_order(const struct drivers *drivers, size_t option, size_t *order);

#endif
