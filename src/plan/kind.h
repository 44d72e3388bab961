/*
 * A record for each kind of value: how it is read, printed, explained and stepped, and what is accepted. To add a kind,
 * add a file plan/kind_NAME.c with its record, and a row of VALUE_KINDS (plan/value.h). Code that depends on the kind
 * of a value asks its record; nothing else lists kinds.
 */
#ifndef PLAN_KIND_H
#define PLAN_KIND_H

#include <stdbool.h>

#include "plan/field.h"
#include "plan/value.h"

struct bytes;
struct kind;
struct reader;

/* What a value's text depends on besides the value. */
struct value_context {
	const struct kind *kind;
	const struct field *field;
	const struct currency_names *currencies;
};

struct kind {
	const char *name; /* N_(): "share" */
	const char *help; /* N_(): its row in the page's table of values, in Markdown; NULL: none */

	bool is_number;        /* the value is its parameters: number, whole, share, money */
	bool may_be_uncertain; /* a distribution may replace it, unless the field is fixed */
	bool is_input;         /* the calculation uses its number: numbers and moments */
	bool is_whole;         /* without a fraction */
	bool is_percent;       /* people write 18% for 0.18 */
	bool is_money;         /* has a currency and a period */
	bool is_remark;        /* the calculation ignores it */
	bool is_text;          /* any text, including blanks at its ends; may be empty */
	bool has_no_suffix;    /* printed as 1200, never as 1.2k */

	double first_step; /* numbers: the first number tried from 0 */
	double least_step; /* numbers: the smallest step away from 0 */

	/* Reads all of the reader's text. 0, or -1 with an error. */
	int (*read)(struct reader *reader, struct value *value);

	/* Appends the value in the grammar of files. */
	void (*print)(const struct value *value, const struct value_context *context, struct bytes *out);

	/* Appends the value in words, for people; NULL: as it is printed. */
	void (*explain)(const struct value *value, const struct value_context *context, struct bytes *out);

	/* Appends the unit after a number in a sentence, with the blank before it; NULL: none. */
	void (*print_unit)(const struct value *value, const struct value_context *context, struct bytes *out);

	/* Appends the unit for a narrow column; NULL: none. */
	void (*print_short_unit)(const struct value *value, const struct value_context *context, struct bytes *out);

	/* Appends what a field of the kind accepts: "0 to 1", "yes or no". */
	void (*print_range)(const struct kind *kind, const struct field *field, struct bytes *out);

	/* Appends what the page of keys says about it besides the name of the kind; NULL: nothing. */
	void (*print_accepted)(const struct kind *kind, const struct field *field, struct bytes *out);

	/* Appends the kind's name for a field; NULL: name says it. */
	void (*print_name)(const struct field *field, struct bytes *out);

	/* Moves the value by steps up (or down, steps < 0). false if it cannot move; NULL: it never moves. */
	bool (*step)(struct value *value, const struct value_context *context, int steps);
};

#define KIND_RECORD(NAME, name) extern const struct kind kind_##name;
VALUE_KINDS(KIND_RECORD)
#undef KIND_RECORD

const struct kind *kind_of(enum value_kind kind);

#endif
