/* risk: trials, and how sure each option is. */
#include <stdlib.h>

#include "answer/risk.h"
#include "base/intl.h"
#include "cli/draws.h"
#include "cli/output.h"

struct risk_options {
	int sampling; /* enum sampling */
	bool outcome;
};

/* The options asked for, as indices. NULL when out of memory. */
static size_t *wanted_options(const struct context *context, const struct plan *plan, size_t *count)
{
	size_t *option = calloc(plan->options.count, sizeof *option);

	*count = 0;
	for (size_t o = 0; option != NULL && o < plan->options.count; o++)
		if (option_wanted(context, plan, o))
			option[(*count)++] = o;
	return option;
}

static enum outcome_code say(struct context *context, const struct scenario *scenario, const struct study *study)
{
	struct risk_answer answer = {.name = scenario->path, .title = scenario->title, .study = study};
	struct option_risk *risk = calloc(scenario->plan->options.count, sizeof *risk);
	size_t *option = wanted_options(context, scenario->plan, &answer.option_count);
	enum outcome_code code = DONE;

	if (risk == NULL || option == NULL || summary_compute(study, risk) != 0) {
		code = no_memory(context);
	} else {
		answer.risk = risk;
		answer.option = option;
		answer.notation = notation_of(context, scenario->plan);
		risk_answer_rows(&context->document, &answer);
		risk_answer_tables(&context->document, &answer, 1);
	}
	free(option);
	free(risk);
	return code;
}

static enum outcome_code end_early(struct context *context, const struct scenario *scenario, size_t done, size_t trials)
{
	context->document.stamp.trials = done;
	return output_end_early(context, scenario->name, _("interrupted: these are the first %zu of %zu trials; what comes behind is missing"),
	                        done, trials);
}

static enum outcome_code run_scenario(struct context *context, const struct scenario *scenario, const struct risk_options *own)
{
	struct study_spec spec = {
		.trials = (size_t)context->options->trials,
		.seed = (uint64_t)context->options->seed,
		.sampling = (enum sampling)own->sampling,
		.outcome = own->outcome,
		.threads = draws_threads(context),
	};
	struct draws_watch watch;
	struct study *study;
	enum outcome_code code;
	size_t done;

	if (!draws_can(context, scenario->plan, spec.sampling))
		return USAGE;
	if (study_new(scenario->plan, &spec, &study) != 0)
		return no_memory(context);
	draws_watch_start(&watch, context, _("trials"), (double)spec.trials);
	done = study_run(study, spec.trials, &watch.watch);
	draws_watch_end(&watch);
	code = say(context, scenario, study);
	if (code == DONE && done < spec.trials)
		code = end_early(context, scenario, done, spec.trials);
	study_free(study);
	return code;
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct risk_options *options = own;
	enum outcome_code code = DONE;
	struct scenario scenario;
	int next = 0;

	risk_answer_columns(&context->document);
	draws_stamp(context, (enum sampling)options->sampling);
	stamp_add(&context->document.stamp, "outcome", options->outcome ? "drawn" : "success");
	while (code == DONE && (next = next_scenario(context, &scenario)) > 0)
		code = run_scenario(context, &scenario, options);
	return next < 0 ? scenario_failure(context) : code;
}

static const struct option_row rows[] = {
	SAMPLING_ROW(struct risk_options, sampling),
	{.name = "outcome", .kind = OPTION_FLAG, .offset = offsetof(struct risk_options, outcome),
	 .help = N_("draw success, neutral or stopped too, by the weights of [outcome]")},
	{.name = NULL},
};

const struct command command_risk = {
	.name = "risk",
	.operands = "PROFILE...",
	.summary = N_("how sure it is: percentiles, probabilities, the best option"),
	.help = N_("Draws every uncertain input many times and works the plan out each time: the spread of NPV, payback and net value of every "
	           "option, how likely a payback in 12, 18 or 24 months is, a loss, or that the option is the best. P10 is the value that one "
	           "trial in ten falls below; a payback that is not reached counts as later than any month. The worst 5 % is the mean of those trials. ± is "
	           "the standard error of the mean. The same seed gives the same figures on any number of threads."),
	.example = "breakeven risk reco.ini\nbreakeven risk reco.ini --trials 16384 --sampling sobol\nbreakeven risk reco.ini --outcome -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct risk_options),
	.run = run,
};
