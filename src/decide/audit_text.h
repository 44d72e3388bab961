/*
 * Internal to the audit: quantities that people wrote into labels and notes, and numbers for people.
 */
#ifndef DECIDE_AUDIT_TEXT_H
#define DECIDE_AUDIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"

/*
 * The first occurrence of word as a whole word, ignoring case; NULL if there is none. "ml.c5.large" does not contain
 * the word c5.large.
 */
const char *text_word(const char *text, const char *word);

/* True if the text contains any of the NULL-ended words, ignoring case. */
bool text_has_any(const char *text, const char *const *words);

/*
 * The first number followed by one of the NULL-ended units: "40 h a month", "50 K requests a second", "50,000 rps".
 * Returns the index of the unit, or -1.
 */
int text_quantity(const char *text, const char *const *units, double *number);

/* The number after the last `>` outside quotes in a PromQL expression. false: none. */
bool text_threshold(const char *expression, double *number);

/*
 * A short text for people, returned by value, so it cannot fail; truncated if too long. show_number(x).text is valid
 * until the end of the full expression.
 */
struct shown {
	char text[128];
};

/* 2 978, 129.3M, 0.411, 11.6. */
struct shown show_number(double number);
struct shown show_beside(double number, double limit); /* enough digits to show on which side of the limit it is */
struct shown show_limit(double limit);                 /* exact: 1.2345678M */
struct shown show_months(double months, double limit); /* 18.0, beside the limit as above; NaN: no limit */
struct shown show_exact(double number);                       /* 12.24: all digits */
struct shown show_signed(double number);                      /* +2 978 */
struct shown show_money(double amount, const char *currency); /* 2 978 EUR */
struct shown show_percent(double share);                      /* 9.88% */
struct shown show_span(double months);                      /* 3.5 months */
struct shown show_after(double months);                       /* after 3.5 months; at the start of the plan */
struct shown show_format(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
