/*
 * A probe: every figure of a plan while some of its inputs are tried at other values, LANES of them at a time.
 */
#ifndef DECIDE_PROBE_H
#define DECIDE_PROBE_H

#include "model/figure.h"
#include "model/model.h"

struct probe {
	struct model *model;
	struct workspace *workspace;
	size_t option_count;
	struct option_figures *figures; /* [lane * option_count + option], of the last probe_run */
};

/* inputs: those that are tried, pointers into the plan, which must outlive the probe. 0, or -1 when out of memory. */
int probe_init(struct probe *probe, const struct plan *plan, const struct value *const *inputs,
	       size_t input_count);
void probe_release(struct probe *probe);

/* values[i][lane] of the i-th input, in its own unit; 1 to LANES lanes. */
void probe_run(struct probe *probe, const double (*values)[LANES], int lanes);

const struct figure_value *probe_figure(const struct probe *probe, int lane, size_t option,
					enum figure figure);

#endif
