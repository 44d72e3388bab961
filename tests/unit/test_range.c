/* What --over says. */
#include "cli/range.h"

#include <string.h>

#include "base/bytes.h"
#include "fail_alloc.h"
#include "near.h"

/* The values, joined by `|`; or what is wrong. */
static void hold(const char *text, const char *key, const char *values)
{
	struct range range = {0};
	struct diags diags = {0};
	struct bytes joined = {0};
	if (range_parse(text, 100, (struct place){.file = "--over"}, &diags, &range) != 0) {
		assert_true(diags_failed(&diags));
		diags_print(&diags, &joined);
		if (key || !strstr(bytes_text(&joined), values))
			fail_msg("'%s' says %s", text, bytes_text(&joined));
	} else {
		assert_non_null(key);
		assert_string_equal(range.key, key);
		for (size_t i = 0; i < range.count; i++)
			bytes_add_format(&joined, "%s%s", i ? "|" : "", range.value[i]);
		assert_string_equal(bytes_text(&joined), values);
	}
	range_release(&range);
	diags_release(&diags);
	bytes_release(&joined);
}

static void steps(void **state)
{
	(void)state;
	hold("benefit.ctr.lift=10%..30%:5%", "benefit.ctr.lift", "10%|15%|20%|25%|30%");
	hold(" a.b = 0.1 .. 0.5 : 0.1 ", "a.b", "0.1|0.2|0.3|0.4|0.5"); /* not 0.30000000000000004 */
	hold("a.b=1..2:0.3", "a.b", "1|1.3|1.6|1.9");                   /* 2 is not met */
	hold("a.b=3..1:1", "a.b", "3|2|1");
	hold("a.b=5..5:1", "a.b", "5");
	hold("a.b=200..300:50 USD/month", "a.b", "200 USD/month|250 USD/month|300 USD/month");
	hold("a.b=200 USD..300 USD:50 USD", "a.b", "200 USD|250 USD|300 USD");
	hold("a.b=1k/year..2k/year:500/year", "a.b", "1000/year|1500/year|2000/year");
	hold("a.b=launch+1..launch+3:1", "a.b", "launch+1|launch+2|launch+3");
	hold("a.b=-10%..10%:10%", "a.b", "-10%|0%|10%");
	hold("a.b=1M..1.2M:100k", "a.b", "1000000|1100000|1200000");
	hold("a.b=0%..1%:0.1%", "a.b", "0%|0.1%|0.2%|0.3%|0.4%|0.5%|0.6%|0.7%|0.8%|0.9%|1%");
}

static void lists(void **state)
{
	(void)state;
	hold("a.b=1,2,5", "a.b", "1|2|5");
	hold("option.a.hosting=managed, self-hosted", "option.a.hosting", "managed|self-hosted");
	hold("a.b=uniform(2, 3),pert(1,2,3)", "a.b", "uniform(2, 3)|pert(1,2,3)");
	hold("a.b=18%", "a.b", "18%");
}

static void refused(void **state)
{
	(void)state;
	hold("a.b", NULL, "is no KEY=A..B:STEP");
	hold("a.b=1..2", NULL, "has no step");
	hold("a.b=1..2:0", NULL, "no step above 0");
	hold("a.b=1..2:-1", NULL, "no step above 0");
	hold("a.b=one..2:1", NULL, "'one' is no number");
	hold("a.b=1..:1", NULL, "'' is no number");
	hold("a.b=1..1000:1", NULL, "too many values");
	hold("a.b=1 USD..2 EUR:1", NULL, "from one unit to another");
	hold("a.b=launch+1..3:1", NULL, "from one unit to another");
	hold("a.b=85.000..90.000:1", NULL, "'85.000' is ambiguous: write '85' or '85_000'");
	hold("a.b=launch+1,5..3:1", NULL, "'1,5' is written '1.5' here");
	hold("a.b=10 000..12 000:500", NULL, "'10 000' is written '10_000' here");
	hold("a.b=1,,2", NULL, "empty value");
	hold("a.b=", NULL, "empty value");
}

static int parse_in_vain(void *context)
{
	struct range range;
	struct diags diags = {0};
	int result = range_parse(context, 10, (struct place){0}, &diags, &range);
	if (result == 0)
		range_release(&range);
	diags_release(&diags);
	return result;
}

static void survives_no_memory(void **state)
{
	char stepped[] = "a.b=1..3:1 USD", listed[] = "a.b=1,2,3";
	(void)state;
	fail_each_alloc(parse_in_vain, stepped);
	fail_each_alloc(parse_in_vain, listed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps),
		cmocka_unit_test(lists),
		cmocka_unit_test(refused),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
