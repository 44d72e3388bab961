/* Controls: what one alert earns, by hand; and the plan read again without it. */
#include "decide/controls.h"

#include "fail_alloc.h"
#include "model/figure.h"
#include "sample.h"

/* 365 k a year are 1,000 a day; 12 incidents a year, half of them drift: one in two months, each losing 10 % of 4 days: 200 a month. */
#define DRIFT_AT(rate)                                                                                       \
	"[plan]\nhorizon = 10\ndiscount_rate = " rate "\n[option.a]\n[business]\nannual_revenue = 365k\n"    \
	"[incidents]\nper_year = 12\n[incident.drift]\nshare = 50%\nloss = 10%\nduration = 4\n"
#define DRIFT DRIFT_AT("0%")

static void earns_what_it_avoids_less_what_it_costs(void **state)
{
	struct plan *plan = sample_plan(
		DRIFT
		"[monitoring.watch]\nprice = 30\ncovers = drift\ncuts = 75%\n[monitoring.disk]\nprice = 5\n");
	struct controls controls;
	(void)state;
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(controls.count, 1); /* the disk covers nothing */
	assert_string_equal(controls.at[0].item->section.id, "watch");
	assert_near(controls.at[0].loss_avoided, 10 * 200 * 0.75, 1e-13);
	assert_near(controls.at[0].cost, 300, 1e-13);
	assert_near(controls.at[0].npv_gain, 10 * 200 * 0.75 - 300, 1e-13);
	controls_release(&controls);
	plan_free(plan);
}

/* Two that cover the same leave (1 - 3/4) (1 - 1/2) of it: each earns only on top of the other. */
static void others_stay_in_place(void **state)
{
	struct plan *plan = sample_plan(DRIFT "[monitoring.watch]\nprice = 0\ncovers = drift\ncuts = 75%\n"
					      "[monitoring.look]\nprice = 0\ncovers = drift\ncuts = 50%\n");
	struct controls controls;
	(void)state;
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(controls.count, 2);
	assert_near(controls.at[0].loss_avoided, 2000 * 0.5 * 0.75, 1e-13);
	assert_near(controls.at[1].loss_avoided, 2000 * 0.25 * 0.5, 1e-13);
	controls_release(&controls);
	plan_free(plan);
}

static void option_by_option(void **state)
{
	struct plan *plan = sample_plan(
		DRIFT
		"[option.b]\n[monitoring.watch]\nprice = 30\ncovers = drift\ncuts = 75%\nenabled.a = no\n"
		"[monitoring.look]\nprice = 0\nprice.b = 1\ncovers = drift\ncuts = 50%\n");
	struct controls controls;
	(void)state;
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(controls.count, 4);
	static const char *const items[] = {"watch", "look", "watch", "look"};
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(controls.at[i].option, i / 2);
		assert_string_equal(controls.at[i].item->section.id, items[i]);
	}
	assert_near(controls.at[0].npv_gain, 0, 0); /* disabled */
	assert_near(controls.at[1].npv_gain, 2000 * 0.5, 1e-13);
	assert_near(controls.at[3].npv_gain, 2000 * 0.25 * 0.5 - 10, 1e-13);
	controls_release(&controls);
	plan_free(plan);
}

/* npv and incident loss of the golden case, against the figures of the profile in which the item is disabled. */
static void as_if_not_enabled(void **state)
{
	struct plan *plan = golden_plan("incidents"), *without = NULL;
	struct controls controls;
	struct evaluation with = {0}, other = {0};
	struct diags diags = {0};
	(void)state;
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(evaluation_new(plan, &with), 0);
	assert_true(controls.count > 0);
	for (size_t i = 0; i < controls.count; i++) {
		const struct control *control = &controls.at[i];
		struct source source;
		char section[128];
		snprintf(section, sizeof section, "monitoring.%s", control->item->section.id);
		assert_int_equal(source_copy(&plan->source, &source), 0);
		assert_int_equal(source_set(&source, section, "enabled", "no", (struct place){0}, &diags), 0);
		assert_int_equal(plan_from_source(&source, &diags, &without), 0);
		assert_int_equal(evaluation_new(without, &other), 0);
		const struct figure_value *a = with.option[control->option].figure,
					  *b = other.option[control->option].figure;
		assert_near(b[FIGURE_NPV].value + control->npv_gain, a[FIGURE_NPV].value, 1e-12);
		assert_near(a[FIGURE_INCIDENT_LOSS].value + control->loss_avoided,
			    b[FIGURE_INCIDENT_LOSS].value, 1e-12);
		assert_near(b[FIGURE_TOTAL_COST].value + control->cost, a[FIGURE_TOTAL_COST].value, 1e-12);
		evaluation_release(&other);
		plan_free(without);
		source_release(&source);
	}
	evaluation_release(&with);
	controls_release(&controls);
	diags_release(&diags);
	plan_free(plan);
}

/* 100 at the start, not discounted; 150 of loss less at each month's end. */
static void bought_once(void **state)
{
	struct plan *plan = sample_plan(DRIFT_AT("12%") "[monitoring.watch]\nprice = 100 once\nfrom = start\n"
							"covers = drift\ncuts = 75%\n");
	struct controls controls;
	double avoided = 0;
	(void)state;
	for (int month = 1; month <= 10; month++)
		avoided += 150 * pow(1.12, -month / 12.0);
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(controls.count, 1);
	assert_near(controls.at[0].cost, 100, 1e-13);
	assert_near(controls.at[0].loss_avoided, 1500, 1e-13);
	assert_near(controls.at[0].npv_gain, avoided - 100, 1e-12);
	controls_release(&controls);
	plan_free(plan);
}

static void none_at_all(void **state)
{
	struct plan *plan = sample_plan("[option.a]\n[monitoring.disk]\nprice = 5\n");
	struct controls controls;
	(void)state;
	assert_int_equal(controls_find(plan, &controls), 0);
	assert_int_equal(controls.count, 0);
	controls_release(&controls);
	plan_free(plan);
}

static int find_and_release(void *context)
{
	struct controls controls;
	if (controls_find(context, &controls) != 0)
		return -1;
	controls_release(&controls);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct plan *plan = golden_plan("incidents");
	(void)state;
	fail_each_alloc(find_and_release, plan);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(earns_what_it_avoids_less_what_it_costs),
		cmocka_unit_test(others_stay_in_place),
		cmocka_unit_test(option_by_option),
		cmocka_unit_test(as_if_not_enabled),
		cmocka_unit_test(bought_once),
		cmocka_unit_test(none_at_all),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
