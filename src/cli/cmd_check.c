/*
 * check: what is wrong or doubtful in a plan, and whether it meets conditions.
 *
 * An error in a profile is told on standard error like anywhere, with exit 2. What the reader warns of, what the audit
 * finds and what --require asks are the rows.
 */
#include "answer/remarks.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"
#include "cli/prices.h"

struct check_options {
	struct texts require;
	const char *prices;
};

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *options)
{
	const struct check_options *own = options;
	const struct remarks_request request = {own->require.at,
						own->require.count,
						&context->prices.catalogue,
						draws_spec(context, SAMPLING_RANDOM),
						evaluated->first_diag,
						context->options->quiet};
	bool met;
	context->overflow_told = false; /* each scenario reports its own overflow here */
	if (remarks_answer(&context->document, &evaluated->answer, &request, &context->diags, &met) != 0)
		return answer_failure(context);
	return met ? DONE : ANSWER_NO;
}

/* Warnings that became rows are not printed again. */
static void drop_warnings(struct diags *diags)
{
	struct diags errors = {0};
	diags_copy(&errors, diags, 0, SEVERITY_ERROR, SEVERITY_ERROR);
	diags_release(diags);
	*diags = errors;
}

static enum outcome_code run(struct context *context, const void *own)
{
	const struct check_options *options = own;
	enum outcome_code code = prices_load(context, options->prices);
	if (code != DONE)
		return code;
	remarks_answer_columns(&context->document);
	code = answer_scenarios(context, answer, own);
	if (code <= ANSWER_NO) {
		drop_warnings(&context->diags);
		prices_warn(context);
	}
	return code;
}

static const struct option_row rows[] = {
	{.name = "require", .kind = OPTION_TEXTS, .argument = "CONDITION", .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct check_options, require),
	 .help = N_("exit 1 unless it holds: 'hybrid.payback <= 18', 'npv > 0' (for every option), 'p(npv > 0) >= 80%'; may be given again")},
	PRICES_OPTION(offsetof(struct check_options, prices)),
	{.name = NULL},
};

const struct command command_check = {
	.name = "check",
	.operands = "PROFILE...",
	.summary = N_("problems and advice; conditions for CI"),
	.help = N_("Tells what a board would find in a plan: where it goes against the advice of its [guidance] and "
	           "[tier.*], and what in it does not add up. With --require it holds figures, and how likely they "
	           "are, to conditions: exit 1 when one does not hold. A figure without a value meets no condition. "
	           "With -q text and Markdown tell only what does not hold."),
	.example = "breakeven check reco.ini --require 'hybrid.payback <= 18' --require 'p(npv > 0) >= 80%'",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.options = rows,
	.options_size = sizeof(struct check_options),
	.moneyless = true,
	.run = run,
};
