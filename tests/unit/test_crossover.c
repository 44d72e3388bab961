/* Crossovers: closed forms in demand and in time, steps of whole units, and every way not to cross. */
#include "decide/crossover.h"

#include <math.h>

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

/* The own option also has a cost that grows as the square of demand: 10^-11 D^2 - 0.009125 D + 3650 = 0 has two roots, of which the months pass one. */
static void beyond_what_the_plan_passes(void **state)
{
	static const struct {
		const char *text;
		int month;
	} cases[] = {
#define SQUARE "[other.square]\nprice = 0\nprice.own = 0.4\nelasticity = 2\n"
		{FLAT_AGAINST_METERED("10%") SQUARE, 8},
		{FLAT_AGAINST_METERED("0%") SQUARE, -1},
	};
	const double root = sqrt(0.009125 * 0.009125 - 4e-11 * 3650);
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = sample_plan(cases[i].text);
		struct crossovers crossovers = find(plan);
		assert_int_equal(crossovers.count, 2);
		assert_int_equal(crossovers.at[0].status, CROSSOVER_A_THEN_B);
		assert_near(crossovers.at[0].requests_per_day, (0.009125 - root) / 2e-11, 1e-9);
		assert_int_equal(crossovers.at[0].month, cases[i].month);
		assert_int_equal(crossovers.at[1].status, CROSSOVER_B_THEN_A);
		assert_near(crossovers.at[1].requests_per_day, (0.009125 + root) / 2e-11, 1e-9);
		assert_int_equal(crossovers.at[1].month, -1);
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

/*
 * An API by the request against machines of the same price to within 4 %: n machines cost less above 4 M x n requests a day, and the API does again above
 * 4.145472 M x n, where the machine n + 1 is needed, up to 27 of them.
 */
static void every_stair(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 12\n[demand]\nrequests_per_day = 3287671\n[option.api]\n[option.self]\n"
		"[infra.tokens]\nprice.api = 30 /million requests\nprice.self = 0\n"
		"[infra.gpu]\nprice = 3650\ncapacity.self = 47.98\nquantity.self = 1\nenabled.api = no\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	assert_int_equal(crossovers.count, 55);
	for (size_t i = 0; i < crossovers.count; i++) {
		double n = (double)(i / 2 + 1);
		assert_near(crossovers.at[i].requests_per_day, (i % 2 ? 4145472 : 4e6) * n, 2e-9);
		assert_int_equal(crossovers.at[i].status, i % 2 ? CROSSOVER_B_THEN_A : CROSSOVER_A_THEN_B);
		assert_int_equal(crossovers.at[i].month, -1);
	}
	crossover_release(&crossovers);
	plan_free(plan);
}

/* A machine costs to the cent what the API takes for what it serves, and the API a little more each month: there is no end to it. */
static void stairs_without_end(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 12\n[demand]\nrequests_per_day = 10M\n[option.api]\n[option.self]\n"
		"[infra.serving]\nprice.api = 30 /million requests\nprice.self = 3650\ncapacity.self = 46.2962962962963\n"
		"quantity.self = 1\n[other.fee]\nprice = 1000\nprice.self = 0\n");
	struct crossovers crossovers = find(plan);
	(void)state;
	/* 2,500 machines at a thousand times the plan's demand: 2,500 times on, 2,499 times back, and the row that says so */
	assert_int_equal(crossovers.count, 5000);
	for (size_t i = 0; i + 1 < crossovers.count; i++)
		assert_true(crossover_is_crossing(crossovers.at[i].status));
	assert_string_equal(crossover_status_id(crossovers.at[4999].status), "more");
	assert_near(crossovers.at[4999].requests_per_day, 10e9, 1e-12);
	crossover_release(&crossovers);
	plan_free(plan);
}

/* So many units that one more is no other number: where they begin is where the walk ends. */
static void stairs_too_fine(void **state)
{
	static const char *const units[] = {"price.self = 36.5\ncapacity.self = 4.62962962962963e-1\n",
					    "price.self = 3650e-12\ncapacity.self = 4.62962962962963e-11\n",
					    "price.self = 3650e-17\ncapacity.self = 4.62962962962963e-16\n",
					    "price.self = 3650e-300\ncapacity.self = 4.62962962962963e-299\n"};
	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		char text[512];
		snprintf(text, sizeof text,
			 "[plan]\nhorizon = 12\n[demand]\nrequests_per_day = 10M\n[option.api]\n[option.self]\n"
			 "[infra.serving]\nprice.api = 30 /million requests\n%s",
			 units[i]);
		struct plan *plan = sample_plan(text);
		struct crossovers crossovers = find(plan);
		assert_string_equal(crossover_status_id(crossovers.at[crossovers.count - 1].status), "more");
		crossover_release(&crossovers);
		plan_free(plan);
	}
}

/* --- made-up plans against a dense scan of their own arithmetic --- */

enum { MOST_ITEMS = 6, SCANNED = 30000 };

enum item_kind { ITEM_FLAT, ITEM_METERED, ITEM_ELASTIC, ITEM_FLEET, ITEM_KINDS };

/* What an item costs under options a and b. */
struct made_item {
	enum item_kind kind;
	double price[2], quantity, elasticity, capacity[2];
};

struct made_plan {
	int horizon, count;
	double requests, growth, peak_factor;
	struct made_item item[MOST_ITEMS];
};

static double made_cost(const struct made_plan *made, int option, double demand)
{
	double cost = 0;
	for (int i = 0; i < made->count; i++) {
		const struct made_item *item = &made->item[i];
		double price = item->price[option];
		double peak = demand * made->peak_factor * (1 + made->growth) / 86400;
		double grown = made->horizon > 1 ? pow(demand / made->requests, item->elasticity) : 1;
		cost += item->kind == ITEM_FLAT      ? price * item->quantity
			: item->kind == ITEM_METERED ? price * demand * 365 / 12 / 1e6 * item->quantity
			: item->kind == ITEM_ELASTIC ? price * item->quantity * grown
						     : price * fmax(item->quantity, ceil(peak / item->capacity[option] - 1e-9));
	}
	return cost;
}

/* Two fleets step at one demand to within this: an exact fit is forgiven 1e-9 of a unit. */
#define HAIR 4e-9

static int made_order(const struct made_plan *made, double demand)
{
	double a = made_cost(made, 0, demand), b = made_cost(made, 1, demand);
	return fabs(a - b) <= 1e-11 * (a + b) ? 0 : a < b ? -1 : 1;
}

/* Round numbers now and then, so that stairs coincide. */
static double made_number(uint64_t *random, double low, double high)
{
	double number = low * pow(high / low, sample_random(random)), digits = sample_random(random) < 0.5 ? 1 : 4;
	double unit = pow(10, floor(log10(number)) - digits + 1);
	return round(number / unit) * unit;
}

static void make_item(uint64_t *random, struct made_item *item)
{
	static const double powers[] = {0.5, 0.7, 1, 1.25, -0.4};
	item->kind = (enum item_kind)(ITEM_KINDS * sample_random(random));
	item->quantity = item->kind == ITEM_METERED ? 1 : floor(8 * sample_random(random)) / 2 + (item->kind != ITEM_FLEET);
	item->elasticity = item->kind == ITEM_ELASTIC ? powers[(int)(5 * sample_random(random))] : 0;
	for (int o = 0; o < 2; o++) {
		item->price[o] = sample_random(random) < 0.35 ? 0 : made_number(random, item->kind == ITEM_METERED ? 1 : 50, item->kind == ITEM_METERED ? 300 : 5000);
		item->capacity[o] = o > 0 && sample_random(random) < 0.4 ? item->capacity[0] : made_number(random, 2, 200);
	}
}

/* Two fleets, or what is paid by the request and a fleet, that cost the same to within some per cent as demand rises: where stairs cross most. */
static void make_rivals(uint64_t *random, const struct made_plan *made, struct made_item *a, struct made_item *b)
{
	double near = 1 + 0.16 * (sample_random(random) - 0.5), rate = made->peak_factor * (1 + made->growth) / 86400;
	make_item(random, a);
	make_item(random, b);
	*a = (struct made_item){.kind = sample_random(random) < 0.5 ? ITEM_METERED : ITEM_FLEET,
				.price = {made_number(random, 50, 500), 0},
				.quantity = 1,
				.capacity = {a->capacity[0], a->capacity[0]}};
	*b = (struct made_item){.kind = ITEM_FLEET, .quantity = b->quantity, .capacity = {b->capacity[0], b->capacity[0]}};
	double slope = a->kind == ITEM_METERED ? a->price[0] * 365 / 12 / 1e6 : a->price[0] * rate / a->capacity[0];
	b->price[1] = round(slope * near * b->capacity[1] / rate * 100) / 100;
}

static struct plan *make_plan(uint64_t *random, struct made_plan *made)
{
	static const double growths[] = {0, 0, 0.03, -0.02};
	struct bytes text = {0};
	*made = (struct made_plan){.horizon = sample_random(random) < 0.2 ? 1 : 12,
				   .count = 2 + (int)((MOST_ITEMS - 1) * sample_random(random)),
				   .requests = made_number(random, 1e4, 1e8),
				   .growth = growths[(int)(4 * sample_random(random))],
				   .peak_factor = made_number(random, 1, 4)};
	bytes_add_format(&text,
			 "[plan]\nhorizon = %d\n[demand]\nrequests_per_day = %.17g\ngrowth = %.17g\npeak_factor = %.17g\n"
			 "[option.a]\n[option.b]\n",
			 made->horizon, made->requests, made->growth, made->peak_factor);
	for (int i = 0; i < made->count; i++)
		make_item(random, &made->item[i]);
	if (sample_random(random) < 0.6)
		make_rivals(random, made, &made->item[0], &made->item[1]);
	for (int i = 0; i < made->count; i++) {
		struct made_item *item = &made->item[i];
		const char *unit = item->kind == ITEM_METERED ? " /million requests" : "";
		bytes_add_format(&text, "[infra.i%d]\nprice = %.17g%s\nprice.b = %.17g%s\nquantity = %g\n", i, item->price[0], unit,
				 item->price[1], unit, item->quantity);
		if (item->kind == ITEM_ELASTIC)
			bytes_add_format(&text, "elasticity = %g\n", item->elasticity);
		if (item->kind == ITEM_FLEET)
			bytes_add_format(&text, "capacity = %.17g\ncapacity.b = %.17g\n", item->capacity[0], item->capacity[1]);
	}
	assert_false(text.failed);
	struct plan *plan = sample_plan(bytes_text(&text));
	bytes_release(&text);
	return plan;
}

/* What is at other demands is the scan's: behind it, every turn has a row, and every row is a turn. Demands that the months stand for are left out. */
static size_t hold_to_scan(const struct made_plan *made, const struct crossovers *crossovers)
{
	double last_growth = pow(1 + made->growth, made->horizon - 1), end = 1e12;
	double low = made->requests * fmin(1, last_growth), high = made->requests * fmax(1, last_growth);
	size_t at = 0, first;
	while (at < crossovers->count && crossovers->at[at].month >= 0)
		at++;
	first = at;
	if (crossovers->count > 0 && strcmp(crossover_status_id(crossovers->at[crossovers->count - 1].status), "more") == 0)
		end = crossovers->at[crossovers->count - 1].requests_per_day;
	assert_true(end >= 999 * high);
	int last = 0;
	for (int i = 0; i <= SCANNED; i++) {
		double demand = pow(10, 12.0 * i / SCANNED);
		int now = made_order(made, demand), turned = last;
		bool left_out = first > 0 && demand > low * 0.999 && demand < high * 1.002;
		if (demand >= end)
			break;
		for (; at < crossovers->count && crossover_is_crossing(crossovers->at[at].status) && crossovers->at[at].requests_per_day <= demand; at++) {
			const struct crossover *row = &crossovers->at[at];
			int to = row->status == CROSSOVER_A_THEN_B ? 1 : -1;
			if (!left_out)
				assert_int_not_equal(turned, to);
			turned = to;
			if (at == 0 || row[-1].requests_per_day < row->requests_per_day * (1 - HAIR))
				assert_int_not_equal(made_order(made, row->requests_per_day * (1 - HAIR)), to);
			if (at + 1 == crossovers->count || row[1].requests_per_day > row->requests_per_day * (1 + HAIR))
				assert_int_not_equal(made_order(made, row->requests_per_day * (1 + HAIR)), -to);
		}
		if (now != 0 && last != 0 && !left_out && turned != now)
			fail_msg("a turn below %.17g requests a day is missing", demand);
		last = now != 0 ? now : turned;
	}
	return at - first;
}

static void nothing_missing(void **state)
{
	uint64_t random = 11;
	size_t rows = 0, many = 0;
	(void)state;
	for (int i = 0; i < 200; i++) {
		struct made_plan made;
		struct plan *plan = make_plan(&random, &made);
		struct crossovers crossovers = find(plan);
		size_t found = hold_to_scan(&made, &crossovers);
		rows += found;
		many += found > 4;
		crossover_release(&crossovers);
		plan_free(plan);
	}
	assert_true(rows > 2000 && many > 30); /* or this proves little */
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
		cmocka_unit_test(beyond_what_the_plan_passes),
		cmocka_unit_test(no_crossing),
		cmocka_unit_test(all_pairs),
		cmocka_unit_test(one_month),
		cmocka_unit_test(every_stair),
		cmocka_unit_test(stairs_without_end),
		cmocka_unit_test(stairs_too_fine),
		cmocka_unit_test(nothing_missing),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
