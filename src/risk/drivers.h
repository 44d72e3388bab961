/*
 * Drivers: which uncertain inputs a plan hangs on, and what it is worth to settle them before deciding (docs/model.md, "Under uncertainty").
 */
#ifndef RISK_DRIVERS_H
#define RISK_DRIVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"
#include "risk/parallel.h"
#include "risk/sampler.h"

#define DRIVERS_MOST_POINTS 16384 /* Sobol points that indices are estimated from, each evaluated once an input and twice more */

struct drivers_spec {
	size_t trials;          /* for the value of information; indices take as many points, DRIVERS_MOST_POINTS at most */
	uint64_t seed;
	enum sampling sampling; /* of the trials, which are those of `risk`; indices take Sobol points where there are enough dimensions */
	int threads;
};

/* One uncertain input's hold on one option's npv. */
struct driver {
	double at_p10, at_p90;   /* npv with the input at its P10 and P90, all else at the best guess */
	double first, total;     /* indices of npv */
	bool has_indices;        /* false: the input is named in a correlation, or the npv does not vary */
};

struct drivers {
	struct sampler *sampler; /* the inputs: sampler_input */
	size_t input_count, option_count;
	struct driver *driver;   /* [option * input_count + input] */
	double *partial;         /* EVPPI by input */
	double perfect;          /* EVPI */
	size_t trials;           /* that these are from */
	size_t points;           /* that the indices are from */
};

enum drivers_result { DRIVERS_DONE, DRIVERS_ENDED, DRIVERS_NO_MEMORY };

/* For SAMPLING_SOBOL, sampler_can must hold. The plan must outlive them. *drivers is written on DRIVERS_DONE only. */
enum drivers_result drivers_new(const struct plan *plan, const struct drivers_spec *spec, const struct watch *watch,
                                struct drivers *drivers);
void drivers_release(struct drivers *drivers);

/*
 * The inputs by how far their ends move the npv of an option, furthest first (equals in the plan's order): a tornado's bars. order holds input_count numbers.
 */
void drivers_order(const struct drivers *drivers, size_t option, size_t *order);

#endif
