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
 * A figure on its own, or why it has no value, beside a limit it is compared with (answer/format.h). epsilon: the
 * option's.
 */
void wording_figure_beside(struct bytes *out, enum figure figure, struct figure_value value, double limit,
			   double epsilon, const struct notation *notation);

/*
 * The unit for a table of amounts, of which this is the largest: it gives one more decimal than a single amount gets.
 */
struct money_unit wording_unit(double largest);

/* "—", or "-" in ASCII. */
const char *wording_nothing(const struct notation *notation);

/* "≤", or "<=" in ASCII. */
const char *wording_relation(enum relation relation, const struct notation *notation);

/* "payback ≤ 12 months", with all digits */
void wording_goal(struct bytes *out, const struct goal *goal, const struct notation *notation);

/* A condition as it was understood, for one option: "hybrid.payback ≤ 12 months", "p(hybrid.npv > 0.00 €) ≥ 80 %". */
void wording_condition(struct bytes *out, const struct plan *plan, const struct condition *condition, size_t option,
		       const struct notation *notation);

/*
 * The input with a number as its value, as a profile states it, with its unit: "21%", "318 USD/month", "launch+2", "2.4
 * months".
 */
void wording_input(struct bytes *out, const struct plan *plan, const struct input *input, double number);

/* The input as the profile states it: "pert(10%, 18%, 24%)". */
void wording_input_stated(struct bytes *out, const struct plan *plan, const struct input *input);

/* Appends the next of `count` members of a list: "a", "a and b", "a, b and c". */
void wording_list(struct bytes *list, const char *member, size_t i, size_t count);

/* "3 028 k€", for a sentence of the document. */
const char *wording_money(struct document *document, double amount, const struct notation *notation);

/* Empties a text for reuse. */
struct bytes *wording_clear(struct bytes *bytes);

#endif
