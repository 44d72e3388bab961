/* breakeven solve: what one input would have to be for a figure to meet a goal. */
#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "cli/answers.h"
#include "cli/chances.h"
#include "cli/draws.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/wording.h"
#include "decide/solve.h"

/* What --all shows: the rest is counted. */
enum { MOST_ROWS = 20, MOST_NAMES = 8 };

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

/* What a scenario is asked. */
struct question {
	struct context *context;
	const struct scenario *scenario;
	const struct plan *plan;
	struct condition goal[SOLVE_MOST_CONDITIONS];
	struct solve_task task;
	struct notation notation;
	bool all;
	struct solutions found; /* option by option */
};

/* A value of the input, in its own unit. */
static struct cell value_cell(const struct question *question, const struct solution *solution, double value)
{
	const char *currency = plan_value_currency(question->plan, solution->input->value);
	return currency ? cell_money(value, currency) : cell_number(value);
}

static void add_row(struct question *question, const struct solution *solution)
{
	const struct cell cells[] = {
		cell_text(question->scenario->path),
		cell_text(plan_option(question->plan, solution->option)->section.id),
		cell_text(solution->input->name),
		solution->status == SOLVE_REACHED ? value_cell(question, solution, solution->value) : cell_none(),
		value_cell(question, solution, solution->now),
		value_cell(question, solution, solution->low),
		value_cell(question, solution, solution->high),
		cell_text(solve_status_id(solution->status)),
	};
	document_row(&question->context->document, cells);
}

/* What ended a search early: an interrupt, or no memory. */
static enum outcome_code stopped(struct context *context)
{
	return interrupted() ? output_interrupted(context) : no_memory(context);
}

/* --- in words --- */

/* "payback ≤ 12 months"; with its option where it is asked of that one alone, or of a probability: "p(hybrid.npv > 0.00 €) ≥ 80 %" */
static void print_goal(struct bytes *out, const struct question *question, const struct condition *goal, size_t option)
{
	if (goal->is_probability || (goal->goal.option >= 0 && (size_t)goal->goal.option != option))
		wording_condition(out, question->plan, goal, condition_option(goal, option), &question->notation);
	else
		wording_goal(out, &goal->goal, &question->notation);
}

/* "a", "a and b", "a, b and c" */
static void print_separator(struct bytes *out, size_t i, size_t count)
{
	if (i > 0)
		bytes_add_text(out, i + 1 == count ? _(" and ") : ", ");
}

static void print_goals(struct bytes *out, const struct question *question, size_t option)
{
	for (size_t i = 0; i < question->task.count; i++) {
		print_separator(out, i, question->task.count);
		print_goal(out, question, &question->goal[i], option);
	}
}

/* Where each goal stands, beside its limit: "8.1 months and 79.96 %" */
static void print_standing(struct bytes *out, const struct question *question, const struct standing *standing)
{
	for (size_t i = 0; i < question->task.count; i++) {
		const struct condition *goal = &question->goal[i];
		print_separator(out, i, question->task.count);
		if (goal->is_probability)
			format_probability_beside(out, standing[i].share, goal->share.value, &question->notation);
		else
			wording_figure_beside(out, goal->goal.figure, standing[i].figure, goal->goal.value, standing[i].epsilon,
					      &question->notation);
	}
}

/* "pays back within 12 months"; "gives npv ≥ 100 k€" */
static void print_deed(struct bytes *out, const struct question *question, size_t option)
{
	const struct condition *goal = question->goal;
	if (question->task.count == 1 && !goal->is_probability && goal->goal.figure == FIGURE_PAYBACK &&
	    goal->goal.relation == RELATION_AT_MOST) {
		bytes_add_text(out, _("pays back within "));
		format_limit(out, goal->goal.figure, goal->goal.value, &question->notation);
	} else {
		bytes_add_text(out, _("gives "));
		print_goals(out, question, option);
	}
}

static void print_range(struct bytes *out, const struct question *question, const struct solution *solution)
{
	bytes_add_text(out, _("between "));
	wording_input(out, question->plan, solution->input, solution->low);
	bytes_add_text(out, _(" and "));
	wording_input(out, question->plan, solution->input, solution->high);
}

static void say_outside(struct question *question, const struct solution *solution)
{
	struct document *document = &question->context->document;
	struct bytes range = {0}, deed = {0}, nearest = {0}, there = {0};
	print_range(&range, question, solution);
	print_deed(&deed, question, solution->option);
	if (solution->has_value) {
		print_standing(&nearest, question, solution->after);
		wording_input(&there, question->plan, solution->input, solution->value);
		document_item(document,
			      _("no value of %s %s %s; it comes nearest at %s: %s"), solution->input->name,
			      document_text(document, &range), document_text(document, &deed),
			      document_text(document, &there), document_text(document, &nearest));
	} else {
		document_item(document,
			      _("no value of %s %s %s; there is no %s at any of them"), solution->input->name,
			      document_text(document, &range), document_text(document, &deed),
			      figure_info(question->goal[0].goal.figure)->id);
	}
	bytes_release(&there);
	bytes_release(&nearest);
	bytes_release(&deed);
	bytes_release(&range);
}

/* "= " a value; "≥ 11.3%" */
static int print_answer(struct bytes *out, const struct question *question, const struct solution *solution)
{
	double rounded;
	bool equality = false;
	if (solution->throughout) {
		bytes_add_text(out, _("any"));
		return 0;
	}
	if (solution_round(&question->task, solution, &rounded) != 0)
		return -1;
	for (size_t i = 0; i < question->task.count; i++)
		equality |= condition_limit(&question->goal[i])->relation == RELATION_EQUAL;
	enum relation relation = equality                      ? RELATION_EQUAL
				 : solution_is_least(solution) ? RELATION_AT_LEAST
							       : RELATION_AT_MOST;
	bytes_add_format(out, "%s ", wording_relation(relation, &question->notation));
	wording_input(out, question->plan, solution->input, rounded);
	return 0;
}

/* "+42.2 %"; of a share that is 0 now, in points. */
static void print_change(struct bytes *out, const struct question *question, const struct solution *solution)
{
	double change = solution_change(solution);
	bool rises = solution->value > solution->now;
	if (solution->throughout || !isfinite(change)) {
		bytes_add_text(out, wording_nothing(&question->notation));
		return;
	}
	bytes_add_text(out, rises ? "+" : change > 0 ? "-" : "");
	if (solution->now == 0 && change > 0)
		format_points(out, change, &question->notation);
	else
		format_change(out, change, &question->notation);
}

/* A row of the table: 0, or -1. */
static int add_solution(struct question *question, const struct solution *solution)
{
	struct document *document = &question->context->document;
	struct bytes text = {0};
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", solution->input->name);
	wording_input_stated(&text, question->plan, solution->input);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	int result = print_answer(wording_clear(&text), question, solution);
	document_table_cell(document, EMPHASIS_STRONG, "%s", document_text(document, &text));
	print_change(wording_clear(&text), question, solution);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	bytes_release(&text);
	return result;
}

static bool asks_probability(const struct question *question)
{
	bool asks = false;
	for (size_t i = 0; i < question->task.count; i++)
		asks |= question->goal[i].is_probability;
	return asks;
}

static enum outcome_code add_table(struct question *question, const struct solution *solutions, size_t count)
{
	struct document *document = &question->context->document;
	size_t shown = 0, left = 0;
	bool moved = false;
	int result = 0;
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("input"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("now"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("met with"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("change"));
	for (size_t i = 0; i < count && result == 0; i++) {
		const struct solution *solution = &solutions[i];
		if (solution->status != SOLVE_REACHED || (question->all && solution->throughout))
			continue;
		if (question->all && shown == MOST_ROWS) {
			left++;
			continue;
		}
		shown++;
		moved |= value_is_uncertain(solution->input->value);
		result = add_solution(question, solution);
	}
	if (left > 0)
		document_paragraph(document,
				   _("%zu more inputs do it by a larger change (-f csv names them)."), left);
	if (moved && asks_probability(question))
		document_paragraph(document, "%s",
				   _("Of an uncertain input the value is its best guess. Its distribution moves with it as a whole: "
				     "each draw is multiplied by the value over the best guess of now, or where that is 0 the value is "
				     "added."));
	return result == 0 ? DONE : stopped(question->context);
}

/* How many there are of a kind; by name where they are few. */
static void say_names(struct question *question, const struct solution *solutions, size_t count,
		      enum solve_status status, bool throughout, const char *few, const char *many)
{
	struct document *document = &question->context->document;
	struct bytes names = {0};
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (solutions[i].status == status && solutions[i].throughout == throughout)
			bytes_add_format(&names, "%s%s", found++ ? ", " : "", solutions[i].input->name);
	if (found > MOST_NAMES)
		document_paragraph(document, many, found);
	else if (found > 0)
		document_paragraph(document, "%s %s.", few, document_text(document, &names));
	bytes_release(&names);
}

static const char *const no_lever[] = {
	[LEVER_CAN] = "",
	[LEVER_UNIT] = N_("%s is no lever: only less than half a unit of it would do"),
	[LEVER_START] = N_("%s is no lever: only with a start or an end would it do at which what it serves lacks it"),
	[LEVER_DEMAND] = N_("%s is no lever: only a cut of demand would do, which costs less since it serves fewer, and the "
			    "benefit takes no notice"),
};

static void say_impossible(struct question *question, const struct solution *solution)
{
	struct document *document = &question->context->document;
	struct bytes figures = {0};
	for (size_t i = 0; i < question->task.count; i++) {
		print_separator(&figures, i, question->task.count);
		bytes_add_text(&figures, figure_info(question->goal[i].goal.figure)->id);
	}
	document_item(document,
		      question->task.count == 1 ? _("%s does not depend on %s") : _("%s do not depend on %s"),
		      document_text(document, &figures), solution->input->name);
	bytes_release(&figures);
}

static void say_without_answer(struct question *question, const struct solution *solutions, size_t count)
{
	if (question->all) {
		say_names(question, solutions, count, SOLVE_REACHED, true, _("Met at any value tried of:"),
			  _("Met at any value tried of %zu more inputs (-f csv names them)."));
		say_names(question, solutions, count, SOLVE_OUTSIDE_RANGE, false,
			  _("No value tried does it of:"),
			  _("No value tried does it of %zu more inputs (-f csv names them)."));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (solutions[i].status == SOLVE_OUTSIDE_RANGE)
			say_outside(question, &solutions[i]);
		else if (solutions[i].status == SOLVE_IMPOSSIBLE)
			say_impossible(question, &solutions[i]);
		else if (solutions[i].status == SOLVE_NO_LEVER)
			document_item(&question->context->document, _(no_lever[solutions[i].lever]), solutions[i].input->name);
	}
}

/* How the goals stand: [one goal alone][met now][some input reaches where that changes] */
static const char *const standing_sentence[2][2][2] = {
	{
		{N_("%s do not hold together: now %s."),
		 N_("%s do not hold together: now %s. They would, one input changed at a time, with:")},
		{N_("%s hold together: now %s."),
		 N_("%s hold together: now %s. They still do, one input changed at a time, with:")},
	},
	{
		{N_("%s is not met: now %s."),
		 N_("%s is not met: now %s. It would be, one input changed at a time, with:")},
		{N_("%s is met: now %s."), N_("%s is met: now %s. It stays met, one input changed at a time, with:")},
	},
};

/* The answers for one option. */
static enum outcome_code say_option(struct question *question, const struct solution *solutions, size_t count)
{
	struct document *document = &question->context->document;
	struct bytes goal = {0}, now = {0};
	bool reached = false;
	enum outcome_code code = DONE;
	bool met = solutions[0].met_now, single = question->task.count == 1;
	print_goals(&goal, question, solutions[0].option);
	print_standing(&now, question, solutions[0].before);
	for (size_t i = 0; i < count; i++)
		reached = reached || (solutions[i].status == SOLVE_REACHED &&
				      !(question->all && solutions[i].throughout));
	document_heading(document, 2, "%s", wording_option(question->plan, solutions[0].option));
	document_paragraph(document, _(standing_sentence[single][met][reached]), document_text(document, &goal),
			   document_text(document, &now));
	if (reached)
		code = add_table(question, solutions, count);
	say_without_answer(question, solutions, count);
	bytes_release(&now);
	bytes_release(&goal);
	return code;
}

static enum outcome_code say(struct question *question)
{
	enum outcome_code code = DONE;
	wording_heading(question->context, question->scenario);
	for (size_t first = 0, end; first < question->found.count && code == DONE; first = end) {
		const struct solution *solutions = question->found.at + first;
		for (end = first + 1;
		     end < question->found.count && question->found.at[end].option == solutions[0].option;)
			end++;
		if (option_wanted(question->context, question->plan, solutions[0].option))
			code = say_option(question, solutions, end - first);
	}
	return code;
}

/* --- asking --- */

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

/* Input after input, so that the solutions are put in the options' order afterwards. */
static int compare_by_option(const void *a, const void *b)
{
	const struct solution *x = a, *y = b;
	if (x->option != y->option)
		return x->option < y->option ? -1 : 1;
	return x->input < y->input ? -1 : x->input > y->input;
}

static enum outcome_code solve_named(struct question *question, const struct texts *names)
{
	struct solutions *found = &question->found;
	found->at = calloc(names->count * question->plan->options.count, sizeof *found->at);
	if (!found->at)
		return no_memory(question->context);
	for (size_t i = 0; i < names->count; i++) {
		const struct input *input = find_input(question->context, question->plan, names->at[i]);
		size_t count;
		if (!input)
			return USAGE;
		if (solve_input(&question->task, input, found->at + found->count, &count) != 0)
			return stopped(question->context);
		found->count += count;
	}
	qsort(found->at, found->count, sizeof *found->at, compare_by_option);
	return DONE;
}

static enum outcome_code read_goals(struct question *question, const struct texts *goals)
{
	const struct place place = {.file = "--goal"};
	struct context *context = question->context;
	enum outcome_code code = DONE;
	for (size_t i = 0; i < goals->count; i++)
		if (condition_parse(goals->at[i], question->plan, place, &context->diags, &question->goal[i]) != 0)
			code = USAGE;
	question->task = (struct solve_task){.plan = question->plan, .condition = question->goal, .count = goals->count};
	if (code == DONE)
		context->document.stamp.drawn |= asks_probability(question);
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
static enum outcome_code search(struct question *question, const struct solve_options *own)
{
	struct context *context = question->context;
	struct progress progress = progress_start(_("inputs"), context->options->quiet);
	const struct solve_watch watch = {go_on, &progress};
	enum outcome_code code = DONE;
	if (!own->all)
		code = solve_named(question, &own->inputs);
	else if (solve_all(&question->task, &watch, &question->found) != 0)
		code = stopped(context);
	progress_end(&progress);
	return code;
}

static enum outcome_code say_answer(struct question *question)
{
	struct context *context = question->context;
	for (size_t i = 0; document_wants_rows(&context->document) && i < question->found.count; i++)
		if (option_wanted(context, question->plan, question->found.at[i].option))
			add_row(question, &question->found.at[i]);
	return document_wants_blocks(&context->document) ? say(question) : DONE;
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const void *options)
{
	const struct solve_options *own = options;
	const struct study_spec spec = {
		.trials = (size_t)context->options->trials,
		.seed = (uint64_t)context->options->seed,
		.sampling = SAMPLING_RANDOM,
		.threads = draws_threads(context),
	};
	const struct watch watch = {go_on_silently, NULL};
	struct question question = {.context = context,
				    .scenario = scenario,
				    .plan = scenario->plan,
				    .all = own->all,
				    .notation = notation_of(context, scenario->plan)};
	struct chances chances;
	struct chance_desk *desk = NULL;
	enum outcome_code code = read_goals(&question, &own->goals);
	if (code == DONE) {
		desk = chance_desk_new(question.goal, question.task.count, &spec, &watch);
		code = desk ? DONE : no_memory(context);
	}
	if (code == DONE) {
		chances = chance_desk_chances(desk);
		question.task.chances = &chances;
		code = search(&question, own);
	}
	if (code == DONE)
		code = say_answer(&question);
	solutions_release(&question.found);
	chance_desk_free(desk);
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	static const char *const columns[] = {"profile", "option", "input", "value",
					      "now",     "low",    "high",  "status"};
	const struct solve_options *own = options;
	if (own->goals.count == 0)
		return usage_error(context, "--goal",
				   _("say what is to be met, e.g. --goal 'payback <= 12'"));
	if (own->goals.count > SOLVE_MOST_CONDITIONS)
		return usage_error(context, "--goal", _("%zu goals are too many to stand together; at most %d"),
				   own->goals.count, SOLVE_MOST_CONDITIONS);
	if (own->all == (own->inputs.count > 0))
		return usage_error(
			context, "--input",
			_("name an input (--input benefit.ctr.lift), or try every one with --all"));
	document_columns(&context->document, columns, sizeof columns / sizeof *columns);
	context->document.stamp.drawn = false; /* unless a goal is a probability */
	for (size_t i = 0; i < own->goals.count; i++)
		stamp_add(&context->document.stamp, "goal", own->goals.at[i]);
	return answer_scenarios(context, answer, own);
}

const struct command command_solve = {
	.name = "solve",
	.operands = "PROFILE...",
	.summary = N_("what one input would have to be for a figure to meet a goal"),
	.help = N_("The nearest value of the input to the one it has at which the goal begins to be met, or up to which it stays met; "
	           "or that no value in its range does. Values in the text are rounded to where the goal is met; files hold every "
	           "digit. Several goals are met together. A goal may be a probability: an uncertain input then moves with its whole "
	           "distribution. --all leaves out what nobody could bring about, such as a third of a machine."),
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
