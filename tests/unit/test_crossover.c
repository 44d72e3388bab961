/* Crossovers: closed forms in demand and in time, steps of whole units, and every way not to cross. */
#include "decide/crossover.h"

#include "decide/goal.h"
#include "decide/variant.h"
#include "fail_alloc.h"
#include "model/figure.h"
#include "sample.h"

static struct crossovers find(struct plan *plan)
{
	struct crossovers crossovers = {0};
	assert_int_equal(crossover_find(plan, &crossovers), 0);
	return crossovers;
}

static void hold(const struct crossover *crossover, enum crossover_status status, double demand, int month)
{
	assert_string_equal(crossover_status_id(crossover->status), crossover_status_id(status));
	assert_near(crossover->requests_per_day, demand, 1e-12);
	assert_int_equal(crossover->month, month);
}

/* 3,650 a month against 300 a million requests: the same at 400,000 a day. */
#define FLAT_AGAINST_METERED(growth)                                                                         \
	"[plan]\nhorizon = 24\n[demand]\nrequests_per_day = 200k\ngrowth = " growth "\n"                     \
	"[option.managed]\n[option.own]\ntime_to_market = 3\nhosting = self-hosted\n"                        \
	"[infra.serving]\nmanaged_price = 300/million requests\nself_hosted_price = 3650/month\n"

static void in_the_plan(void **state)
{
	struct plan *plan = sample_plan(FLAT_AGAINST_METERED("10%"));
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 1);
	hold(&crossovers.at[0], CROSSOVER_A_THEN_B, 400e3, 8); /* 1.1^7 is 1.95, 1.1^8 is 2.14 */
	assert_int_equal(crossovers.at[0].a, 0);
	assert_int_equal(crossovers.at[0].b, 1);
	assert_near(crossovers.at[0].cost_a, 3650, 1e-9);
	assert_near(crossovers.at[0].cost_b, 3650, 1e-9);
	crossover_release(&crossovers);
	plan_free(plan);
}

static void at_other_demands(void **state)
{
	static const char *const plans[] = {FLAT_AGAINST_METERED("0%"), FLAT_AGAINST_METERED("1%"),
					    FLAT_AGAINST_METERED("-5%")};
	(void)state;
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		struct plan *plan = sample_plan(plans[i]);
		struct crossovers crossovers = find(plan);
		assert_int_equal(crossovers.count, 1);
		hold(&crossovers.at[0], CROSSOVER_A_THEN_B, 400e3, -1);
		crossover_release(&crossovers);
		plan_free(plan);
	}
}

/* Both are launched only when demand is past it: the months have none, and the last month's demands do. */
static void passed_before_both_run(void **state)
{
	struct plan *plan = sample_plan(FLAT_AGAINST_METERED("10%") "[other.x]\nprice = 0\n");
	struct diags diags = {0};
	struct plan *late = NULL;
	(void)state;
	assert_int_equal(
		source_set(&plan->source, "option.own", "time_to_market", "12", (struct place){0}, &diags),
		0);
	assert_int_equal(plan_from_source(&plan->source, &diags, &late), 0);
	struct crossovers crossovers = find(late);
	assert_int_equal(crossovers.count, 1);
	hold(&crossovers.at[0], CROSSOVER_A_THEN_B, 400e3, -1);
	crossover_release(&crossovers);
	plan_free(late);
	plan_free(plan);
	diags_release(&diags);
}

/* The months never turn, since the flat price begins late; at a demand that the plan passed, the last month's order would be the other one. */
static void passed_without_turning(void **state)
{
	struct plan *plan = sample_plan("[plan]\nhorizon = 24\n[demand]\nrequests_per_day = 200k\ngrowth = "
					"10%\n[option.managed]\n[option.own]\n"
					"[infra.metered]\nprice = 300/million requests\nenabled.own = no\n"
					"[infra.flat]\nprice = 3650\nenabled.managed = no\nfrom = 20\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 1);
	hold(&crossovers.at[0], CROSSOVER_A_THEN_B, 400e3, -1);
	crossover_release(&crossovers);
	plan_free(plan);
}

/* Shrinking demand crosses the other way in time. */
static void downwards(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 24\n[demand]\nrequests_per_day = 1M\ngrowth = -10%\n"
		"[option.managed]\n[option.own]\nhosting = self-hosted\n"
		"[infra.serving]\nmanaged_price = 300/million requests\nself_hosted_price = 3650/month\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 1);
	hold(&crossovers.at[0], CROSSOVER_B_THEN_A, 400e3, 9); /* 0.9^8 is 0.430, 0.9^9 0.387 */
	crossover_release(&crossovers);
	plan_free(plan);
}

/* Quantities with an elasticity follow demand from the first day on: 10 × (D / 1000)^0.5 = 100 at 100,000 a day. */
static void elastic(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 24\n[demand]\nrequests_per_day = 1000\n[option.a]\n[option.b]\n"
		"[other.x]\nprice = 100\nprice.a = 10\nelasticity = 0\nelasticity.a = 0.5\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 1);
	assert_near(crossovers.at[0].requests_per_day, 1e5, 1e-9);
	assert_int_equal(crossovers.at[0].status, CROSSOVER_A_THEN_B);
	crossover_release(&crossovers);
	plan_free(plan);
}

static double cost_at(const struct plan *plan, size_t option, double demand)
{
	struct plan *variant = NULL;
	struct evaluation evaluation;
	assert_int_equal(variant_new(plan, sample_input(plan, "demand.requests_per_day"), demand, &variant),
			 0);
	assert_non_null(variant);
	assert_int_equal(evaluation_new(variant, &evaluation), 0);
	double cost = evaluation.option[option].figure[FIGURE_MONTHLY_COST_AT_END].value;
	evaluation_release(&evaluation);
	plan_free(variant);
	return cost;
}

/* A line crosses a staircase up and down; each crossing is held against the plan with demand a hair less and a hair more. */
static void staircase(void **state)
{
	static const char *const plans[] = {
		"[plan]\nhorizon = 12\n[demand]\nrequests_per_day = 1M\npeak_factor = "
		"2\n[option.managed]\n[option.own]\nhosting = self-hosted\n"
		"[infra.serving]\nmanaged_price = 100/million requests\nself_hosted_price = "
		"600/month\ncapacity.own = 5\nquantity.own = 2\n"
		"[team.ops]\nfte = 0\nfte.own = 0.1\nsalary = 12k\n",
		/* the stairs depend on the month's end */
		"[plan]\nhorizon = 2\n[demand]\nrequests_per_day = 1M\ngrowth = "
		"25%\n[option.managed]\n[option.own]\nhosting = self-hosted\n"
		"[infra.serving]\nmanaged_price = 90/million requests\nself_hosted_price = "
		"300/month\ncapacity.own = 2\n[other.x]\nprice = 0\nprice.own = 200\n",
	};
	(void)state;
	for (size_t p = 0; p < 2; p++) {
		struct plan *plan = sample_plan(plans[p]);
		struct crossovers crossovers = find(plan);
		double scale = p == 0 ? 1 : 1 / 1.25; /* the last month's demand, back to the first day's */
		assert_true(crossovers.count >= 3 && crossovers.count % 2 == 1);
		for (size_t i = 0; i < crossovers.count; i++) {
			const struct crossover *crossover = &crossovers.at[i];
			double demand = crossover->requests_per_day * scale, hair = 1e-7 * demand;
			int sign = crossover->status == CROSSOVER_A_THEN_B ? 1 : -1;
			assert_true(i == 0 || crossover->requests_per_day > crossover[-1].requests_per_day);
			assert_true(i == 0 || crossover->status != crossover[-1].status);
			assert_true(
				sign * (cost_at(plan, 0, demand - hair) - cost_at(plan, 1, demand - hair)) <
				0);
			assert_true(
				sign * (cost_at(plan, 0, demand + hair) - cost_at(plan, 1, demand + hair)) >
				0);
		}
		crossover_release(&crossovers);
		plan_free(plan);
	}
}

/* Not demand but the end of a contract turns it. */
#define CONTRACT                                                                                             \
	"[option.a]\n[option.b]\n[other.contract]\nprice = 50\nprice.b = 0\nuntil = 6\n[other.own]\nprice = "  \
	"0\nprice.b = 20\n[plan]\nhorizon = 12\n"

static void by_the_calendar(void **state)
{
	static const struct {
		const char *text;
		double requests;
	} cases[] = {{CONTRACT "[demand]\nrequests_per_day = 70\n", 70},
		     {CONTRACT "[demand]\nrequests_per_day = 0\n", 0},
		     {CONTRACT, 0}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = sample_plan(cases[i].text);
		struct crossovers crossovers = find(plan);
		assert_int_equal(crossovers.count, 1);
		hold(&crossovers.at[0], CROSSOVER_B_THEN_A, cases[i].requests, 6);
		assert_near(crossovers.at[0].cost_a, 0, 1e-9);
		assert_near(crossovers.at[0].cost_b, 20, 1e-9);
		crossover_release(&crossovers);
		plan_free(plan);
	}
}

/* One after the other, though demand falls. */
static void in_the_order_of_the_months(void **state)
{
	struct plan *plan = sample_plan(CONTRACT "[demand]\nrequests_per_day = 70\ngrowth = -10%\n"
						 "[other.late]\nprice = 30\nprice.b = 0\nfrom = 9\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 2);
	hold(&crossovers.at[0], CROSSOVER_B_THEN_A, 70 * pow(0.9, 6), 6);
	hold(&crossovers.at[1], CROSSOVER_A_THEN_B, 70 * pow(0.9, 9), 9);
	crossover_release(&crossovers);
	plan_free(plan);
}

static void no_crossing(void **state)
{
	static const struct {
		const char *text;
		enum crossover_status status;
	} cases[] = {
		{"[demand]\nrequests_per_day = 5\n[option.a]\n[option.b]\n[other.x]\nprice = 1\nprice.b = "
		 "2\n",
		 CROSSOVER_A_THROUGHOUT},
		{"[demand]\nrequests_per_day = 5\n[option.a]\n[option.b]\n[other.x]\nprice = 3\nprice.b = "
		 "2\n",
		 CROSSOVER_B_THROUGHOUT},
		{"[demand]\nrequests_per_day = 5\n[option.a]\n[option.b]\n[other.x]\nprice = 3\n",
		 CROSSOVER_EQUAL},
		{"[demand]\nrequests_per_day = 5\n[option.a]\n[option.b]\ntime_to_market = "
		 "35.5\n[other.x]\nprice = 3\n",
		 CROSSOVER_NOT_LAUNCHED},
		{"[option.a]\n[option.b]\n[other.x]\nprice = 3\n", CROSSOVER_EQUAL},
		{"[demand]\nrequests_per_day = 0\n[option.a]\n[option.b]\n[other.x]\nprice = 3\nprice.b = 2\n",
		 CROSSOVER_B_THROUGHOUT},
		{"[option.a]\n[option.b]\ntime_to_market = 35.5\n[other.x]\nprice = 3\n", CROSSOVER_NOT_LAUNCHED},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = sample_plan(cases[i].text);
		struct crossovers crossovers = find(plan);
		assert_int_equal(crossovers.count, 1);
		hold(&crossovers.at[0], cases[i].status, 0, -1);
		assert_false(crossover_is_crossing(crossovers.at[0].status));
		crossover_release(&crossovers);
		plan_free(plan);
	}
}

static void all_pairs(void **state)
{
	struct plan *plan = golden_plan("growth");
	struct crossovers crossovers = find(plan);
	(void)state;
	size_t pairs = 0;
	for (size_t i = 0; i < crossovers.count; i++) {
		assert_true(crossovers.at[i].a < crossovers.at[i].b);
		pairs += i == 0 || crossovers.at[i].a != crossovers.at[i - 1].a ||
			 crossovers.at[i].b != crossovers.at[i - 1].b;
	}
	assert_int_equal(pairs, plan->options.count * (plan->options.count - 1) / 2);
	crossover_release(&crossovers);
	plan_free(plan);
}

/* With one month alone there is no growth to carry demand: it is the first day's. */
static void one_month(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 1\n[demand]\nrequests_per_day = "
		"200k\n[option.managed]\n[option.own]\nhosting = self-hosted\n"
		"[infra.serving]\nmanaged_price = 300/million requests\nself_hosted_price = 3650/month\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 1);
	hold(&crossovers.at[0], CROSSOVER_A_THEN_B, 400e3, -1);
	crossover_release(&crossovers);
	plan_free(plan);
}

static int find_and_release(void *context)
{
	struct crossovers crossovers;
	if (crossover_find(context, &crossovers) != 0)
		return -1;
	crossover_release(&crossovers);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct plan *plan = sample_plan(FLAT_AGAINST_METERED("10%"));
	(void)state;
	fail_each_alloc(find_and_release, plan);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_the_plan),
		cmocka_unit_test(at_other_demands),
		cmocka_unit_test(passed_before_both_run),
		cmocka_unit_test(passed_without_turning),
		cmocka_unit_test(downwards),
		cmocka_unit_test(elastic),
		cmocka_unit_test(staircase),
		cmocka_unit_test(by_the_calendar),
		cmocka_unit_test(in_the_order_of_the_months),
		cmocka_unit_test(no_crossing),
		cmocka_unit_test(all_pairs),
		cmocka_unit_test(one_month),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
