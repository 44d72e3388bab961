/* What solve is asked: goals and inputs read against a plan, and the search for them. */
#include <stdlib.h>

#include "answer/chances.h"
#include "answer/solve.h"
#include "base/attribute.h"
#include "base/intl.h"

static const struct place command_line = {.file = "breakeven"};

/* --- before there is a plan --- */

static int check_request(const struct solve_request *request, struct diags *diags)
{
	if (request->goal_count == 0) {
		diags_add(diags, SEVERITY_ERROR, command_line, "--goal", "%s",
			  _("say what is to be met, e.g. --goal 'payback <= 12'"));
		return -1;
	}
	if (request->goal_count > SOLVE_MOST_CONDITIONS) {
		NUMBERED_ARGUMENTS diags_add(
			diags, SEVERITY_ERROR, command_line, "--goal",
			ngettext("%1$zu goal is too many to stand together; at most %2$d",
				 "%1$zu goals are too many to stand together; at most %2$d", request->goal_count),
			request->goal_count, SOLVE_MOST_CONDITIONS);
		return -1;
	}
	if (request->all == (request->input_count > 0)) {
		diags_add(diags, SEVERITY_ERROR, command_line, "--input", "%s",
			  _("name an input (--input benefit.ctr.lift), or try every one with --all"));
		return -1;
	}
	return 0;
}

int solve_answer_begin(struct document *document, const struct solve_request *request, struct diags *diags)
{
	static const char *const columns[] = {"profile", "option", "input", "value", "now", "low", "high", "status"};
	if (check_request(request, diags) != 0)
		return -1;
	document_columns(document, columns, sizeof columns / sizeof *columns);
	document->stamp.drawn = false; /* unless a goal is a probability */
	for (size_t i = 0; i < request->goal_count; i++)
		stamp_add(&document->stamp, "goal", request->goal[i]);
	return 0;
}

/* --- goals --- */

/* A goal of one option, and others are asked for: there would be nothing to say. */
static int check_option(const struct subject *subject, const char *goal, int option, struct diags *diags)
{
	if (option < 0 || subject_has(subject, (size_t)option))
		return 0;
	diags_add(diags, SEVERITY_ERROR, command_line, "--goal",
		  _("'%s' is about an option that --option leaves out"), goal);
	return -1;
}

static int read_goals(const struct subject *subject, const struct solve_request *request, struct diags *diags,
		      struct condition *conditions)
{
	int result = 0;
	for (size_t i = 0; i < request->goal_count; i++)
		if (condition_parse(request->goal[i], subject->plan, (struct place){.file = "--goal"}, diags,
				    &conditions[i]) != 0)
			result = -1;
	for (size_t i = 0; i < request->goal_count && result == 0; i++)
		result = check_option(subject, request->goal[i], conditions[i].goal.option, diags);
	return result;
}

/* --- inputs --- */

static const struct input *find_input(const struct plan *plan, const char *name, struct diags *diags)
{
	const struct input *input = plan_find_input(plan, name);
	if (!input) {
		plan_unknown_input(plan, name, (struct place){.file = "--input"}, diags);
	} else if (!solve_possible(input)) {
		diags_add(diags, SEVERITY_ERROR, command_line, "--input",
			  _("'%s' is not a number that can be changed"), name);
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

/* 0, or -1 when out of memory or stopped. */
static int solve_inputs(const struct solve_task *task, const struct input *const *inputs, size_t count,
			const struct solve_watch *watch, struct solutions *found)
{
	struct solutions made = {.at = calloc(count * task->plan->options.count + 1, sizeof *made.at)};
	int result = made.at ? 0 : -1;
	for (size_t i = 0; i < count && result == 0; i++) {
		size_t some = 0;
		result = watch->go_on(watch->context, i, count) ? solve_input(task, inputs[i], made.at + made.count,
									      &some)
								: -1;
		made.count += some;
	}
	if (result != 0) {
		solutions_release(&made);
		return -1;
	}
	qsort(made.at, made.count, sizeof *made.at, compare_by_option);
	*found = made;
	return 0;
}

static int solve_named(const struct solve_task *task, const struct solve_request *request,
		       const struct solve_watch *watch, struct diags *diags, struct solutions *found)
{
	const struct input **inputs = calloc(request->input_count, sizeof *inputs);
	int result = inputs ? 0 : -1;
	for (size_t i = 0; i < request->input_count && result == 0; i++) {
		inputs[i] = find_input(task->plan, request->input[i], diags);
		result = inputs[i] ? 0 : -1;
	}
	if (result == 0)
		result = solve_inputs(task, inputs, request->input_count, watch, found);
	free(inputs);
	return result;
}

/* While trials are drawn: whether to go on, without a word of how far it is with the inputs. */
static bool go_on(void *context, size_t done, size_t total)
{
	const struct watch *watch = context;
	(void)done;
	(void)total;
	return watch->go_on(watch->context, 0, 1);
}

int solve_answer(struct document *document, const struct answer *answer, const struct solve_request *request,
		 const struct study_spec *spec, const struct watch *watch, struct diags *diags)
{
	const struct solve_watch inputs = {watch->go_on, watch->context};
	const struct watch trials = {go_on, (void *)watch};
	struct condition goal[SOLVE_MOST_CONDITIONS];
	struct solutions found = {0};
	if (read_goals(&answer->subject, request, diags, goal) != 0)
		return -1;
	document->stamp.drawn |= chances_asked(goal, request->goal_count);
	struct chance_desk *desk = chance_desk_new(goal, request->goal_count, spec, &trials);
	if (!desk)
		return -1;
	struct chances chances = chance_desk_chances(desk);
	const struct solve_task task = {answer->subject.plan, goal, request->goal_count, &chances};
	const struct solve_answer said = {answer->subject, &task, &found, request->all, spec};
	int result = request->all ? solve_all(&task, &inputs, &found)
				  : solve_named(&task, request, &inputs, diags, &found);
	if (result == 0)
		result = solve_say(document, &said);
	solutions_release(&found);
	chance_desk_free(desk);
	return result;
}
