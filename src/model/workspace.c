/* What one thread needs to evaluate a model: its registers and rows, allocated once. */
#include <math.h>
#include <stdlib.h>

#include "model/program.h"

#define DAYS_A_MONTH (365.0 / 12)

static void *lanes_new(size_t count)
{
	return malloc((count == 0 ? 1 : count) * sizeof(double[LANES]));
}

struct workspace *workspace_new(const struct model *model)
{
	struct workspace *workspace = calloc(1, sizeof *workspace);
	size_t horizon = (size_t)model->horizon, rows = (size_t)model->rows;

	if (workspace == NULL)
		return NULL;
	workspace->registers = lanes_new(tape_registers(model->tape));
	workspace->month = lanes_new(rows * horizon);
	workspace->once = lanes_new(rows * horizon);
	workspace->has_once = calloc(rows, sizeof *workspace->has_once);
	workspace->discount_month = lanes_new(horizon);
	workspace->discount_once = lanes_new(horizon);
	workspace->benefit = lanes_new(horizon);
	workspace->factor = lanes_new(horizon);
	if (model->grouping == GROUP_FLOWS) {
		workspace->series = lanes_new(SERIES_COUNT * horizon);
		workspace->option = malloc(model->option_count * sizeof *workspace->option);
	}
	if ((model->grouping == GROUP_FLOWS && (workspace->series == NULL || workspace->option == NULL)) ||
	    workspace->registers == NULL || workspace->month == NULL || workspace->once == NULL ||
	    workspace->has_once == NULL || workspace->discount_month == NULL || workspace->discount_once == NULL ||
	    workspace->benefit == NULL || workspace->factor == NULL) {
		workspace_free(workspace);
		return NULL;
	}
	tape_prepare(model->tape, workspace->registers);
	return workspace;
}

void workspace_free(struct workspace *workspace)
{
	if (workspace == NULL)
		return;
	free(workspace->registers);
	free(workspace->month);
	free(workspace->once);
	free(workspace->has_once);
	free(workspace->discount_month);
	free(workspace->discount_once);
	free(workspace->benefit);
	free(workspace->factor);
	free(workspace->series);
	free(workspace->option);
	free(workspace);
}

void model_load(const struct model *model, struct workspace *workspace, const double (*inputs)[LANES], int lanes)
{
	double unused;

	tape_run(model->tape, inputs, lanes, workspace->registers);
	if (workspace->lanes < lanes || !tape_is_constant(model->tape, model->discount_factor, &unused)) {
		workspace->lanes = lanes;
		kernel_discounts(model, workspace);
	}
	workspace->lanes = lanes;
}

struct flows model_flows(const struct model *model, struct workspace *workspace, size_t option)
{
	const struct option_program *program = &model->option[option];

	kernel_flows(model, program, workspace);
	return (struct flows){
		.horizon = model->horizon,
		.rows = model->rows,
		.lanes = workspace->lanes,
		.month = workspace->month,
		.once = workspace->once,
		.has_once = workspace->has_once,
		.discount_month = (const double (*)[LANES])workspace->discount_month,
		.discount_once = (const double (*)[LANES])workspace->discount_once,
		.launch = workspace->registers[program->launch],
	};
}

void model_requests(const struct model *model, struct workspace *workspace, size_t option, struct requests *requests)
{
	const double *a_day = workspace->registers[model->requests], *growth = workspace->registers[model->growth];
	const double *launch = workspace->registers[model->option[option].launch];

	for (int l = 0; l < workspace->lanes; l++) {
		double demand = a_day[l] * DAYS_A_MONTH, served = 0;

		for (int t = 0; t < model->horizon; t++, demand *= growth[l]) {
			double begin = launch[l] > t ? launch[l] : t;

			requests->last_month[l] = begin < t + 1 ? demand * (t + 1 - begin) : 0;
			served += requests->last_month[l];
		}
		requests->served[l] = served;
	}
}

struct outcome_terms model_outcome(const struct model *model, const struct workspace *workspace)
{
	return (struct outcome_terms){
		.present = model->has_outcome,
		.stop_month = model->stop_month,
		.neutral_payback = model->neutral_payback,
		.success = workspace->registers[model->success],
		.neutral = workspace->registers[model->neutral],
		.stopped = workspace->registers[model->stopped],
	};
}
