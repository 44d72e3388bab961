/*
 * Overflow: figures too large for a double, and the input to blame.
 *
 * Every value of a plan may be within its range, and yet a growth of 1,000 % a month over ten years, or a capacity of
 * 1e-300, exceeds 1.8e308. Such a figure has no value (STATUS_OVERFLOW); a warning names the input that causes it.
 */
#ifndef DECIDE_OVERFLOW_H
#define DECIDE_OVERFLOW_H

#include "base/diag.h"
#include "model/figure.h"
#include "plan/plan.h"

/*
 * Adds one warning, at the place in the profile of the input that removes most overflows when it alone is given a
 * modest value (1, or 0 for a share); among equals, the one with the smallest total cost and benefit. evaluation: the
 * plan's. 0, also if nothing overflows, or -1 when out of memory.
 */
int overflow_warn(const struct plan *plan, const struct evaluation *evaluation, struct diags *diags);

#endif
