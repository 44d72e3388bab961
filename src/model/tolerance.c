/* Zero to within rounding. */
#include "model/tolerance.h"

#include <math.h>

double epsilon_of(double turnover)
{
	return TOLERANCE * turnover;
}

double figure_tolerance(enum figure figure, double limit, double epsilon)
{
	switch (figure_info(figure)->kind) {
	case FIGURE_KIND_MONEY:
		return epsilon;
	case FIGURE_KIND_UNIT_COST:
		return TOLERANCE * fabs(limit);
	default:
		return TOLERANCE * fmax(1, fabs(limit));
	}
}

int figure_compare(enum figure figure, double value, double limit, double epsilon)
{
	double tolerance = figure_tolerance(figure, limit, epsilon), above = value - limit;

	return (above > tolerance) - (above < -tolerance);
}

double moment_floor(double moment)
{
	return floor(moment + TOLERANCE);
}

double moment_ceil(double moment)
{
	return ceil(moment - TOLERANCE);
}

double epsilon_of_figures(const struct figure_value figure[FIGURE_COUNT])
{
	return epsilon_of(figure[FIGURE_TOTAL_COST].value + figure[FIGURE_TOTAL_BENEFIT].value +
	                  figure[FIGURE_INCIDENT_LOSS].value);
}

int epsilons_of_plan(const struct plan *plan, double *epsilon)
{
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_FLOWS, .launch_of = -1};
	struct workspace *workspace;
	struct model *model;

	if (model_new(&spec, &model) != 0)
		return -1;
	workspace = workspace_new(model);
	if (workspace != NULL) {
		model_load(model, workspace, NULL, 1);
		for (size_t option = 0; option < model_option_count(model); option++) {
			struct flows flows = model_flows(model, workspace, option);
			double turnover = 0;

			for (int i = 0; i < flows.rows * flows.horizon; i++)
				turnover += flows.month[i][0] + (flows.has_once[i / flows.horizon] ? flows.once[i][0] : 0);
			epsilon[option] = epsilon_of(turnover);
		}
	}
	workspace_free(workspace);
	model_free(model);
	return workspace == NULL ? -1 : 0;
}
