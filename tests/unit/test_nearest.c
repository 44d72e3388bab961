/* The nearest name: what is near, what is not, and whom ties go to. */
#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *best_of(const char *wanted, const char *const *candidates)
{
	struct nearest nearest = nearest_to(wanted);
	for (; *candidates; candidates++)
		nearest_offer(&nearest, *candidates);
	return nearest.best;
}

static void finds_what_was_meant(void **state)
{
	(void)state;
	static const char *const names[] = {"price", "managed_price", "self_hosted_price", "quantity", "elasticity",
	                                    "capacity", "from", "until", "escalation", "enabled", NULL};
	static const struct {
		const char *wanted, *best;
	} cases[] = {
		{"price", "price"},     {"pirce", "price"},     {"Price", "price"},      {"QUANTITIES", "quantity"},
		{"quantitiy", "quantity"}, {"qantity", "quantity"}, {"managed_prices", "managed_price"}, {"form", "from"},
		{"fron", "from"},       {"elastisity", "elasticity"}, {"enable", "enabled"}, {"enabled.", "enabled"},
		{"xyz", NULL},          {"", NULL},             {"selfhosted_price", "self_hosted_price"},
		{"capcty", "capacity"}, {"cpcty", NULL},        {"until", "until"},      {"utnil", "until"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *best = best_of(cases[i].wanted, names);
		if (!best != !cases[i].best || (best && strcmp(best, cases[i].best) != 0))
			fail_msg("'%s' gives %s", cases[i].wanted, best ? best : "nothing");
	}
}

static void the_first_of_equals_wins(void **state)
{
	(void)state;
	assert_string_equal(best_of("cat", (const char *const[]){"bat", "car", "cut", NULL}), "bat");
	assert_string_equal(best_of("cat", (const char *const[]){"bat", "CAT", "cat", NULL}), "CAT");
}

static void counts_edits(void **state)
{
	(void)state;
	static const struct {
		const char *wanted, *candidate;
		size_t distance;
	} cases[] = {
		{"abcdefghi", "abcdefghi", 0}, {"abcdefghi", "bacdefghi", 1}, {"abcdefghi", "acbdegfhi", 2},
		{"abcdefghi", "abcdefghijkl", 3}, {"abcdefghi", "defghi", 3}, {"abcdefghi", "xbcdxfghx", 3},
		{"abcdefghi", "badcfeghi", 3}, {"abcdefghi", "abdcefgih", 2}, {"ABCDEFGHI", "abdcefgih", 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct nearest nearest = nearest_to(cases[i].wanted);
		nearest_offer(&nearest, cases[i].candidate);
		assert_ptr_equal(nearest.best, cases[i].candidate);
		assert_int_equal(nearest.distance, cases[i].distance);
	}
}

static void few_letters_allow_few_edits(void **state)
{
	(void)state;
	assert_null(best_of("a", (const char *const[]){"b", "ab", "", NULL}));
	assert_string_equal(best_of("ab", (const char *const[]){"ba", NULL}), "ba");
	assert_null(best_of("abcde", (const char *const[]){"abxye", NULL}));
	assert_string_equal(best_of("abcdef", (const char *const[]){"abxyef", NULL}), "abxyef");
	assert_null(best_of("abcdef", (const char *const[]){"axxyef", NULL}));
}

static void names_of_any_length_are_safe(void **state)
{
	(void)state;
	char longest[128], longer[129], huge[5000];
	memset(longest, 'a', 127);
	memset(longer, 'a', 128);
	memset(huge, 'a', sizeof huge);
	longest[127] = longer[128] = huge[sizeof huge - 1] = '\0';
	assert_ptr_equal(best_of(longest, (const char *const[]){longest, NULL}), longest);
	assert_null(best_of(longer, (const char *const[]){longest, NULL}));
	assert_null(best_of(longest, (const char *const[]){longer, huge, NULL}));
	assert_null(best_of(huge, (const char *const[]){longest, "a", NULL}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_meant),      cmocka_unit_test(the_first_of_equals_wins),
		cmocka_unit_test(counts_edits),              cmocka_unit_test(few_letters_allow_few_edits),
		cmocka_unit_test(names_of_any_length_are_safe),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
