/*
 * A tape: straight-line arithmetic over lanes.
 *
 * The amounts of which a month's flows are made (a price in the plan's currency, a monthly growth) are computed here,
 * once, from the plan's inputs. A register holds LANES numbers: one lane is the plan at its best guess, many lanes are
 * trials. What depends on no free input is computed while the tape is written, and the same expression is never written
 * twice, so that two items with the same course have equal registers.
 */
#ifndef MODEL_TAPE_H
#define MODEL_TAPE_H

#include <stdbool.h>
#include <stddef.h>

#define LANES 32 /* trials per block: its arrays stay in the first-level cache */

enum tape_operation {
	TAPE_CONSTANT,
	TAPE_INPUT,
	TAPE_ADD,
	TAPE_SUBTRACT,
	TAPE_MULTIPLY,
	TAPE_DIVIDE,
	TAPE_POWER,    /* a^b */
	TAPE_FRESHNESS /* (1 - (1 - a)^b) / (b a), 1 where a is 0: freshness */
};

struct tape;

struct tape *tape_new(void); /* NULL when out of memory */
void tape_free(struct tape *tape);

/*
 * An amount while the tape is written: a number, the same whatever the inputs, or a register. Zero-initialised, it is
 * the number 0.
 */
struct term {
	bool in_register;
	union {
		int reg;        /* in a register: which */
		int expression; /* a number: what it is made of, where that is recorded (record.h); 0: nothing */
	};
	double number;
};

static inline struct term term_of(double number)
{
	return (struct term){.number = number};
}

static inline bool term_is(struct term term, double number)
{
	return !term.in_register && term.number == number;
}

static inline bool term_same(struct term a, struct term b)
{
	return a.in_register == b.in_register && (a.in_register ? a.reg == b.reg : a.number == b.number);
}

/*
 * An expression of numbers alone is a number. When memory runs out, tape_failed says so, and the term must not be used.
 */
struct term tape_input(struct tape *tape, size_t input);
struct term tape_record(struct tape *tape, enum tape_operation operation, struct term a, struct term b);
double tape_fold(enum tape_operation operation, double a, double b);

static inline struct term tape_apply(struct tape *tape, enum tape_operation operation, struct term a, struct term b)
{
	if (a.in_register || b.in_register)
		return tape_record(tape, operation, a, b);
	return term_of(tape_fold(operation, a.number, b.number));
}

bool tape_failed(const struct tape *tape);

/* The register that holds a term when the tape runs; equal terms share one. */
int tape_register(struct tape *tape, struct term term);

/* True if the register is the same whatever the inputs; *value is then its number. */
bool tape_is_constant(const struct tape *tape, int reg, double *value);

/* zero[register]: whether it is 0 whatever the inputs. */
void tape_zeros(const struct tape *tape, bool *zero);

/* Sets input[i] for every input on which a needed register depends. Marks the registers in between as needed, too. */
void tape_sources(const struct tape *tape, const bool *zero, bool *needed, bool *input);

size_t tape_registers(const struct tape *tape);

/*
 * Sets the constants' registers in the first `lanes` lanes; call it before the first tape_run with so many lanes on
 * these registers.
 */
void tape_prepare(const struct tape *tape, int lanes, double (*registers)[LANES]);

/* Computes every register in the first `lanes` lanes from inputs[i][lane]. */
void tape_run(const struct tape *tape, const double (*inputs)[LANES], int lanes, double (*registers)[LANES]);

#endif
