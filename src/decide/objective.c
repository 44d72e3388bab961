/* Figures over lanes, by the fastest available way. */
#include "decide/objective.h"

#include <math.h>

#include "decide/goal.h"
#include "model/cashflow.h"

bool objective_short(enum figure figure)
{
	return figure == FIGURE_NPV || figure == FIGURE_NET_VALUE || figure == FIGURE_PAYBACK;
}

int objective_init(struct objective *objective, const struct plan *plan, const struct evaluation *now,
		   const struct value *input, bool is_short)
{
	const struct value *const inputs[] = {input};
	const struct model_spec net = {
		.plan = plan, .inputs = inputs, .input_count = 1, .grouping = GROUP_NET, .launch_of = -1};
	struct objective made = {.is_short = is_short, .now = now};
	int result = is_short ? evaluator_init(&made.evaluator, &net, 0)
			      : evaluator_init_figures(&made.evaluator, plan, inputs, 1);
	if (result == 0)
		*objective = made;
	return result;
}

void objective_release(struct objective *objective)
{
	evaluator_release(&objective->evaluator);
	*objective = (struct objective){0};
}

void objective_try(struct objective *objective, const double *values, int lanes)
{
	for (int l = 0; l < lanes; l++)
		objective->input[0][l] = values[l];
	objective->lanes = lanes;
	evaluator_load(&objective->evaluator, (const double(*)[LANES])objective->input, lanes);
	if (!objective->is_short)
		evaluator_figures(&objective->evaluator);
}

static void read_short(struct objective *objective, size_t option, enum figure figure, double *figures)
{
	struct flows flows = evaluator_flows(&objective->evaluator, option);
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
		figures[l] = figure_number(evaluator_figure(&objective->evaluator, l, option, figure));
}
