/* Figures over lanes, by the shortest way there is. */
#include "decide/objective.h"

#include <math.h>

#include "decide/goal.h"
#include "model/cashflow.h"

bool objective_short(enum figure figure)
{
	return figure == FIGURE_NPV || figure == FIGURE_NET_VALUE || figure == FIGURE_PAYBACK;
}

static int short_init(struct objective *objective, const struct plan *plan, const struct value *input)
{
	const struct value *const inputs[] = {input};
	struct model_spec spec = {
		.plan = plan, .inputs = inputs, .input_count = 1, .grouping = GROUP_NET, .launch_of = -1};
	if (model_new(&spec, &objective->model) != 0)
		return -1;
	objective->workspace = workspace_new(objective->model);
	return objective->workspace ? 0 : -1;
}

int objective_init(struct objective *objective, const struct plan *plan, const struct evaluation *now,
		   const struct value *input, bool is_short)
{
	struct objective made = {.is_short = is_short, .now = now};
	const struct value *const inputs[] = {input};
	int result =
		made.is_short ? short_init(&made, plan, input) : probe_init(&made.probe, plan, inputs, 1);
	if (result != 0) {
		objective_release(&made);
		return -1;
	}
	*objective = made;
	return 0;
}

void objective_release(struct objective *objective)
{
	probe_release(&objective->probe);
	workspace_free(objective->workspace);
	model_free(objective->model);
	*objective = (struct objective){0};
}

void objective_try(struct objective *objective, const double *values, int lanes)
{
	for (int l = 0; l < lanes; l++)
		objective->input[0][l] = values[l];
	objective->lanes = lanes;
	if (objective->is_short)
		model_load(objective->model, objective->workspace, (const double(*)[LANES])objective->input,
			   lanes);
	else
		probe_run(&objective->probe, (const double(*)[LANES])objective->input, lanes);
}

static void read_short(struct objective *objective, size_t option, enum figure figure, double *figures)
{
	struct flows flows = model_flows(objective->model, objective->workspace, option);
	struct series net = {.horizon = flows.horizon,
			     .lanes = flows.lanes,
			     .month = (const double(*)[LANES])flows.month,
			     .once = flows.has_once[0] ? (const double(*)[LANES])flows.once : NULL};
	double npv[LANES], net_value[LANES], payback[LANES];
	const double *of = figure == FIGURE_NPV         ? npv
			   : figure == FIGURE_NET_VALUE ? net_value
							: payback;

	cashflow_trial(&net, &flows, objective->now->option[option].epsilon, npv, net_value, payback);
	for (int l = 0; l < objective->lanes; l++)
		figures[l] = isfinite(of[l]) ? of[l] : (double)NAN;
}

void objective_read(struct objective *objective, size_t option, enum figure figure, double *figures)
{
	if (objective->is_short) {
		read_short(objective, option, figure, figures);
		return;
	}
	for (int l = 0; l < objective->lanes; l++)
		figures[l] = figure_number(probe_figure(&objective->probe, l, option, figure));
}
