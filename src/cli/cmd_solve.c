/* breakeven solve: what one input would have to be for a figure to meet a goal. */
#include <stdlib.h>

#include "answer/chances.h"
#include "answer/solve.h"
#include "base/attribute.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/draws.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"

struct solve_options {
	struct texts goals, inputs;
	bool all;
};

static const struct option_row rows[] = {
	{.name = "goal",
	 .letter = 'g',
	 .kind = OPTION_TEXTS,
	 .argument = "GOAL",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct solve_options, goals),
	 .help = N_("what is to be met: 'payback <= 12', 'hybrid.npv = 0', 'p(npv > 0) >= 80%'; given again: all of it together")},
	{.name = "input",
	 .letter = 'i',
	 .kind = OPTION_TEXTS,
	 .argument = "KEY",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_KEY,
	 .offset = offsetof(struct solve_options, inputs),
	 .help = N_("the input to change: benefit.ctr.lift; may be given again")},
	{.name = "all",
	 .kind = OPTION_FLAG,
	 .takes = TAKES_ANY,
	 .offset = offsetof(struct solve_options, all),
	 .help = N_("try every input: what must be true")},
	{0},
};

/* What ended a search early: an interrupt, or no memory. */
static enum outcome_code stopped(struct context *context)
{
	if (!interrupted())
		return no_memory(context);
	return output_end_early(context, "breakeven", "%s",
				_("interrupted: the answer being worked out, and all that follow, are missing"));
}

static const struct input *find_input(struct context *context, const struct plan *plan, const char *name)
{
	const struct input *input = plan_find_input(plan, name);
	if (!input) {
		plan_unknown_input(plan, name, (struct place){.file = "--input"}, &context->diags);
	} else if (!solve_possible(input)) {
		usage_error(context, "--input", _("'%s' has no number that could be another"), name);
		input = NULL;
	}
	return input;
}

static enum outcome_code solve_named(struct context *context, const struct solve_task *task, const struct texts *names,
                                     struct solutions *found)
{
	const struct input **inputs = calloc(names->count, sizeof *inputs);
	enum outcome_code code = inputs ? DONE : no_memory(context);
	for (size_t i = 0; i < names->count && code == DONE; i++) {
		inputs[i] = find_input(context, task->plan, names->at[i]);
		code = inputs[i] ? DONE : USAGE;
	}
	if (code == DONE && solve_inputs(task, inputs, names->count, found) != 0)
		code = stopped(context);
	free(inputs);
	return code;
}

/* A goal of one option, and --option names others: there would be nothing to say. */
static enum outcome_code check_option(struct context *context, const struct subject *subject, const char *goal,
				      int option)
{
	if (option < 0 || subject_has(subject, (size_t)option))
		return DONE;
	return usage_error(context, "--goal", _("'%s' is about an option that --option leaves out"), goal);
}

static enum outcome_code read_goals(struct context *context, const struct subject *subject, const struct texts *goals,
                                    struct condition *conditions)
{
	enum outcome_code code = DONE;
	for (size_t i = 0; i < goals->count; i++)
		if (condition_parse(goals->at[i], subject->plan, (struct place){.file = "--goal"}, &context->diags,
				    &conditions[i]) != 0)
			code = USAGE;
	for (size_t i = 0; i < goals->count && code == DONE; i++)
		code = check_option(context, subject, goals->at[i], conditions[i].goal.option);
	if (code == DONE)
		context->document.stamp.drawn |= chances_asked(conditions, goals->count);
	return code;
}

/* Progress over the inputs; ends on Ctrl-C. */
static bool go_on(void *context, size_t done, size_t total)
{
	progress_update(context, (double)done, (double)total);
	return !interrupted();
}

static bool go_on_silently(void *context, size_t done, size_t total)
{
	(void)context;
	(void)done;
	(void)total;
	return !interrupted();
}

/* Every input, or those named. */
static enum outcome_code search(struct context *context, const struct solve_task *task, const struct solve_options *own,
                                struct solutions *found)
{
	struct progress progress = progress_start(_("inputs"), context->options->quiet);
	const struct solve_watch watch = {go_on, &progress};
	enum outcome_code code = DONE;
	if (!own->all)
		code = solve_named(context, task, &own->inputs, found);
	else if (solve_all(task, &watch, found) != 0)
		code = stopped(context);
	progress_end(&progress);
	return code;
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const struct subject *subject,
                                const void *options)
{
	const struct solve_options *own = options;
	const struct study_spec spec = draws_spec(context, SAMPLING_RANDOM);
	const struct watch watch = {go_on_silently, NULL};
	struct condition goal[SOLVE_MOST_CONDITIONS];
	struct solutions found = {0};
	struct chances chances;
	(void)scenario;
	enum outcome_code code = read_goals(context, subject, &own->goals, goal);
	if (code != DONE)
		return code;
	struct chance_desk *desk = chance_desk_new(goal, own->goals.count, &spec, &watch);
	if (!desk)
		return no_memory(context);
	chances = chance_desk_chances(desk);
	const struct solve_task task = {
		.plan = subject->plan, .condition = goal, .count = own->goals.count, .chances = &chances};
	const struct solve_answer answer = {*subject, &task, &found, own->all, &spec};
	code = search(context, &task, own, &found);
	if (code == DONE && solve_answer(&context->document, &answer) != 0)
		code = stopped(context);
	solutions_release(&found);
	chance_desk_free(desk);
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	const struct solve_options *own = options;
	if (own->goals.count == 0)
		return usage_error(context, "--goal",
				   _("say what is to be met, e.g. --goal 'payback <= 12'"));
	if (own->goals.count > SOLVE_MOST_CONDITIONS)
		return NUMBERED_ARGUMENTS usage_error(
			context, "--goal",
			ngettext("%1$zu goal is too many to stand together; at most %2$d",
				 "%1$zu goals are too many to stand together; at most %2$d", own->goals.count),
			own->goals.count, SOLVE_MOST_CONDITIONS);
	if (own->all == (own->inputs.count > 0))
		return usage_error(
			context, "--input",
			_("name an input (--input benefit.ctr.lift), or try every one with --all"));
	solve_answer_columns(&context->document);
	context->document.stamp.drawn = false; /* unless a goal is a probability */
	for (size_t i = 0; i < own->goals.count; i++)
		stamp_add(&context->document.stamp, "goal", own->goals.at[i]);
	return answer_scenarios(context, answer, own);
}

const struct command command_solve = {
	.name = "solve",
	.operands = "PROFILE...",
	.summary = N_("what one input would have to be for a figure to meet a goal"),
	.help = N_("The nearest value of the input to the one it has at which the goal begins to be met, or up to "
	           "which it stays met; or that no value in its range does. Values in the text are rounded to where "
	           "the goal is met; files hold every digit. Several goals are met together. A goal may be a "
	           "probability: an uncertain input then moves with its whole distribution. --all leaves out what "
	           "nobody could bring about, such as a third of a machine."),
	.example = "breakeven solve reco.ini --goal 'hybrid.payback <= 6' --input benefit.ctr.lift\n"
	           "breakeven solve reco.ini --goal 'npv = 0' --all\n"
	           "breakeven solve mvp.ini --goal 'p(npv > 0) >= 80%' --goal 'payback <= 18' --input benefit.lift.lift",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.options = rows,
	.options_size = sizeof(struct solve_options),
	.slow = true,
	.run = run,
};
