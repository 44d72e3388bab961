/* Tries: dense around the current value, evenly spaced across the range. */
#include "decide/tries.h"

#include <math.h>
#include <stdlib.h>

#include "decide/variant.h"
#include "plan/kind.h"

enum {
	TRIES_A_DECADE = 24, /* of distance from now: neighbours differ by a tenth */
	TRIES_EVENLY = 128   /* across the whole range */
};

static const double nearest_try = 1e-4; /* distance from now, in units of now */
static const double doubt = 4;          /* standard errors */

double tries_lowest(const struct solution *range)
{
	return range->low_open ? nextafter(range->low, range->high) : range->low;
}

double tries_highest(const struct solution *range)
{
	return range->high_open ? nextafter(range->high, range->low) : range->high;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void tries_add(struct tries *tries, double value, double low, double high)
{
	if (value >= low && value <= high)
		tries->value[tries->count++] = value;
}

/* The unit of a step from the current value. */
static double step_unit(const struct input *input, double now)
{
	if (now != 0)
		return fabs(now);
	return kind_of(input->field->kind)->is_percent ? 0.1 : 1;
}

static void sort_values(struct tries *tries, double now)
{
	size_t kept = 0;
	qsort(tries->value, tries->count, sizeof *tries->value, compare_doubles);
	for (size_t i = 0; i < tries->count; i++)
		if (kept == 0 || tries->value[i] != tries->value[kept - 1])
			tries->value[kept++] = tries->value[i];
	tries->count = kept;
	while (tries->value[tries->now] < now)
		tries->now++;
}

static int choose_values(struct tries *tries, const struct solution *range)
{
	double low = tries_lowest(range), high = tries_highest(range), now = range->now;
	double unit = step_unit(range->input, now) * nearest_try, reach = fmax(high - now, now - low);
	size_t far = reach > unit ? (size_t)ceil(log10(reach / unit) * TRIES_A_DECADE) : 0;
	tries->value = malloc((2 * far + TRIES_EVENLY + 3) * sizeof *tries->value);
	if (!tries->value)
		return -1;
	tries_add(tries, now, now, now);
	for (size_t i = 0; i < far; i++) {
		double distance = unit * pow(10, (double)i / TRIES_A_DECADE);
		tries_add(tries, now - distance, low, high);
		tries_add(tries, now + distance, low, high);
	}
	for (int i = 0; i <= TRIES_EVENLY; i++)
		tries_add(tries, i == TRIES_EVENLY ? high : low + (high - low) * i / TRIES_EVENLY, low, high);
	sort_values(tries, now);
	return 0;
}

static int choose_whole(struct tries *tries, const struct solution *range)
{
	tries->count = (size_t)(range->high - range->low) + 1;
	tries->now = (size_t)(range->now - range->low);
	tries->value = malloc(tries->count * sizeof *tries->value);
	for (size_t i = 0; tries->value && i < tries->count; i++)
		tries->value[i] = range->low + (double)i;
	return tries->value ? 0 : -1;
}

/* --- what the conditions measure --- */

static size_t cells_of(const struct meter *meter)
{
	return meter->task->count * meter->task->plan->options.count;
}

/* The condition of a cell. */
static const struct condition *condition_of(const struct meter *meter, size_t cell)
{
	return &meter->task->condition[cell / meter->task->plan->options.count];
}

/*
 * Whole numbers shape the calculation itself, so the plan is read again for each. measure[cell]; NaN: the plan refuses
 * it.
 */
static int read_variant(const struct meter *meter, const struct plan *variant, enum meter_reading reading,
			double *measure)
{
	const struct chances *chances = meter->task->chances;
	struct evaluation evaluation = {0};
	const double unused = 0;
	size_t options = meter->task->plan->options.count;
	for (size_t cell = 0; cell < cells_of(meter); cell++)
		measure[cell] = (double)NAN;
	if (!variant)
		return 0;
	if (evaluation_new(variant, &evaluation) != 0)
		return -1;
	for (size_t cell = 0; cell < cells_of(meter); cell++)
		measure[cell] = figure_number(
			&evaluation.option[cell % options].figure[condition_of(meter, cell)->goal.figure]);
	evaluation_release(&evaluation);
	return meter->has_chances
		       ? chances->of(chances->context, variant, NULL, &unused, 1, reading == METER_ROUGH, measure)
		       : 0;
}

/* Measures at one value: measure[cell]. */
static int read_at(struct meter *meter, double value, enum meter_reading reading, double *measure)
{
	struct plan *variant = NULL;
	if (!kind_of(meter->input->field->kind)->is_whole)
		return meter_read(meter, &value, 1, reading, measure);
	if (variant_new(meter->task->plan, meter->input, value, &variant) != 0)
		return -1;
	int result = read_variant(meter, variant, reading, measure);
	plan_free(variant);
	return result;
}

static void put(const struct tries *tries, size_t cells, size_t i, const double *measure)
{
	for (size_t cell = 0; cell < cells; cell++)
		tries->measure[cell * tries->count + i] = measure[cell];
}

static int read_all(const struct tries *tries, struct meter *meter, enum meter_reading reading, double *cell)
{
	int result = 0;
	if (!kind_of(meter->input->field->kind)->is_whole)
		return meter_read(meter, tries->value, tries->count, reading, tries->measure);
	for (size_t i = 0; i < tries->count && result == 0; i++) {
		result = read_at(meter, tries->value[i], reading, cell);
		if (result == 0)
			put(tries, cells_of(meter), i, cell);
	}
	return result;
}

/*
 * Estimates a probability at try i from the first trials alone: either directly, or as the change over them added to
 * the current value over all trials, whichever has the smaller error (both use the same trials, so the error of the
 * change is only that of the few trials that switched). True if the error leaves in doubt on which side of its
 * condition it is.
 */
static bool estimate(const struct tries *tries, const struct meter *meter, size_t cell, size_t i, double rough_now,
		     double exact_now)
{
	double *at = tries->measure + cell * tries->count + i, change = *at - rough_now;
	double rough = (double)meter->task->chances->rough_trials;
	double error = doubt * sqrt((*at * (1 - *at) + 1 / rough) / rough);
	double error_of_change = doubt * sqrt((fabs(change) + 1 / rough) / rough);
	if (error_of_change < error) {
		*at = exact_now + change;
		error = error_of_change;
	}
	return fabs(*at - condition_limit(condition_of(meter, cell))->value) <= error;
}

/* exact_now: [cell], over all trials. */
static void estimate_all(const struct tries *tries, const struct meter *meter, const double *exact_now)
{
	for (size_t cell = 0; cell < cells_of(meter); cell++) {
		double rough_now = tries->measure[cell * tries->count + tries->now];
		for (size_t i = 0; i < tries->count && condition_of(meter, cell)->is_probability; i++)
			tries->doubted[i] |= estimate(tries, meter, cell, i, rough_now, exact_now[cell]);
	}
	put(tries, cells_of(meter), tries->now, exact_now);
	tries->doubted[tries->now] = false;
}

static int fill(const struct tries *tries, struct meter *meter)
{
	const struct chances *chances = meter->task->chances;
	bool rough = meter->has_chances && chances->rough_trials < chances->trials;
	double *measure = malloc(cells_of(meter) * sizeof *measure);
	int result = measure ? read_all(tries, meter, rough ? METER_ROUGH : METER_ALL, measure) : -1;
	if (result == 0 && rough) {
		result = read_at(meter, tries->value[tries->now], METER_ALL, measure);
		if (result == 0)
			estimate_all(tries, meter, measure);
	}
	free(measure);
	return result;
}

int tries_settle(const struct tries *tries, struct meter *meter, size_t i)
{
	if (!tries->doubted[i])
		return 0;
	double *measure = malloc(cells_of(meter) * sizeof *measure);
	int result = measure ? read_at(meter, tries->value[i], METER_ALL, measure) : -1;
	if (result == 0) {
		put(tries, cells_of(meter), i, measure);
		tries->doubted[i] = false;
	}
	free(measure);
	return result;
}

int tries_init(struct tries *tries, struct meter *meter, const struct solution *range)
{
	bool whole = kind_of(range->input->field->kind)->is_whole;
	*tries = (struct tries){0};
	if ((whole ? choose_whole(tries, range) : choose_values(tries, range)) != 0)
		return -1;
	tries->measure = malloc(cells_of(meter) * tries->count * sizeof *tries->measure);
	tries->doubted = calloc(tries->count, sizeof *tries->doubted);
	return tries->measure && tries->doubted ? fill(tries, meter) : -1;
}

void tries_release(struct tries *tries)
{
	free(tries->doubted);
	free(tries->measure);
	free(tries->value);
}
