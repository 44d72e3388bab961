/* Properties of a value: its distribution, its unit. The kinds read and print it. */
#include "plan/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plan/field.h"

static const char *const period_names[PERIOD_COUNT] = {
	[PERIOD_HOUR] = "hour",
	[PERIOD_DAY] = "day",
	[PERIOD_MONTH] = "month",
	[PERIOD_YEAR] = "year",
	[PERIOD_MILLION_REQUESTS] = "million requests",
	[PERIOD_ONCE] = "once",
};

const char *period_name(enum period period)
{
	return period < PERIOD_COUNT ? period_names[period] : "";
}

const char *value_unit(const struct value *value, const struct field *field)
{
	static const struct {
		const char *many, *one;
	} units[] = {{"months", N_("month")}, {"people", N_("person")}, {"days", N_("day")},
		     {"hours", N_("hour")},   {"users", N_("user")},    {"incidents", N_("incident")}};
	bool one = value->distribution == DIST_POINT && value->parameter[0] == 1;
	for (size_t i = 0; one && field->unit && i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(field->unit, units[i].many) == 0)
			return _(units[i].one);
	}
	return field->unit ? _(field->unit) : NULL;
}

void value_release(struct value *value)
{
	free(value->text);
	value->text = NULL;
}

bool value_is_uncertain(const struct value *value)
{
	switch (value->distribution) {
	case DIST_POINT: return false;
	case DIST_NORMAL: return value->parameter[1] > 0;
	case DIST_TRIANGULAR:
	case DIST_PERT: return value->parameter[0] < value->parameter[2];
	case DIST_UNIFORM:
	case DIST_TO_NORMAL:
	case DIST_TO_LOGNORMAL: return value->parameter[0] < value->parameter[1];
	}
	return false;
}

double value_best_guess(const struct value *value)
{
	const double *parameter = value->parameter;
	switch (value->distribution) {
	case DIST_POINT:
	case DIST_NORMAL: return parameter[0];
	case DIST_TRIANGULAR:
	case DIST_PERT: return parameter[1];
	case DIST_UNIFORM:
	case DIST_TO_NORMAL: return parameter[0] == parameter[1] ? parameter[0] : (parameter[0] + parameter[1]) / 2;
	case DIST_TO_LOGNORMAL:
		return parameter[0] == parameter[1] ? parameter[0] : sqrt(parameter[0]) * sqrt(parameter[1]);
	}
	return parameter[0];
}

static bool same_number(double a, double b)
{
	return memcmp(&a, &b, sizeof(a)) == 0;
}

bool value_normal(const struct value *value, double *mean, double *deviation)
{
	const double z_95 = 1.6448536269514722; /* the standard normal's P95 */
	double low = value->parameter[0], high = value->parameter[1];
	switch (value->distribution) {
	case DIST_NORMAL:
		*mean = low;
		*deviation = high;
		return true;
	case DIST_TO_LOGNORMAL:
		low = log(low);
		high = log(high);
		break;
	case DIST_TO_NORMAL: break;
	default: return false;
	}
	*mean = (low + high) / 2;
	*deviation = (high - low) / (2 * z_95);
	return true;
}

/* The share of a normal distribution's draws that lie `distance` or more from its mean, on one side. */
static double normal_tail(double distance, double deviation)
{
	return 0.5 * erfc(distance / deviation * 0.70710678118654752440);
}

double value_share_beyond(const struct value *value, const struct field *field)
{
	bool of_logarithm = value->distribution == DIST_TO_LOGNORMAL;
	double mean, deviation, share = 0;
	if (!value_is_uncertain(value) || !value_normal(value, &mean, &deviation))
		return 0;
	if (field->low_open && !(of_logarithm && field->low <= 0))
		share += normal_tail(mean - (of_logarithm ? log(field->low) : field->low), deviation);
	if (field->high_open)
		share += normal_tail((of_logarithm ? log(field->high) : field->high) - mean, deviation);
	return share;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind || a->distribution != b->distribution || a->currency != b->currency ||
	    a->period != b->period || a->moment != b->moment)
		return false;
	for (int i = 0; i < 3; i++) {
		if (!same_number(a->parameter[i], b->parameter[i]))
			return false;
	}
	if (!a->text || !b->text)
		return a->text == b->text;
	return strcmp(a->text, b->text) == 0;
}
