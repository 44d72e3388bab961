/*
 * Inside plan/: the range of numbers that a field takes.
 */
#ifndef PLAN_RANGE_H
#define PLAN_RANGE_H

#include <stdbool.h>

struct bytes;
struct field;
struct kind;

bool range_holds(const struct field *field, double number);

/* Appends the range in words: "0 to 1", "more than -100%", "any number". A kind's print_range. */
void range_print(const struct kind *kind, const struct field *field, struct bytes *out);

/* The same with the field's unit: "0 to 1200 months". A kind's print_accepted. */
void range_print_accepted(const struct kind *kind, const struct field *field, struct bytes *out);

#endif
