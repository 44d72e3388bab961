/*
 * An evaluator: a model, the workspace it is evaluated in, and the figures of what was loaded last.
 *
 * For one thread. Threads that share a model have a workspace each (risk/).
 */
#ifndef MODEL_EVALUATOR_H
#define MODEL_EVALUATOR_H

#include "model/figure.h"
#include "model/model.h"

/* Zero-initialised ({0}) it holds nothing and may be released. */
struct evaluator {
	struct model *model;
	struct workspace *workspace;
	struct option_figures *figures; /* [lane * options + option], by the last evaluator_figures; NULL: not wanted */
};

/*
 * figure_lanes: lanes of which evaluator_figures will be asked, 0 for none; a model of figures is by GROUP_FLOWS.
 * 0, or -1 when out of memory.
 */
int evaluator_init(struct evaluator *evaluator, const struct model_spec *spec, int figure_lanes);

/*
 * For figures of a plan while some of its inputs, pointers into the plan, are tried at other values, LANES of them at
 * a time.
 */
int evaluator_init_figures(struct evaluator *evaluator, const struct plan *plan, const struct value *const *inputs,
                           size_t input_count);
void evaluator_release(struct evaluator *evaluator);

/* inputs[i][lane] of the i-th free input, in its own unit; NULL where none is free. 1 to LANES lanes. */
void evaluator_load(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes);

/* The flows of an option, and the figures of every option, of what is loaded. Borrowed until the next call. */
struct flows evaluator_flows(struct evaluator *evaluator, size_t option);
const struct option_figures *evaluator_figures(struct evaluator *evaluator);

/* Loads values and works out their figures; then one of them by itself. */
void evaluator_run(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes);
const struct figure_value *evaluator_figure(const struct evaluator *evaluator, int lane, size_t option,
                                            enum figure figure);

#endif
