/* breakeven crossover: the demand, and the month, at which two options cost the same a month. */
#include "answer/crossover.h"
#include "base/intl.h"
#include "cli/answers.h"

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *unused)
{
	const struct subject *subject = &evaluated->answer.subject;
	struct crossovers crossovers;
	(void)unused;
	if (crossover_find(subject->plan, &crossovers) != 0)
		return no_memory(context);
	crossover_answer(&context->document, subject, &crossovers);
	crossover_release(&crossovers);
	return DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	crossover_answer_columns(&context->document);
	return answer_scenarios(context, answer, own);
}

const struct command command_crossover = {
	.name = "crossover",
	.operands = "PROFILE...",
	.summary = N_("the demand, and the month, at which two options cost the same a month"),
	.help = N_("For each pair of options, what a month costs to run, without once-costs: month by month as the "
	           "plan's demand grows, and in the last month at any other demand. Fleets are counted in whole units, "
	           "so that two options can cross several times. With --option once, the pairs that it is in; given "
	           "again, the pairs among those."),
	.example = "breakeven crossover reco.ini\nbreakeven crossover reco.ini --option managed --option hybrid",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.run = run,
};
