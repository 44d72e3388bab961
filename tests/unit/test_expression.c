/* Arithmetic as data: its values, its print, and the reading of formulas. */
#include "model/expression.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/number.h"
#include "effort.h"
#include "fail_alloc.h"
#include "model/node.h"
#include "sample.h"

/* Parts called a to e, whose values are small whole numbers. */
static struct node parts[] = {
	{.id = "a", .value = {7, STATUS_OK}},  {.id = "b", .value = {-3, STATUS_OK}}, {.id = "c", .value = {2, STATUS_OK}},
	{.id = "d.e_1", .value = {5, STATUS_OK}}, {.id = "e", .value = {0, STATUS_OK}},
};

enum { PARTS = sizeof parts / sizeof *parts };

/* A name is a part; twice(NAME) is its double, times(NAME, N) so many of it. */
static const struct expression *resolve(void *context, const char *name, const char *series,
                                        const struct expression *months)
{
	struct arena *arena = context;

	for (size_t i = 0; i < PARTS; i++)
		if (strcmp(parts[i].id, series == NULL ? name : series) == 0) {
			const struct expression *part = expression_node(arena, &parts[i]);

			if (series == NULL)
				return part;
			if (strcmp(name, "times") == 0 && months != NULL)
				return expression_of_two(arena, EXPRESSION_MULTIPLY, part, months);
			return strcmp(name, "twice") == 0 && months == NULL
			               ? expression_of_two(arena, EXPRESSION_ADD, part, part)
			               : NULL;
		}
	return NULL;
}

static const struct expression *read_formula(struct arena *arena, const char *formula)
{
	const struct expression_names names = {.resolve = resolve, .context = arena};

	return expression_read(arena, formula, &names);
}

static double part_value(const void *context, const struct node *node)
{
	(void)context;
	return node->value.value;
}

static double value_of(const struct expression *expression)
{
	const struct expression_values values = {.node = part_value};

	return expression_value(expression, &values);
}

static void print_part(void *context, const struct node *node, struct bytes *out)
{
	(void)context;
	bytes_add_text(out, node->id);
}

static void print_literal(void *context, const struct expression *literal, struct bytes *out)
{
	(void)context;
	number_print_short(out, literal->number);
}

/* In the signs that expression_read takes. */
static void print(const struct expression *expression, struct bytes *out)
{
	const struct expression_style style = {.add = " + ",
	                                       .subtract = " - ",
	                                       .multiply = " * ",
	                                       .divide = " / ",
	                                       .power = " ^ ",
	                                       .negate = "-",
	                                       .ceiling = "ceil",
	                                       .minimum = "min",
	                                       .maximum = "max",
	                                       .node = print_part,
	                                       .number = print_literal};

	expression_print(expression, &style, out);
}

/* Formulas, as they are printed, and their values. a = 7, b = -3, c = 2, d.e_1 = 5, e = 0. */
static const struct {
	const char *formula, *printed; /* printed: NULL: as it is written */
	double value;
} formulas[] = {
	{"a", NULL, 7},
	{"d.e_1", NULL, 5},
	{"12", NULL, 12},
	{"0.25", NULL, 0.25},
	{" a+b\t", NULL, NAN}, /* a tab is no blank of a formula */
	{" a+b ", "a + b", 4},
	{"a + b + c", NULL, 6},
	{"a - b - c", NULL, 8},
	{"a - (b - c)", NULL, 12},
	{"a - (b + c)", NULL, 8},
	{"a + (b - c)", "a + b - c", 2},
	{"(a + b) + c", "a + b + c", 6},
	{"a * b * c", NULL, -42},
	{"a * (b * c)", "a * b * c", -42},
	{"a / c / d.e_1", NULL, 0.7},
	{"a / (c / d.e_1)", NULL, 17.5},
	{"a / (c * d.e_1)", NULL, 0.7},
	{"a * (c / d.e_1)", NULL, 2.8},
	{"a * c / d.e_1", NULL, 2.8},
	{"a + b * c", NULL, 1},
	{"(a + b) * c", NULL, 8},
	{"c * (a - b)", NULL, 20},
	{"c ^ a", NULL, 128},
	{"c ^ c ^ 3", "c ^ (c ^ 3)", 256}, /* to the right */
	{"(c ^ c) ^ 3", NULL, 64},
	{"c ^ (a - d.e_1)", NULL, 4},
	{"(c + 1) ^ c", NULL, 9},
	{"a * c ^ 3", NULL, 56},
	{"(a * c) ^ 2", NULL, 196},
	{"-a", NULL, -7},
	{"-a ^ 2", NULL, -49}, /* as on paper */
	{"(-a) ^ 2", NULL, 49},
	{"c ^ -1", "c ^ (-1)", 0.5},
	{"-a * c", NULL, -14},
	{"-(a + b)", NULL, -4},
	{"a - -b", NULL, 4},
	{"--a", "-(-a)", 7},
	{"min(a, b)", NULL, -3},
	{"max(a, b, c)", "max(max(a, b), c)", 7},
	{"min(1, c / a)", NULL, 2.0 / 7},
	{"max(a + b, c * 3) - 1", NULL, 5},
	{"twice(a)", "a + a", 14},
	{"a * twice(b)", "a * (b + b)", -42},
	{"times(a, 3)", "a * 3", 21},
	{"times(a, c + 1) - 1", "a * (c + 1) - 1", 20},
	{"ceil(a / c)", NULL, 4},
	{"-ceil(b / c) + 1", NULL, 2},
	{"a / e", NULL, INFINITY},
};

/* What is no formula. */
static const char *const malformed[] = {
	"",       " ",       "+",        "a +",      "* a",      "a b",     "a 2",       "2 a",     "(a",
	"a)",     "()",      "a + (b",   "min(a",    "min()",    "min(a,)", "min(a,,b)", "min a",   "twice()",
"times(a)", "times(a,)", "times(a, 3", "times(a, 3, 3)", "ceil()", "ceil(a", "ceil(a, b)", "ceil a",
	"twice(", "twice(a", "twice(f)", "thrice(a)", "twice(a, b)", "twice(a + b)", "f", "a $ b", "a ^", "a ^ * b",
	"a,b",    "1..2",    "1e",       "-",        "a --",     "\xc3\xa9", "a \n+ b",
};

static void reads_evaluates_and_prints(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		struct arena arena = {0};
		struct bytes printed = {0};
		const struct expression *expression = read_formula(&arena, formulas[i].formula);

		if (isnan(formulas[i].value)) {
			assert_null(expression);
		} else {
			assert_non_null(expression);
			assert_near(value_of(expression), formulas[i].value, 1e-15);
			print(expression, &printed);
			assert_string_equal(bytes_text(&printed),
			                    formulas[i].printed == NULL ? formulas[i].formula : formulas[i].printed);
		}
		bytes_release(&printed);
		arena_release(&arena);
	}
}

static void refuses_what_is_no_formula(void **state)
{
	char name[200] = {0};

	(void)state;
	for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
		struct arena arena = {0};

		if (read_formula(&arena, malformed[i]) != NULL)
			fail_msg("'%s' was read as a formula", malformed[i]);
		arena_release(&arena);
	}
	memset(name, 'a', sizeof name - 1); /* longer than any name */
	struct arena arena = {0};
	assert_null(read_formula(&arena, name));
	arena_release(&arena);
}

/* A tree whose value is a whole number, so that the order of operations changes nothing. */
static const struct expression *random_tree(struct arena *arena, uint64_t *seed, int depth)
{
	static const enum expression_kind kinds[] = {EXPRESSION_ADD,     EXPRESSION_SUBTRACT, EXPRESSION_MULTIPLY,
	                                             EXPRESSION_MINIMUM, EXPRESSION_MAXIMUM,  EXPRESSION_NEGATE,
	                                             EXPRESSION_POWER,   EXPRESSION_CEILING};
	const size_t choice = (size_t)(sample_random(seed) * (depth == 0 ? 2 : 10));
	const struct expression *a;

	if (choice == 0)
		return expression_number(arena, (double)(int)(sample_random(seed) * 4));
	if (choice == 1)
		return expression_node(arena, &parts[(size_t)(sample_random(seed) * PARTS)]);
	a = random_tree(arena, seed, depth - 1);
	switch (kinds[choice - 2]) {
	case EXPRESSION_NEGATE:
	case EXPRESSION_CEILING:
		return expression_of(arena, kinds[choice - 2], &a, 1);
	case EXPRESSION_POWER:
		return expression_of_two(arena, EXPRESSION_POWER, a, expression_number(arena, 2));
	default:
		return expression_of_two(arena, kinds[choice - 2], a, random_tree(arena, seed, depth - 1));
	}
}

static void is_read_as_it_is_printed(void **state)
{
	const size_t trees = effort(20000, 1000);
	uint64_t seed = 11;

	(void)state;
	for (size_t i = 0; i < trees; i++) {
		struct arena arena = {0};
		struct bytes printed = {0};
		const struct expression *tree = random_tree(&arena, &seed, 3), *again;

		print(tree, &printed);
		again = read_formula(&arena, bytes_text(&printed));
		if (again == NULL || value_of(again) != value_of(tree))
			fail_msg("%s is %g, and was read as %g", bytes_text(&printed), value_of(tree),
			         again == NULL ? (double)NAN : value_of(again));
		bytes_release(&printed);
		arena_release(&arena);
	}
}

/* a + b + c has three operands; so has a product. a - b - c has not. */
static void adds_to_a_sum(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_int_equal(read_formula(&arena, "a + b + c + 1")->count, 4);
	assert_int_equal(read_formula(&arena, "a * b * c")->count, 3);
	assert_int_equal(read_formula(&arena, "a - b - c")->count, 2);
	assert_int_equal(read_formula(&arena, "a / b / c")->count, 2);
	arena_release(&arena);
}

static void note_part(void *context, const struct node *node)
{
	bytes_add_text(context, node->id);
}

static void visits_parts_in_order(void **state)
{
	struct arena arena = {0};
	struct bytes visited = {0};

	(void)state;
	expression_visit(read_formula(&arena, "b * (a - 2) + max(c, e) ^ a"), note_part, &visited);
	assert_string_equal(bytes_text(&visited), "bacea");
	bytes_release(&visited);
	arena_release(&arena);
}

static double rounded(const void *context, double number)
{
	(void)context;
	return round(number);
}

static void has_ceilings_times_and_literals_of_its_reader(void **state)
{
	struct arena arena = {0};
	const struct expression *sum = read_formula(&arena, "c / 7 + 1.75");
	const struct expression *up = expression_of(&arena, EXPRESSION_CEILING, &sum, 1);
	const struct expression *later = expression_of_two(&arena, EXPRESSION_SUBTRACT, up, expression_time(&arena, 0.25));
	const struct expression_values whole = {.node = part_value, .literal = rounded};
	struct bytes printed = {0};

	(void)state;
	assert_near(value_of(later), 2.75, 0);
	assert_near(expression_value(later, &whole), 3, 0); /* ceil(2 / 7 + 2) - 0 */
	print(later, &printed);
	assert_string_equal(bytes_text(&printed), "ceil(c / 7 + 1.75) - 0.25");
	bytes_release(&printed);
	arena_release(&arena);
}

static void is_null_of_null(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_null(expression_node(&arena, NULL));
	assert_null(expression_of_two(&arena, EXPRESSION_ADD, NULL, expression_number(&arena, 1)));
	assert_null(expression_of_two(&arena, EXPRESSION_POWER, expression_number(&arena, 1), NULL));
	arena_release(&arena);
}

static int read_in_vain(void *context)
{
	struct arena arena = {0};
	const struct expression *expression;

	(void)context;
	/* Chunks of an arena hold many small expressions: each formula begins in one that is full. */
	for (int i = 0; i < 40; i++) {
		expression = read_formula(&arena, "-(a + b * c) ^ 2 / max(min(a, twice(b)), 1) + a + b + c + d.e_1");
		if (expression == NULL)
			break;
		assert_near(value_of(expression), -1 / 1.0 + 7 - 3 + 2 + 5, 1e-15);
	}
	arena_release(&arena);
	return expression == NULL ? -1 : 0;
}

static void says_that_memory_is_out(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(read_in_vain, NULL) >= 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_evaluates_and_prints),
		cmocka_unit_test(refuses_what_is_no_formula),
		cmocka_unit_test(is_read_as_it_is_printed),
		cmocka_unit_test(adds_to_a_sum),
		cmocka_unit_test(visits_parts_in_order),
		cmocka_unit_test(has_ceilings_times_and_literals_of_its_reader),
		cmocka_unit_test(is_null_of_null),
		cmocka_unit_test(says_that_memory_is_out),
	};

	return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
