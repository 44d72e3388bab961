/* Zero to within rounding. */
#include "model/tolerance.h"

#include <math.h>

double epsilon_of(double turnover)
{
	return TOLERANCE * turnover;
}

/* The tolerance around a limit. */
static double tolerance_at(double limit)
{
	return isfinite(limit) ? TOLERANCE * fmax(1, fabs(limit)) : 0;
}

static int compare_within(double value, double limit, double tolerance)
{
	double above = value - limit;

	return (above > tolerance) - (above < -tolerance);
}

double figure_tolerance(enum figure figure, double limit, double epsilon)
{
	switch (figure_info(figure)->kind) {
	case FIGURE_KIND_MONEY:
		return epsilon;
	case FIGURE_KIND_UNIT_COST:
		return TOLERANCE * fabs(limit);
	default:
		return tolerance_at(limit);
	}
}

int figure_compare(enum figure figure, double value, double limit, double epsilon)
{
	return compare_within(value, limit, figure_tolerance(figure, limit, epsilon));
}

int number_compare(double value, double limit)
{
	return compare_within(value, limit, tolerance_at(limit));
}

double epsilon_of_figures(const struct figure_value figure[FIGURE_COUNT])
{
	return epsilon_of(fabs(figure[FIGURE_TOTAL_COST].value) + fabs(figure[FIGURE_TOTAL_BENEFIT].value) +
	                  fabs(figure[FIGURE_INCIDENT_LOSS].value));
}
