/*
 * Words that the answers about decisions share.
 */
#ifndef ANSWER_WORDING_H
#define ANSWER_WORDING_H

#include "answer/format.h"
#include "base/bytes.h"
#include "decide/condition.h"
#include "document/document.h"

/*
 * A figure alone, or why it has no value, beside a limit that it is held to (answer/format.h). epsilon: the option's.
 */
void wording_figure_beside(struct bytes *out, enum figure figure, struct figure_value value, double limit,
			   double epsilon, const struct notation *notation);

/* The unit for a table of amounts of which this is the largest: a decimal more than one alone would have. */
struct money_unit wording_unit(double largest);

/* "—", or "-" where that is all there is. */
const char *wording_nothing(const struct notation *notation);

/* "≤", or "<=" where that is all there is. */
const char *wording_relation(enum relation relation, const struct notation *notation);

/* "payback ≤ 12 months", every digit of it */
void wording_goal(struct bytes *out, const struct goal *goal, const struct notation *notation);

/* A condition as it was understood, of one option: "hybrid.payback ≤ 12 months", "p(hybrid.npv > 0.00 €) ≥ 80 %". */
void wording_condition(struct bytes *out, const struct plan *plan, const struct condition *condition, size_t option,
		       const struct notation *notation);

/* The input at a number, as a profile states it, with its unit: "21%", "318 USD/month", "launch+2", "2.4 months". */
void wording_input(struct bytes *out, const struct plan *plan, const struct input *input, double number);

/* The input as the profile states it: "pert(10%, 18%, 24%)". */
void wording_input_stated(struct bytes *out, const struct plan *plan, const struct input *input);

/* The next of `count` members of a list: "a", "a and b", "a, b and c". */
void wording_list(struct bytes *list, const char *member, size_t i, size_t count);

/* "3 028 k€", for a sentence of the document. */
const char *wording_money(struct document *document, double amount, const struct notation *notation);

/* Empties a text for reuse. */
struct bytes *wording_clear(struct bytes *bytes);

#endif
