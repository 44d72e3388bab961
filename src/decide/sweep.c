/* A sweep: the points of a grid, a block of lanes at a time. */
#include "decide/sweep.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/evaluator.h"

size_t sweep_points(const struct sweep_axis *axes, size_t axis_count)
{
	size_t points = 1;
	for (size_t i = 0; i < axis_count; i++) {
		if (axes[i].count && points > SIZE_MAX / axes[i].count)
			return SIZE_MAX;
		points *= axes[i].count;
	}
	return points;
}

void sweep_place(const struct sweep_axis *axes, size_t axis_count, size_t point, size_t *at)
{
	for (size_t i = axis_count; i > 0; i--) {
		at[i - 1] = point % axes[i - 1].count;
		point /= axes[i - 1].count;
	}
}

/* Writes the axes' values at the points from `point` on. place: room for the place on every axis. */
static void fill(const struct sweep_axis *axes, size_t axis_count, size_t point, int lanes,
		 double (*values)[LANES], size_t *place)
{
	for (int l = 0; l < lanes; l++) {
		sweep_place(axes, axis_count, point + (size_t)l, place);
		for (size_t i = 0; i < axis_count; i++)
			values[i][l] = axes[i].value[place[i]];
	}
}

static void keep(const struct evaluator *evaluator, size_t point, int lanes, struct sweep *sweep)
{
	for (int l = 0; l < lanes; l++) {
		const struct option_figures *figures = &evaluator->figures[(size_t)l * sweep->options];
		sweep->horizon[point + (size_t)l] = figures[0].horizon;
		for (size_t o = 0; o < sweep->options; o++)
			memcpy(sweep->figure + ((point + (size_t)l) * sweep->options + o) * FIGURE_COUNT,
			       figures[o].figure, FIGURE_COUNT * sizeof *sweep->figure);
	}
}

int sweep_new(size_t points, size_t options, struct sweep *sweep)
{
	struct sweep made = {.points = points, .options = options};
	made.figure = calloc(points * options * FIGURE_COUNT + 1, sizeof *made.figure);
	made.horizon = calloc(points + 1, sizeof *made.horizon);
	if (!made.figure || !made.horizon) {
		sweep_release(&made);
		return -1;
	}
	*sweep = made;
	return 0;
}

int sweep_run(const struct plan *plan, const struct sweep_axis *axes, size_t axis_count, struct sweep *sweep)
{
	size_t points = sweep_points(axes, axis_count);
	struct sweep made = {0};
	struct evaluator evaluator = {0};
	const struct value **inputs = calloc(axis_count + 1, sizeof *inputs);
	double(*values)[LANES] = calloc(axis_count + 1, sizeof *values);
	size_t *place = calloc(axis_count + 1, sizeof *place);
	int result = -1;
	if (!inputs || !values || !place || points > SWEEP_MOST_POINTS ||
	    sweep_new(points, plan->options.count, &made) != 0)
		goto done;
	for (size_t i = 0; i < axis_count; i++)
		inputs[i] = axes[i].input;
	if (evaluator_init_figures(&evaluator, plan, inputs, axis_count) != 0)
		goto done;
	for (size_t point = 0; point < made.points; point += LANES) {
		int lanes = made.points - point < LANES ? (int)(made.points - point) : LANES;
		fill(axes, axis_count, point, lanes, values, place);
		evaluator_run(&evaluator, (const double (*)[LANES])values, lanes);
		keep(&evaluator, point, lanes, &made);
	}
	*sweep = made;
	made = (struct sweep){0};
	result = 0;
done:
	evaluator_release(&evaluator);
	sweep_release(&made);
	free(place);
	free(values);
	free(inputs);
	return result;
}

void sweep_release(struct sweep *sweep)
{
	free(sweep->figure);
	free(sweep->horizon);
	*sweep = (struct sweep){0};
}

const struct figure_value *sweep_figure(const struct sweep *sweep, size_t point, size_t option,
					enum figure figure)
{
	return &sweep->figure[(point * sweep->options + option) * FIGURE_COUNT + figure];
}
