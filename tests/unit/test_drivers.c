/* Sensitivity indices against Ishigami's function, the value of information against closed forms and a nested run, the tornado against the model. */
#include "near.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "effort.h"
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
		assert_int_equal(indices[i].status, INDICES_OK);
		assert_int_equal(indices[3 + i].status, INDICES_CONSTANT);
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
	assert_int_equal(indices[0].status, INDICES_OK);
	assert_int_equal(indices[1].status, INDICES_SKIPPED);
	assert_int_equal(indices[2].status, INDICES_OK);
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
	struct information_room room;

	(void)state;
	assert_int_equal(bins, 100);
	assert_int_equal(information_room_init(&room, 2, TRIALS), 0);
	for (int sampling = 0; sampling < 2; sampling++) {
		const struct information_trials trials = {values, 2, TRIALS, sampling != SAMPLING_SOBOL};
		double perfect;

		fill_normals(17, sampling, deviate);
		for (size_t i = 0; i < TRIALS; i++) {
			a[i] = 100 + 3 * normal_quantile(u[1][i]) + 4 * normal_quantile(u[2][i]);
			b[i] = 101 + 2 * normal_quantile(u[3][i]);
		}
		perfect = information_perfect(&trials, &room).value;
		assert_true(fabs(perfect - (best_of_normals(100, 5, 101, 2) - 101)) < 0.03);
		for (size_t input = 0; input < 4; input++) {
			double partial;

			for (size_t i = 0; i < TRIALS; i++)
				bin[i] = (unsigned short)(u[input][i] * (double)bins);
			partial = information_partial(&trials, bin, perfect, &room).value;
			if (fabs(partial - expected[input]) > 0.04)
				fail_msg("input %zu: %g, not %g", input, partial, expected[input]);
		}
	}
	information_room_release(&room);
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
	struct information_room room;

	(void)state;
	assert_int_equal(information_room_init(&room, 2, FEW), 0);
	for (int sampling = 0; sampling < 2; sampling++) {
		const struct information_trials trials = {values, 2, FEW, sampling != SAMPLING_SOBOL};
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
				mean[input] += information_partial(&trials, bin, 100, &room).value / SEEDS;
			}
		}
		assert_true(mean[0] < (sampling == SAMPLING_SOBOL ? 0.02 : 0.12));
		assert_true(fabs(mean[1] - expected[1]) < 0.07); /* what would be taken now is uncertain too, which takes away */
	}
	information_room_release(&room);
}

/* Doing nothing is a choice: an option that loses on average is worth what is known before taking it. */
static void test_doing_nothing_is_a_choice(void **state)
{
	const double loss[4] = {-3, 1, -3, 1}, gain[4] = {2, -1, 5, -1};
	const double *one[1] = {loss}, *two[2] = {loss, gain};
	const struct information_trials of_one = {one, 1, 4, true}, of_two = {two, 2, 4, true};
	const unsigned short bin[4] = {0, 0, 0, 0};
	struct information_room room;

	(void)state;
	assert_int_equal(information_room_init(&room, 2, 4), 0);
	assert_int_equal(information_bins(4), 1);
	assert_near(information_perfect(&of_one, &room).value, 0.5, 1e-15);
	assert_near(information_perfect(&of_one, &room).error, sqrt(1 / 3.0 / 4), 1e-15); /* 0, 1, 0, 1 */
	assert_near(information_perfect(&of_two, &room).value, (2 + 1 + 5 + 1) / 4.0 - 1.25, 1e-15);
	assert_near(information_partial(&of_two, bin, 0, &room).value, 0, 0); /* never more than all */
	information_room_release(&room);
}

static struct drivers drivers_of(const struct plan *plan, const struct drivers_spec *spec)
{
	struct drivers drivers;

	assert_int_equal(drivers_new(plan, spec, NULL, &drivers), DRIVERS_DONE);
	return drivers;
}

static const char normal_plan[] = "[plan]\nhorizon = 12\ndiscount_rate = 0%\n[option.a]\n"
				  "[benefit.x]\nannual_value = normal(130k, 30k)\n[other.y]\nprice = normal(120k, 40k) once\nfrom = start\n";

/*
 * npv is normal, mean m = 10k, deviation s = 50k, and the choice is to take the plan or not: EVPI = s f(m / s) - m F(-m / s), the loss that is not made. Of
 * x alone, known as it is, the same with its own 30k. E[loss^2] = (m^2 + s^2) F(-m / s) - m s f(m / s) gives the error.
 */
static double loss(double m, double s, double *square)
{
	double f = exp(-m * m / s / s / 2) / sqrt(2 * acos(-1)), below = normal_probability(-m / s);

	*square = (m * m + s * s) * below - m * s * f;
	return s * f - m * below;
}

static void test_standard_errors_of_normal_npv_have_their_closed_form(void **state)
{
	struct plan *plan = plan_of(NULL, normal_plan, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 100000, .seed = 4, .threads = 2};
	struct drivers drivers = drivers_of(plan, &spec);
	double square, evpi = loss(10e3, 50e3, &square);

	(void)state;
	assert_near(drivers.perfect.error, sqrt((square - evpi * evpi) / 1e5), 0.02);
	assert_true(fabs(drivers.perfect.value - evpi) < 3 * drivers.perfect.error);
	for (size_t i = 0; i < 2; i++) { /* given x: npv is taken where the mean is above 0, and what is not earned has the variance of all */
		double m = 10e3, s = i == 0 ? 30e3 : 40e3, other = i == 0 ? 40e3 : 30e3, of_mean, evppi = loss(m, s, &of_mean);
		double variance = of_mean + other * other * normal_probability(-m / s) - evppi * evppi;

		assert_true(fabs(drivers.partial[i].value - evppi) < 3.5 * drivers.partial[i].error);
		assert_near(drivers.partial[i].error, sqrt(variance / 1e5), 0.05);
	}
	drivers_release(&drivers);
	spec.trials = 1;
	drivers = drivers_of(plan, &spec);
	assert_true(drivers.perfect.error < 0); /* too few to tell */
	drivers_release(&drivers);
	plan_free(plan);
}

/* The error that is told is not smaller than the error there is, over seeds: near it for random trials, larger for Sobol points. */
static void test_standard_errors_of_knowing_are_honest(void **state)
{
	enum { SEEDS = 120, FEW = 4096 };
	struct plan *plan = plan_of(NULL, normal_plan, NULL, NULL, NULL);
	double square, exact[2] = {loss(10e3, 50e3, &square), loss(10e3, 30e3, &square)};

	(void)state;
	for (int sampling = 0; sampling < 2; sampling++) {
		double squares[2] = {0, 0}, told[2] = {0, 0};

		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			struct drivers_spec spec = {.trials = FEW, .seed = seed, .sampling = sampling, .threads = 1};
			struct drivers drivers = drivers_of(plan, &spec);
			struct information found[2] = {drivers.perfect, drivers.partial[0]};

			for (int i = 0; i < 2; i++) {
				squares[i] += pow(found[i].value - exact[i], 2);
				told[i] += pow(found[i].error, 2);
			}
			drivers_release(&drivers);
		}
		for (int i = 0; i < 2; i++)
			if (!(squares[i] / told[i] > (sampling == SAMPLING_RANDOM ? 0.7 : 0) && squares[i] / told[i] < 1.35))
				fail_msg("sampling %d, %s: error %g of what is told", sampling, i ? "EVPPI" : "EVPI", sqrt(squares[i] / told[i]));
	}
	plan_free(plan);
}

/* An index is off by no more than a few of its errors, and the first never exceeds the total by more than both of theirs. */
static void test_errors_of_indices(void **state)
{
	const double first[3] = {0.31390519, 0.44241114, 0}, total[3] = {0.55758886, 0.44241114, 0.24368366};

	(void)state;
	for (size_t chunks = 1; chunks <= 16; chunks *= 4) {
		struct indices indices[9];

		assert_int_equal(indices_estimate(&ishigami, chunks, NULL, 2, NULL, indices), INDICES_DONE);
		for (int i = 0; i < 3; i++) {
			assert_true(fabs(indices[i].first - first[i]) < 4 * indices[i].first_error);
			assert_true(fabs(indices[i].total - total[i]) < 4 * indices[i].total_error);
			assert_true(indices[i].first_error < 0.1 && indices[i].total_error < 0.1);
		}
		for (int i = 0; i < 9; i++)
			assert_true(indices[i].first - indices[i].total <= (indices[i].first_error + indices[i].total_error) * (1 + 1e-12));
	}
}

/* The same by hand: the mean of the best option over values of one input, the rest drawn for each of them. */
static double nested(const char *section, const char *key, const char *name)
{
	size_t outer = effort(100, 20);
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	const struct value *value = plan_find_input(plan, name)->value;
	double sum = 0, means[3] = {0}, now = 0;

	for (size_t k = 0; k < outer; k++) {
		char text[64];
		struct plan *fixed;
		struct study *study;
		struct study_spec spec = {.trials = effort(4096, 1024), .seed = k, .sampling = SAMPLING_SOBOL, .threads = 2};
		double best = 0;

		snprintf(text, sizeof text, "%.17g", quantile_at(value, ((double)k + 0.5) / (double)outer));
		fixed = plan_of(UNCERTAIN, NULL, section, key, text);
		assert_int_equal(study_new(fixed, &spec, &study), 0);
		study_run(study, spec.trials, NULL);
		for (size_t o = 0; o < 3; o++) {
			double mean = 0;

			for (size_t i = 0; i < spec.trials; i++)
				mean += study_values(study, TRIAL_NPV, o)[i] / (double)spec.trials;
			means[o] += mean / (double)outer;
			best = fmax(best, mean);
		}
		sum += best / (double)outer;
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
	assert_near(drivers.partial[input_of(&drivers, "benefit.ctr.lift")].value, lift, 0.04);
	assert_true(fabs(drivers.partial[input_of(&drivers, "benefit.ctr.margin")].value - margin) < 0.02 * drivers.perfect.value);
	assert_true(drivers.perfect.value > lift);
	assert_true(drivers.partial[input_of(&drivers, "fx.USD")].value < 0.01 * drivers.perfect.value);
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
			const struct driver *driver = &drivers.driver[o * drivers.bar_count + i];

			assert_near(driver->bar.npv[end], evaluation.option[o].figure[FIGURE_NPV].value, 1e-12);
		}
		evaluation_release(&evaluation);
		plan_free(fixed);
	}
	drivers_order(&drivers, 2, order);
	assert_int_equal(order[0], input_of(&drivers, "benefit.ctr.lift"));
	for (size_t k = 1; k < drivers.input_count; k++) {
		const struct driver *driver = drivers.driver + 2 * drivers.input_count;

		assert_true(driver[order[k]].reach <= driver[order[k - 1]].reach);
		assert_true(driver[order[k]].reach >= driver[order[k]].bar.swing);
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
	assert_true(fabs(drivers.driver[0].indices.first - 900 / variance) < 0.01);
	assert_true(fabs(drivers.driver[0].indices.total - 900 / variance) < 0.01);
	assert_true(fabs(drivers.driver[1].indices.first - 1600 / variance) < 0.01);
	assert_true(fabs(drivers.driver[2].indices.first) < 1e-12 && drivers.driver[2].indices.status == INDICES_OK); /* not enabled */
	assert_false(drivers.driver[2].bar.acts);
	for (int i = 3; i < 5; i++) {
		assert_int_equal(drivers.driver[i].indices.status, INDICES_SKIPPED);
		assert_true(drivers.driver[i].bar.acts);
	}
	assert_near(drivers.perfect.value, 0, 0); /* never worth doing: nothing to learn */
	drivers_release(&drivers);
	plan_free(plan);
}

/* The same 32 points over and over: batches that are alike tell no error, and yet there is one. */
static void draw_few(void *context, bool second, size_t first, double (*draws)[LANES])
{
	(void)context;
	(void)first;
	for (size_t i = 0; i < 3; i++) {
		struct random_stream stream = random_stream(7 + second, i == 0 ? "x" : i == 1 ? "y" : "z");
		double u[LANES];

		random_fill(&stream, 0, LANES, u);
		for (size_t block = 0; block < SAMPLER_BLOCKS; block++)
			memcpy(draws[block * 3 + i], u, sizeof u);
	}
}

static void test_a_first_index_above_the_total_is_an_error(void **state)
{
	const struct indices_problem few = {3, 3, draw_few, evaluate_ishigami, NULL};
	struct indices indices[9];
	size_t above = 0;

	(void)state;
	assert_int_equal(indices_estimate(&few, 2, NULL, 1, NULL, indices), INDICES_DONE);
	for (int i = 0; i < 9; i++) {
		double excess = indices[i].first - indices[i].total;

		assert_true(excess <= (indices[i].first_error + indices[i].total_error) * (1 + 1e-12));
		above += indices[i].status == INDICES_OK && excess > 0.01;
	}
	assert_true(above > 0);
}

/* Demand decides, in 1 trial in 11, whether a second machine is needed: a step beyond its P90. */
static void test_a_step_beyond_p90_is_a_driver(void **state)
{
	static const char step[] = "[plan]\nhorizon = 12\ndiscount_rate = 0%\n[demand]\nrequests_per_day = uniform(4320000, 9072000)\n"
				   "[option.a]\n[option.b]\n[infra.m]\nprice = 50k\ncapacity.a = 100\nquantity.b = 0\n"
				   "[benefit.x]\nannual_value = uniform(900k, 1M)\n";
	struct drivers_spec spec = {.trials = 4096, .seed = 1, .threads = 1};
	size_t order[2];

	(void)state;
	for (int correlated = 0; correlated < 2; correlated++) {
		struct plan *plan = plan_of(NULL, step, correlated ? "correlation" : NULL, "demand.requests_per_day ~ benefit.x.annual_value", "0.5");
		struct drivers drivers = drivers_of(plan, &spec);

		assert_string_equal(drivers.input[0].input->name, "demand.requests_per_day");
		assert_near(drivers.driver[0].bar.swing, 0, 0);
		assert_true(drivers.driver[0].bar.acts);
		assert_false(drivers.driver[drivers.bar_count].bar.acts); /* of b, which has no machines */
		assert_near(drivers.driver[1].bar.swing, 80e3, 1e-12);
		drivers_order(&drivers, 0, order);
		assert_int_equal(order[0], correlated ? 1 : 0); /* it has 97 % of the variance */
		drivers_release(&drivers);
		plan_free(plan);
	}
}

/* More demand earns more, to the power of 1/2, and costs more, to the power of 1: the best guess of its growth is better than either end. */
static void test_the_swing_counts_the_best_guess(void **state)
{
	struct plan *plan = plan_of(NULL,
	                            "[plan]\nhorizon = 36\ndiscount_rate = 0%\n[demand]\ngrowth = uniform(0%, 12%)\n[option.a]\n"
	                            "[infra.x]\nprice = 5k\nelasticity = 1\n[benefit.y]\nannual_value = 240k\nelasticity = 0.5\n",
	                            NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 100, .seed = 1, .threads = 1};
	struct drivers drivers = drivers_of(plan, &spec);
	const struct tornado_bar *bar = &drivers.driver[0].bar;

	(void)state;
	assert_true(drivers.best_guess[0] > bar->npv[0] && bar->npv[0] > bar->npv[1]);
	assert_near(bar->swing, drivers.best_guess[0] - bar->npv[1], 0);
	drivers_release(&drivers);
	plan_free(plan);
}

/* The npv of an option with one input written as a number. */
static double npv_with(const char *path, const char *section, const char *key, double number, size_t option)
{
	struct evaluation evaluation;
	struct plan *plan;
	char text[64];
	double npv;

	snprintf(text, sizeof text, "%.17g", number);
	plan = plan_of(path, NULL, section, key, text);
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	npv = evaluation.option[option].figure[FIGURE_NPV].value;
	evaluation_release(&evaluation);
	plan_free(plan);
	return npv;
}

static const struct driver *bar_called(const struct drivers *drivers, const char *name, size_t option, size_t *at)
{
	for (size_t i = 0; i < drivers->bar_count; i++)
		if (strcmp(drivers->input[i].input->name, name) == 0) {
			*at = i;
			return &drivers->driver[option * drivers->bar_count + i];
		}
	*at = SIZE_MAX;
	return NULL;
}

/* A plan of plain numbers has a tornado of them: a tenth less and more, held to the field's range. */
static void test_a_tornado_of_plain_numbers(void **state)
{
	static const struct {
		const char *section, *key;
		double low, high; /* of its value */
	} cases[] = {
		{"business", "annual_revenue", 0.9, 1.1}, {"plan", "discount_rate", 0.9, 1.1}, {"benefit.lift", "elasticity", 0.9, 1.1},
		{"incident.drift", "exposed", 0.9, 1}, {"option.self-hosted", "time_to_market", 0.9, 1.1},
	};
	static const char *const none[] = {"plan.horizon", "infra.training.from", "monitoring.drift.escalation", "outcome.success",
	                                   "guidance.alerts"};
	const char *path = "tests/golden/growth.ini";
	struct plan *plan = plan_of(path, NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 10, .seed = 1, .threads = 2};
	struct drivers drivers = drivers_of(plan, &spec);
	size_t at;

	(void)state;
	assert_int_equal(drivers.input_count, 0);
	assert_near(drivers.perfect.value, 0, 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		for (size_t option = 0; option < 3; option++) {
			char name[64];
			const struct driver *driver;
			double value;

			snprintf(name, sizeof name, "%s.%s", cases[i].section, cases[i].key);
			driver = bar_called(&drivers, name, option, &at);
			assert_non_null(driver);
			value = value_best_guess(drivers.input[at].input->value);
			assert_near(driver->bar.npv[0], npv_with(path, cases[i].section, cases[i].key, cases[i].low * value, option), 1e-11);
			assert_near(driver->bar.npv[1], npv_with(path, cases[i].section, cases[i].key, cases[i].high * value, option), 1e-11);
			assert_int_equal(drivers.input[at].held[1], cases[i].high == 1);
		}
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) { /* whole, a moment, 0, 0, outside the calculation */
		const struct driver *driver = bar_called(&drivers, none[i], 0, &at);

		if (driver != NULL)
			fail_msg("%s has a bar", none[i]);
	}
	drivers_release(&drivers);
	plan_free(plan);
}

static void test_certain_inputs_join_when_asked_for(void **state)
{
	struct plan *plan = plan_of(UNCERTAIN, NULL, NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 2000, .seed = 1, .threads = 2};
	struct drivers alone = drivers_of(plan, &spec), joined;
	size_t at;

	(void)state;
	spec.certain = true;
	joined = drivers_of(plan, &spec);
	assert_int_equal(alone.bar_count, 13);
	assert_int_equal(joined.input_count, 13);
	assert_true(joined.bar_count > 25);
	for (size_t option = 0; option < 3; option++)
		for (size_t i = 0; i < 13; i++) { /* the uncertain ones have the same bits */
			const struct driver *a = &alone.driver[option * alone.bar_count + i], *b = &joined.driver[option * joined.bar_count + i];

			assert_memory_equal(a->bar.npv, b->bar.npv, sizeof a->bar.npv);
			assert_near(a->indices.first, b->indices.first, 0);
		}
	for (size_t i = 13; i < joined.bar_count; i++)
		assert_false(value_is_uncertain(joined.input[i].input->value));
	assert_false(bar_called(&joined, "team.ops.salary", 0, &at)->bar.acts); /* of nobody, where it is managed */
	assert_true(bar_called(&joined, "team.ops.salary", 2, &at)->bar.acts);
	drivers_release(&alone);
	drivers_release(&joined);
	plan_free(plan);
}

/* What is said to change nothing changes nothing: every number, of every plan, at every option; and what does is said to. */
static void test_an_idle_input_changes_no_npv(void **state)
{
	static const char *const paths[] = {"tests/golden/recommendation-engine.ini", "tests/golden/growth.ini", "tests/golden/incidents.ini",
	                                    "tests/golden/moments.ini", "tests/golden/edges.ini", "tests/golden/path.ini"};
	size_t idle = 0, acting = 0;

	(void)state;
	for (size_t p = 0; p < sizeof paths / sizeof paths[0]; p++) {
		struct plan *plan = plan_of(paths[p], NULL, NULL, NULL, NULL);
		struct drivers_spec spec = {.trials = 100, .seed = 1, .threads = 2, .certain = true};
		struct drivers drivers = drivers_of(plan, &spec);

		for (size_t i = 0; i < drivers.option_count * drivers.bar_count; i++) {
			const struct tornado_bar *bar = &drivers.driver[i].bar;

			if (!bar->acts && bar->swing != 0)
				fail_msg("%s: %s moves by %g", paths[p], drivers.input[i % drivers.bar_count].input->name, bar->swing);
			idle += bar->acts ? 0 : 1;
			acting += bar->acts && bar->swing > 0 ? 1 : 0;
		}
		drivers_release(&drivers);
		plan_free(plan);
	}
	assert_true(idle > 100 && acting > 200);
}

/* A discount of self-hosting of 95 % cannot be 104.5 %, and just below 100 % would make managed prices of any size. */
static void test_no_end_is_gone_to_where_amounts_have_no_bounds(void **state)
{
	struct plan *plan = plan_of(NULL,
	                            "[plan]\nhorizon = 12\n[hosting]\nself_hosted_discount = 95%\n[option.a]\n[infra.x]\n"
	                            "self_hosted_price = 100\n[benefit.y]\nannual_value = 10k\n",
	                            NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 10, .seed = 1, .threads = 1};
	struct drivers drivers = drivers_of(plan, &spec);
	size_t at;
	const struct driver *driver = bar_called(&drivers, "hosting.self_hosted_discount", 0, &at);

	(void)state;
	assert_non_null(driver);
	assert_true(drivers.input[at].held[1] && !drivers.input[at].held[0]);
	assert_near(driver->bar.npv[1], drivers.best_guess[0], 0);
	drivers_release(&drivers);
	plan_free(plan);
}

/* Where some npv is beyond numbers nothing that is made of it has a value. */
static void test_what_cannot_be_computed(void **state)
{
	struct plan *plan = plan_of(NULL,
	                            "[plan]\nhorizon = 120\n[demand]\ngrowth = uniform(0%, 1000%)\n[option.a]\n[infra.x]\nprice = 10k\n"
	                            "elasticity = 3\n[benefit.y]\nannual_value = uniform(1M, 2M)\n",
	                            NULL, NULL, NULL);
	struct drivers_spec spec = {.trials = 2000, .seed = 1, .threads = 1};
	struct drivers drivers = drivers_of(plan, &spec);

	(void)state;
	assert_true(drivers.overflow);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(drivers.driver[i].indices.status, INDICES_OVERFLOW);
	drivers_release(&drivers);
	plan_free(plan);
}

static int drivers_once(void *context)
{
	struct drivers_spec spec = {.trials = 100, .seed = 1, .threads = 1, .certain = true};
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
		cmocka_unit_test(test_standard_errors_of_normal_npv_have_their_closed_form),
		cmocka_unit_test(test_standard_errors_of_knowing_are_honest),
		cmocka_unit_test(test_errors_of_indices),
		cmocka_unit_test(test_a_first_index_above_the_total_is_an_error),
		cmocka_unit_test(test_a_step_beyond_p90_is_a_driver),
		cmocka_unit_test(test_the_swing_counts_the_best_guess),
		cmocka_unit_test(test_a_tornado_of_plain_numbers),
		cmocka_unit_test(test_certain_inputs_join_when_asked_for),
		cmocka_unit_test(test_an_idle_input_changes_no_npv),
		cmocka_unit_test(test_no_end_is_gone_to_where_amounts_have_no_bounds),
		cmocka_unit_test(test_what_cannot_be_computed),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_ending_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
