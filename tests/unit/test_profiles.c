/*
 * The plans that ship: they read without a word, tell the story they say they tell, and every figure has its
 * source.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "model/figure.h"
#include "near.h"
#include "plan/plan.h"

static const char *const shipped[] = {"recommendation-engine", "mvp", "scale-up", "enterprise", "growth"};

#define SHIPPED (sizeof(shipped) / sizeof(shipped[0]))

/* The plan, read with nothing said about it; its horizon cut to so many months where that is above 0. */
static struct plan *read_shipped(const char *name, int horizon)
{
	struct diags diags = {0};
	struct bytes path = {0}, said = {0};
	struct source source;
	struct plan *plan = NULL;
	bytes_add_format(&path, "profiles/%s.ini", name);
	assert_int_equal(source_read(bytes_text(&path), &diags, &source), 0);
	if (horizon > 0) {
		char text[16];
		snprintf(text, sizeof(text), "%d", horizon);
		assert_int_equal(
			source_set(&source, "plan", "horizon", text, (struct place){.file = "test"}, &diags),
			0);
	}
	int failed = plan_from_source(&source, &diags, &plan);
	diags_print(&diags, &said);
	assert_string_equal(bytes_text(&said), "");
	assert_int_equal(failed, 0);
	source_release(&source);
	bytes_release(&said);
	bytes_release(&path);
	diags_release(&diags);
	return plan;
}

static struct evaluation evaluated(const struct plan *plan)
{
	struct evaluation evaluation;
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	return evaluation;
}

static size_t option_called(const struct plan *plan, const char *id)
{
	int option = plan_option_index(plan, id);
	assert_true(option >= 0);
	return (size_t)option;
}

static double value_of(const struct evaluation *evaluation, size_t option, enum figure figure)
{
	const struct figure_value *value = &evaluation->option[option].figure[figure];
	assert_true(status_has_value(value->status));
	return value->value;
}

static void have_three_options_and_say_nothing_when_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct plan *plan = read_shipped(shipped[i], 0);
		assert_int_equal(plan->options.count, 3);
		option_called(plan, "managed");
		option_called(plan, "self-hosted");
		option_called(plan, "hybrid");
		plan_free(plan);
	}
}

static void hybrid_is_best_and_pays_back_at_month_8(void **state)
{
	(void)state;
	struct plan *plan = read_shipped("recommendation-engine", 0);
	struct evaluation evaluation = evaluated(plan);
	size_t hybrid = option_called(plan, "hybrid");
	assert_int_equal(evaluation.best, hybrid);
	assert_near(value_of(&evaluation, hybrid, FIGURE_PAYBACK), 8, 0.5 / 8);
	evaluation_release(&evaluation);
	plan_free(plan);
}

/*
 * The article's bill of hybrid, 15,900 dollars a month, in euros: what of it is infrastructure and
 * monitoring of its own; 507 k€ of salaries a year; 2.3 M€ a year.
 */
static void the_case_adds_up_to_the_articles_totals(void **state)
{
	(void)state;
	struct plan *plan = read_shipped("recommendation-engine", 0);
	struct evaluation evaluation = evaluated(plan);
	size_t hybrid = option_called(plan, "hybrid");
	const struct month *last = &evaluation.option[hybrid].month[35];
	assert_near(last->amount[CASH_INFRA], (8400 - 600 + 7500) * 0.87, 1e-12);
	assert_near(last->amount[CASH_TEAM], 507e3 / 12, 1e-12);
	assert_near(last->amount[CASH_BENEFIT], 2.3e6 / 12, 1e-4);
	size_t managed = option_called(plan, "managed"), own = option_called(plan, "self-hosted");
	assert_near((evaluation.option[own].month[35].amount[CASH_TEAM] - evaluation.option[managed].month[35].amount[CASH_TEAM]) * 12,
		    200e3, 1e-12);
	evaluation_release(&evaluation);
	plan_free(plan);
}

static void pays_eight_alerts_and_no_more(void **state)
{
	(void)state;
	struct plan *plan = read_shipped("recommendation-engine", 0);
	int count[ALERT_INFO + 1] = {0};
	for (size_t i = 0; i < plan->alerts.count; i++)
		count[(int)setting_number(&plan_alert(plan, i)->level)]++;
	assert_int_equal(count[ALERT_CRITICAL], 4);
	assert_int_equal(count[ALERT_WARNING], 4);
	assert_int_equal(count[ALERT_INFO], 3);
	assert_near(setting_number(&plan->outcome.success), 4, 0);
	assert_near(setting_number(&plan->outcome.neutral), 3, 0);
	assert_near(setting_number(&plan->outcome.stopped), 5, 0);
	plan_free(plan);
}

/* What the article gives of a tier, a month; 0: nothing. `option` is the one that it describes. */
static const struct tier_case {
	const char *profile, *option;
	double infra, tools, salaries, everything;
} tiers[] = {
	{"mvp", "managed", 2500, 800, 15000, 0},
	{"scale-up", "hybrid", 8000, 0, 45000, 0},
	{"enterprise", "self-hosted", 25000, 0, 0, 80000},
};

static void within_a_tenth(double actual, double stated)
{
	if (stated > 0)
		assert_near(actual, stated, 0.1);
}

static void tiers_are_within_a_tenth_of_the_articles(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tiers) / sizeof(tiers[0]); i++) {
		struct plan *plan = read_shipped(tiers[i].profile, 0);
		struct evaluation evaluation = evaluated(plan);
		size_t option = option_called(plan, tiers[i].option);
		int horizon = evaluation.option[option].horizon;
		int launched = (int)value_of(&evaluation, option, FIGURE_TIME_TO_MARKET) + 1;
		for (int t = launched; t < horizon; t += horizon - 1 - launched) {
			const struct month *month = &evaluation.option[option].month[t];
			within_a_tenth(month->amount[CASH_INFRA], tiers[i].infra);
			within_a_tenth(month->amount[CASH_MONITORING] + month->amount[CASH_OTHER], tiers[i].tools);
			within_a_tenth(month->amount[CASH_TEAM], tiers[i].salaries);
			within_a_tenth(month->amount[CASH_INFRA] + month->amount[CASH_TEAM] + month->amount[CASH_MONITORING] + month->amount[CASH_OTHER],
				       tiers[i].everything);
		}
		evaluation_release(&evaluation);
		plan_free(plan);
	}
}

static size_t best_over(int horizon)
{
	struct plan *plan = read_shipped("growth", horizon);
	struct evaluation evaluation = evaluated(plan);
	size_t best = evaluation.best;
	evaluation_release(&evaluation);
	plan_free(plan);
	return best;
}

static void managed_is_best_of_growth_at_first_and_not_to_the_end(void **state)
{
	(void)state;
	struct plan *plan = read_shipped("growth", 0);
	size_t managed = option_called(plan, "managed");
	for (int horizon = 6; horizon <= 36; horizon += 6)
		assert_int_equal(best_over(horizon), managed);
	assert_int_equal(best_over(0), option_called(plan, "hybrid"));
	plan_free(plan);
}

static void growth_passes_through_all_tiers(void **state)
{
	(void)state;
	struct plan *plan = read_shipped("growth", 0);
	double users = setting_number(&plan->demand.users), growth = setting_number(&plan->demand.growth);
	assert_int_equal(plan->tiers.count, 3);
	assert_true(users < setting_number(&plan_tier(plan, 0)->users_max));
	double at_end = users * pow(1 + growth, setting_number(&plan->head.horizon) - 1);
	assert_true(at_end > setting_number(&plan_tier(plan, 1)->users_max));
	plan_free(plan);
}

static void is_sourced(const struct section *section, const struct setting *source, const char *profile)
{
	const char *text = setting_text(source);
	if (strstr(text, "article") || strstr(text, "assumption"))
		return;
	fail_msg("%s: [%s.%s] names no source and is not marked as an assumption", profile,
		 section_type(section->kind)->name, section->id);
}

static void every_figure_has_a_source_or_is_an_assumption(void **state)
{
	(void)state;
	for (size_t p = 0; p < SHIPPED; p++) {
		struct plan *plan = read_shipped(shipped[p], 0);
		for (size_t i = 0; i < plan->items.count; i++)
			is_sourced(&plan_item(plan, i)->section, &plan_item(plan, i)->source, shipped[p]);
		for (size_t i = 0; i < plan->benefits.count; i++)
			is_sourced(&plan_benefit(plan, i)->section, &plan_benefit(plan, i)->source,
				   shipped[p]);
		for (size_t i = 0; i < plan->incident_classes.count; i++)
			is_sourced(&plan_incident(plan, i)->section, &plan_incident(plan, i)->source,
				   shipped[p]);
		plan_free(plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(have_three_options_and_say_nothing_when_read),
		cmocka_unit_test(hybrid_is_best_and_pays_back_at_month_8),
		cmocka_unit_test(the_case_adds_up_to_the_articles_totals),
		cmocka_unit_test(pays_eight_alerts_and_no_more),
		cmocka_unit_test(tiers_are_within_a_tenth_of_the_articles),
		cmocka_unit_test(managed_is_best_of_growth_at_first_and_not_to_the_end),
		cmocka_unit_test(growth_passes_through_all_tiers),
		cmocka_unit_test(every_figure_has_a_source_or_is_an_assumption),
	};
	return cmocka_run_group_tests_name("profiles", tests, NULL, NULL);
}
