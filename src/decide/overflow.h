/*
 * Overflow: figures that are too large for a double, and the input to blame.
 *
 * Every value of a plan is within its range, yet a growth of 1,000 % a month over ten years, or a capacity of 1e-300,
 * leads beyond 1.8e308. Such a figure has no value (STATUS_OVERFLOW); people are told which input does it.
 */
#ifndef DECIDE_OVERFLOW_H
#define DECIDE_OVERFLOW_H

#include "base/diag.h"
#include "model/figure.h"
#include "plan/plan.h"

/*
 * One warning in diags at the place of the input in the profile: the one that leaves the fewest such figures, then
 * the smallest total cost and benefit, when it alone is given a modest value: 1, and for a share 0. evaluation: of
 * the plan. 0, also where nothing overflows, or -1.
 */
int overflow_warn(const struct plan *plan, const struct evaluation *evaluation, struct diags *diags);

#endif
