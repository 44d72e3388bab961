/*
 * Zero to within rounding: when two amounts, a figure and a limit, or a moment and a whole month count as equal.
 *
 * 12 times a twelfth of 100,000 is not 100,000 to the bit. What a plan meets to the cent, it must meet despite binary
 * fractions; docs/model.md, "Zero to within rounding", states the tolerances. They are in code here alone.
 */
#ifndef MODEL_TOLERANCE_H
#define MODEL_TOLERANCE_H

#include <math.h>

#include "base/number.h"
#include "model/figure.h"

#define TOLERANCE NUMBER_TOLERANCE

/* The epsilon of an option with this turnover: total_cost + total_benefit + incident_loss, in the plan's currency. */
double epsilon_of(double turnover);

/* The same, from the figures of an option. */
double epsilon_of_figures(const struct figure_value figure[FIGURE_COUNT]);

/* How far a figure may miss a limit and still meet it; both in the figure's unit in files. epsilon: the option's. */
double figure_tolerance(enum figure figure, double limit, double epsilon);

/* -1: below the limit; 0: equal to it within rounding; 1: above. Neither number may be NaN. */
int figure_compare(enum figure figure, double value, double limit, double epsilon);

/*
 * The same for a number that is not a figure of an option (a budget, a head count, requests per day): equal within
 * TOLERANCE x max(1, |limit|). The limit may be infinite.
 */
int number_compare(double value, double limit);

/*
 * Whole months at or before, and at or after, a moment; what is within TOLERANCE of a whole month is that month. In the
 * kernel's loops over lanes, so no calls.
 */
static inline double moment_floor(double moment)
{
	return floor(moment + TOLERANCE);
}

static inline double moment_ceil(double moment)
{
	return ceil(moment - TOLERANCE);
}

/*
 * The whole number of units that a load needs, at least `least`; a load that fits exactly within rounding needs no
 * further unit.
 */
static inline double whole_units(double load, double least)
{
	double units = ceil(load - TOLERANCE);

	return units > least ? units : least;
}

#endif
