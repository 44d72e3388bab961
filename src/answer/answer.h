/*
 * The answers of `report` and `cashflow`: the figures of evaluated plans, as a document. The screen's exports use the
 * same.
 */
#ifndef ANSWER_ANSWER_H
#define ANSWER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "answer/subject.h"
#include "model/figure.h"

/* A scenario and its figures. All borrowed. */
struct answer {
	struct subject subject;
	const struct evaluation *evaluation;
};

/* The id and the label of the answer's i-th option, and its figures. */
const char *answer_option_id(const struct answer *answer, size_t i);
const char *answer_label(const struct answer *answer, size_t i);
const struct option_figures *answer_figures(const struct answer *answer, size_t i);

/* The option with the highest npv, the first of equals within rounding. */
size_t answer_best(const struct answer *answer);

/* A figure as a cell of a row: money is in this currency; empty if the figure has no value. */
struct cell figure_cell(enum figure figure, struct figure_value value, const char *currency);

/*
 * profile,option,figure,value,unit,status; wide: profile,option, then each figure and its status. (The document adds
 * scenario and currency.)
 */
void answer_report_columns(struct document *document, bool wide);
void answer_report_rows(struct document *document, const struct answer *answer, bool wide);

/*
 * One plan for people: a row per figure, a column per option, the best marked; figures without an answer are explained
 * below.
 */
void answer_report_table(struct document *document, const struct answer *answer, int level);

/* Several plans: a row per option, a column per plan, payback over npv in each cell, the best of each plan marked. */
void answer_report_matrix(struct document *document, const struct answer *answers, size_t count);

/* More plans than fit a matrix: a row per plan and option, with the main figures. */
void answer_report_list(struct document *document, const struct answer *answers, size_t count);

/* Any number of them: the matrix where there are several, then each by itself; or the list. */
void answer_report_tables(struct document *document, const struct answer *answers, size_t count);

/*
 * The cash flow month by month:
 * profile,option,month,date,infra,team,monitoring,other,benefit,incident_loss,net,cumulative,discounted,
 * discounted_cumulative; for people a table per option. Costs and losses are positive.
 */
void answer_cashflow_columns(struct document *document);
void answer_cashflow_rows(struct document *document, const struct answer *answer);
void answer_cashflow_table(struct document *document, const struct answer *answer, int level);

/*
 * The same in the board's columns (years.c): Initial (spent at instant 0), Year 1, …, Total, Present value. Rows:
 * profile,option,period,infra,team,monitoring,other,benefit,incident_loss,net,cumulative, one per period.
 * document->failed when out of memory.
 */
void answer_years_columns(struct document *document);
void answer_years_rows(struct document *document, const struct answer *answer);
void answer_years_table(struct document *document, const struct answer *answer, int level);

/*
 * The same line by line (lines.c): a line for each item, benefit and incident that is not 0 under the option
 * ("infra.serving"), those of a column of the cash flow together and their sum below them ("infra"), then "net".
 * Rows: profile,option,line,period,value, a row a line and period; periods are "initial", the years, "total",
 * "present_value"; by month the months, "total", "present_value". document->failed when out of memory.
 */
void answer_lines_columns(struct document *document);
void answer_lines_rows_by_year(struct document *document, const struct answer *answer);
void answer_lines_rows_by_month(struct document *document, const struct answer *answer);
void answer_lines_table(struct document *document, const struct answer *answer);

#endif
