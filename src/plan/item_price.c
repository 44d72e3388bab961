/* `price` takes precedence over the price for the item's hosting, and that over the price for the other hosting. */
#include "plan/item_price.h"

#include "plan/build.h"

struct item_price item_price(const struct plan *plan, const struct cost_item *item, size_t option)
{
	const struct setting_value *price = build_effective(&item->price, option);
	const struct setting_value *managed = build_effective(&item->managed_price, option);
	const struct setting_value *self_hosted = build_effective(&item->self_hosted_price, option);
	enum hosting hosting = plan_hosting(plan, option, item_component(item));
	const struct setting_value *own = hosting == HOSTING_MANAGED ? managed : self_hosted;
	const struct setting_value *other = hosting == HOSTING_MANAGED ? self_hosted : managed;
	const struct setting_value *direct = price ? price : own;
	return (struct item_price){.stated = direct ? direct : other, .derived = !direct && other, .hosting = hosting};
}

const struct value *item_price_value(const struct plan *plan, const struct cost_item *item, size_t option)
{
	const struct setting_value *stated = item_price(plan, item, option).stated;
	return stated ? &stated->value : NULL;
}
