/*
 * What money that a plan states comes to: in the plan's own currency, a month or a year. Which price of an item
 * counts: plan/item_price.h.
 */
#ifndef MODEL_PRICE_H
#define MODEL_PRICE_H

#include "model/tape.h"
#include "plan/plan.h"

/* What turns an amount over a period into one a month: the operation and its second operand. */
struct to_month {
	enum tape_operation operation;
	double by;
};

/* true for the periods of time; what is paid once or by the request is not paid by the month. */
bool period_is_time(enum period period);
struct to_month period_to_month(enum period period); /* of a period of time */

/* Plan currency for one of a value's; NULL for the plan's own. */
const struct setting *currency_rate(const struct plan *plan, int currency);

/* Plan currency for one of the currency of this code, at best guess; 0 where the plan has no rate for it. */
double currency_rate_of(const struct plan *plan, const char *code);

/*
 * A money value at the best guess of itself and of its currency's rate, in the plan's own currency; 0 for NULL.
 * money_of leaves its period alone; the others are for periods of time.
 */
double money_of(const struct plan *plan, const struct value *value);
double money_a_month(const struct plan *plan, const struct value *value);
double money_a_year(const struct plan *plan, const struct value *value);

#endif
