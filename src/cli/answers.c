/* Scenarios evaluated, one by one or all. */
#include "cli/answers.h"

#include <stdlib.h>
#include <string.h>

void evaluated_release(struct evaluated *evaluated)
{
	evaluation_release(&evaluated->evaluation);
	plan_free(evaluated->plan);
	free(evaluated->name);
	free(evaluated->title);
	free(evaluated->option);
	*evaluated = (struct evaluated){0};
}

/* The plan and the names become our own. */
static int keep_scenario(struct context *context, const struct scenario *scenario, struct evaluated *made)
{
	made->name = strdup(scenario->name);
	made->title = strdup(scenario->title);
	if (!made->name || !made->title)
		return -1;
	made->plan = scenario_take(context->scenarios);
	made->answer.name = made->name;
	made->answer.title = made->title;
	return 0;
}

int evaluate(struct context *context, const struct scenario *scenario, bool keep, struct evaluated *evaluated)
{
	const struct plan *plan = scenario->plan;
	struct evaluated made = {.option = calloc(plan->options.count, sizeof *made.option)};
	if (!made.option || evaluation_new(plan, &made.evaluation) != 0)
		goto failed;
	made.answer = (struct answer){
		.name = scenario->name, .title = scenario->title, .plan = plan, .notation = notation_of(context, plan)};
	for (size_t o = 0; o < plan->options.count; o++) {
		if (option_wanted(context, plan, o))
			made.option[made.answer.option_count++] = o;
	}
	if (keep && keep_scenario(context, scenario, &made) != 0)
		goto failed;
	*evaluated = made;
	evaluated->answer.option = evaluated->option;
	evaluated->answer.evaluation = &evaluated->evaluation;
	return 0;
failed:
	evaluated_release(&made);
	return -1;
}

void evaluated_list_free(struct evaluated *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		evaluated_release(&list[i]);
	free(list);
}

enum outcome_code evaluate_all(struct context *context, struct evaluated **list, size_t *count)
{
	size_t room = scenarios_count(context->scenarios), got = 0;
	struct evaluated *made = calloc(room + 1, sizeof *made);
	struct scenario scenario;
	enum outcome_code code = DONE;
	int next = 0;
	if (!made)
		return no_memory(context);
	while (code == DONE && (next = scenario_next(context->scenarios, &context->diags, &scenario)) > 0) {
		if (evaluate(context, &scenario, true, &made[got]) != 0)
			code = no_memory(context);
		else
			got++;
	}
	if (next < 0)
		code = scenario_failure(context);
	if (code == DONE) {
		*list = made;
		*count = got;
	} else {
		evaluated_list_free(made, got);
	}
	return code;
}

enum outcome_code evaluate_each(struct context *context, void (*say)(struct document *document, const struct answer *answer))
{
	struct scenario scenario;
	int next;
	while ((next = scenario_next(context->scenarios, &context->diags, &scenario)) > 0) {
		struct evaluated evaluated;
		if (evaluate(context, &scenario, false, &evaluated) != 0)
			return no_memory(context);
		say(&context->document, &evaluated.answer);
		evaluated_release(&evaluated);
	}
	return next < 0 ? scenario_failure(context) : DONE;
}
