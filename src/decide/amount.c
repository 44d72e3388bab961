/* Money from the currency it is stated in to the plan's. */
#include "decide/amount.h"

#include <string.h>

static double rate_of(const struct plan *plan, const char *currency)
{
	for (size_t i = 0; i < plan->fx.rates.count; i++) {
		const struct named_setting *rate = &plan->fx.rates.at[i];
		if (strcmp(rate->name, currency) == 0)
			return setting_number(&rate->setting);
	}
	return 1;
}

double amount_of(const struct plan *plan, const struct value *value)
{
	if (!value)
		return 0;
	double amount = value_best_guess(value);
	return value->currency == 0 ? amount : amount * rate_of(plan, plan->currency[value->currency]);
}
