/* Cash flow, one row per month. */
#include "answer/answer.h"

#include "base/intl.h"
#include "plan/month.h"

enum { KEYS = 4 };

void answer_cashflow_columns(struct document *document)
{
	const char *names[KEYS + CASH_COUNT] = {"profile", "option", "month", "date"};
	for (int i = 0; i < CASH_COUNT; i++)
		names[KEYS + i] = cash_info((enum cash_column)i)->id;
	document_columns(document, names, KEYS + CASH_COUNT);
}

void answer_cashflow_rows(struct document *document, const struct answer *answer)
{
	const struct cell name = cell_repeated(answer->subject.name);
	for (size_t i = 0; i < answer->subject.option_count && document_wants_rows(document); i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		const struct cell option = cell_repeated(answer_option_id(answer, i));
		for (int t = 0; t < figures->horizon; t++) {
			char date[MONTH_TEXT_SIZE];
			struct cell cells[KEYS + CASH_COUNT] = {
				name,
				option,
				cell_number(month_number(t)),
				month_date(answer->subject.plan, t, date) ? cell_word(date) : cell_none(),
			};
			for (int a = 0; a < CASH_COUNT; a++)
				cells[KEYS + a] =
					cell_money(figures->month[t].amount[a], answer->subject.plan->currency[0]);
			document_row(document, cells);
		}
	}
}

static void add_month(struct document *document, const struct answer *answer, const struct month *month, int t,
                      struct money_unit unit)
{
	char date[MONTH_TEXT_SIZE];
	document_table_row(document, ROW_PLAIN);
	document_table_quantity(document, EMPHASIS_NONE, quantity_of(QUANTITY_NUMBER, month_number(t), NULL));
	if (month_date(answer->subject.plan, t, date))
		document_table_cell(document, EMPHASIS_DIM, "%s", date);
	for (int a = 0; a < CASH_COUNT; a++)
		subject_amount(document, &answer->subject, EMPHASIS_NONE, month->amount[a], unit);
}

/* The unit that suits every amount of the tables. */
static struct money_unit unit_of(const struct answer *answer)
{
	double largest = 0;
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		for (int t = 0; t < figures->horizon; t++) {
			for (int a = 0; a < CASH_COUNT; a++)
				largest = money_larger(largest, figures->month[t].amount[a]);
		}
	}
	return money_unit_for(largest);
}

void answer_cashflow_table(struct document *document, const struct answer *answer, int level)
{
	struct money_unit unit = unit_of(answer);
	struct bytes money = {0};
	char date[MONTH_TEXT_SIZE];
	if (!document_wants_blocks(document))
		return;
	format_money_unit(&money, unit, &answer->subject.notation);
	document_heading(document, level, "%s", answer->subject.title);
	document_paragraph(document,
			   _("Cash flow by month, in %s. Costs and incident losses are counted positive; once-costs "
			     "stand in the month at whose start they fall. Total is what has come in so far, PV the "
			     "month's net discounted to the start."),
			   document_take(document, &money));
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		document_heading(document, level + 1, "%s", answer_label(answer, i));
		document_table(document);
		document_table_column(document, ALIGN_RIGHT, "%s", _("Month"));
		if (month_date(answer->subject.plan, 0, date)) {
			document_table_column(document, ALIGN_LEFT, "%s", _("Date"));
			document_table_spare(document, 1); /* the month's number identifies it already */
		}
		for (int a = 0; a < CASH_COUNT; a++)
			document_table_column(document, ALIGN_RIGHT, "%s", _(cash_info((enum cash_column)a)->head));
		for (int t = 0; t < figures->horizon; t++)
			add_month(document, answer, &figures->month[t], t, unit);
	}
}
