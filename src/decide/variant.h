/* A variant: the plan with one input at another value, read again from its source like any profile. */
#ifndef DECIDE_VARIANT_H
#define DECIDE_VARIANT_H

#include <stdbool.h>

#include "plan/plan.h"

/*
 * The input's value if it were this number, certain, with the unit, currency and base moment as stated. Needs no
 * release.
 */
struct value variant_value(const struct input *input, double number);

/*
 * True if a number can be put in the place of an input: not for a moment that is never, nor for inputs that shape the
 * calculation (fixed).
 */
bool variant_possible(const struct input *input);

/*
 * Correlations are left out: they do not affect a best guess and may name the input. A plan that is invalid with the
 * number is refused: *variant is then NULL. 0, or -1 when out of memory. Freed by plan_free.
 */
int variant_new(const struct plan *plan, const struct input *input, double number, struct plan **variant);

#endif
