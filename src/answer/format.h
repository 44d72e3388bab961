/*
 * Figures in words, for people: rounded, with units, "no answer" said plainly. Reports and the screen use the same words.
 *
 * Files for machines never come here: they hold every bit of a number.
 */
#ifndef ANSWER_FORMAT_H
#define ANSWER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/figure.h"

struct bytes;

/* How numbers look: the currency and the alphabet. */
struct notation {
	const char *currency; /* "EUR"; borrowed */
	bool ascii;           /* "kEUR", plain blanks; else "k€", narrow no-break blanks between thousands */
};

/* The unit that amounts are counted in: one for a whole table, so that its columns compare. */
struct money_unit {
	double size;     /* 1, 1e3, 1e6, 1e9 */
	int decimals;
};

/* The larger of an amount so far and the size of another, for money_unit_for; what is too large to compute does not count. */
double money_larger(double largest, double amount);

/* The unit in which the largest of some amounts reads well: 2 713 456 is 2 713 k€, 712 400 is 712.4 k€, 9 500 is 9 500 €, 12.5 is 12.50 €. */
struct money_unit money_unit_for(double largest);

/* "k€", "kEUR", "€" */
void format_money_unit(struct bytes *out, struct money_unit unit, const struct notation *notation);

/* "3 028", the unit left out; what rounds to nothing is 0. */
void format_amount(struct bytes *out, double amount, struct money_unit unit, const struct notation *notation);

/* "3 028 k€", in the unit that suits the amount itself. */
void format_money(struct bytes *out, double amount, const struct notation *notation);

/* A number of anything, to at most `decimals` (0 to 9), thousands apart. */
void format_number(struct bytes *out, double number, int decimals, const struct notation *notation);

/* "18 %", "7.5 %", "0.42 %", "243 %": three significant digits, at most two decimals. */
void format_share(struct bytes *out, double share, const struct notation *notation);

/* The same of a probability: what is not certain is neither "0 %" nor "100 %" but "<0.01 %" or ">99.9 %". */
void format_probability(struct bytes *out, double probability, const struct notation *notation);

/* In whole per cents, where there is little room: "18 %", "<1 %", ">99 %". */
void format_probability_whole(struct bytes *out, double probability);

/* A rate of return: a share, but ">1,000 %" above that. */
void format_rate(struct bytes *out, double rate, const struct notation *notation);

/* For a sentence: "8.1 months", "1 month". */
void format_months(struct bytes *out, double months, const struct notation *notation);

/*
 * The cell of a table: the figure without its unit (format_figure_unit), or a status in a word or two ("not in 36 m") where there is no value.
 */
void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures, struct money_unit unit,
                        const struct notation *notation);

/* The unit of that row or column: "k€", "k€/month", "€/1000 requests", "months"; "" where the cells say it themselves. Money as `unit` has it. */
void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation);

/* In a sentence, unit and all: "8.1 months", "3 028 k€", "not within 36 months, 210 k€ short", "several rates: 10 %, 20 %". */
void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation);

/*
 * Beside a limit that it is held to, a value gets the decimals that it takes to see on which side of it the value is: 18.04 beside 18. What is equal
 * to it within rounding (model/tolerance.h) reads as it does. A limit that is NaN is none.
 */
void format_figure_beside(struct bytes *out, enum figure figure, const struct option_figures *figures, double limit,
                          const struct notation *notation);
void format_probability_beside(struct bytes *out, double probability, double limit, const struct notation *notation);

/* By how much something changes, which is not nothing: "42.2 %", "0.0031 %"; and in points, of a share: "42.2 points". */
void format_change(struct bytes *out, double change, const struct notation *notation);
void format_points(struct bytes *out, double change, const struct notation *notation);

/* The limit itself, every digit of it: "18 months", "1 234.567 k€", "1 500 %". */
void format_limit(struct bytes *out, enum figure figure, double limit, const struct notation *notation);
void format_limit_share(struct bytes *out, double share, const struct notation *notation);

/* The unit that suits the money figures of these options, for one table of them all. */
struct money_unit money_unit_of(const struct option_figures *figures, size_t count);

/*
 * Which of two values of a figure is better: more than 0 when a is, less when b is; 0 where neither is, within rounding
 * (model/tolerance.h; epsilon: the larger one's of the two options). A payback that is not reached loses to one that is; no other figure
 * without a value compares.
 */
int figure_better(enum figure figure, struct figure_value a, struct figure_value b, double epsilon);

/* The one of `count` options that is better in a figure than each of the others: its index, or `count` where there is none. */
size_t figure_best(enum figure figure, const struct option_figures *const *options, size_t count);

#endif
