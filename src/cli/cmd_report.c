/* report: the figures of every profile and option, side by side. */
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/report.h"

static void say_long(struct document *document, const struct answer *answer)
{
	answer_report_rows(document, answer, false);
}

static void say_wide(struct document *document, const struct answer *answer)
{
	answer_report_rows(document, answer, true);
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct report_options *options = own;
	answer_report_columns(&context->document, options->wide);
	if (document_wants_rows(&context->document))
		return evaluate_each(context, options->wide ? say_wide : say_long);
	return evaluate_together(context, answer_report_tables);
}

static const struct option_row rows[] = {
	WIDE_ROW(struct report_options, wide),
	{.name = NULL},
};

const struct command command_report = {
	.name = "report",
	.operands = "PROFILE...",
	.summary = N_("figures of every profile and option, side by side"),
	.help = N_("Payback, NPV, IRR, ROI, costs and benefits of every option at the plan's best guess. Several "
	           "profiles are told as a matrix of options and plans first. CSV and JSON hold every bit of a figure, "
	           "a row each."),
	.example = "breakeven report mvp scale-up enterprise\nbreakeven report reco.ini -o reco.csv\nbreakeven report reco.ini --set benefit.ctr.lift=12% --scenarios cases.csv --wide -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct report_options),
	.run = run,
};
