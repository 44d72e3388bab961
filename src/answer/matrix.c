/* Several plans at once: a matrix, or a list if there are many. */
#include "answer/answer.h"

#include <stdlib.h>

#include "base/intl.h"
#include "plan/option_rows.h"

/* The most plans shown side by side. */
enum { MOST_ACROSS = 12 };

/* Payback over npv: "8.1 months", "3 028 k€". */
static void matrix_cell(struct document *document, const struct answer *answer, size_t i)
{
	if (i == OPTION_ABSENT) {
		document_table_cell(document, EMPHASIS_NONE, "%s", "");
		return;
	}
	const struct option_figures *figures = answer_figures(answer, i);
	const char *currency = answer->subject.notation.currency;
	struct quantity payback = figure_quantity(FIGURE_PAYBACK, figures->figure[FIGURE_PAYBACK].value, currency);
	struct quantity npv = figure_quantity(FIGURE_NPV, figures->figure[FIGURE_NPV].value, currency);
	bool best = answer->subject.option_count > 1 && i == answer_best(answer);
	payback.with_unit = npv.with_unit = true;
	if (figure_has_number(figures->figure[FIGURE_PAYBACK]))
		document_table_quantity(document, best ? EMPHASIS_BEST : EMPHASIS_NONE, payback);
	else
		subject_figure(document, &answer->subject, best ? EMPHASIS_BEST : EMPHASIS_NONE, FIGURE_PAYBACK,
			       figures, money_unit_for(0));
	document_table_under(document, npv);
}

static void matrix_row(struct document *document, const struct answer *answers, const struct option_rows *rows,
		       size_t row)
{
	size_t first = 0;
	while (option_rows_at(rows, row, first) == OPTION_ABSENT)
		first++;
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s",
			    answer_label(&answers[first], option_rows_at(rows, row, first)));
	for (size_t a = 0; a < rows->lists; a++)
		matrix_cell(document, &answers[a], option_rows_at(rows, row, a));
}

/* The options of the answers, matched by id. 0, or -1 when out of memory. */
static int find_rows(const struct answer *answers, size_t count, struct option_rows *rows)
{
	struct option_list *list = calloc(count, sizeof *list);
	for (size_t a = 0; list && a < count; a++)
		list[a] = (struct option_list){answers[a].subject.plan, answers[a].subject.option,
					       answers[a].subject.option_count};
	int result = list ? option_rows_init(list, count, rows) : -1;
	free(list);
	return result;
}

void answer_report_matrix(struct document *document, const struct answer *answers, size_t count)
{
	struct option_rows rows;
	if (!document_wants_blocks(document))
		return;
	if (find_rows(answers, count, &rows) != 0) {
		document->failed = true;
		return;
	}
	document_heading(document, 1, "%s", _("Payback and NPV"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, " ");
	for (size_t a = 0; a < count; a++)
		document_table_column(document, ALIGN_RIGHT, "%s", answers[a].subject.title);
	for (size_t row = 0; row < rows.count; row++)
		matrix_row(document, answers, &rows, row);
	document_legend(document, "%s",
			_("the best NPV of each plan; payback, over it, is counted from the plan's start"));
	option_rows_release(&rows);
}

/* --- the list --- */

static const enum figure list_figures[] = {
	FIGURE_PAYBACK, FIGURE_NPV, FIGURE_IRR, FIGURE_ROI, FIGURE_PEAK_FUNDING, FIGURE_TOTAL_COST,
};

enum { LIST_FIGURES = sizeof list_figures / sizeof *list_figures };

/* The column's heading: "NPV" over "k€"; a currency that differs from plan to plan is in the cells. */
static void list_columns(struct document *document)
{
	document_table_column(document, ALIGN_LEFT, "%s", _("Plan"));
	document_table_column(document, ALIGN_LEFT, "%s", _("Option"));
	for (int f = 0; f < LIST_FIGURES; f++)
		document_table_column(document, ALIGN_RIGHT, "%s", _(figure_info(list_figures[f])->label));
}

static void list_row(struct document *document, const struct answer *answer, size_t i, bool best)
{
	const struct option_figures *figures = answer_figures(answer, i);
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", i == 0 ? answer->subject.title : "");
	document_table_cell(document, EMPHASIS_NONE, "%s", answer_label(answer, i));
	for (int f = 0; f < LIST_FIGURES; f++) {
		enum figure figure = list_figures[f];
		enum emphasis emphasis = best && figure == FIGURE_NPV ? EMPHASIS_BEST : EMPHASIS_NONE;
		struct quantity money =
			figure_quantity(figure, figures->figure[figure].value, answer->subject.notation.currency);
		money.with_unit = true;
		if (figure_info(figure)->kind == FIGURE_KIND_MONEY)
			document_table_quantity(document, emphasis, money);
		else
			subject_figure(document, &answer->subject, emphasis, figure, figures, money_unit_for(0));
	}
}

void answer_report_list(struct document *document, const struct answer *answers, size_t count)
{
	if (!document_wants_blocks(document))
		return;
	document_heading(document, 1, ngettext("%zu plan", "%zu plans", count), count);
	document_table(document);
	list_columns(document);
	for (size_t a = 0; a < count; a++) {
		size_t best = answer_best(&answers[a]);
		for (size_t i = 0; i < answers[a].subject.option_count; i++)
			list_row(document, &answers[a], i, i == best && answers[a].subject.option_count > 1);
	}
	document_legend(document, "%s",
			_("the best NPV of each plan; payback in months from the plan's start, IRR a year"));
}

void answer_report_tables(struct document *document, const struct answer *answers, size_t count)
{
	if (count > MOST_ACROSS) {
		answer_report_list(document, answers, count);
		return;
	}
	if (count > 1)
		answer_report_matrix(document, answers, count);
	for (size_t i = 0; i < count; i++)
		answer_report_table(document, &answers[i], 1);
}
