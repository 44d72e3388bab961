/* The table of fields: complete, consistent, and what docs/profile-keys.md says. */
#include "plan/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/file.h"
#include "fail_alloc.h"
#include "plan/plan.h"

#define PER_OPTION_SECTIONS                                                                                  \
	(1U << SECTION_INFRA | 1U << SECTION_TEAM | 1U << SECTION_MONITORING | 1U << SECTION_OTHER |         \
	 1U << SECTION_BENEFIT | 1U << SECTION_INCIDENT)

static bool is_numeric(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_WHOLE || field->kind == KIND_SHARE ||
	       field->kind == KIND_MONEY || field->kind == KIND_MOMENT;
}

static void hold(bool condition, const struct field *field, const char *what)
{
	if (!condition)
		fail_msg("'%s': %s", field->key, what);
}

static void every_row_is_whole(void **state)
{
	size_t count;
	const struct field *fields = field_table(&count);
	(void)state;
	assert_true(count > 100);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &fields[i];
		hold(field->sections != 0 && field->sections < 1U << SECTION_KINDS, field, "sections");
		hold(field->key && *field->key, field, "key");
		hold(field->help && field->help[strlen(field->help) - 1] == '.', field, "help");
		hold((field->kind == KIND_WORD) == (field->words != NULL), field, "words");
		hold(!is_numeric(field) || field->low < field->high, field, "range");
		hold((field->kind == KIND_MONEY) == (field->period != PERIOD_NONE), field, "period");
		hold(!field->periods || (field->periods & 1U << field->period), field,
		     "its default is no period of its own");
		hold(!field->single || field->kind == KIND_IDS, field, "single");
		/*
		 * The format's word: any number, share, money, moment or yes/no of these sections, and
		 * nothing else.
		 */
		bool differs = (field->sections & PER_OPTION_SECTIONS) &&
			       (is_numeric(field) || field->kind == KIND_FLAG);
		hold(field->per_option == differs, field, "per option");
	}
}

static void defaults_are_what_files_could_say(void **state)
{
	static const char *const code[] = {"EUR"};
	const struct currency_names currencies = {.code = code, .count = 1};
	size_t count;
	const struct field *fields = field_table(&count);
	(void)state;
	for (size_t i = 0; i < count; i++) {
		struct diags diags = {0};
		struct bytes out = {0};
		struct value value;
		if (!fields[i].fallback)
			continue;
		int result =
			value_parse(fields[i].fallback, strlen(fields[i].fallback), &fields[i], &currencies,
				    (struct place){.file = NULL}, fields[i].key, &diags, &value);
		diags_print(&diags, &out);
		assert_string_equal(bytes_text(&out), "");
		assert_int_equal(result, 0);
		value_print(&value, &fields[i], &currencies, &out);
		assert_string_equal(bytes_text(&out),
				    fields[i].fallback); /* as the program itself would write it */
		bytes_release(&out);
		value_release(&value);
	}
}

/* The format's own words: docs of the format, "Sections". */
static void defaults_are_those_of_the_format(void **state)
{
	static const struct {
		const char *section, *key, *fallback;
	} cases[] = {
		{"plan", "currency", "EUR"},
		{"plan", "horizon", "36"},
		{"plan", "discount_rate", "10%"},
		{"plan", "convention", "monthly"},
		{"plan", "on_cost", "0%"},
		{"demand", "peak_factor", "1"},
		{"demand", "growth", "0%"},
		{"hosting", "self_hosted_discount", "40%"},
		{"option", "time_to_market", "0"},
		{"option", "hosting", "managed"},
		{"infra", "from", "launch"},
		{"team", "from", "start"},
		{"monitoring", "from", "launch"},
		{"other", "from", "launch"},
		{"infra", "until", "never"},
		{"infra", "quantity", "1"},
		{"team", "fte", "1"},
		{"infra", "elasticity", "0"},
		{"infra", "escalation", "0%"},
		{"infra", "risk_adjustment", "0%"},
		{"infra", "enabled", "yes"},
		{"benefit", "influenced_share", "100%"},
		{"benefit", "margin", "100%"},
		{"benefit", "ramp", "0"},
		{"benefit", "from", "launch"},
		{"benefit", "decay", "0%"},
		{"benefit", "retrain_every", "1"},
		{"incident", "share", "0%"},
		{"incident", "of", "revenue"},
		{"incident", "loss", "0%"},
		{"incident", "exposed", "100%"},
		{"incident", "margin", "100%"},
		{"incident", "duration", "0"},
		{"outcome", "stop_month", "12"},
		{"outcome", "neutral_payback", "24"},
		{"migration", "cost", "0"},
		{"migration", "overlap", "1"},
		{"guidance", "managed_requests_per_day", "1M"},
		{"guidance", "managed_team", "5"},
		{"guidance", "self_hosted_requests_per_day", "100M"},
		{"guidance", "scientists_per_engineer", "3"},
		{"guidance", "alerts", "8"},
		{"guidance", "payback", "18"},
		{"guidance", "neutral_payback", "24"},
		{"guidance", "drift_score", "0.15"},
		{"guidance", "freshness_hours", "4"},
	};
	static const struct {
		const char *section, *key;
	} none[] = {
		{"plan", "start"},
		{"demand", "requests_per_day"},
		{"business", "annual_revenue"},
		{"infra", "price"},
		{"infra", "capacity"},
		{"benefit", "lift"},
		{"benefit", "annual_value"},
		{"incidents", "per_year"},
		{"guidance", "p95_latency"},
		{"monitoring", "cuts"},
		{"team", "salary"},
		{"tier", "total"},
		{"alert", "level"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct field *field = field_find(section_kind_of(cases[i].section), cases[i].key);
		assert_non_null(field);
		assert_string_equal(field->fallback, cases[i].fallback);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		const struct field *field = field_find(section_kind_of(none[i].section), none[i].key);
		assert_non_null(field);
		assert_null(field->fallback);
	}
}

static size_t width_of(const struct field *field)
{
	return field->form == KEY_PLAIN ? sizeof(struct setting) : sizeof(struct setting_list);
}

/* The kind of section whose struct another kind uses: cost items of four kinds share one. */
static int struct_of(int kind)
{
	bool item = kind == SECTION_TEAM || kind == SECTION_MONITORING || kind == SECTION_OTHER;
	return item ? SECTION_INFRA : kind;
}

/* Counts, for each byte of a kind's struct, the fields that live there. */
static void count_fields(int kind, unsigned char *used)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = 0; i < count; i++) {
		for (size_t b = 0; (fields[i].sections & 1U << kind) && b < width_of(&fields[i]); b++)
			used[fields[i].offset + b]++;
	}
}

/* Every byte of a section's struct behind its head is a field's, and no two fields of a section share one. */
static void every_member_has_its_row(void **state)
{
	unsigned char ever[SECTION_KINDS][sizeof(struct cost_item) + sizeof(struct benefit)] = {{0}};
	(void)state;
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		const struct section_type *type = section_type((enum section_kind)kind);
		unsigned char used[sizeof(ever[0])] = {0};
		assert_true(type->size <= sizeof(used));
		count_fields(kind, used);
		for (size_t b = 0; b < sizeof(used); b++) {
			if (used[b] > 1 || (used[b] && b >= type->size))
				fail_msg("[%s]: byte %zu of its struct is of %d fields", type->name, b,
					 used[b]);
			ever[struct_of(kind)][b] |= used[b];
		}
	}
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		const struct section_type *type = section_type((enum section_kind)kind);
		for (size_t b = sizeof(struct section); b < type->size; b++) {
			if (!ever[struct_of(kind)][b])
				fail_msg("[%s]: byte %zu of its struct is no field's", type->name, b);
		}
	}
}

static void no_key_is_declared_twice(void **state)
{
	size_t count;
	const struct field *fields = field_table(&count);
	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if ((fields[i].sections & fields[j].sections) &&
			    strcmp(fields[i].key, fields[j].key) == 0)
				fail_msg("'%s' stands twice", fields[i].key);
		}
	}
}

static void fields_are_found(void **state)
{
	(void)state;
	assert_int_equal(section_kind_of("plan"), SECTION_PLAN);
	assert_int_equal(section_kind_of("alert"), SECTION_ALERT);
	assert_int_equal(section_kind_of("plans"), SECTION_KINDS);
	assert_string_equal(field_find(SECTION_TEAM, "from")->fallback, "start");
	assert_null(field_find(SECTION_TEAM, "price"));
	assert_null(field_find(SECTION_INFRA, "covers"));
	assert_null(field_find(SECTION_OPTION, "hosting.COMPONENT"));
	assert_string_equal(field_of_form(SECTION_OPTION, KEY_COMPONENT, NULL)->key, "hosting.COMPONENT");
	assert_string_equal(field_of_form(SECTION_MIGRATION, KEY_MOVE, "overlap")->key, "overlap.FROM.TO");
	assert_string_equal(field_of_form(SECTION_MIGRATION, KEY_MOVE, "cost")->key, "cost.FROM.TO");
	assert_null(field_of_form(SECTION_MIGRATION, KEY_MOVE, "co"));
	assert_null(field_of_form(SECTION_PLAN, KEY_MOVE, "cost"));
}

static void ranges_read_well(void **state)
{
	static const struct {
		enum section_kind kind;
		const char *key, *range;
	} cases[] = {
		{SECTION_PLAN, "horizon", "a whole number, 1 to 120"},
		{SECTION_DEMAND, "growth", "more than -100% and at most 1000%"},
		{SECTION_BENEFIT, "margin", "0% to 100%"},
		{SECTION_HOSTING, "self_hosted_discount", "0% to less than 100%"},
		{SECTION_INFRA, "price", "0 or more"},
		{SECTION_INFRA, "capacity", "more than 0"},
		{SECTION_BENEFIT, "annual_value", "any number"},
		{SECTION_OPTION, "hosting", "managed or self-hosted"},
		{SECTION_ALERT, "level", "critical, warning or info"},
		{SECTION_INFRA, "enabled", "yes or no"},
		{SECTION_PLAN, "start", "YYYY-MM"},
		{SECTION_FX, "date", "YYYY-MM-DD"},
		{SECTION_PLAN, "name", "any text"},
		{SECTION_INFRA, "until", "start, launch, launch+N or N, months from 0 to 1200; or never"},
		{SECTION_INFRA, "from", "start, launch, launch+N or N, months from 0 to 1200"},
		{SECTION_MONITORING, "covers", "ids, separated by commas"},
		{SECTION_INFRA, "component", "an id"},
		{SECTION_PLAN, "currency", "three letters, like EUR"},
		{SECTION_DEMAND, "peak_factor", "1 or more"},
	};
	struct bytes out = {0};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		field_print_range(field_find(cases[i].kind, cases[i].key), &out);
		assert_string_equal(bytes_text(&out), cases[i].range);
		bytes_release(&out);
	}
	field_print_range(field_of_form(SECTION_CORRELATION, KEY_PAIR, NULL), &out);
	assert_string_equal(bytes_text(&out), "more than -1 to less than 1");
	bytes_release(&out);
}

static void the_page_of_keys_is_this_table(void **state)
{
	struct bytes page = {0}, described = {0};
	struct diags diags = {0};
	(void)state;
	field_describe_all(&described);
	assert_int_equal(file_read("docs/profile-keys.md", 1 << 20, &page, NULL, &diags), 0);
	if (page.size != described.size || memcmp(page.at, described.at, page.size) != 0)
		fail_msg("docs/profile-keys.md is not what `breakeven keys` prints: write it anew");
	bytes_release(&page);
	bytes_release(&described);
}

static int describe(void *context)
{
	struct bytes out = {0};
	(void)context;
	field_describe_all(&out);
	int result = out.failed ? -1 : 0;
	bytes_release(&out);
	return result;
}

static void a_page_that_misses_a_part_says_so(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(describe, NULL) > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(defaults_are_what_files_could_say),
		cmocka_unit_test(defaults_are_those_of_the_format),
		cmocka_unit_test(every_member_has_its_row),
		cmocka_unit_test(no_key_is_declared_twice),
		cmocka_unit_test(fields_are_found),
		cmocka_unit_test(ranges_read_well),
		cmocka_unit_test(the_page_of_keys_is_this_table),
		cmocka_unit_test(a_page_that_misses_a_part_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
