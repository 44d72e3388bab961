/*
 * The last month's cost as a function of demand, from the model: which power of demand an amount follows, and how many
 * units a fleet has.
 */
#include "decide/stairs.h"

#include <math.h>
#include <stdlib.h>

/* A part of an amount, or of a power, this small is rounding. */
static const double rounding = 1e-12;

/* In a later month growth carries demand: an amount is a power of it. */
static int add_power(struct powers *smooth, double amount, double far)
{
	double exponent = log(far / amount) / log(STAIRS_APART), near = round(exponent * 1e6) / 1e6;
	return powers_add(smooth, amount, fabs(exponent - near) < rounding ? near : exponent);
}

/* In the first month demand is given directly: amounts paid per request follow it, all others do not. */
static int add_by_use(struct powers *smooth, double amount, double far)
{
	double by_use = (far - amount) / (STAIRS_APART - 1), fixed = amount - by_use;
	if (fabs(fixed) > rounding * fabs(amount) && powers_add(smooth, fixed, 0) != 0)
		return -1;
	return fabs(by_use) > rounding * fabs(amount) ? powers_add(smooth, by_use, 1) : 0;
}

static int add_parts(const struct cost_part *here, const struct cost_part *far, size_t count, bool first_month,
		     struct stairs *stairs)
{
	int result = 0;
	for (size_t i = 0; result == 0 && i < count; i++) {
		if (here[i].amount == 0)
			continue;
		if (here[i].is_fleet)
			stairs->fleet[stairs->fleet_count++] =
				(struct fleet){here[i].amount, here[i].load, here[i].least};
		else
			result = first_month ? add_by_use(&stairs->smooth, here[i].amount, far[i].amount)
					     : add_power(&stairs->smooth, here[i].amount, far[i].amount);
	}
	return result;
}

int stairs_measure(const struct model *model, const struct workspace *workspace, size_t option, struct stairs *stairs)
{
	int month = model_horizon(model) - 1, result = -1;
	size_t count = model_part_count(model, option);
	struct cost_part *here = calloc(count + 1, sizeof *here), *far = calloc(count + 1, sizeof *far);
	stairs->fleet = calloc(count + 1, sizeof *stairs->fleet);
	if (here && far && stairs->fleet) {
		model_parts(model, workspace, option, month, 0, here);
		model_parts(model, workspace, option, month, 1, far);
		result = add_parts(here, far, count, month == 0, stairs);
	}
	free(here);
	free(far);
	return result;
}
