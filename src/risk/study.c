/* Runs trials in chunks of SAMPLER_TRIALS: draws, the model's flows, and the three figures of a trial. */
#include "risk/study.h"

#include <stdlib.h>
#include <string.h>

#include "model/cashflow.h"
#include "model/model.h"
#include "model/tolerance.h"
#include "risk/outcome.h"

/* Per-thread buffers. */
struct desk {
	struct workspace *workspace;
	struct outcome_desk *outcome; /* NULL without outcomes */
	double (*draws)[LANES];       /* of a chunk that is not kept */
};

/* A plan prepared for trials. */
struct setup {
	const struct plan *plan;
	struct sampler *sampler;
	struct model *model;
	double *epsilon;   /* [option], at the best guess (model/tolerance.h) */
	struct desk *desk; /* one per thread */
	int threads;
};

struct study {
	struct study_spec spec;
	struct crew *crew;
	struct setup setup;
	size_t stride;          /* trials per figure, rounded up to whole chunks */
	size_t options;
	double *values;         /* [(figure * options + option) * stride + trial] */
	size_t kept_chunks;
	double (*kept)[LANES];  /* draws of the first chunks; NULL: none */
	size_t kept_inputs;     /* the number of inputs they are for */
	bool *wanted;           /* inputs whose kept draws must be redrawn */
	size_t drawn_chunks;    /* the first ones: drawn before the last update; only `wanted` inputs are redrawn */
	size_t done;
};

static size_t whole_chunks(size_t trials)
{
	return (trials + SAMPLER_TRIALS - 1) / SAMPLER_TRIALS;
}

static void setup_release(struct setup *setup)
{
	for (int t = 0; setup->desk != NULL && t < setup->threads; t++) {
		workspace_free(setup->desk[t].workspace);
		outcome_desk_free(setup->desk[t].outcome);
		free(setup->desk[t].draws);
	}
	free(setup->desk);
	free(setup->epsilon);
	model_free(setup->model);
	sampler_free(setup->sampler);
	*setup = (struct setup){0};
}

static int desk_init(struct desk *desk, const struct setup *setup, bool outcome)
{
	size_t inputs = sampler_input_count(setup->sampler);

	desk->workspace = workspace_new(setup->model);
	desk->draws = lanes_alloc(SAMPLER_BLOCKS * inputs);
	if (desk->workspace == NULL || desk->draws == NULL)
		return -1;
	if (outcome) {
		desk->outcome = outcome_desk_new(setup->model, setup->epsilon);
		return desk->outcome == NULL ? -1 : 0;
	}
	return 0;
}

static int setup_init(const struct study *study, const struct plan *plan, const struct sampler *like, struct setup *out)
{
	const struct study_spec *spec = &study->spec;
	struct setup setup = {.plan = plan, .threads = parallel_threads(spec->threads)};
	struct sampler_spec sampling = {
		.seed = spec->seed, .sampling = spec->sampling, .like = like, .crew = study->crew};
	bool outcome = spec->outcome && plan->outcome.section.line > 0;
	struct model_spec model = {.plan = plan, .grouping = outcome ? GROUP_SIDES : GROUP_NET, .launch_of = -1};
	int result = -1;

	if (sampler_new(plan, &sampling, &setup.sampler) != 0)
		goto done;
	model.inputs = sampler_values(setup.sampler);
	model.input_count = sampler_input_count(setup.sampler);
	setup.desk = calloc((size_t)setup.threads, sizeof *setup.desk);
	setup.epsilon = malloc(plan->options.count * sizeof *setup.epsilon);
	if (setup.desk == NULL || setup.epsilon == NULL || epsilons_of_plan(plan, setup.epsilon) != 0 ||
	    model_new(&model, &setup.model) != 0)
		goto done;
	for (int t = 0; t < setup.threads; t++)
		if (desk_init(&setup.desk[t], &setup, outcome) != 0)
			goto done;
	*out = setup;
	setup = (struct setup){0};
	result = 0;
done:
	setup_release(&setup);
	return result;
}

/* What is allocated by the number of inputs and options. */
struct rooms {
	double *values;
	double (*kept)[LANES];
	bool *wanted;
};

static void rooms_release(struct rooms *rooms)
{
	free(rooms->values);
	free(rooms->kept);
	free(rooms->wanted);
}

static int rooms_init(const struct study *study, size_t options, size_t inputs, struct rooms *out)
{
	struct rooms rooms = {0};
	size_t chunks = study->kept_chunks;

	rooms.values = lanes_alloc(TRIAL_FIGURES * options * study->stride / LANES);
	rooms.kept = chunks > 0 ? lanes_alloc(chunks * SAMPLER_BLOCKS * inputs) : NULL;
	rooms.wanted = calloc(inputs + 1, sizeof *rooms.wanted);
	if (rooms.values == NULL || (chunks > 0 && rooms.kept == NULL) || rooms.wanted == NULL) {
		rooms_release(&rooms);
		return -1;
	}
	*out = rooms;
	return 0;
}

static void take_rooms(struct study *study, struct rooms *rooms, size_t options, size_t inputs)
{
	struct rooms old = {study->values, study->kept, study->wanted};

	rooms_release(&old);
	study->values = rooms->values;
	study->kept = rooms->kept;
	study->wanted = rooms->wanted;
	study->options = options;
	study->kept_inputs = inputs;
	study->drawn_chunks = 0;
}

int study_new(const struct plan *plan, const struct study_spec *spec, struct study **out)
{
	struct study *study = calloc(1, sizeof *study);
	struct rooms rooms;

	if (study == NULL)
		return -1;
	study->spec = *spec;
	study->stride = whole_chunks(spec->trials) * SAMPLER_TRIALS;
	study->kept_chunks = whole_chunks(spec->keep < spec->trials ? spec->keep : spec->trials);
	study->crew = crew_new(spec->threads);
	if (study->crew == NULL || setup_init(study, plan, NULL, &study->setup) != 0)
		goto failed;
	if (rooms_init(study, plan->options.count, sampler_input_count(study->setup.sampler), &rooms) != 0)
		goto failed;
	take_rooms(study, &rooms, plan->options.count, sampler_input_count(study->setup.sampler));
	*out = study;
	return 0;
failed:
	study_free(study);
	return -1;
}

void study_free(struct study *study)
{
	if (study == NULL)
		return;
	crew_free(study->crew);
	setup_release(&study->setup);
	free(study->values);
	free(study->kept);
	free(study->wanted);
	free(study);
}

/*
 * Switches to an edited plan's setup: the kept draws of the chunks done since the last update stay, except for inputs
 * that changed. Chunks that a stopped run did not reach may mix draws of two plans and are redrawn.
 */
static void compare_draws(struct study *study, const struct setup *now)
{
	size_t drawn = whole_chunks(study->done);

	study->drawn_chunks = drawn < study->kept_chunks ? drawn : study->kept_chunks;
	for (size_t i = 0; i < study->kept_inputs; i++)
		study->wanted[i] = !sampler_same_draws(now->sampler, study->setup.sampler, i);
}

int study_update(struct study *study, const struct plan *plan)
{
	struct setup setup;
	struct rooms rooms;
	size_t inputs, options = plan->options.count;

	if (setup_init(study, plan, study->setup.sampler, &setup) != 0)
		return -1;
	inputs = sampler_input_count(setup.sampler);
	if (inputs == study->kept_inputs && options == study->options) {
		compare_draws(study, &setup);
	} else if (rooms_init(study, options, inputs, &rooms) == 0) {
		take_rooms(study, &rooms, options, inputs);
	} else {
		setup_release(&setup);
		return -1;
	}
	setup_release(&study->setup);
	study->setup = setup;
	study->done = 0;
	return 0;
}

static double *values_of(const struct study *study, enum trial_figure figure, size_t option)
{
	return study->values + ((size_t)figure * study->options + option) * study->stride;
}

/* Evaluates every option in one block of trials. */
static void run_block(const struct study *study, struct desk *desk, const double (*draws)[LANES], size_t trial,
                      const double *outcome)
{
	model_load(study->setup.model, desk->workspace, draws, LANES);
	if (desk->outcome != NULL)
		outcome_draw(desk->outcome, desk->workspace, outcome);
	for (size_t option = 0; option < study->options; option++) {
		struct flows flows = model_flows(study->setup.model, desk->workspace, option);
		struct series net = {flows.horizon, LANES, (const double (*)[LANES])flows.month,
		                     flows.has_once[0] ? (const double (*)[LANES])flows.once : NULL};

		if (desk->outcome != NULL)
			net = outcome_series(desk->outcome, &flows);
		cashflow_trial(&net, &flows, study->setup.epsilon[option], values_of(study, TRIAL_NPV, option) + trial,
			       values_of(study, TRIAL_NET_VALUE, option) + trial,
			       values_of(study, TRIAL_PAYBACK, option) + trial);
	}
}

static void run_chunk(void *context, size_t piece, int thread)
{
	struct study *study = context;
	struct desk *desk = &study->setup.desk[thread];
	size_t chunk = piece + study->done / SAMPLER_TRIALS, first = chunk * SAMPLER_TRIALS,
	       inputs = study->kept_inputs;
	double (*draws)[LANES] =
		chunk < study->kept_chunks ? study->kept + chunk * SAMPLER_BLOCKS * inputs : desk->draws;
	double outcome[SAMPLER_TRIALS];

	sampler_draw(study->setup.sampler, first, chunk < study->drawn_chunks ? study->wanted : NULL, draws);
	if (desk->outcome != NULL)
		sampler_draw_outcome(study->setup.sampler, first, outcome);
	for (size_t block = 0; block < SAMPLER_BLOCKS; block++)
		run_block(study, desk, (const double (*)[LANES])(draws + block * inputs), first + block * LANES,
		          outcome + block * LANES);
}

size_t study_run(struct study *study, size_t trials, const struct watch *watch)
{
	size_t wanted = trials < study->spec.trials ? trials : study->spec.trials, first = study->done / SAMPLER_TRIALS,
	       pieces;

	if (wanted <= study->done)
		return study->done;
	pieces = crew_run(study->crew, whole_chunks(wanted) - first, run_chunk, study, watch);
	study->done = (first + pieces) * SAMPLER_TRIALS;
	study->done = study->done < wanted ? study->done : wanted;
	return study->done;
}

size_t study_done(const struct study *study)
{
	return study->done;
}

const struct plan *study_plan(const struct study *study)
{
	return study->setup.plan;
}

const struct study_spec *study_spec(const struct study *study)
{
	return &study->spec;
}

struct crew *study_crew(const struct study *study)
{
	return study->crew;
}

double study_epsilon(const struct study *study, size_t option)
{
	return study->setup.epsilon[option];
}

const struct sampler *study_sampler(const struct study *study)
{
	return study->setup.sampler;
}

const double *study_values(const struct study *study, enum trial_figure figure, size_t option)
{
	return values_of(study, figure, option);
}
