/*
 * A variant: the plan with one input stated otherwise, read again from its source like any profile.
 */
#ifndef DECIDE_VARIANT_H
#define DECIDE_VARIANT_H

#include <stdbool.h>

#include "plan/plan.h"

/*
 * The input's value were it this number, certain, in the unit and currency (and from the moment) that it is stated
 * in. Needs no release.
 */
struct value variant_value(const struct input *input, double number);

/*
 * True for an input that a number can be put into: not what has no number (a moment that never comes) nor what shapes
 * the calculation itself (fixed).
 */
bool variant_possible(const struct input *input);

/*
 * Correlations, which say nothing about a best guess and may name the input, are left out. A plan that does not hold
 * together with the number is refused: then *variant is NULL. 0, or -1 when out of memory. Freed by plan_free.
 */
int variant_new(const struct plan *plan, const struct input *input, double number, struct plan **variant);

#endif
