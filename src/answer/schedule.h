/*
 * Amounts of a cash flow by period: by year as Forrester's TEI tables have them (Initial, Year 1, …, Total, Present
 * value), or by month.
 */
#ifndef ANSWER_SCHEDULE_H
#define ANSWER_SCHEDULE_H

#include <stdbool.h>

#include "document/document.h"
#include "model/evaluator.h"
#include "model/figure.h"

struct periods {
	int count;        /* of years or months; the last year may be a part of one */
	int months;       /* of a period */
	bool has_initial; /* what falls at instant 0 is a period of its own; else it belongs to the first */
};

enum { SCHEDULE_MOST = FIGURES_MOST_MONTHS + 3 };

/* [initial, period 1 … count, total, present value]; in the plan's currency. */
struct schedule {
	double amount[SCHEDULE_MOST];
};

struct periods periods_by_year(int horizon);
struct periods periods_by_month(int horizon);

/* Where the amounts of a schedule begin and end (the end is not one), and its total. */
int periods_first(const struct periods *periods);
int periods_end(const struct periods *periods);
int periods_total(const struct periods *periods);

/* "initial", the period's number behind the prefix, "total", "present_value". */
enum { PERIOD_ID_SIZE = 24 };
void period_id(const struct periods *periods, int period, const char *prefix, char id[PERIOD_ID_SIZE]);

/* Adds a row of flows, times the sign, in the first lane. Each month's amounts belong to the month's period. */
void schedule_add(struct schedule *schedule, const struct periods *periods, const struct flows *flows, int row,
		  double sign);

/* Evaluates a plan at its best guess, ready for evaluator_flows. 0, or -1 when out of memory. */
int schedule_evaluate(struct evaluator *evaluator, const struct plan *plan, enum grouping grouping);

/* Whether a row of flows is 0 throughout, in the first lane. */
bool flows_are_zero(const struct flows *flows, int row);

/* The columns of the cash flow up to and with net, of flows by GROUP_FLOWS. */
enum { SCHEDULE_COLUMNS = CASH_NET + 1 };
void schedule_columns(const struct flows *flows, const struct periods *periods,
		      struct schedule column[SCHEDULE_COLUMNS]);

/* A table's columns: one without a header for the labels, then a column a period. Periods are years. */
void schedule_table(struct document *document, const struct periods *periods);

#endif
