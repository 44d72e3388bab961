/* The value that one input must have, as rows and as tables. */
#include "answer/solve.h"

#include <math.h>

#include "answer/chances.h"
#include "answer/held.h"
#include "answer/wording.h"
#include "base/attribute.h"
#include "base/intl.h"

/* The most rows and names shown; the rest is only counted. */
enum { MOST_ROWS = 20, MOST_NAMES = 8 };

/* A value of the input, in its own unit. */
static struct cell value_cell(const struct solve_answer *answer, const struct solution *solution, double value)
{
	const char *currency = plan_value_currency(answer->subject.plan, solution->input->value);
	return currency ? cell_money(value, currency) : cell_number(value);
}

static void add_row(struct document *document, const struct solve_answer *answer, const struct solution *solution)
{
	const struct cell cells[] = {
		cell_text(answer->subject.name),
		cell_text(subject_id(&answer->subject, solution->option)),
		cell_text(solution->input->name),
		solution->status == SOLVE_REACHED ? value_cell(answer, solution, solution->value) : cell_none(),
		value_cell(answer, solution, solution->now),
		value_cell(answer, solution, solution->low),
		value_cell(answer, solution, solution->high),
		cell_text(solve_status_id(solution->status)),
	};
	document_row(document, cells);
}

/* --- in words --- */

/* "payback ≤ 12 months"; with its option if it names one, or is a probability: "p(hybrid.npv > 0.00 €) ≥ 80 %" */
static void print_goal(struct bytes *out, const struct solve_answer *answer, const struct condition *goal,
		       size_t option)
{
	if (goal->is_probability || (goal->goal.option >= 0 && (size_t)goal->goal.option != option))
		wording_condition(out, answer->subject.plan, goal, condition_option(goal, option),
				  &answer->subject.notation);
	else
		wording_goal(out, &goal->goal, &answer->subject.notation);
}

/* Appends a list: the output of `print` for each goal. */
static void print_each(struct bytes *out, const struct solve_answer *answer, const void *context,
		       void (*print)(struct bytes *out, const struct solve_answer *answer, size_t goal,
				     const void *context))
{
	struct bytes list = {0}, one = {0};
	for (size_t i = 0; i < answer->task->count; i++) {
		print(wording_clear(&one), answer, i, context);
		wording_list(&list, bytes_text(&one), i, answer->task->count);
	}
	bytes_add_text(out, bytes_text(&list));
	out->failed |= list.failed || one.failed;
	bytes_release(&one);
	bytes_release(&list);
}

static void print_one_goal(struct bytes *out, const struct solve_answer *answer, size_t goal, const void *option)
{
	print_goal(out, answer, &answer->task->condition[goal], *(const size_t *)option);
}

static void print_goals(struct bytes *out, const struct solve_answer *answer, size_t option)
{
	print_each(out, answer, &option, print_one_goal);
}

static void print_one_standing(struct bytes *out, const struct solve_answer *answer, size_t i, const void *standings)
{
	const struct standing *standing = (const struct standing *)standings + i;
	const struct condition *goal = &answer->task->condition[i];
	if (goal->is_probability)
		format_probability_beside(out, standing->share, goal->share.value, &answer->subject.notation);
	else
		wording_figure_beside(out, goal->goal.figure, standing->figure, goal->goal.value, standing->epsilon,
				      &answer->subject.notation);
}

/* The state of each goal, beside its limit: "8.1 months and 79.96 %" */
static void print_standing(struct bytes *out, const struct solve_answer *answer, const struct standing *standing)
{
	print_each(out, answer, standing, print_one_standing);
}

static void print_one_figure(struct bytes *out, const struct solve_answer *answer, size_t goal, const void *unused)
{
	(void)unused;
	bytes_add_text(out, figure_info(answer->task->condition[goal].goal.figure)->id);
}

/* Whether the only goal is a payback within some months. */
static bool is_payback(const struct solve_answer *answer)
{
	const struct condition *goal = answer->task->condition;
	return answer->task->count == 1 && !goal->is_probability && goal->goal.figure == FIGURE_PAYBACK &&
	       goal->goal.relation == RELATION_AT_MOST;
}

/* [the only goal is a payback within some months][there is a value where the figure is closest] */
static const char *const outside_sentence[2][2] = {
	{
		N_("no value of %1$s between %2$s and %3$s gives %4$s; there is no %5$s at any of them"),
		N_("no value of %1$s between %2$s and %3$s gives %4$s; it comes nearest at %5$s: %6$s"),
	},
	{
		N_("no value of %1$s between %2$s and %3$s pays back within %4$s; there is no %5$s at any of them"),
		N_("no value of %1$s between %2$s and %3$s pays back within %4$s; it comes nearest at %5$s: %6$s"),
	},
};

/* 0, or -1. */
static int say_outside(struct document *document, const struct solve_answer *answer, const struct solution *solution)
{
	const struct plan *plan = answer->subject.plan;
	const struct goal *goal = &answer->task->condition[0].goal;
	struct bytes low = {0}, high = {0}, wanted = {0}, there = {0}, nearest = {0};
	struct solution rounded;
	if (solution->has_value && solution_round(answer->task, solution, &rounded) != 0)
		return -1;
	wording_input(&low, plan, solution->input, solution->low);
	wording_input(&high, plan, solution->input, solution->high);
	if (is_payback(answer))
		format_limit(&wanted, goal->figure, goal->value, &answer->subject.notation);
	else
		print_goals(&wanted, answer, solution->option);
	if (solution->has_value) {
		print_standing(&nearest, answer, rounded.after);
		wording_input(&there, plan, solution->input, rounded.value);
	} else {
		bytes_add_text(&there, figure_info(goal->figure)->id);
	}
	NUMBERED_ARGUMENTS document_item(document, _(outside_sentence[is_payback(answer)][solution->has_value]),
					 solution->input->name, document_take(document, &low),
					 document_take(document, &high), document_take(document, &wanted),
					 document_take(document, &there), document_take(document, &nearest));
	return 0;
}

/* Prints "= " and a value, or "≥ 11.3%". */
static int print_answer(struct bytes *out, const struct solve_answer *answer, const struct solution *solution)
{
	struct solution rounded;
	bool equality =
		conditions_have_equality(answer->task->condition, answer->task->count, solution->option);
	if (solution->throughout) {
		bytes_add_text(out, _("any"));
		return 0;
	}
	if (solution_round(answer->task, solution, &rounded) != 0)
		return -1;
	enum relation relation = equality                      ? RELATION_EQUAL
				 : solution_is_least(solution) ? RELATION_AT_LEAST
							       : RELATION_AT_MOST;
	bytes_add_format(out, "%s ", wording_relation(relation, &answer->subject.notation));
	wording_input(out, answer->subject.plan, solution->input, rounded.value);
	return 0;
}

/* "+42.2 %"; in points for a share that is 0 now. */
static void print_change(struct bytes *out, const struct solve_answer *answer, const struct solution *solution)
{
	double change = solution_change(solution);
	bool rises = solution->value > solution->now;
	if (solution->throughout || !isfinite(change)) {
		bytes_add_text(out, wording_nothing(&answer->subject.notation));
		return;
	}
	bytes_add_text(out, rises ? "+" : change > 0 ? "-" : "");
	if (solution->now == 0 && change > 0)
		format_points(out, change, &answer->subject.notation);
	else
		format_change(out, change, &answer->subject.notation);
}

/* Adds a row to the table. 0, or -1. */
static int add_solution(struct document *document, const struct solve_answer *answer, const struct solution *solution)
{
	struct bytes text = {0};
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", solution->input->name);
	wording_input_stated(&text, answer->subject.plan, solution->input);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	int result = print_answer(wording_clear(&text), answer, solution);
	document_table_cell(document, EMPHASIS_STRONG, "%s", document_text(document, &text));
	print_change(wording_clear(&text), answer, solution);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	bytes_release(&text);
	return result;
}

static int add_table(struct document *document, const struct solve_answer *answer, const struct solution *solutions,
		     size_t count)
{
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
		if (solution->status != SOLVE_REACHED || (answer->all && solution->throughout))
			continue;
		if (answer->all && shown == MOST_ROWS) {
			left++;
			continue;
		}
		shown++;
		moved |= value_is_uncertain(solution->input->value);
		result = add_solution(document, answer, solution);
	}
	if (left > 0)
		document_paragraph(document,
		                   ngettext("%zu more input would take a larger change (-f csv names it).",
		                            "%zu more inputs would take larger changes (-f csv names them).", left),
		                   left);
	if (moved && chances_asked(answer->task->condition, answer->task->count))
		document_paragraph(
			document, "%s",
			_("For an uncertain input, the value is the new best guess; its whole distribution is "
			  "scaled to it, or shifted where the best guess now is 0."));
	return result;
}

/* Names the inputs of a kind, or counts them when there are many. */
static void say_names(struct document *document, const struct solution *solutions, size_t count,
		      enum solve_status status, bool throughout)
{
	struct bytes names = {0};
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (solutions[i].status == status && solutions[i].throughout == throughout)
			bytes_add_format(&names, "%s%s", found++ ? ", " : "", solutions[i].input->name);
	if (found > MOST_NAMES)
		document_paragraph(
			document,
			throughout
				? ngettext("%zu more input does not matter: always met (-f csv names it).",
					   "%zu more inputs do not matter: always met (-f csv names them).", found)
				: ngettext("For %zu more input, no value tried meets it (-f csv names it).",
					   "For %zu more inputs, no value tried meets it (-f csv names them).", found),
			found);
	else if (found > 0)
		document_paragraph(
			document, throughout ? _("Met at every value tried: %s.") : _("Met at no value tried: %s."),
			document_text(document, &names));
	bytes_release(&names);
}

static const char *const no_lever[] = {
	[LEVER_CAN] = "",
	[LEVER_UNIT] = N_("%s is no lever: it would take less than half a unit of it"),
	[LEVER_START] = N_("%s is no lever: it would take a start or an end that leaves what it serves without it"),
	[LEVER_DEMAND] = N_("%s is no lever: it would take a cut in demand, which lowers the costs while the benefit "
			    "stays as it is"),
};

static void say_impossible(struct document *document, const struct solve_answer *answer,
			   const struct solution *solution)
{
	struct bytes figures = {0};
	print_each(&figures, answer, NULL, print_one_figure);
	NUMBERED_ARGUMENTS document_item(
		document, ngettext("%1$s does not depend on %2$s", "%1$s do not depend on %2$s", answer->task->count),
		document_take(document, &figures), solution->input->name);
}

/* 0, or -1. */
static int say_without_answer(struct document *document, const struct solve_answer *answer,
			      const struct solution *solutions, size_t count)
{
	int result = 0;
	if (answer->all) {
		say_names(document, solutions, count, SOLVE_REACHED, true);
		say_names(document, solutions, count, SOLVE_OUTSIDE_RANGE, false);
		return 0;
	}
	for (size_t i = 0; i < count && result == 0; i++) {
		if (solutions[i].status == SOLVE_OUTSIDE_RANGE)
			result = say_outside(document, answer, &solutions[i]);
		else if (solutions[i].status == SOLVE_IMPOSSIBLE)
			say_impossible(document, answer, &solutions[i]);
		else if (solutions[i].status == SOLVE_NO_LEVER)
			document_item(document, _(no_lever[solutions[i].lever]), solutions[i].input->name);
	}
	return result;
}

/* The state of the goals: [there is only one][met now][some input reaches a value where that changes] */
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
static int say_option(struct document *document, const struct solve_answer *answer, const struct solution *solutions,
		      size_t count)
{
	struct bytes goal = {0}, now = {0};
	bool reached = false;
	int code = 0;
	bool met = solutions[0].met_now, single = answer->task->count == 1;
	print_goals(&goal, answer, solutions[0].option);
	print_standing(&now, answer, solutions[0].before);
	for (size_t i = 0; i < count; i++)
		reached = reached || (solutions[i].status == SOLVE_REACHED &&
				      !(answer->all && solutions[i].throughout));
	document_heading(document, 2, "%s", subject_label(&answer->subject, solutions[0].option));
	document_paragraph(document, _(standing_sentence[single][met][reached]), document_take(document, &goal),
			   document_take(document, &now));
	if (reached)
		code = add_table(document, answer, solutions, count);
	return code == 0 ? say_without_answer(document, answer, solutions, count) : code;
}

static int add_blocks(struct document *document, const struct solve_answer *answer)
{
	int code = 0;
	subject_heading(document, &answer->subject);
	for (size_t first = 0, end; first < answer->found->count && code == 0; first = end) {
		const struct solution *solutions = answer->found->at + first;
		for (end = first + 1;
		     end < answer->found->count && answer->found->at[end].option == solutions[0].option;)
			end++;
		if (subject_has(&answer->subject, solutions[0].option))
			code = say_option(document, answer, solutions, end - first);
	}
	return code;
}

static void add_held_row(struct document *document, const struct solve_answer *answer,
			 const struct held_input *held)
{
	const struct cell cells[] = {cell_text(answer->subject.name),
				     cell_none(),
				     cell_text(held->input->name),
				     cell_number(held->share),
				     cell_none(),
				     cell_none(),
				     cell_none(),
				     cell_text("held")};

	document_row(document, cells);
}

/* Mentions draws that were clamped, if a goal is a probability. 0, or -1 when out of memory. */
static int say_held(struct document *document, const struct solve_answer *answer)
{
	struct held held;
	if (held_find_asked(answer->task->condition, answer->task->count, answer->subject.plan, answer->spec, &held) !=
	    0)
		return -1;
	for (size_t i = 0; document_wants_rows(document) && i < held.count; i++)
		add_held_row(document, answer, &held.at[i]);
	if (document_wants_blocks(document))
		held_answer_items(document, &held, &answer->subject.notation);
	held_release(&held);
	return 0;
}

int solve_say(struct document *document, const struct solve_answer *answer)
{
	for (size_t i = 0; document_wants_rows(document) && i < answer->found->count; i++)
		if (subject_has(&answer->subject, answer->found->at[i].option))
			add_row(document, answer, &answer->found->at[i]);
	if (document_wants_blocks(document) && add_blocks(document, answer) != 0)
		return -1;
	return say_held(document, answer);
}
