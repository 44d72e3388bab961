/*
 * An evaluator: a model, its workspace, and the figures of the values loaded last. For one thread; threads that share a
 * model have a workspace each (risk/).
 */
#ifndef MODEL_EVALUATOR_H
#define MODEL_EVALUATOR_H

#include "model/figure.h"
#include "model/model.h"

/* Zero-initialised ({0}), it holds nothing and may be released. */
struct evaluator {
	struct model *model;
	struct workspace *workspace;
	struct option_figures *figures; /* [lane * options + option], of the last evaluator_figures; or NULL */
};

/*
 * figure_lanes: the most lanes for which evaluator_figures will be called, 0 for none; figures need GROUP_FLOWS. 0, or
 * -1 when out of memory.
 */
int evaluator_init(struct evaluator *evaluator, const struct model_spec *spec, int figure_lanes);

/*
 * Prepares an evaluator for the figures of a plan with some inputs free (pointers into the plan), up to LANES values of
 * each at a time.
 */
int evaluator_init_figures(struct evaluator *evaluator, const struct plan *plan, const struct value *const *inputs,
                           size_t input_count);
void evaluator_release(struct evaluator *evaluator);

/* inputs[i][lane] of the i-th free input, in its own unit; NULL if none is free. 1 to LANES lanes. */
void evaluator_load(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes);

/* The flows of one option, and the figures of every option, for the loaded values. Borrowed until the next call. */
struct flows evaluator_flows(struct evaluator *evaluator, size_t option);
const struct option_figures *evaluator_figures(struct evaluator *evaluator);

/* evaluator_run loads values and computes their figures; evaluator_figures only computes. */
void evaluator_run(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes);
const struct figure_value *evaluator_figure(const struct evaluator *evaluator, int lane, size_t option,
                                            enum figure figure);

#endif
