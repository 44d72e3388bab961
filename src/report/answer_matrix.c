/* Several plans at once: a matrix, or a list where they are many. */
#include "report/answer.h"

#include <string.h>

#include "base/intl.h"

/* Which of the answer's options has this id; their count where none. */
static size_t find_option(const struct answer *answer, const char *id)
{
	size_t i = 0;
	while (i < answer->option_count && strcmp(answer_option_id(answer, i), id) != 0)
		i++;
	return i;
}

/* Whether an option of this id came up in an answer before this one. */
static bool met_before(const struct answer *answers, size_t count, const char *id)
{
	for (size_t a = 0; a < count; a++) {
		if (find_option(&answers[a], id) < answers[a].option_count)
			return true;
	}
	return false;
}

/* Payback over npv: "8.1 months", "3 028 k€". */
static void matrix_cell(struct document *document, const struct answer *answer, const char *id)
{
	size_t i = find_option(answer, id);
	if (i == answer->option_count) {
		document_table_cell(document, EMPHASIS_NONE, "%s", "");
		return;
	}
	const struct option_figures *figures = answer_figures(answer, i);
	struct bytes text = {0};
	if (status_has_value(figures->figure[FIGURE_PAYBACK].status) &&
	    figures->figure[FIGURE_PAYBACK].status != STATUS_SELF_FUNDING)
		format_months(&text, figures->figure[FIGURE_PAYBACK].value, &answer->notation);
	else
		format_figure_cell(&text, FIGURE_PAYBACK, figures, (struct money_unit){1, 0}, &answer->notation);
	bytes_add_char(&text, '\n');
	format_money(&text, figures->figure[FIGURE_NPV].value, &answer->notation);
	bool best = answer->option_count > 1 && i == answer_best(answer);
	document_table_cell(document, best ? EMPHASIS_BEST : EMPHASIS_NONE, "%s", document_text(document, &text));
	bytes_release(&text);
}

static void matrix_row(struct document *document, const struct answer *answers, size_t count, const char *id,
                       const char *label)
{
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", label);
	for (size_t a = 0; a < count; a++)
		matrix_cell(document, &answers[a], id);
}

void answer_report_matrix(struct document *document, const struct answer *answers, size_t count)
{
	if (!document_wants_blocks(document))
		return;
	document_heading(document, 1, "%s", _("Payback and NPV"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, " ");
	for (size_t a = 0; a < count; a++)
		document_table_column(document, ALIGN_RIGHT, "%s", answers[a].title);
	for (size_t a = 0; a < count; a++) {
		for (size_t i = 0; i < answers[a].option_count; i++) {
			const char *id = answer_option_id(&answers[a], i);
			if (!met_before(answers, a, id))
				matrix_row(document, answers, count, id, answer_label(&answers[a], i));
		}
	}
	document_legend(document, "%s", _("the best NPV of each plan; payback, over it, is counted from the plan's start"));
}

/* --- the list --- */

static const enum figure list_figures[] = {
	FIGURE_PAYBACK, FIGURE_NPV, FIGURE_IRR, FIGURE_ROI, FIGURE_PEAK_FUNDING, FIGURE_TOTAL_COST,
};

enum { LIST_FIGURES = sizeof list_figures / sizeof *list_figures };

/* The column's heading: "NPV" over "k€"; what differs from plan to plan stands in the cells. */
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
	document_table_cell(document, EMPHASIS_NONE, "%s", i == 0 ? answer->title : "");
	document_table_cell(document, EMPHASIS_NONE, "%s", answer_label(answer, i));
	for (int f = 0; f < LIST_FIGURES; f++) {
		enum figure figure = list_figures[f];
		struct bytes text = {0};
		if (figure_info(figure)->kind == FIGURE_KIND_MONEY)
			format_money(&text, figures->figure[figure].value, &answer->notation);
		else
			format_figure_cell(&text, figure, figures, (struct money_unit){1, 0}, &answer->notation);
		document_table_cell(document, best && figure == FIGURE_NPV ? EMPHASIS_BEST : EMPHASIS_NONE, "%s",
		                    document_text(document, &text));
		bytes_release(&text);
	}
}

void answer_report_list(struct document *document, const struct answer *answers, size_t count)
{
	if (!document_wants_blocks(document))
		return;
	document_heading(document, 1, _("%zu plans"), count);
	document_table(document);
	list_columns(document);
	for (size_t a = 0; a < count; a++) {
		size_t best = answer_best(&answers[a]);
		for (size_t i = 0; i < answers[a].option_count; i++)
			list_row(document, &answers[a], i, i == best && answers[a].option_count > 1);
	}
	document_legend(document, "%s", _("the best NPV of each plan; payback in months from the plan's start, IRR a year"));
}
