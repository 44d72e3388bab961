/* breakeven sweep: the figures at each point of a grid of inputs. */
#include <string.h>

#include "answer/sweep.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/range.h"
#include "plan/name.h"

struct sweep_options {
	struct texts over, figures;
};

static const struct option_row rows[] = {
	{.name = "over",
	 .kind = OPTION_TEXTS,
	 .argument = "KEY=VALUES",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_KEY,
	 .offset = offsetof(struct sweep_options, over),
	 .help = N_("benefit.ctr.lift=10%..30%:5%, or option.a.hosting=managed,self-hosted; given again, a grid")},
	{.name = "figure",
	 .kind = OPTION_TEXTS,
	 .argument = "FIGURE",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct sweep_options, figures),
	 .help = N_("only these figures; text shows npv and payback unless told, files hold all")},
	{0},
};

/* What is swept, and over what. */
struct task {
	struct range range[GRID_MOST_AXES];
	struct grid_axis axis[GRID_MOST_AXES];
	bool wanted[FIGURE_COUNT];
	struct sweep_answer answer;
};

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const struct subject *subject,
                                const void *own)
{
	const struct task *task = own;
	struct sweep_answer answer = task->answer;
	struct grid grid;
	(void)scenario;
	if (grid_run(subject->plan, task->axis, answer.count, (struct place){.file = "--over"}, &context->diags,
		     &grid) != 0)
		return scenario_failure(context);
	answer.subject = *subject;
	sweep_answer(&context->document, &answer, &grid);
	grid_release(&grid);
	return DONE;
}

static enum outcome_code prepare(struct context *context, struct task *task, const struct sweep_options *own)
{
	enum outcome_code code = DONE;
	if (own->over.count == 0 || own->over.count > GRID_MOST_AXES)
		return usage_error(
			context, "--over",
			_("say what to sweep, 1 to %d times, e.g. --over benefit.ctr.lift=10%%..30%%:5%%"),
			GRID_MOST_AXES);
	for (size_t i = 0; i < own->over.count; i++) {
		if (range_parse(own->over.at[i], SWEEP_MOST_POINTS, (struct place){.file = "--over"},
				&context->diags, &task->range[i]) != 0) {
			code = context->diags.out_of_memory ? INPUT_OUTPUT : USAGE;
			continue;
		}
		const struct range *range = &task->range[i];
		task->axis[i] =
			(struct grid_axis){range->key, (const char *const *)range->value, range->count};
		if (name_same(range->key, strlen(range->key), "plan.currency"))
			code = usage_error(
				context, "--over",
				_("plan.currency: a table holds one currency; sweep a rate of [fx] instead"));
		stamp_add(&context->document.stamp, "over", own->over.at[i]);
	}
	task->answer.count = own->over.count;
	if (figures_wanted(context, &own->figures, task->wanted) != 0)
		code = USAGE;
	task->answer.axis = task->axis;
	task->answer.wanted = task->wanted;
	task->answer.by_choice = own->figures.count > 0;
	task->answer.by_profile = scenarios_profiles(context->scenarios) > 1 || scenarios_file(context->scenarios);
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	struct task task = {.answer = {.count = 0}};
	enum outcome_code code = prepare(context, &task, options);
	if (code == DONE) {
		sweep_answer_columns(&context->document, &task.answer);
		code = answer_scenarios(context, answer, &task);
	}
	for (size_t i = 0; i < GRID_MOST_AXES; i++)
		range_release(&task.range[i]);
	return code;
}

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
