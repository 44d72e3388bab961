/*
 * Figures in words, for people (document/format.h): a figure without an answer says so. Reports and the screen use the
 * same words. Files for machines do not use this: they hold every bit of a number.
 */
#ifndef ANSWER_FORMAT_H
#define ANSWER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "document/format.h"
#include "model/figure.h"

/* Whether a cell holds the number; else it holds a status in one or two words. */
bool figure_has_number(struct figure_value value);

/* A value of a figure as a quantity. */
struct quantity figure_quantity(enum figure figure, double value, const char *currency);

/* A change of a figure; money in `unit`. */
struct quantity figure_change(enum figure figure, double change, struct money_unit unit, const char *currency);

/* The status in one or two words: "not in 36 m", "at once". */
void format_figure_status(struct bytes *out, enum figure figure, const struct option_figures *figures,
			  const struct notation *notation);

/*
 * The cell of a table: the figure without its unit (format_figure_unit), or a status in one or two words ("not in 36
 * m") if there is no value.
 */
void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures,
			struct money_unit unit, const struct notation *notation);

/*
 * The unit of that row or column: "k€", "k€/month", "€/1000 requests", "months"; "" if the cells include it. Money is
 * in `unit`.
 */
void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation);

/*
 * For a sentence, with the unit: "8.1 months", "3 028 k€", "not within 36 months, 210 k€ short", "several rates: 10 %,
 * 20 %".
 */
void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation);

/*
 * A value compared with a limit gets as many decimals as it needs to show on which side of the limit it is: 18.04 for
 * the limit 18. A value equal to the limit within rounding (model/tolerance.h) looks equal. A limit of NaN is none.
 */
void format_figure_beside(struct bytes *out, enum figure figure, const struct option_figures *figures, double limit,
                          const struct notation *notation);

/* The limit itself, with all its digits: "18 months", "1 234.567 k€", "1 500 %". */
void format_limit(struct bytes *out, enum figure figure, double limit, const struct notation *notation);

/* The unit that suits the money figures of these options, for one table with all of them. */
struct money_unit money_unit_of(const struct option_figures *figures, size_t count);

/*
 * Which of two values of a figure is better: above 0 if a is, below if b is; 0 if neither is, within rounding
 * (model/tolerance.h; epsilon: the larger of the two options'). A payback that is not reached loses to one that is;
 * other figures without a value do not compare.
 */
int figure_better(enum figure figure, struct figure_value a, struct figure_value b, double epsilon);

/* The index of the option, of `count`, that is better in a figure than each of the others; `count` if there is none. */
size_t figure_best(enum figure figure, const struct option_figures *const *options, size_t count);

#endif
