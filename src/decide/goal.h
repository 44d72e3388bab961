/*
 * A goal: a target for a figure. "payback <= 12", "hybrid.npv = 0", "irr >= 30%".
 */
#ifndef DECIDE_GOAL_H
#define DECIDE_GOAL_H

#include <stdbool.h>

#include "base/diag.h"
#include "model/figure.h"
#include "plan/plan.h"

enum relation { RELATION_LESS, RELATION_AT_MOST, RELATION_EQUAL, RELATION_AT_LEAST, RELATION_MORE };

struct goal {
	int option; /* -1: every option's */
	enum figure figure;
	enum relation relation;
	double value; /* in the figure's unit in files: a rate of 30 % is 0.3 */
};

/*
 * Parses "[OPTION.]FIGURE RELATION VALUE". The relation is one of < <= = == >= >; the value is a number of the figure's
 * kind in the grammar of profiles: 12 for months, 140k for money, 30% or 0.3 for a share. A share above 1 needs its %.
 * 0, or -1 with an error in diags and *goal untouched. Without a plan (NULL), options are not looked up, and naming one
 * is an error.
 */
int goal_parse(const char *text, const struct plan *plan, struct place place, struct diags *diags,
	       struct goal *goal);

/*
 * Parses "RELATION SHARE", the limit of a probability: ">= 80%". Of *share only the relation and the value are
 * meaningful. 0, or -1 as above.
 */
int goal_parse_share(const char *text, struct place place, struct diags *diags, struct goal *share);

/* Whether a value satisfies the goal, within rounding (model/tolerance.h). NaN never does. epsilon: the option's. */
bool goal_holds(const struct goal *goal, double value, double epsilon);

/* The same to the bit: for a search whose answer must lie on the limit itself. */
bool goal_holds_exactly(const struct goal *goal, double value);

/* The figure's value, NaN if it has none. */
double figure_number(const struct figure_value *figure);

const char *relation_text(enum relation relation); /* "<=" */

#endif
