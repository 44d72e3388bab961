/* The tornado over lanes: one lane for each end of a bar. */
#include "risk/tornado.h"

#include <math.h>
#include <stdlib.h>

#include "model/cashflow.h"
#include "plan/kind.h"
#include "risk/quantile.h"

static double held_to_range(const struct field *field, double number)
{
	double low, high;

	field_ends(field, &low, &high);
	return number < low ? low : number > high ? high : number;
}

double tornado_quantile(const struct input *input, double p)
{
	return held_to_range(input->field, quantile_at(input->value, p));
}

struct tornado_input tornado_uncertain(const struct input *input)
{
	struct tornado_input made = {.input = input};

	for (int end = 0; end < 2; end++) {
		double p = end == 0 ? 0.1 : 0.9;

		made.end[end] = tornado_quantile(input, p);
		made.held[end] = made.end[end] != quantile_at(input->value, p);
	}
	return made;
}

/* If amounts grow without bound at an end, it is not tried: the input keeps its value. */
struct tornado_input tornado_certain(const struct input *input)
{
	struct tornado_input made = {.input = input};
	double guess = value_best_guess(input->value);

	for (int end = 0; end < 2; end++) {
		double wanted = guess * (end == 0 ? 1 - TORNADO_STEP : 1 + TORNADO_STEP);

		made.end[end] = held_to_range(input->field, wanted);
		made.held[end] = made.end[end] != wanted;
		if (made.held[end] && input->field->divides)
			made.end[end] = guess;
	}
	return made;
}

bool tornado_takes_certain(const struct input *input)
{
	return kind_of(input->field->kind)->may_be_uncertain && !input->field->fixed &&
	       !value_is_uncertain(input->value) && value_best_guess(input->value) != 0;
}

void tornado_npv(const struct model *model, struct workspace *workspace, const double (*inputs)[LANES], int lanes,
		 double (*npv)[LANES])
{
	model_load(model, workspace, inputs, lanes);
	for (size_t option = 0; option < model_option_count(model); option++) {
		struct flows flows = model_flows(model, workspace, option);
		struct series net = {flows.horizon, flows.lanes, (const double (*)[LANES])flows.month,
		                     flows.has_once[0] ? (const double (*)[LANES])flows.once : NULL};

		cashflow_present_value(&net, &flows, npv[option]);
	}
}

enum { BARS_A_BLOCK = LANES / 2 };

/* Per-thread buffers. */
struct desk {
	double (*inputs)[LANES], (*npv)[LANES];
};

struct work {
	const struct model *model;
	struct workspace *const *workspace;
	const struct tornado_input *input;
	size_t count, options;
	struct tornado_bar *bar;
	struct desk *desk;
};

static void best_guesses(const struct work *work, const struct desk *desk)
{
	for (size_t i = 0; i < work->count; i++)
		for (int l = 0; l < LANES; l++)
			/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is at least one thread */
			desk->inputs[i][l] = value_best_guess(work->input[i].input->value);
}

/* Lanes 2k and 2k + 1 have input `first + k` at its ends. */
static void find_block(void *context, size_t piece, int thread)
{
	const struct work *work = context;
	const struct desk *desk = &work->desk[thread];
	size_t first = piece * BARS_A_BLOCK, left = work->count - first,
	       bars = left < BARS_A_BLOCK ? left : BARS_A_BLOCK;

	best_guesses(work, desk);
	for (size_t k = 0; k < bars; k++)
		for (size_t end = 0; end < 2; end++)
			desk->inputs[first + k][2 * k + end] = work->input[first + k].end[end];
	tornado_npv(work->model, work->workspace[thread], (const double (*)[LANES])desk->inputs, LANES, desk->npv);
	for (size_t option = 0; option < work->options; option++)
		for (size_t k = 0; k < bars; k++)
			for (size_t end = 0; end < 2; end++)
				work->bar[option * work->count + first + k].npv[end] = desk->npv[option][2 * k + end];
}

static void desks_free(struct desk *desk, int threads)
{
	for (int t = 0; desk != NULL && t < threads; t++) {
		free(desk[t].inputs);
		free(desk[t].npv);
	}
	free(desk);
}

static struct desk *desks_new(const struct work *work, int threads)
{
	struct desk *desk = calloc((size_t)threads, sizeof *desk);
	bool whole = desk != NULL;

	for (int t = 0; whole && t < threads; t++) {
		desk[t].inputs = lanes_alloc(work->count);
		desk[t].npv = lanes_alloc(work->options);
		whole = desk[t].inputs != NULL && desk[t].npv != NULL;
	}
	if (whole)
		return desk;
	desks_free(desk, threads);
	return NULL;
}

static void find_best_guess(const struct work *work, double *best_guess)
{
	best_guesses(work, work->desk);
	tornado_npv(work->model, work->workspace[0], (const double (*)[LANES])work->desk->inputs, LANES,
		    work->desk->npv);
	for (size_t option = 0; option < work->options; option++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is at least one thread */
		best_guess[option] = work->desk->npv[option][0];
}

/* Both ends may lie on the same side of the best guess. */
static void find_swings(const struct work *work, const double *best_guess, const bool *depends)
{
	for (size_t i = 0; i < work->options * work->count; i++) {
		struct tornado_bar *bar = &work->bar[i];
		double guess = best_guess[i / work->count];

		bar->swing = fmax(fmax(bar->npv[0], bar->npv[1]), guess) - fmin(fmin(bar->npv[0], bar->npv[1]), guess);
		bar->acts = depends[i];
	}
}

int tornado_find(const struct model *model, struct workspace *const *workspace, int threads, const struct watch *watch,
                 const struct tornado_input *input, double *best_guess, struct tornado_bar *bar)
{
	struct work work = {model, workspace, input, model_input_count(model), model_option_count(model), bar, NULL};
	size_t blocks = (work.count + BARS_A_BLOCK - 1) / BARS_A_BLOCK;
	bool *depends = malloc(work.options * work.count + 1);
	int result = -1;

	threads = parallel_threads(threads);
	work.desk = desks_new(&work, threads);
	if (work.desk == NULL || depends == NULL || model_dependence(model, depends) != 0)
		goto done;
	find_best_guess(&work, best_guess);
	result = parallel_run(threads, blocks, find_block, &work, watch) < blocks;
	find_swings(&work, best_guess, depends);
done:
	desks_free(work.desk, threads);
	free(depends);
	return result;
}
