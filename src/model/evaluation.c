/* A plan at its best guess: its figures (figure.h) and its epsilons (tolerance.h). */
#include <stdlib.h>

#include "model/cashflow.h"
#include "model/evaluator.h"
#include "model/tolerance.h"

int evaluation_new(const struct plan *plan, struct evaluation *evaluation)
{
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_FLOWS, .launch_of = -1};
	struct evaluator evaluator;

	if (evaluator_init(&evaluator, &spec, 1) != 0)
		return -1;
	evaluator_load(&evaluator, NULL, 1);
	evaluator_figures(&evaluator);
	*evaluation = (struct evaluation){.option_count = model_option_count(evaluator.model),
	                                  .best = figures_best(evaluator.model, evaluator.workspace, 0),
	                                  .option = evaluator.figures};
	evaluator.figures = NULL;
	evaluator_release(&evaluator);
	return 0;
}

void evaluation_release(struct evaluation *evaluation)
{
	free(evaluation->option);
	*evaluation = (struct evaluation){0};
}

size_t figures_overflowing(const struct option_figures *figures)
{
	size_t count = 0;

	for (int f = 0; f < FIGURE_COUNT; f++)
		count += figures->figure[f].status == STATUS_OVERFLOW;
	return count;
}

bool evaluation_overflows(const struct evaluation *evaluation)
{
	bool any = false;

	for (size_t option = 0; option < evaluation->option_count; option++)
		any |= figures_overflowing(&evaluation->option[option]) > 0;
	return any;
}

int epsilons_of_plan(const struct plan *plan, double *epsilon)
{
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_FLOWS, .launch_of = -1};
	struct evaluator evaluator;

	if (evaluator_init(&evaluator, &spec, 0) != 0)
		return -1;
	evaluator_load(&evaluator, NULL, 1);
	for (size_t option = 0; option < plan->options.count; option++) {
		struct flows flows = evaluator_flows(&evaluator, option);
		double turnover[LANES];

		cashflow_turnover(&flows, turnover);
		epsilon[option] = epsilon_of(turnover[0]);
	}
	evaluator_release(&evaluator);
	return 0;
}
