/*
 * Trials: against closed forms and against a numpy program of the same model; the same bits whatever the threads, the chunks, the edits before;
 * outcomes, correlations, and no memory.
 */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "fail_alloc.h"
#include "model/figure.h"
#include "risk/outcome.h"
#include "risk/random.h"
#include "risk/study.h"
#include "risk/summary.h"

#include "uncertain.h"

#define UNCERTAIN "tests/golden/uncertain.ini"

static struct plan *plan_of_text(const char *text)
{
	struct diags diags = {0};
	struct bytes out = {0};
	struct source source = {0};
	struct plan *plan = NULL;

	if (source_read_text("study.ini", text, strlen(text), &diags, &source) != 0 ||
	    plan_from_source(&source, &diags, &plan) != 0) {
		diags_print(&diags, &out);
		fail_msg("%s", bytes_text(&out));
	}
	source_release(&source);
	diags_release(&diags);
	return plan;
}

static struct plan *plan_of_file(const char *path, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	struct source source = {0};
	struct plan *plan = NULL;

	assert_int_equal(source_read(path, &diags, &source), 0);
	if (section != NULL)
		assert_int_equal(source_set(&source, section, key, value, (struct place){"test", 0, 0}, &diags), 0);
	assert_int_equal(plan_from_source(&source, &diags, &plan), 0);
	source_release(&source);
	diags_release(&diags);
	return plan;
}

static struct study *run(const struct plan *plan, const struct study_spec *spec)
{
	struct study *study = NULL;

	assert_int_equal(study_new(plan, spec, &study), 0);
	assert_int_equal(study_run(study, spec->trials, NULL), spec->trials);
	return study;
}

static void assert_same_values(const struct study *a, const struct study *b, size_t trials)
{
	for (size_t option = 0; option < study_plan(a)->options.count; option++)
		for (int figure = 0; figure < TRIAL_FIGURES; figure++)
			assert_memory_equal(study_values(a, figure, option), study_values(b, figure, option), trials * sizeof(double));
}

static void assert_same_summary(const struct study *a, const struct study *b)
{
	struct option_risk x[8] = {0}, y[8] = {0};

	assert_int_equal(summary_compute(a, x), 0);
	assert_int_equal(summary_compute(b, y), 0);
	for (size_t option = 0; option < study_plan(a)->options.count; option++) {
		for (int f = 0; f < TRIAL_FIGURES; f++)
			for (int s = 0; s < STATISTICS; s++) {
				assert_near(x[option].statistic[f][s].value, y[option].statistic[f][s].value, 0);
				assert_int_equal(x[option].statistic[f][s].status, y[option].statistic[f][s].status);
			}
		for (int e = 0; e < EVENTS; e++)
			assert_near(x[option].probability[e].value, y[option].probability[e].value, 0);
	}
}

static void test_the_same_bits_whatever_the_threads(void **state)
{
	struct plan *plan = plan_of_file(UNCERTAIN, NULL, NULL, NULL);

	(void)state;
	for (int sampling = 0; sampling < 2; sampling++) {
		struct study_spec spec = {.trials = 20011, .seed = 42, .sampling = sampling, .threads = 1};
		struct study *one = run(plan, &spec);

		for (int threads = 2; threads <= 5; threads++) {
			struct study *many;

			spec.threads = threads;
			many = run(plan, &spec);
			assert_same_values(one, many, spec.trials);
			assert_same_summary(one, many);
			study_free(many);
		}
		study_free(one);
	}
	plan_free(plan);
}

/* Run in pieces of any size, and to fewer trials, a trial is the same. */
static void test_the_same_bits_whatever_the_pieces(void **state)
{
	struct plan *plan = plan_of_file(UNCERTAIN, NULL, NULL, NULL);
	struct study_spec spec = {.trials = 9000, .seed = 5, .threads = 2, .keep = 3000}, fewer = spec;
	struct study *whole = run(plan, &spec), *pieces = NULL, *short_one;

	(void)state;
	assert_int_equal(study_new(plan, &spec, &pieces), 0);
	for (size_t trials = 1; study_done(pieces) < spec.trials; trials += 1777)
		assert_true(study_run(pieces, trials, NULL) <= spec.trials);
	assert_same_values(whole, pieces, spec.trials);
	assert_same_summary(whole, pieces);
	fewer.trials = 777;
	short_one = run(plan, &fewer);
	assert_same_values(whole, short_one, 777);
	study_free(short_one);
	study_free(pieces);
	study_free(whole);
	plan_free(plan);
}

/* A seed's trials differ from another's; other inputs change no input's draws. */
static void test_draws_hang_on_seed_and_name_alone(void **state)
{
	struct plan *plan = plan_of_file(UNCERTAIN, NULL, NULL, NULL);
	struct plan *other = plan_of_file(UNCERTAIN, "team.ops", "escalation", "uniform(0%, 5%)");
	static double draws[2][SAMPLER_BLOCKS * 20][LANES];
	struct sampler *a, *b;

	(void)state;
	for (uint64_t seed = 1; seed < 3; seed++) {
		assert_int_equal(sampler_new(plan, &(struct sampler_spec){.seed = 1}, &a), 0);
		assert_int_equal(sampler_new(other, &(struct sampler_spec){.seed = seed}, &b), 0);
		assert_int_equal(sampler_input_count(b), sampler_input_count(a) + 1);
		sampler_draw(a, 2048, NULL, draws[0]);
		sampler_draw(b, 2048, NULL, draws[1]);
		for (size_t i = 0; i < sampler_input_count(a); i++)
			for (size_t k = 0; k < sampler_input_count(b); k++)
				if (strcmp(sampler_input(a, i)->name, sampler_input(b, k)->name) == 0)
					assert_int_equal(memcmp(draws[0][i], draws[1][k], sizeof draws[0][i]) == 0, seed == 1);
		sampler_free(a);
		sampler_free(b);
	}
	plan_free(other);
	plan_free(plan);
}

static enum statistic find_statistic(const char *id)
{
	int s = 0;

	while (s < STATISTICS && strcmp(statistic_id(s), id) != 0)
		s++;
	return s;
}

static const struct risk_value *find_value(const struct plan *plan, struct option_risk *risk, const char *option, const char *figure,
                                           const char *statistic, struct risk_value *room)
{
	struct option_risk *of = &risk[plan_option_index(plan, option)];

	if (strcmp(figure, "probability") == 0) {
		for (int e = 0; e < EVENTS; e++)
			if (strcmp(event_id(e), statistic) == 0)
				*room = of->probability[e];
		return room;
	}
	for (int f = 0; f < TRIAL_FIGURES; f++)
		if (strcmp(trial_figure_id(f), figure) == 0)
			return &of->statistic[f][find_statistic(statistic)];
	fail_msg("no figure %s", figure);
	return NULL;
}

/* Four standard errors of 200,000 trials of ours and of the reference's five million together. */
static void test_statistics_agree_with_numpy(void **state)
{
	struct plan *plan = plan_of_file(UNCERTAIN, NULL, NULL, NULL);
	struct option_risk risk[3];
	size_t compared = 0;

	(void)state;
	for (int sampling = 0; sampling < 2; sampling++) {
		struct study_spec spec = {.trials = 200000, .seed = 42, .threads = 2, .sampling = sampling};
		struct study *study = run(plan, &spec);

		assert_int_equal(summary_compute(study, risk), 0);
		for (size_t i = 0; i < sizeof uncertain_reference / sizeof uncertain_reference[0]; i++) {
			struct risk_value room = {0};
			const struct risk_value *ours = find_value(plan, risk, uncertain_reference[i].option, uncertain_reference[i].figure,
			                                           uncertain_reference[i].statistic, &room);
			double allowed = 4 * sqrt(1 + 1.0 / 25) * uncertain_reference[i].error + 1e-9;

			if (strcmp(uncertain_reference[i].statistic, "se") == 0 && sampling == SAMPLING_SOBOL)
				continue;
			if (isinf(uncertain_reference[i].value)) {
				assert_int_equal(ours->status, RISK_NOT_WITHIN_HORIZON);
			} else if (!(fabs(ours->value - uncertain_reference[i].value) <= allowed)) {
				fail_msg("%s %s %s: %.9g, not %.9g ± %.3g", uncertain_reference[i].option, uncertain_reference[i].figure,
				         uncertain_reference[i].statistic, ours->value, uncertain_reference[i].value, allowed);
			}
			compared++;
		}
		study_free(study);
	}
	assert_true(compared > 150);
	plan_free(plan);
}

/*
 * npv is a sum of amounts times factors known beforehand, so its mean and variance are exact: a normal cost, a uniform cost, a
 * triangular benefit a year.
 */
static const char linear[] = "[plan]\nhorizon = 24\ndiscount_rate = 10%\n"
			     "[option.a]\n"
			     "[infra.x]\nprice = normal(1000, 100)\nfrom = start\n"
			     "[other.y]\nprice = uniform(5k, 15k) once\nfrom = start\n"
			     "[benefit.z]\nannual_value = triangular(20k, 30k, 70k)\n";

static void linear_moments(double *mean, double *variance)
{
	double annuity = 0;

	for (int t = 1; t <= 24; t++)
		annuity += pow(1.1, -t / 12.0);
	*mean = annuity * ((20e3 + 30e3 + 70e3) / 3 / 12 - 1000) - 10e3;
	*variance = annuity * annuity *
	                    ((20e3 * 20e3 + 30e3 * 30e3 + 70e3 * 70e3 - 20e3 * 30e3 - 20e3 * 70e3 - 30e3 * 70e3) / 18 / 144 + 1e4) +
	            10e3 * 10e3 / 12;
}

static void test_a_linear_plan_has_its_closed_form(void **state)
{
	struct plan *plan = plan_of_text(linear);
	struct option_risk risk;
	double mean, variance;

	(void)state;
	linear_moments(&mean, &variance);
	for (int sampling = 0; sampling < 2; sampling++) {
		struct study_spec spec = {.trials = 1 << 18, .seed = 11, .threads = 2, .sampling = sampling};
		struct study *study = run(plan, &spec);
		const struct risk_value *npv = risk.statistic[TRIAL_NPV];

		assert_int_equal(summary_compute(study, &risk), 0);
		assert_true(fabs(npv[STATISTIC_MEAN].value - mean) < 4 * npv[STATISTIC_SE].value);
		assert_near(npv[STATISTIC_SD].value, sqrt(variance), sampling == SAMPLING_SOBOL ? 1e-4 : 6e-3);
		if (sampling == SAMPLING_RANDOM)
			assert_near(npv[STATISTIC_SE].value, sqrt(variance / (double)spec.trials), 6e-3);
		else
			assert_near(npv[STATISTIC_MEAN].value, mean, 1e-5);
		study_free(study);
	}
	plan_free(plan);
}

/* The error that is told is not smaller than the error there is: over seeds, the square of their ratio is near 1 for random trials, below for Sobol's. */
static void test_standard_errors_are_honest(void **state)
{
	enum { SEEDS = 200 };
	struct plan *plan = plan_of_text(linear);
	double mean, variance;

	(void)state;
	linear_moments(&mean, &variance);
	for (int sampling = 0; sampling < 2; sampling++) {
		double squares = 0, told = 0;

		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			struct study_spec spec = {.trials = 2048, .seed = seed, .sampling = sampling, .threads = 1};
			struct study *study = run(plan, &spec);
			struct option_risk risk;
			double error;

			assert_int_equal(summary_compute(study, &risk), 0);
			error = risk.statistic[TRIAL_NPV][STATISTIC_MEAN].value - mean;
			squares += error * error;
			told += pow(risk.statistic[TRIAL_NPV][STATISTIC_SE].value, 2);
			study_free(study);
		}
		assert_true(squares < 1.45 * told); /* chi-square of 200: four deviations are 40 % */
		assert_true(sampling == SAMPLING_SOBOL || squares > 0.6 * told);
		/* Nor is it the error that random trials would have. */
		assert_true(sampling == SAMPLING_RANDOM || told < 0.05 * SEEDS * variance / 2048);
	}
	plan_free(plan);
}

/* Edits, undone and mixed with runs that are ended early, leave what a new study gives. */
static bool three_pieces(void *context, size_t done, size_t total)
{
	int *left = context;

	(void)done;
	(void)total;
	return --*left > 0;
}

static void test_an_edited_plan_gives_what_a_new_study_gives(void **state)
{
	static const struct {
		const char *section, *key, *value;
		int pieces; /* 0: to the end */
	} edits[] = {
		{"benefit.ctr", "lift", "pert(2%, 6%, 9%)", 0},
		{"benefit.ctr", "ramp", "uniform(1, 5)", 2},
		{"fx", "usd", "normal(0.9, 0.05)", 1},
		{"team.ops", "salary", "120k", 0},
		{"team.ops", "salary", "110k to 140k", 0}, /* one uncertain input more */
		{"benefit.ctr", "lift", "6%", 3},          /* one less */
		{"option.fourth", "time_to_market", "3", 0},
		{"correlation", "benefit.ctr.lift ~ demand.growth", "0.7", 1},
		{"correlation", "benefit.ctr.lift ~ demand.growth", "-0.4", 0},
		{NULL, NULL, NULL, 0},
	};
	struct plan *plan = plan_of_file(UNCERTAIN, NULL, NULL, NULL);

	(void)state;
	for (int sampling = 0; sampling < 2; sampling++) {
		struct study_spec spec = {.trials = 6000, .keep = 4096, .seed = 3, .threads = 1, .sampling = sampling};
		struct study *study = run(plan, &spec);
		struct plan *before = NULL;

		for (size_t e = 0; e < sizeof edits / sizeof edits[0]; e++) {
			struct plan *now = plan_of_file(UNCERTAIN, edits[e].section, edits[e].key, edits[e].value);
			struct watch watch = {three_pieces, &(int){edits[e].pieces}};
			struct study *fresh = run(now, &spec);

			assert_int_equal(study_update(study, now), 0);
			plan_free(before);
			before = now;
			assert_int_equal(study_done(study), 0);
			if (edits[e].pieces > 0) {
				size_t done = study_run(study, spec.trials, &watch);

				assert_int_equal(done, (size_t)edits[e].pieces * SAMPLER_TRIALS);
				assert_same_values(study, fresh, done);
			} else {
				assert_int_equal(study_run(study, spec.trials, NULL), spec.trials);
				assert_same_values(study, fresh, spec.trials);
			}
			study_free(fresh);
		}
		study_free(study);
		plan_free(before);
	}
	plan_free(plan);
}

/* Rank correlation of two inputs joined by a Gaussian copula with coefficient r is 6 / pi asin(r / 2), whatever their distributions. */
static double rank_of(const double *x, size_t size, double at)
{
	size_t below = 0;

	for (size_t i = 0; i < size; i++)
		below += x[i] < at;
	return ((double)below + 0.5) / (double)size - 0.5;
}

static void test_correlations_hold(void **state)
{
	struct plan *plan = plan_of_text("[option.a]\n[infra.x]\nprice = normal(1000, 100)\nquantity = uniform(1, 2)\n"
	                                 "[other.y]\nprice = 30 to 60\nquantity = pert(1, 2, 5)\n"
	                                 "[correlation]\ninfra.x.price ~ other.y.price = 0.6\n"
	                                 "infra.x.price ~ infra.x.quantity = -0.5\n");
	enum { SIZE = 4096 };
	static const struct {
		const char *a, *b;
		double r;
	} pairs[] = {{"infra.x.price", "other.y.price", 0.6},
	             {"infra.x.price", "infra.x.quantity", -0.5},
	             {"other.y.price", "infra.x.quantity", 0},
	             {"other.y.quantity", "infra.x.price", 0}};
	static double draws[SAMPLER_BLOCKS * 4][LANES], x[4][SIZE];
	struct sampler *sampler;

	(void)state;
	assert_int_equal(sampler_new(plan, &(struct sampler_spec){.seed = 8}, &sampler), 0);
	assert_int_equal(sampler_input_count(sampler), 4);
	for (size_t first = 0; first < SIZE; first += SAMPLER_TRIALS) {
		sampler_draw(sampler, first, NULL, draws);
		for (size_t block = 0; block < SAMPLER_BLOCKS; block++)
			for (size_t i = 0; i < 4; i++)
				memcpy(&x[i][first + block * LANES], draws[block * 4 + i], sizeof draws[0]);
	}
	for (size_t p = 0; p < 4; p++) {
		size_t a = 0, b = 0;
		double sum = 0;

		while (strcmp(sampler_input(sampler, a)->name, pairs[p].a) != 0)
			a++;
		while (strcmp(sampler_input(sampler, b)->name, pairs[p].b) != 0)
			b++;
		assert_int_equal(sampler_is_correlated(sampler, a), strcmp(pairs[p].a, "other.y.quantity") != 0);
		for (size_t i = 0; i < SIZE; i++)
			sum += rank_of(x[a], SIZE, x[a][i]) * rank_of(x[b], SIZE, x[b][i]);
		assert_true(fabs(12 * sum / SIZE - 6 / acos(-1) * asin(pairs[p].r / 2)) < 4 / sqrt(SIZE));
	}
	sampler_free(sampler);
	plan_free(plan);
}

static void test_held_draws_are_counted(void **state)
{
	struct plan *plan = plan_of_text("[option.a]\n[benefit.b]\nannual_value = 1M\nmargin = normal(90%, 10%)\n");
	struct sampler *sampler;
	double expected = 200000 * (erfc(1 / sqrt(2)) / 2 + erfc(9 / sqrt(2)) / 2);

	(void)state;
	assert_int_equal(sampler_new(plan, &(struct sampler_spec){.seed = 8}, &sampler), 0);
	assert_true(fabs((double)sampler_held(sampler, 0, 200000) - expected) < 4 * sqrt(expected));
	assert_int_equal(sampler_held(sampler, 0, 0), 0);
	sampler_free(sampler);
	plan_free(plan);
}

/* Outcomes of a plan that is certain: three kinds of trial, each with the figures the model gives for it. */
static const char outcomes[] = "[plan]\nhorizon = 24\ndiscount_rate = 8%\n[business]\nannual_revenue = 1M\n"
			       "[option.a]\ntime_to_market = 2\n[option.b]\ntime_to_market = 4.5\n"
			       "[infra.x]\nprice = 4k\nprice.b = 1k\n[other.setup]\nprice = 20k once\nfrom = launch\n"
			       "[team.t]\nsalary = 60k\n[benefit.z]\nannual_value = 200k\nramp = 3\n"
			       "[incidents]\nper_year = 2\n[incident.i]\nshare = 50%\nloss = 10%\nduration = 5\n"
			       "[incident.j]\nshare = 50%\nof = benefit\nloss = 20%\nduration = 20\n"
			       "[outcome]\nsuccess = 4\nneutral = 3\nstopped = 5\nstop_month = 7\nneutral_payback = 18\n";

static void test_outcomes(void **state)
{
	struct plan *plan = plan_of_text(outcomes);
	struct study_spec spec = {.trials = 60000, .seed = 2, .threads = 2, .outcome = true};
	struct study *study = run(plan, &spec);
	struct evaluation evaluation;
	struct option_risk risk[2];

	(void)state;
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	assert_int_equal(summary_compute(study, risk), 0);
	for (size_t o = 0; o < 2; o++) {
		const double *npv = study_values(study, TRIAL_NPV, o);
		const struct figure_value *figure = evaluation.option[o].figure;
		double success = figure[FIGURE_NPV].value, others[2] = {0, 0};
		size_t count[3] = {0};

		for (size_t i = 0; i < spec.trials; i++) {
			int kind = fabs(npv[i] - success) < 1e-6 ? 0 : others[0] == 0 || fabs(npv[i] - others[0]) < 1e-6 ? 1 : 2;

			if (kind > 0)
				others[kind - 1] = npv[i];
			count[kind]++;
		}
		assert_true(fabs((double)count[0] - 20000) < 4 * sqrt(60000 * 4.0 * 8 / 144));
		if (fabs((double)count[1] - 15000) > fabs((double)count[2] - 15000)) { /* which one came first */
			double kept = others[0];

			others[0] = others[1];
			others[1] = kept;
			count[1] = count[2];
		}
		assert_true(fabs((double)count[1] - 15000) < 4 * sqrt(60000 * 3.0 * 9 / 144));
		assert_near((4 * success + 3 * others[0] + 5 * others[1]) / 12, figure[FIGURE_OUTCOME_NPV].value, 1e-9);
		assert_true(fabs(risk[o].statistic[TRIAL_NPV][STATISTIC_MEAN].value - figure[FIGURE_OUTCOME_NPV].value) <
		            4 * risk[o].statistic[TRIAL_NPV][STATISTIC_SE].value);
	}
	evaluation_release(&evaluation);
	study_free(study);
	plan_free(plan);
}

static void test_weights_of_zero_are_never_drawn(void **state)
{
	struct plan *plan = plan_of_text("[plan]\nhorizon = 6\n[option.a]\n[benefit.b]\nannual_value = 12k\n[infra.x]\nprice = 100\n"
	                                 "[outcome]\nsuccess = 0\nneutral = 2\nstopped = 0\nneutral_payback = 6\n");
	struct study_spec spec = {.trials = 5000, .seed = 2, .threads = 1, .outcome = true};
	struct study *study = run(plan, &spec);

	(void)state;
	for (size_t i = 0; i < spec.trials; i++)
		assert_near(1 + study_values(study, TRIAL_NET_VALUE, 0)[i], 1, 1e-9); /* neutral: just paid back by then */
	study_free(study);
	plan_free(plan);
}

/* Benefits, costs and losses of which the net is another sum, in its last bits, than what the three add up to. */
static struct plan *uncertain_with(const char *outcome)
{
	char text[1024];

	snprintf(text, sizeof text, "[plan]\nhorizon = 24\n[option.a]\n[benefit.b]\nannual_value = uniform(100k, 200k)\n"
	                            "[benefit.c]\nannual_value = uniform(1k, 2k)\nramp = 7\n"
	                            "[infra.x]\nprice = uniform(1k, 3k)\nescalation = 3.3%%\n[team.t]\nsalary = uniform(30k, 40k)\n"
	                            "[other.s]\nprice = 20k once\n[incidents]\nper_year = 2.3\n"
	                            "[incident.i]\nshare = 70%%\nof = benefit\nloss = 10%%\nduration = 30\n%s", outcome);
	return plan_of_text(text);
}

/* Outcomes are drawn where they are asked for and the plan has the section; else every trial is a success, to the bit. */
static void test_outcomes_need_the_flag_and_the_section(void **state)
{
	struct plan *without = uncertain_with(""), *with = uncertain_with("[outcome]\nsuccess = 1\nstopped = 1\nstop_month = 6\n");
	const struct study_spec plain = {.trials = 1000, .seed = 2, .threads = 1};
	struct study_spec asked = plain;
	struct study *successes = run(without, &plain), *unasked = run(with, &plain), *study;

	(void)state;
	assert_same_values(successes, unasked, plain.trials);
	asked.outcome = true;
	study = run(without, &asked);
	assert_same_values(successes, study, plain.trials);
	study_free(study);
	study = run(with, &asked);
	assert_memory_not_equal(study_values(successes, TRIAL_NPV, 0), study_values(study, TRIAL_NPV, 0), plain.trials * sizeof(double));
	study_free(study);
	study_free(unasked);
	study_free(successes);
	plan_free(without);
	plan_free(with);
}

/* The statistics' own cases: one trial, all alike, ties for best. */
static void test_few_trials_and_ties(void **state)
{
	struct plan *plan = plan_of_text("[plan]\nhorizon = 6\n[option.a]\n[option.b]\n[infra.x]\nprice = uniform(1, 2)\n");
	struct study_spec spec = {.trials = 1, .seed = 2, .threads = 8, .sampling = SAMPLING_SOBOL};
	struct study *study = run(plan, &spec);
	struct option_risk risk[2];

	(void)state;
	assert_int_equal(summary_compute(study, risk), 0);
	assert_int_equal(risk[0].statistic[TRIAL_NPV][STATISTIC_MEAN].status, RISK_OK);
	assert_int_equal(risk[0].statistic[TRIAL_NPV][STATISTIC_SD].status, RISK_UNDEFINED);
	assert_int_equal(risk[0].statistic[TRIAL_NPV][STATISTIC_SE].status, RISK_UNDEFINED);
	assert_near(risk[0].statistic[TRIAL_NPV][STATISTIC_ES5].value, risk[0].statistic[TRIAL_NPV][STATISTIC_P95].value, 0);
	assert_int_equal(risk[0].statistic[TRIAL_PAYBACK][STATISTIC_MEAN].status, RISK_NOT_WITHIN_HORIZON);
	assert_int_equal(risk[0].statistic[TRIAL_PAYBACK][STATISTIC_P5].status, RISK_NOT_WITHIN_HORIZON);
	assert_near(risk[0].probability[EVENT_BEST].value, 1, 0);
	assert_near(risk[1].probability[EVENT_BEST].value, 0, 0);
	assert_near(risk[1].probability[EVENT_LOSS].value, 1, 0);
	assert_near(risk[1].probability[EVENT_PAYBACK_NEVER].value, 1, 0);
	study_free(study);
	plan_free(plan);
}

/* Demand that grows by up to 1,000 % a month, to the power of 3, for 10 years: in most trials no number holds the cost of a. */
static void test_no_statistic_leaves_trials_out(void **state)
{
	struct plan *plan = plan_of_text("[plan]\nhorizon = 120\n[demand]\nrequests_per_day = 1M\ngrowth = uniform(0%, 1000%)\n"
	                                 "[option.a]\n[option.b]\n[infra.x]\nprice = 10k\nelasticity = 3\nquantity.b = 0\n"
	                                 "[benefit.y]\nannual_value = uniform(1M, 2M)\n");
	struct study_spec spec = {.trials = 2000, .seed = 2, .threads = 2};
	struct study *study = run(plan, &spec);
	struct option_risk risk[2];
	size_t infinite = 0;

	(void)state;
	for (size_t i = 0; i < spec.trials; i++)
		infinite += isfinite(study_values(study, TRIAL_NPV, 0)[i]) ? 0 : 1;
	assert_in_range(infinite, 100, 1900);
	assert_int_equal(summary_compute(study, risk), 0);
	for (int f = 0; f < TRIAL_FIGURES; f++)
		for (int s = 0; s < STATISTICS; s++) {
			assert_int_equal(risk[0].statistic[f][s].status, RISK_OVERFLOW);
			assert_near(risk[0].statistic[f][s].value, 0, 0);
			assert_int_not_equal(risk[1].statistic[f][s].status, RISK_OVERFLOW);
		}
	for (int e = 0; e < EVENTS; e++) { /* which one is best, or first, is not known either */
		assert_int_equal(risk[0].probability[e].status, RISK_OVERFLOW);
		assert_int_equal(risk[1].probability[e].status, e == EVENT_BEST || e == EVENT_FIRST ? RISK_OVERFLOW : RISK_OK);
	}
	study_free(study);
	plan_free(plan);
}

/* Amounts that can be added up, with squares that cannot. */
static void test_a_deviation_beyond_numbers_has_no_value(void **state)
{
	struct plan *plan = plan_of_text("[plan]\nhorizon = 60\n[demand]\nrequests_per_day = 1M\ngrowth = uniform(900%, 1000%)\n"
	                                 "[option.a]\n[infra.x]\nprice = 10k\nelasticity = 3\n");
	struct study_spec spec = {.trials = 100, .seed = 2, .threads = 1};
	struct study *study = run(plan, &spec);
	struct option_risk risk;

	(void)state;
	assert_int_equal(summary_compute(study, &risk), 0);
	assert_int_equal(risk.statistic[TRIAL_NPV][STATISTIC_MEAN].status, RISK_OK);
	assert_int_equal(risk.statistic[TRIAL_NPV][STATISTIC_SD].status, RISK_OVERFLOW);
	assert_int_equal(risk.statistic[TRIAL_NPV][STATISTIC_SE].status, RISK_OVERFLOW);
	study_free(study);
	plan_free(plan);
}

static void test_a_plan_without_uncertainty(void **state)
{
	struct plan *plan = plan_of_file("tests/golden/growth.ini", NULL, NULL, NULL);
	struct study_spec spec = {.trials = 100, .seed = 2, .threads = 1};
	struct study *study = run(plan, &spec);
	struct evaluation evaluation;

	(void)state;
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	for (size_t o = 0; o < plan->options.count; o++)
		for (size_t i = 0; i < spec.trials; i++)
			assert_near(study_values(study, TRIAL_NPV, o)[i], evaluation.option[o].figure[FIGURE_NPV].value, 1e-12);
	evaluation_release(&evaluation);
	study_free(study);
	plan_free(plan);
}

static int study_once(void *context)
{
	const struct plan *const *plans = context;
	struct study_spec spec = {.trials = 40, .keep = 40, .seed = 2, .threads = 2, .outcome = true};
	struct option_risk risk[8];
	struct study *study;
	int result = -1;

	if (study_new(plans[0], &spec, &study) != 0)
		return -1;
	study_run(study, spec.trials, NULL);
	if (summary_compute(study, risk) == 0 && study_update(study, plans[1]) == 0 &&
	    study_run(study, spec.trials, NULL) == spec.trials)
		result = summary_compute(study, risk);
	study_free(study);
	return result;
}

static void test_out_of_memory(void **state)
{
	struct plan *plans[2] = {plan_of_text(outcomes),
	                         plan_of_text("[option.a]\n[infra.x]\nprice = uniform(1, 2)\nquantity = uniform(1, 2)\n"
	                                      "[correlation]\ninfra.x.price ~ infra.x.quantity = 0.5\n")};

	(void)state;
	assert_true(fail_each_alloc(study_once, plans) > 30);
	plan_free(plans[0]);
	plan_free(plans[1]);
}

/* Earliest payback and highest npv: the first of equals, to within rounding; never pays back: never first. */
static void test_who_is_first_and_best(void **state)
{
	struct plan *plan = plan_of_text("[plan]\nhorizon = 24\ndiscount_rate = 0%\n[option.slow]\n[option.hair]\n[option.quick]\n[option.never]\n"
	                                 "[other.outlay]\nprice = 0.3 once\nprice.quick = 0.4 once\nprice.never = 9 once\nfrom = start\n"
	                                 "[benefit.b]\nannual_value = 0.3\nannual_value.quick = 0.8\nelasticity = 0\n"
	                                 "[benefit.c]\nannual_value = 0.3\nannual_value.hair = 0.30000000000003\nuntil = 24\n"
	                                 "annual_value.quick = 0\nannual_value.never = uniform(0, 0.1)\n");
	struct study_spec spec = {.trials = 50, .seed = 1, .threads = 1};
	struct study *study = run(plan, &spec);
	struct option_risk risk[4];

	(void)state;
	assert_int_equal(summary_compute(study, risk), 0);
	assert_near(risk[0].probability[EVENT_FIRST].value, 1, 0); /* all three after 6 months */
	assert_near(risk[1].probability[EVENT_FIRST].value, 0, 0);
	assert_near(risk[2].probability[EVENT_FIRST].value, 0, 0);
	assert_near(risk[3].probability[EVENT_FIRST].value, 0, 0);
	assert_near(risk[2].probability[EVENT_BEST].value, 1, 0);
	study_free(study);
	plan_free(plan);
	plan = plan_of_text("[plan]\nhorizon = 6\n[option.a]\n[option.b]\n[other.x]\nprice = 0.1 once\nprice.b = 0.3 once\nfrom = start\n"
	                    "[other.y]\nprice = 0.2 once\nprice.b = 0 once\nfrom = start\n[benefit.z]\nannual_value = uniform(0, 0.1)\n");
	study = run(plan, &spec);
	assert_int_equal(summary_compute(study, risk), 0);
	assert_near(risk[0].probability[EVENT_BEST].value, 1, 0); /* 0.1 + 0.2 is 0.3 */
	assert_near(risk[0].probability[EVENT_FIRST].value, 0, 0); /* neither pays back */
	study_free(study);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_bits_whatever_the_threads),
		cmocka_unit_test(test_the_same_bits_whatever_the_pieces),
		cmocka_unit_test(test_draws_hang_on_seed_and_name_alone),
		cmocka_unit_test(test_statistics_agree_with_numpy),
		cmocka_unit_test(test_a_linear_plan_has_its_closed_form),
		cmocka_unit_test(test_standard_errors_are_honest),
		cmocka_unit_test(test_an_edited_plan_gives_what_a_new_study_gives),
		cmocka_unit_test(test_correlations_hold),
		cmocka_unit_test(test_held_draws_are_counted),
		cmocka_unit_test(test_outcomes),
		cmocka_unit_test(test_weights_of_zero_are_never_drawn),
		cmocka_unit_test(test_outcomes_need_the_flag_and_the_section),
		cmocka_unit_test(test_few_trials_and_ties),
		cmocka_unit_test(test_who_is_first_and_best),
		cmocka_unit_test(test_no_statistic_leaves_trials_out),
		cmocka_unit_test(test_a_deviation_beyond_numbers_has_no_value),
		cmocka_unit_test(test_a_plan_without_uncertainty),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
