/* Recognises values that are not achievable. */
#include "decide/lever.h"

#include <math.h>

#include "model/tolerance.h"

#define LEAST_UNIT 0.5

static bool is_item(const struct section *section)
{
	return section->kind == SECTION_INFRA || section->kind == SECTION_TEAM || section->kind == SECTION_MONITORING ||
	       section->kind == SECTION_OTHER;
}

static bool is_demand(const struct plan *plan, const struct input *input)
{
	return input->setting == &plan->demand.requests_per_day || input->setting == &plan->demand.growth;
}

/* The month of a moment, whose offset from its base is given. */
static double month_of(const struct plan *plan, const struct value *moment, size_t option, double months)
{
	double launch = setting_number(&plan_option(plan, option)->time_to_market);
	return (moment->moment == MOMENT_LAUNCH ? launch : 0) + months;
}

/* The earliest of launch and benefits that begins at this month or later; INFINITY if there is none. */
static double served_from(const struct plan *plan, size_t option, double month)
{
	double launch = setting_number(&plan_option(plan, option)->time_to_market), first = (double)INFINITY;
	if (launch >= month - TOLERANCE)
		first = launch;
	for (size_t i = 0; i < plan->benefits.count; i++) {
		const struct benefit *benefit = plan_benefit(plan, i);
		const struct value *from = setting_for(&benefit->from, option);
		bool enabled = setting_for(&benefit->enabled, option)->parameter[0] != 0;
		double begins = from && enabled && from->moment != MOMENT_NEVER
					? month_of(plan, from, option, value_best_guess(from))
					: (double)INFINITY;
		if (begins >= month - TOLERANCE)
			first = fmin(first, begins);
	}
	return first;
}

/*
 * An item serves the benefits that begin with it or later, and until its end those launched before. A benefit requires
 * a launch.
 */
static bool leaves_what_it_serves(const struct plan *plan, const struct input *input, size_t option, double value)
{
	double launch = setting_number(&plan_option(plan, option)->time_to_market);
	double before = month_of(plan, input->value, option, value_best_guess(input->value));
	double after = month_of(plan, input->value, option, value);
	if (input->section->kind == SECTION_BENEFIT)
		return input->setting == &((const struct benefit *)input->section)->from &&
		       before >= launch - TOLERANCE && after < launch - TOLERANCE;
	const struct cost_item *item = (const struct cost_item *)input->section;
	if (input->setting == &item->from)
		return after > served_from(plan, option, before) + TOLERANCE;
	return before >= launch - TOLERANCE && after < launch - TOLERANCE;
}

enum lever lever_of(const struct plan *plan, const struct input *input, size_t option, double value,
		    const struct option_figures *now, const struct option_figures *then)
{
	double before = value_best_guess(input->value);
	const struct section *section = input->section;
	if (is_item(section) && input->setting == &((const struct cost_item *)section)->quantity &&
	    value < LEAST_UNIT && before >= LEAST_UNIT)
		return LEVER_UNIT;
	if (input->field->kind == KIND_MOMENT && (is_item(section) || section->kind == SECTION_BENEFIT) &&
	    leaves_what_it_serves(plan, input, option, value))
		return LEVER_START;
	if (is_demand(plan, input) && value < before && now->figure[FIGURE_TOTAL_BENEFIT].value != 0 &&
	    figure_compare(FIGURE_TOTAL_BENEFIT, then->figure[FIGURE_TOTAL_BENEFIT].value,
			   now->figure[FIGURE_TOTAL_BENEFIT].value, now->epsilon) == 0)
		return LEVER_DEMAND;
	return LEVER_CAN;
}
