/* Options read by a table: every kind, every spelling, every mistake told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/bytes.h"
#include "cli/commands.h"
#include "cli/option.h"
#include "fail_alloc.h"

struct values {
	bool flag, hidden;
	const char *text;
	struct texts texts;
	int word;
	int64_t whole;
	double number;
};

static const char *const words[] = {"red", "green", NULL};

static const struct option_row rows[] = {
	{.name = "flag", .letter = 'f', .kind = OPTION_FLAG, .offset = offsetof(struct values, flag), .help = "h"},
	{.name = "hidden", .kind = OPTION_FLAG, .takes = TAKES_DRAWS, .offset = offsetof(struct values, hidden), .help = "h"},
	{.name = "text", .letter = 't', .kind = OPTION_TEXT, .argument = "T", .offset = offsetof(struct values, text), .help = "h"},
	{.name = "texts", .letter = 's', .kind = OPTION_TEXTS, .argument = "T", .offset = offsetof(struct values, texts), .help = "h"},
	{.name = "colour", .kind = OPTION_WORD, .words = words, .fallback = "green", .offset = offsetof(struct values, word), .help = "h"},
	{.name = "whole", .letter = 'w', .kind = OPTION_WHOLE, .argument = "N", .low = 1, .high = 1e6, .fallback = "10",
	 .offset = offsetof(struct values, whole), .help = "h"},
	{.name = "number", .kind = OPTION_NUMBER, .argument = "N", .low = 0, .high = 10, .fallback = "0.5",
	 .offset = offsetof(struct values, number), .help = "h"},
	{.name = NULL},
};

struct fixture {
	struct values values;
	struct option_set set;
	struct texts operands;
	struct diags diags;
};

static int setup(void **state)
{
	static struct fixture fixture;
	fixture = (struct fixture){0};
	fixture.set = (struct option_set){.rows = rows, .values = &fixture.values, .takes = TAKES_OUTPUT};
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	option_release(&fixture->set, 1, &fixture->operands);
	diags_release(&fixture->diags);
	return 0;
}

/* Parses words that stand apart by blanks. */
static int parse(struct fixture *fixture, const char *line)
{
	static char text[256];
	char *argument[32];
	size_t count = 0;
	strncpy(text, line, sizeof text - 1);
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		argument[count++] = word;
	return option_parse(argument, count, &fixture->set, 1, &fixture->diags, &fixture->operands);
}

static void assert_told(const struct fixture *fixture, const char *expected)
{
	struct bytes out = {0};
	diags_print(&fixture->diags, &out);
	assert_string_equal(bytes_text(&out), expected);
	bytes_release(&out);
}

static void test_defaults(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, ""), 0);
	assert_false(fixture->values.flag);
	assert_null(fixture->values.text);
	assert_int_equal(fixture->values.texts.count, 0);
	assert_int_equal(fixture->values.word, 1);
	assert_int_equal(fixture->values.whole, 10);
	assert_true(fixture->values.number == 0.5);
	assert_int_equal(fixture->operands.count, 0);
}

static void test_every_spelling(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "a --text=x=y -s one -stwo --texts three b -fw20k --colour red --num 30% - -- --flag"), 0);
	assert_true(fixture->values.flag);
	assert_string_equal(fixture->values.text, "x=y");
	assert_int_equal(fixture->values.texts.count, 3);
	assert_string_equal(fixture->values.texts.at[1], "two");
	assert_int_equal(fixture->values.word, 0);
	assert_int_equal(fixture->values.whole, 20000);
	assert_true(fixture->values.number == 0.3);
	assert_int_equal(fixture->operands.count, 4);
	assert_string_equal(fixture->operands.at[0], "a");
	assert_string_equal(fixture->operands.at[2], "-");
	assert_string_equal(fixture->operands.at[3], "--flag");
}

static void test_a_value_may_look_like_an_option(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "--text --flag -t -5"), 0);
	assert_false(fixture->values.flag);
	assert_string_equal(fixture->values.text, "-5");
}

static void test_mistakes_are_all_told(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "--flagg --flag=1 -x --text"), -1);
	assert_told(fixture, "breakeven: error: --flagg: there is no such option here; did you mean '--flag'?\n"
	                     "breakeven: error: --flag: takes no value\n"
	                     "breakeven: error: -x: there is no such option here\n"
	                     "breakeven: error: --text: a value is missing\n");
}

static void test_a_name_cut_too_short_is_unknown(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "--te x"), -1); /* --text or --texts? */
	assert_null(fixture->values.text);
	assert_int_equal(fixture->diags.errors, 1);
}

static void test_what_a_command_does_not_take_is_unknown(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "--hidden"), -1);
	assert_false(fixture->values.hidden);
}

static void test_values_out_of_range(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(parse(fixture, "--whole 0 --whole 1.5 --whole 2M --number x --number -1 --colour rde"), -1);
	assert_int_equal(fixture->diags.errors, 6);
	assert_int_equal(fixture->values.whole, 10);
	assert_true(fixture->values.number == 0.5);
	assert_int_equal(fixture->values.word, 1);
	assert_non_null(strstr(fixture->diags.at[0].message, "1 to 1"));
	assert_string_equal(fixture->diags.at[5].message, "'rde' is not one of red, green; did you mean 'red'?");
}

static int parse_all(void *context)
{
	(void)context;
	struct values values = {0};
	struct option_set set = {.rows = rows, .values = &values, .takes = ~0u};
	struct texts operands = {0};
	struct diags diags = {0};
	char first[] = "a", second[] = "-sx", third[] = "--te", fourth[] = "--number=3", fifth[] = "--colour=rde";
	char *argument[] = {first, second, third, fourth, fifth};
	int result = option_parse(argument, 5, &set, 1, &diags, &operands);
	/* Two mistakes: without a fault they are told. */
	int told = result != 0 && diags.errors == 2 && !diags.out_of_memory ? 0 : -1;
	option_release(&set, 1, &operands);
	diags_release(&diags);
	return told;
}

static void test_out_of_memory_is_told(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(parse_all, NULL) > 5);
}

/* Every row of every command: reachable, explained, its default within its own range. */
static void check_row(void *context, const struct option_row *row)
{
	size_t *count = context;
	(*count)++;
	assert_non_null(row->help);
	assert_true((row->kind == OPTION_WORD) == (row->words != NULL));
	assert_true((row->kind == OPTION_FLAG || row->kind == OPTION_WORD) == (row->argument == NULL));
}

static void test_the_tables_of_all_commands(void **state)
{
	(void)state;
	const struct command *const *commands = command_table.at;
	for (size_t i = 0; i < command_table.count; i++) {
		char own[1024] = {0};
		struct options shared = {0};
		struct option_set sets[COMMAND_SETS];
		struct diags diags = {0};
		struct texts operands = {0};
		size_t options = 0;
		assert_true(commands[i]->options_size <= sizeof own);
		command_sets(commands[i], own, &shared, sets);
		assert_int_equal(option_parse(NULL, 0, sets, COMMAND_SETS, &diags, &operands), 0);
		option_walk(sets, COMMAND_SETS, check_row, &options);
		assert_true(options >= 2);
		for (const struct option_row *row = commands[i]->options; row && row->name; row++) {
			for (const struct option_row *other = shared_options; other->name; other++) {
				bool clash = strcmp(row->name, other->name) == 0 || (row->letter && row->letter == other->letter);
				assert_false(clash && (other->takes & commands[i]->takes) == other->takes);
			}
		}
		option_release(sets, COMMAND_SETS, &operands);
		diags_release(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_defaults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_spelling, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_value_may_look_like_an_option, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mistakes_are_all_told, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_name_cut_too_short_is_unknown, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_a_command_does_not_take_is_unknown, setup, teardown),
		cmocka_unit_test_setup_teardown(test_values_out_of_range, setup, teardown),
		cmocka_unit_test(test_out_of_memory_is_told),
		cmocka_unit_test(test_the_tables_of_all_commands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
