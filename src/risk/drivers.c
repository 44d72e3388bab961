/*
 * Drivers: the tornado over lanes, indices from mixtures of two sets of points, the value of information over trials.
 */
#include "risk/drivers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "risk/statistics.h"
#include "risk/study.h"

/* Shared by the tornado, the indices and the value of information. */
struct work {
	const struct plan *plan;
	const struct drivers_spec *spec;
	const struct watch *watch;
	struct drivers *drivers;
	struct sampler *second;         /* the other set of points */
	struct sampler *first;          /* the first set; the drivers' own sampler has the trials' sampling */
	struct model *model;
	struct workspace **workspace;   /* one per thread */
	int threads;
	enum drivers_result result;
};

static void workspaces_free(struct workspace **workspace, int threads)
{
	for (int t = 0; workspace != NULL && t < threads; t++)
		workspace_free(workspace[t]);
	free(workspace);
}

/* One per thread; NULL when out of memory. */
static struct workspace **workspaces_new(const struct model *model, int threads)
{
	struct workspace **workspace = calloc((size_t)threads, sizeof *workspace);

	for (int t = 0; workspace != NULL && t < threads; t++) {
		workspace[t] = workspace_new(model);
		if (workspace[t] == NULL) {
			workspaces_free(workspace, threads);
			return NULL;
		}
	}
	return workspace;
}

/* The tornado of inputs that are free in the model. */
static void tornado(struct work *work, const struct model *model, struct workspace *const *workspace, size_t first,
		    double *best_guess)
{
	struct drivers *drivers = work->drivers;
	size_t count = model_input_count(model);
	struct tornado_bar *bar = malloc((drivers->option_count * count + 1) * sizeof *bar);
	int found = -1;

	if (bar != NULL)
		found = tornado_find(model, workspace, work->threads, work->watch, drivers->input + first, best_guess,
				     bar);
	work->result = found < 0 ? DRIVERS_NO_MEMORY : found > 0 ? DRIVERS_ENDED : DRIVERS_DONE;
	for (size_t option = 0; work->result == DRIVERS_DONE && option < drivers->option_count; option++)
		for (size_t i = 0; i < count; i++) {
			struct driver *driver = &drivers->driver[option * drivers->bar_count + first + i];

			driver->bar = bar[option * count + i];
			driver->reach = driver->bar.swing;
		}
	free(bar);
}

/* Certain inputs are constants in the trials' model, so they need a model of their own. */
static void certain_tornado(struct work *work)
{
	struct drivers *drivers = work->drivers;
	size_t count = drivers->bar_count - drivers->input_count;
	const struct value **value = malloc((count + 1) * sizeof *value);
	double *best_guess = malloc(drivers->option_count * sizeof *best_guess);
	struct model_spec spec = {
		.plan = work->plan, .inputs = value, .input_count = count, .grouping = GROUP_NET, .launch_of = -1};
	struct workspace **workspace = NULL;
	struct model *model = NULL;

	work->result = DRIVERS_NO_MEMORY;
	if (value == NULL || best_guess == NULL)
		goto done;
	for (size_t i = 0; i < count; i++)
		value[i] = drivers->input[drivers->input_count + i].input->value;
	if (model_new(&spec, &model) != 0)
		goto done;
	workspace = workspaces_new(model, work->threads);
	if (workspace != NULL)
		tornado(work, model, workspace, drivers->input_count, best_guess);
done:
	workspaces_free(workspace, work->threads);
	model_free(model);
	free(best_guess);
	free(value);
}

static void draw_points(void *context, bool second, size_t first, double (*draws)[LANES])
{
	const struct work *work = context;

	sampler_draw(second ? work->second : work->first, first, NULL, draws);
}

static void evaluate_points(void *context, int thread, const double (*inputs)[LANES], double (*outputs)[LANES])
{
	const struct work *work = context;

	tornado_npv(work->model, work->workspace[thread], inputs, LANES, outputs);
}

/* Distance from P10 to P90 of a normal distribution, in standard deviations. */
#define P10_TO_P90 2.5631031310892007

static void put_indices(struct drivers *drivers, const struct indices *indices)
{
	for (size_t option = 0; option < drivers->option_count; option++)
		for (size_t i = 0; i < drivers->input_count; i++) {
			struct driver *driver = &drivers->driver[option * drivers->bar_count + i];

			driver->indices = indices[option * drivers->input_count + i];
			if (driver->indices.total > 0)
				driver->reach =
					fmax(driver->reach,
					     P10_TO_P90 * sqrt(driver->indices.total * driver->indices.variance));
		}
}

static void find_indices(struct work *work)
{
	struct drivers *drivers = work->drivers;
	struct indices_problem problem = {drivers->input_count, drivers->option_count, draw_points, evaluate_points,
					  work};
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

/* The value of information: each piece of work is one input. */
struct partial_work {
	struct drivers *drivers;
	struct information_trials trials;
	size_t bins;
	struct partial_desk {
		unsigned short *bin;
		double *edge;
		double (*draws)[LANES];
		bool *wanted;
		struct information_room room;
	} *desk; /* one per thread */
};

/* The bin of a draw: the number of edges at or below it. Equal draws (such as clamped ones) share a bin. */
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
		desk->edge[b - 1] = tornado_quantile(sampler_input(sampler, i), (double)b / (double)work->bins);
	memset(desk->wanted, 0, inputs * sizeof *desk->wanted);
	desk->wanted[i] = true;
	for (size_t first = 0; first < work->trials.count; first += SAMPLER_TRIALS) {
		sampler_draw(sampler, first, desk->wanted, desk->draws);
		for (size_t k = 0; k < SAMPLER_TRIALS && first + k < work->trials.count; k++)
			desk->bin[first + k] =
				bin_of(desk->edge, work->bins, desk->draws[k / LANES * inputs + i][k % LANES]);
	}
}

static void find_partial(void *context, size_t i, int thread)
{
	const struct partial_work *work = context;
	const struct partial_desk *desk = &work->desk[thread];

	find_bins(work, desk, i);
	work->drivers->partial[i] =
		information_partial(&work->trials, desk->bin, work->drivers->perfect.value, &desk->room);
}

static int desk_init(struct partial_desk *desk, const struct partial_work *work)
{
	size_t inputs = work->drivers->input_count;

	desk->bin = malloc(work->trials.count * sizeof *desk->bin);
	desk->edge = malloc(work->bins * sizeof *desk->edge);
	desk->draws = lanes_alloc(SAMPLER_BLOCKS * inputs);
	desk->wanted = malloc((inputs + 1) * sizeof *desk->wanted);
	if (desk->bin == NULL || desk->edge == NULL || desk->draws == NULL || desk->wanted == NULL)
		return -1;
	return information_room_init(&desk->room, work->trials.options, work->trials.count);
}

static void desk_release(struct partial_desk *desk)
{
	free(desk->bin);
	free(desk->edge);
	information_room_release(&desk->room);
	free(desk->draws);
	free(desk->wanted);
}

/* True if every option has an npv in every trial. */
static bool whole(const struct information_trials *trials)
{
	for (size_t option = 0; option < trials->options; option++)
		if (moments_of(trials->values[option], trials->count).count < trials->count)
			return false;
	return true;
}

static void find_partials(struct work *work, const struct study *study)
{
	struct drivers *drivers = work->drivers;
	const double **npv = calloc(drivers->option_count, sizeof *npv);
	struct partial_work partial = {
		.drivers = drivers,
		.trials = {npv, drivers->option_count, study_done(study), work->spec->sampling != SAMPLING_SOBOL},
		.bins = information_bins(study_done(study)),
		.desk = calloc((size_t)work->threads, sizeof *partial.desk),
	};
	bool ready = npv != NULL && partial.desk != NULL;

	for (int t = 0; ready && t < work->threads; t++)
		ready = desk_init(&partial.desk[t], &partial) == 0;
	if (!ready) {
		work->result = DRIVERS_NO_MEMORY;
		goto done;
	}
	for (size_t option = 0; option < drivers->option_count; option++)
		npv[option] = study_values(study, TRIAL_NPV, option);
	drivers->overflow = !whole(&partial.trials);
	if (drivers->overflow)
		goto done;
	drivers->perfect = information_perfect(&partial.trials, &partial.desk[0].room);
	if (parallel_run(work->threads, drivers->input_count, find_partial, &partial, work->watch) <
	    drivers->input_count)
		work->result = DRIVERS_ENDED;
done:
	for (int t = 0; partial.desk != NULL && t < work->threads; t++)
		desk_release(&partial.desk[t]);
	free(partial.desk);
	free(npv);
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
	study_free(study);
}

/* The tornado's inputs: those that are drawn, in the sampler's order, then, if asked for, those without uncertainty. */
static int find_inputs(struct work *work)
{
	const struct plan *plan = work->plan;
	struct drivers *drivers = work->drivers;
	size_t count = drivers->input_count = sampler_input_count(drivers->sampler);
	bool certain = work->spec->certain || count == 0;

	drivers->input = malloc((plan->input_count + 1) * sizeof *drivers->input);
	if (drivers->input == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		drivers->input[i] = tornado_uncertain(sampler_input(drivers->sampler, i));
	for (size_t i = 0; certain && i < plan->input_count; i++)
		if (tornado_takes_certain(&plan->inputs[i]))
			drivers->input[count++] = tornado_certain(&plan->inputs[i]);
	drivers->bar_count = count;
	return 0;
}

/* Allocates everything; on failure work_release frees what was allocated. */
static int work_init(struct work *work)
{
	struct drivers *drivers = work->drivers;
	const struct drivers_spec *spec = work->spec;
	enum sampling points = sampler_can(work->plan, SAMPLING_SOBOL, 2) ? SAMPLING_SOBOL : SAMPLING_RANDOM;
	struct sampler_spec trials = {.seed = spec->seed, .sampling = spec->sampling};
	struct sampler_spec first = {.seed = spec->seed, .sampling = points}, second = first;
	struct model_spec model = {.plan = work->plan, .grouping = GROUP_NET, .launch_of = -1};

	second.second = true;
	if (sampler_new(work->plan, &trials, &drivers->sampler) != 0 ||
	    sampler_new(work->plan, &first, &work->first) != 0 ||
	    sampler_new(work->plan, &second, &work->second) != 0 || find_inputs(work) != 0)
		return -1;
	model.input_count = drivers->input_count;
	model.inputs = sampler_values(drivers->sampler);
	drivers->option_count = work->plan->options.count;
	drivers->best_guess = calloc(drivers->option_count, sizeof *drivers->best_guess);
	drivers->driver = calloc(drivers->option_count * drivers->bar_count + 1, sizeof *drivers->driver);
	drivers->partial = calloc(drivers->input_count + 1, sizeof *drivers->partial);
	if (drivers->best_guess == NULL || drivers->driver == NULL || drivers->partial == NULL ||
	    model_new(&model, &work->model) != 0)
		return -1;
	work->workspace = workspaces_new(work->model, work->threads);
	return work->workspace == NULL ? -1 : 0;
}

static void work_release(struct work *work)
{
	workspaces_free(work->workspace, work->threads);
	model_free(work->model);
	sampler_free(work->first);
	sampler_free(work->second);
}

enum drivers_result drivers_new(const struct plan *plan, const struct drivers_spec *spec, const struct watch *watch,
                                struct drivers *out)
{
	struct drivers drivers = {.trials = spec->trials};
	struct work work = {.plan = plan,
			    .spec = spec,
			    .watch = watch,
			    .drivers = &drivers,
			    .threads = parallel_threads(spec->threads)};

	if (work_init(&work) != 0)
		work.result = DRIVERS_NO_MEMORY;
	if (work.result == DRIVERS_DONE)
		tornado(&work, work.model, work.workspace, 0, drivers.best_guess);
	if (work.result == DRIVERS_DONE && drivers.bar_count > drivers.input_count)
		certain_tornado(&work);
	if (work.result == DRIVERS_DONE && drivers.input_count > 0)
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
	free(drivers->input);
	free(drivers->best_guess);
	free(drivers->driver);
	free(drivers->partial);
	*drivers = (struct drivers){0};
}

void drivers_order(const struct drivers *drivers, size_t option, size_t *order)
{
	const struct driver *driver = drivers->driver + option * drivers->bar_count;

	for (size_t i = 0; i < drivers->bar_count; i++) {
		size_t at = i;

		for (; at > 0 && driver[i].reach > driver[order[at - 1]].reach; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}
