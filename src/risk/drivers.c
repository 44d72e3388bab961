/* Drivers: the tornado over lanes, indices over mixtures of two sets of points, the value of information over trials. */
#include "risk/drivers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/cashflow.h"
#include "model/model.h"
#include "risk/indices.h"
#include "risk/information.h"
#include "risk/quantile.h"
#include "risk/study.h"

/* What all three need. */
struct work {
	const struct plan *plan;
	const struct drivers_spec *spec;
	const struct watch *watch;
	struct drivers *drivers;
	struct sampler *second;         /* the other set of points */
	struct sampler *first;          /* the one set; the drivers' own has the trials' sampling */
	struct model *model;
	struct workspace **workspace;   /* one a thread */
	int threads;
	enum drivers_result result;
};

static void npv_of_block(const struct work *work, int thread, const double (*inputs)[LANES], double (*npv)[LANES])
{
	struct workspace *workspace = work->workspace[thread];

	model_load(work->model, workspace, inputs, LANES);
	for (size_t option = 0; option < work->drivers->option_count; option++) {
		struct flows flows = model_flows(work->model, workspace, option);
		struct series net = {flows.horizon, LANES, (const double (*)[LANES])flows.month,
		                     flows.has_once[0] ? (const double (*)[LANES])flows.once : NULL};

		cashflow_present_value(&net, &flows, npv[option]);
	}
}

/* An input's quantile as a trial would draw it: held to its range. */
static double held_quantile(const struct input *input, double p)
{
	double drawn = quantile_at(input->value, p);
	double low = input->field->low_open ? nextafter(input->field->low, INFINITY) : input->field->low;
	double high = input->field->high_open ? nextafter(input->field->high, -INFINITY) : input->field->high;

	return drawn < low ? low : drawn > high ? high : drawn;
}

/* A lane a bar's end: lanes 2k and 2k + 1 of a block have input `first + k` at its P10 and P90. */
static void tornado_block(struct work *work, size_t first, double (*inputs)[LANES], double (*npv)[LANES])
{
	struct drivers *drivers = work->drivers;
	size_t count = drivers->input_count, bars = count - first < LANES / 2 ? count - first : LANES / 2;

	for (size_t i = 0; i < count; i++)
		for (int l = 0; l < LANES; l++)
			inputs[i][l] = value_best_guess(sampler_input(drivers->sampler, i)->value);
	for (size_t k = 0; k < bars; k++) {
		inputs[first + k][2 * k] = held_quantile(sampler_input(drivers->sampler, first + k), 0.1);
		inputs[first + k][2 * k + 1] = held_quantile(sampler_input(drivers->sampler, first + k), 0.9);
	}
	npv_of_block(work, 0, (const double (*)[LANES])inputs, npv);
	for (size_t option = 0; option < drivers->option_count; option++)
		for (size_t k = 0; k < bars; k++) {
			struct driver *driver = &drivers->driver[option * count + first + k];

			driver->at_p10 = npv[option][2 * k];
			driver->at_p90 = npv[option][2 * k + 1];
		}
}

static void tornado(struct work *work)
{
	struct drivers *drivers = work->drivers;
	double (*inputs)[LANES] = lanes_alloc(drivers->input_count);
	double (*npv)[LANES] = lanes_alloc(drivers->option_count);

	if (inputs == NULL || npv == NULL)
		work->result = DRIVERS_NO_MEMORY;
	for (size_t first = 0; work->result == DRIVERS_DONE && first < drivers->input_count; first += LANES / 2)
		tornado_block(work, first, inputs, npv);
	free(inputs);
	free(npv);
}

static void draw_points(void *context, bool second, size_t first, double (*draws)[LANES])
{
	const struct work *work = context;

	sampler_draw(second ? work->second : work->first, first, NULL, draws);
}

static void evaluate_points(void *context, int thread, const double (*inputs)[LANES], double (*outputs)[LANES])
{
	npv_of_block(context, thread, inputs, outputs);
}

static void put_indices(struct drivers *drivers, const struct indices *indices)
{
	for (size_t i = 0; i < drivers->option_count * drivers->input_count; i++) {
		drivers->driver[i].first = indices[i].first;
		drivers->driver[i].total = indices[i].total;
		drivers->driver[i].has_indices = indices[i].defined;
	}
}

static void find_indices(struct work *work)
{
	struct drivers *drivers = work->drivers;
	struct indices_problem problem = {drivers->input_count, drivers->option_count, draw_points, evaluate_points, work};
	struct indices *indices = malloc((drivers->option_count * drivers->input_count + 1) * sizeof *indices);
	bool *skip = calloc(drivers->input_count + 1, sizeof *skip);
	size_t wanted = work->spec->trials < DRIVERS_MOST_POINTS ? work->spec->trials : DRIVERS_MOST_POINTS;
	size_t chunks = (wanted + SAMPLER_TRIALS - 1) / SAMPLER_TRIALS;

	if (indices == NULL || skip == NULL) {
		work->result = DRIVERS_NO_MEMORY;
		goto done;
	}
	for (size_t i = 0; i < drivers->input_count; i++)
		skip[i] = sampler_is_correlated(drivers->sampler, i);
	switch (indices_estimate(&problem, chunks, skip, work->threads, work->watch, indices)) {
	case INDICES_DONE:
		put_indices(drivers, indices);
		drivers->points = chunks * SAMPLER_TRIALS;
		break;
	case INDICES_ENDED:
		work->result = DRIVERS_ENDED;
		break;
	case INDICES_NO_MEMORY:
		work->result = DRIVERS_NO_MEMORY;
		break;
	}
done:
	free(indices);
	free(skip);
}

/* The value of information, an input a piece. */
struct partial_work {
	struct drivers *drivers;
	const double **npv;
	size_t trials, bins;
	struct partial_desk {
		unsigned short *bin;
		double *edge, *room;
		double (*draws)[LANES];
		bool *wanted;
	} *desk; /* one a thread */
};

/* The bin of a draw: how many edges it has reached. Draws that are alike, as held ones are, share one. */
static unsigned short bin_of(const double *edge, size_t bins, double draw)
{
	size_t low = 0, high = bins - 1; /* edges are those between bins */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (draw >= edge[middle])
			low = middle + 1;
		else
			high = middle;
	}
	return (unsigned short)low;
}

static void find_bins(const struct partial_work *work, const struct partial_desk *desk, size_t i)
{
	const struct sampler *sampler = work->drivers->sampler;
	size_t inputs = work->drivers->input_count;

	for (size_t b = 1; b < work->bins; b++)
		desk->edge[b - 1] = held_quantile(sampler_input(sampler, i), (double)b / (double)work->bins);
	memset(desk->wanted, 0, inputs * sizeof *desk->wanted);
	desk->wanted[i] = true;
	for (size_t first = 0; first < work->trials; first += SAMPLER_TRIALS) {
		sampler_draw(sampler, first, desk->wanted, desk->draws);
		for (size_t k = 0; k < SAMPLER_TRIALS && first + k < work->trials; k++)
			desk->bin[first + k] = bin_of(desk->edge, work->bins, desk->draws[k / LANES * inputs + i][k % LANES]);
	}
}

static void find_partial(void *context, size_t i, int thread)
{
	const struct partial_work *work = context;
	const struct partial_desk *desk = &work->desk[thread];

	find_bins(work, desk, i);
	work->drivers->partial[i] = information_partial(work->npv, work->drivers->option_count, work->trials, desk->bin, work->bins,
	                                                work->drivers->perfect, desk->room);
}

static int desk_init(struct partial_desk *desk, const struct partial_work *work)
{
	size_t inputs = work->drivers->input_count;

	desk->bin = malloc(work->trials * sizeof *desk->bin);
	desk->edge = malloc(work->bins * sizeof *desk->edge);
	desk->room = malloc(2 * work->bins * (work->drivers->option_count + 1) * sizeof *desk->room);
	desk->draws = lanes_alloc(SAMPLER_BLOCKS * inputs);
	desk->wanted = malloc((inputs + 1) * sizeof *desk->wanted);
	return desk->bin == NULL || desk->edge == NULL || desk->room == NULL || desk->draws == NULL || desk->wanted == NULL ? -1 : 0;
}

static void desk_release(struct partial_desk *desk)
{
	free(desk->bin);
	free(desk->edge);
	free(desk->room);
	free(desk->draws);
	free(desk->wanted);
}

static void find_partials(struct work *work, const struct study *study)
{
	struct drivers *drivers = work->drivers;
	struct partial_work partial = {.drivers = drivers, .trials = study_done(study)};
	bool ready = true;

	partial.bins = information_bins(partial.trials);
	partial.npv = calloc(drivers->option_count, sizeof *partial.npv);
	partial.desk = calloc((size_t)work->threads, sizeof *partial.desk);
	ready = partial.npv != NULL && partial.desk != NULL;
	for (int t = 0; ready && t < work->threads; t++)
		ready = desk_init(&partial.desk[t], &partial) == 0;
	if (!ready) {
		work->result = DRIVERS_NO_MEMORY;
		goto done;
	}
	for (size_t option = 0; option < drivers->option_count; option++)
		partial.npv[option] = study_values(study, TRIAL_NPV, option);
	drivers->perfect = information_perfect(partial.npv, drivers->option_count, partial.trials);
	if (parallel_run(work->threads, drivers->input_count, find_partial, &partial, work->watch) < drivers->input_count)
		work->result = DRIVERS_ENDED;
done:
	for (int t = 0; partial.desk != NULL && t < work->threads; t++)
		desk_release(&partial.desk[t]);
	free(partial.desk);
	free(partial.npv);
}

static void find_information(struct work *work)
{
	const struct drivers_spec *spec = work->spec;
	struct study_spec of_study = {
		.trials = spec->trials, .seed = spec->seed, .sampling = spec->sampling, .threads = work->threads};
	struct study *study = NULL;

	if (study_new(work->plan, &of_study, &study) != 0) {
		work->result = DRIVERS_NO_MEMORY;
		return;
	}
	if (study_run(study, spec->trials, work->watch) < spec->trials)
		work->result = DRIVERS_ENDED;
	else
		find_partials(work, study);
	work->drivers->trials = spec->trials;
	study_free(study);
}

/* Everything of the work that takes memory; what fails is released by work_release. */
static int work_init(struct work *work)
{
	struct drivers *drivers = work->drivers;
	const struct drivers_spec *spec = work->spec;
	enum sampling points = sampler_can(work->plan, SAMPLING_SOBOL, 2) ? SAMPLING_SOBOL : SAMPLING_RANDOM;
	struct sampler_spec trials = {.seed = spec->seed, .sampling = spec->sampling};
	struct sampler_spec first = {.seed = spec->seed, .sampling = points}, second = first;
	struct model_spec model = {.plan = work->plan, .grouping = GROUP_NET, .launch_of = -1};

	second.second = true;
	if (sampler_new(work->plan, &trials, &drivers->sampler) != 0 || sampler_new(work->plan, &first, &work->first) != 0 ||
	    sampler_new(work->plan, &second, &work->second) != 0)
		return -1;
	drivers->input_count = model.input_count = sampler_input_count(drivers->sampler);
	drivers->option_count = work->plan->options.count;
	model.inputs = sampler_values(drivers->sampler);
	drivers->driver = calloc(drivers->option_count * drivers->input_count + 1, sizeof *drivers->driver);
	drivers->partial = calloc(drivers->input_count + 1, sizeof *drivers->partial);
	work->workspace = calloc((size_t)work->threads, sizeof(struct workspace *));
	if (drivers->driver == NULL || drivers->partial == NULL || work->workspace == NULL || model_new(&model, &work->model) != 0)
		return -1;
	for (int t = 0; t < work->threads; t++) {
		work->workspace[t] = workspace_new(work->model);
		if (work->workspace[t] == NULL)
			return -1;
	}
	return 0;
}

static void work_release(struct work *work)
{
	for (int t = 0; work->workspace != NULL && t < work->threads; t++)
		workspace_free(work->workspace[t]);
	free(work->workspace);
	model_free(work->model);
	sampler_free(work->first);
	sampler_free(work->second);
}

enum drivers_result drivers_new(const struct plan *plan, const struct drivers_spec *spec, const struct watch *watch,
                                struct drivers *out)
{
	struct drivers drivers = {0};
	struct work work = {.plan = plan, .spec = spec, .watch = watch, .drivers = &drivers, .threads = parallel_threads(spec->threads)};

	if (work_init(&work) != 0)
		work.result = DRIVERS_NO_MEMORY;
	if (work.result == DRIVERS_DONE)
		tornado(&work);
	if (work.result == DRIVERS_DONE)
		find_information(&work);
	if (work.result == DRIVERS_DONE && drivers.input_count > 0)
		find_indices(&work);
	work_release(&work);
	if (work.result == DRIVERS_DONE)
		*out = drivers;
	else
		drivers_release(&drivers);
	return work.result;
}

void drivers_release(struct drivers *drivers)
{
	sampler_free(drivers->sampler);
	free(drivers->driver);
	free(drivers->partial);
	*drivers = (struct drivers){0};
}

void drivers_order(const struct drivers *drivers, size_t option, size_t *order)
{
	const struct driver *driver = drivers->driver + option * drivers->input_count;

	for (size_t i = 0; i < drivers->input_count; i++) {
		double width = fabs(driver[i].at_p90 - driver[i].at_p10);
		size_t at = i;

		for (; at > 0 && width > fabs(driver[order[at - 1]].at_p90 - driver[order[at - 1]].at_p10); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}
