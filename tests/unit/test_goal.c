/* Goals as people write them, and what is wrong with others. */
#include "decide/goal.h"

#include "fail_alloc.h"
#include "sample.h"

static struct plan *plan;

static int parse(const char *text, struct goal *goal, struct bytes *message)
{
	struct diags diags = {0};
	int result = goal_parse(text, plan, (struct place){0}, &diags, goal);
	assert_true((result == 0) == !diags_failed(&diags));
	diags_print(&diags, message);
	diags_release(&diags);
	return result;
}

static void read_whole(void **state)
{
	static const struct {
		const char *text;
		struct goal goal;
	} cases[] = {
		{"payback <= 12", {-1, FIGURE_PAYBACK, RELATION_AT_MOST, 12}},
		{"payback<=12", {-1, FIGURE_PAYBACK, RELATION_AT_MOST, 12}},
		{" b.npv = 0 ", {1, FIGURE_NPV, RELATION_EQUAL, 0}},
		{"npv == -1.5k", {-1, FIGURE_NPV, RELATION_EQUAL, -1500}},
		{"irr >= 30%", {-1, FIGURE_IRR, RELATION_AT_LEAST, 0.3}},
		{"a.roi > 0.5", {0, FIGURE_ROI, RELATION_MORE, 0.5}},
		{"total_cost < 2M", {-1, FIGURE_TOTAL_COST, RELATION_LESS, 2e6}},
		{"irr <= 1500%", {-1, FIGURE_IRR, RELATION_AT_MOST, 15}},
		{"roi >= -1", {-1, FIGURE_ROI, RELATION_AT_LEAST, -1}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal = {0};
		struct bytes message = {0};
		assert_int_equal(parse(cases[i].text, &goal, &message), 0);
		assert_int_equal(goal.option, cases[i].goal.option);
		assert_int_equal(goal.figure, cases[i].goal.figure);
		assert_int_equal(goal.relation, cases[i].goal.relation);
		assert_near(goal.value, cases[i].goal.value, 1e-15);
		bytes_release(&message);
	}
}

static void refused(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"payback", "is no goal"},
		{"payback => 12", "is no goal"},
		{"payback <> 12", "is no goal"},
		{"paybck <= 12", "did you mean 'payback'?"},
		{"c.npv = 0", "unknown option 'c'"},
		{"npv = ", "error"},
		{"npv = much", "error"},
		{"npv = uniform(1, 2)", "error"},
		{"= 3", "unknown figure"},
		{"irr <= 15", "'irr' is a share: write 15%, or 1500% if that is meant"},
		{"roi >= -1.25", "write -1.25%, or -125%"},
		{"npv > 50%", "'npv' is an amount of money"},
		{"monthly_cost_at_end > 50%", "is an amount of money"},
		{"run_cost_per_1000_requests > 50%", "is an amount of money"},
		{"payback <= 1800%", "'payback' is a number of months"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal = {.value = 77};
		struct bytes message = {0};
		assert_int_equal(parse(cases[i].text, &goal, &message), -1);
		if (!strstr(bytes_text(&message), cases[i].says))
			fail_msg("'%s' says %s", cases[i].text, bytes_text(&message));
		assert_near(goal.value, 77, 0);
		bytes_release(&message);
	}
}

static void holds(void **state)
{
	static const int expected[][3] = {
		/* below, at, above */
		[RELATION_LESS] = {1, 0, 0},     [RELATION_AT_MOST] = {1, 1, 0}, [RELATION_EQUAL] = {0, 1, 0},
		[RELATION_AT_LEAST] = {0, 1, 1}, [RELATION_MORE] = {0, 0, 1},
	};
	(void)state;
	for (int relation = RELATION_LESS; relation <= RELATION_MORE; relation++) {
		struct goal goal = {-1, FIGURE_NPV, (enum relation)relation, 5};
		for (int i = 0; i < 3; i++)
			assert_int_equal(goal_holds(&goal, 4 + i, 1e-9), expected[relation][i]);
		assert_false(goal_holds(&goal, (double)NAN, 1e9));
	}
	struct goal equal = {-1, FIGURE_NPV, RELATION_EQUAL, 5};
	assert_true(goal_holds(&equal, 5.01, 0.02));
}

static int parse_in_vain(void *context)
{
	struct goal goal;
	struct diags diags = {0};
	int result = goal_parse(context, plan, (struct place){0}, &diags, &goal);
	diags_release(&diags);
	return result;
}

static void survives_no_memory(void **state)
{
	char text[] = "a.payback <= 12";
	(void)state;
	fail_each_alloc(parse_in_vain, text);
}

static int set_up(void **state)
{
	(void)state;
	plan = sample_plan("[option.a]\n[option.b]\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	plan_free(plan);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_whole),
		cmocka_unit_test(refused),
		cmocka_unit_test(holds),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
