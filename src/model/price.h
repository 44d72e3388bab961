/*
 * Converts money that a plan states: to the plan's own currency, per month or per year. Which price of an item counts:
 * plan/item_price.h.
 */
#ifndef MODEL_PRICE_H
#define MODEL_PRICE_H

#include "model/tape.h"
#include "plan/plan.h"

/* Converts an amount over a period to one per month: the operation and its second operand. */
struct to_month {
	enum tape_operation operation;
	double by;
};

/* true for periods of time; false for money paid once or per request, which has no monthly amount. */
bool period_is_time(enum period period);
struct to_month period_to_month(enum period period); /* of a period of time */

/* Plan currency per unit of a value's currency; NULL for the plan's own. */
const struct setting *currency_rate(const struct plan *plan, int currency);

/* Plan currency per unit of the currency with this code, at best guess; 0 if the plan has no rate for it. */
double currency_rate_of(const struct plan *plan, const char *code);

/*
 * A money value in the plan's own currency, with the value and the rate at their best guess; 0 for NULL. money_of keeps
 * the value's period; the others need a period of time.
 */
double money_of(const struct plan *plan, const struct value *value);
double money_a_month(const struct plan *plan, const struct value *value);
double money_a_year(const struct plan *plan, const struct value *value);

#endif
