/*
 * Levers: which values of an input are achievable in practice, not just solutions of a search.
 */
#ifndef DECIDE_LEVER_H
#define DECIDE_LEVER_H

#include "model/figure.h"
#include "plan/plan.h"

enum lever {
	LEVER_CAN,
	LEVER_UNIT,  /* below half a unit or half a person, where there is at least half of one now */
	LEVER_START, /* an item would miss part of the benefits it serves; a benefit would precede launch */
	LEVER_DEMAND /* less demand with an unchanged benefit, if the plan has one: savings at no loss */
};

/* Whether `value` is achievable for an option whose figures are `now` and would be `then`. */
enum lever lever_of(const struct plan *plan, const struct input *input, size_t option, double value,
		    const struct option_figures *now, const struct option_figures *then);

#endif
