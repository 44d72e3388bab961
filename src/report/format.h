/*
 * Figures in words, for people: rounded, with units, "no answer" said plainly. Reports and the screen use the same words.
 *
 * Files for machines never come here: they hold every digit.
 */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

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

/* The unit in which the largest amount has 3 to 6 digits before the point: 2 713 456 is 2 713 k€, 950 is 950 €, 12.5 is 12.50 €. */
struct money_unit money_unit_for(double largest);

/* "k€", "kEUR", "€" */
void format_money_unit(struct bytes *out, struct money_unit unit, const struct notation *notation);

/* "3 028", the unit left out; what rounds to nothing is 0. */
void format_amount(struct bytes *out, double amount, struct money_unit unit, const struct notation *notation);

/* "3 028 k€", in the unit that suits the amount itself. */
void format_money(struct bytes *out, double amount, const struct notation *notation);

/* A number of anything, to at most `decimals` (0 to 9), thousands apart. */
void format_number(struct bytes *out, double number, int decimals, const struct notation *notation);

/* "18 %", "7.5 %", "0.42 %": three significant digits, whole from 100 % on. */
void format_share(struct bytes *out, double share, const struct notation *notation);

/* "8.1" months; "8.1 months" with the unit. */
void format_months(struct bytes *out, double months, bool unit);

/*
 * The cell of a table: the figure without its unit (format_figure_unit), a status in a word or two ("not in 36 m") where there is no value.
 * IRR above 1,000 % is ">1,000 %"; several rates are all listed where they are two, else counted.
 */
void format_figure_cell(struct bytes *out, enum figure figure, const struct option_figures *figures, struct money_unit unit,
                        const struct notation *notation);

/* The unit of that column or row: "k€", "k€/month", "months", "% a year"; money as `unit` has it. "" for none. */
void format_figure_unit(struct bytes *out, enum figure figure, struct money_unit unit, const struct notation *notation);

/* In a sentence, unit and all: "8.1 months", "3 028 k€", "not within 36 months, 210 k€ short", "10 %, 20 % and 30 % a year". */
void format_figure(struct bytes *out, enum figure figure, const struct option_figures *figures,
                   const struct notation *notation);

/* The unit that suits all money figures of these options. */
struct money_unit format_unit_of(const struct option_figures *figures, size_t count);

/* The better of two values of a figure: more than 0 when a is. What has a value beats what has none; 0 where neither is better. */
int figure_better(enum figure figure, struct figure_value a, struct figure_value b);

/* Which of `count` options is best in a figure: its index, or `count` where none stands out (all alike, or it has no sense). */
size_t figure_best(enum figure figure, const struct option_figures *const *options, size_t count);

#endif
