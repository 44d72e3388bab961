/* The price catalogue: what its rows say, which of several files' rows stay, and what is wrong with a file. */
#include "plan/catalogue.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/file.h"
#include "fail_alloc.h"
#include "near.h"

#define HEADER "provider,item,region,term,unit,price,currency,from,until,source,checked\n"

static int add(struct catalogue *catalogue, const char *path, const char *text, bool own, struct diags *diags)
{
	struct bytes file = {0};
	bytes_add_text(&file, text);
	int result = file.failed ? -1 : catalogue_add(catalogue, path, &file, own, diags);
	diags->out_of_memory |= file.failed;
	bytes_release(&file);
	return result;
}

static struct catalogue catalogue_of(const char *text)
{
	struct catalogue catalogue = {0};
	struct diags diags = {0};
	int result = add(&catalogue, "p.csv", text, false, &diags);
	if (result != 0) {
		struct bytes said = {0};
		diags_print(&diags, &said);
		fail_msg("%s", bytes_text(&said));
	}
	return catalogue;
}

static int day(int year, int month, int day_of_month)
{
	return (year * 12 + month - 1) * CATALOGUE_DAYS_A_MONTH + day_of_month;
}

static void reads_rows(void **state)
{
	(void)state;
	struct catalogue catalogue =
		catalogue_of(HEADER "AWS,c5.xlarge,us-east-1,on demand,hour,0.17,usd,,,\"a list, \"\"old\"\"\",2025-06\r\n"
				    "Mine,box,,,hour,1_000,EUR,2026-02,2026-02,contract,2026-02-28\n");
	assert_int_equal(catalogue.count, 2);
	const struct listed_price *listed = &catalogue.at[0];
	assert_string_equal(listed->provider, "AWS");
	assert_string_equal(listed->item, "c5.xlarge");
	assert_string_equal(listed->region, "us-east-1");
	assert_string_equal(listed->term, "on demand");
	assert_string_equal(listed->unit, "hour");
	assert_near(listed->price, 0.17, 0);
	assert_string_equal(listed->currency, "USD");
	assert_string_equal(listed->from, "");
	assert_string_equal(listed->source, "a list, \"old\"");
	assert_int_equal(listed->from_day, INT_MIN);
	assert_int_equal(listed->until_day, INT_MAX);
	assert_int_equal(listed->checked_day, day(2025, 6, 1));
	listed++;
	assert_string_equal(listed->region, "");
	assert_near(listed->price, 1000, 0);
	assert_int_equal(listed->from_day, day(2026, 2, 1)); /* a month begins with its first day and ends with its last */
	assert_int_equal(listed->until_day, day(2026, 2, 31));
	assert_int_equal(listed->checked_day, day(2026, 2, 28));
	assert_int_equal(catalogue_month(listed->checked_day), 2026 * 12 + 1);
	catalogue_release(&catalogue);
}

static void columns_stand_in_any_order(void **state)
{
	(void)state;
	struct catalogue catalogue = catalogue_of(
		"checked,source,until,from,currency,price,unit,term,region,item,provider\n2026-01-02,s,,,EUR,2,hour,t,r,i,p\n");
	static const char *const texts[CATALOGUE_COLUMNS] = {"p",   "i", "r", "t", "hour",      NULL,
							      "EUR", "",  "",  "s", "2026-01-02"};
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++) {
		const char *text = catalogue_text(&catalogue.at[0], c);
		assert_int_equal(text == NULL, texts[c] == NULL);
		if (text)
			assert_string_equal(text, texts[c]);
	}
	assert_string_equal(catalogue_column(0), "provider");
	assert_string_equal(catalogue_column(CATALOGUE_COLUMNS - 1), "checked");
	catalogue_release(&catalogue);
}

static void reads_what_excel_saves_in_france(void **state)
{
	(void)state;
	struct catalogue catalogue = catalogue_of(
		"\xEF\xBB\xBFprovider;item;region;term;unit;price;currency;from;until;source;checked\n"
		"OVH;b3-8;GRA;;hour;0,0508;EUR;;;a, b;2026-01\n");
	assert_near(catalogue.at[0].price, 0.0508, 0);
	assert_string_equal(catalogue.at[0].source, "a, b");
	catalogue_release(&catalogue);
}

/* What is added first replaces what comes later under the same key, and stands before it. */
static void what_is_added_first_stays(void **state)
{
	(void)state;
	struct catalogue catalogue = {0};
	struct diags diags = {0};
	assert_int_equal(add(&catalogue, "own.csv", HEADER "A,x,r,t,hour,1,EUR,2026-01,,mine,2026-01-05\n", true, &diags), 0);
	assert_int_equal(add(&catalogue, "all.csv",
			     HEADER "A,w,r,t,hour,9,EUR,,,list,2025-01-05\n"
				    "A,x,r,t,hour,2,USD,2026-01-01,2026-05-01,list,2026-02-05\n" /* the same day */
				    "A,x,r,t,hour,3,EUR,2026-02,,list,2026-02-05\n"
				    "A,x,r,u,hour,4,EUR,2026-01,,list,2026-02-05\n",
			     false, &diags),
			 0);
	assert_int_equal(catalogue.count, 4);
	const double prices[] = {1, 9, 3, 4};
	for (size_t i = 0; i < catalogue.count; i++) {
		assert_near(catalogue.at[i].price, prices[i], 0);
		assert_int_equal(catalogue.at[i].own, i == 0);
	}
	/* A file that is wrong changes nothing. */
	assert_int_equal(add(&catalogue, "bad.csv",
			     HEADER "A,y,r,t,hour,1,EUR,,,list,2026-01-05\nA,y,r,t,hour,?,EUR,,,list,2026-01-05\n", false,
			     &diags),
			 -1);
	assert_int_equal(catalogue.count, 4);
	catalogue_release(&catalogue);
	diags_release(&diags);
}

static void says_what_is_wrong(void **state)
{
	static const struct {
		const char *file, *message;
	} cases[] = {
		{"", "p.csv: error: is empty; its first row is provider,item,region,term,unit,price,currency,from,until,source,checked\n"},
		{"provider,item,region,term,unit,pirce,currency,from,until,source,checked\n",
		 "p.csv:1:6: error: there is no column 'pirce'; did you mean 'price'?\n"},
		{HEADER "A,b,,,hour,1,EUR,,,s,2026-01-02,7\n", "p.csv:2:12: error: the row has 12 cells, the first row has 11\n"},
		{HEADER "A,b\n", "p.csv:2:2: error: the row has 2 cells, the first row has 11\n"},
		{"provider,item,region,term,unit,price,currency,from,until,source,checked,remark\n",
		 "p.csv:1:12: error: remark: unknown column; the columns are "
		 "provider,item,region,term,unit,price,currency,from,until,source,checked\n"},
		{"provider,item,region,term,unit,price,currency,from,until,source,item\n",
		 "p.csv:1:11: error: item: is column 2 already\n"},
		{"provider,item,region,term,unit,price,currency,from,source,checked\n",
		 "p.csv:1:11: error: until: this column is missing; the columns are "
		 "provider,item,region,term,unit,price,currency,from,until,source,checked\n"},
		{HEADER "A,b,,,hour,cheap,EUR,,,s,2026-01-02\n", "p.csv:2:6: error: price: 'cheap' is not a number\n"},
		{HEADER "A,b,,,hour,\"0,3\",EUR,,,s,2026-01-02\n",
		 "p.csv:2:6: error: price: '0,3' is written '0.3' here: the decimal mark is '.', and '_' may separate thousands\n"},
		{HEADER "A,b,,,hour,-1,EUR,,,s,2026-01-02\n",
		 "p.csv:2:6: error: price: '-1' is out of range: 0 to 1000000000000\n"},
		{HEADER "A,b,,,hour,1,euros,,,s,2026-01-02\n",
		 "p.csv:2:7: error: currency: 'euros' is not a currency: three letters, like EUR\n"},
		{HEADER "A,b,,,hour,1,EUR,2026-02-30,,s,2026-01-02\n",
		 "p.csv:2:8: error: from: '2026-02-30' is not a date: YYYY-MM-DD\n"},
		{HEADER "A,b,,,hour,1,EUR,,2026-13,s,2026-01-02\n", "p.csv:2:9: error: until: '2026-13' is not a month: YYYY-MM\n"},
		{HEADER "A,b,,,hour,1,EUR,2026-02-02,2026-02-01,s,2026-01-02\n",
		 "p.csv:2:9: error: until: '2026-02-01' is before from, '2026-02-02'\n"},
		{HEADER "A,b,,,hour,1,EUR,,,,2026-01-02\n", "p.csv:2:10: error: source: must not be empty\n"},
		{HEADER "A,b,,,hour,1,EUR,,,s,2026-01-02\nA,b,,,hour,2,EUR,,,s,2026-01-02\nA,b,,,hour,3,EUR,,,s,2026-01-02\n",
		 "p.csv:3:1: error: b: line 2 already has a price with the same provider, item, region, term, unit and from\n"
		 "p.csv:4:1: error: b: line 3 already has a price with the same provider, item, region, term, unit and from\n"},
		{HEADER "A,b,,,hour,\"1,EUR\n", "p.csv:2:6: error: a quote is not closed\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct catalogue catalogue = {0};
		struct diags diags = {0};
		struct bytes said = {0};
		assert_int_equal(add(&catalogue, "p.csv", cases[i].file, false, &diags), -1);
		assert_int_equal(catalogue.count, 0);
		diags_sort(&diags);
		diags_print(&diags, &said);
		assert_string_equal(bytes_text(&said), cases[i].message);
		bytes_release(&said);
		diags_release(&diags);
		catalogue_release(&catalogue);
	}
}

static void is_valid_in_its_months(void **state)
{
	(void)state;
	struct catalogue catalogue = catalogue_of(HEADER "A,b,,,hour,1,EUR,2026-02-15,2026-04-01,s,2026-01-02\n"
							 "A,c,,,hour,1,EUR,,2026-04,s,2026-01-02\n"
							 "A,d,,,hour,1,EUR,2026-02,,s,2026-01-02\n"
							 "A,e,,,hour,1,EUR,,,s,2026-01-02\n");
	static const char *const valid[] = {"0110", "1110", "0111", "1111"}; /* in January, February, April and May */
	static const int months[] = {0, 1, 3, 4};
	for (size_t i = 0; i < catalogue.count; i++)
		for (size_t m = 0; m < 4; m++)
			assert_int_equal(listed_in_month(&catalogue.at[i], 2026 * 12 + months[m]), valid[i][m] == '1');
	catalogue_release(&catalogue);
}

static void words_are_looked_for(void **state)
{
	static const struct {
		const char *words[3];
		size_t count;
		bool found;
	} cases[] = {
		{{NULL}, 0, true},
		{{"AWS"}, 1, true},
		{{"aws", "C5", "HOUR"}, 3, true},
		{{"east-1", "demand", "usd"}, 3, true},
		{{"c5", "west"}, 2, false},
		{{"list"}, 1, false},    /* of the source */
		{{"2025"}, 1, false},    /* of a date */
		{{"xlargeus"}, 1, false}, /* over two columns */
	};
	(void)state;
	struct catalogue catalogue =
		catalogue_of(HEADER "AWS,c5.xlarge,us-east-1,on demand,hour,0.17,USD,,,a list,2025-06\n");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(listed_has_words(&catalogue.at[0], cases[i].words, cases[i].count), cases[i].found);
	catalogue_release(&catalogue);
}

static int read_in_vain(void *context)
{
	struct catalogue catalogue = {0};
	struct diags diags = {0};
	(void)context;
	int result = add(&catalogue, "a.csv", HEADER "A,b,,,hour,1,EUR,2026-01,,s,2026-01-02\n", true, &diags);
	if (result == 0)
		result = add(&catalogue, "b.csv",
			     HEADER "A,b,,,hour,1,EUR,2026-01,,s,2026-01-02\nA,c,,,hour,1,EUR,,,s,2026-01-02\n", false, &diags);
	catalogue_release(&catalogue);
	diags_release(&diags);
	return result;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	fail_each_alloc(read_in_vain, NULL);
}

/* What ships: every price has a source with an address, and a unit that is one of those that are known. */
static void what_ships_is_whole(void **state)
{
	static const char *const units[] = {"hour", "GB month", "million input tokens", "million cached tokens",
					    "million output tokens"};
	struct bytes file = {0};
	struct diags diags = {0};
	struct catalogue catalogue = {0};
	(void)state;
	assert_int_equal(file_read("profiles/prices.csv", 1 << 20, &file, NULL, &diags), 0);
	assert_int_equal(catalogue_add(&catalogue, "profiles/prices.csv", &file, false, &diags), 0);
	assert_true(catalogue.count >= 50);
	for (size_t i = 0; i < catalogue.count; i++) {
		const struct listed_price *listed = &catalogue.at[i];
		bool known = false;
		for (size_t u = 0; u < sizeof units / sizeof *units; u++)
			known |= strcmp(listed->unit, units[u]) == 0;
		if (!known || strncmp(listed->source, "https://", 8) != 0 || !(listed->price > 0))
			fail_msg("line %d: %s", listed->line, listed->item);
	}
	catalogue_release(&catalogue);
	bytes_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(columns_stand_in_any_order),
		cmocka_unit_test(reads_what_excel_saves_in_france),
		cmocka_unit_test(what_is_added_first_stays),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(is_valid_in_its_months),
		cmocka_unit_test(words_are_looked_for),
		cmocka_unit_test(every_allocation_may_fail),
		cmocka_unit_test(what_ships_is_whole),
	};
	return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
