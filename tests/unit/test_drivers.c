/* Sensitivity indices against Ishigami's function, the value of information against closed forms and a nested run, the tornado against the model. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "fail_alloc.h"
#include "model/figure.h"
#include "risk/drivers.h"
#include "risk/indices.h"
#include "risk/information.h"
#include "risk/normal.h"
#include "risk/quantile.h"
#include "risk/random.h"
#include "risk/sobol.h"
#include "risk/study.h"

#define UNCERTAIN "tests/golden/uncertain.ini"

static struct plan *plan_of(const char *path, const char *text, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	struct bytes out = {0};
	struct source source = {0};
	struct plan *plan = NULL;

	if (path != NULL)
		assert_int_equal(source_read(path, &diags, &source), 0);
	else
		assert_int_equal(source_read_text("drivers.ini", text, strlen(text), &diags, &source), 0);
	if (section != NULL)
		assert_int_equal(source_set(&source, section, key, value, (struct place){"test", 0, 0}, &diags), 0);
	if (plan_from_source(&source, &diags, &plan) != 0) {
		diags_print(&diags, &out);
		fail_msg("%s", bytes_text(&out));
	}
	source_release(&source);
	diags_release(&diags);
	return plan;
}

/* f = sin x1 + 7 sin^2 x2 + x3^4 sin x1 / 10 over (-pi, pi)^3, a constant, and x1 + 2 x2 (Ishigami and Homma 1990). */
static void draw_ishigami(void *context, bool second, size_t first, double (*draws)[LANES])
{
	(void)context;
	for (size_t i = 0; i < 3; i++) {
		struct sobol sobol = sobol_dimension(21, i + (second ? 3 : 0));
		double u[SAMPLER_TRIALS];

		sobol_fill(&sobol, (uint32_t)first, SAMPLER_TRIALS, u);
		for (size_t k = 0; k < SAMPLER_TRIALS; k++)
			draws[k / LANES * 3 + i][k % LANES] = acos(-1) * (2 * u[k] - 1);
	}
}

static void evaluate_ishigami(void *context, int thread, const double (*x)[LANES], double (*f)[LANES])
{
	(void)context;
	(void)thread;
	for (int l = 0; l < LANES; l++) {
		f[0][l] = sin(x[0][l]) + 7 * pow(sin(x[1][l]), 2) + 0.1 * pow(x[2][l], 4) * sin(x[0][l]);
		f[1][l] = 5;
		f[2][l] = x[0][l] + 2 * x[1][l];
	}
}

static const struct indices_problem ishigami = {3, 3, draw_ishigami, evaluate_ishigami, NULL};

static void test_indices_of_ishigamis_function(void **state)
{
	const double first[3] = {0.31390519, 0.44241114, 0}, total[3] = {0.55758886, 0.44241114, 0.24368366};
	const double linear[3] = {0.2, 0.8, 0};
	struct indices indices[9], again[9];

	(void)state;
	assert_int_equal(indices_estimate(&ishigami, 16, NULL, 2, NULL, indices), INDICES_DONE);
	assert_int_equal(indices_estimate(&ishigami, 16, NULL, 1, NULL, again), INDICES_DONE);
	for (int i = 0; i < 3; i++) {
		assert_true(fabs(indices[i].first - first[i]) < 0.01);
		assert_true(fabs(indices[i].total - total[i]) < 0.01);
		assert_true(indices[i].defined);
		assert_false(indices[3 + i].defined);
		assert_true(fabs(indices[6 + i].first - linear[i]) < 0.002);
		assert_true(fabs(indices[6 + i].total - linear[i]) < 0.002);
	}
	for (int i = 0; i < 9; i++) { /* the threads change nothing */
		assert_near(again[i].first, indices[i].first, 0);
		assert_near(again[i].total, indices[i].total, 0);
	}
}

static bool end_at_once(void *context, size_t done, size_t total)
{
	(void)context;
	(void)done;
	(void)total;
	return false;
}

static void test_indices_can_be_skipped_and_ended(void **state)
{
	const bool skip[3] = {false, true, false};
	const struct watch watch = {end_at_once, NULL};
	struct indices indices[9] = {{.first = 7}};

	(void)state;
	assert_int_equal(indices_estimate(&ishigami, 4, NULL, 1, &watch, indices), INDICES_ENDED);
	assert_near(indices[0].first, 7, 0);
	assert_int_equal(indices_estimate(&ishigami, 4, skip, 1, NULL, indices), INDICES_DONE);
	assert_true(indices[0].defined);
	assert_false(indices[1].defined);
	assert_true(indices[2].defined);
}

/* E[max(a, b)] of two independent normals. */
static double best_of_normals(double a, double sa, double b, double sb)
{
	double spread = sqrt(sa * sa + sb * sb), d = (a - b) / spread;

	return a * normal_probability(d) + b * normal_probability(-d) + spread * exp(-d * d / 2) / sqrt(2 * acos(-1));
}

enum { TRIALS = 100000 };

/* Net benefits: a = 100 + 3 x + 4 y, b = 101 + 2 z, both so far above 0 that doing nothing does not count. w is of no use. */
static void fill_normals(uint64_t seed, int sampling, double *const *deviate)
{
	for (size_t i = 0; i < 4; i++) {
		char name[] = {(char)('w' + i), '\0'};
		struct random_stream stream = random_stream(seed, name);
		struct sobol sobol = sobol_dimension(seed, i);

		if (sampling == SAMPLING_SOBOL)
			sobol_fill(&sobol, 0, TRIALS, deviate[i]);
		else
			random_fill(&stream, 0, TRIALS, deviate[i]);
	}
}

static void test_value_of_information_has_its_closed_form(void **state)
{
	static double u[4][TRIALS], a[TRIALS], b[TRIALS];
	static unsigned short bin[TRIALS];
	double *deviate[4] = {u[0], u[1], u[2], u[3]};
	const double *values[2] = {a, b};
	const double expected[4] = {0, best_of_normals(100, 3, 101, 0) - 101, best_of_normals(100, 4, 101, 0) - 101,
	                            best_of_normals(100, 0, 101, 2) - 101};
	size_t bins = information_bins(TRIALS);
	double *room = malloc(2 * bins * 3 * sizeof *room);

	(void)state;
	assert_int_equal(bins, 100);
	for (int sampling = 0; sampling < 2; sampling++) {
		double perfect;

		fill_normals(17, sampling, deviate);
		for (size_t i = 0; i < TRIALS; i++) {
			a[i] = 100 + 3 * normal_quantile(u[1][i]) + 4 * normal_quantile(u[2][i]);
			b[i] = 101 + 2 * normal_quantile(u[3][i]);
		}
		perfect = information_perfect(values, 2, TRIALS);
		assert_true(fabs(perfect - (best_of_normals(100, 5, 101, 2) - 101)) < 0.03);
		for (size_t input = 0; input < 4; input++) {
			double partial;

			for (size_t i = 0; i < TRIALS; i++)
				bin[i] = (unsigned short)(u[input][i] * (double)bins);
			partial = information_partial(values, 2, TRIALS, bin, bins, perfect, room);
			if (fabs(partial - expected[input]) > 0.04)
				fail_msg("input %zu: %g, not %g", input, partial, expected[input]);
		}
	}
	free(room);
}

/* With few trials the means in the bins are noisy, and the best of noisy means flatters: a good part of that is taken out again. The two are as good. */
static void test_few_trials_do_not_flatter(void **state)
{
	enum { FEW = 2000, SEEDS = 60 };
	static double u[4][TRIALS], a[FEW], b[FEW];
	static unsigned short bin[FEW];
	double *deviate[4] = {u[0], u[1], u[2], u[3]};
	const double *values[2] = {a, b};
	const double expected[2] = {0, best_of_normals(101, 3, 101, 0) - 101};
	size_t bins = information_bins(FEW);
	double *room = malloc(2 * bins * 3 * sizeof *room);

	(void)state;
	for (int sampling = 0; sampling < 2; sampling++) {
		double mean[2] = {0, 0};

		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			fill_normals(seed, sampling, deviate);
			for (size_t i = 0; i < FEW; i++) {
				a[i] = 101 + 3 * normal_quantile(u[1][i]) + 4 * normal_quantile(u[2][i]);
				b[i] = 101 + 2 * normal_quantile(u[3][i]);
			}
			for (size_t input = 0; input < 2; input++) {
				for (size_t i = 0; i < FEW; i++)
					bin[i] = (unsigned short)(u[input][i] * (double)bins);
				mean[input] += information_partial(values, 2, FEW, bin, bins, 100, room) / SEEDS;
			}
		}
		assert_true(mean[0] < (sampling == SAMPLING_SOBOL ? 0.02 : 0.12));
		assert_true(fabs(mean[1] - expected[1]) < 0.07); /* what would be taken now is uncertain too, which takes away */
	}
	free(room);
}

/* Doing nothing is a choice: an option that loses on average is worth what is known before taking it. */
static void test_doing_nothing_is_a_choice(void **state)
{
	const double loss[4] = {-3, 1, -3, 1}, gain[4] = {2, -1, 5, -1};
	const double *one[1] = {loss}, *two[2] = {loss, gain};
	const unsigned short bin[4] = {0, 1, 0, 1};
	double room[2 * 2 * 3];

	(void)state;
	assert_near(information_perfect(one, 1, 4), 0.5, 1e-15);
	assert_near(information_perfect(two, 2, 4), (2 + 1 + 5 + 1) / 4.0 - 1.25, 1e-15);
	assert_near(information_partial(one, 1, 4, bin, 2, 0.5, room), 0.5, 1e-15);
	assert_near(information_partial(one, 1, 4, bin, 2, 0.3, room), 0.3, 1e-15); /* never more than all */
}

/* The same by hand: the mean of the best option over values of one input, the rest drawn for each of them. */
static double nested(const char *section, const char *key, const char *name)
{
	enum { OUTER = 100 };
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	const struct value *value = plan_find_input(plan, name)->value;
	double sum = 0, means[3] = {0}, now = 0;

	for (int k = 0; k < OUTER; k++) {
		char text[64];
		struct plan *fixed;
		struct study *study;
		struct study_spec spec = {.trials = 4096, .seed = (uint64_t)k, .sampling = SAMPLING_SOBOL, .threads = 2};
		double best = 0;

		snprintf(text, sizeof text, "%.17g", quantile_at(value, (k + 0.5) / OUTER));
		fixed = plan_of(UNCERTAIN, NULL, section, key, text);
		assert_int_equal(study_new(fixed, &spec, &study), 0);
		study_run(study, spec.trials, NULL);
		for (size_t o = 0; o < 3; o++) {
			double mean = 0;

			for (size_t i = 0; i < spec.trials; i++)
				mean += study_values(study, TRIAL_NPV, o)[i] / (double)spec.trials;
			means[o] += mean / OUTER;
			best = fmax(best, mean);
		}
		sum += best / OUTER;
		study_free(study);
		plan_free(fixed);
	}
	for (size_t o = 0; o < 3; o++)
		now = fmax(now, means[o]);
	plan_free(plan);
	return sum - now;
}

static size_t input_of(const struct drivers *drivers, const char *name)
{
	size_t i = 0;

	while (strcmp(sampler_input(drivers->sampler, i)->name, name) != 0)
		i++;
	return i;
}

static void test_value_of_information_agrees_with_a_nested_run(void **state)
{
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 100000, .seed = 1, .threads = 2};
	struct drivers drivers;
	double lift = nested("benefit.ctr", "lift", "benefit.ctr.lift"), margin = nested("benefit.ctr", "margin", "benefit.ctr.margin");

	(void)state;
	assert_int_equal(drivers_new(plan, &spec, NULL, &drivers), DRIVERS_DONE);
	assert_near(drivers.partial[input_of(&drivers, "benefit.ctr.lift")], lift, 0.04);
	assert_true(fabs(drivers.partial[input_of(&drivers, "benefit.ctr.margin")] - margin) < 0.02 * drivers.perfect);
	assert_true(drivers.perfect > lift);
	assert_true(drivers.partial[input_of(&drivers, "fx.USD")] < 0.01 * drivers.perfect);
	drivers_release(&drivers);
	plan_free(plan);
}

static void test_the_tornado_is_the_models(void **state)
{
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 2000, .seed = 1, .threads = 2};
	struct drivers drivers;
	size_t order[32], i;
	char text[64];

	(void)state;
	assert_int_equal(drivers_new(plan, &spec, NULL, &drivers), DRIVERS_DONE);
	i = input_of(&drivers, "benefit.ctr.ramp");
	for (int end = 0; end < 2; end++) {
		struct plan *fixed;
		struct evaluation evaluation;

		snprintf(text, sizeof text, "%.17g", quantile_at(sampler_input(drivers.sampler, i)->value, end ? 0.9 : 0.1));
		fixed = plan_of(UNCERTAIN, NULL, "benefit.ctr", "ramp", text);
		assert_int_equal(evaluation_new(fixed, &evaluation), 0);
		for (size_t o = 0; o < 3; o++) {
			const struct driver *driver = &drivers.driver[o * drivers.input_count + i];

			assert_near(end ? driver->at_p90 : driver->at_p10, evaluation.option[o].figure[FIGURE_NPV].value, 1e-12);
		}
		evaluation_release(&evaluation);
		plan_free(fixed);
	}
	drivers_order(&drivers, 2, order);
	assert_int_equal(order[0], input_of(&drivers, "benefit.ctr.lift"));
	for (size_t k = 1; k < drivers.input_count; k++) {
		const struct driver *driver = drivers.driver + 2 * drivers.input_count;

		assert_true(fabs(driver[order[k]].at_p90 - driver[order[k]].at_p10) <=
		            fabs(driver[order[k - 1]].at_p90 - driver[order[k - 1]].at_p10));
	}
	drivers_release(&drivers);
	plan_free(plan);
}

/* A sum of independent amounts: each input's share of the variance is its own, first and total alike. */
static void test_indices_of_a_linear_plan(void **state)
{
	struct plan *plan = plan_of(NULL,
	                            "[plan]\nhorizon = 12\ndiscount_rate = 0%\n[option.a]\n[infra.x]\nprice = normal(1000, 30)\n"
	                            "[infra.y]\nprice = normal(1000, 40)\n[infra.z]\nprice = uniform(100, 200)\nenabled = no\n"
	                            "[infra.v]\nprice = uniform(100, 110)\n[infra.w]\nprice = uniform(100, 110)\n"
	                            "[correlation]\ninfra.v.price ~ infra.w.price = 0.5\n",
	                            NULL, NULL, NULL);
	double variance = 900 + 1600 + 100 / 12.0 * 2 * (1 + 6 / acos(-1) * asin(0.25)); /* uniforms joined by 0.5 */
	struct drivers_spec spec = {.trials = 16384, .seed = 1, .threads = 1};
	struct drivers drivers;

	(void)state;
	assert_int_equal(drivers_new(plan, &spec, NULL, &drivers), DRIVERS_DONE);
	assert_int_equal(drivers.input_count, 5);
	assert_true(fabs(drivers.driver[0].first - 900 / variance) < 0.01);
	assert_true(fabs(drivers.driver[0].total - 900 / variance) < 0.01);
	assert_true(fabs(drivers.driver[1].first - 1600 / variance) < 0.01);
	assert_true(fabs(drivers.driver[2].first) < 1e-12 && drivers.driver[2].has_indices); /* not enabled */
	assert_false(drivers.driver[3].has_indices);
	assert_false(drivers.driver[4].has_indices);
	assert_near(drivers.perfect, 0, 0); /* never worth doing: nothing to learn */
	drivers_release(&drivers);
	plan_free(plan);
}

static void test_a_plan_without_uncertainty(void **state)
{
	struct plan *plan = plan_of("tests/golden/growth.ini", NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 10, .seed = 1, .threads = 1};
	struct drivers drivers;

	(void)state;
	assert_int_equal(drivers_new(plan, &spec, NULL, &drivers), DRIVERS_DONE);
	assert_int_equal(drivers.input_count, 0);
	assert_near(drivers.perfect, 0, 0);
	drivers_release(&drivers);
	plan_free(plan);
}

static int drivers_once(void *context)
{
	struct drivers_spec spec = {.trials = 100, .seed = 1, .threads = 1};
	struct drivers drivers;

	if (drivers_new(context, &spec, NULL, &drivers) != DRIVERS_DONE)
		return -1;
	drivers_release(&drivers);
	return 0;
}

static void test_out_of_memory(void **state)
{
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);

	(void)state;
	assert_true(fail_each_alloc(drivers_once, plan) > 50);
	plan_free(plan);
}

static void test_ending_early(void **state)
{
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 100000, .seed = 1, .threads = 1};
	struct watch watch = {end_at_once, NULL};
	struct drivers drivers = {.trials = 5};

	(void)state;
	assert_int_equal(drivers_new(plan, &spec, &watch, &drivers), DRIVERS_ENDED);
	assert_int_equal(drivers.trials, 5);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_indices_of_ishigamis_function),
		cmocka_unit_test(test_indices_can_be_skipped_and_ended),
		cmocka_unit_test(test_value_of_information_has_its_closed_form),
		cmocka_unit_test(test_few_trials_do_not_flatter),
		cmocka_unit_test(test_doing_nothing_is_a_choice),
		cmocka_unit_test(test_value_of_information_agrees_with_a_nested_run),
		cmocka_unit_test(test_the_tornado_is_the_models),
		cmocka_unit_test(test_indices_of_a_linear_plan),
		cmocka_unit_test(test_a_plan_without_uncertainty),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_ending_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
