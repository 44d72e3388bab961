/*
 * A value as a profile states it: a number that may be uncertain, money, a moment, words. Grammar and meaning:
 * docs/profile-keys.md. A value is plain data and owns its text, if it has one.
 */
#ifndef PLAN_VALUE_H
#define PLAN_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct bytes;
struct field;

/*
 * The kinds of value, in the order of the page of keys. KIND_NUMBER is described by the record kind_number, and so on:
 * plan/kind.h.
 */
#define VALUE_KINDS(K)                                                                                                 \
	K(TEXT, text)         /* any words */                                                                          \
	K(NUMBER, number)     /* 12, 1.5, 140k, 2.3M, 1_000; may be uncertain */                                       \
	K(WHOLE, whole)       /* a number without a fraction; never uncertain */                                       \
	K(SHARE, share)       /* 18%, 0.18; held as 0.18; may be uncertain */                                          \
	K(MONEY, money)       /* 300 USD/month, 60k EUR once; may be uncertain */                                      \
	K(MOMENT, moment)     /* start, launch, launch+3, 12, never (only as a default) */                             \
	K(FLAG, flag)         /* yes, no */                                                                            \
	K(MONTH, month)       /* YYYY-MM */                                                                            \
	K(DATE, date)         /* YYYY-MM-DD */                                                                         \
	K(CURRENCY, currency) /* three letters, ISO 4217 style; held in capitals */                                    \
	K(WORD, word)         /* one of the field's words; held as its index in parameter[0] */                        \
	K(IDS, ids)           /* ids separated by commas; held as text, blanks removed */

#define VALUE_KIND(NAME, name) KIND_##NAME,
enum value_kind { VALUE_KINDS(VALUE_KIND) };
#undef VALUE_KIND

/* How a number is uncertain. The parameters are in the value's own unit (a share's as 0.18). */
enum distribution {
	DIST_POINT,      /* parameter[0]: the number */
	DIST_UNIFORM,    /* low, high */
	DIST_TRIANGULAR, /* low, mode, high */
	DIST_PERT,       /* low, mode, high; beta-PERT with lambda = 4 */
	DIST_NORMAL,     /* mean, standard deviation */
	DIST_TO_NORMAL,  /* `A to B`, P5 and P95 given: normal, since A is not above zero */
	DIST_TO_LOGNORMAL /* `A to B`, P5 and P95 given: log-normal, both above zero */
};

enum period {
	PERIOD_HOUR,             /* 730 a month */
	PERIOD_DAY,              /* 365/12 a month */
	PERIOD_MONTH,
	PERIOD_YEAR,             /* 1/12 a month */
	PERIOD_MILLION_REQUESTS,
	PERIOD_ONCE,
	PERIOD_COUNT,
	PERIOD_NONE = PERIOD_COUNT /* not money */
};

enum moment_base { MOMENT_START, MOMENT_LAUNCH, MOMENT_NEVER };

struct value {
	enum value_kind kind;
	enum distribution distribution; /* numbers, shares, money */
	/*
	 * Numbers: see distribution. Others use only the first: moments: months after the base; flags: 0 or 1; words:
	 * the index; months and dates: year * 12 + month - 1.
	 */
	double parameter[3];
	int currency;                   /* money: index in the plan's currencies, 0 is the plan's own */
	enum period period;             /* money */
	enum moment_base moment;        /* moments */
	char *text;                     /* text, ids, dates, currencies: owned; NULL otherwise */
};

void value_release(struct value *value);

/* True for a distribution with some width: trials draw it. */
bool value_is_uncertain(const struct value *value);

/*
 * The best guess: the point itself; uniform: the middle; triangular, pert: the mode; normal: the mean; `A
 * to B`: the median. (profile-keys.md, "Values".)
 */
double value_best_guess(const struct value *value);

/*
 * The normal distribution from which a value is drawn: its own, or for DIST_TO_LOGNORMAL that of its logarithm. false
 * for other distributions, whose draws are bounded.
 */
bool value_normal(const struct value *value, double *mean, double *deviation);

/* The share of a value's draws that lie at or beyond an open end of its field's range. */
double value_share_beyond(const struct value *value, const struct field *field);

/* The currencies a money value may name: code[0] is the plan's own. */
struct currency_names {
	const char *const *code;
	size_t count;
};

/*
 * Reads text (size bytes) as a value of the field: grammar and range. An error goes to diags, at place.column plus the
 * offset in the text (at place unchanged if it has no column), with key, which may be NULL. Only money uses currencies.
 * 0, or -1 and *value untouched.
 */
int value_parse(const char *text, size_t size, const struct field *field,
                const struct currency_names *currencies, struct place place, const char *key,
                struct diags *diags, struct value *value);

/* Writes the value in the profile's own grammar, so that reading it gives the same bits. */
void value_print(const struct value *value, const struct field *field,
                 const struct currency_names *currencies, struct bytes *out);

/* The unit after a number, in the singular if the number is 1: "months", "month"; NULL for a field without one. */
const char *value_unit(const struct value *value, const struct field *field);

/* Appends the unit of a number for a narrow column: "EUR/mo", "%", "req/s"; nothing for other kinds. */
void value_print_short_unit(const struct value *value, const struct field *field,
                            const struct currency_names *currencies, struct bytes *out);

/*
 * Moves a value by steps up, or down if steps < 0: a number by a tenth of the place value of its first digit, a month
 * by one month, a word to the next word. false if the value cannot move.
 */
bool value_step(struct value *value, const struct field *field, int steps);

/*
 * Explains for people how the value was understood, distributions in words: "log-normal, 90 % between 30 and 60 USD per
 * million requests, median 42.4".
 */
void value_explain(const struct value *value, const struct field *field,
                   const struct currency_names *currencies, struct bytes *out);

bool value_equal(const struct value *a, const struct value *b);

/* The word of a period as files write it: "month", "million requests", "once". */
const char *period_name(enum period period);

#endif
