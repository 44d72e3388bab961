/*
 * The list of figures itself, for those who read files or write conditions: what each is and what can come of it.
 */
#ifndef ANSWER_FIGURES_H
#define ANSWER_FIGURES_H

#include "document/document.h"

/* figure,label,unit,better,formula,statuses, a row a figure. The unit of money is "money". */
void answer_figures_columns(struct document *document);
void answer_figures_rows(struct document *document);

/* For people: the same as a table, formulas with the signs of mathematics, and what each status means. */
void answer_figures_table(struct document *document);

#endif
