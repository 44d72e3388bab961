/* The tape: what is constant is folded, what is equal is shared, and lanes give the bits that one lane gives. */
#include "model/tape.h"

#include <math.h>
#include <string.h>

#include "near.h"

static void folds_constants(void **state)
{
	struct tape *tape = tape_new();
	struct term six = tape_apply(tape, TAPE_MULTIPLY, term_of(2), term_of(3)), x = tape_input(tape, 0), nothing = {0};

	(void)state;
	assert_true(term_is(six, 6));
	assert_false(x.in_register && term_is(x, 0));
	assert_true(term_is(nothing, 0));
	assert_true(term_same(tape_apply(tape, TAPE_MULTIPLY, term_of(1), x), x));
	assert_true(term_same(tape_apply(tape, TAPE_ADD, x, term_of(0)), x));
	assert_true(term_same(tape_apply(tape, TAPE_SUBTRACT, x, term_of(0)), x));
	assert_true(term_same(tape_apply(tape, TAPE_DIVIDE, x, term_of(1)), x));
	assert_true(term_same(tape_apply(tape, TAPE_POWER, x, term_of(1)), x));
	assert_true(term_is(tape_apply(tape, TAPE_POWER, x, term_of(0)), 1));
	assert_true(term_is(tape_apply(tape, TAPE_POWER, term_of(1), x), 1));
	assert_int_equal(tape_registers(tape), 1); /* x: no number has one before it is asked for */
	tape_free(tape);
}

static void shares_equal_expressions(void **state)
{
	struct tape *tape = tape_new();
	struct term x = tape_input(tape, 0), y = tape_input(tape, 1);
	double value = 0;

	(void)state;
	assert_true(term_same(tape_apply(tape, TAPE_ADD, x, y), tape_apply(tape, TAPE_ADD, y, x)));
	assert_false(term_same(tape_apply(tape, TAPE_SUBTRACT, x, y), tape_apply(tape, TAPE_SUBTRACT, y, x)));
	for (int i = 0; i < 4000; i++) {
		assert_int_equal(tape_register(tape, term_of(i / 2)), 2 + 3 + i / 2);
		assert_true(tape_is_constant(tape, 2 + 3 + i / 2, &value));
		assert_near(value, i / 2, 0);
	}
	assert_true(term_same(tape_input(tape, 1), y));
	assert_false(tape_is_constant(tape, tape_register(tape, y), &value));
	assert_int_equal(tape_registers(tape), 2000 + 2 + 3);
	tape_free(tape);
}

static void lanes_give_the_bits_of_one(void **state)
{
	static const enum tape_operation operations[] = {TAPE_ADD,   TAPE_SUBTRACT, TAPE_MULTIPLY, TAPE_DIVIDE,
	                                                 TAPE_POWER, TAPE_FRESHNESS};

	(void)state;
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		struct tape *tape = tape_new();
		int result = tape_register(tape, tape_apply(tape, operations[i], tape_input(tape, 0), tape_input(tape, 1)));
		double inputs[2][LANES], registers[8][LANES];

		for (int l = 0; l < LANES; l++) {
			inputs[0][l] = 0.03 + l * 0.017;
			inputs[1][l] = 2.5 - l * 0.07;
		}
		tape_prepare(tape, LANES, registers);
		tape_run(tape, (const double (*)[LANES])inputs, LANES, registers);
		for (int l = 0; l < LANES; l++) {
			struct term folded = tape_apply(tape, operations[i], term_of(inputs[0][l]), term_of(inputs[1][l]));

			assert_false(folded.in_register);
			assert_memory_equal(&folded.number, &registers[result][l], sizeof folded.number);
		}
		tape_free(tape);
	}
}

static void freshness_is_the_mean_effect(void **state)
{
	struct tape *tape = tape_new();
	double sum = 0;
	int months = 6;

	(void)state;
	/* (1 - (1-d)^n) / (n d): the mean of (1-d)^m over the whole months m = 0 .. n-1 */
	for (int m = 0; m < months; m++)
		sum += pow(1 - 0.03, m);
	assert_near(tape_apply(tape, TAPE_FRESHNESS, term_of(0.03), term_of(months)).number, sum / months, 1e-13);
	assert_true(term_is(tape_apply(tape, TAPE_FRESHNESS, term_of(0), term_of(3)), 1));
	tape_free(tape);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_constants),
		cmocka_unit_test(shares_equal_expressions),
		cmocka_unit_test(lanes_give_the_bits_of_one),
		cmocka_unit_test(freshness_is_the_mean_effect),
	};

	return cmocka_run_group_tests_name("tape", tests, NULL, NULL);
}
