/* How often figures meet a question: against a study of the same trials, and against what one figure says of another. */
#include "near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

static uint_fast32_t is_above(const void *context, size_t option, const struct option_figures *figures)
{
	const struct question *question = context;
	const struct figure_value *value = &figures->figure[question->figure];

	(void)option;
	return status_has_value(value->status) && value->value > question->number;
}

/* By the long way, or the short one; with an input moved to a value, or none (NULL). 0, or -1 when out of memory. */
static int count_moved(const struct plan *plan, const struct study_spec *of, struct question question, bool few,
                       const struct input *input, double value, size_t *counted)
{
	const struct frequency_question asked = {is_above, &question};
	size_t cells[OPTIONS * FREQUENCY_COUNTS];
	struct frequency *frequency;
	int result = frequency_new(plan, of, few, &frequency);

	if (result != 0)
		return -1;
	result = input == NULL ? 0 : frequency_move(frequency, input);
	if (result == 0)
		assert_int_equal(frequency_run(frequency, value, of->trials, &asked, NULL, cells), 0);
	for (size_t option = 0; option < OPTIONS && result == 0; option++)
		counted[option] = cells[option * FREQUENCY_COUNTS];
	frequency_free(frequency);
	return result;
}

static void count(const struct plan *plan, const struct study_spec *of, struct question question, size_t *counted)
{
	assert_int_equal(count_moved(plan, of, question, false, NULL, 0, counted), 0);
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

		size_t few[OPTIONS];

		count(plan, &spec, cases[i].question, counted);
		assert_int_equal(count_moved(plan, &spec, cases[i].question, true, NULL, 0, few), 0);
		assert_memory_equal(few, counted, sizeof few);
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

/* The plan with the distribution, or the number, written into it. */
static struct plan *with(const char *input, const char *value)
{
	struct diags diags = {0};
	struct plan *plan = uncertain(), *changed = NULL;
	struct source source;
	char *section = NULL, *key = NULL;

	assert_int_equal(source_copy(&plan->source, &source), 0);
	assert_true(input_name_split(input, &section, &key));
	assert_int_equal(source_set(&source, section, key, value, (struct place){0}, &diags), 0);
	assert_int_equal(plan_from_source(&source, &diags, &changed), 0);
	free(section);
	free(key);
	source_release(&source);
	diags_release(&diags);
	plan_free(plan);
	return changed;
}

/* Every draw of pert(a, b, c) by 1.5 is a draw of pert(1.5 a, 1.5 b, 1.5 c); a certain input moves as it is. */
static void moves_a_distribution_whole(void **state)
{
	static const struct {
		const char *input, *before, *after;
		double value;
	} cases[] = {
		{"benefit.ctr.lift", "pert(10%, 20%, 24%)", "pert(15%, 30%, 36%)", 0.3},
		{"benefit.ctr.lift", "normal(20%, 5%)", "normal(12%, 3%)", 0.12},
		{"benefit.ctr.lift", "uniform(-10%, 10%)", "uniform(20%, 40%)", 0.3},
		{"benefit.ctr.margin", "60%", "75%", 0.75},
		{"benefit.ctr.margin", "uniform(60%, 80%)", "100%", 50}, /* held to the end of the range */
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *before = with(cases[i].input, cases[i].before), *after = with(cases[i].input, cases[i].after);
		size_t moved[OPTIONS], written[OPTIONS], still[OPTIONS];
		struct question question = {FIGURE_NPV, 0};

		assert_int_equal(count_moved(before, &spec, question, true, plan_find_input(before, cases[i].input),
		                             cases[i].value, moved), 0);
		assert_int_equal(count_moved(before, &spec, question, true, NULL, 0, still), 0);
		assert_int_equal(count_moved(after, &spec, question, true, NULL, 0, written), 0);
		assert_memory_equal(moved, written, sizeof moved);
		assert_true(memcmp(moved, still, sizeof moved) != 0);
		plan_free(before);
		plan_free(after);
	}
}

/* Neither a trial too few nor one too many, whatever is left for the last chunk and the last block. */
static void counts_each_trial_once(void **state)
{
	static const size_t trials[] = {1, LANES - 1, LANES, LANES + 1, SAMPLER_TRIALS - 1, SAMPLER_TRIALS, SAMPLER_TRIALS + 1, 2 * SAMPLER_TRIALS + 1};
	const struct question always = {FIGURE_NPV, -1e18};
	struct plan *plan = uncertain();

	(void)state;
	for (size_t i = 0; i < 2 * sizeof trials / sizeof *trials; i++) {
		const struct study_spec of = {.trials = trials[i / 2], .seed = 7, .threads = 2};
		size_t counted[OPTIONS];

		assert_int_equal(count_moved(plan, &of, always, i % 2 == 0, NULL, 0, counted), 0);
		for (size_t option = 0; option < OPTIONS; option++)
			assert_int_equal(counted[option], of.trials);
	}
	plan_free(plan);
}

static int count_in_vain(void *plan)
{
	const struct study_spec few = {.trials = 40, .threads = 1};
	const struct question question = {FIGURE_NPV, 0};
	size_t counted[OPTIONS];

	return count_moved(plan, &few, question, false, plan_find_input(plan, "plan.discount_rate"), 0.1, counted);
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
		cmocka_unit_test(moves_a_distribution_whole),
		cmocka_unit_test(counts_each_trial_once),
		cmocka_unit_test(survives_no_memory),
	};

	return cmocka_run_group_tests_name("frequency", tests, NULL, NULL);
}
