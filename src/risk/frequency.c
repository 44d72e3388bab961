/* Complete trials: draws, months, figures, and the questions asked of them. */
#include "risk/frequency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/cashflow.h"
#include "model/tolerance.h"
#include "plan/field.h"

/* Draws are cached for as many chunks of trials as fit into 64 MiB. */
enum { MOST_KEPT = 8 << 20 };

/* Per-thread buffers. */
struct counter {
	struct workspace *workspace;
	double (*draws)[LANES];         /* [block * inputs + i], for a chunk that is not cached */
	double (*inputs)[LANES];        /* [i]: of one block, with the input that is moved */
	struct option_figures *figures; /* [lane * options + option]; on the fast path only [0] */
	size_t *count;                  /* [option * FREQUENCY_COUNTS + bit] */
};

struct frequency {
	const struct plan *plan;
	struct study_spec spec;
	bool few;
	struct sampler *sampler;
	struct crew *crew;
	double *epsilon;               /* [option] */
	size_t inputs, options;        /* inputs: the uncertain ones */
	size_t kept_chunks;
	double (*kept)[LANES];         /* draws of the first chunks, cached */
	bool *drawn;                   /* [chunk]: its draws are cached */
	struct model *model;           /* with the uncertain inputs free and, after them, a certain one that is moved */
	const struct input *moved;     /* NULL: none */
	size_t moved_at;               /* its index among the model's inputs */
	int threads;
	struct counter counter[PARALLEL_MOST_THREADS];
	/* of the current run */
	double factor, offset, value;
	size_t trials;
	const struct frequency_question *question;
};

static size_t chunks_of(size_t trials)
{
	return (trials + SAMPLER_TRIALS - 1) / SAMPLER_TRIALS;
}

static void counter_release(struct counter *counter)
{
	workspace_free(counter->workspace);
	free(counter->draws);
	free(counter->inputs);
	free(counter->figures);
	free(counter->count);
}

static int counter_init(struct counter *counter, const struct frequency *frequency)
{
	size_t figures = frequency->few ? 1 : LANES * frequency->options;

	counter->draws = lanes_alloc(SAMPLER_BLOCKS * frequency->inputs);
	counter->inputs = lanes_alloc(frequency->inputs + 1);
	counter->figures = calloc(figures, sizeof *counter->figures);
	counter->count = calloc(frequency->options * FREQUENCY_COUNTS, sizeof *counter->count);
	return counter->draws == NULL || counter->inputs == NULL || counter->figures == NULL || counter->count == NULL
		       ? -1
		       : 0;
}

static int keep_draws(struct frequency *frequency)
{
	size_t chunk = SAMPLER_TRIALS * (frequency->inputs + 1), all = chunks_of(frequency->spec.trials);

	frequency->kept_chunks = MOST_KEPT / chunk < all ? MOST_KEPT / chunk : all;
	frequency->kept = lanes_alloc(frequency->kept_chunks * SAMPLER_BLOCKS * frequency->inputs);
	frequency->drawn = calloc(frequency->kept_chunks + 1, sizeof *frequency->drawn);
	return frequency->kept == NULL || frequency->drawn == NULL ? -1 : 0;
}

int frequency_new(const struct plan *plan, const struct study_spec *spec, bool few, struct frequency **out)
{
	const struct sampler_spec draws = {.seed = spec->seed, .sampling = spec->sampling};
	struct frequency *made = calloc(1, sizeof *made);

	if (made == NULL)
		return -1;
	made->plan = plan;
	made->spec = *spec;
	made->few = few;
	made->options = plan->options.count;
	made->threads = parallel_threads(spec->threads);
	made->crew = crew_new(spec->threads);
	made->epsilon = malloc(made->options * sizeof *made->epsilon);
	if (made->crew == NULL || made->epsilon == NULL || epsilons_of_plan(plan, made->epsilon) != 0 ||
	    sampler_new(plan, &draws, &made->sampler) != 0)
		goto failed;
	made->inputs = sampler_input_count(made->sampler);
	if (keep_draws(made) != 0)
		goto failed;
	for (int i = 0; i < made->threads; i++)
		if (counter_init(&made->counter[i], made) != 0)
			goto failed;
	if (frequency_move(made, NULL) != 0)
		goto failed;
	*out = made;
	return 0;
failed:
	frequency_free(made);
	return -1;
}

void frequency_free(struct frequency *frequency)
{
	if (frequency == NULL)
		return;
	for (int i = 0; i < frequency->threads; i++)
		counter_release(&frequency->counter[i]);
	model_free(frequency->model);
	free(frequency->kept);
	free(frequency->drawn);
	free(frequency->epsilon);
	sampler_free(frequency->sampler);
	crew_free(frequency->crew);
	free(frequency);
}

/* Makes the model with these inputs free, and a workspace of it for each thread. */
static int set_free(struct frequency *frequency, const struct value *const *inputs, size_t count)
{
	const struct model_spec spec = {.plan = frequency->plan,
	                                .inputs = inputs,
	                                .input_count = count,
	                                .grouping = frequency->few ? GROUP_NET : GROUP_FLOWS,
	                                .launch_of = -1,
	                                .epsilon = frequency->epsilon};

	for (int i = 0; i < frequency->threads; i++) {
		workspace_free(frequency->counter[i].workspace);
		frequency->counter[i].workspace = NULL;
	}
	model_free(frequency->model);
	frequency->model = NULL;
	if (model_new(&spec, &frequency->model) != 0)
		return -1;
	for (int i = 0; i < frequency->threads; i++) {
		frequency->counter[i].workspace = workspace_new(frequency->model);
		if (frequency->counter[i].workspace == NULL)
			return -1;
	}
	return 0;
}

int frequency_move(struct frequency *frequency, const struct input *input)
{
	size_t uncertain = frequency->inputs, at = 0;
	const struct value **inputs = malloc((uncertain + 1) * sizeof *inputs);
	int result;

	if (inputs == NULL)
		return -1;
	for (size_t i = 0; i < uncertain; i++)
		inputs[i] = sampler_values(frequency->sampler)[i];
	while (input != NULL && at < uncertain && inputs[at] != input->value)
		at++;
	if (input != NULL && at == uncertain)
		inputs[uncertain++] = input->value;
	result = set_free(frequency, inputs, uncertain);
	frequency->moved = result == 0 ? input : NULL;
	frequency->moved_at = at;
	free(inputs);
	return result;
}

/* --- a run --- */

/* The block's draws, with the moved input's shifted. */
static void move_draws(const struct frequency *frequency, const double (*draws)[LANES], double (*inputs)[LANES])
{
	const struct field *field = frequency->moved == NULL ? NULL : frequency->moved->field;
	double *moved = inputs[frequency->moved_at];

	memcpy(inputs, draws, frequency->inputs * sizeof *inputs);
	if (field == NULL)
		return;
	if (frequency->moved_at == frequency->inputs) {
		for (int l = 0; l < LANES; l++)
			moved[l] = frequency->value;
		return;
	}
	double low, high;
	field_ends(field, &low, &high);
	for (int l = 0; l < LANES; l++)
		moved[l] = fmin(fmax(moved[l] * frequency->factor + frequency->offset, low), high);
}

static void tally(const struct frequency *frequency, struct counter *counter, size_t option,
		  const struct option_figures *figures)
{
	uint_fast32_t held = frequency->question->holds(frequency->question->context, option, figures);

	for (size_t bit = 0; bit < FREQUENCY_COUNTS; bit++)
		counter->count[option * FREQUENCY_COUNTS + bit] += held >> bit & 1;
}

static void count_few(const struct frequency *frequency, struct counter *counter, size_t option, int lanes)
{
	struct flows flows = model_flows(frequency->model, counter->workspace, option);
	struct series net = {flows.horizon, flows.lanes, (const double (*)[LANES])flows.month,
	                     flows.has_once[0] ? (const double (*)[LANES])flows.once : NULL};
	double npv[LANES], net_value[LANES], payback[LANES];
	struct figure_value *figure = counter->figures->figure;

	cashflow_trial(&net, &flows, frequency->epsilon[option], npv, net_value, payback);
	counter->figures->epsilon = frequency->epsilon[option];
	for (int l = 0; l < lanes; l++) {
		bool overflows = !isfinite(npv[l]) || !isfinite(net_value[l]);
		enum figure_status reached = isinf(payback[l]) ? STATUS_NOT_WITHIN_HORIZON : STATUS_REACHED;

		figure[FIGURE_NPV] = (struct figure_value){npv[l], overflows ? STATUS_OVERFLOW : STATUS_OK};
		figure[FIGURE_NET_VALUE] = (struct figure_value){net_value[l], overflows ? STATUS_OVERFLOW : STATUS_OK};
		figure[FIGURE_PAYBACK] = (struct figure_value){payback[l], overflows ? STATUS_OVERFLOW : reached};
		tally(frequency, counter, option, counter->figures);
	}
}

static void count_block(const struct frequency *frequency, struct counter *counter, const double (*draws)[LANES],
			int lanes)
{
	move_draws(frequency, draws, counter->inputs);
	model_load(frequency->model, counter->workspace, (const double (*)[LANES])counter->inputs, lanes);
	if (frequency->few) {
		for (size_t option = 0; option < frequency->options; option++)
			count_few(frequency, counter, option, lanes);
		return;
	}
	figures_compute(frequency->model, counter->workspace, counter->figures);
	for (size_t i = 0; i < (size_t)lanes * frequency->options; i++)
		tally(frequency, counter, i % frequency->options, &counter->figures[i]);
}

static void count_chunk(void *context, size_t chunk, int thread)
{
	struct frequency *frequency = context;
	struct counter *counter = &frequency->counter[thread];
	size_t first = chunk * SAMPLER_TRIALS, inputs = frequency->inputs;
	bool keeps = chunk < frequency->kept_chunks;
	double (*draws)[LANES] = keeps ? frequency->kept + chunk * SAMPLER_BLOCKS * inputs : counter->draws;

	if (!keeps || !frequency->drawn[chunk])
		sampler_draw(frequency->sampler, first, NULL, draws);
	if (keeps)
		frequency->drawn[chunk] = true;
	for (size_t block = 0; block < SAMPLER_BLOCKS && first + block * LANES < frequency->trials; block++) {
		size_t left = frequency->trials - first - block * LANES;

		count_block(frequency, counter, (const double (*)[LANES])(draws + block * inputs),
			    left < LANES ? (int)left : LANES);
	}
}

/* Computes how to shift draws so that the best guess becomes `value`. */
static void aim(struct frequency *frequency, double value)
{
	double guess = frequency->moved == NULL ? 1 : value_best_guess(frequency->moved->value);

	frequency->value = value;
	frequency->factor = guess == 0 ? 1 : value / guess;
	frequency->offset = guess == 0 ? value : 0;
}

int frequency_run(struct frequency *frequency, double value, size_t trials, const struct frequency_question *question,
                  const struct watch *watch, size_t *count)
{
	size_t cells = frequency->options * FREQUENCY_COUNTS;

	aim(frequency, value);
	frequency->trials = trials < frequency->spec.trials ? trials : frequency->spec.trials;
	frequency->question = question;
	for (int i = 0; i < frequency->threads; i++)
		memset(frequency->counter[i].count, 0, cells * sizeof *count);
	if (crew_run(frequency->crew, chunks_of(frequency->trials), count_chunk, frequency, watch) <
	    chunks_of(frequency->trials))
		return -1;
	memset(count, 0, cells * sizeof *count);
	for (int i = 0; i < frequency->threads; i++)
		for (size_t cell = 0; cell < cells; cell++)
			count[cell] += frequency->counter[i].count[cell];
	return 0;
}
