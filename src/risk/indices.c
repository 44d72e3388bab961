/*
 * Sensitivity indices: two sets of points A and B, and for each input i the set A with B's column i.
 *
 *     V         = variance of f over A and B
 *     first_i V = mean of (f(B) - m) (f(A with B's i) - f(A)),   m the mean of f
 *     total_i V = mean of (f(A) - f(A with B's i))^2 / 2
 */
#include "risk/indices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "risk/statistics.h"

/* Per-thread buffers. */
struct desk {
	double (*a)[LANES], (*b)[LANES]; /* draws of a chunk */
	double (*outputs)[LANES];
};

enum { BATCHES_A_CHUNK = 8, BLOCKS_A_BATCH = SAMPLER_BLOCKS / BATCHES_A_CHUNK };

struct estimate {
	const struct indices_problem *problem;
	const bool *skip;
	size_t points;
	double *of_a;        /* [(output * 2 + second) * points + point]: f over A, then over B */
	double *mean;        /* by output */
	double *first, *total; /* [(chunk * outputs + output) * inputs + input]: sums */
	double *first_batch, *total_batch; /* [(batch * outputs + output) * inputs + input]: of a part of a chunk */
	struct desk *desk;
	int threads;
};

static double *values_of(const struct estimate *estimate, size_t output, bool second)
{
	return estimate->of_a + (output * 2 + second) * estimate->points;
}

/* Evaluates f over A and over B. */
static void evaluate_sets(void *context, size_t chunk, int thread)
{
	struct estimate *estimate = context;
	const struct indices_problem *problem = estimate->problem;
	struct desk *desk = &estimate->desk[thread];

	for (int second = 0; second < 2; second++) {
		problem->draw(problem->context, second, chunk * SAMPLER_TRIALS, desk->a);
		for (size_t block = 0; block < SAMPLER_BLOCKS; block++) {
			problem->evaluate(problem->context, thread,
					  (const double (*)[LANES])(desk->a + block * problem->input_count),
					  desk->outputs);
			for (size_t output = 0; output < problem->output_count; output++)
				memcpy(values_of(estimate, output, second) + chunk * SAMPLER_TRIALS + block * LANES,
				       desk->outputs[output], sizeof desk->outputs[output]);
		}
	}
}

static size_t place_of(const struct indices_problem *problem, size_t part, size_t output, size_t i)
{
	return (part * problem->output_count + output) * problem->input_count + i;
}

/* Evaluates one block of A with B's column i and adds it to the chunk's sums. */
static void add_block(struct estimate *estimate, size_t chunk, size_t block, size_t i, const struct desk *desk)
{
	const struct indices_problem *problem = estimate->problem;
	size_t point = chunk * SAMPLER_TRIALS + block * LANES, batch = chunk * BATCHES_A_CHUNK + block / BLOCKS_A_BATCH;

	for (size_t output = 0; output < problem->output_count; output++) {
		const double *of_a = values_of(estimate, output, false) + point,
			     *of_b = values_of(estimate, output, true) + point;
		double first = 0, total = 0;

		for (int l = 0; l < LANES; l++) {
			double difference = desk->outputs[output][l] - of_a[l];

			first += (of_b[l] - estimate->mean[output]) * difference;
			total += difference * difference / 2;
		}
		estimate->first[place_of(problem, chunk, output, i)] += first;
		estimate->total[place_of(problem, chunk, output, i)] += total;
		estimate->first_batch[place_of(problem, batch, output, i)] += first;
		estimate->total_batch[place_of(problem, batch, output, i)] += total;
	}
}

static void evaluate_mixtures(void *context, size_t chunk, int thread)
{
	struct estimate *estimate = context;
	const struct indices_problem *problem = estimate->problem;
	struct desk *desk = &estimate->desk[thread];
	size_t inputs = problem->input_count;

	problem->draw(problem->context, false, chunk * SAMPLER_TRIALS, desk->a);
	problem->draw(problem->context, true, chunk * SAMPLER_TRIALS, desk->b);
	for (size_t block = 0; block < SAMPLER_BLOCKS; block++)
		for (size_t i = 0; i < inputs; i++) {
			double kept[LANES], *column = desk->a[block * inputs + i];

			if (estimate->skip != NULL && estimate->skip[i])
				continue;
			memcpy(kept, column, sizeof kept);
			memcpy(column, desk->b[block * inputs + i], sizeof kept);
			problem->evaluate(problem->context, thread, (const double (*)[LANES])(desk->a + block * inputs),
			                  desk->outputs);
			memcpy(column, kept, sizeof kept);
			add_block(estimate, chunk, block, i, desk);
		}
}

static void estimate_release(struct estimate *estimate)
{
	for (int t = 0; estimate->desk != NULL && t < estimate->threads; t++) {
		free(estimate->desk[t].a);
		free(estimate->desk[t].b);
		free(estimate->desk[t].outputs);
	}
	free(estimate->desk);
	free(estimate->of_a);
	free(estimate->mean);
	free(estimate->first);
	free(estimate->total);
	free(estimate->first_batch);
	free(estimate->total_batch);
}

static int estimate_init(struct estimate *estimate, size_t chunks)
{
	size_t inputs = estimate->problem->input_count, outputs = estimate->problem->output_count;
	size_t draws = SAMPLER_BLOCKS * inputs + 1;

	estimate->of_a = malloc(2 * outputs * estimate->points * sizeof *estimate->of_a);
	estimate->mean = calloc(outputs, sizeof *estimate->mean);
	estimate->first = calloc(chunks * outputs * inputs + 1, sizeof *estimate->first);
	estimate->total = calloc(chunks * outputs * inputs + 1, sizeof *estimate->total);
	estimate->first_batch = calloc(chunks * BATCHES_A_CHUNK * outputs * inputs + 1, sizeof *estimate->first_batch);
	estimate->total_batch = calloc(chunks * BATCHES_A_CHUNK * outputs * inputs + 1, sizeof *estimate->total_batch);
	estimate->desk = calloc((size_t)estimate->threads, sizeof *estimate->desk);
	if (estimate->of_a == NULL || estimate->mean == NULL || estimate->first == NULL || estimate->total == NULL ||
	    estimate->first_batch == NULL || estimate->total_batch == NULL || estimate->desk == NULL)
		return -1;
	for (int t = 0; t < estimate->threads; t++) {
		struct desk *desk = &estimate->desk[t];

		desk->a = malloc(draws * sizeof *desk->a);
		desk->b = malloc(draws * sizeof *desk->b);
		desk->outputs = malloc(outputs * sizeof *desk->outputs);
		if (desk->a == NULL || desk->b == NULL || desk->outputs == NULL)
			return -1;
	}
	return 0;
}

/* The standard error of a mean over the points, in units of the variance, from the sums of its batches. */
static double error_of(const struct estimate *estimate, const double *sums, size_t batches, size_t output, size_t i,
		       double variance)
{
	const struct indices_problem *problem = estimate->problem;
	double mean = 0, squares = 0;

	for (size_t b = 0; b < batches; b++)
		mean += sums[place_of(problem, b, output, i)] / (double)batches;
	for (size_t b = 0; b < batches; b++)
		squares += pow(sums[place_of(problem, b, output, i)] - mean, 2);
	return sqrt(squares / (double)(batches - 1) * (double)batches) / ((double)estimate->points * variance);
}

static void find_errors(const struct estimate *estimate, size_t chunks, size_t output, size_t i,
			struct indices *indices)
{
	size_t batches = chunks * BATCHES_A_CHUNK;
	double excess = (indices->first - indices->total) / 2;

	indices->first_error =
		fmax(excess, error_of(estimate, estimate->first_batch, batches, output, i, indices->variance));
	indices->total_error =
		fmax(excess, error_of(estimate, estimate->total_batch, batches, output, i, indices->variance));
}

/* Adds up the chunks in order. */
static struct indices indices_of(const struct estimate *estimate, size_t chunks, size_t output, size_t i,
				 double variance)
{
	struct indices indices = {.status = INDICES_OK, .variance = variance};

	if (estimate->skip != NULL && estimate->skip[i])
		return (struct indices){.status = INDICES_SKIPPED};
	if (variance == 0)
		return (struct indices){.status = INDICES_CONSTANT};
	for (size_t chunk = 0; chunk < chunks; chunk++) {
		indices.first += estimate->first[place_of(estimate->problem, chunk, output, i)];
		indices.total += estimate->total[place_of(estimate->problem, chunk, output, i)];
	}
	indices.first /= (double)estimate->points * variance;
	indices.total /= (double)estimate->points * variance;
	if (!isfinite(variance) || !isfinite(indices.first) || !isfinite(indices.total))
		return (struct indices){.status = INDICES_OVERFLOW};
	find_errors(estimate, chunks, output, i, &indices);
	if (!isfinite(indices.first_error) || !isfinite(indices.total_error))
		return (struct indices){.status = INDICES_OVERFLOW};
	return indices;
}

/* 0 if the output is constant; infinite if it overflows at some point. */
static double variance_of(const struct moments *moments, size_t points)
{
	if (moments->count < points)
		return INFINITY;
	return moments->high > moments->low ? moments->variance : 0;
}

enum indices_result indices_estimate(const struct indices_problem *problem, size_t chunks, const bool *skip,
				     int threads, const struct watch *watch, struct indices *result)
{
	struct estimate estimate = {.problem = problem,
				    .skip = skip,
				    .points = chunks * SAMPLER_TRIALS,
				    .threads = parallel_threads(threads)};
	double *variance = calloc(problem->output_count + 1, sizeof *variance);
	enum indices_result code = INDICES_NO_MEMORY;

	if (variance == NULL || estimate_init(&estimate, chunks) != 0)
		goto done;
	code = INDICES_ENDED;
	if (parallel_run(threads, chunks, evaluate_sets, &estimate, watch) < chunks)
		goto done;
	for (size_t output = 0; output < problem->output_count; output++) {
		struct moments moments = moments_of(values_of(&estimate, output, false), 2 * estimate.points);

		estimate.mean[output] = moments.mean;
		variance[output] = variance_of(&moments, 2 * estimate.points);
	}
	if (parallel_run(threads, chunks, evaluate_mixtures, &estimate, watch) < chunks)
		goto done;
	for (size_t output = 0; output < problem->output_count; output++)
		for (size_t i = 0; i < problem->input_count; i++)
			result[output * problem->input_count + i] =
				indices_of(&estimate, chunks, output, i, variance[output]);
	code = INDICES_DONE;
done:
	estimate_release(&estimate);
	free(variance);
	return code;
}
