/*
 * Reading and printing numbers, the same in every locale.
 *
 * Reading is strict: an optional sign, decimal digits with an optional point (digits on both
 * sides), `_` between digits, an optional exponent, no hex, no nan, no inf, no blanks; a result
 * that overflows is refused.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;

/*
 * Reads the longest number at the start of text (size bytes; no NUL is needed). Returns its length in bytes, 0 if there
 * is none; *value is written on success only.
 */
size_t number_scan(const char *text, size_t size, double *value);

/*
 * Whether text begins with a number in a foreign notation: "12 000" with any kind of space, "12'000", "12.000.000",
 * "18,5" (only if comma is set; otherwise a comma separates numbers), or the ambiguous "85.000". Appends a message that
 * says how it is written here.
 */
bool number_foreign(const char *text, size_t size, bool comma, struct bytes *message);

/*
 * Replaces each decimal comma by a point where it can be nothing else: between digits, outside brackets, the only comma
 * of its number.
 */
void number_decimal_commas(char *text);

/* Reads text that is one number, with nothing around it. */
bool number_parse(const char *text, double *value);

/*
 * Appends the shortest decimal that reads back as the same double: "0.1". For files, edits, and people who want every
 * digit.
 */
void number_print_short(struct bytes *out, double value);

/* The most decimals that are printed. */
enum { NUMBER_MOST_DECIMALS = 20 };

/*
 * Rounded to `decimals` (0 to NUMBER_MOST_DECIMALS), with `separator` between thousands ("" for none, " " for people).
 * -0.0 prints as 0.
 */
void number_print_rounded(struct bytes *out, double value, int decimals, const char *separator);

/* To so many significant digits: up, down, or (direction 0) to the nearest. What is too small to be scaled stays. */
double number_to_digits(double value, int digits, int direction);

/* Relative: what differs by less is taken for equal. A plan's rounding errors are about 1e-13 of what it turns over. */
#define NUMBER_TOLERANCE 1e-9

/*
 * The fewest decimals, `least` or more, that leave a rounded value on its side of a limit, so that the two never look
 * equal. `least` if they are equal, or there is no limit (NaN).
 */
int number_decimals_beside(double value, double limit, int least);

/* The fewest decimals, `least` or more, that lose none of the value's first 15 digits. */
int number_decimals_exact(double value, int least);

#endif
