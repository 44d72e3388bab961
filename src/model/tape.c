/* The tape: written with folding and sharing, run one operation at a time over all lanes. */
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
	struct step *step; /* one a register */
	size_t count, capacity;
	int *slot;         /* hash table of registers + 1, open addressing; a power of two of slots */
	size_t slots;
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

/* (1 - (1 - decay)^n) / (n decay): the mean effect between two retrainings n months apart; 1, its limit, where either is 0. */
static double freshness(double decay, double n)
{
	double worn = n * decay;

	return worn == 0 ? 1 : (1 - pow(1 - decay, n)) / worn;
}

/* One operation over `lanes` lanes. The same source folds constants (one lane) and runs blocks, so both give the same bits. */
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
	case TAPE_MINIMUM:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] < b[l] ? a[l] : b[l];
		break;
	case TAPE_MAXIMUM:
		for (int l = 0; l < lanes; l++)
			out[l] = a[l] > b[l] ? a[l] : b[l];
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

static uint64_t hash_step(const struct step *step)
{
	uint64_t bits, hash;

	memcpy(&bits, &step->constant, sizeof bits);
	hash = bits ^ ((uint64_t)(unsigned)step->a << 40) ^ ((uint64_t)(unsigned)step->b << 16) ^ (uint64_t)step->operation;
	/* round numbers have their bits at the top: bring them down, or all of them meet in one slot */
	hash = (hash ^ (hash >> 32)) * UINT64_C(0x9E3779B97F4A7C15);
	return hash >> 32;
}

static bool same_step(const struct step *x, const struct step *y)
{
	return x->operation == y->operation && x->a == y->a && x->b == y->b &&
	       memcmp(&x->constant, &y->constant, sizeof x->constant) == 0;
}

/* The slot that holds an equal step, or the free one where it belongs. */
static size_t find_slot(const struct tape *tape, const struct step *step)
{
	size_t slot = (size_t)hash_step(step) & (tape->slots - 1);

	while (tape->slot[slot] != 0 && !same_step(&tape->step[tape->slot[slot] - 1], step))
		slot = (slot + 1) & (tape->slots - 1);
	return slot;
}

static bool grow(struct tape *tape)
{
	size_t capacity = tape->capacity == 0 ? 256 : tape->capacity * 2;
	struct step *step = realloc(tape->step, capacity * sizeof *step);
	int *slot;

	if (step == NULL)
		return false;
	tape->step = step;
	slot = calloc(capacity * 2, sizeof *slot);
	if (slot == NULL)
		return false;
	free(tape->slot);
	tape->slot = slot;
	tape->slots = capacity * 2;
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

int tape_constant(struct tape *tape, double value)
{
	return append(tape, (struct step){.operation = TAPE_CONSTANT, .constant = value});
}

int tape_input(struct tape *tape, size_t input)
{
	return append(tape, (struct step){.operation = TAPE_INPUT, .a = (int)input});
}

/* True when `reg` is the constant that leaves the other operand as it is, to the bit. */
static bool is_neutral(const struct tape *tape, int reg, double neutral)
{
	double value;

	return tape_is_constant(tape, reg, &value) && value == neutral;
}

int tape_apply(struct tape *tape, enum tape_operation operation, int a, int b)
{
	double x, y, folded = 0;

	if (tape->failed)
		return 0;
	if (tape_is_constant(tape, a, &x) && tape_is_constant(tape, b, &y)) {
		operate(operation, &x, &y, &folded, 1);
		return tape_constant(tape, folded);
	}
	switch (operation) {
	case TAPE_MULTIPLY:
		if (is_neutral(tape, a, 1))
			return b;
		if (is_neutral(tape, b, 1))
			return a;
		break;
	case TAPE_DIVIDE:
	case TAPE_POWER:
		if (is_neutral(tape, b, 1))
			return a;
		if (operation == TAPE_POWER && is_neutral(tape, b, 0))
			return tape_constant(tape, 1);
		if (operation == TAPE_POWER && is_neutral(tape, a, 1))
			return a;
		break;
	case TAPE_ADD:
	case TAPE_SUBTRACT:
		if (is_neutral(tape, b, 0))
			return a;
		if (operation == TAPE_ADD && is_neutral(tape, a, 0))
			return b;
		break;
	default:
		break;
	}
	if (a > b && (operation == TAPE_ADD || operation == TAPE_MULTIPLY))
		return append(tape, (struct step){.operation = operation, .a = b, .b = a}); /* the same sum, known again */
	return append(tape, (struct step){.operation = operation, .a = a, .b = b});
}

void tape_prepare(const struct tape *tape, double (*registers)[LANES])
{
	for (size_t i = 0; i < tape->count; i++) {
		if (tape->step[i].operation != TAPE_CONSTANT)
			continue;
		for (int l = 0; l < LANES; l++)
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
