/* Grids: which axes can be lanes, and a plan for every combination of the others. */
#include "decide/grid.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "decide/variant.h"

/* An axis, and what was learned from reading its values. */
struct axis {
	const struct grid_axis *axis;
	double *number;     /* [count], in the grid */
	bool is_lanes;      /* every value is a certain number in the same unit */
	struct value first; /* its unit; the text is not kept */
	char **currency;    /* [count], in the grid */
};

struct runner {
	const struct plan *plan;
	struct axis axis[GRID_MOST_AXES];
	size_t count;
	struct place place;
	struct diags *diags;
	struct grid *grid;
};

/* Sets the chosen axes in the source, each to the value given by `at`. 0, or -1 with an error reported. */
static int put(const struct runner *runner, const size_t *at, const bool *set, struct source *source,
	       struct diags *diags)
{
	struct bytes assignment = {0};
	int result = 0;
	for (size_t i = 0; i < runner->count && result == 0; i++) {
		const struct grid_axis *axis = runner->axis[i].axis;
		if (!set[i])
			continue;
		bytes_splice(&assignment, 0, assignment.size, "", 0);
		bytes_add_format(&assignment, "%s=%s", axis->key, axis->value[at[i]]);
		diags->out_of_memory = diags->out_of_memory || assignment.failed;
		result = assignment.failed ? -1 : source_apply(source, assignment.at, runner->place, diags);
	}
	bytes_release(&assignment);
	return result;
}

/*
 * The plan with those values. NULL: an error was reported. (Warnings are about the profile and are not repeated for
 * every value.)
 */
static struct plan *read_at(struct runner *runner, const size_t *at, const bool *set)
{
	struct source source;
	struct plan *plan = NULL;
	struct diags diags = {0};
	if (source_copy(&runner->plan->source, &source) != 0) {
		runner->diags->out_of_memory = true;
		return NULL;
	}
	if (put(runner, at, set, &source, &diags) != 0 || plan_from_source(&source, &diags, &plan) != 0)
		diags_move(runner->diags, &diags);
	diags_release(&diags);
	source_release(&source);
	return plan;
}

static bool same_currency(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Records what value number `at` of an axis means in the plan read with it. 0, or -1 when out of memory. */
static int learn(struct axis *axis, size_t at, const struct plan *plan)
{
	const struct input *input = plan_find_input(plan, axis->axis->key);
	axis->number[at] = (double)NAN;
	if (!input || input->value->distribution != DIST_POINT) {
		axis->is_lanes = false;
		return 0;
	}
	const struct value *value = input->value;
	bool never = value->moment == MOMENT_NEVER;
	const char *currency = plan_value_currency(plan, value);
	axis->number[at] = never ? (double)NAN : value_best_guess(value);
	axis->currency[at] = currency ? strdup(currency) : NULL;
	if (currency && !axis->currency[at])
		return -1;
	if (at == 0)
		axis->first = *value;
	bool same_unit = axis->first.period == value->period && axis->first.moment == value->moment &&
			 same_currency(axis->currency[0], currency);
	axis->is_lanes = axis->is_lanes && same_unit && variant_possible(input);
	return 0;
}

/* Reads the plan with each value of each axis alone. */
static int read_values(struct runner *runner)
{
	bool good = true;
	for (size_t i = 0; i < runner->count; i++) {
		struct axis *axis = &runner->axis[i];
		size_t at[GRID_MOST_AXES] = {0};
		bool set[GRID_MOST_AXES] = {0};
		set[i] = axis->is_lanes = true;
		for (at[i] = 0; at[i] < axis->axis->count; at[i]++) {
			struct plan *plan = read_at(runner, at, set);
			if (plan && learn(axis, at[i], plan) != 0) {
				runner->diags->out_of_memory = true;
				good = false;
			}
			good = good && plan;
			plan_free(plan);
		}
	}
	return good ? 0 : -1;
}

/* Reads the plan at the corners of the grid: values valid on their own may be invalid together. */
static int read_corners(struct runner *runner)
{
	static const bool all[GRID_MOST_AXES] = {true, true, true, true};
	for (size_t corner = 0; corner < (size_t)1 << runner->count; corner++) {
		size_t at[GRID_MOST_AXES] = {0};
		for (size_t i = 0; i < runner->count; i++)
			at[i] = corner >> i & 1 ? runner->axis[i].axis->count - 1 : 0;
		struct plan *plan = read_at(runner, at, all);
		if (!plan)
			return -1;
		plan_free(plan);
	}
	return 0;
}

/* The axes that are lanes, or those that are not, as sweep.h walks them. map[k]: index in the grid of the k-th. */
static size_t axes_of(const struct runner *runner, bool lanes, struct sweep_axis *axes, size_t *map)
{
	size_t count = 0;
	for (size_t i = 0; i < runner->count; i++) {
		if (runner->axis[i].is_lanes != lanes)
			continue;
		axes[count] = (struct sweep_axis){NULL, runner->axis[i].number, runner->axis[i].axis->count};
		map[count++] = i;
	}
	return count;
}

/* The index of the point at these places on the axes. */
static size_t point_at(const struct runner *runner, const size_t *at)
{
	size_t point = 0;
	for (size_t i = 0; i < runner->count; i++)
		point = point * runner->axis[i].axis->count + at[i];
	return point;
}

/* Sweeps the lanes with the other axes at `at`, and stores the figures. */
static int run_lanes(struct runner *runner, size_t *at)
{
	static const bool all[GRID_MOST_AXES] = {true, true, true, true};
	struct sweep *whole = &runner->grid->sweep, part;
	struct sweep_axis axes[GRID_MOST_AXES];
	size_t map[GRID_MOST_AXES], place[GRID_MOST_AXES], count = axes_of(runner, true, axes, map);
	struct plan *plan = read_at(runner, at, all);
	int result = -1;
	if (!plan)
		return -1;
	for (size_t k = 0; k < count; k++)
		axes[k].input = plan_find_input(plan, runner->axis[map[k]].axis->key)->value;
	if (sweep_run(plan, axes, count, &part) != 0) {
		runner->diags->out_of_memory = true;
		goto done;
	}
	for (size_t point = 0; point < part.points; point++) {
		sweep_place(axes, count, point, place);
		for (size_t k = 0; k < count; k++)
			at[map[k]] = place[k];
		size_t to = point_at(runner, at);
		whole->horizon[to] = part.horizon[point];
		memcpy(whole->figure + to * whole->options * FIGURE_COUNT,
		       part.figure + point * part.options * FIGURE_COUNT,
		       part.options * FIGURE_COUNT * sizeof *part.figure);
	}
	for (size_t k = 0; k < count; k++)
		at[map[k]] = 0;
	sweep_release(&part);
	result = 0;
done:
	plan_free(plan);
	return result;
}

/* Runs every combination of the axes that are not lanes. */
static int run_all(struct runner *runner)
{
	struct sweep_axis axes[GRID_MOST_AXES];
	size_t map[GRID_MOST_AXES], place[GRID_MOST_AXES], at[GRID_MOST_AXES] = {0};
	size_t count = axes_of(runner, false, axes, map), combinations = sweep_points(axes, count);
	for (size_t i = 0; i < combinations; i++) {
		sweep_place(axes, count, i, place);
		for (size_t k = 0; k < count; k++)
			at[map[k]] = place[k];
		if (run_lanes(runner, at) != 0)
			return -1;
	}
	return 0;
}

/* Allocates everything. Points are counted here: more than SWEEP_MOST_POINTS are an error. */
static int prepare(struct runner *runner, const struct grid_axis *axes, size_t axis_count)
{
	struct grid *grid = runner->grid;
	size_t values = 0, points = 1;
	for (size_t i = 0; i < axis_count; i++) {
		for (size_t k = 0; k < i; k++) {
			if (strcmp(axes[i].key, axes[k].key) == 0) {
				diags_add(runner->diags, SEVERITY_ERROR, runner->place, axes[i].key, "%s",
					  _("given twice"));
				return -1;
			}
		}
		values += axes[i].count;
		points = points > SIZE_MAX / axes[i].count ? SIZE_MAX : points * axes[i].count;
	}
	if (points > SWEEP_MOST_POINTS) {
		diags_add(runner->diags, SEVERITY_ERROR, runner->place, NULL,
			  _("these are more than %d points"), SWEEP_MOST_POINTS);
		return -1;
	}
	grid->number = calloc(values + 1, sizeof *grid->number);
	grid->currency = calloc(values + 1, sizeof *grid->currency);
	grid->value_count = values;
	if (!grid->number || !grid->currency || sweep_new(points, runner->plan->options.count, &grid->sweep) != 0) {
		runner->diags->out_of_memory = true;
		return -1;
	}
	for (size_t i = 0, from = 0; i < axis_count; from += axes[i++].count)
		runner->axis[i] = (struct axis){
			.axis = &axes[i], .number = grid->number + from, .currency = grid->currency + from};
	return 0;
}

int grid_run(const struct plan *plan, const struct grid_axis *axes, size_t axis_count, struct place place,
	     struct diags *diags, struct grid *grid)
{
	struct grid made = {0};
	struct runner runner = {
		.plan = plan, .count = axis_count, .place = place, .diags = diags, .grid = &made};
	int result = prepare(&runner, axes, axis_count);
	if (result == 0)
		result = read_values(&runner);
	if (result == 0)
		result = read_corners(&runner);
	if (result == 0)
		result = run_all(&runner);
	if (result != 0) {
		grid_release(&made);
		return -1;
	}
	*grid = made;
	return 0;
}

void grid_release(struct grid *grid)
{
	sweep_release(&grid->sweep);
	for (size_t i = 0; grid->currency && i < grid->value_count; i++)
		free(grid->currency[i]);
	free(grid->currency);
	free(grid->number);
	*grid = (struct grid){0};
}
