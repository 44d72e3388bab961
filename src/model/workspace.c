/* The memory that one thread needs to evaluate a model: registers and rows, allocated once. */
#include <stdlib.h>

#include "base/attribute.h"
#include "model/program.h"
#include "model/units.h"

void *lanes_alloc(size_t rows)
{
	return aligned_alloc(LANE_ALIGNMENT, (rows > 0 ? rows : 1) * sizeof(double[LANES]));
}

/* A part of a workspace: where its rows of lanes go, and how many. */
struct part {
	double (**rows)[LANES];
	size_t count;
};

/* Makes one allocation for all rows. */
static bool carve(struct workspace *workspace, const struct part *parts, size_t count)
{
	size_t rows = 0;
	double (*at)[LANES];

	for (size_t i = 0; i < count; i++)
		rows += parts[i].count;
	workspace->memory = at = lanes_alloc(rows);
	if (at == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		*parts[i].rows = at;
		at += parts[i].count;
	}
	return true;
}

struct workspace *workspace_new(const struct model *model)
{
	struct workspace *workspace = aligned_alloc(LANE_ALIGNMENT, sizeof *workspace);
	size_t horizon = (size_t)model->horizon, rows = (size_t)model->rows * horizon;
	bool figures = model->grouping == GROUP_FLOWS;

	if (workspace == NULL)
		return NULL;
	*workspace = (struct workspace){0};
	const struct part parts[] = {
		{&workspace->registers, tape_registers(model->tape)},
		{&workspace->month, rows},
		{&workspace->once, rows},
		{&workspace->discount_month, horizon},
		{&workspace->discount_once, horizon},
		{&workspace->benefit, horizon},
		{&workspace->factor, horizon},
		{&workspace->series, figures ? SERIES_COUNT * horizon : 0},
	};
	workspace->has_once =
		lanes_alloc((size_t)model->rows * sizeof *workspace->has_once / sizeof(double[LANES]) + 1);
	workspace->months = lanes_alloc(model->instant_count * sizeof *workspace->months / sizeof(double[LANES]) + 1);
	workspace->option = figures ? malloc(model->option_count * sizeof *workspace->option) : NULL;
	if (workspace->has_once == NULL || workspace->months == NULL || (figures && workspace->option == NULL) ||
	    !carve(workspace, parts, sizeof parts / sizeof *parts)) {
		workspace_free(workspace);
		return NULL;
	}
	return workspace;
}

void workspace_free(struct workspace *workspace)
{
	if (workspace == NULL)
		return;
	free(workspace->memory);
	free(workspace->has_once);
	free(workspace->months);
	free(workspace->option);
	free(workspace);
}

static bool same_rate(const struct model *model)
{
	double unused;

	return tape_is_constant(model->tape, model->discount_factor, &unused);
}

void model_load(const struct model *model, struct workspace *workspace, const double (*inputs)[LANES], int lanes)
{
	bool more = workspace->prepared < lanes;

	if (more) {
		tape_prepare(model->tape, lanes, workspace->registers);
		for (size_t i = 0; i < model->instant_count; i++)
			workspace->months[i] = model->instant[i].months;
		workspace->prepared = lanes;
	}
	tape_run(model->tape, inputs, lanes, workspace->registers);
	workspace->lanes = lanes;
	kernel_instants(model, workspace);
	if (more || !same_rate(model))
		kernel_discounts(model, workspace);
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
		.same_rate = same_rate(model),
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
