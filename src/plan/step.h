/*
 * Inside plan/: one step up or down from a number.
 */
#ifndef PLAN_STEP_H
#define PLAN_STEP_H

#include "plan/kind.h"

/* A kind's step for numbers: all parameters on the value's axis move together, within the field's range. */
bool step_number(struct value *value, const struct value_context *context, int steps);

#endif
