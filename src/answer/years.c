/* Cash flow in the board's columns, as Forrester's TEI tables have them: Initial, Year 1, …, Total, Present value. */
#include "answer/answer.h"

#include <stdio.h>

#include "base/intl.h"
#include "model/evaluator.h"
#include "model/units.h"

enum {
	MOST_YEARS = (FIGURES_MOST_MONTHS + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR,
	MOST_PERIODS = MOST_YEARS + 3, /* initial, total, present value */
	KEYS = 3,
	COLUMNS = CASH_CUMULATIVE + 1, /* those of the cash flow that are not discounted: there is a column for that */
	NAME_SIZE = 32
};

/* One option's table. */
struct years {
	int count;                               /* of years; the last may be a part of one */
	double amount[COLUMNS][MOST_PERIODS]; /* [initial, year 1 … year count, total, present value] */
};

static int periods_of(const struct years *years)
{
	return years->count + 3;
}

static void add_amount(struct years *years, enum flow flow, int period, double amount, double discount)
{
	const enum cash_column line = flow_info(flow)->column;
	const double net = flow_sign(flow) * amount;
	const int total = years->count + 1, present_value = years->count + 2;

	years->amount[line][period] += amount;
	years->amount[line][total] += amount;
	years->amount[line][present_value] += amount * discount;
	years->amount[CASH_NET][period] += net;
	years->amount[CASH_NET][total] += net;
	years->amount[CASH_NET][present_value] += net * discount;
}

/* What falls at instant 0 is the initial column's; everything else belongs to the year of its own month. */
static void fill_years(const struct flows *flows, struct years *years)
{
	*years = (struct years){.count = (flows->horizon + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR};
	for (int flow = 0; flow < flows->rows; flow++) {
		for (int t = 0; t < flows->horizon; t++) {
			int year = t / MONTHS_A_YEAR + 1, at = flow * flows->horizon + t;
			add_amount(years, (enum flow)flow, year, flows->month[at][0], flows->discount_month[t][0]);
			if (flows->has_once[flow])
				add_amount(years, (enum flow)flow, t == 0 ? 0 : year, flows->once[at][0],
					   flows->discount_once[t][0]);
		}
	}
	double cumulative = 0;
	for (int period = 0; period <= years->count; period++) {
		cumulative += years->amount[CASH_NET][period];
		years->amount[CASH_CUMULATIVE][period] = cumulative;
	}
}

/* A running total has no total and no present value of its own. */
static bool has_amount(const struct years *years, int line, int period)
{
	return line != CASH_CUMULATIVE || period <= years->count;
}

static int evaluate(struct evaluator *evaluator, const struct plan *plan)
{
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_FLOWS, .launch_of = -1};
	if (evaluator_init(evaluator, &spec, 0) != 0)
		return -1;
	evaluator_load(evaluator, NULL, 1);
	return 0;
}

void answer_years_columns(struct document *document)
{
	const char *names[KEYS + COLUMNS] = {"profile", "option", "period"};
	for (int i = 0; i < COLUMNS; i++)
		names[KEYS + i] = cash_info((enum cash_column)i)->id;
	document_columns(document, names, KEYS + COLUMNS);
}

static const char *period_id(const struct years *years, int period, char text[NAME_SIZE])
{
	snprintf(text, NAME_SIZE, "year_%d", period);
	return period == 0                  ? "initial"
	       : period <= years->count     ? text
	       : period == years->count + 1 ? "total"
					    : "present_value";
}

static void add_rows(struct document *document, const struct answer *answer, size_t i, const struct years *years)
{
	for (int period = 0; period < periods_of(years); period++) {
		char name[NAME_SIZE];
		struct cell cells[KEYS + COLUMNS] = {
			cell_text(answer->subject.name),
			cell_text(answer_option_id(answer, i)),
			cell_text(period_id(years, period, name)),
		};
		for (int line = 0; line < COLUMNS; line++)
			cells[KEYS + line] = has_amount(years, line, period)
				? cell_money(years->amount[line][period], answer->subject.plan->currency[0])
				: cell_none();
		document_row(document, cells);
	}
}

static void add_period_column(struct document *document, const struct years *years, int period)
{
	if (period == 0)
		document_table_column(document, ALIGN_RIGHT, "%s", _("Initial"));
	else if (period <= years->count)
		document_table_column(document, ALIGN_RIGHT, _("Year %d"), period);
	else
		document_table_column(document, ALIGN_RIGHT, "%s",
				      period == years->count + 1 ? _("Total") : _("Present value"));
}

static void add_table(struct document *document, const struct answer *answer, size_t i, const struct years *years,
                      struct money_unit unit, int level)
{
	document_heading(document, level, "%s", answer_label(answer, i));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, " ");
	for (int period = 0; period < periods_of(years); period++)
		add_period_column(document, years, period);
	for (int line = 0; line < COLUMNS; line++) {
		document_table_row(document, line == CASH_NET ? ROW_TOTAL : ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", _(cash_info((enum cash_column)line)->label));
		for (int period = 0; period < periods_of(years); period++) {
			if (has_amount(years, line, period))
				subject_amount(document, &answer->subject, EMPHASIS_NONE, years->amount[line][period],
					       unit);
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
	if (evaluate(&evaluator, answer->subject.plan) != 0)
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
	if (evaluate(&evaluator, answer->subject.plan) != 0)
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
