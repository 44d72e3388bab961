/* A model with its workspace and figures. */
#include "model/evaluator.h"

#include <stdlib.h>

int evaluator_init(struct evaluator *evaluator, const struct model_spec *spec, int figure_lanes)
{
	struct evaluator made = {0};
	bool complete;

	if (model_new(spec, &made.model) != 0)
		return -1;
	made.workspace = workspace_new(made.model);
	if (figure_lanes > 0) /* figures_compute fills it in */
		made.figures = malloc((size_t)figure_lanes * model_option_count(made.model) * sizeof *made.figures);
	complete = made.workspace != NULL && (figure_lanes == 0 || made.figures != NULL);
	if (!complete) {
		evaluator_release(&made);
		return -1;
	}
	*evaluator = made;
	return 0;
}

int evaluator_init_figures(struct evaluator *evaluator, const struct plan *plan, const struct value *const *inputs,
                           size_t input_count)
{
	const struct model_spec spec = {
		.plan = plan, .inputs = inputs, .input_count = input_count, .grouping = GROUP_FLOWS, .launch_of = -1};

	return evaluator_init(evaluator, &spec, input_count > 0 ? LANES : 1);
}

void evaluator_release(struct evaluator *evaluator)
{
	free(evaluator->figures);
	workspace_free(evaluator->workspace);
	model_free(evaluator->model);
	*evaluator = (struct evaluator){0};
}

void evaluator_load(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes)
{
	model_load(evaluator->model, evaluator->workspace, inputs, lanes);
}

struct flows evaluator_flows(struct evaluator *evaluator, size_t option)
{
	return model_flows(evaluator->model, evaluator->workspace, option);
}

const struct option_figures *evaluator_figures(struct evaluator *evaluator)
{
	figures_compute(evaluator->model, evaluator->workspace, evaluator->figures);
	return evaluator->figures;
}

void evaluator_run(struct evaluator *evaluator, const double (*inputs)[LANES], int lanes)
{
	evaluator_load(evaluator, inputs, lanes);
	evaluator_figures(evaluator);
}

const struct figure_value *evaluator_figure(const struct evaluator *evaluator, int lane, size_t option,
                                            enum figure figure)
{
	return &evaluator->figures[(size_t)lane * model_option_count(evaluator->model) + option].figure[figure];
}
