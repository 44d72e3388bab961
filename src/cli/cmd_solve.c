/* breakeven solve: what one input would have to be for a figure to meet a goal. */
#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "cli/answers.h"
#include "cli/wording.h"
#include "decide/solve.h"

/* What --all shows: the rest is counted. */
enum { MOST_ROWS = 20, MOST_NAMES = 8 };

struct solve_options {
	const char *goal;
	struct texts inputs;
	bool all;
};

static const struct option_row rows[] = {
	{.name = "goal",
	 .letter = 'g',
	 .kind = OPTION_TEXT,
	 .argument = "GOAL",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct solve_options, goal),
	 .help = N_("what is to be met: 'payback <= 12', 'hybrid.npv = 0', 'irr >= 30%'")},
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
	struct goal goal;
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

/* --- in words --- */

/* "pays back within 12 months"; "gives npv ≥ 100 k€" */
static void print_deed(struct bytes *out, const struct question *question)
{
	const struct goal *goal = &question->goal;
	if (goal->figure == FIGURE_PAYBACK && goal->relation == RELATION_AT_MOST) {
		bytes_add_text(out, _("pays back within "));
		wording_figure(out, goal->figure,
			       (struct figure_value){.value = goal->value, .status = STATUS_OK},
			       &question->notation);
	} else {
		bytes_add_text(out, _("gives "));
		wording_goal(out, goal, &question->notation);
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
	print_deed(&deed, question);
	if (solution->has_value) {
		wording_figure(&nearest, question->goal.figure, solution->figure, &question->notation);
		wording_input(&there, question->plan, solution->input, solution->value);
		document_item(document,
			      _("no value of %s %s %s; it comes nearest at %s: %s"), solution->input->name,
			      document_text(document, &range), document_text(document, &deed),
			      document_text(document, &there), document_text(document, &nearest));
	} else {
		document_item(document,
			      _("no value of %s %s %s; there is no %s at any of them"), solution->input->name,
			      document_text(document, &range), document_text(document, &deed),
			      figure_info(question->goal.figure)->id);
	}
	bytes_release(&there);
	bytes_release(&nearest);
	bytes_release(&deed);
	bytes_release(&range);
}

/* "≥ 11.3%" */
static int print_answer(struct bytes *out, const struct question *question, const struct solution *solution)
{
	double rounded;
	if (solution->throughout) {
		bytes_add_text(out, _("any"));
		return 0;
	}
	if (solution_round(question->plan, &question->goal, solution, &rounded) != 0)
		return -1;
	enum relation relation = question->goal.relation == RELATION_EQUAL ? RELATION_EQUAL
				 : solution_is_least(solution)             ? RELATION_AT_LEAST
									   : RELATION_AT_MOST;
	bytes_add_format(out, "%s ", wording_relation(relation, &question->notation));
	wording_input(out, question->plan, solution->input, rounded);
	return 0;
}

static void print_change(struct bytes *out, const struct question *question, const struct solution *solution)
{
	double change = solution_change(solution);
	if (solution->throughout || !isfinite(change)) {
		bytes_add_text(out, wording_nothing(&question->notation));
		return;
	}
	bytes_add_text(out, solution->value > solution->now ? "+" : change > 0 ? "-" : "");
	format_share(out, change, &question->notation);
}

static enum outcome_code add_table(struct question *question, const struct solution *solutions, size_t count)
{
	struct document *document = &question->context->document;
	struct bytes text = {0};
	size_t shown = 0, left = 0;
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
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", solution->input->name);
		wording_input_stated(wording_clear(&text), question->plan, solution->input);
		document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
		result = print_answer(wording_clear(&text), question, solution);
		document_table_cell(document, EMPHASIS_STRONG, "%s", document_text(document, &text));
		print_change(wording_clear(&text), question, solution);
		document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	}
	bytes_release(&text);
	if (left > 0)
		document_paragraph(document,
				   _("%zu more inputs do it by a larger change (-f csv names them)."), left);
	return result == 0 ? DONE : no_memory(question->context);
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
			document_item(&question->context->document, _("%s does not depend on %s"),
				      figure_info(question->goal.figure)->id, solutions[i].input->name);
	}
}

/* The answers for one option. */
static enum outcome_code say_option(struct question *question, const struct solution *solutions, size_t count)
{
	struct document *document = &question->context->document;
	struct bytes goal = {0}, now = {0};
	bool reached = false;
	enum outcome_code code = DONE;
	wording_goal(&goal, &question->goal, &question->notation);
	wording_figure(&now, question->goal.figure, solutions[0].figure_now, &question->notation);
	for (size_t i = 0; i < count; i++)
		reached = reached || (solutions[i].status == SOLVE_REACHED &&
				      !(question->all && solutions[i].throughout));
	document_heading(document, 2, "%s", wording_option(question->plan, solutions[0].option));
	document_paragraph(
		document,
		solutions[0].met_now && reached
			? _("%s is met: now %s. It stays met, one input changed at a time, with:")
		: solutions[0].met_now ? _("%s is met: now %s.")
		: reached ? _("%s is not met: now %s. It would be, one input changed at a time, with:")
			  : _("%s is not met: now %s."),
		document_text(document, &goal), document_text(document, &now));
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
		if (solve_input(question->plan, input, &question->goal, found->at + found->count, &count) !=
		    0)
			return no_memory(question->context);
		found->count += count;
	}
	qsort(found->at, found->count, sizeof *found->at, compare_by_option);
	return DONE;
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const void *options)
{
	const struct solve_options *own = options;
	struct question question = {.context = context,
				    .scenario = scenario,
				    .plan = scenario->plan,
				    .all = own->all,
				    .notation = notation_of(context, scenario->plan)};
	enum outcome_code code = DONE;
	if (goal_parse(own->goal, scenario->plan, (struct place){.file = "--goal"}, &context->diags,
		       &question.goal) != 0)
		return USAGE;
	if (own->all && solve_all(scenario->plan, &question.goal, &question.found) != 0)
		code = no_memory(context);
	else if (!own->all)
		code = solve_named(&question, &own->inputs);
	for (size_t i = 0;
	     code == DONE && document_wants_rows(&context->document) && i < question.found.count; i++)
		if (option_wanted(context, question.plan, question.found.at[i].option))
			add_row(&question, &question.found.at[i]);
	if (code == DONE && document_wants_blocks(&context->document))
		code = say(&question);
	solutions_release(&question.found);
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	static const char *const columns[] = {"profile", "option", "input", "value",
					      "now",     "low",    "high",  "status"};
	const struct solve_options *own = options;
	if (!own->goal)
		return usage_error(context, "--goal",
				   _("say what is to be met, e.g. --goal 'payback <= 12'"));
	if (own->all == (own->inputs.count > 0))
		return usage_error(
			context, "--input",
			_("name an input (--input benefit.ctr.lift), or try every one with --all"));
	document_columns(&context->document, columns, sizeof columns / sizeof *columns);
	stamp_add(&context->document.stamp, "goal", own->goal);
	return answer_scenarios(context, answer, own);
}

const struct command command_solve = {
	.name = "solve",
	.operands = "PROFILE...",
	.summary = N_("what one input would have to be for a figure to meet a goal"),
	.help = N_("The nearest value of the input to the one it has at which the goal begins to be met, or up to which it stays met; "
	           "or that no value in its range does. Values in the text are rounded to where the goal is met; files hold every "
	           "digit."),
	.example = "breakeven solve reco.ini --goal 'hybrid.payback <= 6' --input benefit.ctr.lift\n"
	           "breakeven solve reco.ini --goal 'npv = 0' --all",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct solve_options),
	.slow = true,
	.run = run,
};
