/*
 * Inside plan/: a number that may be uncertain, as files write it.
 *
 *     number = quantity | NAME "(" quantity { "," quantity } ")" | quantity "to" quantity
 */
#ifndef PLAN_DISTRIBUTION_H
#define PLAN_DISTRIBUTION_H

#include "plan/kind.h"

struct reader;

/* Takes a number, checks it against the field's range, and sets value->distribution and value->parameter. */
int distribution_read(struct reader *reader, struct value *value);

/* Appends it in the grammar of files. */
void distribution_print(const struct value *value, const struct kind *kind, struct bytes *out);

/* Appends it in words, for people. */
void distribution_explain(const struct value *value, const struct value_context *context, struct bytes *out);

/* The word for a narrow column, "pert", "90 %"; "" for a point. */
const char *distribution_word(enum distribution distribution);

/* How many parameters lie on the value's axis and so move with it; the others are widths. */
int distribution_located(enum distribution distribution);

#endif
