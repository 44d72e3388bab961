/*
 * Months for people. The model counts months t = 0, 1, …; people count from 1: month 1 is the first in every column,
 * sentence and view. An instant t is never a month: it is "after t months".
 */
#ifndef PLAN_MONTH_H
#define PLAN_MONTH_H

#include <stdbool.h>

#include "plan/plan.h"

enum { MONTH_TEXT_SIZE = 48 };

/* The number of month t: 24 for t = 23. */
int month_number(int t);

/* "2027-05", the date of month t; false, and an empty text, if the plan does not state its start. */
bool month_date(const struct plan *plan, int t, char text[MONTH_TEXT_SIZE]);

/* "24 (2027-05)", or "24" without a date. Returns text. */
const char *month_text(const struct plan *plan, int t, char text[MONTH_TEXT_SIZE]);

#endif
