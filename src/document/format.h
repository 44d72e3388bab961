/*
 * Numbers in words, for people: rounded, with units. Documents and the screen use the same words. Files for machines do
 * not use this: they hold every bit of a number.
 */
#ifndef DOCUMENT_FORMAT_H
#define DOCUMENT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

struct bytes;

/* How numbers look: the currency and the alphabet. */
struct notation {
	const char *currency; /* "EUR"; borrowed */
	bool ascii;           /* "kEUR", plain spaces; else "k€", narrow no-break spaces between thousands */
};

/* The unit of amounts: one for a whole table, so that its columns can be compared. */
struct money_unit {
	double size;     /* 1, 1e3, 1e6, 1e9 */
	int decimals;
};

/* The larger of an amount so far and the size of another, for money_unit_for; ignores what is too large to compute. */
double money_larger(double largest, double amount);

/*
 * The unit in which the largest of some amounts reads well: 2 713 456 is 2 713 k€, 712 400 is 712.4 k€, 9 500 is 9 500
 * €, 12.5 is 12.50 €.
 */
struct money_unit money_unit_for(double largest);

/* "k€", "kEUR", "€" */
void format_money_unit(struct bytes *out, struct money_unit unit, const struct notation *notation);

/* "3 028", without the unit; what rounds to zero is 0. */
void format_amount(struct bytes *out, double amount, struct money_unit unit, const struct notation *notation);

/*
 * "3 028 k€", in the unit that suits the amount; format_money_beside does so beside a limit, like
 * format_quantity_beside.
 */
void format_money(struct bytes *out, double amount, const struct notation *notation);
void format_money_beside(struct bytes *out, double amount, double limit, const struct notation *notation);

/* A number of any kind, with at most `decimals` (0 to 9) and thousands separators. */
void format_number(struct bytes *out, double number, int decimals, const struct notation *notation);

/* "18 %", "7.5 %", "0.42 %", "243 %": three significant digits, at most two decimals. */
void format_share(struct bytes *out, double share, const struct notation *notation);

/* The same for a probability: what is not certain is neither "0 %" nor "100 %" but "<0.01 %" or ">99.9 %". */
void format_probability(struct bytes *out, double probability, const struct notation *notation);

/* In whole percentages, where there is little room: "18 %", "<1 %", ">99 %". */
void format_probability_whole(struct bytes *out, double probability);

/* A rate of return: a share, but ">1,000 %" above that. */
void format_rate(struct bytes *out, double rate, const struct notation *notation);
bool format_rate_is_cut(double rate); /* whether it is shown so */

/* For a sentence: "8.1 months", "1 month". */
void format_months(struct bytes *out, double months, const struct notation *notation);

void format_probability_beside(struct bytes *out, double probability, double limit, const struct notation *notation);

/* The size of a change, which is not zero: "42.2 %", "0.0031 %"; and in points, for a share: "42.2 points". */
void format_change(struct bytes *out, double change, const struct notation *notation);
void format_points(struct bytes *out, double change, const struct notation *notation);

/* A share with all its digits: "1 500 %". */
void format_limit_share(struct bytes *out, double share, const struct notation *notation);

/* What a number counts. */
enum quantity_kind {
	QUANTITY_NUMBER,      /* of any kind */
	QUANTITY_MONEY,
	QUANTITY_MONEY_MONTH, /* an amount per month */
	QUANTITY_UNIT_COST,   /* an amount per 1,000 requests */
	QUANTITY_MONTHS,
	QUANTITY_SHARE,       /* 0.18 is 18 % */
	QUANTITY_PROBABILITY, /* a share shown as 0 or 1 only if it is certain */
	QUANTITY_RATE         /* a share per year */
};

/* A number with what is needed to write it, in words or as a typed cell. */
struct quantity {
	enum quantity_kind kind;
	double number;
	const char *currency;   /* of money: "EUR"; borrowed */
	struct money_unit unit; /* the unit of money, if the words leave it out */
	int decimals;           /* the most, for QUANTITY_NUMBER */
	bool with_unit;         /* the words include the unit: "8.1 months"; else the column does */
	bool is_change;         /* the size of a change: with a sign, shares in points */
};

struct quantity quantity_of(enum quantity_kind kind, double number, const char *currency);

/* In words; and its unit: "k€", "k€/month", "€", "months", "points"; "" if the words include it. */
void format_quantity(struct bytes *out, const struct quantity *quantity, bool ascii);
void format_quantity_unit(struct bytes *out, const struct quantity *quantity, bool ascii);

/*
 * With its unit, beside a limit it is compared with: gets as many decimals as it needs to show on which side of the
 * limit it is, 18.04 for the limit 18. A limit of NaN is none.
 */
void format_quantity_beside(struct bytes *out, const struct quantity *quantity, double limit, bool ascii);

/* With its unit and all its digits: "18 months", "1 234.567 k€", "1 500 %". */
void format_quantity_exact(struct bytes *out, const struct quantity *quantity, bool ascii);

#endif
