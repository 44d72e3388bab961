/* The tree of inputs, the words of its rows, the steps of its values, the amounts of its lines. */
#include "tui/outline.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fail_alloc.h"
#include "model/figure.h"
#include "sample.h"
#include "tui/amounts.h"
#include "tui/input_text.h"

static struct outline outline_of(const struct plan *plan, const struct folds *folds, bool all)
{
	struct outline outline;
	assert_int_equal(outline_new(plan, folds, all, &outline), 0);
	return outline;
}

/* The rows as lines: depth, sign, name. */
static char *rows_of(const struct outline *outline, size_t most)
{
	struct bytes out = {0};
	for (size_t i = 0; i < outline->count && i < most; i++) {
		const struct outline_row *row = &outline->row[i];
		bytes_add_format(&out, "%*s%s%s\n", 2 * row->depth, "", row->kind == OUTLINE_INPUT ? "" : row->open ? "v " : "> ", row->name);
	}
	char *text = strdup(bytes_text(&out));
	bytes_release(&out);
	return text;
}

static void begins_with_what_matters(void **state)
{
	struct plan *plan = golden_plan("recommendation-engine");
	const struct folds none = {0};
	(void)state;
	struct outline outline = outline_of(plan, &none, false);
	char *rows = rows_of(&outline, 12);
	assert_string_equal(rows, "v benefit\n"
	                          "  v benefit.ctr\n"
	                          "    benefit.ctr.lift\n"
	                          "    benefit.ctr.influenced_share\n"
	                          "    benefit.ctr.ramp\n"
	                          "    > benefit.ctr.…\n"
	                          "v team\n"
	                          "  > team.data-scientist\n"
	                          "  > team.ml-engineer\n"
	                          "  > team.platform-engineer\n"
	                          "  > team.devops\n"
	                          "> infra\n");
	free(rows);
	outline_release(&outline);
	plan_free(plan);
}

static void folds_open_and_close(void **state)
{
	struct plan *plan = golden_plan("recommendation-engine");
	struct folds folds = {0};
	(void)state;
	assert_int_equal(folds_toggle(&folds, "benefit"), 0);
	assert_int_equal(folds_toggle(&folds, "team.devops"), 0);
	struct outline outline = outline_of(plan, &folds, false);
	char *rows = rows_of(&outline, 9);
	assert_string_equal(rows, "> benefit\n"
	                          "v team\n"
	                          "  > team.data-scientist\n"
	                          "  > team.ml-engineer\n"
	                          "  > team.platform-engineer\n"
	                          "  v team.devops\n"
	                          "    team.devops.salary\n"
	                          "    team.devops.fte\n"
	                          "    > team.devops.…\n");
	free(rows);
	outline_release(&outline);
	assert_int_equal(folds_toggle(&folds, "benefit"), 0); /* and back */
	outline = outline_of(plan, &folds, false);
	assert_true(outline.row[0].open);
	assert_int_equal(folds.count, 1);
	outline_release(&outline);
	folds_release(&folds);
	plan_free(plan);
}

static void every_setting_has_a_row_of_its_own(void **state)
{
	static const char *const stems[] = {"recommendation-engine", "growth", "edges", "uncertain", "path", "incidents"};
	const struct folds none = {0};
	(void)state;
	for (size_t s = 0; s < sizeof stems / sizeof *stems; s++) {
		struct plan *plan = golden_plan(stems[s]);
		struct outline outline = outline_of(plan, &none, true);
		for (size_t i = 0; i < outline.count; i++) {
			assert_int_equal(outline_find(&outline, outline.row[i].name), i); /* no name twice */
			struct bytes label = {0};
			outline_print_label(&outline.row[i], &label);
			assert_true(label.size > 0);
			bytes_release(&label);
		}
		/* Each entry of the file is found again by its section and key, so that an edit changes that very one. */
		size_t found = 0;
		for (size_t i = 0; i < outline.count; i++) {
			const struct outline_row *row = &outline.row[i];
			if (row->kind != OUTLINE_INPUT)
				continue;
			for (int option = -1; option < (int)plan->options.count; option++) {
				const struct setting_value *stated = option < 0 ? &row->setting->common
				                                     : row->setting->by_option ? &row->setting->by_option[option] : NULL;
				if (stated == NULL || !stated->given)
					continue;
				struct bytes section = {0}, key = {0};
				outline_print_section(row->section, &section);
				outline_print_key(row, plan, option, &key);
				const struct source_entry *entry = source_find(&plan->source, bytes_text(&section), bytes_text(&key));
				assert_ptr_equal(entry, &plan->source.entry[stated->entry]);
				found++;
				bytes_release(&section);
				bytes_release(&key);
			}
		}
		assert_int_equal(found, plan->source.entry_count);
		outline_release(&outline);
		plan_free(plan);
	}
}

static void a_hidden_name_finds_what_hides_it(void **state)
{
	struct plan *plan = golden_plan("recommendation-engine");
	const struct folds none = {0};
	(void)state;
	struct outline outline = outline_of(plan, &none, false);
	assert_string_equal(outline.row[outline_find(&outline, "team.devops.fte")].name, "team.devops");
	assert_string_equal(outline.row[outline_find(&outline, "infra.serving.price")].name, "infra");
	assert_string_equal(outline.row[outline_find(&outline, "incident.drift.share")].name, "incidents");
	assert_string_equal(outline.row[outline_find(&outline, "benefit.ctr.lift.hybrid")].name, "benefit.ctr.lift");
	assert_int_equal(outline_find(&outline, "nonsense"), outline.count);
	outline_release(&outline);
	plan_free(plan);
}

static int build_once(void *context)
{
	const struct folds none = {0};
	struct outline outline;
	int result = outline_new(context, &none, true, &outline);
	if (result == 0)
		outline_release(&outline);
	return result;
}

static int amounts_once(void *context)
{
	struct amounts amounts = {0};
	int result = amounts_new(context, 0, &amounts);
	amounts_release(&amounts);
	return result;
}

static int fold_once(void *context)
{
	struct folds folds = {0};
	(void)context;
	int result = folds_toggle(&folds, "x");
	folds_release(&folds);
	return result;
}

static void each_allocation_can_fail(void **state)
{
	struct plan *plan = golden_plan("path");
	(void)state;
	assert_true(fail_each_alloc(build_once, plan) > 10);
	assert_true(fail_each_alloc(amounts_once, plan) > 3);
	assert_int_equal(fail_each_alloc(fold_once, NULL), 2);
	plan_free(plan);
}

/* --- amounts --- */

static void lines_add_up_to_the_cash_flow(void **state)
{
	static const char *const stems[] = {"recommendation-engine", "growth", "incidents", "moments", "edges", "uncertain"};
	(void)state;
	for (size_t s = 0; s < sizeof stems / sizeof *stems; s++) {
		struct plan *plan = golden_plan(stems[s]);
		struct evaluation evaluation;
		struct outline outline;
		assert_int_equal(evaluation_new(plan, &evaluation), 0);
		assert_int_equal(outline_new(plan, &(struct folds){0}, false, &outline), 0);
		for (size_t o = 0; o < plan->options.count; o++) {
			struct amounts amounts = {0};
			assert_int_equal(amounts_new(plan, o, &amounts), 0);
			double spend = 0, amount;
			for (size_t t = 0; t < outline.count; t++) {
				const struct topic *topic = outline.row[t].topic;
				if (outline.row[t].kind != OUTLINE_TOPIC || !amounts_of_topic(&amounts, plan, topic, &amount))
					continue;
				if (strcmp(topic->name, "benefit") != 0 && strcmp(topic->name, "incidents") != 0)
					spend += amount;
				else if (topic->name[0] == 'b')
					assert_near(amount, evaluation.option[o].month[evaluation.option[o].horizon - 1].amount[CASH_BENEFIT], 1e-12);
				else
					assert_near(amount, evaluation.option[o].month[evaluation.option[o].horizon - 1].amount[CASH_INCIDENT_LOSS], 1e-12);
			}
			assert_near(spend, evaluation.option[o].figure[FIGURE_MONTHLY_COST_AT_END].value, 1e-12);
			amounts_release(&amounts);
		}
		outline_release(&outline);
		evaluation_release(&evaluation);
		plan_free(plan);
	}
}

/* --- words and steps --- */

static const char example[] = "[plan]\nhorizon = 24\nstart = 2025-12\n[fx]\nUSD = 0.87\n[demand]\nrequests_per_day = 1440M\n[option.a]\ntime_to_market = "
                              "uniform(2, 3)\n[option.b]\nhosting = self-hosted\n[team.ops]\nfte = 0.5\nsalary = 140k USD/year\nuntil = launch+3\n"
                              "enabled = yes\n[benefit.x]\nannual_value = 10 to 30\nrisk_adjustment = 18%\nmargin = pert(10%, 18%, 24%)\n"
                              "ramp = normal(3, 1)\n";

static void rows_say_number_unit_and_spread(void **state)
{
	static const struct {
		const char *input, *value, *unit, *spread;
	} cases[] = {
		{"plan.horizon", "24", "months", ""},       {"fx.usd", "0.87", "", ""},
		{"demand.requests_per_day", "1440M", "req/day", ""},  {"option.a.time_to_market", "2.5", "months", "uniform"},
		{"team.ops.fte", "0.5", "people", ""},      {"team.ops.salary", "140k", "USD/yr", ""},
		{"team.ops.until", "launch+3", "", ""},     {"benefit.x.annual_value", "17.32", "EUR/yr", "90 %"},
		{"benefit.x.risk_adjustment", "18", "%", ""}, {"benefit.x.margin", "18", "%", "pert"},
		{"benefit.x.ramp", "3", "months", "normal"},
	};
	struct plan *plan = sample_plan(example);
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct input *input = sample_input(plan, cases[i].input);
		struct bytes value = {0}, unit = {0};
		input_print_value(input->value, input->field, &value);
		input_print_unit(input->value, input->field, plan, &unit);
		assert_string_equal(bytes_text(&value), cases[i].value);
		assert_string_equal(bytes_text(&unit), cases[i].unit);
		assert_string_equal(input_spread(input->value), cases[i].spread);
		bytes_release(&value);
		bytes_release(&unit);
	}
	plan_free(plan);
}

/* The value `steps` away from a text, as text. */
static char *nudged(const struct plan *plan, const struct field *field, const char *text, int steps)
{
	struct value value;
	struct diags diags = {0};
	struct bytes out = {0};
	struct currency_names currencies = input_currencies(plan);
	if (value_parse(text, strlen(text), field, &currencies, (struct place){0}, field->key, &diags, &value) < 0)
		fail_msg("%s: %s", text, diags.at[0].message);
	if (!input_nudge(&value, field, plan, steps, &out))
		bytes_add_text(&out, "(none)");
	value_release(&value);
	diags_release(&diags);
	char *copy = strdup(bytes_text(&out));
	bytes_release(&out);
	return copy;
}

static void steps_are_sensible(void **state)
{
	static const struct {
		enum section_kind kind;
		const char *key, *from;
		int steps;
		const char *to;
	} cases[] = {
		{SECTION_BENEFIT, "lift", "18%", 1, "19%"},
		{SECTION_BENEFIT, "lift", "18%", -1, "17%"},
		{SECTION_BENEFIT, "lift", "10%", -1, "9.9%"},
		{SECTION_BENEFIT, "lift", "9.9%", 1, "10%"},
		{SECTION_BENEFIT, "lift", "0%", 1, "1%"},
		{SECTION_BENEFIT, "margin", "100%", 1, "100%"},
		{SECTION_BENEFIT, "margin", "95%", 10, "100%"},
		{SECTION_BENEFIT, "margin", "1%", -30, "0%"},
		{SECTION_BENEFIT, "margin", "pert(10%, 18%, 24%)", 2, "pert(12%, 20%, 26%)"},
		{SECTION_BENEFIT, "ramp", "normal(3, 1)", 1, "normal(3.1, 1)"},
		{SECTION_BENEFIT, "ramp", "uniform(2, 4)", -1, "uniform(1.9, 3.9)"},
		{SECTION_BENEFIT, "enabled", "yes", 1, "no"},
		{SECTION_BENEFIT, "enabled", "no", -1, "yes"},
		{SECTION_BENEFIT, "from", "launch", 1, "launch+1"},
		{SECTION_BENEFIT, "from", "launch+1", -5, "launch"},
		{SECTION_BENEFIT, "source", "a report", 1, "(none)"},
		{SECTION_TEAM, "salary", "140k", 1, "150k"},
		{SECTION_TEAM, "salary", "140k USD/month", -1, "130k USD/month"},
		{SECTION_TEAM, "salary", "0", 1, "100"},
		{SECTION_TEAM, "salary", "0", -1, "0"},
		{SECTION_TEAM, "fte", "0.5", 1, "0.6"},
		{SECTION_TEAM, "fte", "2", -10, "1"},
		{SECTION_PLAN, "horizon", "36", 1, "37"},
		{SECTION_PLAN, "horizon", "120", 1, "120"},
		{SECTION_PLAN, "convention", "monthly", 1, "yearly"},
		{SECTION_PLAN, "convention", "monthly", -1, "yearly"},
		{SECTION_PLAN, "start", "2025-12", 1, "2026-01"},
		{SECTION_DEMAND, "requests_per_day", "1440M", 1, "1.5G"},
	};
	struct plan *plan = sample_plan(example);
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *to = nudged(plan, field_find(cases[i].kind, cases[i].key), cases[i].from, cases[i].steps);
		assert_string_equal(to, cases[i].to);
		free(to);
	}
	plan_free(plan);
}

static void as_many_steps_back_lead_back(void **state)
{
	static const char *const from[] = {"18%", "10%", "9.5%", "1%", "0.5%", "99%"};
	struct plan *plan = sample_plan(example);
	const struct field *field = field_find(SECTION_BENEFIT, "lift");
	(void)state;
	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		for (int steps = 1; steps < 40; steps++) {
			char *there = nudged(plan, field, from[i], steps), *back = nudged(plan, field, there, -steps);
			assert_string_equal(back, from[i]);
			free(there);
			free(back);
		}
	plan_free(plan);
}

/* Whatever the value, a step from it can be read again. */
static void a_step_is_always_in_the_grammar(void **state)
{
	static const char *const from[] = {"uniform(-90%, 1)", "1 to 2", "-1 to 2", "1e-9", "1e9%", "triangular(0, 1%, 1)", "-99.9%"};
	struct plan *plan = sample_plan(example);
	const struct field *field = field_find(SECTION_BENEFIT, "lift");
	(void)state;
	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		for (int steps = -20; steps <= 20; steps += 5) {
			struct diags diags = {0};
			struct value value;
			if (value_parse(from[i], strlen(from[i]), field, &(struct currency_names){0}, (struct place){0}, "lift", &diags, &value) == 0) {
				value_release(&value);
				char *to = nudged(plan, field, from[i], steps);
				assert_null(strstr(to, "nan"));
				assert_null(strstr(to, "inf"));
				free(to);
			}
			diags_release(&diags);
		}
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_with_what_matters),
		cmocka_unit_test(folds_open_and_close),
		cmocka_unit_test(every_setting_has_a_row_of_its_own),
		cmocka_unit_test(a_hidden_name_finds_what_hides_it),
		cmocka_unit_test(each_allocation_can_fail),
		cmocka_unit_test(lines_add_up_to_the_cash_flow),
		cmocka_unit_test(rows_say_number_unit_and_spread),
		cmocka_unit_test(steps_are_sensible),
		cmocka_unit_test(as_many_steps_back_lead_back),
		cmocka_unit_test(a_step_is_always_in_the_grammar),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
