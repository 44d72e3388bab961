/* Plans: what a profile becomes, and every problem with its exact place. */
#include "plan/plan.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fail_alloc.h"
#include "near.h"

/* The plan of a text, or NULL; what was said about it. */
static struct plan *read_text(const char *text, struct bytes *said)
{
	struct diags diags = {0};
	struct source source;
	struct plan *plan = NULL;
	if (!source_read_text("p.ini", text, strlen(text), &diags, &source)) {
		plan_from_source(&source, &diags, &plan);
		source_release(&source);
	}
	diags_print(&diags, said);
	diags_release(&diags);
	return plan;
}

static struct plan *plan_of(const char *text)
{
	struct bytes said = {0};
	struct plan *plan = read_text(text, &said);
	if (!plan || said.size)
		fail_msg("%s: %s", text, bytes_text(&said));
	return plan;
}

/* --- what a profile becomes --- */

static const char example[] = "[plan]\n"
			      "currency = chf\n"
			      "horizon = 24\n"
			      "[fx]\n"
			      "usd = normal(0.9, 0.02)\n"
			      "EUR = 0.95\n"
			      "[demand]\n"
			      "requests_per_day = 1M\n"
			      "[option.managed]\n"
			      "label = All managed\n"
			      "[option.hybrid]\n"
			      "time_to_market = 4\n"
			      "hosting.serving = self-hosted\n"
			      "[team.ops]\n"
			      "fte = 0.5\n"
			      "fte.managed = 0\n"
			      "salary = 10k EUR/month\n"
			      "enabled.hybrid = no\n"
			      "[infra.gpu]\n"
			      "component = Serving\n"
			      "managed_price = 30 to 60 USD/million requests\n"
			      "[monitoring.drift]\n"
			      "price = 0\n"
			      "covers = Drift, bias\n"
			      "cuts = 80%\n"
			      "[benefit.ctr]\n"
			      "annual_value = 100k\n"
			      "from.hybrid = launch+2\n"
			      "[incident.drift]\n"
			      "[incident.bias]\n"
			      "[migration]\n"
			      "cost.managed.hybrid = 70k\n"
			      "overlap.hybrid.managed = 2\n";

static void sections_become_structs(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	assert_int_equal(plan->options.count, 2);
	assert_int_equal(plan->items.count, 3);
	assert_int_equal(plan->benefits.count, 1);
	assert_int_equal(plan->incident_classes.count, 2);
	assert_int_equal(plan->tiers.count, 0);
	assert_near(setting_number(&plan->head.horizon), 24, 0);
	assert_true(plan->head.horizon.common.given);
	assert_false(plan->head.discount_rate.common.given);
	assert_near(setting_number(&plan->head.discount_rate), 0.10, 0);

	/* The file's order, whatever the kind. */
	assert_string_equal(plan_item(plan, 0)->section.id, "ops");
	assert_int_equal(plan_item(plan, 0)->section.kind, SECTION_TEAM);
	assert_int_equal(plan_item(plan, 0)->section.line, 14);
	assert_string_equal(plan_item(plan, 1)->section.id, "gpu");
	assert_int_equal(plan_item(plan, 2)->section.kind, SECTION_MONITORING);
	assert_int_equal(plan->outcome.section.line, 0);
	assert_int_equal(plan->outcome.section.kind, SECTION_OUTCOME);
	plan_free(plan);
	plan_free(NULL);
}

static void currencies_are_numbered(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	assert_int_equal(plan->currency_count, 3);
	assert_string_equal(plan->currency[0], "CHF");
	assert_string_equal(plan->currency[1], "USD");
	assert_string_equal(plan->currency[2], "EUR");
	assert_string_equal(plan->fx.rates.at[0].name, "USD");
	assert_int_equal(setting_common(&plan_item(plan, 0)->price)->currency, 2);
	assert_int_equal(setting_common(&plan_item(plan, 0)->price)->period, PERIOD_MONTH);
	assert_int_equal(setting_common(&plan_item(plan, 1)->managed_price)->currency, 1);
	assert_int_equal(setting_common(&plan_benefit(plan, 0)->annual_value)->currency, 0);
	plan_free(plan);
}

static void values_differ_by_option(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	const struct cost_item *ops = plan_item(plan, 0);
	const struct benefit *ctr = plan_benefit(plan, 0);
	assert_int_equal(plan_option_index(plan, "managed"), 0);
	assert_int_equal(plan_option_index(plan, "hybrid"), 1);
	assert_int_equal(plan_option_index(plan, "none"), -1);
	assert_near(setting_for(&ops->quantity, 0)->parameter[0], 0, 0);
	assert_near(setting_for(&ops->quantity, 1)->parameter[0], 0.5, 0);
	assert_near(setting_for(&ops->enabled, 0)->parameter[0], 1, 0);
	assert_near(setting_for(&ops->enabled, 1)->parameter[0], 0, 0);
	assert_int_equal(setting_for(&ctr->from, 0)->moment, MOMENT_LAUNCH);
	assert_near(setting_for(&ctr->from, 0)->parameter[0], 0, 0);
	assert_near(setting_for(&ctr->from, 1)->parameter[0], 2, 0);
	assert_int_equal(setting_for(&ops->from, 1)->moment, MOMENT_START);
	assert_null(setting_for(&ops->capacity, 1));
	assert_null(setting_common(&ops->capacity));
	assert_near(setting_number(&ops->capacity), 0, 0);
	assert_string_equal(setting_text(&ops->label), "");
	/* The place of each: the entry that gave it. */
	assert_string_equal(plan->source.entry[ops->quantity.by_option[0].entry].key, "fte.managed");
	assert_string_equal(plan->source.entry[ops->quantity.common.entry].key, "fte");
	plan_free(plan);
}

static void names_lead_to_things(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	const struct cost_item *drift = plan_item(plan, 2);
	assert_string_equal(item_component(plan_item(plan, 1)), "serving");
	assert_string_equal(item_component(drift), "drift");
	assert_int_equal(plan_hosting(plan, 0, "serving"), HOSTING_MANAGED);
	assert_int_equal(plan_hosting(plan, 1, "serving"), HOSTING_SELF_HOSTED);
	assert_int_equal(plan_hosting(plan, 1, "drift"), HOSTING_MANAGED);
	assert_true(value_has_id(setting_common(&drift->covers), "drift"));
	assert_true(value_has_id(setting_common(&drift->covers), "bias"));
	assert_false(value_has_id(setting_common(&drift->covers), "bia"));
	assert_false(value_has_id(setting_common(&drift->covers), "rift"));
	assert_string_equal(section_label(&plan_option(plan, 0)->section, &plan_option(plan, 0)->label),
			    "All managed");
	assert_string_equal(section_label(&plan_option(plan, 1)->section, &plan_option(plan, 1)->label),
			    "hybrid");
	assert_string_equal(plan->migration.costs.at[0].name, "managed");
	assert_string_equal(plan->migration.costs.at[0].other, "hybrid");
	assert_string_equal(plan->migration.overlaps.at[0].name, "hybrid");
	plan_free(plan);
}

static void the_inputs_are_listed_in_the_order_of_the_file(void **state)
{
	static const char *const names[] = {
		"plan.horizon",
		"plan.discount_rate",
		"plan.on_cost",
		"fx.USD",
		"fx.EUR",
		"demand.requests_per_day",
		"demand.peak_factor",
		"demand.growth",
		"option.managed.time_to_market",
		"option.hybrid.time_to_market",
		"team.ops.salary",
		"team.ops.fte",
		"team.ops.fte.managed",
		"team.ops.elasticity",
		"team.ops.from",
		"team.ops.until",
		"team.ops.escalation",
		"team.ops.risk_adjustment",
		"infra.gpu.managed_price",
		"infra.gpu.quantity",
	};
	static const char *const others[] = {
		"migration.cost",
		"migration.cost.managed.hybrid",
		"migration.overlap.hybrid.managed",
		"benefit.ctr.from.hybrid",
		"monitoring.drift.cuts",
		"guidance.alerts",
		"outcome.stop_month",
		"hosting.self_hosted_discount",
		"FX.usd",
		"Team.Ops.FTE.managed",
	};
	static const char *const none[] = {"business.annual_revenue", "team.ops.enabled", "fx.CHF",
					   "team.ops.fte.hybrid",     "plan.name",        ""};
	(void)state;
	struct plan *plan = plan_of(example);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_string_equal(plan->inputs[i].name, names[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (!plan_find_input(plan, others[i]))
			fail_msg("no input '%s'", others[i]);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_null(plan_find_input(plan, none[i]));
	const struct input *fte = plan_find_input(plan, "team.ops.fte.managed");
	assert_int_equal(fte->option, 0);
	assert_ptr_equal(fte->value, &plan_item(plan, 0)->quantity.by_option[0].value);
	assert_ptr_equal(fte->setting, &plan_item(plan, 0)->quantity);
	assert_ptr_equal(fte->section, &plan_item(plan, 0)->section);
	assert_string_equal(fte->field->key, "fte");
	/* Every name is an input's alone. */
	for (size_t i = 0; i < plan->input_count; i++)
		assert_ptr_equal(plan_find_input(plan, plan->inputs[i].name), &plan->inputs[i]);
	/* No default leaves a trace of its own in what is uncertain. */
	size_t uncertain = 0;
	for (size_t i = 0; i < plan->input_count; i++)
		uncertain += value_is_uncertain(plan->inputs[i].value);
	assert_int_equal(uncertain, 2);
	plan_free(plan);
}

static void an_unknown_input_is_told_with_the_nearest(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	struct diags diags = {0};
	plan_unknown_input(plan, "team.ops.ftw", (struct place){.file = "--over"}, &diags);
	assert_string_equal(diags.at[0].message,
			    "there is no input 'team.ops.ftw'; did you mean 'team.ops.fte'?");
	diags_release(&diags);
	plan_free(plan);
}

struct count {
	size_t settings, given, named, sections;
	const struct section *last;
};

static void count_setting(void *context, const struct section *section, const struct field *field,
			  const struct named_setting *named, const struct setting *setting)
{
	struct count *count = context;
	assert_true(field->sections & 1U << section->kind);
	assert_int_equal(named != NULL, field->form != KEY_PLAIN);
	if (named)
		assert_ptr_equal(setting, &named->setting);
	count->settings++;
	count->given += setting->common.given;
	for (size_t o = 0; setting->by_option && o < 2; o++)
		count->given += setting->by_option[o].given;
	count->named += named != NULL;
	count->sections += section != count->last;
	count->last = section;
}

static void a_walk_meets_every_setting(void **state)
{
	(void)state;
	struct plan *plan = plan_of(example);
	struct count count = {0};
	plan_walk(plan, count_setting, &count);
	assert_int_equal(count.given, plan->source.entry_count);
	assert_int_equal(count.named, 5);
	/*
	 * ten kinds that stand alone, but no [correlation] without pairs; two options, three items, a
	 * benefit, two incidents
	 */
	assert_int_equal(count.sections, 9 + 8);
	plan_free(plan);
}

static void every_case_reads_without_a_word(void **state)
{
	static const char *const folders[] = {"tests/golden/*.ini", "profiles/*.ini"};
	glob_t cases;
	(void)state;
	assert_int_equal(glob(folders[0], 0, NULL, &cases), 0);
	glob(folders[1], GLOB_APPEND, NULL, &cases);
	assert_true(cases.gl_pathc >= 10);
	for (size_t i = 0; i < cases.gl_pathc; i++) {
		struct diags diags = {0};
		struct bytes said = {0};
		struct plan *plan = NULL;
		int result = plan_read(cases.gl_pathv[i], &diags, &plan);
		diags_print(&diags, &said);
		assert_string_equal(bytes_text(&said), "");
		assert_int_equal(result, 0);
		assert_string_equal(plan->digest, plan->source.digest);
		plan_free(plan);
		bytes_release(&said);
		diags_release(&diags);
	}
	globfree(&cases);
}

/* --- problems --- */

#define OPTIONS "[option.a]\n[option.b]\n" /* two lines */

struct problem {
	const char *text, *said;
};

static void expect(const struct problem *problems, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct bytes said = {0};
		struct plan *plan = read_text(problems[i].text, &said);
		if (strcmp(bytes_text(&said), problems[i].said) != 0)
			fail_msg("%s\nsays\n%snot\n%s", problems[i].text, bytes_text(&said),
				 problems[i].said);
		if ((plan != NULL) != (strstr(problems[i].said, " error: ") == NULL))
			fail_msg("%s\n%s", problems[i].text, plan ? "was read" : "was not read");
		plan_free(plan);
		bytes_release(&said);
	}
}

#define EXPECT(problems) expect(problems, sizeof(problems) / sizeof((problems)[0]))

static void unknown_names_are_told_with_the_nearest(void **state)
{
	static const struct problem problems[] = {
		{"", "p.ini: error: there is no option: a plan needs at least one [option.ID]\n"},
		{OPTIONS "[infr.x]\nprice = 4\n",
		 "p.ini:3:1: error: infr.x: unknown section [infr.x]; did you mean 'infra'?\n"},
		{OPTIONS "  [something-else]\n",
		 "p.ini:3:3: error: something-else: unknown section [something-else]\n"},
		{OPTIONS "[infra]\n", "p.ini:3:1: error: infra: [infra] needs an id: [infra.ID]\n"},
		{OPTIONS "[infra.]\n", "p.ini:3:1: error: infra.: '' is not an id: a-z, 0-9 and -\n"},
		{OPTIONS "[infra.a_b]\n", "p.ini:3:1: error: infra.a_b: 'a_b' is not an id: a-z, 0-9 and -\n"},
		{OPTIONS "[infra.a.b]\n", "p.ini:3:1: error: infra.a.b: 'a.b' is not an id: a-z, 0-9 and -\n"},
		{OPTIONS "[plan.x]\n", "p.ini:3:1: error: plan.x: there is one [plan], which takes no id\n"},
		{OPTIONS "[plan]\n  horizn = 3\n",
		 "p.ini:4:3: error: plan.horizn: unknown key 'horizn' in [plan]; did you mean 'horizon'?\n"},
		{OPTIONS "[infra.x]\nprice = 1\nsalary = 1\n",
		 "p.ini:5:1: error: infra.x.salary: unknown key 'salary' in [infra.x]; it belongs to "
		 "[team.ID]\n"},
		{OPTIONS "[infra.x]\nprice = 1\nqqqqqqq = 1\n",
		 "p.ini:5:1: error: infra.x.qqqqqqq: unknown key 'qqqqqqq' in [infra.x]\n"},
		{OPTIONS "[infra.x]\nprice = 1\nprice.c = 1\n",
		 "p.ini:5:1: error: infra.x.price.c: there is no option 'c'\n"},
		{"[option.managed]\n[infra.x]\nprice = 1\nprice.manged = 1\n",
		 "p.ini:4:1: error: infra.x.price.manged: there is no option 'manged'; did you mean "
		 "'managed'?\n"},
		{OPTIONS "[infra.x]\nprice = 1\nlabel.a = 1\n",
		 "p.ini:5:1: error: infra.x.label.a: 'label' is the same for all options\n"},
		{OPTIONS "[demand]\ngrowth.a = 1%\n",
		 "p.ini:4:1: error: demand.growth.a: 'growth' is the same for all options\n"},
		{OPTIONS "[fx]\ndollar = 1\n", "p.ini:4:1: error: fx.dollar: unknown key 'dollar' in [fx]: a "
					       "currency's code of three letters, or date\n"},
		{OPTIONS "[fx]\neur = 1\n",
		 "p.ini:4:1: error: fx.EUR: EUR is the plan's own currency: it has no rate\n"},
		{OPTIONS "[infra.x]\nprice = 4 DKK\n[fx]\nDKR = 1\n",
		 "p.ini:4:11: error: infra.x.price: no rate for currency 'DKK' in [fx]; known: EUR, DKR; did "
		 "you mean 'DKR'?\n"},
		{"[option.a]\nhosting.servin = managed\n[infra.x]\nprice = 1\ncomponent = serving\n",
		 "p.ini:2:1: error: option.a.hosting.servin: no item has the component 'servin'; did you "
		 "mean 'serving'?\n"},
		{"[option.a]\nhosting.x.y = managed\n[infra.x]\nprice = 1\n",
		 "p.ini:2:1: error: option.a.hosting.x.y: no item has the component 'x.y'\n"},
		{OPTIONS "[monitoring.x]\nprice = 1\ncuts = 1\ncovers = bias,  "
			 "drfit\n[incident.drift]\n[incident.bias]\n",
		 "p.ini:6:17: error: monitoring.x.covers: there is no incident 'drfit'; did you mean "
		 "'drift'?\n"},
		{OPTIONS "[monitoring.x]\nprice = 1\ncuts = 1\ncovers = \" drfit\"\n[incident.drift]\n",
		 "p.ini:6:12: error: monitoring.x.covers: there is no incident 'drfit'; did you mean "
		 "'drift'?\n"},
		{OPTIONS "[alert.x]\nlevel = info\nincident = drift\n",
		 "p.ini:5:12: error: alert.x.incident: there is no incident 'drift'\n"},
		{OPTIONS "[alert.x]\nlevel = inof\n", "p.ini:4:9: error: alert.x.level: 'inof' is not "
						      "critical, warning or info; did you mean 'info'?\n"},
		{OPTIONS "[alert.x]\n",
		 "p.ini:3:1: error: alert.x: 'level' is missing: critical, warning or info\n"},
		{OPTIONS "[alert.x]\nlevel = info\nfor = 5 min\n",
		 "p.ini:5:7: error: alert.x.for: '5 min' is not a duration: 30s, 5m, 1h30m\n"},
		{OPTIONS "[alert.x]\nlevel = info\nfor = 30m1h\n",
		 "p.ini:5:7: error: alert.x.for: '30m1h' is not a duration: 30s, 5m, 1h30m\n"},
		{OPTIONS "[alert.x]\nlevel = info\nfor =\n", "p.ini:5:6: error: alert.x.for: '' is not a duration: 30s, 5m, 1h30m\n"},
		{OPTIONS "[alert.x]\nlevel = info\nfor = 1h30m\n", ""},
		{OPTIONS "[migration]\ncost.a.c = 1\n",
		 "p.ini:4:1: error: migration.cost.a.c: there is no option 'c'\n"},
		{OPTIONS "[migration]\ncost.c.a = 1\n",
		 "p.ini:4:1: error: migration.cost.c.a: there is no option 'c'\n"},
		{OPTIONS "[migration]\noverlap.a = 1\n",
		 "p.ini:4:1: error: migration.overlap.a: a move has two options: overlap.FROM.TO\n"},
		{OPTIONS "[migration]\ncost.a.a = 1\n",
		 "p.ini:4:1: error: migration.cost.a.a: a move goes from one option to another\n"},
		/* Only a slip of one letter is nearer than the section that has the key; where none has it, the nearest is told. */
		{OPTIONS "[business]\nannual_value = 1\n",
		 "p.ini:4:1: error: business.annual_value: unknown key 'annual_value' in [business]; it belongs to [benefit.ID]\n"},
		{OPTIONS "[benefit.x]\nannual_revenue = 1\nannual_value = 1\n",
		 "p.ini:4:1: error: benefit.x.annual_revenue: unknown key 'annual_revenue' in [benefit.x]; it belongs to [business]\n"},
		{OPTIONS "[business]\nanual_revenu = 1\n",
		 "p.ini:4:1: error: business.anual_revenu: unknown key 'anual_revenu' in [business]; did you mean 'annual_revenue'?\n"},
		{OPTIONS "[migration]\nprice.a.b = 1\n",
		 "p.ini:4:1: error: migration.price.a.b: unknown key 'price.a.b' in [migration]; it belongs "
		 "to [infra.ID]\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void duplicates_are_told_with_the_first(void **state)
{
	static const struct problem problems[] = {
		{"[option.a]\n[option.b]\n[Option.A]\n",
		 "p.ini:3:1: error: section [option.a] is given twice; the first is on line 1\n"},
		{OPTIONS "[fx]\nUSD = 1\n; again\nusd = 2\n",
		 "p.ini:6:1: error: 'usd' is given twice in [fx]; the first is on line 4\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void values_out_of_range_are_told_with_the_range(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS "[plan]\nhorizon = 121\n",
		 "p.ini:4:11: error: plan.horizon: '121' is out of range: a whole number, 1 to 120\n"},
		{OPTIONS "[demand]\ngrowth = \"-100%\" ; dead\n",
		 "p.ini:4:11: error: demand.growth: '-100%' is out of range: more than -100% and at most "
		 "1000%\n"},
		{OPTIONS "[benefit.x]\nannual_value = 1\nmargin.b =   uniform(10%, 120%)\n",
		 "p.ini:5:27: error: benefit.x.margin.b: '120%' is out of range: 0% to 100%\n"},
		{OPTIONS "[outcome]\nsuccess = 0\nneutral = 0\n",
		 "p.ini:3:1: error: outcome: success, neutral and stopped are all 0: at least one is above "
		 "0\n"},
		{OPTIONS "[outcome]\nsuccess = 0\nstopped = 0 to 1\n", ""},
		{OPTIONS "[tier.x]\npeople_min = 4\npeople_max = 3\n",
		 "p.ini:5:14: error: tier.x.people_max: people_max is less than people_min\n"},
		{OPTIONS "[correlation]\nplan.horizon ~ demand.growth = 1\n",
		 "p.ini:4:32: error: correlation.plan.horizon ~ demand.growth: '1' is out of range: more "
		 "than -1 to less than 1\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void every_item_has_one_price(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS "[infra.x]\n",
		 "p.ini:3:1: error: infra.x: no price: give price, or managed_price or self_hosted_price\n"},
		{OPTIONS "[infra.x]\nmanaged_price.a = 1\n",
		 "p.ini:3:1: error: infra.x: no price for option 'b': give price, or managed_price or "
		 "self_hosted_price\n"},
		{OPTIONS "[option.c]\n[infra.x]\nprice.a = 1\n",
		 "p.ini:4:1: error: infra.x: no price for options 'b', 'c': give price, or managed_price or "
		 "self_hosted_price\n"},
		{OPTIONS "[infra.x]\nmanaged_price.a = 1\nenabled.b = no\n", ""},
		{OPTIONS "[infra.x]\nself_hosted_price = 1\n", ""},
		{OPTIONS "[team.x]\n", "p.ini:3:1: error: team.x: no salary\n"},
		{OPTIONS "[other.x]\nenabled.a = no\n",
		 "p.ini:3:1: error: other.x: no price for option 'b'\n"},
		{OPTIONS "[infra.x]\nprice = 1\nmanaged_price = 2\n",
		 "p.ini:5:1: warning: infra.x.managed_price: this has no effect: price is given too, and "
		 "takes precedence\n"},
		{OPTIONS "[infra.x]\nprice.a = 1\nmanaged_price = 2\n", ""},
		{OPTIONS "[infra.x]\nprice = 1\nself_hosted_price.b = 2\n",
		 "p.ini:5:1: warning: infra.x.self_hosted_price.b: this has no effect: price is given for "
		 "this option too, and takes precedence\n"},
		{OPTIONS "[infra.x]\nprice.a = 1\nprice.b = 1\nmanaged_price = 2\n",
		 "p.ini:6:1: warning: infra.x.managed_price: this has no effect: price is given too, and "
		 "takes precedence\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void capacity_stands_alone(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS
		 "[demand]\nrequests_per_day = 0\n[infra.x]\nprice = 1\ncapacity = 5\nelasticity = 1\n",
		 "p.ini:7:1: error: infra.x.capacity: elasticity is given too: capacity replaces it\n"},
		{OPTIONS
		 "[demand]\nrequests_per_day = 0\n[infra.x]\nprice = 1\ncapacity.a = 5\nelasticity = 1\n",
		 "p.ini:7:1: error: infra.x.capacity.a: elasticity is given too for option 'a': capacity replaces it\n"},
		{OPTIONS
		 "[demand]\nrequests_per_day = 0\n[infra.x]\nprice = 1\ncapacity.a = 5\nelasticity.b = 1\n",
		 ""},
		{OPTIONS
		 "[demand]\nrequests_per_day = 0\n[infra.x]\nprice = 1\ncapacity = 5\nelasticity = 0\n",
		 ""},
		{OPTIONS "[infra.x]\nprice = 1\ncapacity = 5\n",
		 "p.ini:5:1: error: infra.x.capacity: a capacity needs [demand] requests_per_day\n"},
		{OPTIONS "[infra.x]\nprice = 1/million requests\n",
		 "p.ini:3:1: error: infra.x: a price a million requests needs [demand] requests_per_day\n"},
		{OPTIONS
		 "[demand]\nrequests_per_day = 1\n[infra.x]\nprice = 1/million requests\ncapacity = 5\n",
		 "p.ini:7:1: error: infra.x.capacity: the price is for a million requests: there are no "
		 "units to count\n"},
		{"[option.a]\n[option.b]\nhosting = self-hosted\n[demand]\nrequests_per_day = "
		 "1\n[infra.x]\nmanaged_price = 1/million requests\n"
		 "self_hosted_price = 2\ncapacity = 5\n",
		 "p.ini:9:1: error: infra.x.capacity: the price is for a million requests for option 'a': "
		 "there are no units to count\n"},
		{"[option.a]\n[option.b]\nhosting = self-hosted\n[demand]\nrequests_per_day = "
		 "1\n[infra.x]\nmanaged_price = 1/million requests\n"
		 "self_hosted_price = 2\ncapacity.b = 5\n",
		 ""},
		{OPTIONS "[infra.x]\nprice = 1 once\nelasticity = 1\nuntil = 5\n",
		 "p.ini:5:1: warning: infra.x.elasticity: this has no effect: the price is paid once\n"
		 "p.ini:6:1: warning: infra.x.until: this has no effect: the price is paid once\n"},
		{OPTIONS "[infra.x]\nprice = 1 once\nprice.b = 1\nelasticity = 1\nuntil = 5\n", ""},
		{OPTIONS "[demand]\nrequests_per_day = 1\n[infra.x]\nprice = 1 once\ncapacity = 5\n",
		 "p.ini:7:1: warning: infra.x.capacity: this has no effect: the price is paid once\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void controls_name_what_they_cut(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS "[incident.d]\n[monitoring.x]\nprice = 1\ncovers = d\n",
		 "p.ini:6:1: warning: monitoring.x.covers: cuts is missing: nothing is avoided\n"},
		{OPTIONS "[incident.d]\n[monitoring.x]\nprice = 1\ncovers = d\ncuts.a = 50%\n",
		 "p.ini:6:1: warning: monitoring.x.covers: cuts is missing for option 'b': nothing is "
		 "avoided\n"},
		{OPTIONS "[monitoring.x]\nprice = 1\ncuts = 50%\n",
		 "p.ini:5:1: warning: monitoring.x.cuts: this has no effect: covers names no incident\n"},
		{OPTIONS "[infra.x]\nprice = 1\ncovers = d\n",
		 "p.ini:5:1: error: infra.x.covers: unknown key 'covers' in [infra.x]; it belongs to "
		 "[monitoring.ID]\n"},
		{OPTIONS "[infra.x]\nprice = 1\nfrom = 5\nuntil = 4\n",
		 "p.ini:6:1: warning: infra.x.until: until is before from: it is never active\n"},
		{OPTIONS "[infra.x]\nprice = 1\nfrom.b = 5\nuntil = 4\n",
		 "p.ini:6:1: warning: infra.x.until: until is before from for option 'b': it is never "
		 "active\n"},
		{OPTIONS "[infra.x]\nprice = 1\nfrom = launch+2\nuntil = launch+1\n",
		 "p.ini:6:1: warning: infra.x.until: until is before from: it is never active\n"},
		{OPTIONS "[infra.x]\nprice = 1\nfrom = launch+2\nuntil = 1\n", ""},
		{OPTIONS "[infra.x]\nprice = 1\nfrom = 4\nuntil = 4\n", ""},
	};
	(void)state;
	EXPECT(problems);
}

static void a_benefit_has_one_form(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS "[benefit.x]\n",
		 "p.ini:3:1: error: benefit.x: no value: give annual_value, or lift of the annual revenue\n"},
		{OPTIONS "[business]\nannual_revenue = 1M\n[benefit.x]\nlift = 1%\nannual_value = 3\n",
		 "p.ini:6:1: error: benefit.x.lift: annual_value is given too: a benefit has one of the "
		 "two\n"},
		{OPTIONS "[business]\nannual_revenue = 1M\n[benefit.x]\nlift = 1%\nannual_value.b = 3\n",
		 "p.ini:6:1: error: benefit.x.lift: annual_value is given too for option 'b': a benefit has "
		 "one of the two\n"},
		{OPTIONS "[business]\nannual_revenue = 1M\n[benefit.x]\nlift.a = 1%\nannual_value.b = 3\n",
		 ""},
		{OPTIONS "[benefit.x]\nannual_value.b = 3\n",
		 "p.ini:3:1: error: benefit.x: no value for option 'a': give annual_value, or lift of the "
		 "annual revenue\n"},
		{OPTIONS "[benefit.x]\nannual_value.b = 3\nenabled.a = no\n", ""},
		{OPTIONS "[benefit.x]\nenabled = no\n", ""},
		{OPTIONS "[benefit.x]\nlift = 1%\n",
		 "p.ini:4:1: error: benefit.x.lift: a lift needs [business] annual_revenue\n"},
		{OPTIONS "[benefit.x]\nannual_value = 3\ninfluenced_share = 10%\n",
		 "p.ini:5:1: warning: benefit.x.influenced_share: this has no effect: it is a share of what "
		 "a lift lifts\n"},
		{OPTIONS "[benefit.x]\nannual_value = 3\nfrom = 9\nuntil.a = 7\n",
		 "p.ini:6:1: warning: benefit.x.until.a: until is before from for option 'a': it never "
		 "begins\n"},
		/* Each problem names its own options. */
		{OPTIONS "[infra.x]\nprice.b = 1\ncapacity.b = 5\n",
		 "p.ini:3:1: error: infra.x: no price for option 'a': give price, or managed_price or self_hosted_price\n"
		 "p.ini:5:1: error: infra.x.capacity.b: a capacity for option 'b' needs [demand] requests_per_day\n"},
		/* A bad value is one problem, not two. */
		{OPTIONS "[benefit.x]\nannual_value = much\n",
		 "p.ini:4:16: error: benefit.x.annual_value: 'much' is not a number\n"},
		{OPTIONS "[demand]\nrequests_per_day = 1\n[infra.x]\nprice = 1\ncapacity = 5\nelasticity = much\n",
		 "p.ini:8:14: error: infra.x.elasticity: 'much' is not a number\n"},
		{OPTIONS "[incident.x]\nshare = much\n", "p.ini:4:9: error: incident.x.share: 'much' is not a number\n"},
		{OPTIONS "[infra.x]\nprice = 1\nfrom = soon\nuntil = 0\n",
		 "p.ini:5:8: error: infra.x.from: 'soon' is not a moment: start, launch, launch+N or N, months from 0 to 1200\n"},
		{OPTIONS "[infra.x]\nprice = 1\nquantity.a = much\n[demand]\nusers = 1 to 2\n[correlation]\n"
			 "infra.x.quantity.a ~ demand.users = 0.5\n",
		 "p.ini:5:14: error: infra.x.quantity.a: 'much' is not a number\n"},
		{OPTIONS "[business]\nannual_revenue = much\n[benefit.x]\nlift = 1%\n",
		 "p.ini:4:18: error: business.annual_revenue: 'much' is not a number\n"},
	};
	(void)state;
	EXPECT(problems);
}

static void incidents_need_their_rates(void **state)
{
	static const struct problem problems[] = {
		{OPTIONS "[incident.x]\nshare = 60%\n",
		 "p.ini:4:1: warning: incident.x.share: [incidents] per_year is not given: none happens\n"},
		{OPTIONS "[incident.x]\n", ""},
		{OPTIONS "[incidents]\nper_year = 1\n[incident.x]\nshare = 60%\nloss = 1%\nduration = 1\n",
		 "p.ini:5:1: warning: incident.x: [business] annual_revenue is not given: nothing is lost\n"},
		{OPTIONS "[incidents]\nper_year = 1\n[incident.x]\nshare = 60%\nloss = 1%\nduration = 1\nof "
			 "= benefit\n",
		 ""},
		{OPTIONS "[incidents]\nper_year = 1\n[incident.w]\nshare = 90%\nenabled = no\n[incident.x]\nshare = 60%\n"
			 "[incident.y]\nshare = 50%\n",
		 "p.ini:11:9: warning: incident.y.share: with this one the shares of the incidents add up to 110%: more than all of "
		 "them\n"},
		{OPTIONS "[incidents]\nper_year = 1\n[incident.x]\nshare = 60%\nof = benefit\nmargin = 40%\n",
		 "p.ini:8:1: warning: incident.x.margin: this has no effect: a benefit has its own margin\n"},
		{OPTIONS "[incidents]\nper_year = 1\n[incident.x]\nshare = 60%\n[incident.y]\nshare = "
			 "40%\nshare.b = 45%\n",
		 "p.ini:9:11: warning: incident.y.share.b: with this one the shares of the incidents add up "
		 "to 105%: more than all of them\n"},
	};
	(void)state;
	EXPECT(problems);
}

#define UNCERTAIN                                                                                            \
	"[option.a]\ntime_to_market = 1 to 2\n[demand]\ngrowth = 1% to 2%\nusers = 1 to "                    \
	"2\nrequests_per_day = 1 to 2\n[correlation]\n" /* 7 lines */

static void correlations_can_hold_together(void **state)
{
	static const struct problem problems[] = {
		{UNCERTAIN "demand.growth ~ Demand.Users = 0.5\n", ""},
		{UNCERTAIN "demand.growth~demand.users = 0.5\n", ""},
		{UNCERTAIN "demand.growht ~ demand.users = 0.5\n",
		 "p.ini:8:1: error: correlation.demand.growht ~ demand.users: there is no input "
		 "'demand.growht'; did you mean 'demand.growth'?\n"},
		{UNCERTAIN "demand.growth ~ demand.user = 0.5\n",
		 "p.ini:8:17: error: correlation.demand.growth ~ demand.user: there is no input "
		 "'demand.user'; did you mean 'demand.users'?\n"},
		{UNCERTAIN "demand.growth ~ demand.peak_factor = 0.5\n",
		 "p.ini:8:17: warning: correlation.demand.growth ~ demand.peak_factor: this has no effect: "
		 "'demand.peak_factor' is not uncertain\n"},
		{UNCERTAIN "plan.discount_rate ~ demand.peak_factor = 0.5\ndemand.peak_factor ~ plan.discount_rate = 0.5\n",
		 "p.ini:8:1: warning: correlation.plan.discount_rate ~ demand.peak_factor: this has no effect: "
		 "'plan.discount_rate' is not uncertain\n"
		 "p.ini:9:1: error: correlation.demand.peak_factor ~ plan.discount_rate: this pair is given twice; "
		 "the first is on line 8\n"},
		/* What has no effect stands in nothing's way. */
		{UNCERTAIN "demand.growth ~ demand.peak_factor = 0.9\ndemand.users ~ demand.peak_factor = 0.9\n"
			   "demand.growth ~ demand.users = -0.9\n",
		 "p.ini:8:17: warning: correlation.demand.growth ~ demand.peak_factor: this has no effect: "
		 "'demand.peak_factor' is not uncertain\n"
		 "p.ini:9:16: warning: correlation.demand.users ~ demand.peak_factor: this has no effect: "
		 "'demand.peak_factor' is not uncertain\n"},
		{UNCERTAIN "demand.growth = 0.5\n",
		 "p.ini:8:1: error: correlation.demand.growth: unknown key 'demand.growth' in [correlation]: "
		 "two inputs, INPUT ~ INPUT\n"},
		{UNCERTAIN "demand.growth ~ = 0.5\n",
		 "p.ini:8:16: error: correlation.demand.growth ~: there is no input ''\n"},
		{UNCERTAIN "demand.growth ~ demand.growth = 0.5\n",
		 "p.ini:8:17: error: correlation.demand.growth ~ demand.growth: 'demand.growth' is on both sides\n"},
		{UNCERTAIN "demand.growth ~ demand.users = 0.5\ndemand.users ~ demand.growth = 0.5\n",
		 "p.ini:9:1: error: correlation.demand.users ~ demand.growth: this pair is given twice; the "
		 "first is on line 8\n"},
		{UNCERTAIN "demand.growth ~ demand.users = 0.5\ndemand.growth  ~  demand.users = 0.4\n",
		 "p.ini:9:1: error: correlation.demand.growth  ~  demand.users: this pair is given twice; "
		 "the first is on line 8\n"},
		{UNCERTAIN "demand.growth ~ demand.users = -1\n",
		 "p.ini:8:32: error: correlation.demand.growth ~ demand.users: '-1' is out of range: more "
		 "than -1 to less than 1\n"},
		{UNCERTAIN "demand.growth ~ demand.users = uniform(0, 0.5)\n",
		 "p.ini:8:32: error: correlation.demand.growth ~ demand.users: this takes one number: it "
		 "cannot be uncertain\n"},
		/* 0.9 and 0.9 leave the third 0.81 +- 0.19. */
		{UNCERTAIN
		 "demand.growth ~ demand.users = 0.9\ndemand.users ~ demand.requests_per_day = 0.9\n"
		 "demand.growth ~ demand.requests_per_day = 0.1\n",
		 "p.ini:10:43: error: correlation.demand.growth ~ demand.requests_per_day: this contradicts the other correlations: it must be more than 0.62 and less than 1\n"},
		{UNCERTAIN
		 "demand.growth ~ demand.users = 0.9\ndemand.users ~ demand.requests_per_day = 0.9\n"
		 "demand.growth ~ demand.requests_per_day = 0.63\n",
		 ""},
		/* The third is not given, so 0. */
		{UNCERTAIN
		 "demand.growth ~ demand.users = 0.9\ndemand.users ~ demand.requests_per_day = 0.9\n",
		 "p.ini:9:42: error: correlation.demand.users ~ demand.requests_per_day: this contradicts the other correlations: it must be more than -0.4359 and less than 0.4359\n"},
		/* Two knots: no one pair is to blame alone. */
		{UNCERTAIN
		 "demand.growth ~ demand.users = 0.9\ndemand.users ~ demand.requests_per_day = 0.9\n"
		 "option.a.time_to_market ~ demand.growth = 0.9\noption.a.time_to_market ~ "
		 "demand.requests_per_day = -0.9\n",
		 "p.ini:9:42: error: correlation.demand.users ~ demand.requests_per_day: this contradicts the correlations above it\n"},
	};
	(void)state;
	EXPECT(problems);
	struct plan *plan = plan_of(UNCERTAIN "demand.growth ~ Demand.Users = 0.5\n");
	assert_string_equal(plan->correlation.pairs.at[0].name, "demand.growth");
	assert_string_equal(plan->correlation.pairs.at[0].other, "demand.users");
	assert_non_null(plan_find_input(plan, "correlation.demand.growth ~ demand.users"));
	plan_free(plan);
}

static void all_problems_come_at_once_and_in_order(void **state)
{
	static const struct problem problems[] = {
		{"[plan]\nhorizon = 0\n[infra.x]\nprise = 1\nquantity = -1\n[benefit.y]\nmargin = "
		 "2\n[option.a]\ntime_to_market = soon\n",
		 "p.ini:2:11: error: plan.horizon: '0' is out of range: a whole number, 1 to 120\n"
		 "p.ini:3:1: error: infra.x: no price: give price, or managed_price or self_hosted_price\n"
		 "p.ini:4:1: error: infra.x.prise: unknown key 'prise' in [infra.x]; did you mean 'price'?\n"
		 "p.ini:5:12: error: infra.x.quantity: '-1' is out of range: 0 or more\n"
		 "p.ini:6:1: error: benefit.y: no value: give annual_value, or lift of the annual revenue\n"
		 "p.ini:7:10: error: benefit.y.margin: '2' is out of range: 0% to 100%\n"
		 "p.ini:9:18: error: option.a.time_to_market: 'soon' is not a number\n"},
	};
	(void)state;
	EXPECT(problems);
}

/* --- assignments --- */

static void assignments_check_their_names(void **state)
{
	static const struct {
		const char *text, *said;
	} cases[] = {
		{"plan.horizon=48", ""},
		{" Infra.X.Price.B = 5 USD/month ", ""},
		{"fx.usd=0.9", ""},
		{"demand.growth=", ""}, /* the value is the plan's business */
		{"guidance.alerts=9", ""},
		{"option.a.hosting.x=managed", ""},
		{"migration.cost.a.b=5", ""},
		{"correlation.demand.growth ~ fx.USD=0.5", ""},
		{"plan.horizon", "--set: error: 'plan.horizon' is not an assignment: section.key=value\n"},
		{"horizon=4", "--set: error: horizon: there is no kind of section 'horizon'\n"},
		{"plam.horizon=4",
		 "--set: error: plam.horizon: there is no kind of section 'plam'; did you mean 'plan'?\n"},
		{"plan=4", "--set: error: plan: a key is missing: plan.key=value\n"},
		{"plan.=4", "--set: error: plan.: a key is missing: plan.key=value\n"},
		{"infra.x=4", "--set: error: infra.x: a key is missing: infra.id.key=value\n"},
		{"infra.y.price=4",
		 "--set: error: infra.y.price: there is no section [infra.y]; did you mean 'infra.x'?\n"},
		{"plan.horizn=4",
		 "--set: error: plan.horizn: unknown key 'horizn' in [plan]; did you mean 'horizon'?\n"},
		{"infra.x.price.c=4", "--set: error: infra.x.price.c: there is no option 'c'\n"},
		{"infra.x.label.a=4", "--set: error: infra.x.label.a: 'label' is the same for all options\n"},
		{"plan.name=a\nb",
		 "--set: error: plan.name: this value contains a line end or a control character\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		static const char text[] = "[option.a]\n[option.b]\n[infra.x]\nprice = 1\n";
		struct diags diags = {0};
		struct bytes said = {0};
		struct source source;
		assert_int_equal(source_read_text("p.ini", text, strlen(text), &diags, &source), 0);
		int result = source_apply(&source, cases[i].text, (struct place){.file = "--set"}, &diags);
		diags_print(&diags, &said);
		assert_string_equal(bytes_text(&said), cases[i].said);
		assert_int_equal(result, cases[i].said[0] ? -1 : 0);
		bytes_release(&said);
		diags_release(&diags);
		source_release(&source);
	}
}

static void names_split_into_section_and_key(void **state)
{
	static const struct {
		const char *name, *section, *key;
	} cases[] = {
		{"plan.horizon", "plan", "horizon"},
		{"infra.serving.price.hybrid", "infra.serving", "price.hybrid"},
		{"fx.USD", "fx", "usd"},
		{"migration.cost.a.b", "migration", "cost.a.b"},
		{"correlation.a.b ~ c.d", "correlation", "a.b ~ c.d"},
		{"option.hybrid.hosting.serving", "option.hybrid", "hosting.serving"},
	};
	static const char *const none[] = {"plan", "plan.", "infra.x", "infra.x.", "nothing.x", ".x", ""};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *section, *key;
		assert_true(input_name_split(cases[i].name, &section, &key));
		assert_string_equal(section, cases[i].section);
		assert_string_equal(key, cases[i].key);
		free(section);
		free(key);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		char *section, *key;
		assert_false(input_name_split(none[i], &section, &key));
	}
}

static void a_bad_value_names_the_assignment_it_came_from(void **state)
{
	static const char text[] = "[option.a]\n[infra.x]\nprice = 1\n";
	struct diags diags = {0};
	struct bytes said = {0};
	struct source source;
	struct plan *plan = NULL;
	(void)state;
	assert_int_equal(source_read_text("p.ini", text, strlen(text), &diags, &source), 0);
	char digest[65];
	memcpy(digest, source.digest, sizeof(digest));
	const struct place from = {.file = "--set 'infra.x.price=12 apples'"},
			   cell = {.file = "s.csv", .line = 3, .column = 7};
	assert_int_equal(source_apply(&source, "infra.x.price=12 apples", from, &diags), 0);
	assert_int_equal(source_apply(&source, "infra.x.quantity=1 or 2", cell, &diags), 0);
	assert_int_equal(plan_from_source(&source, &diags, &plan), -1);
	diags_print(&diags, &said);
	/* The file's problems first, then those of the places met later; a cell keeps its own column. */
	assert_string_equal(bytes_text(&said),
			    "--set 'infra.x.price=12 apples': error: infra.x.price: unexpected 'apples' after the value\n"
			    "s.csv:3:7: error: infra.x.quantity: unexpected 'or 2' after the value\n");
	diags_release(&diags);
	bytes_release(&said);

	assert_int_equal(source_apply(&source, "infra.x.price=12", from, &diags), 0);
	assert_int_equal(source_apply(&source, "infra.x.quantity=2", cell, &diags), 0);
	assert_int_equal(plan_from_source(&source, &diags, &plan), 0);
	assert_near(setting_number(&plan_item(plan, 0)->price), 12, 0);
	assert_string_equal(plan->digest, digest); /* of the file as read */
	plan_free(plan);
	source_release(&source);
	diags_release(&diags);
}

/* --- memory --- */

static int read_one(void *context)
{
	struct diags diags = {0};
	struct plan *plan = NULL;
	int result = plan_read(context, &diags, &plan);
	if (result)
		assert_true(diags_failed(&diags));
	else
		assert_non_null(plan);
	/* Nothing is half loaded: without the memory for all of it there is no plan. */
	if (result || diags_failed(&diags))
		result = -1;
	plan_free(plan);
	diags_release(&diags);
	return result;
}

static int read_problems(void *context)
{
	static const char text[] = UNCERTAIN
		"demand.growth ~ demand.users = 0.9\ndemand.users ~ demand.requests_per_day = 0.9\n"
		"[infra.x]\nprice = 1 mouth\nprise = 2\n[monitoring.y]\nprice = 1\ncovers = none\ncuts = 1\n"
		"[benefit.z]\n[incident.d]\nshare = 60%\n[infr.a]\n[alert.b]\nfor = ever\n";
	struct diags diags = {0};
	struct source source = {0};
	struct plan *plan = NULL;
	int result = -1;
	(void)context;
	if (source_read_text("p.ini", text, strlen(text), &diags, &source))
		goto done;
	assert_int_equal(plan_from_source(&source, &diags, &plan), -1);
	assert_null(plan);
	assert_true(diags_failed(&diags));
	if (!diags.out_of_memory) {
		assert_int_equal(diags.errors, 8);
		result = 0;
	}
done:
	source_release(&source);
	diags_release(&diags);
	return result;
}

static int apply_some(void *context)
{
	static const char text[] = "[option.a]\n[infra.x]\nprice = 1\n";
	static const char *const good[] = {"infra.x.price=12", "plan.horizon=4", "demand.growth=3%"};
	static const char *const bad[] = {"infra.y.price=12", "plam.horizon=4", "demand.growht=3%", "plan=4",
					  "x"};
	struct diags diags = {0};
	struct source source = {0};
	int result = -1;
	(void)context;
	if (source_read_text("p.ini", text, strlen(text), &diags, &source))
		goto done;
	for (size_t i = 0; i < 3; i++) {
		if (source_apply(&source, good[i], (struct place){.file = "--set"}, &diags)) {
			assert_true(diags.out_of_memory);
			goto done;
		}
	}
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(source_apply(&source, bad[i], (struct place){.file = "--set"}, &diags), -1);
		assert_true(diags.out_of_memory || diags.errors == i + 1);
		if (diags.out_of_memory)
			goto done;
	}
	result = 0;
done:
	source_release(&source);
	diags_release(&diags);
	return result;
}

static void survives_every_failing_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(read_one, "tests/golden/uncertain.ini") > 10);
	assert_true(fail_each_alloc(read_one, "tests/golden/recommendation-engine.ini") > 10);
	assert_true(fail_each_alloc(read_problems, NULL) > 30);
	assert_true(fail_each_alloc(apply_some, NULL) > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_become_structs),
		cmocka_unit_test(currencies_are_numbered),
		cmocka_unit_test(values_differ_by_option),
		cmocka_unit_test(names_lead_to_things),
		cmocka_unit_test(the_inputs_are_listed_in_the_order_of_the_file),
		cmocka_unit_test(an_unknown_input_is_told_with_the_nearest),
		cmocka_unit_test(a_walk_meets_every_setting),
		cmocka_unit_test(every_case_reads_without_a_word),
		cmocka_unit_test(unknown_names_are_told_with_the_nearest),
		cmocka_unit_test(duplicates_are_told_with_the_first),
		cmocka_unit_test(values_out_of_range_are_told_with_the_range),
		cmocka_unit_test(every_item_has_one_price),
		cmocka_unit_test(capacity_stands_alone),
		cmocka_unit_test(controls_name_what_they_cut),
		cmocka_unit_test(a_benefit_has_one_form),
		cmocka_unit_test(incidents_need_their_rates),
		cmocka_unit_test(correlations_can_hold_together),
		cmocka_unit_test(all_problems_come_at_once_and_in_order),
		cmocka_unit_test(assignments_check_their_names),
		cmocka_unit_test(names_split_into_section_and_key),
		cmocka_unit_test(a_bad_value_names_the_assignment_it_came_from),
		cmocka_unit_test(survives_every_failing_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
