/* Objectives: whichever way a figure is worked out, it is the figure of the plan with that value stated. */
#include "decide/objective.h"

#include <stdlib.h>

#include "decide/goal.h"
#include "decide/variant.h"
#include "sample.h"

static const double values[] = {0.5, 0.9, 1, 1.3, 2}; /* of what the input is now */
enum { TRIED = sizeof values / sizeof *values };

/* Each option's figures with the input at a value. */
static void compare(const struct plan *plan, const struct input *input, double value, enum figure figure,
		    const double (*read)[TRIED], size_t at)
{
	struct plan *variant = NULL;
	struct evaluation stated;
	assert_int_equal(variant_new(plan, input, value, &variant), 0);
	assert_non_null(variant);
	assert_int_equal(evaluation_new(variant, &stated), 0);
	for (size_t o = 0; o < plan->options.count; o++)
		assert_near(read[o][at], figure_number(&stated.option[o].figure[figure]), 1e-9);
	evaluation_release(&stated);
	plan_free(variant);
}

static void every_figure_is_that_of_the_stated_plan(void **state)
{
	static const struct {
		const char *stem, *input;
	} cases[] = {{"growth", "demand.requests_per_day"}, {"incidents", "business.annual_revenue"}, {"edges", "plan.discount_rate"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = golden_plan(cases[i].stem);
		const struct input *input = sample_input(plan, cases[i].input);
		struct evaluation now;
		double tried[TRIED];
		double(*read)[TRIED] = malloc(plan->options.count * sizeof *read);
		assert_non_null(read);
		assert_int_equal(evaluation_new(plan, &now), 0);
		for (size_t k = 0; k < TRIED; k++)
			tried[k] = values[k] * value_best_guess(input->value);
		for (int figure = 0; figure < 2 * FIGURE_COUNT; figure++) {
			enum figure of = (enum figure)(figure / 2);
			struct objective objective;
			if (figure % 2 && !objective_short(of))
				continue;
			assert_int_equal(objective_init(&objective, plan, &now, input->value, figure % 2), 0);
			objective_try(&objective, tried, TRIED);
			for (size_t o = 0; o < plan->options.count; o++)
				objective_read(&objective, o, of, read[o]);
			for (size_t k = 0; k < TRIED; k++)
				compare(plan, input, tried[k], of, (const double(*)[TRIED])read, k);
			objective_release(&objective);
		}
		evaluation_release(&now);
		free(read);
		plan_free(plan);
	}
}

/* Those that goals are most often about, and no other: of these more values are tried at a time. */
static void which_figures_have_the_short_way(void **state)
{
	(void)state;
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		assert_int_equal(objective_short((enum figure)figure),
				 figure == FIGURE_NPV || figure == FIGURE_NET_VALUE || figure == FIGURE_PAYBACK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_is_that_of_the_stated_plan),
		cmocka_unit_test(which_figures_have_the_short_way),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
