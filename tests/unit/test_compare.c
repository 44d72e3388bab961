/* Comparisons: what counts as a change, shares that are known, shares that add up, changes that hold together. */
#include "decide/compare.h"

#include <stdlib.h>

#include "decide/goal.h"
#include "effort.h"
#include "fail_alloc.h"
#include "sample.h"

static struct comparison compare(const struct plan *a, const struct plan *b)
{
	struct comparison comparison;
	assert_int_equal(compare_plans(a, b, &comparison), 0);
	return comparison;
}

static size_t contributor_of(const struct comparison *comparison, const char *name)
{
	for (size_t i = 0; i < comparison->contributor_count; i++)
		if (strcmp(comparison->contributor[i].name, name) == 0)
			return i;
	for (size_t i = 0; i < comparison->contributor_count; i++)
		print_error("%s\n", comparison->contributor[i].name);
	fail_msg("no contributor '%s'", name);
	return 0;
}

/* Every figure's shares come to its difference, or there are none. Returns how many figures were shared out. */
static size_t hold_sums(const struct comparison *comparison)
{
	size_t shared = 0;
	for (size_t o = 0; o < comparison->option_count; o++) {
		for (int k = 0; k < FIGURE_COUNT; k++) {
			enum figure figure = (enum figure)k;
			double sum = 0, size = 1, difference = comparison_difference(comparison, o, figure);
			for (size_t i = 0; i < comparison->contributor_count; i++) {
				double share = comparison_share(comparison, o, figure, i);
				sum += share;
				size += fabs(isnan(share) ? 0 : share);
			}
			if (isnan(sum))
				continue;
			assert_true(!isnan(difference));
			assert_near((sum - difference) / size, 0, 1e-10);
			shared++;
		}
	}
	return shared;
}

#define TWO_OPTIONS "[plan]\nhorizon = 10\ndiscount_rate = 0%\n[option.a]\n[option.b]\n"

static void same_is_no_change(void **state)
{
	static const char *const same[][2] = {
		{TWO_OPTIONS "[other.x]\nprice = 3\n", TWO_OPTIONS "[other.x]\nprice = 3\n"},
		{TWO_OPTIONS "[other.x]\nprice = 3\n",
		 TWO_OPTIONS "; a remark\n[other.x]\nlabel = Ex\nnote = dear\nprice = 3.0 EUR/month\n"},
		{TWO_OPTIONS "[other.x]\nprice = 3k\nescalation = 10%\n",
		 TWO_OPTIONS "[other.x]\nescalation = 0.1\nprice = 3_000\n"},
		{TWO_OPTIONS "[other.x]\nprice = 3\n",
		 TWO_OPTIONS "[other.x]\nprice = 3\nquantity = 1\nfrom = launch\n"},
		{TWO_OPTIONS "[other.x]\nprice = 3\n",
		 TWO_OPTIONS "[tier.t]\ntotal = 3\n[guidance]\nalerts = 3\n[alert.l]\nlevel = "
			     "info\n[other.x]\nprice = 3\n"},
		{TWO_OPTIONS "[fx]\nUSD = 2\nGBP = 3\n[other.x]\nprice = 3 USD\n",
		 TWO_OPTIONS "[fx]\nGBP = 3\nUSD = 2\ndate = 2025-01-01\n[other.x]\nprice = 3.0 USD\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct plan *a = sample_plan(same[i][0]), *b = sample_plan(same[i][1]);
		struct comparison comparison = compare(a, b);
		for (size_t k = 0; k < comparison.contributor_count; k++)
			print_error("%zu: %s\n", i, comparison.contributor[k].name);
		assert_int_equal(comparison.contributor_count, 0);
		for (size_t o = 0; o < 2; o++)
			assert_near(comparison_difference(&comparison, o, FIGURE_NPV), 0, 0);
		comparison_release(&comparison);
		plan_free(a);
		plan_free(b);
	}
}

static void additive(void **state)
{
	struct plan *a =
		sample_plan(TWO_OPTIONS "[other.x]\nprice = 3\n[other.y]\nprice = 5\nprice.b = 50\n");
	struct plan *b =
		sample_plan(TWO_OPTIONS "[other.x]\nprice = 4\n[other.y]\nprice = 7\nprice.b = 30\n");
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_int_equal(comparison.contributor_count, 3);
	size_t x = contributor_of(&comparison, "other.x.price"),
	       y = contributor_of(&comparison, "other.y.price");
	size_t y_b = contributor_of(&comparison, "other.y.price.b");
	assert_near(comparison_difference(&comparison, 0, FIGURE_TOTAL_COST), 30, 1e-13);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, x), 10, 1e-13);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, y), 20, 1e-13);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, y_b), 0, 1e-13);
	assert_near(comparison_share(&comparison, 1, FIGURE_TOTAL_COST, y), 0, 1e-13);
	assert_near(comparison_share(&comparison, 1, FIGURE_TOTAL_COST, y_b), -200, 1e-13);
	assert_near(comparison_error(&comparison, 1, FIGURE_TOTAL_COST, y_b), 0, 0);
	assert_string_equal(comparison.changes.at[comparison.contributor[x].change[0]].before, "3");
	assert_string_equal(comparison.changes.at[comparison.contributor[x].change[0]].after, "4");
	assert_true(hold_sums(&comparison) > 20);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* 2 × 3 becomes 5 × 7: the price's share is (7 - 3) (2 + 5) / 2, the quantity's (5 - 2) (3 + 7) / 2, ten times over. */
static void multiplicative(void **state)
{
	struct plan *a = sample_plan(TWO_OPTIONS "[other.x]\nprice = 3\nquantity = 2\n");
	struct plan *b = sample_plan(TWO_OPTIONS "[other.x]\nprice = 7\nquantity = 5\n");
	struct comparison comparison = compare(a, b);
	(void)state;
	size_t price = contributor_of(&comparison, "other.x.price"),
	       quantity = contributor_of(&comparison, "other.x.quantity");
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, price), 140, 1e-13);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, quantity), 150, 1e-13);
	assert_near(comparison_share(&comparison, 0, FIGURE_NPV, quantity), -150, 1e-13);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* The same from plans read from their text for every company, four changes of every kind. */

enum { CHANGES = 4 };

static const char *const edits[CHANGES][3] = {
	{"benefit.ctr", "lift", "15%"},
	{"demand", "growth", "2%"},
	{"team.devops", "fte.hybrid", "0.8"},
	{"plan", "convention", "yearly"},
};

static struct plan *edited(const struct plan *plan, size_t set)
{
	struct source source;
	struct diags diags = {0};
	struct plan *made = NULL;
	assert_int_equal(source_copy(&plan->source, &source), 0);
	for (size_t i = 0; i < CHANGES; i++)
		if (set >> i & 1)
			assert_int_equal(source_set(&source, edits[i][0], edits[i][1], edits[i][2],
						    (struct place){0}, &diags),
					 0);
	assert_int_equal(plan_from_source(&source, &diags, &made), 0);
	source_release(&source);
	diags_release(&diags);
	return made;
}

static void every_company_read(void **state)
{
	static const double weight[CHANGES] = {1.0 / 4, 1.0 / 12, 1.0 / 12, 1.0 / 4};
	struct plan *a = golden_plan("recommendation-engine"), *b = edited(a, 15);
	struct evaluation evaluation[16];
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_int_equal(comparison.contributor_count, CHANGES);
	for (size_t set = 0; set < 16; set++) {
		struct plan *plan = edited(a, set);
		assert_int_equal(evaluation_new(plan, &evaluation[set]), 0);
		plan_free(plan);
	}
	for (size_t i = 0; i < CHANGES; i++) {
		char name[64];
		snprintf(name, sizeof name, "%s.%s", edits[i][0], edits[i][1]);
		size_t contributor = contributor_of(&comparison, name);
		for (size_t o = 0; o < a->options.count; o++) {
			double share = 0, size = 0;
			for (size_t set = 0; set < 16; set++) {
				if (set >> i & 1)
					continue;
				size_t before = (set & 1) + (set >> 1 & 1) + (set >> 2 & 1) + (set >> 3 & 1);
				double with = evaluation[set | 1U << i].option[o].figure[FIGURE_NPV].value;
				double without = evaluation[set].option[o].figure[FIGURE_NPV].value;
				share += weight[before] * (with - without);
				size = fmax(size, fabs(with));
			}
			double actual = comparison_share(&comparison, o, FIGURE_NPV, contributor);
			assert_near((actual - share) / size, 0, 1e-12);
		}
	}
	for (size_t set = 0; set < 16; set++)
		evaluation_release(&evaluation[set]);
	assert_true(hold_sums(&comparison) > 40);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* Changes that make a plan only together count as one; others stay by themselves. */
static void held_together(void **state)
{
	static const struct {
		const char *a, *b, *together;
		size_t contributors;
	} cases[] = {
		/* one form of benefit for the other */
		{TWO_OPTIONS
		 "[business]\nannual_revenue = 1M\n[benefit.b]\nannual_value = 5k\n[other.x]\nprice = 3\n",
		 TWO_OPTIONS
		 "[business]\nannual_revenue = 1M\n[benefit.b]\nlift = 1%\n[other.x]\nprice = 4\n",
		 "benefit.b.annual_value + benefit.b.lift", 2},
		/* a control and the incident that it covers */
		{TWO_OPTIONS
		 "[other.x]\nprice = 3\n[incidents]\nper_year = 1\n[business]\nannual_revenue = 1M\n",
		 TWO_OPTIONS
		 "[other.x]\nprice = 4\n[incidents]\nper_year = 1\n[business]\nannual_revenue = 1M\n"
		 "[incident.i]\nshare = 50%\nloss = 50%\nduration = 3\n[monitoring.m]\nprice = 1\ncovers = "
		 "i\ncuts = 50%\n",
		 "incident.i + monitoring.m", 2},
		/* an option and all that is said of it */
		{TWO_OPTIONS "[other.x]\nprice = 3\n[team.t]\nsalary = 12k\n",
		 TWO_OPTIONS "[option.c]\n[other.x]\nprice = 5\nprice.c = 4\n[team.t]\nsalary = "
			     "12k\nsalary.c = 24k\n[migration]\ncost.a.c = 3\n",
		 "other.x.price.c + team.t.salary.c + option.c", 2},
		/* two such things that have nothing to do with each other */
		{TWO_OPTIONS
		 "[business]\nannual_revenue = 1M\n[benefit.b]\nannual_value = 5k\n[other.x]\nprice = 3\n",
		 TWO_OPTIONS "[business]\nannual_revenue = 1M\n[benefit.b]\nlift = "
			     "1%\n[demand]\nrequests_per_day = 1M\n[other.x]\nprice = 3\ncapacity = 5\n",
		 "other.x.capacity + demand", 2},
		/* capacity instead of elasticity */
		{TWO_OPTIONS "[demand]\nrequests_per_day = 1M\n[other.x]\nprice = 3\nelasticity = 1\n",
		 TWO_OPTIONS "[demand]\nrequests_per_day = 2M\n[other.x]\nprice = 3\ncapacity = 4\n",
		 "other.x.elasticity + other.x.capacity", 2},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int backwards = 0; backwards < 2; backwards++) {
			struct plan *a = sample_plan(backwards ? cases[i].b : cases[i].a),
				    *b = sample_plan(backwards ? cases[i].a : cases[i].b);
			struct comparison comparison = compare(a, b);
			size_t joined = 0;
			for (size_t k = 0; k < comparison.contributor_count; k++)
				joined = comparison.contributor[k].count > joined
						 ? comparison.contributor[k].count
						 : joined;
			if (!backwards)
				(void)contributor_of(&comparison, cases[i].together);
			assert_int_equal(comparison.contributor_count, cases[i].contributors);
			assert_true(joined >= 2);
			assert_true(hold_sums(&comparison) > 20);
			comparison_release(&comparison);
			plan_free(a);
			plan_free(b);
		}
	}
}

/* Rates of exchange are there for both: amounts in another currency come one by one. */
static void another_currency(void **state)
{
	struct plan *a =
		sample_plan(TWO_OPTIONS "[fx]\nGBP = 3\n[other.x]\nprice = 3\n[other.y]\nprice = 3 GBP\n");
	struct plan *b = sample_plan(TWO_OPTIONS
				     "[fx]\nUSD = 2\n[other.x]\nprice = 3 USD\n[other.y]\nprice = 4 USD\n");
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_int_equal(comparison.contributor_count, 2);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST,
				     contributor_of(&comparison, "other.x.price")),
		    30, 1e-12);
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST,
				     contributor_of(&comparison, "other.y.price")),
		    -10, 1e-12);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

static void options_of_one_plan_alone(void **state)
{
	struct plan *a = sample_plan("[option.a]\n[option.gone]\n[other.x]\nprice = 3\n");
	struct plan *b = sample_plan("[option.new]\n[option.a]\n[other.x]\nprice = 4\n");
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_int_equal(comparison.option_count, 3);
	assert_string_equal(comparison.option[0].id, "a");
	assert_string_equal(comparison.option[1].id, "gone");
	assert_string_equal(comparison.option[2].id, "new");
	assert_null(comparison_b(&comparison, 1, FIGURE_NPV));
	assert_null(comparison_a(&comparison, 2, FIGURE_NPV));
	assert_true(isnan(comparison_difference(&comparison, 1, FIGURE_NPV)));
	assert_true(isnan(comparison_share(&comparison, 2, FIGURE_NPV, 0)));
	size_t price = contributor_of(&comparison, "other.x.price");
	assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, price), 36, 1e-12);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* A payback that is beyond the horizon once one of the changes is made has no shares; its amounts have. */
static void no_value_on_the_way(void **state)
{
	struct plan *a = sample_plan("[plan]\nhorizon = 12\n[option.a]\n[other.k]\nprice = 60 "
				     "once\n[benefit.b]\nannual_value = 120\n");
	struct plan *b = sample_plan("[plan]\nhorizon = 12\n[option.a]\n[other.k]\nprice = 600 "
				     "once\n[benefit.b]\nannual_value = 1200\n");
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_near(comparison_difference(&comparison, 0, FIGURE_PAYBACK), 0, 1e-12);
	assert_true(isnan(comparison_share(&comparison, 0, FIGURE_PAYBACK, 0)));
	assert_true(!isnan(comparison_share(&comparison, 0, FIGURE_NPV, 0)));
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* Sixteen prices and one quantity of all: sampled, but what adds up alone is exact all the same. */
static void many_changes(void **state)
{
	char a_text[4096] = "[plan]\nhorizon = 10\ndiscount_rate = 0%\n[option.a]\n", b_text[4096];
	char *a_end = a_text + strlen(a_text), *b_end = b_text + strlen(a_text);
	strcpy(b_text, a_text);
	for (int i = 0; i < 16; i++) {
		a_end += sprintf(a_end, "[other.x%d]\nprice = 10\n", i);
		b_end += sprintf(b_end, "[other.x%d]\nprice = %d\n%s", i, 11 + i,
				 i == 0 ? "quantity = 3\n" : "");
	}
	struct plan *a = sample_plan(a_text), *b = sample_plan(b_text);
	struct comparison comparison = compare(a, b);
	(void)state;
	assert_int_equal(comparison.contributor_count, 17);
	assert_true(comparison.shapley.orders > 0);
	for (int i = 1; i < 16; i++) {
		char name[32];
		snprintf(name, sizeof name, "other.x%d.price", i);
		assert_near(comparison_share(&comparison, 0, FIGURE_TOTAL_COST,
					     contributor_of(&comparison, name)),
			    10.0 * (1 + i), 1e-9);
	}
	/* 10 × 1 becomes 11 × 3: price 1 × (1 + 3) / 2, quantity 2 × (10 + 11) / 2, ten months */
	size_t price = contributor_of(&comparison, "other.x0.price"),
	       quantity = contributor_of(&comparison, "other.x0.quantity");
	double error = comparison_error(&comparison, 0, FIGURE_TOTAL_COST, price);
	assert_true(fabs(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, price) - 20) <=
		    4 * error + 1e-9);
	assert_true(fabs(comparison_share(&comparison, 0, FIGURE_TOTAL_COST, quantity) - 210) <=
		    4 * error + 1e-9);
	assert_true(error < 1);
	assert_true(hold_sums(&comparison) > 10);
	comparison_release(&comparison);
	plan_free(a);
	plan_free(b);
}

/* Plans that have little to do with each other. */
static void golden_pairs(void **state)
{
	static const char *const stems[] = {"recommendation-engine", "growth",   "uncertain", "path",
					    "path-yearly",           "incidents"};
	(void)state;
	for (size_t i = 0; i < effort(sizeof stems / sizeof *stems - 1, 1); i++) {
		struct plan *a = golden_plan(stems[i]), *b = golden_plan(stems[i + 1]);
		struct comparison comparison = compare(a, b);
		assert_true(comparison.contributor_count > 5);
		(void)hold_sums(&comparison);
		comparison_release(&comparison);
		plan_free(a);
		plan_free(b);
	}
}

struct pair {
	const struct plan *a, *b;
};

static int compare_and_release(void *context)
{
	const struct pair *pair = context;
	struct comparison comparison;
	if (compare_plans(pair->a, pair->b, &comparison) != 0)
		return -1;
	comparison_release(&comparison);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct plan *a = sample_plan("[plan]\nhorizon = 2\n[option.a]\n[other.x]\nprice = 3\n");
	struct plan *b = sample_plan("[plan]\nhorizon = 2\n[option.a]\n[option.b]\n[fx]\nUSD = "
				     "2\n[other.x]\nprice = 4 USD\nquantity = 2\n");
	struct pair pair = {a, b};
	(void)state;
	fail_each_alloc(compare_and_release, &pair);
	plan_free(a);
	plan_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_is_no_change),
		cmocka_unit_test(additive),
		cmocka_unit_test(multiplicative),
		cmocka_unit_test(every_company_read),
		cmocka_unit_test(held_together),
		cmocka_unit_test(another_currency),
		cmocka_unit_test(options_of_one_plan_alone),
		cmocka_unit_test(no_value_on_the_way),
		cmocka_unit_test(many_changes),
		cmocka_unit_test(golden_pairs),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
