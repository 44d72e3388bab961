/* Trials in full: draws, months, every figure, and a question put to them. */
#include "risk/frequency.h"

#include <stdlib.h>

#include "model/tolerance.h"

/* What a thread works with. */
struct counter {
	struct workspace *workspace;
	double (*draws)[LANES];         /* [block * inputs + i], of SAMPLER_TRIALS trials */
	struct option_figures *figures; /* [lane * options + option] */
	size_t *count;                  /* [option] */
};

struct tally {
	const struct study_spec *spec;
	struct sampler *sampler;
	struct model *model;
	size_t inputs, options;
	bool (*holds)(const void *context, const struct option_figures *figures);
	const void *context;
	struct counter counter[PARALLEL_MOST_THREADS];
};

static int counter_init(struct counter *counter, const struct tally *tally)
{
	counter->workspace = workspace_new(tally->model);
	counter->draws = lanes_alloc(SAMPLER_BLOCKS * tally->inputs);
	counter->figures = malloc(LANES * tally->options * sizeof *counter->figures);
	counter->count = calloc(tally->options, sizeof *counter->count);
	return counter->workspace == NULL || counter->draws == NULL || counter->figures == NULL || counter->count == NULL ? -1 : 0;
}

static void counter_release(struct counter *counter)
{
	workspace_free(counter->workspace);
	free(counter->draws);
	free(counter->figures);
	free(counter->count);
}

static void count_block(const struct tally *tally, struct counter *counter, const double (*draws)[LANES], int lanes)
{
	model_load(tally->model, counter->workspace, draws, lanes);
	figures_compute(tally->model, counter->workspace, counter->figures);
	for (size_t i = 0; i < (size_t)lanes * tally->options; i++)
		counter->count[i % tally->options] += tally->holds(tally->context, &counter->figures[i]);
}

static void count_chunk(void *context, size_t chunk, int thread)
{
	struct tally *tally = context;
	struct counter *counter = &tally->counter[thread];
	size_t first = chunk * SAMPLER_TRIALS;

	sampler_draw(tally->sampler, first, NULL, counter->draws);
	for (size_t block = 0; block < SAMPLER_BLOCKS && first + block * LANES < tally->spec->trials; block++) {
		size_t left = tally->spec->trials - first - block * LANES;

		count_block(tally, counter, (const double (*)[LANES])(counter->draws + block * tally->inputs),
		            left < LANES ? (int)left : LANES);
	}
}

int frequency_count(const struct plan *plan, const struct study_spec *spec,
                    bool (*holds)(const void *context, const struct option_figures *figures), const void *context,
                    size_t *count)
{
	const struct sampler_spec draws = {.seed = spec->seed, .sampling = spec->sampling};
	struct tally tally = {.spec = spec, .options = plan->options.count, .holds = holds, .context = context};
	size_t chunks = (spec->trials + SAMPLER_TRIALS - 1) / SAMPLER_TRIALS;
	int threads = parallel_threads(spec->threads), result = -1;
	double *epsilon = NULL;

	if (sampler_new(plan, &draws, &tally.sampler) != 0)
		return -1;
	tally.inputs = sampler_input_count(tally.sampler);
	epsilon = malloc(tally.options * sizeof *epsilon);
	if (epsilon == NULL || epsilons_of_plan(plan, epsilon) != 0)
		goto done;
	if (model_new(&(struct model_spec){.plan = plan,
	                                   .inputs = sampler_values(tally.sampler),
	                                   .input_count = tally.inputs,
	                                   .grouping = GROUP_FLOWS,
	                                   .launch_of = -1,
	                                   .epsilon = epsilon},
	              &tally.model) != 0)
		goto done;
	for (int i = 0; i < threads; i++)
		if (counter_init(&tally.counter[i], &tally) != 0)
			goto done;
	parallel_run(threads, chunks, count_chunk, &tally, NULL);
	for (size_t option = 0; option < tally.options; option++) {
		count[option] = 0;
		for (int i = 0; i < threads; i++)
			count[option] += tally.counter[i].count[option];
	}
	result = 0;
done:
	for (int i = 0; i < threads; i++)
		counter_release(&tally.counter[i]);
	model_free(tally.model);
	sampler_free(tally.sampler);
	free(epsilon);
	return result;
}
