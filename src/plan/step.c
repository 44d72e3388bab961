/* One step up or down from a number: a tenth of the place value of its first digit. */
#include "plan/step.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "plan/distribution.h"
#include "plan/range.h"

/* Rounded to 12 digits, as the shortest decimal. */
static double rounded(double number)
{
	char text[40];
	double result = number;
	snprintf(text, sizeof text, "%.12g", number);
	number_parse(text, &result);
	return result;
}

/* The smallest step away from 0. */
static double least_step(const struct value_context *context)
{
	const char *unit = context->field->unit;
	bool in_tenths = unit && (strcmp(unit, "people") == 0 || strcmp(unit, "months") == 0);
	return in_tenths && !context->kind->is_percent && !context->kind->is_money ? 0.1 : context->kind->least_step;
}

/* The step at a number. */
static double step_at(double number, double least)
{
	double size = fabs(number);
	if (size < least * (1 - 1e-9))
		return least;
	return pow(10, floor(log10(size) + 1e-9) - 1);
}

/* One step: up from x by the step at x; down such that a step up returns to x. */
static double moved_once(double number, int direction, const struct value_context *context)
{
	double least = least_step(context);
	if (context->kind->is_whole)
		return number + direction;
	if (!(fabs(number) > least / 2))
		return direction * context->kind->first_step;
	bool away = (number > 0) == (direction > 0);
	double step = fmax(least, step_at(away ? number : number * (1 - 1e-6), least));
	return rounded(round((number + direction * step) / step) * step);
}

/* The number, or the end of the range beyond which it lies; NaN beyond an open end. */
static double held_in_range(double number, const struct field *field)
{
	if (range_holds(field, number))
		return number;
	if (number <= field->low)
		return field->low_open ? (double)NAN : field->low;
	return field->high_open ? (double)NAN : field->high;
}

bool step_number(struct value *value, const struct value_context *context, int steps)
{
	double from = value_best_guess(value), to = from;
	int direction = steps > 0 ? 1 : -1;
	for (int i = 0; i < steps * direction; i++) {
		double next = held_in_range(moved_once(to, direction, context), context->field);
		if (isnan(next))
			break;
		to = next;
	}
	if (value->distribution == DIST_POINT) {
		value->parameter[0] = to;
		return true;
	}
	bool by_factor = value->distribution == DIST_TO_LOGNORMAL;
	double shift = by_factor ? 0 : to - from;
	double factor = by_factor && from > 0 ? to / from : 1;
	if (factor <= 0)
		return false;
	for (int i = 0; i < distribution_located(value->distribution); i++)
		value->parameter[i] = rounded((value->parameter[i] + shift) * factor);
	return true;
}
