/*
 * Internal to the audit: quantities that people wrote into labels and notes, and numbers for people.
 */
#ifndef DECIDE_AUDIT_TEXT_H
#define DECIDE_AUDIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"

/*
 * The first place where word stands as a word of its own, whatever its case; NULL where there is none.
 * "ml.c5.large" holds no word c5.large.
 */
const char *text_word(const char *text, const char *word);

/* True when any of the NULL-ended words is part of the text, whatever its case. */
bool text_has_any(const char *text, const char *const *words);

/*
 * The first number that one of the NULL-ended units follows: "40 h a month", "50 K requests a second",
 * "50,000 rps". Returns the index of the unit, or -1.
 */
int text_quantity(const char *text, const char *const *units, double *number);

/* The number behind the last `>` of a PromQL expression that stands in no quotes. false: none. */
bool text_threshold(const char *expression, double *number);

/*
 * A short text for people, by value, so that it cannot fail; truncated if too long.
 * show_number(x).text lives to the end of the full expression.
 */
struct shown {
	char text[128];
};

/* 2 978, 129.3M, 0.411, 11.6. */
struct shown show_number(double number);
struct shown show_beside(double number, double limit); /* enough digits to show on which side of the limit it is */
struct shown show_limit(double limit);                 /* no digit lost: 1.2345678M */
struct shown show_months(double months, double limit); /* 18.0, beside the limit as above; NaN: none */
struct shown show_exact(double number);                       /* 12.24: as many digits as it has */
struct shown show_signed(double number);                      /* +2 978 */
struct shown show_money(double amount, const char *currency); /* 2 978 EUR */
struct shown show_percent(double share);                      /* 9.88% */
struct shown show_span(double months);                      /* 3.5 months */
struct shown show_after(double months);                       /* after 3.5 months; at the start of the plan */
struct shown show_format(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
