/*
 * Times the simulation as the library has it: `name milliseconds-wall milliseconds-processor` a line, the fastest of several runs. Usage:
 * risk_times PROFILE. What is timed begins with a plan that is read, and ends with all statistics.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/bytes.h"
#include "risk/study.h"
#include "risk/summary.h"

struct times {
	double wall, processor; /* milliseconds */
};

static double clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct plan *read_plan(const char *path, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	struct source source = {0};
	struct plan *plan;

	if (source_read(path, &diags, &source) != 0 ||
	    (section != NULL && source_set(&source, section, key, value, (struct place){0}, &diags) != 0) ||
	    plan_from_source(&source, &diags, &plan) != 0) {
		struct bytes text = {0};

		diags_print(&diags, &text);
		fputs(bytes_text(&text), stderr);
		exit(2);
	}
	source_release(&source);
	diags_release(&diags);
	return plan;
}

static void *checked(void *result)
{
	if (result == NULL)
		exit(3);
	return result;
}

struct begun {
	double wall, processor;
};

static struct begun begin(void)
{
	return (struct begun){clock_ms(CLOCK_MONOTONIC), clock_ms(CLOCK_PROCESS_CPUTIME_ID)};
}

static void end(const struct begun *begun, struct times *fastest)
{
	fastest->wall = fmin(fastest->wall, clock_ms(CLOCK_MONOTONIC) - begun->wall);
	fastest->processor = fmin(fastest->processor, clock_ms(CLOCK_PROCESS_CPUTIME_ID) - begun->processor);
}

static void tell(const char *name, const struct times *times)
{
	printf("%s %.3f %.3f\n", name, times->wall, times->processor);
}

static const struct times slowest = {INFINITY, INFINITY};

/* Everything from the plan to the statistics. */
static struct times time_study(const struct plan *plan, size_t trials, int threads, enum sampling sampling, int repeats)
{
	struct option_risk *risk = checked(calloc(plan->options.count, sizeof *risk));
	struct study_spec spec = {.trials = trials, .seed = 42, .sampling = sampling, .threads = threads};
	struct times fastest = slowest;

	for (int i = 0; i < repeats; i++) {
		struct begun begun = begin();
		struct study *study;

		if (study_new(plan, &spec, &study) != 0)
			exit(3);
		study_run(study, trials, NULL);
		if (summary_compute(study, risk) != 0)
			exit(3);
		end(&begun, &fastest);
		study_free(study);
	}
	free(risk);
	return fastest;
}

/* From an edited plan to new percentiles, the other inputs' draws kept. */
static struct times time_edit(const struct plan *plan, const struct plan *edited, int threads, int repeats)
{
	struct option_risk *risk = checked(calloc(plan->options.count, sizeof *risk));
	struct study_spec spec = {.trials = 16384, .keep = 16384, .seed = 42, .sampling = SAMPLING_SOBOL, .threads = threads};
	struct times fastest = slowest;
	struct study *study;

	if (study_new(plan, &spec, &study) != 0)
		exit(3);
	study_run(study, spec.trials, NULL);
	for (int i = 0; i < 2 * repeats; i++) {
		struct begun begun = begin();

		if (study_update(study, i % 2 == 0 ? edited : plan) != 0)
			exit(3);
		study_run(study, spec.trials, NULL);
		if (summary_compute(study, risk) != 0)
			exit(3);
		end(&begun, &fastest);
	}
	study_free(study);
	free(risk);
	return fastest;
}

enum { SEEDS = 1000 }; /* a standard deviation over so many is known to 1 in 45 */

/* The standard deviation, over seeds, of each option's P50 npv. */
static void errors_of_medians(const struct plan *plan, size_t trials, enum sampling sampling, double *error)
{
	size_t options = plan->options.count;
	struct option_risk *risk = checked(calloc(options, sizeof *risk));
	double *sum = checked(calloc(options, sizeof *sum)), *squares = checked(calloc(options, sizeof *squares));

	for (int seed = 0; seed < SEEDS; seed++) {
		struct study_spec spec = {.trials = trials, .seed = (uint64_t)seed, .sampling = sampling, .threads = 2};
		struct study *study;

		if (study_new(plan, &spec, &study) != 0)
			exit(3);
		study_run(study, trials, NULL);
		if (summary_compute(study, risk) != 0)
			exit(3);
		for (size_t o = 0; o < options; o++) {
			double median = risk[o].statistic[TRIAL_NPV][STATISTIC_P50].value;

			sum[o] += median;
			squares[o] += median * median;
		}
		study_free(study);
	}
	for (size_t o = 0; o < options; o++)
		error[o] = sqrt(fmax(0, squares[o] / SEEDS - sum[o] / SEEDS * (sum[o] / SEEDS)));
	free(risk);
	free(sum);
	free(squares);
}

/* The fewest Sobol points, so many thousands, whose medians are as good as those of 100,000 random trials: the mean over the options. */
static size_t points_for_the_same_error(const struct plan *plan)
{
	size_t options = plan->options.count, points = 1024;
	double *target = checked(calloc(options, sizeof *target)), *error = checked(calloc(options, sizeof *error)), ratio;

	errors_of_medians(plan, 100000, SAMPLING_RANDOM, target);
	do {
		points += points < 8192 ? points : 1024;
		errors_of_medians(plan, points, SAMPLING_SOBOL, error);
		ratio = 0;
		for (size_t o = 0; o < options; o++)
			ratio += error[o] / target[o] / (double)options;
	} while (points < 65536 && ratio > 1);
	free(target);
	free(error);
	return points;
}

static void tell_errors(const struct plan *plan)
{
	size_t points = points_for_the_same_error(plan);
	struct times times;

	printf("sobol_points %zu %zu\n", points, points);
	times = time_study(plan, points, 1, SAMPLING_SOBOL, 200);
	tell("same_error_1", &times);
	times = time_study(plan, points, 2, SAMPLING_SOBOL, 200);
	tell("same_error_2", &times);
}

static void tell_edits(const char *path, const struct plan *plan)
{
	struct plan *edited = read_plan(path, "benefit.ctr", "lift", "pert(1%, 6.5%, 9%)");
	struct times times = time_edit(plan, edited, 1, 40);

	tell("edit_1", &times);
	times = time_edit(plan, edited, 2, 40);
	tell("edit_2", &times);
	plan_free(edited);
}

/* How time grows with trials, with months, and with items of the same shape. */
static void tell_curves(const char *path, const struct plan *plan)
{
	static const char *const months[] = {"12", "36", "60", "120"};
	char name[64];
	struct times times;

	for (size_t trials = 1000; trials <= 1000000; trials *= 10) {
		times = time_study(plan, trials, 1, SAMPLING_RANDOM, trials > 100000 ? 2 : 7);
		snprintf(name, sizeof name, "trials_%zu", trials);
		tell(name, &times);
	}
	for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
		struct plan *longer = read_plan(path, "plan", "horizon", months[i]);

		times = time_study(longer, 100000, 1, SAMPLING_RANDOM, 7);
		snprintf(name, sizeof name, "months_%s", months[i]);
		tell(name, &times);
		plan_free(longer);
	}
}

static struct plan *with_items(const char *path, int count)
{
	struct diags diags = {0};
	struct source source = {0};
	struct plan *plan;

	if (source_read(path, &diags, &source) != 0)
		exit(2);
	for (int i = 0; i < count; i++) {
		char section[32];

		snprintf(section, sizeof section, "monitoring.m%d", i);
		if (source_set(&source, section, "price", "100", (struct place){0}, &diags) != 0)
			exit(2);
	}
	if (plan_from_source(&source, &diags, &plan) != 0)
		exit(2);
	source_release(&source);
	diags_release(&diags);
	return plan;
}

static void tell_items(const char *path)
{
	static const int counts[] = {0, 10, 100, 300};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		struct plan *plan = with_items(path, counts[i]);
		struct times times = time_study(plan, 100000, 1, SAMPLING_RANDOM, 7);
		char name[64];

		snprintf(name, sizeof name, "items_%d", counts[i]);
		tell(name, &times);
		plan_free(plan);
	}
}

int main(int argc, char **argv)
{
	struct plan *plan;
	struct times times;

	if (argc < 2)
		return 2;
	plan = read_plan(argv[1], NULL, NULL, NULL);
	times = time_study(plan, 100000, 1, SAMPLING_RANDOM, 15);
	tell("study_1", &times);
	times = time_study(plan, 100000, 2, SAMPLING_RANDOM, 15);
	tell("study_2", &times);
	tell_edits(argv[1], plan);
	if (argc == 2 || strcmp(argv[2], "all") == 0) {
		tell_errors(plan);
		tell_curves(argv[1], plan);
		tell_items(argv[1]);
	}
	plan_free(plan);
	return 0;
}
