/* What is said of how sure the figures are: rough at once, in the end what the risk command draws. */
#include "tui/estimate.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "decide/path.h"
#include "effort.h"
#include "fail_alloc.h"
#include "risk/study.h"
#include "risk/summary.h"
#include "sample.h"

static void settles_on_the_trials_of_the_risk_command(void **state)
{
	struct plan *plan = golden_plan("uncertain");
	const struct study_spec spec = {.trials = 100000, .seed = 42, .sampling = SAMPLING_RANDOM, .threads = 1};
	struct option_risk risk[8];
	struct study *study;
	(void)state;
	assert_int_equal(study_new(plan, &spec, &study), 0);
	assert_int_equal(study_run(study, spec.trials, NULL), spec.trials);
	assert_int_equal(summary_compute(study, risk), 0);
	struct estimate *estimate = estimate_new();
	assert_int_equal(estimate_begin(estimate, plan), 0);
	assert_int_equal(estimate_stage(estimate), ESTIMATE_ROUGH);
	assert_true(estimate_is_uncertain(estimate));
	struct option_estimate rough = *estimate_option(estimate, 0);
	assert_true(estimate_refine(estimate, NULL, NULL));
	assert_int_equal(estimate_stage(estimate), ESTIMATE_FINE);
	assert_true(estimate_refine(estimate, NULL, NULL));
	assert_int_equal(estimate_stage(estimate), ESTIMATE_SETTLED);
	assert_false(estimate_refine(estimate, NULL, NULL));
	for (size_t o = 0; o < plan->options.count; o++) {
		const struct option_estimate *settled = estimate_option(estimate, o);
		assert_near(settled->npv_p50, risk[o].statistic[TRIAL_NPV][STATISTIC_P50].value, 0);
		assert_near(settled->npv_p90, risk[o].statistic[TRIAL_NPV][STATISTIC_P90].value, 0);
		if (risk_status_has_value(risk[o].statistic[TRIAL_PAYBACK][STATISTIC_P50].status))
			assert_near(settled->p50, risk[o].statistic[TRIAL_PAYBACK][STATISTIC_P50].value, 0);
		else
			assert_true(isinf(settled->p50));
		assert_near(settled->within_18, risk[o].probability[EVENT_PAYBACK_18].value, 0);
		assert_near(settled->loss, risk[o].probability[EVENT_LOSS].value, 0);
	}
	assert_near(rough.npv_p50, estimate_option(estimate, 0)->npv_p50, 0.05);
	estimate_free(estimate);
	study_free(study);
	plan_free(plan);
}

static bool never(void *context)
{
	(void)context;
	return false;
}

static void what_is_put_off_is_done_later(void **state)
{
	struct plan *plan = golden_plan("uncertain");
	struct estimate *estimate = estimate_new();
	(void)state;
	assert_int_equal(estimate_begin(estimate, plan), 0);
	estimate_refine(estimate, NULL, NULL);
	assert_false(estimate_refine(estimate, never, NULL));
	assert_int_equal(estimate_stage(estimate), ESTIMATE_FINE);
	assert_non_null(estimate_option(estimate, 0)); /* what was known still is */
	assert_true(estimate_refine(estimate, NULL, NULL));
	estimate_free(estimate);
	plan_free(plan);
}

static void a_certain_plan_is_settled_at_once(void **state)
{
	struct plan *plan = sample_plan("[option.a]\n[benefit.x]\nannual_value = 100k\n[other.start]\nprice = 10k once\nfrom = start\n");
	struct estimate *estimate = estimate_new();
	(void)state;
	assert_null(estimate_option(estimate, 0));
	assert_int_equal(estimate_begin(estimate, plan), 0);
	assert_false(estimate_is_uncertain(estimate));
	assert_int_equal(estimate_stage(estimate), ESTIMATE_SETTLED);
	assert_near(estimate_option(estimate, 0)->p50, 1.2, 1e-9);
	assert_near(estimate_option(estimate, 0)->within_18, 1, 0);
	assert_null(estimate_option(estimate, 1));
	estimate_free(estimate);
	plan_free(plan);
}

/* Plan after plan, as keys make them: each as if it were the first. */
static void follows_edits(void **state)
{
	static const char *const stems[] = {"recommendation-engine", "uncertain", "path", "recommendation-engine"};
	struct estimate *estimate = estimate_new();
	(void)state;
	for (size_t i = 0; i < effort(sizeof stems / sizeof *stems, 2); i++) {
		struct plan *plan = golden_plan(stems[i]);
		struct estimate *fresh = estimate_new();
		assert_int_equal(estimate_begin(estimate, plan), 0);
		assert_int_equal(estimate_begin(fresh, plan), 0);
		plan_free(plan); /* the estimate has its own */
		for (int stage = 0; stage < 2; stage++) {
			for (size_t o = 0; estimate_option(fresh, o) != NULL; o++)
				assert_memory_equal(estimate_option(estimate, o), estimate_option(fresh, o), sizeof(struct option_estimate));
			estimate_refine(estimate, NULL, NULL);
			estimate_refine(fresh, NULL, NULL);
		}
		estimate_free(fresh);
	}
	estimate_free(estimate);
}

static void the_path_says_when_to_move(void **state)
{
	struct plan *plan = golden_plan("path");
	struct estimate *estimate = estimate_new();
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	assert_true(paths.at[0].move_count > 0);
	assert_int_equal(estimate_begin(estimate, plan), 0);
	for (size_t o = 0; o < plan->options.count; o++) {
		int from = o == paths.at[0].first ? 0 : -1;
		for (size_t i = 0; i < paths.at[0].move_count && from < 0; i++)
			if (paths.at[0].move[i].to == o)
				from = paths.at[0].move[i].month;
		assert_int_equal(estimate_option(estimate, o)->from, from);
	}
	path_release(&paths);
	estimate_free(estimate);
	plan_free(plan);
}

static int estimate_once(void *context)
{
	struct estimate *estimate = estimate_new();
	if (estimate == NULL)
		return -1;
	int result = estimate_begin(estimate, context);
	if (result < 0)
		assert_null(estimate_option(estimate, 0));
	estimate_free(estimate);
	return result;
}

static void each_allocation_can_fail(void **state)
{
	struct plan *plan = sample_plan("[plan]\nhorizon = 6\n[option.a]\n[benefit.x]\nannual_value = uniform(100k, 200k)\n");
	(void)state;
	assert_true(fail_each_alloc(estimate_once, plan) > 20);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settles_on_the_trials_of_the_risk_command),
		cmocka_unit_test(what_is_put_off_is_done_later),
		cmocka_unit_test(a_certain_plan_is_settled_at_once),
		cmocka_unit_test(follows_edits),
		cmocka_unit_test(the_path_says_when_to_move),
		cmocka_unit_test(each_allocation_can_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
