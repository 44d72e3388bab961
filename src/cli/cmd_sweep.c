/* sweep: the figures at each point of a grid of inputs. */
#include "answer/sweep.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/range.h"

struct sweep_options {
	struct texts over, figures;
};

static enum outcome_code answer(struct context *context, const struct evaluated *evaluated, const void *own)
{
	struct sweep_answer swept = *(const struct sweep_answer *)own;
	swept.subject = evaluated->answer.subject;
	return sweep_answer(&context->document, &swept, &context->diags) == 0 ? DONE : answer_failure(context);
}

static enum outcome_code run(struct context *context, const void *options)
{
	const struct sweep_options *own = options;
	bool wanted[FIGURE_COUNT];
	struct ranges over = {0};
	bool read = ranges_parse(&own->over, &context->diags, &over) == 0;
	enum outcome_code code = figures_wanted(context, &own->figures, wanted) != 0 ? USAGE : DONE;
	const struct sweep_answer swept = {
		.axis = over.axis,
		.count = own->over.count,
		.wanted = wanted,
		.by_choice = own->figures.count > 0,
		.by_profile = scenarios_profiles(context->scenarios) > 1 || scenarios_file(context->scenarios),
	};
	for (size_t i = 0; i < own->over.count; i++)
		stamp_add(&context->document.stamp, "over", own->over.at[i]);
	if (!read)
		code = answer_failure(context);
	if (code == DONE) {
		sweep_answer_columns(&context->document, &swept);
		code = answer_scenarios(context, answer, &swept);
	}
	ranges_release(&over);
	return code;
}

static const struct option_row rows[] = {
	{.name = "over", .kind = OPTION_TEXTS, .argument = "KEY=VALUES", .completion = COMPLETE_KEY,
	 .offset = offsetof(struct sweep_options, over),
	 .help = N_("benefit.ctr.lift=10%..30%:5%, or option.a.hosting=managed,self-hosted; given again, a grid")},
	FIGURE_ROW(struct sweep_options, figures,
		   N_("only these figures; text shows npv and payback unless told, files hold all")),
	{.name = NULL},
};

const struct command command_sweep = {
	.name = "sweep",
	.operands = "PROFILE...",
	.summary = N_("the figures over a range of one input, or a grid of several"),
	.help = N_("KEY=A..B:STEP counts from A by STEP as far as B; KEY=V1,V2 takes the values as they stand. Values "
	           "are in the profile's own grammar and checked like it. Where there are several profiles, or "
	           "scenarios, rows begin with a column profile."),
	.example = "breakeven sweep reco.ini --over benefit.ctr.lift=10%..30%:5%\n"
	           "breakeven sweep reco.ini --over benefit.ctr.lift=10%,20% --over team.devops.fte=1..3:1 --figure npv -o grid.csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct sweep_options),
	.slow = true,
	.run = run,
};
