/* report: the figures of every profile and option, side by side. And what runs when no command is named. */
#include <stdlib.h>

#include "base/intl.h"
#include "cli/answers.h"
#include "cli/show.h"

struct report_options {
	bool wide;
};

/* The most plans shown side by side in the matrix. */
enum { MOST_ACROSS = 12 };

static void say_long(struct document *document, const struct answer *answer)
{
	answer_report_rows(document, answer, false);
}

static void say_wide(struct document *document, const struct answer *answer)
{
	answer_report_rows(document, answer, true);
}

/* For people: the matrix where there are several, then each by itself. */
static void say_tables(struct document *document, const struct evaluated *list, size_t count)
{
	struct answer *answers = calloc(count + 1, sizeof *answers);
	if (!answers) {
		document->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++)
		answers[i] = list[i].answer;
	if (count > MOST_ACROSS)
		answer_report_list(document, answers, count);
	else if (count > 1)
		answer_report_matrix(document, answers, count);
	for (size_t i = 0; i < count && count <= MOST_ACROSS; i++)
		answer_report_table(document, &answers[i], 1);
	free(answers);
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct report_options *options = own;
	answer_report_columns(&context->document, options->wide);
	if (document_wants_rows(&context->document))
		return evaluate_each(context, options->wide ? say_wide : say_long);
	struct evaluated *list;
	size_t count;
	enum outcome_code code = evaluate_all(context, &list, &count);
	if (code != DONE && code != INTERRUPTED)
		return code;
	say_tables(&context->document, list, count);
	evaluated_list_free(list, count);
	return code;
}

#define WIDE_ROW(type, member) \
	{.name = "wide", .kind = OPTION_FLAG, .offset = offsetof(type, member), \
	 .help = N_("CSV and JSON: one row per profile and option; one column per figure, followed by its status")}

static const struct option_row report_rows[] = {
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
	.options = report_rows,
	.options_size = sizeof(struct report_options),
	.run = run,
};

static const struct option_row show_rows[] = {
	WIDE_ROW(struct show_options, wide),
	{.name = "script", .kind = OPTION_TEXT, .argument = "FILE", .completion = COMPLETE_FILE,
	 .offset = offsetof(struct show_options, script), .help = N_("the screen: play the keys in FILE first")},
	{.name = "no-mouse", .kind = OPTION_FLAG, .offset = offsetof(struct show_options, no_mouse),
	 .help = N_("the screen: leave the mouse to the terminal")},
	{.name = "version", .kind = OPTION_FLAG, .offset = offsetof(struct show_options, version),
	 .help = N_("print the program's version")},
	{.name = NULL},
};

static enum outcome_code run_show(struct context *context, const void *own)
{
	const struct show_options *options = own;
	const struct report_options report = {.wide = options->wide};
	return run(context, &report);
}

const struct command command_show = {
	.name = "report",
	.operands = "[PROFILE...]",
	.summary = N_("the screen; without profiles, the shipped tiers. When output is not a terminal: what report prints"),
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.bare = true,
	.slow = true,
	.options = show_rows,
	.options_size = sizeof(struct show_options),
	.run = run_show,
};
