/* A model, its workspace and its figures, kept together. */
#include "decide/probe.h"

#include <stdlib.h>

int probe_init(struct probe *probe, const struct plan *plan, const struct value *const *inputs,
	       size_t input_count)
{
	struct model_spec spec = {.plan = plan,
				  .inputs = inputs,
				  .input_count = input_count,
				  .grouping = GROUP_FLOWS,
				  .launch_of = -1};
	size_t lanes = input_count ? LANES : 1;
	struct probe made = {.option_count = plan->options.count};
	if (model_new(&spec, &made.model) != 0)
		return -1;
	made.workspace = workspace_new(made.model);
	made.figures = calloc(lanes * made.option_count, sizeof *made.figures);
	if (!made.workspace || !made.figures) {
		probe_release(&made);
		return -1;
	}
	*probe = made;
	return 0;
}

void probe_release(struct probe *probe)
{
	free(probe->figures);
	workspace_free(probe->workspace);
	model_free(probe->model);
	*probe = (struct probe){0};
}

void probe_run(struct probe *probe, const double (*values)[LANES], int lanes)
{
	model_load(probe->model, probe->workspace, values, lanes);
	figures_compute(probe->model, probe->workspace, probe->figures);
}

const struct figure_value *probe_figure(const struct probe *probe, int lane, size_t option,
					enum figure figure)
{
	return &probe->figures[(size_t)lane * probe->option_count + option].figure[figure];
}
