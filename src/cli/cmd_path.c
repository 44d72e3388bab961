/* breakeven path: when one option should follow another. */
#include "answer/path.h"
#include "base/intl.h"
#include "cli/answers.h"

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *unused)
{
	const struct subject *subject = &evaluated->answer.subject;
	struct paths paths;
	(void)unused;
	if (path_find(subject->plan, &paths) != 0)
		return no_memory(context);
	path_answer(&context->document, subject, &paths);
	path_release(&paths);
	return DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	path_answer_columns(&context->document);
	return answer_scenarios(context, answer, own);
}

const struct command command_path = {
	.name = "path",
	.operands = "PROFILE...",
	.summary = N_("when to leave one option for another"),
	.help = N_("For each first option the path of highest npv: when to move to another option, what the move "
	           "costs, and what staying would give. Moves are at month boundaries, at or after the first option's "
	           "launch and no sooner than the new one can be built. [migration] says what moving costs."),
	.example = "breakeven path reco.ini\nbreakeven path reco.ini --option managed -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.run = run,
};
