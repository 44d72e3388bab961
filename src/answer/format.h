/*
 * Figures in words, for people (document/format.h): "no answer" is said plainly. Reports and the screen use the same
 * words.
 *
 * Files for machines never come here: they hold every bit of a number.
 */
#ifndef ANSWER_FORMAT_H
#define ANSWER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "document/format.h"
#include "model/figure.h"

/* Whether a cell holds the number; else it holds a status in a word or two. */
bool figure_has_number(struct figure_value value);

/* A value of a figure as a quantity. */
struct quantity figure_quantity(enum figure figure, double value, const char *currency);

/* A change of a figure; amounts in `unit`. */
struct quantity figure_change(enum figure figure, double change, struct money_unit unit, const char *currency);

/* The status in a word or two: "not in 36 m", "at once". */
void format_figure_status(struct bytes *out, enum figure figure, const struct option_figures *figures,
			  const struct notation *notation);

/*
 * The cell of a table: the figure without its unit (format_figure_unit), or a status in a word or two ("not in 36 m")
 * where there is no value.
 */
void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures,
			struct money_unit unit, const struct notation *notation);

/*
 * The unit of that row or column: "k€", "k€/month", "€/1000 requests", "months"; "" where the cells say it themselves.
 * Money as `unit` has it.
 */
void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation);

/*
 * In a sentence, unit and all: "8.1 months", "3 028 k€", "not within 36 months, 210 k€ short", "several rates: 10 %, 20
 * %".
 */
void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation);

/*
 * Beside a limit that it is held to, a value gets the decimals that it takes to see on which side of it the value is:
 * 18.04 beside 18. What is equal to it within rounding (model/tolerance.h) reads as it does. A limit that is NaN is
 * none.
 */
void format_figure_beside(struct bytes *out, enum figure figure, const struct option_figures *figures, double limit,
                          const struct notation *notation);

/* The limit itself, every digit of it: "18 months", "1 234.567 k€", "1 500 %". */
void format_limit(struct bytes *out, enum figure figure, double limit, const struct notation *notation);

/* The unit that suits the money figures of these options, for one table of them all. */
struct money_unit money_unit_of(const struct option_figures *figures, size_t count);

/*
 * Which of two values of a figure is better: more than 0 when a is, less when b is; 0 where neither is, within rounding
 * (model/tolerance.h; epsilon: the larger one's of the two options). A payback that is not reached loses to one that
 * is; no other figure without a value compares.
 */
int figure_better(enum figure figure, struct figure_value a, struct figure_value b, double epsilon);

/*
 * The one of `count` options that is better in a figure than each of the others: its index, or `count` where there is
 * none.
 */
size_t figure_best(enum figure figure, const struct option_figures *const *options, size_t count);

#endif
