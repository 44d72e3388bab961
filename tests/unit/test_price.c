/* Prices, units of time and single terms: what the audit and the checks ask, by hand. */
#include "model/price.h"

#include "model/best_guess.h"
#include "model/evaluator.h"
#include "plan/item_price.h"
#include "sample.h"

#define OPTIONS "[option.rent]\ntime_to_market = 2\nhosting = managed\n[option.own]\ntime_to_market = 1\nhosting = self-hosted\n"

static const struct cost_item *item_called(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->items.count; i++)
		if (strcmp(plan_item(plan, i)->section.id, id) == 0)
			return plan_item(plan, i);
	return NULL;
}

static void the_price_that_counts(void **state)
{
	struct plan *plan = sample_plan(OPTIONS "[infra.both]\nmanaged_price = 1\nself_hosted_price = 2\n"
	                                        "[infra.one]\nmanaged_price = 3\n[infra.plain]\nprice = 4\nmanaged_price = 5\n");
	static const struct {
		const char *id;
		double price[2];
		bool derived[2];
	} cases[] = {{"both", {1, 2}, {false, false}}, {"one", {3, 3}, {false, true}}, {"plain", {4, 4}, {false, false}}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t option = 0; option < 2; option++) {
			struct item_price price = item_price(plan, item_called(plan, cases[i].id), option);

			assert_near(value_best_guess(&price.stated->value), cases[i].price[option], 0);
			assert_int_equal(price.derived, cases[i].derived[option]);
			assert_int_equal(price.hosting, option == 0 ? HOSTING_MANAGED : HOSTING_SELF_HOSTED);
			assert_ptr_equal(item_price_value(plan, item_called(plan, cases[i].id), option), &price.stated->value);
		}
	plan_free(plan);
}

static void money_by_the_month_and_the_year(void **state)
{
	struct plan *plan = sample_plan("[fx]\nUSD = 0.5\n[option.a]\n[infra.h]\nprice = 2/hour\n[infra.d]\nprice = 12/day\n"
	                                "[infra.m]\nprice = 7\n[infra.y]\nprice = 24 USD/year\n");
	static const struct {
		const char *id;
		double a_month;
	} cases[] = {{"h", 1460}, {"d", 365}, {"m", 7}, {"y", 1}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct value *price = setting_common(&item_called(plan, cases[i].id)->price);

		assert_near(money_a_month(plan, price), cases[i].a_month, 1e-15);
		assert_near(money_a_year(plan, price), 12 * cases[i].a_month, 1e-15);
	}
	assert_near(money_of(plan, NULL), 0, 0);
	assert_near(money_a_month(plan, NULL), 0, 0);
	assert_near(currency_rate_of(plan, "USD"), 0.5, 0);
	assert_near(currency_rate_of(plan, "EUR"), 1, 0);
	assert_near(currency_rate_of(plan, "GBP"), 0, 0);
	plan_free(plan);
}

static void single_terms(void **state)
{
	struct plan *plan = sample_plan(OPTIONS "[demand]\nrequests_per_day = 864k\ngrowth = 10%\npeak_factor = 3\n"
	                                        "[business]\nannual_revenue = 36.5M\n[incidents]\nper_year = 1\n"
	                                        "[incident.x]\nshare = 1\nloss = 20%\nmargin = 50%\nduration = 2\n"
	                                        "[infra.a]\nprice = 1\nfrom = launch+0.5\nuntil = 4.25\n");
	const struct cost_item *item = item_called(plan, "a");

	(void)state;
	assert_near(moment_of(plan, &item->from, 0), 2.5, 0);
	assert_near(moment_of(plan, &item->from, 1), 1.5, 0);
	assert_near(active_part_of(plan, &item->from, &item->until, 0, 1), 0, 0);
	assert_near(active_part_of(plan, &item->from, &item->until, 0, 2), 0.5, 0);
	assert_near(active_part_of(plan, &item->from, &item->until, 0, 4), 0.25, 0);
	assert_near(launched_part_of(plan, 0, 1), 0, 0);
	assert_near(launched_part_of(plan, 0, 2), 1, 0);
	assert_near(demand_of(plan, 2), 1.21, 1e-14);
	assert_near(requests_a_day_of(plan, 1), 950400, 1e-14);
	assert_near(mean_rate_of(plan), 10, 1e-15);
	assert_near(peak_rate_of(plan), 30, 1e-15);
	assert_near(incident_day_of(plan, plan_incident(plan, 0), 0), 10000, 1e-14);
	plan_free(plan);
}

/* People follow demand to their elasticity, fleets its peak; money does not come in. */
static void units_of_items(void **state)
{
	struct plan *plan = sample_plan("[plan]\nhorizon = 12\n" OPTIONS
	                                "[demand]\nrequests_per_day = 864k\ngrowth = 10%\n[team.dev]\nsalary = 90k\nfte = 2\nelasticity = 1\n"
	                                "[team.ops]\nsalary = 60k\nfte = 1\ncapacity = 4\n[other.once]\nprice = 5 once\n"
	                                "[benefit.b]\nannual_value = 1M\n");
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_UNITS, .launch_of = -1};
	struct evaluator evaluator;

	(void)state;
	assert_int_equal(evaluator_init(&evaluator, &spec, 0), 0);
	evaluator_load(&evaluator, NULL, 1);
	for (size_t option = 0; option < 2; option++) {
		struct flows flows = evaluator_flows(&evaluator, option);

		assert_int_equal(flows.rows, 4);
		for (int t = 0; t < flows.horizon; t++) {
			assert_near(flows.month[t][0], 2 * pow(1.1, t), 1e-12);
			assert_near(flows.month[flows.horizon + t][0], ceil(10 * pow(1.1, t + 1) / 4 - 1e-9), 0);
			assert_near(flows.month[2 * flows.horizon + t][0], 0, 0);
			assert_near(flows.month[3 * flows.horizon + t][0], 0, 0);
		}
		for (int row = 0; row < 4; row++)
			assert_false(flows.has_once[row]);
	}
	evaluator_release(&evaluator);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_price_that_counts),
		cmocka_unit_test(money_by_the_month_and_the_year),
		cmocka_unit_test(single_terms),
		cmocka_unit_test(units_of_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
