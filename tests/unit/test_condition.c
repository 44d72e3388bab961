/* Conditions: what is read as a figure's limit, what as a probability's. */
#include "decide/condition.h"

#include "sample.h"

#define TWO "[option.a]\n[option.b]\n[other.x]\nprice = 1\n"

static int parse(const char *text, struct condition *condition, char *said, size_t size)
{
	struct plan *plan = sample_plan(TWO);
	struct diags diags = {0};
	int result = condition_parse(text, plan, (struct place){0}, &diags, condition);
	assert_int_equal(diags.count, result == 0 ? 0 : 1);
	snprintf(said, size, "%s", result == 0 ? "" : diags.at[0].message);
	diags_release(&diags);
	plan_free(plan);
	return result;
}

static void reads_figures_and_probabilities(void **state)
{
	static const struct {
		const char *text;
		bool is_probability;
		enum figure figure;
		int option;
		enum relation relation;
		double value;
		enum relation share_relation;
		double share;
	} cases[] = {
		{"payback <= 18", false, FIGURE_PAYBACK, -1, RELATION_AT_MOST, 18, 0, 0},
		{"payback_lasting < 18", false, FIGURE_PAYBACK_LASTING, -1, RELATION_LESS, 18, 0, 0},
		{"  b.npv > -1k", false, FIGURE_NPV, 1, RELATION_MORE, -1000, 0, 0},
		{"peak_funding <= 5", false, FIGURE_PEAK_FUNDING, -1, RELATION_AT_MOST, 5, 0, 0},
		{"p(npv > 0) >= 80%", true, FIGURE_NPV, -1, RELATION_MORE, 0, RELATION_AT_LEAST, 0.8},
		{" \tP(a.payback <= 12) > 0.5", true, FIGURE_PAYBACK, 0, RELATION_AT_MOST, 12, RELATION_MORE, 0.5},
		{"p(irr >= 15%) < 1", true, FIGURE_IRR, -1, RELATION_AT_LEAST, 0.15, RELATION_LESS, 1},
		{"p(npv >= 0) = 0", true, FIGURE_NPV, -1, RELATION_AT_LEAST, 0, RELATION_EQUAL, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct condition condition;
		char said[256];
		if (parse(cases[i].text, &condition, said, sizeof said) != 0)
			fail_msg("'%s': %s", cases[i].text, said);
		assert_int_equal(condition.is_probability, cases[i].is_probability);
		assert_int_equal(condition.goal.figure, cases[i].figure);
		assert_int_equal(condition.goal.option, cases[i].option);
		assert_int_equal(condition.goal.relation, cases[i].relation);
		assert_near(condition.goal.value, cases[i].value, 0);
		if (cases[i].is_probability) {
			assert_int_equal(condition.share.relation, cases[i].share_relation);
			assert_near(condition.share.value, cases[i].share, 0);
		}
	}
}

static void refuses_what_is_neither(void **state)
{
	static const struct {
		const char *text, *said; /* a part of it */
	} cases[] = {
		{"p(npv > 0", "'p(npv > 0' lacks a bracket: p(FIGURE > VALUE) >= SHARE"},
		{"p npv > 0) >= 80%", "p npv"},
		{"p(npv > 0)", ""},
		{"p(npv > 0) >= 101%", "between 0 and 1"},
		{"p(npv > 0) >= -1%", "between 0 and 1"},
		{"p(npz > 0) >= 80%", "npz"},
		{"npv", "npv"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct condition condition = {.goal.value = 7};
		char said[256];
		if (parse(cases[i].text, &condition, said, sizeof said) == 0)
			fail_msg("'%s' is taken", cases[i].text);
		if (!strstr(said, cases[i].said))
			fail_msg("'%s': %s", cases[i].text, said);
		assert_near(condition.goal.value, 7, 0); /* untouched */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_figures_and_probabilities),
		cmocka_unit_test(refuses_what_is_neither),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
