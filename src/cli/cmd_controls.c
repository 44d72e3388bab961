/* breakeven controls: what each alert earns. */
#include "answer/controls.h"
#include "base/intl.h"
#include "cli/answers.h"

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *unused)
{
	const struct subject *subject = &evaluated->answer.subject;
	struct controls controls;
	(void)unused;
	if (controls_find(subject->plan, &controls) != 0)
		return no_memory(context);
	controls_answer(&context->document, subject, &controls);
	controls_release(&controls);
	return DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	controls_answer_columns(&context->document);
	return answer_scenarios(context, answer, own);
}

const struct command command_controls = {
	.name = "controls",
	.operands = "PROFILE...",
	.summary = N_("what each alert earns"),
	.help = N_("For each monitoring item that covers an incident: the npv with it, less the npv without it, and "
	           "the incident loss that it avoids."),
	.example = "breakeven controls reco.ini\nbreakeven controls reco.ini --option hybrid -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.run = run,
};
