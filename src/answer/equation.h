/*
 * Formulas for people: with names, and with the numbers in them. The numbers have as many digits as it takes for the
 * printed equation to give the printed value, to within half of its last digit.
 */
#ifndef ANSWER_EQUATION_H
#define ANSWER_EQUATION_H

#include "document/format.h"
#include "model/derivation.h"

/* A sum of more operands is shortened for people: "sum(net@1..12)", "600 + 33 × 1 200". */
enum { EQUATION_LONG_SUM = 12 };

/* With the names of its parts, as files have it: "net_value / total_cost". */
void equation_print_names(const struct expression *formula, const struct node *of, const struct plan *plan,
                          struct bytes *out);

/* The same with the signs of people, where the reader is at an option: names of another one's begin with it. */
void equation_print_words(const struct expression *formula, size_t option, const struct plan *plan,
                          const struct notation *notation, struct bytes *out);

/* The numbers in it: "12 777 693 × 18% × 100% / 12". */
void equation_print_numbers(const struct expression *formula, const struct node *of, const struct notation *notation,
                            struct bytes *out);

/* The value of a node, with its unit: "14 942 €", "18 %", "8.12 months"; nothing where it has none. */
void equation_print_value(const struct node *node, const struct plan *plan, const struct notation *notation,
                          struct bytes *out);

/* The name of a node where the reader is at another one's option: "hybrid.npv", else "npv". */
void equation_print_id(const struct node *node, size_t option, const struct plan *plan, struct bytes *out);

#endif
