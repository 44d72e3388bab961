/* why: where a number comes from. */
#include "answer/why.h"

#include <string.h>

#include "answer/why_compare.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "cli/answers.h"

struct why_options {
	int64_t depth;
	bool all;
};

enum { MOST_DEPTH = 100000 };

/* The number that is asked about: "hybrid.npv", "npv" of each option. */
static const char *operand_of(const struct context *context)
{
	return context->operands.at[context->operands.count - 1];
}

/* What stands behind the option that a name begins with; the whole name where it begins with none. */
static const char *behind_option(const char *name, const char *option)
{
	const size_t size = strlen(option);

	return strncmp(name, option, size) == 0 && name[size] == '.' ? name + size + 1 : name;
}

/*
 * The name under an option: the whole of it where something is called so, else what stands behind the option; NULL
 * where that is another one.
 */
static const char *name_under(struct derivation *derivation, const struct plan *plan, size_t option, const char *name)
{
	bool another = false;

	if (derivation_has(derivation, option, name))
		return name;
	for (size_t i = 0; i < plan->options.count; i++) {
		const char *behind = behind_option(name, plan_option(plan, i)->section.id);

		if (behind != name && i == option)
			return behind;
		another |= behind != name;
	}
	return another ? NULL : name;
}

/* Under each option that is asked for; *told: how many the name is about. */
static enum outcome_code answer_options(struct context *context, const struct subject *subject,
					struct derivation *derivation, int depth, size_t *told)
{
	const struct input *told_input = NULL;
	bool cut = false;

	for (size_t i = 0; i < subject->option_count; i++) {
		const size_t option = subject->option[i];
		const char *name = name_under(derivation, subject->plan, option, operand_of(context));
		const struct node *node;

		if (name == NULL)
			continue;
		node = derivation_find(derivation, option, name, &context->diags);
		if (node == NULL)
			return answer_failure(context);
		++*told;
		if (node->input != NULL && node->input == told_input)
			continue; /* an input of all options, once */
		told_input = node->input;
		cut |= why_answer(&context->document, subject, derivation, node, depth);
	}
	if (cut)
		why_say_deeper(&context->document);
	return DONE;
}

static enum outcome_code answer_plan(struct context *context, const struct evaluated *evaluated, const void *own)
{
	const struct why_options *options = own;
	const struct subject *subject = &evaluated->answer.subject;
	struct derivation *derivation = derivation_new(subject->plan, &evaluated->evaluation);
	const int depth = options->all ? MOST_DEPTH : (int)options->depth;
	enum outcome_code code;
	size_t told = 0;

	if (derivation == NULL)
		return no_memory(context);
	subject_heading(&context->document, subject);
	code = answer_options(context, subject, derivation, depth, &told);
	if (code == DONE && told == 0)
		code = usage_error(context, operand_of(context), _("--option leaves out the option of this name"));
	derivation_free(derivation);
	return code;
}

/* The figure that a name ends with; the option's id before it goes to *option, which is "" where there is none. */
static enum figure figure_of(struct context *context, const char *name, struct bytes *option)
{
	const char *dot = strrchr(name, '.'), *id = dot == NULL ? name : dot + 1;
	const enum figure figure = figure_find(id);
	struct nearest nearest = nearest_to(id);

	if (dot != NULL)
		bytes_add(option, name, (size_t)(dot - name));
	if (figure != FIGURE_COUNT)
		return figure;
	figure_offer_names(&nearest);
	if (nearest.best != NULL)
		usage_error(context, name, _("with two plans, why takes a figure; did you mean '%s'?"), nearest.best);
	else
		usage_error(context, name, _("with two plans, why takes a figure: npv, payback, hybrid.irr"));
	return FIGURE_COUNT;
}

static enum outcome_code answer_pair(struct context *context, const struct evaluated *a, const struct evaluated *b,
				     const void *own)
{
	const struct compare_answer compared = {
		.a = a->answer.subject,
		.b = b->answer.subject,
		.name_a = a->scenario.name,
		.name_b = b->scenario.name,
	};
	struct bytes option = {0};
	const enum figure figure = figure_of(context, operand_of(context), &option);
	int result = -1;

	(void)own;
	if (figure != FIGURE_COUNT)
		result = why_compare(&context->document, &compared, option.size == 0 ? NULL : bytes_text(&option),
				     figure, &context->diags);
	bytes_release(&option);
	return result == 0 ? DONE : answer_failure(context);
}

static enum outcome_code run(struct context *context, const void *own)
{
	if (scenarios_profiles(context->scenarios) > 1) {
		why_compare_columns(&context->document);
		return answer_pairs(context, answer_pair, own);
	}
	why_columns(&context->document);
	return answer_scenarios(context, answer_plan, own);
}

static const struct option_row rows[] = {
	{.name = "depth",
	 .kind = OPTION_WHOLE,
	 .argument = "N",
	 .low = 0,
	 .high = MOST_DEPTH,
	 .fallback = "1",
	 .offset = offsetof(struct why_options, depth),
	 .help = N_("levels below the number itself")},
	{.name = "all",
	 .kind = OPTION_FLAG,
	 .offset = offsetof(struct why_options, all),
	 .help = N_("all levels, down to the lines of the profile")},
	{.name = NULL},
};

const struct command command_why = {
	.name = "why",
	.operands = "PROFILE [PROFILE] [OPTION.]FIGURE",
	.summary = N_("where a number comes from, down to the lines of the profile"),
	.help = N_("A figure, a column of the cash flow, an item, a benefit, an incident or an input: its formula, the "
	           "formula with the numbers in it, its value, and what it is made of. @8 is row 8 of `cashflow`; "
	           "--raw leaves formulas in CSV as they are. With two plans: where they part in a figure, and what "
	           "each difference contributes to it, as `compare` has it."),
	.example = "breakeven why reco.ini hybrid.payback\nbreakeven why reco.ini hybrid.infra.serving@8 --all\nbreakeven why mvp scale-up hybrid.npv",
	.least = 2,
	.most = 3,
	.other_operands = 1,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct why_options),
	.slow = true,
	.run = run,
};
