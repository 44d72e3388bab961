/* solve: what one input would have to be for a figure to meet a goal. */
#include "answer/solve.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"

struct solve_options {
	struct texts goals, inputs;
	bool all;
};

static struct solve_request request_of(const struct solve_options *own)
{
	return (struct solve_request){
		own->goals.at, own->goals.count, own->inputs.at, own->inputs.count, own->all};
}

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *own)
{
	const struct study_spec spec = draws_spec(context, SAMPLING_RANDOM);
	const struct solve_request request = request_of(own);
	struct draws_watch watch;
	draws_watch_start(&watch, context, _("inputs"), 0);
	int result = solve_answer(&context->document, &evaluated->answer, &request, &spec, &watch.watch,
				  &context->diags);
	draws_watch_end(&watch);
	return result == 0 ? DONE : answer_failure(context);
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct solve_request request = request_of(own);
	if (solve_answer_begin(&context->document, &request, &context->diags) != 0)
		return answer_failure(context);
	return answer_scenarios(context, answer, own);
}

static const struct option_row rows[] = {
	{.name = "goal", .letter = 'g', .kind = OPTION_TEXTS, .argument = "GOAL", .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct solve_options, goals),
	 .help = N_("what is to be met: 'payback <= 12', 'hybrid.npv = 0', 'p(npv > 0) >= 80%'; given again: all of it together")},
	{.name = "input", .letter = 'i', .kind = OPTION_TEXTS, .argument = "KEY", .completion = COMPLETE_KEY,
	 .offset = offsetof(struct solve_options, inputs),
	 .help = N_("the input to change: benefit.ctr.lift; may be given again")},
	{.name = "all", .kind = OPTION_FLAG, .offset = offsetof(struct solve_options, all),
	 .help = N_("try every input: what must be true")},
	{.name = NULL},
};

const struct command command_solve = {
	.name = "solve",
	.operands = "PROFILE...",
	.summary = N_("what one input would have to be for a figure to meet a goal"),
	.help = N_("The nearest value of the input to the one it has at which the goal begins to be met, or up to "
	           "which it stays met; or that no value in its range does. Values in the text are rounded to where "
	           "the goal is met; files hold every digit. Several goals are met together. A goal may be a "
	           "probability: an uncertain input then moves with its whole distribution. --all leaves out what "
	           "nobody could bring about, such as a third of a machine."),
	.example = "breakeven solve reco.ini --goal 'hybrid.payback <= 6' --input benefit.ctr.lift\n"
	           "breakeven solve reco.ini --goal 'npv = 0' --all\n"
	           "breakeven solve mvp.ini --goal 'p(npv > 0) >= 80%' --goal 'payback <= 18' --input benefit.lift.lift",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.options = rows,
	.options_size = sizeof(struct solve_options),
	.slow = true,
	.run = run,
};
