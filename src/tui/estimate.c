/* Estimates the uncertainty of the figures, in stages. */
#include "tui/estimate.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "decide/path.h"
#include "risk/study.h"
#include "risk/summary.h"

enum { ROUGH_TRIALS = 1024, FINE_TRIALS = 16384, SETTLED_TRIALS = 100000, SEED = 42 };

struct estimate {
	struct plan *plan;   /* a copy for the study: the session may free its own earlier */
	struct study *study; /* of the first two stages; NULL: none */
	enum estimate_stage stage;
	bool uncertain;
	struct option_estimate *option;
	size_t option_count;
};

struct estimate *estimate_new(void)
{
	return calloc(1, sizeof(struct estimate));
}

void estimate_free(struct estimate *estimate)
{
	if (estimate == NULL)
		return;
	study_free(estimate->study);
	plan_free(estimate->plan);
	free(estimate->option);
	free(estimate);
}

static int thread_count(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1 ? 1 : count > PARALLEL_MOST_THREADS ? PARALLEL_MOST_THREADS : (int)count;
}

static struct study_spec spec_of(const struct plan *plan, size_t trials, size_t keep, enum sampling wanted)
{
	return (struct study_spec){.trials = trials,
	                           .keep = keep,
	                           .seed = SEED,
	                           .sampling = sampler_can(plan, wanted, 1) ? wanted : SAMPLING_RANDOM,
	                           .threads = thread_count()};
}

/* Gives the plan to the study, or makes a study. 0, or -1 when out of memory, and there is none. */
static int set_plan(struct estimate *estimate, struct plan *plan)
{
	struct study *study = estimate->study;
	struct study_spec spec = spec_of(plan, FINE_TRIALS, FINE_TRIALS, SAMPLING_SOBOL);
	bool kept = study != NULL && study_spec(study)->sampling == spec.sampling && study_update(study, plan) == 0;
	if (!kept) {
		study_free(study);
		estimate->study = NULL;
	}
	plan_free(estimate->plan);
	estimate->plan = plan;
	return kept ? 0 : study_new(plan, &spec, &estimate->study);
}

static double percentile(const struct option_risk *risk, enum trial_figure figure, enum statistic statistic)
{
	const struct risk_value *value = &risk->statistic[figure][statistic];
	return risk_status_has_value(value->status) ? value->value : (double)INFINITY;
}

static double probability(const struct option_risk *risk, enum event event)
{
	const struct risk_value *value = &risk->probability[event];
	return risk_status_has_value(value->status) ? value->value : (double)NAN;
}

static void take_risk(struct option_estimate *option, const struct option_risk *risk)
{
	option->p10 = percentile(risk, TRIAL_PAYBACK, STATISTIC_P10);
	option->p50 = percentile(risk, TRIAL_PAYBACK, STATISTIC_P50);
	option->p90 = percentile(risk, TRIAL_PAYBACK, STATISTIC_P90);
	option->npv_p10 = percentile(risk, TRIAL_NPV, STATISTIC_P10);
	option->npv_p50 = percentile(risk, TRIAL_NPV, STATISTIC_P50);
	option->npv_p90 = percentile(risk, TRIAL_NPV, STATISTIC_P90);
	option->within_12 = probability(risk, EVENT_PAYBACK_12);
	option->within_18 = probability(risk, EVENT_PAYBACK_18);
	option->within_24 = probability(risk, EVENT_PAYBACK_24);
	option->never = probability(risk, EVENT_PAYBACK_NEVER);
	option->loss = probability(risk, EVENT_LOSS);
	option->best = probability(risk, EVENT_BEST);
}

/* Takes the statistics of the trials run so far. 0, or -1 when out of memory. */
static int summarise(struct estimate *estimate, const struct study *study)
{
	struct option_risk *risk = calloc(estimate->option_count, sizeof *risk);
	if (risk == NULL || summary_compute(study, risk) < 0) {
		free(risk);
		return -1;
	}
	for (size_t o = 0; o < estimate->option_count; o++)
		take_risk(&estimate->option[o], &risk[o]);
	free(risk);
	return 0;
}

/* Finds when the best path moves to each option. 0, or -1 when out of memory. */
static int find_path(struct estimate *estimate)
{
	struct paths paths;
	for (size_t o = 0; o < estimate->option_count; o++)
		estimate->option[o].from = -1;
	if (path_find(estimate->plan, &paths) < 0)
		return -1;
	const struct path *best = &paths.at[0];
	estimate->option[best->first].from = 0;
	for (size_t i = best->move_count; i-- > 0;) /* backwards: of several moves to an option the first counts */
		if (estimate->option[best->move[i].to].from != 0)
			estimate->option[best->move[i].to].from = best->move[i].month;
	path_release(&paths);
	return 0;
}

static int set_options(struct estimate *estimate, size_t count)
{
	struct option_estimate *option = calloc(count, sizeof *option);
	if (option == NULL)
		return -1;
	free(estimate->option);
	estimate->option = option;
	estimate->option_count = count;
	return 0;
}

int estimate_begin(struct estimate *estimate, const struct plan *plan)
{
	struct diags ignored = {0};
	struct plan *own = NULL;
	estimate->stage = ESTIMATE_NONE;
	int result = plan_from_source(&plan->source, &ignored, &own);
	diags_release(&ignored);
	if (result < 0 || set_plan(estimate, own) < 0 || set_options(estimate, plan->options.count) < 0)
		return -1;
	estimate->uncertain = sampler_input_count(study_sampler(estimate->study)) > 0;
	study_run(estimate->study, estimate->uncertain ? ROUGH_TRIALS : 1, NULL);
	if (summarise(estimate, estimate->study) < 0 || find_path(estimate) < 0)
		return -1;
	estimate->stage = estimate->uncertain ? ESTIMATE_ROUGH : ESTIMATE_SETTLED;
	return 0;
}

/* The context in which a study asks whether to continue. */
struct patience {
	bool (*go_on)(void *context);
	void *context;
};

static bool ask(void *context, size_t done, size_t total)
{
	const struct patience *patience = context;
	(void)done;
	(void)total;
	return patience->go_on == NULL || patience->go_on(patience->context);
}

/* Runs the same trials as `breakeven risk`. When postponed, they start again. */
static bool settle(struct estimate *estimate, const struct watch *watch)
{
	struct study *study;
	struct study_spec spec = spec_of(estimate->plan, SETTLED_TRIALS, 0, SAMPLING_RANDOM);
	if (study_new(estimate->plan, &spec, &study) < 0)
		return false;
	bool settled = study_run(study, SETTLED_TRIALS, watch) == SETTLED_TRIALS && summarise(estimate, study) == 0;
	study_free(study);
	return settled;
}

bool estimate_refine(struct estimate *estimate, bool (*go_on)(void *context), void *context)
{
	struct patience patience = {go_on, context};
	const struct watch watch = {.go_on = ask, .context = &patience};
	if (estimate->stage == ESTIMATE_ROUGH) {
		bool fine = study_run(estimate->study, FINE_TRIALS, &watch) == FINE_TRIALS &&
			    summarise(estimate, estimate->study) == 0;
		estimate->stage = fine ? ESTIMATE_FINE : ESTIMATE_ROUGH;
		return fine;
	}
	if (estimate->stage == ESTIMATE_FINE) {
		bool settled = settle(estimate, &watch);
		estimate->stage = settled ? ESTIMATE_SETTLED : ESTIMATE_FINE;
		return settled;
	}
	return false;
}

enum estimate_stage estimate_stage(const struct estimate *estimate)
{
	return estimate->stage;
}

bool estimate_is_uncertain(const struct estimate *estimate)
{
	return estimate->uncertain;
}

const struct option_estimate *estimate_option(const struct estimate *estimate, size_t option)
{
	return estimate->stage == ESTIMATE_NONE || option >= estimate->option_count ? NULL : &estimate->option[option];
}
