/* How often figures meet a question: against a study of the same trials, and against what one figure says of another. */
#include "near.h"

#include <math.h>

#include "base/diag.h"
#include "fail_alloc.h"
#include "risk/frequency.h"

enum { OPTIONS = 3, HYBRID = 2, TRIALS = 5003 }; /* no whole number of blocks */

static struct plan *uncertain(void)
{
	struct diags diags = {0};
	struct plan *plan = NULL;

	assert_int_equal(plan_read("tests/golden/uncertain.ini", &diags, &plan), 0);
	assert_int_equal(plan->options.count, OPTIONS);
	diags_release(&diags);
	return plan;
}

static const struct study_spec spec = {.trials = TRIALS, .seed = 7, .sampling = SAMPLING_RANDOM, .threads = 3};

/* A figure above a number. */
struct question {
	enum figure figure;
	double number;
};

static bool is_above(const void *context, const struct option_figures *figures)
{
	const struct question *question = context;
	const struct figure_value *value = &figures->figure[question->figure];

	return status_has_value(value->status) && value->value > question->number;
}

static void count(const struct plan *plan, const struct study_spec *of, struct question question, size_t *counted)
{
	assert_int_equal(frequency_count(plan, of, is_above, &question, counted), 0);
}

/* The trials are those of a study, whose kernel adds the months up in another order: a count may differ where a number stands on the edge. */
static void counts_what_a_study_counts(void **state)
{
	static const struct {
		enum trial_figure trial;
		struct question question;
	} cases[] = {{TRIAL_NPV, {FIGURE_NPV, 0}}, {TRIAL_NET_VALUE, {FIGURE_NET_VALUE, -100e3}}, {TRIAL_PAYBACK, {FIGURE_PAYBACK, 18}}};
	struct plan *plan = uncertain();
	struct study *study;

	(void)state;
	assert_int_equal(study_new(plan, &spec, &study), 0);
	study_run(study, TRIALS, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t counted[OPTIONS], all = 0;

		count(plan, &spec, cases[i].question, counted);
		for (size_t option = 0; option < OPTIONS; option++) {
			const double *value = study_values(study, cases[i].trial, option);
			size_t above = 0;

			for (size_t t = 0; t < TRIALS; t++)
				above += value[t] > cases[i].question.number && isfinite(value[t]);
			assert_int_equal(counted[option], above);
			all += above;
		}
		assert_in_range(all, 100, OPTIONS * TRIALS - 100);
	}
	study_free(study);
	plan_free(plan);
}

/* Hybrid spends first and earns later: its irr is above the discount rate where its npv is above zero, trial by trial. */
static void irr_is_above_where_npv_is(void **state)
{
	struct plan *plan = uncertain();
	size_t npv[OPTIONS], irr[OPTIONS], roi[OPTIONS];

	(void)state;
	count(plan, &spec, (struct question){FIGURE_NPV, 0}, npv);
	count(plan, &spec, (struct question){FIGURE_IRR, 0.10}, irr);
	count(plan, &spec, (struct question){FIGURE_ROI_DISCOUNTED, 0}, roi);
	assert_in_range(npv[HYBRID], 100, TRIALS - 100);
	assert_int_equal(irr[HYBRID], npv[HYBRID]);
	for (size_t option = 0; option < OPTIONS; option++)
		assert_int_equal(roi[option], npv[option]);
	plan_free(plan);
}

static void threads_change_nothing(void **state)
{
	struct study_spec one = spec;
	struct plan *plan = uncertain();
	size_t many[OPTIONS], alone[OPTIONS];

	(void)state;
	one.threads = 1;
	count(plan, &spec, (struct question){FIGURE_PEAK_FUNDING, 300e3}, many);
	count(plan, &one, (struct question){FIGURE_PEAK_FUNDING, 300e3}, alone);
	assert_memory_equal(many, alone, sizeof many);
	assert_in_range(alone[0], 1, TRIALS - 1);
	plan_free(plan);
}

static int count_in_vain(void *plan)
{
	const struct study_spec few = {.trials = 40, .threads = 1};
	const struct question question = {FIGURE_NPV, 0};
	size_t counted[OPTIONS];

	return frequency_count(plan, &few, is_above, &question, counted);
}

static void survives_no_memory(void **state)
{
	struct plan *plan = uncertain();

	(void)state;
	assert_true(fail_each_alloc(count_in_vain, plan) > 10);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_a_study_counts),
		cmocka_unit_test(irr_is_above_where_npv_is),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(survives_no_memory),
	};

	return cmocka_run_group_tests_name("frequency", tests, NULL, NULL);
}
