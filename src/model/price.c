/* Money: currencies and periods. */
#include "model/price.h"

#include <string.h>

#include "model/units.h"

static const struct to_month to_month[] = {
	[PERIOD_HOUR] = {TAPE_MULTIPLY, HOURS_A_MONTH},
	[PERIOD_DAY] = {TAPE_MULTIPLY, DAYS_A_MONTH},
	[PERIOD_MONTH] = {TAPE_MULTIPLY, 1},
	[PERIOD_YEAR] = {TAPE_DIVIDE, MONTHS_A_YEAR},
};

bool period_is_time(enum period period)
{
	return period <= PERIOD_YEAR;
}

struct to_month period_to_month(enum period period)
{
	return to_month[period];
}

const struct setting *currency_rate(const struct plan *plan, int currency)
{
	return currency == 0 ? NULL : &plan->fx.rates.at[currency - 1].setting;
}

double currency_rate_of(const struct plan *plan, const char *code)
{
	if (strcmp(plan->currency[0], code) == 0)
		return 1;
	for (size_t i = 0; i < plan->fx.rates.count; i++)
		if (strcmp(plan->fx.rates.at[i].name, code) == 0)
			return setting_number(&plan->fx.rates.at[i].setting);
	return 0;
}

double money_of(const struct plan *plan, const struct value *value)
{
	const struct setting *rate = value == NULL ? NULL : currency_rate(plan, value->currency);

	if (value == NULL)
		return 0;
	return rate == NULL ? value_best_guess(value) : value_best_guess(value) * setting_number(rate);
}

double money_a_month(const struct plan *plan, const struct value *value)
{
	struct to_month month;

	if (value == NULL)
		return 0;
	month = period_to_month(value->period);
	return tape_fold(month.operation, money_of(plan, value), month.by);
}

double money_a_year(const struct plan *plan, const struct value *value)
{
	if (value == NULL || value->period == PERIOD_YEAR)
		return money_of(plan, value);
	return money_a_month(plan, value) * MONTHS_A_YEAR;
}
