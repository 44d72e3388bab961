/*
 * A sum of money as the plan states it, in the plan's own currency.
 */
#ifndef DECIDE_AMOUNT_H
#define DECIDE_AMOUNT_H

#include "plan/plan.h"

/* The best guess of a money value by the best guess of its currency's rate, its period left alone; 0 for NULL. */
double amount_of(const struct plan *plan, const struct value *value);

#endif
