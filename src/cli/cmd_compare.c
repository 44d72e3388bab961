/* breakeven compare: how plans differ, and what each changed input contributes. */
#include <stdlib.h>
#include <string.h>

#include "answer/compare.h"
#include "base/intl.h"
#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/output.h"

struct compare_options {
	struct texts figures;
};

static const struct option_row rows[] = {
	{.name = "figure",
	 .kind = OPTION_TEXTS,
	 .argument = "FIGURE",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct compare_options, figures),
	 .help = N_("only these figures; text shows what npv and payback are made up of unless told, files hold all")},
	{0},
};

/* A scenario kept while the others are read. */
struct kept {
	char *name, *title;
	const char *row;
	size_t profile;
	struct plan *plan;
	struct subject subject;
};

static const char *currency_of(const struct kept *kept)
{
	return kept->plan->currency[0];
}

static enum outcome_code compare(struct context *context, struct compare_answer *answer, const struct kept *a,
				 const struct kept *b)
{
	struct comparison comparison;
	if (strcmp(currency_of(a), currency_of(b)) != 0)
		return usage_error(context, NULL,
				   _("'%s' is in %s, '%s' in %s: amounts in different currencies have no difference"),
				   a->name, currency_of(a), b->name, currency_of(b));
	if (compare_plans(a->plan, b->plan, &comparison) != 0)
		return no_memory(context);
	context->document.scenario = cell_repeated(a->row);
	answer->a = a->subject;
	answer->b = b->subject;
	answer->name_a = a->name;
	answer->name_b = b->name;
	answer->comparison = &comparison;
	compare_answer(&context->document, answer);
	comparison_release(&comparison);
	return DONE;
}

static void release_kept(struct kept *kept, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(kept[i].name);
		free(kept[i].title);
		subject_free_options(&kept[i].subject);
		plan_free(kept[i].plan);
	}
	free(kept);
}

/* Reads every scenario first: only then is it known which ones go together. */
static enum outcome_code keep_all(struct context *context, struct kept **kept, size_t *count)
{
	size_t most = scenarios_count(context->scenarios);
	struct scenario scenario;
	int more;
	*kept = calloc(most ? most : 1, sizeof **kept);
	if (!*kept)
		return no_memory(context);
	while ((more = next_scenario(context, &scenario)) > 0) {
		struct kept *one = &(*kept)[(*count)++];
		*one = (struct kept){.name = strdup(scenario.name),
		                     .title = strdup(scenario.title),
		                     .row = scenario.row,
		                     .profile = scenario.profile};
		int failed = subject_of(context, &scenario, &one->subject);
		one->plan = scenario_take(context->scenarios);
		one->subject.title = one->title;
		if (!one->name || !one->title || failed != 0)
			return no_memory(context);
	}
	return more < 0 ? scenario_failure(context) : DONE;
}

/* The scenario of another profile in the same row: the n-th of each profile go together. */
static const struct kept *partner(const struct kept *kept, size_t count, size_t of, size_t profile)
{
	size_t row = 0, seen = 0;
	for (size_t i = 0; i < of; i++)
		row += kept[i].profile == kept[of].profile;
	for (size_t i = 0; i < count; i++)
		if (kept[i].profile == profile && seen++ == row)
			return &kept[i];
	return NULL;
}

/* Each scenario of the first profile with those of the others. */
static enum outcome_code compare_all(struct context *context, struct compare_answer *answer, const struct kept *kept,
				     size_t count)
{
	size_t profiles = scenarios_profiles(context->scenarios), done = 0;
	enum outcome_code code = DONE;
	for (size_t i = 0; i < count && code == DONE; i++) {
		for (size_t profile = 1; profile < profiles && code == DONE && kept[i].profile == 0;
		     profile++, done++) {
			const struct kept *other = partner(kept, count, i, profile);
			interrupts_wait(done > 0);
			if (interrupted())
				code = output_end_early(context, "breakeven",
							ngettext("interrupted: this is the first %zu comparison",
								 "interrupted: these are the first %zu comparisons",
								 done),
							done);
			else if (other)
				code = compare(context, answer, &kept[i], other);
		}
	}
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	const struct compare_options *own = options;
	bool wanted[FIGURE_COUNT];
	struct compare_answer answer = {
		.wanted = wanted,
		.by_choice = own->figures.count > 0,
		.several = scenarios_profiles(context->scenarios) > 2 || scenarios_file(context->scenarios) != NULL,
	};
	struct kept *kept = NULL;
	size_t count = 0;
	if (figures_wanted(context, &own->figures, wanted) != 0)
		return USAGE;
	compare_answer_columns(&context->document, answer.several);
	enum outcome_code code = keep_all(context, &kept, &count);
	if (code == DONE)
		code = compare_all(context, &answer, kept, count);
	if (kept)
		release_kept(kept, count);
	return code;
}

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
