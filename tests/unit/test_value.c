/* Values: the grammar, the character that an error points at, and every bit there and back. */
#include "plan/value.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "fail_alloc.h"
#include "near.h"
#include "plan/field.h"

static const char *const codes[] = {"EUR", "USD", "CHF"};
static const struct currency_names currencies = {.code = codes, .count = 3};

/* The fields that the cases are about, by a short name. */
static const struct field *field(const char *name)
{
	static const struct {
		const char *name;
		enum section_kind kind;
		const char *key;
	} fields[] = {
		{"number", SECTION_DEMAND, "users"},
		{"peak", SECTION_DEMAND, "peak_factor"},
		{"growth", SECTION_DEMAND, "growth"},
		{"share", SECTION_BENEFIT, "influenced_share"},
		{"price", SECTION_INFRA, "price"},
		{"salary", SECTION_TEAM, "salary"},
		{"revenue", SECTION_BUSINESS, "annual_revenue"},
		{"cost", SECTION_MIGRATION, "cost"},
		{"value", SECTION_BENEFIT, "annual_value"},
		{"from", SECTION_INFRA, "from"},
		{"until", SECTION_INFRA, "until"},
		{"horizon", SECTION_PLAN, "horizon"},
		{"flag", SECTION_INFRA, "enabled"},
		{"hosting", SECTION_OPTION, "hosting"},
		{"month", SECTION_PLAN, "start"},
		{"date", SECTION_FX, "date"},
		{"currency", SECTION_PLAN, "currency"},
		{"ids", SECTION_MONITORING, "covers"},
		{"id", SECTION_INFRA, "component"},
		{"text", SECTION_PLAN, "name"},
		{"guide", SECTION_GUIDANCE, "managed_team"},
		{"decay", SECTION_BENEFIT, "decay"},
		{"capacity", SECTION_INFRA, "capacity"},
		{"months", SECTION_OPTION, "time_to_market"},
		{"retrain", SECTION_BENEFIT, "retrain_every"},
		{"discount", SECTION_HOSTING, "self_hosted_discount"},
		{"return", SECTION_PLAN, "discount_rate"},
	};
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].name, name) == 0)
			return field_find(fields[i].kind, fields[i].key);
	}
	if (strcmp(name, "rate") == 0)
		return field_of_form(SECTION_FX, KEY_CURRENCY, NULL);
	fail_msg("no field '%s'", name);
	return NULL;
}

static int parse(const char *text, const char *name, struct diags *diags, struct value *value)
{
	const struct place place = {.file = "f.ini", .line = 7, .column = 10};
	return value_parse(text, strlen(text), field(name), &currencies, place, "key", diags, value);
}

static struct value parsed(const char *text, const char *name)
{
	struct diags diags = {0};
	struct value value = {.kind = KIND_TEXT};
	if (parse(text, name, &diags, &value)) {
		struct bytes out = {0};
		diags_print(&diags, &out);
		fail_msg("'%s': %s", text, bytes_text(&out));
	}
	assert_int_equal(diags.count, 0);
	diags_release(&diags);
	return value;
}

/* --- what is read --- */

static void reads_numbers(void **state)
{
	static const struct {
		const char *field, *text;
		double number;
	} cases[] = {
		{"number", "12", 12},
		{"number", "1.5", 1.5},
		{"number", "140k", 140000},
		{"number", "2.3M", 2300000},
		{"number", "1.44G", 1440000000.0},
		{"number", "1_000", 1000},
		{"number", "1e3", 1000},
		{"number", "1.5e2k", 150000},
		{"number", "129.27M", 129270000},
		{"number", "1.005k", 1005},
		{"number", " 7 ", 7},
		{"number", "+3", 3},
		{"number", "0.1M", 100000},
		{"share", "18%", 0.18},
		{"share", "0.18", 0.18},
		{"share", "9.8845%", 0.098845},
		{"share", "87.5%", 0.875},
		{"share", "18 %", 0.18},
		{"share", "7%", 0.07},
		{"growth", "-5%", -0.05},
		{"growth", "0.1%", 0.001},
		{"share", "1e1%", 0.1},
		{"number", "-0", 0},
		{"horizon", "36", 36},
		{"horizon", "120", 120},
		{"growth", "300%", 3},
		{"number", "1e18", 1e18},
		{"peak", "1", 1},
		{"share", "100%", 1},
		{"share", "0", 0},
		{"growth", "-99.9%", -0.999},
		{"number", "0.000001G", 1000},
		/* nobody's thousands */
		{"number", "0.000", 0},
		{"number", "1234.000", 1234},
		{"number", "12.0000", 12},
		{"number", "12.00", 12},
		{"number", "12.500", 12.5},
		{"number", "1_234.500", 1234.5},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		/* Every bit: 2.3M is 2300000, and 9.8845% is 0.098845. */
		if (memcmp(&value.parameter[0], &cases[i].number, sizeof(double)) != 0)
			fail_msg("'%s' is %.17g, not %.17g", cases[i].text, value.parameter[0],
				 cases[i].number);
		assert_int_equal(value.distribution, DIST_POINT);
		assert_false(value_is_uncertain(&value));
		assert_near(value_best_guess(&value), cases[i].number, 0);
	}
}

static void reads_money(void **state)
{
	static const struct {
		const char *field, *text;
		double amount;
		int currency;
		enum period period;
	} cases[] = {
		{"price", "300 USD/month", 300, 1, PERIOD_MONTH},
		{"price", "1200", 1200, 0, PERIOD_MONTH},
		{"salary", "140k/year", 140000, 0, PERIOD_YEAR},
		{"salary", "140k", 140000, 0, PERIOD_YEAR},
		{"salary", "10k / month", 10000, 0, PERIOD_MONTH},
		{"price", "0.34 USD/hour", 0.34, 1, PERIOD_HOUR},
		{"price", "12 USD/million requests", 12, 1, PERIOD_MILLION_REQUESTS},
		{"price", "0.8/million  requests", 0.8, 0, PERIOD_MILLION_REQUESTS},
		{"price", "60k EUR once", 60000, 0, PERIOD_ONCE},
		{"price", "0 once", 0, 0, PERIOD_ONCE},
		{"price", "1.9/hour", 1.9, 0, PERIOD_HOUR},
		{"price", "9.5 CHF/day", 9.5, 2, PERIOD_DAY},
		{"price", "3 usd / Month", 3, 1, PERIOD_MONTH},
		{"price", "4 USD", 4, 1, PERIOD_MONTH},
		{"revenue", "129.27M", 129270000, 0, PERIOD_YEAR},
		{"revenue", "1M EUR/year", 1000000, 0, PERIOD_YEAR},
		{"cost", "45k", 45000, 0, PERIOD_ONCE},
		{"cost", "45k USD once", 45000, 1, PERIOD_ONCE},
		{"value", "-5k", -5000, 0, PERIOD_YEAR},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		bool same = value.currency == cases[i].currency && value.period == cases[i].period;
		if (!same || memcmp(&value.parameter[0], &cases[i].amount, sizeof(double)) != 0)
			fail_msg("'%s': %.17g, currency %d, %s", cases[i].text, value.parameter[0],
				 value.currency, period_name(value.period));
	}
}

static void reads_distributions(void **state)
{
	static const struct {
		const char *field, *text;
		enum distribution distribution;
		double parameter[3];
		double best;
		bool uncertain;
	} cases[] = {
		{"number", "uniform(2, 3)", DIST_UNIFORM, {2, 3}, 2.5, true},
		{"price", "triangular(250, 300, 400) USD/month", DIST_TRIANGULAR, {250, 300, 400}, 300, true},
		{"share", "pert(10%, 18%, 24%)", DIST_PERT, {0.10, 0.18, 0.24}, 0.18, true},
		{"share", "normal(18%, 3%)", DIST_NORMAL, {0.18, 0.03}, 0.18, true},
		{"share", "12% to 24%", DIST_TO_LOGNORMAL, {0.12, 0.24}, 0.169705627484771405, true},
		{"price",
		 "30 to 60 USD/million requests",
		 DIST_TO_LOGNORMAL,
		 {30, 60},
		 42.426406871192851,
		 true},
		{"number", "500k to 2M", DIST_TO_LOGNORMAL, {500000, 2000000}, 1000000, true},
		{"growth", "-5% to 10%", DIST_TO_NORMAL, {-0.05, 0.10}, 0.025, true},
		{"growth", "0 to 10%", DIST_TO_NORMAL, {0, 0.10}, 0.05, true},
		{"number", "UNIFORM ( 1k,2k )", DIST_UNIFORM, {1000, 2000}, 1500, true},
		{"number", "5 to 5", DIST_TO_LOGNORMAL, {5, 5}, 5, false},
		{"number", "uniform(2, 2)", DIST_UNIFORM, {2, 2}, 2, false},
		{"number", "pert(2, 2, 2)", DIST_PERT, {2, 2, 2}, 2, false},
		{"number", "triangular(2, 2, 3)", DIST_TRIANGULAR, {2, 2, 3}, 2, true},
		{"capacity", "normal(4200, 880)", DIST_NORMAL, {4200, 880}, 4200, true}, /* 0.91 draws in a million */
		{"capacity", "normal(4, 0)", DIST_NORMAL, {4, 0}, 4, false},
		{"capacity", "pert(1e-9, 2, 9)", DIST_PERT, {1e-9, 2, 9}, 2, true},
		{"number", "normal(4, 0)", DIST_NORMAL, {4, 0}, 4, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		assert_int_equal(value.distribution, cases[i].distribution);
		for (int p = 0; p < 3; p++)
			assert_near(value.parameter[p], cases[i].parameter[p], 0);
		assert_near(value_best_guess(&value), cases[i].best, 1e-15);
		assert_int_equal(value_is_uncertain(&value), cases[i].uncertain);
	}
}

static void reads_moments(void **state)
{
	static const struct {
		const char *field, *text;
		enum moment_base base;
		double months;
	} cases[] = {
		{"from", "start", MOMENT_START, 0},     {"from", "launch", MOMENT_LAUNCH, 0},
		{"from", "launch+3", MOMENT_LAUNCH, 3}, {"from", "Launch + 2.5", MOMENT_LAUNCH, 2.5},
		{"from", "12", MOMENT_START, 12},       {"until", "never", MOMENT_NEVER, 0},
		{"until", "28.5", MOMENT_START, 28.5},  {"from", "0", MOMENT_START, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		assert_int_equal(value.moment, cases[i].base);
		assert_near(value.parameter[0], cases[i].months, 0);
		assert_false(value_is_uncertain(&value));
	}
}

static void reads_words(void **state)
{
	(void)state;
	assert_near(parsed("yes", "flag").parameter[0], 1, 0);
	assert_near(parsed("No", "flag").parameter[0], 0, 0);
	assert_near(parsed("managed", "hosting").parameter[0], 0, 0);
	assert_near(parsed("Self-Hosted", "hosting").parameter[0], 1, 0);
	assert_near(parsed("2025-06", "month").parameter[0], 2025 * 12 + 5, 0);

	static const struct {
		const char *field, *text, *held;
	} cases[] = {
		{"date", "2024-02-29", "2024-02-29"},
		{"date", "2024-12-01", "2024-12-01"},
		{"date", "2000-02-29", "2000-02-29"},
		{"currency", "usd", "USD"},
		{"currency", "zar", "ZAR"},
		{"ids", "a, b-c, z9", "a,b-c,z9"},
		{"ids", " Drift ,bias", "drift,bias"},
		{"id", "Feature-Store", "feature-store"},
		{"text", "any \xC3\xA9 words", "any \xC3\xA9 words"},
		{"text", "", ""},
		{"text", " kept ", " kept "},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		assert_string_equal(value.text, cases[i].held);
		value_release(&value);
	}
}

/* --- what is refused --- */

#define GROUPED " is written '12_000_000' here: the decimal mark is '.', and '_' may separate thousands"

static void errors_point_at_the_character(void **state)
{
	/* The value begins in column 10. */
	static const struct {
		const char *field, *text, *error;
	} cases[] = {
		{"number", "", "10: a value is missing: 0 or more"},
		{"number", "abc", "10: 'abc' is not a number"},
		{"number", "nan", "10: 'nan' is not a number"},
		{"number", "inf", "10: 'inf' is not a number"},
		{"number", "0x10", "10: '0x10' is not a number: the suffixes are k, M and G"},
		{"number", "140K", "10: '140K' is not a number: the suffixes are k, M and G"},
		{"number", "140kk", "10: '140kk' is not a number: the suffixes are k, M and G"},
		{"number", "1TO2", "10: '1TO2' is not a number: the suffixes are k, M and G"},
		{"number", "18%", "10: '18%' is not a number: the suffixes are k, M and G"},
		/* numbers as they are written elsewhere */
		{"number", "1,5", "10: '1,5' is written '1.5' here: the decimal mark is '.', and '_' may separate thousands"},
		{"share", "18,5%", "10: '18,5%' is written '18.5%' here: the decimal mark is '.', and '_' may separate thousands"},
		{"share", "8,5 %", "10: '8,5' is written '8.5' here: the decimal mark is '.', and '_' may separate thousands"},
		{"share", "-18,5% to 3", "10: '-18,5%' is written '-18.5%' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "12 000 000", "10: '12 000 000'" GROUPED},
		{"number", "12\t000\t000", "10: '12\t000\t000'" GROUPED},
		{"number", "12  000  000", "10: '12  000  000'" GROUPED},
		{"number", "12\u00a0000\u00a0000", "10: '12\u00a0000\u00a0000'" GROUPED},
		{"number", "12\u202f000\u202f000", "10: '12\u202f000\u202f000'" GROUPED},
		{"number", "12\u2009000\u2009000", "10: '12\u2009000\u2009000'" GROUPED},
		{"number", "12\u2007000\u2007000", "10: '12\u2007000\u2007000'" GROUPED},
		{"number", "12'000'000", "10: '12'000'000'" GROUPED},
		{"number", "12\u2019000\u2019000", "10: '12\u2019000\u2019000'" GROUPED},
		{"number", "12.000.000", "10: '12.000.000'" GROUPED},
		{"number", "12,000,000", "10: '12,000,000'" GROUPED},
		{"number", "1,20,00,000", "10: '1,20,00,000' is written '1_20_00_000' here: the decimal mark is '.', and '_' may separate thousands"},
		{"revenue", "12 000 000 EUR/year", "10: '12 000 000'" GROUPED},
		{"number", "1.234,5", "10: '1.234,5' is written '1_234.5' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "1,234.5", "10: '1,234.5' is written '1_234.5' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "1 234,50k", "10: '1 234,50k' is written '1_234.50k' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "85.000", "10: '85.000' is ambiguous: write '85' or '85_000'"},
		{"price", "85.000 EUR/year", "10: '85.000' is ambiguous: write '85' or '85_000'"},
		{"price", "85.000k", "10: '85.000k' is ambiguous: write '85k' or '85_000k'"},
		{"price", "uniform(85, 90.000)", "22: '90.000' is ambiguous: write '90' or '90_000'"},
		{"number", "85,000", "10: '85,000' is ambiguous: write '85' or '85_000'"},
		{"number", "1,234", "10: '1,234' is ambiguous: write '1.234' or '1_234'"},
		{"number", "0,123", "10: '0,123' is written '0.123' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "1234,567", "10: '1234,567' is written '1234.567' here: the decimal mark is '.', and '_' may separate thousands"},
		{"from", "launch+1,5", "17: '1,5' is written '1.5' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "2 to 12 000", "15: '12 000' is written '12_000' here: the decimal mark is '.', and '_' may separate thousands"},
		{"number", "uniform(10 000, 12 000)", "18: '10 000' is written '10_000' here: the decimal mark is '.', and '_' may separate thousands"},
		{"share", "uniform(10,5%, 20%)", "23: uniform takes 2 numbers; the decimal mark is '.'"},
		{"number", "pert(1, 2)", "19: pert takes 3 numbers"},
		{"number", "12 00", "13: unexpected '00' after the value"},
		{"number", "1,2,3", "11: unexpected ',2,3' after the value"},
		{"number", "1.5.2", "13: unexpected '.2' after the value"},
		{"number", "12 apples", "13: unexpected 'apples' after the value"},
		{"number", "-1", "10: '-1' is out of range: 0 or more"},
		{"number", "1e400", "10: '1e400' is not a number"},
		{"number", "2e18", "10: '2e18' is too large: at most 1e18"},
		{"number", "1e300G", "10: '1e300G' is too large: at most 1e18"},
		{"number", ".5", "10: '.5' is not a number"},
		{"peak", "0.5", "10: '0.5' is out of range: 1 or more"},
		{"growth", "-100%", "10: '-100%' is out of range: more than -100% and at most 1000%"},
		{"share", "101%", "10: '101%' is out of range: 0% to 100%"},
		{"share", "18", "10: '18' is out of range: 0% to 100%"},
		{"share", "18k", "10: '18k' is not a share: write 18% or 0.18"},
		{"decay", "100%", "10: '100%' is out of range: 0% to less than 100%"},
		{"capacity", "0", "10: '0' is out of range: more than 0"},
		{"capacity", "0 to 5", "10: '0' is out of range: more than 0"},
		{"horizon", "36.5", "10: '36.5' is not a whole number"},
		{"horizon", "121", "10: '121' is out of range: a whole number, 1 to 120"},
		{"horizon", "uniform(1, 2)", "10: this takes one number: it cannot be uncertain"},
		{"guide", "3 to 5", "10: this takes one number: it cannot be uncertain"},
		/* distributions */
		{"number", "trianglar(1, 2, 3)",
		 "10: unknown distribution 'trianglar': uniform, triangular, pert or normal; did you mean "
		 "'triangular'?"},
		{"number", "uniform 1, 2", "10: 'uniform' is not a number"},
		{"number", "uniform(1, 2", "22: ')' is missing"},
		{"number", "uniform(1)", "19: uniform takes 2 numbers"},
		{"number", "uniform(1", "19: uniform takes 2 numbers"},
		{"number", "uniform(1, 2, 3)", "22: uniform takes 2 numbers"},
		{"number", "pert(1, 2)", "19: pert takes 3 numbers"},
		{"number", "uniform(, 2)", "18: ',' is not a number"},
		{"number", "uniform()", "18: ')' is not a number"},
		{"price", "uniform(1 USD, 2)",
		 "20: unexpected 'USD' within uniform(\xE2\x80\xA6): a unit goes after the ')'"},
		{"number", "uniform(3, 2)", "21: '2' is less than the number before it: the numbers must ascend"},
		{"number", "pert(1, 5, 4)", "21: '4' is less than the number before it: the numbers must ascend"},
		{"number", "24 to 12", "16: '12' is less than the number before it: the numbers must ascend"},
		{"number", "12 to", "15: a number is missing here"},
		{"number", "12 to x", "16: 'x' is not a number"},
		{"number", "uniform(-1, 2)", "18: '-1' is out of range: 0 or more"},
		{"share", "uniform(10%, 120%)", "23: '120%' is out of range: 0% to 100%"},
		{"share", "normal(10%, -1%)", "22: a standard deviation is 0 or more"},
		{"share", "normal(110%, 1%)", "17: '110%' is out of range: 0% to 100%"},
		{"share", "50% to 150%", "17: '150%' is out of range: 0% to 100%"},
		{"capacity", "normal(4200, 1500)",
		 "10: 0.26% of the draws of 'normal(4200, 1500)' are 0 or less, where it must be more than 0: write 'A to B' "
		 "with A above 0, or pert(LOW, MODE, HIGH)"},
		{"rate", "normal(0.9, 0.19) ",
		 "10: 0.00011% of the draws of 'normal(0.9, 0.19)' are 0 or less, where it must be more than 0: write 'A to B' "
		 "with A above 0, or pert(LOW, MODE, HIGH)"},
		{"retrain", "normal(3, 1)",
		 "10: 0.13% of the draws of 'normal(3, 1)' are 0 or less, where it must be more than 0: write 'A to B' "
		 "with A above 0, or pert(LOW, MODE, HIGH)"},
		{"discount", "50% to 80%",
		 "10: 0.067% of the draws of '50% to 80%' are out of range (0% to less than 100%): write pert(LOW, MODE, HIGH), "
		 "which stays between LOW and HIGH"},
		{"return", "-80% to 20%",
		 "10: 1.1% of the draws of '-80% to 20%' are out of range (more than -100% and at most 1000%): write "
		 "pert(LOW, MODE, HIGH), which stays between LOW and HIGH"},
		{"number", "uniform(1, 2) x", "24: unexpected 'x' after the value"},
		/* money */
		{"price", "-1", "10: '-1' is out of range: 0 or more"},
		{"price", "3 DKK", "12: no rate for currency 'DKK' in [fx]; known: EUR, USD, CHF"},
		{"price", "3 usb/month",
		 "12: no rate for currency 'USB' in [fx]; known: EUR, USD, CHF; did you mean 'USD'?"},
		{"price", "3 USD/mouth",
		 "16: 'mouth' is not a period: hour, day, month, year or million requests; did you mean "
		 "'month'?"},
		{"price", "3 USD/", "16: '' is not a period: hour, day, month, year or million requests"},
		{"price", "3/million",
		 "12: 'million' is not a period: hour, day, month, year or million requests"},
		{"price", "60 per million tokens",
		 "13: 'per million tokens' is not a period: /hour, /day, /month, /year or /million requests"},
		{"price", "60 per million requests", "13: 'per million requests' is written '/million requests' here"},
		{"price", "60 USD per month", "17: 'per month' is written '/month' here"},
		{"price", "60 a year", "13: 'a year' is written '/year' here"},
		{"revenue", "60 per month", "17: 'month' does not fit here; allowed: /year"},
		{"price", "3/once", "12: 'once' takes no '/': 60k EUR once"},
		{"price", "3 euros", "12: unexpected 'euros' after the value"},
		{"price", "300EUR", "10: '300EUR' is not a number: the suffixes are k, M and G"},
		{"revenue", "3M/month", "13: 'month' does not fit here; allowed: /year"},
		{"revenue", "3M once", "13: 'once' does not fit here; allowed: /year"},
		{"cost", "3k/month", "13: 'month' does not fit here; allowed: once"},
		/* moments, words, dates, ids */
		{"from", "lunch",
		 "10: 'lunch' is not a moment: start, launch, launch+N or N, months from 0 to 1200"},
		{"from", "never",
		 "10: 'never' is not a moment: start, launch, launch+N or N, months from 0 to 1200"},
		{"from", "-1",
		 "10: '-1' is out of range: start, launch, launch+N or N, months from 0 to 1200"},
		{"from", "1x", "10: '1x' is not a number: the suffixes are k, M and G"},
		{"from", "launch+", "17: a number is missing here"},
		{"from", "launch-1", "16: unexpected '-1' after the value"},
		{"from", "launch+1201",
		 "17: '1201' is out of range: start, launch, launch+N or N, months from 0 to 1200"},
		{"from", "1 to 2", "10: a moment cannot be uncertain"},
		{"flag", "true", "10: 'true' is not yes or no"},
		{"hosting", "manged", "10: 'manged' is not managed or self-hosted; did you mean 'managed'?"},
		{"month", "2025-13", "10: '2025-13' is not a month: YYYY-MM"},
		{"month", "2025-6", "10: '2025-6' is not a month: YYYY-MM"},
		{"date", "2023-02-29", "10: '2023-02-29' is not a date: YYYY-MM-DD"},
		{"date", "2023-02", "10: '2023-02' is not a date: YYYY-MM-DD"},
		{"currency", "EURO", "10: 'EURO' is not a currency: three letters, like EUR"},
		{"currency", "E1R", "10: 'E1R' is not a currency: three letters, like EUR"},
		{"ids", "drift, bia$", "17: 'bia$' is not an id: a-z, 0-9 and -"},
		{"ids", "drift,, bias", "16: an id is missing here"},
		{"ids", "drift, drift", "17: 'drift' is given twice"},
		{"ids", "a, bias, drift, bias", "26: 'bias' is given twice"},
		{"date", "1900-02-29", "10: '1900-02-29' is not a date: YYYY-MM-DD"},
		{"date", "2023-04-31", "10: '2023-04-31' is not a date: YYYY-MM-DD"},
		{"date", "2023-04-00", "10: '2023-04-00' is not a date: YYYY-MM-DD"},
		{"date", "2023/04/01", "10: '2023/04/01' is not a date: YYYY-MM-DD"},
		{"month", "2023-00", "10: '2023-00' is not a month: YYYY-MM"},
		{"revenue", "3M EUR once", "17: 'once' does not fit here; allowed: /year"},
		{"ids", "drift bias", "16: ids are separated by commas: unexpected 'bias'"},
		{"id", "a, b", "11: one id, no more: unexpected ','"},
		/* columns are characters, not bytes */
		{"number", "5 \xC3\xA9 x", "12: unexpected '\xC3\xA9 x' after the value"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct diags diags = {0};
		struct value value = {.kind = KIND_DATE};
		char found[256];
		if (!parse(cases[i].text, cases[i].field, &diags, &value))
			fail_msg("'%s' was accepted as %s", cases[i].text, cases[i].field);
		assert_int_equal(value.kind, KIND_DATE); /* untouched */
		assert_int_equal(diags.count, 1);
		snprintf(found, sizeof(found), "%d: %s", diags.at[0].place.column, diags.at[0].message);
		if (strcmp(found, cases[i].error) != 0)
			fail_msg("'%s' as %s:\n  %s\nnot\n  %s", cases[i].text, cases[i].field, found,
				 cases[i].error);
		assert_string_equal(diags.at[0].key, "key");
		assert_int_equal(diags.at[0].place.line, 7);
		diags_release(&diags);
	}
}

/* What is quoted is cut at 48 bytes, never within a character. */
static void long_words_are_cut_between_characters(void **state)
{
	struct diags diags = {0};
	struct value value;
	(void)state;
	for (int shift = 0; shift < 3; shift++) {
		char text[128] = "xxx";
		text[shift] = '\0';
		for (int i = 0; i < 30; i++)
			strcat(text, "\xE2\x82\xAC"); /* three bytes */
		assert_int_equal(parse(text, "flag", &diags, &value), -1);
		const char *message = diags.at[shift].message;
		assert_true(utf8_valid(message, strlen(message)));
		assert_true(strlen(message) < 48 + strlen("'' is not yes or no") + 1);
		assert_true(strlen(message) > 44 + strlen("'' is not yes or no"));
	}
	diags_release(&diags);
}

static void a_place_without_a_column_gets_none(void **state)
{
	struct diags diags = {0};
	struct value value;
	(void)state;
	assert_int_equal(value_parse(" 1 x", 4, field("number"), &currencies, (struct place){.file = "--set"},
				     "k", &diags, &value),
			 -1);
	assert_int_equal(diags.at[0].place.column, 0);
	/* Nor is a key needed, nor are currencies where there is no money. */
	assert_int_equal(value_parse("x", 1, field("number"), NULL, (struct place){.file = "--set"}, NULL, &diags,
				     &value),
			 -1);
	assert_null(diags.at[1].key);
	diags_release(&diags);
}

/* --- there and back --- */

static void prints_as_files_write_it(void **state)
{
	static const struct {
		const char *field, *text, *printed;
	} cases[] = {
		{"number", "140000", "140k"},
		{"number", "1500", "1500"},
		{"number", "1_000", "1k"},
		{"number", "2300000", "2.3M"},
		{"number", "1440M", "1440M"},
		{"number", "53150", "53150"},
		{"number", "0.1", "0.1"},
		{"number", "1e-9", "1e-9"},
		{"number", "1e18", "1000000000G"},
		{"number", "0", "0"},
		{"share", "0.18", "18%"},
		{"share", "9.8845%", "9.8845%"},
		{"share", "1e-12", "1e-10%"},
		{"growth", "-5%", "-5%"},
		{"share", "100%", "100%"},
		{"price", "1200/month", "1200"},
		{"price", "300 USD", "300 USD/month"},
		{"price", "60k EUR once", "60k once"},
		{"price", "12 USD/million requests", "12 USD/million requests"},
		{"salary", "140k", "140k"},
		{"salary", "10k/month", "10k/month"},
		{"cost", "45k USD once", "45k USD"},
		{"value", "-5.5k", "-5500"},
		{"share", "pert(0.1, 18%, 24%)", "pert(10%, 18%, 24%)"},
		{"number", "12 to 24", "12 to 24"},
		{"price", "30 to 60 USD/million requests", "30 to 60 USD/million requests"},
		{"price", "uniform(1000,2000) once", "uniform(1k, 2k) once"},
		{"number", "normal(4,0)", "normal(4, 0)"},
		{"from", "0", "start"},
		{"from", "launch+0", "launch"},
		{"from", "launch + 2.5", "launch+2.5"},
		{"until", "1200", "1200"},
		{"until", "never", "never"},
		{"flag", "YES", "yes"},
		{"hosting", "SELF-HOSTED", "self-hosted"},
		{"month", "2025-06", "2025-06"},
		{"date", "2025-06-13", "2025-06-13"},
		{"currency", "chf", "CHF"},
		{"ids", "drift,bias", "drift, bias"},
		{"text", "a; b", "a; b"},
		{"horizon", "120", "120"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		struct bytes out = {0};
		value_print(&value, field(cases[i].field), &currencies, &out);
		assert_string_equal(bytes_text(&out), cases[i].printed);
		struct value again = parsed(bytes_text(&out), cases[i].field);
		assert_true(value_equal(&value, &again));
		bytes_release(&out);
		value_release(&value);
		value_release(&again);
	}
}

static uint64_t next_random(void)
{
	static uint64_t state = 7;
	state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A number of some magnitude, with few digits or with all. */
static double random_number(double most)
{
	double unit = (double)(next_random() >> 11) * 0x1p-53;
	switch (next_random() % 4) {
	case 0:
		return floor(unit * 1000) / 1000 * most;
	case 1:
		return floor(unit * most);
	case 2:
		return unit * most * pow(10, -(double)(next_random() % 20));
	default:
		return unit * most;
	}
}

static struct value random_value(const struct field *of)
{
	struct value value = {.kind = of->kind, .period = PERIOD_NONE};
	double most = of->kind == KIND_SHARE ? 1 : 1e17;
	value.distribution = (enum distribution)(next_random() % 7);
	double a = random_number(most), b = random_number(most), c = random_number(most);
	value.parameter[0] = fmin(a, b);
	if (value.distribution != DIST_POINT)
		value.parameter[1] = fmax(a, b);
	if (value.distribution == DIST_TRIANGULAR || value.distribution == DIST_PERT)
		value.parameter[2] = fmax(value.parameter[1], c);
	if (value.distribution == DIST_TO_NORMAL || value.distribution == DIST_TO_LOGNORMAL)
		value.distribution = value.parameter[0] > 0 ? DIST_TO_LOGNORMAL : DIST_TO_NORMAL;
	if (of->kind == KIND_MONEY) {
		value.currency = (int)(next_random() % 3);
		value.period = (enum period)(next_random() % PERIOD_COUNT);
	}
	return value;
}

static void every_bit_comes_back(void **state)
{
	static const char *const names[] = {"number", "share", "price"};
	(void)state;
	for (int i = 0; i < 60000; i++) {
		const char *name = names[i % 3];
		struct value value = random_value(field(name));
		struct bytes out = {0};
		value_print(&value, field(name), &currencies, &out);
		struct value again = parsed(bytes_text(&out), name);
		if (!value_equal(&value, &again))
			fail_msg("%.17g, %.17g, %.17g came back otherwise from '%s'", value.parameter[0],
				 value.parameter[1], value.parameter[2], bytes_text(&out));
		bytes_release(&out);
	}
}

static void says_what_was_understood(void **state)
{
	static const struct {
		const char *field, *text, *said;
	} cases[] = {
		{"price", "30 to 60 USD/million requests",
		 "log-normal, 90 % between 30 and 60 USD per million requests, median 42.43"},
		{"growth", "-5% to 10%", "normal, 90 % between -5% and 10%, mean 2.5%"},
		{"months", "uniform(2, 3)", "uniform, anywhere between 2 and 3 months, middle 2.5"},
		{"share", "pert(10%, 18%, 24%)", "beta-PERT, between 10% and 24%, most likely 18%"},
		{"price", "triangular(250, 300, 400) USD/month",
		 "triangular, between 250 and 400 USD per month, most likely 300"},
		{"share", "normal(18%, 3%)", "normal, mean 18%, standard deviation 3%"},
		{"price", "60k once", "60k EUR once"},
		{"salary", "140k", "140k EUR per year"},
		{"from", "launch+3", "3 months after launch"},
		{"from", "launch+1", "1 month after launch"},
		{"from", "1", "1 month after the start of the plan"},
		{"months", "1", "1 month"},
		{"months", "1.5", "1.5 months"},
		{"months", "uniform(1, 2)", "uniform, anywhere between 1 and 2 months, middle 1.5"},
		{"from", "launch", "at launch"},
		{"from", "start", "at the start of the plan"},
		{"from", "12", "12 months after the start of the plan"},
		{"until", "never", "never"},
		{"flag", "yes", "yes"},
		{"hosting", "managed", "managed"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value = parsed(cases[i].text, cases[i].field);
		struct bytes out = {0};
		value_explain(&value, field(cases[i].field), &currencies, &out);
		assert_string_equal(bytes_text(&out), cases[i].said);
		bytes_release(&out);
	}
}

static void equal_values_are_equal_in_all(void **state)
{
	(void)state;
	struct value a = parsed("30 USD/month", "price");
	static const char *const others[] = {"31 USD/month", "30 EUR/month", "30 USD/year",
					     "uniform(30, 30) USD/month"};
	struct value same = parsed("30 usd", "price");
	assert_true(value_equal(&a, &same));
	for (size_t i = 0; i < 4; i++) {
		struct value other = parsed(others[i], "price");
		assert_false(value_equal(&a, &other));
	}
	struct value start = parsed("12", "from"), launch = parsed("launch+12", "from");
	assert_false(value_equal(&start, &launch));
	struct value drift = parsed("drift", "ids"), bias = parsed("bias", "ids");
	assert_false(value_equal(&drift, &bias));
	value_release(&drift);
	value_release(&bias);
}

/* --- memory --- */

static int read_and_print(void *context)
{
	static const struct {
		const char *field, *text;
		bool good;
	} cases[] = {
		{"ids", "drift, bias", true}, {"text", "words", true},
		{"share", "9.8845%", true},   {"hosting", "managd", false},
		{"price", "3 DKK", false},    {"price", "3 USB", false},
		{"price", "3/mouth", false},
		{"revenue", "3M/month", false},
		{"from", "lunch", false},
		{"number", "trianglar(1,2,3)", false},
		{"number", "85.000", false},  {"price", "60 per month", false},
	};
	struct diags diags = {0};
	struct bytes out = {0};
	int result = 0;
	(void)context;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct value value;
		size_t count = diags.count;
		if (parse(cases[i].text, cases[i].field, &diags, &value)) {
			/* What could not be told was lost to a lack of memory. */
			if (diags.count == count && !diags.out_of_memory)
				fail_msg("'%s' failed without a word", cases[i].text);
			continue;
		}
		assert_true(cases[i].good);
		value_print(&value, field(cases[i].field), &currencies, &out);
		value_release(&value);
	}
	if (diags.out_of_memory || out.failed || diags.errors != 9)
		result = -1;
	diags_release(&diags);
	bytes_release(&out);
	return result;
}

static void survives_every_failing_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(read_and_print, NULL) > 10);
}

static void months_have_their_days(void **state)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct diags diags = {0};
		struct value value = {.kind = KIND_TEXT};
		char text[64];
		snprintf(text, sizeof text, "2023-%02d-%02d", month, days[month - 1]);
		value = parsed(text, "date");
		assert_string_equal(value.text, text);
		value_release(&value);
		snprintf(text, sizeof text, "2023-%02d-%02d", month, days[month - 1] + 1);
		if (!parse(text, "date", &diags, &value))
			fail_msg("'%s' was accepted", text);
		diags_release(&diags);
	}
	assert_near(parsed("1900-01", "month").parameter[0], 1900 * 12, 0);
	struct diags diags = {0};
	struct value value;
	assert_int_not_equal(parse("1899-12", "month", &diags, &value), 0);
	diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_money),
		cmocka_unit_test(reads_distributions),
		cmocka_unit_test(reads_moments),
		cmocka_unit_test(reads_words),
		cmocka_unit_test(errors_point_at_the_character),
		cmocka_unit_test(long_words_are_cut_between_characters),
		cmocka_unit_test(a_place_without_a_column_gets_none),
		cmocka_unit_test(prints_as_files_write_it),
		cmocka_unit_test(every_bit_comes_back),
		cmocka_unit_test(says_what_was_understood),
		cmocka_unit_test(equal_values_are_equal_in_all),
		cmocka_unit_test(months_have_their_days),
		cmocka_unit_test(survives_every_failing_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
