/* Grids: numbers as lanes, words read again, and what a profile would refuse. */
#include "decide/grid.h"

#include "decide/goal.h"
#include "fail_alloc.h"
#include "sample.h"

static const char *const lifts[] = {"10%", "0.18", "26%"};
static const char *const hostings[] = {"self-hosted", "managed"};
static const char *const horizons[] = {"12", "36"};
static const char *const prices[] = {"300 USD/month", "12k/year"};

static void hold_point(const struct plan *plan, const struct grid_axis *axes, size_t count, const size_t *at,
		       const struct grid *grid, size_t point)
{
	struct source source;
	struct diags diags = {0};
	struct plan *read = NULL;
	struct evaluation evaluation;
	assert_int_equal(source_copy(&plan->source, &source), 0);
	for (size_t i = 0; i < count; i++) {
		char text[256];
		snprintf(text, sizeof text, "%s=%s", axes[i].key, axes[i].value[at[i]]);
		assert_int_equal(source_apply(&source, text, (struct place){0}, &diags), 0);
	}
	assert_int_equal(plan_from_source(&source, &diags, &read), 0);
	assert_int_equal(evaluation_new(read, &evaluation), 0);
	assert_int_equal(grid->sweep.horizon[point], evaluation.option[0].horizon);
	for (size_t o = 0; o < plan->options.count; o++) {
		for (int figure = 0; figure < FIGURE_COUNT; figure++) {
			const struct figure_value *swept =
				sweep_figure(&grid->sweep, point, o, (enum figure)figure);
			const struct figure_value *alone = &evaluation.option[o].figure[figure];
			assert_int_equal(swept->status, alone->status);
			if (!isnan(figure_number(alone)))
				assert_near(swept->value, alone->value, figure == FIGURE_IRR ? 1e-9 : 1e-11);
		}
	}
	evaluation_release(&evaluation);
	plan_free(read);
	source_release(&source);
	diags_release(&diags);
}

/* A word between two numbers, so that the lanes are not the axes that turn fastest. */
static void every_point_is_a_plan(void **state)
{
	static const struct grid_axis axes[] = {{"benefit.ctr.lift", lifts, 3},
						{"option.hybrid.hosting", hostings, 2},
						{"plan.horizon", horizons, 2},
						{"monitoring.datadog.price", prices, 2}};
	struct plan *plan = golden_plan("recommendation-engine");
	struct diags diags = {0};
	struct grid grid;
	(void)state;
	assert_int_equal(grid_run(plan, axes, 4, (struct place){0}, &diags, &grid), 0);
	assert_int_equal(grid.sweep.points, 24);
	for (size_t point = 0; point < 24; point++) {
		size_t at[] = {point / 8, point / 4 % 2, point / 2 % 2, point % 2};
		hold_point(plan, axes, 4, at, &grid, point);
	}
	static const double numbers[] = {0.1, 0.18, 0.26, 0, 0, 12, 36, 300, 12000};
	for (size_t i = 0; i < 9; i++)
		assert_near(grid.number[i], i == 3 || i == 4 ? (double)NAN : numbers[i], 1e-15);
	grid_release(&grid);
	diags_release(&diags);
	plan_free(plan);
}

/* A key that the profile does not state, and an uncertain value. */
static void other_keys(void **state)
{
	static const char *const people[] = {"0", "0.5"}, *const uncertain[] = {"pert(1%, 2%, 9%)", "2%"};
	static const struct grid_axis axes[] = {{"team.ml-engineer.fte.hybrid", people, 2},
						{"demand.growth", uncertain, 2}};
	struct plan *plan = golden_plan("recommendation-engine");
	struct diags diags = {0};
	struct grid grid;
	(void)state;
	assert_int_equal(grid_run(plan, axes, 2, (struct place){0}, &diags, &grid), 0);
	for (size_t point = 0; point < 4; point++) {
		size_t at[] = {point / 2, point % 2};
		hold_point(plan, axes, 2, at, &grid, point);
	}
	assert_near(grid.number[1], 0.5, 0);
	assert_true(isnan(grid.number[2]));
	grid_release(&grid);
	diags_release(&diags);
	plan_free(plan);
}

static void refused(void **state)
{
	static const char *const bad[] = {"10%", "x", "-300%"}, *const zero[] = {"0", "1"},
				 *const many[400] = {"1", "2"};
	static const struct {
		struct grid_axis axes[2];
		size_t count, errors;
		const char *says;
	} cases[] = {
		{{{"benefit.ctr.lift", bad, 3}}, 1, 2, "benefit.ctr.lift"},
		{{{"benefit.ctr.lft", lifts, 3}}, 1, 3, "lift"},
		{{{"benefit.ctr.lift", lifts, 3}, {"benefit.ctr.lift", lifts, 3}}, 2, 1, "given twice"},
		{{{"outcome.success", zero, 2}, {"outcome.neutral", zero, 2}},
		 2,
		 1,
		 "outcome"}, /* not both */
		{{{"demand.users", many, 400}, {"demand.growth", many, 400}}, 2, 1, "more than"},
	};
	struct plan *whole = golden_plan("recommendation-engine");
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = whole, *edited = NULL;
		struct diags diags = {0};
		struct bytes text = {0};
		struct grid grid;
		if (i == 3) {
			struct source source;
			assert_int_equal(source_copy(&whole->source, &source), 0);
			assert_int_equal(
				source_apply(&source, "outcome.stopped=0", (struct place){0}, &diags), 0);
			assert_int_equal(plan_from_source(&source, &diags, &edited), 0);
			plan = edited;
			source_release(&source);
		}
		assert_int_equal(grid_run(plan, cases[i].axes, cases[i].count,
					  (struct place){.file = "--over"}, &diags, &grid),
				 -1);
		diags_print(&diags, &text);
		assert_int_equal(diags.errors, cases[i].errors);
		if (!strstr(bytes_text(&text), cases[i].says) ||
		    (i != 3 && !strstr(bytes_text(&text), "--over")))
			fail_msg("%s", bytes_text(&text));
		bytes_release(&text);
		diags_release(&diags);
		plan_free(edited);
	}
	plan_free(whole);
}

static int run_and_release(void *context)
{
	static const char *const values[] = {"1", "2"}, *const words[] = {"yes", "no"};
	static const struct grid_axis axes[] = {{"other.x.price", values, 2}, {"other.x.enabled", words, 2}};
	struct diags diags = {0};
	struct grid grid;
	int result = grid_run(context, axes, 2, (struct place){0}, &diags, &grid);
	assert_true(result == 0 || diags_failed(&diags));
	if (result == 0)
		grid_release(&grid);
	diags_release(&diags);
	return result;
}

static void survives_no_memory(void **state)
{
	struct plan *plan = sample_plan("[plan]\nhorizon = 2\n[option.a]\n[other.x]\nprice = 3\n");
	(void)state;
	fail_each_alloc(run_and_release, plan);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_point_is_a_plan),
		cmocka_unit_test(other_keys),
		cmocka_unit_test(refused),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
