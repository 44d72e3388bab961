/* The subject of an answer: a plan, its names, the options asked for, and how numbers look. */
#ifndef ANSWER_SUBJECT_H
#define ANSWER_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "answer/format.h"
#include "document/document.h"
#include "plan/plan.h"

/* All borrowed. */
struct subject {
	const char *name;     /* for the column `profile` */
	const char *title;    /* for people */
	const struct plan *plan;
	const size_t *option; /* the options asked for: indices, in the plan's order */
	size_t option_count;
	struct notation notation;
};

/* Whether this option of the plan is asked for. */
bool subject_has(const struct subject *subject, size_t option);

/* The id and the label of an option of the plan. */
const char *subject_id(const struct subject *subject, size_t option);
const char *subject_label(const struct subject *subject, size_t option);

/* A cell of a table with an amount of money; the heading has the unit. */
void subject_amount(struct document *document, const struct subject *subject, enum emphasis emphasis, double amount,
                    struct money_unit unit);

/* A cell with a figure: its value, or its status in one or two words. Money is in `unit`. */
void subject_figure(struct document *document, const struct subject *subject, enum emphasis emphasis,
		    enum figure figure, const struct option_figures *figures, struct money_unit unit);

/* The title, as the heading of everything that follows. */
void subject_heading(struct document *document, const struct subject *subject);

#endif
