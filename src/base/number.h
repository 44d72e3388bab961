/*
 * Numbers in and out, the same in every locale.
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
 * Reads the longest number that text (size bytes, need not end in NUL) begins with.
 * Returns how many bytes it took, 0 where there is none; *value is written on success only.
 */
size_t number_scan(const char *text, size_t size, double *value);

/* Reads text as one whole number with nothing around it. */
bool number_parse(const char *text, double *value);

/* The shortest decimal that reads back as the same number ("0.1"), every bit of it. For files, edits, and people who want all of it. */
void number_print_short(struct bytes *out, double value);

/*
 * Rounded to `decimals` (0 to 9), thousands set apart by `separator` ("" for none, " " for people).
 * -0.0 prints as 0.
 */
void number_print_rounded(struct bytes *out, double value, int decimals, const char *separator);

#endif
