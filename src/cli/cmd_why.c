/* breakeven why: where a number comes from. */
#include "answer/why.h"

#include <string.h>

#include "base/intl.h"
#include "cli/answers.h"

struct why_options {
	int64_t depth;
	bool all;
};

enum { MOST_DEPTH = 100000 };

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
	{0},
};

/* What was asked for: behind the name of an option, or of each option. */
struct wanted {
	int option;       /* -1: each that is asked for */
	const char *name;
};

static struct wanted wanted_of(const struct plan *plan, const char *text)
{
	/* The first part of a name is an option, or a kind of section or a figure. */
	for (size_t i = 0; i < plan->options.count; i++) {
		const char *id = plan_option(plan, i)->section.id;
		const size_t size = strlen(id);

		if (strncmp(text, id, size) == 0 && text[size] == '.')
			return (struct wanted){(int)i, text + size + 1};
	}
	return (struct wanted){-1, text};
}

static enum outcome_code tell(struct context *context, const struct subject *subject, struct derivation *derivation,
                              const char *text, int depth)
{
	const struct wanted wanted = wanted_of(subject->plan, text);

	subject_heading(&context->document, subject);
	for (size_t i = 0; i < subject->plan->options.count; i++) {
		const bool asked = wanted.option < 0 ? subject_has(subject, i) : wanted.option == (int)i;
		const struct node *node = asked ? derivation_find(derivation, i, wanted.name, &context->diags) : NULL;

		if (asked && node == NULL)
			return context->diags.out_of_memory ? no_memory(context) : USAGE;
		if (asked)
			why_answer(&context->document, subject, derivation, node, depth);
	}
	return DONE;
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const struct subject *subject,
                                const void *own)
{
	const struct why_options *options = own;
	struct derivation *derivation = derivation_new(subject->plan);
	enum outcome_code code;

	(void)scenario;
	if (derivation == NULL)
		return no_memory(context);
	code = tell(context, subject, derivation, context->operands.at[context->operands.count - 1],
	            options->all ? MOST_DEPTH : (int)options->depth);
	derivation_free(derivation);
	return code;
}

static enum outcome_code run(struct context *context, const void *own)
{
	why_columns(&context->document);
	return answer_scenarios(context, answer, own);
}

const struct command command_why = {
	.name = "why",
	.operands = "PROFILE [OPTION.]FIGURE",
	.summary = N_("where a number comes from, down to the lines of the profile"),
	.help = N_("A figure, a column of the cash flow, an item, a benefit, an incident or an input: its formula, the "
	           "formula with the numbers in it, its value, and what it is made of. @8 is row 8 of `cashflow`."),
	.example = "breakeven why reco.ini hybrid.payback\nbreakeven why reco.ini hybrid.infra.serving@8 --all\nbreakeven why reco.ini npv -f csv",
	.least = 2,
	.most = ANY_NUMBER,
	.other_operands = 1,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct why_options),
	.run = run,
};
