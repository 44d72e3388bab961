/*
 * check: what is wrong or doubtful in a plan, and whether it meets conditions.
 *
 * An error in a profile is told on standard error like anywhere, with exit 2. What the reader warns of, what the audit
 * finds and what --require asks are the rows.
 */
#include <stdlib.h>
#include <string.h>

#include "answer/chances.h"
#include "answer/remarks.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"

struct check_options {
	struct texts require;
};

/*
 * What the reader said of this scenario: when its profile was opened, or (from `first` on) when its row was read. It is
 * a row here, and no line on standard error.
 */
static void add_warnings(const struct context *context, const struct plan *plan, size_t first, struct remarks *remarks)
{
	for (size_t i = 0; i < context->diags.count; i++) {
		const struct diag *diag = &context->diags.at[i];
		bool about_profile = diag->place.file && strcmp(diag->place.file, plan->source.name) == 0;
		if (diag->severity != SEVERITY_ERROR && (i >= first || about_profile))
			remarks_add_diag(remarks, diag);
	}
}

/* Holds the plan to every condition. 0, or -1 with errors in diags. */
static int add_conditions(struct context *context, const struct answer *answer, const struct texts *require,
			  struct remarks *remarks)
{
	const struct study_spec spec = draws_spec(context, SAMPLING_RANDOM);
	struct condition *conditions = calloc(require->count + 1, sizeof *conditions);
	int result = 0;
	remarks->failed |= conditions == NULL;
	for (size_t i = 0; conditions && i < require->count; i++)
		if (condition_parse(require->at[i], answer->subject.plan, (struct place){.file = "--require"},
				    &context->diags, &conditions[i]) != 0)
			result = -1;
	if (conditions && result == 0) {
		context->document.stamp.drawn |= chances_asked(conditions, require->count);
		remarks_add_conditions(remarks, answer, conditions, require->count, &spec);
	}
	free(conditions);
	return result;
}

/* One scenario. DONE, ANSWER_NO, or what went wrong. */
static enum outcome_code check(struct context *context, const struct scenario *scenario, size_t first_diag,
                               const struct check_options *own)
{
	struct evaluated evaluated;
	struct remarks remarks = {0};
	if (evaluate(context, scenario, false, &evaluated) != 0)
		return no_memory(context);
	add_warnings(context, scenario->plan, first_diag, &remarks);
	remarks_add_findings(&remarks, &evaluated.answer);
	enum outcome_code code = DONE;
	if (add_conditions(context, &evaluated.answer, &own->require, &remarks) != 0)
		code = USAGE;
	if (remarks.failed)
		code = no_memory(context);
	remarks_answer(&context->document, &evaluated.answer.subject, &remarks, context->options->quiet);
	if (code == DONE && remarks.refused > 0)
		code = ANSWER_NO;
	remarks_release(&remarks);
	evaluated_release(&evaluated);
	return code;
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
	enum outcome_code code = DONE;
	struct scenario scenario;
	int next = 0;
	remarks_answer_columns(&context->document);
	context->document.stamp.drawn = false; /* unless a condition asks for a probability */
	while (code <= ANSWER_NO) {
		size_t first_diag = context->diags.count;
		context->overflow_told = false; /* each scenario reports its own overflow here */
		next = next_scenario(context, &scenario);
		if (next <= 0)
			break;
		enum outcome_code one = check(context, &scenario, first_diag, own);
		code = one > code ? one : code;
	}
	if (next < 0)
		return scenario_failure(context);
	if (code <= ANSWER_NO)
		drop_warnings(&context->diags);
	return code;
}

static const struct option_row rows[] = {
	{.name = "require", .kind = OPTION_TEXTS, .argument = "CONDITION", .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct check_options, require),
	 .help = N_("exit 1 unless it holds: 'hybrid.payback <= 18', 'npv > 0' (for every option), 'p(npv > 0) >= 80%'; may be given again")},
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
