/* The tape: what is constant is folded, what is equal is shared, and lanes give the bits that one lane gives. */
#include "model/tape.h"

#include <math.h>
#include <string.h>

#include "near.h"

static void folds_constants(void **state)
{
	struct tape *tape = tape_new();
	double value = 0;
	int six, x;

	(void)state;
	six = tape_apply(tape, TAPE_MULTIPLY, tape_constant(tape, 2), tape_constant(tape, 3));
	assert_true(tape_is_constant(tape, six, &value));
	assert_near(value, 6, 0);
	x = tape_input(tape, 0);
	assert_false(tape_is_constant(tape, x, &value));
	assert_int_equal(tape_apply(tape, TAPE_MULTIPLY, tape_constant(tape, 1), x), x);
	assert_int_equal(tape_apply(tape, TAPE_ADD, x, tape_constant(tape, 0)), x);
	assert_int_equal(tape_apply(tape, TAPE_POWER, x, tape_constant(tape, 1)), x);
	assert_true(tape_is_constant(tape, tape_apply(tape, TAPE_POWER, x, tape_constant(tape, 0)), &value));
	assert_near(value, 1, 0);
	tape_free(tape);
}

static void shares_equal_expressions(void **state)
{
	struct tape *tape = tape_new();
	int x = tape_input(tape, 0), y = tape_input(tape, 1);

	(void)state;
	assert_int_equal(tape_apply(tape, TAPE_ADD, x, y), tape_apply(tape, TAPE_ADD, y, x));
	assert_int_not_equal(tape_apply(tape, TAPE_SUBTRACT, x, y), tape_apply(tape, TAPE_SUBTRACT, y, x));
	for (int i = 0; i < 2000; i++)
		tape_constant(tape, i);
	assert_int_equal(tape_input(tape, 1), y);
	assert_int_equal(tape_registers(tape), 2000 + 2 + 3);
	tape_free(tape);
}

static void lanes_give_the_bits_of_one(void **state)
{
	static const enum tape_operation operations[] = {TAPE_ADD,   TAPE_SUBTRACT, TAPE_MULTIPLY, TAPE_DIVIDE,
	                                                 TAPE_POWER, TAPE_MINIMUM,  TAPE_MAXIMUM,  TAPE_FRESHNESS};

	(void)state;
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		struct tape *tape = tape_new();
		int result = tape_apply(tape, operations[i], tape_input(tape, 0), tape_input(tape, 1));
		double inputs[2][LANES], registers[8][LANES];

		for (int l = 0; l < LANES; l++) {
			inputs[0][l] = 0.03 + l * 0.017;
			inputs[1][l] = 2.5 - l * 0.07;
		}
		tape_prepare(tape, registers);
		tape_run(tape, (const double (*)[LANES])inputs, LANES, registers);
		for (int l = 0; l < LANES; l++) {
			struct tape *folding = tape_new();
			double one = 0;
			int folded = tape_apply(folding, operations[i], tape_constant(folding, inputs[0][l]),
			                        tape_constant(folding, inputs[1][l]));

			assert_true(tape_is_constant(folding, folded, &one));
			assert_memory_equal(&one, &registers[result][l], sizeof one);
			tape_free(folding);
		}
		tape_free(tape);
	}
}

static void freshness_is_the_mean_effect(void **state)
{
	struct tape *tape = tape_new();
	double value = 0, sum = 0;
	int months = 6;

	(void)state;
	/* (1 - (1-d)^n) / (n d): the mean of (1-d)^m over the whole months m = 0 .. n-1 */
	for (int m = 0; m < months; m++)
		sum += pow(1 - 0.03, m);
	assert_true(tape_is_constant(tape, tape_apply(tape, TAPE_FRESHNESS, tape_constant(tape, 0.03), tape_constant(tape, months)),
	                             &value));
	assert_near(value, sum / months, 1e-13);
	assert_true(tape_is_constant(tape, tape_apply(tape, TAPE_FRESHNESS, tape_constant(tape, 0), tape_constant(tape, 3)), &value));
	assert_near(value, 1, 0);
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
