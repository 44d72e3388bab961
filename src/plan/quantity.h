/*
 * Inside plan/: one number with its suffix, as files write it: 12, 140k, 1_000, 18%.
 */
#ifndef PLAN_QUANTITY_H
#define PLAN_QUANTITY_H

struct bytes;
struct kind;
struct reader;

/* Takes a number with its suffix. 0, or -1 with an error. */
int quantity_read(struct reader *reader, double *value);

/* Adds the error that a number is missing here. Returns -1. */
int quantity_fail_missing(struct reader *reader);

/*
 * Appends a number so that reading it gives the same bits: as a percentage, or with the suffix that makes it shortest.
 */
void quantity_print(struct bytes *out, const struct kind *kind, double number);

/* Appends a number rounded to four significant digits. */
void quantity_print_rounded(struct bytes *out, const struct kind *kind, double number);

#endif
