/* Which price of a cost item applies under an option: docs/model.md, "One option, month by month". */
#ifndef PLAN_ITEM_PRICE_H
#define PLAN_ITEM_PRICE_H

#include "plan/plan.h"

struct item_price {
	const struct setting_value *stated; /* NULL: the item has none */
	bool derived;                       /* from the price for the other hosting, by self_hosted_discount */
	enum hosting hosting;               /* where the item runs under the option */
};

/* For a plan that was read, or one being checked. */
struct item_price item_price(const struct plan *plan, const struct cost_item *item, size_t option);

/* The value of item_price; NULL if the item has none. */
const struct value *item_price_value(const struct plan *plan, const struct cost_item *item, size_t option);

#endif
