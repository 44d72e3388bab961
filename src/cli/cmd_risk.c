/* risk: trials, and how sure each option is. */
#include "answer/risk.h"
#include "base/attribute.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"
#include "cli/output.h"

struct risk_options {
	int sampling; /* enum sampling */
	bool outcome;
};

static enum outcome_code end_early(struct context *context, const struct scenario *scenario, size_t done, size_t trials)
{
	context->document.stamp.trials = done;
	return NUMBERED_ARGUMENTS output_end_early(
		context, scenario->name, done,
		ngettext("interrupted: these are the first %1$zu of %2$zu trial; what follows is missing",
	                 "interrupted: these are the first %1$zu of %2$zu trials; what follows is missing", trials),
		done, trials);
}

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *own)
{
	const struct risk_options *options = own;
	struct study_spec spec = draws_spec(context, (enum sampling)options->sampling);
	struct draws_watch watch;
	size_t done = 0;

	spec.outcome = options->outcome;
	if (!draws_can(context, evaluated->scenario.plan, spec.sampling))
		return USAGE;
	draws_watch_start(&watch, context, _("trials"), (double)spec.trials);
	int result = risk_answer(&context->document, &evaluated->answer.subject, &spec, &watch.watch, &done);
	draws_watch_end(&watch);
	if (result != 0)
		return no_memory(context);
	return done < spec.trials ? end_early(context, &evaluated->scenario, done, spec.trials) : DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct risk_options *options = own;

	risk_answer_columns(&context->document);
	draws_stamp(context, (enum sampling)options->sampling);
	stamp_add(&context->document.stamp, "outcome", options->outcome ? "drawn" : "success");
	return answer_scenarios(context, answer, options);
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
	.help = N_("Draws every uncertain input many times and works the plan out each time: the spread of NPV, "
	           "payback and net value of every option, the probability of a payback within 12, 18 or 24 months, of "
	           "a loss, and of being the best option. P10 is the value that one trial in ten falls below; a payback that is "
	           "not reached counts as later than any month. The worst 5 % is the mean of those trials. ± is the "
	           "standard error of the mean. The same seed gives the same figures on any number of threads."),
	.example = "breakeven risk reco.ini\nbreakeven risk reco.ini --trials 16384 --sampling sobol\nbreakeven risk reco.ini --outcome -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct risk_options),
	.run = run,
};
