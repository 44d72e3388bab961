/* Measures conditions. */
#include "decide/meter.h"

#include <math.h>

#include "model/tolerance.h"
#include "plan/kind.h"

enum { SIDE_BELOW, SIDE_AT, SIDE_ABOVE, SIDE_NONE, SIDE_BITS = 2 };
enum { NOT_MET = SIDE_BELOW, MET = SIDE_AT };

int meter_init(struct meter *meter, const struct solve_task *task, const struct evaluation *now,
	       const struct input *input)
{
	struct meter made = {.task = task, .now = now, .input = input};
	bool is_short = true;
	for (size_t c = 0; c < task->count; c++) {
		const struct condition *condition = &task->condition[c];
		made.has_chances |= condition->is_probability;
		made.has_figures |= !condition->is_probability;
		is_short &= condition->is_probability || objective_short(condition->goal.figure);
	}
	if (made.has_figures && !kind_of(input->field->kind)->is_whole &&
	    objective_init(&made.objective, task->plan, now, input->value, is_short) != 0)
		return -1;
	*meter = made;
	return 0;
}

void meter_release(struct meter *meter)
{
	objective_release(&meter->objective);
}

static void read_figures(struct meter *meter, const double *values, size_t count, double *measure)
{
	size_t options = meter->task->plan->options.count;
	for (size_t at = 0; at < count; at += LANES) {
		int lanes = count - at < LANES ? (int)(count - at) : LANES;
		objective_try(&meter->objective, values + at, lanes);
		for (size_t c = 0; c < meter->task->count; c++) {
			const struct condition *condition = &meter->task->condition[c];
			for (size_t o = 0; o < options && !condition->is_probability; o++)
				objective_read(&meter->objective, o, condition->goal.figure,
					       measure + (c * options + o) * count + at);
		}
	}
}

int meter_read(struct meter *meter, const double *values, size_t count, enum meter_reading reading, double *measure)
{
	const struct chances *chances = meter->task->chances;
	if (meter->has_figures)
		read_figures(meter, values, count, measure);
	if (!meter->has_chances || reading == METER_FIGURES)
		return 0;
	return chances->of(chances->context, meter->task->plan, meter->input, values, count, reading == METER_ROUGH,
			   measure);
}

double meter_measure(const struct meter *meter, size_t condition, size_t option, const double *measure, size_t count,
		     size_t i)
{
	size_t of = condition_option(&meter->task->condition[condition], option);
	return measure[(condition * meter->task->plan->options.count + of) * count + i];
}

double meter_epsilon(const struct meter *meter, size_t condition, size_t option)
{
	return meter->now->option[condition_option(&meter->task->condition[condition], option)].epsilon;
}

enum relation meter_relation(const struct meter *meter, size_t condition, size_t option)
{
	return condition_relation(meter->task->condition, meter->task->count, condition, option);
}

static int side_exactly(const struct goal *limit, double measure)
{
	if (limit->relation != RELATION_EQUAL)
		return MET;
	return isnan(measure)           ? SIDE_NONE
	       : measure > limit->value ? SIDE_ABOVE
	       : measure < limit->value ? SIDE_BELOW
					: SIDE_AT;
}

/*
 * An inequality is tested both to the bit and within rounding, so that the answer lies on the limit itself or, for <
 * and >, just beyond everything equal to it.
 */
static int side_of(const struct goal *limit, double measure, double epsilon)
{
	if (limit->relation != RELATION_EQUAL)
		return goal_holds_exactly(limit, measure) && goal_holds(limit, measure, epsilon) ? MET : NOT_MET;
	return isnan(measure) ? SIDE_NONE : SIDE_AT + figure_compare(limit->figure, measure, limit->value, epsilon);
}

uint64_t meter_sides(const struct meter *meter, size_t option, const double *measure, size_t count, size_t i,
		     bool exactly)
{
	uint64_t sides = 0;
	for (size_t c = 0; c < meter->task->count; c++) {
		struct goal limit = *condition_limit(&meter->task->condition[c]);
		double at = meter_measure(meter, c, option, measure, count, i);
		limit.relation = meter_relation(meter, c, option);
		int side = exactly ? side_exactly(&limit, at) : side_of(&limit, at, meter_epsilon(meter, c, option));
		sides |= (uint64_t)side << (SIDE_BITS * c);
	}
	return sides;
}

uint64_t meter_all_met(const struct meter *meter)
{
	uint64_t sides = 0;
	for (size_t c = 0; c < meter->task->count; c++)
		sides |= (uint64_t)MET << (SIDE_BITS * c);
	return sides;
}

uint64_t meter_chances(const struct meter *meter)
{
	uint64_t bits = 0;
	for (size_t c = 0; c < meter->task->count; c++)
		if (meter->task->condition[c].is_probability)
			bits |= (((uint64_t)1 << SIDE_BITS) - 1) << (SIDE_BITS * c);
	return bits;
}
