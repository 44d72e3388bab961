/* compare: how plans differ, and what each changed input contributes. */
#include "answer/compare.h"
#include "base/intl.h"
#include "cli/answers.h"

struct compare_options {
	struct texts figures;
};

/* What is asked of each pair. */
struct task {
	bool wanted[FIGURE_COUNT];
	bool by_choice, several;
};

static enum outcome_code answer(struct context *context, const struct evaluated *a, const struct evaluated *b,
				const void *own)
{
	const struct task *task = own;
	const struct compare_answer compared = {
		.a = a->answer.subject,
		.b = b->answer.subject,
		.name_a = a->scenario.name,
		.name_b = b->scenario.name,
		.wanted = task->wanted,
		.by_choice = task->by_choice,
		.several = task->several,
	};
	return compare_answer(&context->document, &compared, &context->diags) == 0 ? DONE : answer_failure(context);
}

static enum outcome_code run(struct context *context, const void *options)
{
	const struct compare_options *own = options;
	struct task task = {
		.by_choice = own->figures.count > 0,
		.several = scenarios_profiles(context->scenarios) > 2 || scenarios_file(context->scenarios) != NULL,
	};
	if (figures_wanted(context, &own->figures, task.wanted) != 0)
		return USAGE;
	compare_answer_columns(&context->document, task.several);
	return answer_pairs(context, answer, &task);
}

static const struct option_row rows[] = {
	FIGURE_ROW(struct compare_options, figures,
		   N_("only these figures; text shows what npv and payback are made up of unless told, files hold all")),
	{.name = NULL},
};

const struct command command_compare = {
	.name = "compare",
	.operands = "A B [C...]",
	.summary = N_("how plans differ, and what each changed input contributes"),
	.help = N_("Each plan after the first is held against the first. Contributions are Shapley values: what a "
	           "change adds, on average over every order in which the changes could be made; they add up to the "
	           "whole difference. Exact up to 10 changes, sampled with a standard error beyond. Changes that make "
	           "no valid plan without one another count as one. Where more than two plans are compared, or "
	           "scenarios, rows have the columns profile_a and profile_b."),
	.example = "breakeven compare mvp scale-up\nbreakeven compare reco.ini reco-2.ini --figure npv -o contributions.csv",
	.least = 2,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct compare_options),
	.slow = true,
	.run = run,
};
