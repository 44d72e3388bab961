/* Sweeps: every point of a grid is the plan with those values in it. */
#include "decide/sweep.h"

#include <stdint.h>

#include "decide/goal.h"
#include "decide/variant.h"
#include "fail_alloc.h"
#include "sample.h"

static void places_on_the_grid(void **state)
{
	const double values[5] = {0};
	const struct sweep_axis axes[] = {{NULL, values, 2}, {NULL, values, 3}, {NULL, values, 5}};
	size_t at[3];
	(void)state;
	assert_int_equal(sweep_points(axes, 3), 30);
	sweep_place(axes, 3, 0, at);
	assert_true(at[0] == 0 && at[1] == 0 && at[2] == 0);
	sweep_place(axes, 3, 29, at);
	assert_true(at[0] == 1 && at[1] == 2 && at[2] == 4);
	sweep_place(axes, 3, 1 * 15 + 2 * 5 + 3, at);
	assert_true(at[0] == 1 && at[1] == 2 && at[2] == 3);
	const struct sweep_axis large[] = {{NULL, NULL, SIZE_MAX / 2}, {NULL, NULL, 3}};
	assert_true(sweep_points(large, 2) == SIZE_MAX);
}

/* value_print and the reader give each value back to the bit, so that figures may differ in rounding alone. */
static void hold_point(const struct plan *plan, const struct sweep *sweep, size_t point)
{
	struct evaluation evaluation;
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	assert_int_equal(sweep->horizon[point], evaluation.option[0].horizon);
	for (size_t o = 0; o < plan->options.count; o++) {
		for (int figure = 0; figure < FIGURE_COUNT; figure++) {
			const struct figure_value *swept = sweep_figure(sweep, point, o, (enum figure)figure);
			const struct figure_value *read = &evaluation.option[o].figure[figure];
			assert_int_equal(swept->status, read->status);
			if (!isnan(figure_number(read)))
				assert_near(swept->value, read->value, figure == FIGURE_IRR ? 1e-9 : 1e-11);
		}
	}
	evaluation_release(&evaluation);
}

static void points_are_plans(void **state)
{
	static const double growth[] = {-0.02, 0, 0.01, 0.05, 0.1};
	static const double salary[] = {60e3, 90e3, 120e3, 150e3, 180e3, 210e3, 240e3, 270e3, 300e3};
	struct plan *plan = golden_plan("path");
	const struct input *inputs[] = {sample_input(plan, "demand.growth"),
					sample_input(plan, "team.ml.salary")};
	struct sweep_axis axes[] = {{inputs[0]->value, growth, 5}, {inputs[1]->value, salary, 9}};
	struct sweep sweep;
	(void)state;
	assert_int_equal(sweep_run(plan, axes, 2, &sweep), 0);
	assert_int_equal(sweep.points, 45); /* more than a block of lanes */
	for (size_t point = 0; point < sweep.points; point += 7) {
		struct plan *grown = NULL, *paid = NULL;
		assert_int_equal(variant_new(plan, inputs[0], growth[point / 9], &grown), 0);
		assert_int_equal(
			variant_new(grown, sample_input(grown, "team.ml.salary"), salary[point % 9], &paid),
			0);
		hold_point(paid, &sweep, point);
		plan_free(paid);
		plan_free(grown);
	}
	sweep_release(&sweep);
	plan_free(plan);
}

static void too_many_points(void **state)
{
	static const double values[SWEEP_MOST_POINTS + 1];
	struct plan *plan = sample_plan("[option.a]\n[other.x]\nprice = 3\n");
	struct sweep_axis axis = {sample_input(plan, "other.x.price")->value, values, SWEEP_MOST_POINTS + 1};
	struct sweep sweep;
	(void)state;
	assert_int_equal(sweep_run(plan, &axis, 1, &sweep), -1);
	axis.count--; /* the most there may be */
	assert_int_equal(sweep_run(plan, &axis, 1, &sweep), 0);
	assert_int_equal(sweep.points, SWEEP_MOST_POINTS);
	sweep_release(&sweep);
	plan_free(plan);
}

static int run_and_release(void *context)
{
	static const double values[] = {1, 2, 3};
	struct sweep_axis axis = {sample_input(context, "other.x.price")->value, values, 3};
	struct sweep sweep;
	if (sweep_run(context, &axis, 1, &sweep) != 0)
		return -1;
	sweep_release(&sweep);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct plan *plan = sample_plan("[option.a]\n[other.x]\nprice = 3\n");
	(void)state;
	fail_each_alloc(run_and_release, plan);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_on_the_grid),
		cmocka_unit_test(points_are_plans),
		cmocka_unit_test(too_many_points),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
