/* Cash flow in the board's columns, as in Forrester's TEI tables: Initial, Year 1, …, Total, Present value. */
#include "answer/answer.h"

#include "answer/schedule.h"
#include "base/intl.h"

enum {
	KEYS = 3,
	COLUMNS = CASH_CUMULATIVE + 1 /* those of the cash flow that are not discounted: there is a column for that */
};

/* One option's table. */
struct years {
	struct periods periods;
	struct schedule column[COLUMNS];
};

static void fill_years(const struct flows *flows, struct years *years)
{
	double cumulative = 0;
	*years = (struct years){.periods = periods_by_year(flows->horizon)};
	schedule_columns(flows, &years->periods, years->column);
	for (int period = 0; period <= years->periods.count; period++) {
		cumulative += years->column[CASH_NET].amount[period];
		years->column[CASH_CUMULATIVE].amount[period] = cumulative;
	}
}

/* A running total has no total and no present value. */
static bool has_amount(const struct years *years, int line, int period)
{
	return line != CASH_CUMULATIVE || period < periods_total(&years->periods);
}

void answer_years_columns(struct document *document)
{
	const char *names[KEYS + COLUMNS] = {"profile", "option", "period"};
	for (int i = 0; i < COLUMNS; i++)
		names[KEYS + i] = cash_info((enum cash_column)i)->id;
	document_columns(document, names, KEYS + COLUMNS);
}

static void add_rows(struct document *document, const struct answer *answer, size_t i, const struct years *years)
{
	for (int period = 0; period < periods_end(&years->periods); period++) {
		char id[PERIOD_ID_SIZE];
		period_id(&years->periods, period, "year_", id);
		struct cell cells[KEYS + COLUMNS] = {
			cell_text(answer->subject.name),
			cell_text(answer_option_id(answer, i)),
			cell_text(id),
		};
		for (int line = 0; line < COLUMNS; line++)
			cells[KEYS + line] = has_amount(years, line, period)
				? cell_money(years->column[line].amount[period], answer->subject.plan->currency[0])
				: cell_none();
		document_row(document, cells);
	}
}

static void add_table(struct document *document, const struct answer *answer, size_t i, const struct years *years,
                      struct money_unit unit, int level)
{
	document_heading(document, level, "%s", answer_label(answer, i));
	schedule_table(document, &years->periods);
	for (int line = 0; line < COLUMNS; line++) {
		document_table_row(document, line == CASH_NET ? ROW_TOTAL : ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", _(cash_info((enum cash_column)line)->label));
		for (int period = 0; period < periods_end(&years->periods); period++) {
			if (has_amount(years, line, period))
				subject_amount(document, &answer->subject, EMPHASIS_NONE,
					       years->column[line].amount[period], unit);
			else
				document_table_cell(document, EMPHASIS_NONE, "%s", "");
		}
	}
}

void answer_years_rows(struct document *document, const struct answer *answer)
{
	struct evaluator evaluator = {0};
	struct years years;
	if (!document_wants_rows(document))
		return;
	if (schedule_evaluate(&evaluator, answer->subject.plan, GROUP_FLOWS) != 0)
		document->failed = true;
	for (size_t i = 0; i < answer->subject.option_count && !document->failed; i++) {
		struct flows flows = evaluator_flows(&evaluator, answer->subject.option[i]);
		fill_years(&flows, &years);
		add_rows(document, answer, i, &years);
	}
	evaluator_release(&evaluator);
}

void answer_years_table(struct document *document, const struct answer *answer, int level)
{
	struct evaluator evaluator = {0};
	struct years years;
	struct bytes money = {0};
	struct money_unit unit = money_unit_of(answer->evaluation->option, answer->evaluation->option_count);
	if (!document_wants_blocks(document))
		return;
	if (schedule_evaluate(&evaluator, answer->subject.plan, GROUP_FLOWS) != 0)
		document->failed = true;
	format_money_unit(&money, unit, &answer->subject.notation);
	document_heading(document, level, "%s", answer->subject.title);
	document_paragraph(document,
			   _("Cash flow by year, in %s. Initial is what is spent at the start of the plan. Costs and "
			     "incident losses are counted positive; net is benefit less both."),
			   document_take(document, &money));
	for (size_t i = 0; i < answer->subject.option_count && !document->failed; i++) {
		struct flows flows = evaluator_flows(&evaluator, answer->subject.option[i]);
		fill_years(&flows, &years);
		add_table(document, answer, i, &years, unit, level + 1);
	}
	evaluator_release(&evaluator);
}
