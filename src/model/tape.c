/*
 * Writes the tape, with constant folding and common subexpressions, and runs it one operation at a time over all lanes.
 */
#include "model/tape.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"

struct step {
	enum tape_operation operation;
	int a, b;        /* registers; for an input: its index in a */
	double constant; /* TAPE_CONSTANT */
};

struct tape {
	struct step *step; /* one per register */
	size_t count, capacity;
	int *slot;         /* hash table of registers + 1, open addressing, 2^bits slots */
	int bits;
	bool failed;
};

struct tape *tape_new(void)
{
	return calloc(1, sizeof(struct tape));
}

void tape_free(struct tape *tape)
{
	if (tape == NULL)
		return;
	free(tape->step);
	free(tape->slot);
	free(tape);
}

bool tape_failed(const struct tape *tape)
{
	return tape->failed;
}

size_t tape_registers(const struct tape *tape)
{
	return tape->count;
}

bool tape_is_constant(const struct tape *tape, int reg, double *value)
{
	const struct step *step = &tape->step[reg];

	if (step->operation != TAPE_CONSTANT)
		return false;
	*value = step->constant;
	return true;
}

/*
 * (1 - (1 - decay)^n) / (n decay): the mean effect between two retrainings n months apart; its limit 1 if either is 0.
 */
static double freshness(double decay, double n)
{
	double worn = n * decay;

	return worn == 0 ? 1 : (1 - pow(1 - decay, n)) / worn;
}

/*
 * One operation over `lanes` lanes. The same source folds constants (one lane) and runs blocks, so both give the same
 * bits.
 */
static inline void operate(enum tape_operation operation, const double *restrict a, const double *restrict b,
                           double *restrict out, int lanes)
{
	switch (operation) {
	case TAPE_ADD:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] + b[l];
		break;
	case TAPE_SUBTRACT:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] - b[l];
		break;
	case TAPE_MULTIPLY:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] * b[l];
		break;
	case TAPE_DIVIDE:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] / b[l];
		break;
	case TAPE_POWER:
		for (int l = 0; l < lanes; l++)
			out[l] = pow(a[l], b[l]);
		break;
	case TAPE_FRESHNESS:
		for (int l = 0; l < lanes; l++)
			out[l] = freshness(a[l], b[l]);
		break;
	case TAPE_CONSTANT:
	case TAPE_INPUT:
		break;
	}
}

/*
 * The first slot to try: multiplication makes the top bits depend on all others, and a table of 2^bits slots takes
 * those.
 */
static size_t first_slot(const struct tape *tape, const struct step *step)
{
	uint64_t bits;

	memcpy(&bits, &step->constant, sizeof bits);
	bits ^= ((uint64_t)(unsigned)step->a << 40) ^ ((uint64_t)(unsigned)step->b << 16) ^ (uint64_t)step->operation;
	return (size_t)(bits * UINT64_C(0x9E3779B97F4A7C15) >> (64 - tape->bits));
}

static bool same_step(const struct step *x, const struct step *y)
{
	return x->operation == y->operation && x->a == y->a && x->b == y->b &&
	       memcmp(&x->constant, &y->constant, sizeof x->constant) == 0;
}

/* The slot that holds an equal step, or the free one where it belongs. */
static size_t find_slot(const struct tape *tape, const struct step *step)
{
	size_t slot = first_slot(tape, step), last = ((size_t)1 << tape->bits) - 1;

	while (tape->slot[slot] != 0 && !same_step(&tape->step[tape->slot[slot] - 1], step))
		slot = (slot + 1) & last;
	return slot;
}

enum { LEAST_BITS = 9 };

static bool grow(struct tape *tape)
{
	int bits = tape->capacity == 0 ? LEAST_BITS : tape->bits + 1;
	size_t slots = (size_t)1 << bits, capacity = slots / 2;
	struct step *step = realloc(tape->step, capacity * sizeof *step);
	int *slot;

	if (step == NULL)
		return false;
	tape->step = step;
	slot = calloc(slots, sizeof *slot);
	if (slot == NULL)
		return false;
	free(tape->slot);
	tape->slot = slot;
	tape->bits = bits;
	tape->capacity = capacity;
	for (size_t i = 0; i < tape->count; i++)
		tape->slot[find_slot(tape, &tape->step[i])] = (int)i + 1;
	return true;
}

static int append(struct tape *tape, struct step step)
{
	size_t slot;

	if (tape->failed || (tape->count == tape->capacity && !grow(tape))) {
		tape->failed = true;
		return 0;
	}
	slot = find_slot(tape, &step);
	if (tape->slot[slot] == 0) {
		tape->step[tape->count++] = step;
		tape->slot[slot] = (int)tape->count;
	}
	return tape->slot[slot] - 1;
}

struct term tape_input(struct tape *tape, size_t input)
{
	return (struct term){.in_register = true,
			     .reg = append(tape, (struct step){.operation = TAPE_INPUT, .a = (int)input})};
}

int tape_register(struct tape *tape, struct term term)
{
	if (term.in_register)
		return term.reg;
	return append(tape, (struct step){.operation = TAPE_CONSTANT, .constant = term.number});
}

/* Whether an operation returns one of its terms, to the bit, or is a number whatever the inputs. */
static bool shortened(enum tape_operation operation, struct term a, struct term b, struct term *result)
{
	switch (operation) {
	case TAPE_MULTIPLY:
		*result = term_is(a, 1) ? b : a;
		return term_is(a, 1) || term_is(b, 1);
	case TAPE_DIVIDE:
		*result = a;
		return term_is(b, 1);
	case TAPE_POWER:
		*result = term_is(b, 0) ? term_of(1) : a;
		return term_is(b, 0) || term_is(b, 1) || term_is(a, 1);
	case TAPE_ADD:
		*result = term_is(a, 0) ? b : a;
		return term_is(a, 0) || term_is(b, 0);
	case TAPE_SUBTRACT:
		*result = a;
		return term_is(b, 0);
	default:
		return false;
	}
}

double tape_fold(enum tape_operation operation, double a, double b)
{
	double folded = 0;

	/* The same result as pow, but faster: most amounts neither grow nor follow demand. */
	if (operation == TAPE_POWER && (b == 0 || a == 1))
		return 1;
	operate(operation, &a, &b, &folded, 1);
	return folded;
}

struct term tape_record(struct tape *tape, enum tape_operation operation, struct term a, struct term b)
{
	struct step step = {.operation = operation};
	struct term result;

	if (shortened(operation, a, b, &result))
		return result;
	step.a = tape_register(tape, a);
	step.b = tape_register(tape, b);
	/* Both orders are the same sum or product. */
	if (step.a > step.b && (operation == TAPE_ADD || operation == TAPE_MULTIPLY)) {
		int swapped = step.a;

		step.a = step.b;
		step.b = swapped;
	}
	return (struct term){.in_register = true, .reg = append(tape, step)};
}

void tape_zeros(const struct tape *tape, bool *zero)
{
	for (size_t i = 0; i < tape->count; i++) {
		const struct step *step = &tape->step[i];

		switch (step->operation) {
		case TAPE_CONSTANT:
			zero[i] = step->constant == 0;
			break;
		case TAPE_MULTIPLY:
			zero[i] = zero[step->a] || zero[step->b];
			break;
		case TAPE_ADD:
		case TAPE_SUBTRACT:
			zero[i] = zero[step->a] && zero[step->b];
			break;
		case TAPE_DIVIDE:
			zero[i] = zero[step->a];
			break;
		default:
			zero[i] = false;
			break;
		}
	}
}

void tape_sources(const struct tape *tape, const bool *zero, bool *needed, bool *input)
{
	for (size_t i = tape->count; i-- > 0;) {
		const struct step *step = &tape->step[i];

		if (!needed[i] || zero[i] || step->operation == TAPE_CONSTANT)
			continue;
		if (step->operation == TAPE_INPUT)
			input[step->a] = true;
		else
			needed[step->a] = needed[step->b] = true;
	}
}

void tape_prepare(const struct tape *tape, int lanes, double (*registers)[LANES])
{
	for (size_t i = 0; i < tape->count; i++) {
		if (tape->step[i].operation != TAPE_CONSTANT)
			continue;
		for (int l = 0; l < lanes; l++)
			registers[i][l] = tape->step[i].constant;
	}
}

static inline void run(const struct tape *tape, const double (*inputs)[LANES], int lanes, double (*registers)[LANES])
{
	for (size_t i = 0; i < tape->count; i++) {
		const struct step *step = &tape->step[i];

		if (step->operation == TAPE_INPUT)
			memcpy(registers[i], inputs[step->a], (size_t)lanes * sizeof registers[i][0]);
		else if (step->operation != TAPE_CONSTANT)
			operate(step->operation, registers[step->a], registers[step->b], registers[i], lanes);
	}
}

LANE_KERNEL
void tape_run(const struct tape *tape, const double (*inputs)[LANES], int lanes, double (*registers)[LANES])
{
	if (lanes == LANES)
		run(tape, inputs, LANES, registers);
	else
		run(tape, inputs, lanes, registers);
}
