/* drivers: which inputs a plan hangs on, and what settling them is worth. */
#include "answer/risk.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"

struct drivers_options {
	int sampling; /* enum sampling */
	bool certain;
};

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *own)
{
	const struct drivers_options *options = own;
	const struct study_spec draws = draws_spec(context, (enum sampling)options->sampling);
	const struct drivers_spec spec = {draws.trials, draws.seed, draws.sampling, options->certain, draws.threads};
	struct draws_watch watch;

	if (!draws_can(context, evaluated->scenario.plan, spec.sampling))
		return USAGE;
	draws_watch_start(&watch, context, _("trials"), (double)spec.trials);
	int result = drivers_answer(&context->document, &evaluated->answer.subject, &spec, &watch.watch);
	draws_watch_end(&watch);
	return result == 0 ? DONE : answer_failure(context);
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct drivers_options *options = own;

	drivers_answer_columns(&context->document);
	draws_stamp(context, (enum sampling)options->sampling);
	return answer_scenarios(context, answer, options);
}

static const struct option_row rows[] = {
	SAMPLING_ROW(struct drivers_options, sampling),
	{.name = "certain", .kind = OPTION_FLAG, .offset = offsetof(struct drivers_options, certain),
	 .help = N_("numbers, shares and money without uncertainty join the tornado, 10 % lower and higher; they do without asking where nothing is uncertain")},
	{.name = NULL},
};

const struct command command_drivers = {
	.name = "drivers",
	.operands = "PROFILE...",
	.summary = N_("which inputs it hangs on, and what settling them is worth"),
	.help = N_("For every uncertain input: the NPV with it at its P10 and at its P90 (a tornado's bars), its share "
	           "of the NPV's variance, alone (first-order Sobol index) and with others (total), and what knowing "
	           "it before deciding is worth at most (EVPPI). EVPI is the worth of knowing everything. ± is a "
	           "standard error. Deciding is between all options of the plan and doing nothing, whatever --option "
	           "says. Inputs named in a [correlation] have no shares: theirs cannot be told apart. In a plan of "
	           "plain numbers each is moved by 10 % either way."),
	.example = "breakeven drivers reco.ini --option hybrid\nbreakeven drivers reco.ini --certain\nbreakeven drivers reco.ini -o drivers.csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct drivers_options),
	.run = run,
};
