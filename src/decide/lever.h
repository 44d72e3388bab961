/*
 * Levers: which values of an input somebody could bring about, and which only a search finds.
 */
#ifndef DECIDE_LEVER_H
#define DECIDE_LEVER_H

#include "model/figure.h"
#include "plan/plan.h"

enum lever {
	LEVER_CAN,
	LEVER_UNIT,  /* less than half a unit, or half a person, of what there is at least half of now */
	LEVER_START, /* an item would start after or end before what it serves; a benefit would start before launch */
	LEVER_DEMAND /* less demand at an unchanged benefit: costs fall at no loss (if the plan has a benefit) */
};

/* Whether the input can be pulled to `value`, for an option whose figures are `now` and would be `then`. */
enum lever lever_of(const struct plan *plan, const struct input *input, size_t option, double value,
		    const struct option_figures *now, const struct option_figures *then);

#endif
