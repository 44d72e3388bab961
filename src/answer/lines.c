/* Cash flow line by line: items, benefits and incidents, each by period, as the tables of a TEI study have them. */
#include "answer/answer.h"

#include "answer/schedule.h"
#include "base/intl.h"

/* What each row of flows by GROUP_ITEMS is of. */
struct origin {
	const struct section *section;
	const struct setting *label;
	enum flow flow; /* whose column it is in */
};

static struct origin origin_of(const struct plan *plan, size_t row)
{
	const struct cost_item *item;
	const struct benefit *benefit;
	const struct incident *incident;

	if (row < plan->items.count) {
		item = plan_item(plan, row);
		return (struct origin){&item->section, &item->label, flow_of_item(item->section.kind)};
	}
	row -= plan->items.count;
	if (row < plan->benefits.count) {
		benefit = plan_benefit(plan, row);
		return (struct origin){&benefit->section, &benefit->label, FLOW_BENEFIT};
	}
	incident = plan_incident(plan, row - plan->benefits.count);
	/* Or of benefit: both are in one column. */
	return (struct origin){&incident->section, &incident->label, FLOW_LOSS_OF_REVENUE};
}

/* A line of the table: an item's, or that of a column of the cash flow, which is the sum of its items'. */
struct cash_line {
	const char *name;  /* "infra.serving", "infra" */
	const char *label; /* for people */
	struct schedule schedule;
};

/* What the lines are of, and where they go. */
struct lines {
	struct document *document;
	const struct answer *answer;
	size_t i;               /* of the answer's options */
	struct periods periods;
	struct flows columns;   /* by GROUP_FLOWS */
	struct flows items;     /* by GROUP_ITEMS */
	struct money_unit unit; /* of the table */
	const struct teller *teller;
};

/* How rows and tables say them. What is NULL is not said. */
struct teller {
	void (*option)(const struct lines *lines);                          /* an option begins */
	void (*column)(const struct lines *lines, enum cash_column column); /* the items of a column begin */
	void (*item)(const struct lines *lines, const struct cash_line *line);
	/* The column's own line; items: how many stand above it. */
	void (*sum)(const struct lines *lines, const struct cash_line *line, enum cash_column column, size_t items);
};

/* The items of a column of the cash flow; returns how many. */
static size_t say_items(const struct lines *lines, enum cash_column column)
{
	const struct plan *plan = lines->answer->subject.plan;
	const size_t count = plan->items.count + plan->benefits.count + plan->incident_classes.count;
	size_t said = 0;

	for (size_t row = 0; row < count; row++) {
		struct origin origin = origin_of(plan, row);
		struct cash_line line = {.label = section_label(origin.section, origin.label)};
		struct bytes name = {0};

		if (flow_info(origin.flow)->column != column || flows_are_zero(&lines->items, (int)row))
			continue;
		bytes_add_format(&name, "%s.%s", section_type(origin.section->kind)->name, origin.section->id);
		line.name = document_text(lines->document, &name);
		schedule_add(&line.schedule, &lines->periods, &lines->items, (int)row, 1);
		if (said++ == 0 && lines->teller->column != NULL)
			lines->teller->column(lines, column);
		lines->teller->item(lines, &line);
		bytes_release(&name);
	}
	return said;
}

static void say_option(const struct lines *lines)
{
	struct schedule column[SCHEDULE_COLUMNS];

	schedule_columns(&lines->columns, &lines->periods, column);
	for (int i = 0; i < SCHEDULE_COLUMNS; i++) {
		const struct cash_info *info = cash_info((enum cash_column)i);
		const struct cash_line sum = {.name = info->id, .label = _(info->label), .schedule = column[i]};
		size_t items = say_items(lines, (enum cash_column)i);

		lines->teller->sum(lines, &sum, (enum cash_column)i, items);
	}
}

static void say_lines(struct lines *lines)
{
	const struct subject *subject = &lines->answer->subject;
	struct evaluator columns = {0}, items = {0};

	if (schedule_evaluate(&columns, subject->plan, GROUP_FLOWS) != 0 ||
	    schedule_evaluate(&items, subject->plan, GROUP_ITEMS) != 0)
		lines->document->failed = true;
	for (lines->i = 0; lines->i < subject->option_count && !lines->document->failed; lines->i++) {
		lines->columns = evaluator_flows(&columns, subject->option[lines->i]);
		lines->items = evaluator_flows(&items, subject->option[lines->i]);
		if (lines->teller->option != NULL)
			lines->teller->option(lines);
		say_option(lines);
	}
	evaluator_release(&columns);
	evaluator_release(&items);
}

/* --- rows --- */

void answer_lines_columns(struct document *document)
{
	static const char *const names[] = {"profile", "option", "line", "period", "value"};

	document_columns(document, names, sizeof names / sizeof *names);
}

static void add_row(const struct lines *lines, const struct cash_line *line)
{
	for (int period = periods_first(&lines->periods); period < periods_end(&lines->periods); period++) {
		char id[PERIOD_ID_SIZE];

		period_id(&lines->periods, period, lines->periods.has_initial ? "year_" : "", id);
		const struct cell cells[] = {
			cell_text(lines->answer->subject.name),
			cell_text(answer_option_id(lines->answer, lines->i)),
			cell_text(line->name),
			cell_text(id),
			cell_money(line->schedule.amount[period], lines->answer->subject.plan->currency[0]),
		};
		document_row(lines->document, cells);
	}
}

static void add_sum_row(const struct lines *lines, const struct cash_line *line, enum cash_column column, size_t items)
{
	(void)column;
	(void)items;
	add_row(lines, line);
}

static int horizon_of(const struct answer *answer)
{
	return answer->evaluation->option[0].horizon;
}

static void add_rows(struct document *document, const struct answer *answer, struct periods periods)
{
	static const struct teller teller = {.item = add_row, .sum = add_sum_row};
	struct lines lines = {.document = document, .answer = answer, .periods = periods, .teller = &teller};

	if (document_wants_rows(document))
		say_lines(&lines);
}

void answer_lines_rows_by_year(struct document *document, const struct answer *answer)
{
	add_rows(document, answer, periods_by_year(horizon_of(answer)));
}

void answer_lines_rows_by_month(struct document *document, const struct answer *answer)
{
	add_rows(document, answer, periods_by_month(horizon_of(answer)));
}

/* --- for people --- */

static void begin_table(const struct lines *lines)
{
	document_heading(lines->document, 2, "%s", answer_label(lines->answer, lines->i));
	schedule_table(lines->document, &lines->periods);
}

static void begin_group(const struct lines *lines, enum cash_column column)
{
	document_table_row(lines->document, ROW_GROUP);
	document_table_cell(lines->document, EMPHASIS_NONE, "%s", _(cash_info(column)->label));
}

static void add_table_row(const struct lines *lines, enum table_row_kind kind, const char *label,
                          const struct schedule *schedule)
{
	document_table_row(lines->document, kind);
	document_table_cell(lines->document, EMPHASIS_NONE, "%s", label);
	for (int period = periods_first(&lines->periods); period < periods_end(&lines->periods); period++)
		subject_amount(lines->document, &lines->answer->subject, EMPHASIS_NONE, schedule->amount[period],
			       lines->unit);
}

static void add_item(const struct lines *lines, const struct cash_line *line)
{
	add_table_row(lines, ROW_PLAIN, line->label, &line->schedule);
}

/* A column without items has no group either. */
static void add_sum(const struct lines *lines, const struct cash_line *line, enum cash_column column, size_t items)
{
	if (column == CASH_NET)
		add_table_row(lines, ROW_TOTAL, line->label, &line->schedule);
	else if (items > 0)
		add_table_row(lines, ROW_TOTAL, _("Total"), &line->schedule);
}

void answer_lines_table(struct document *document, const struct answer *answer)
{
	static const struct teller teller = {
		.option = begin_table, .column = begin_group, .item = add_item, .sum = add_sum};
	struct lines lines = {.document = document,
	                      .answer = answer,
	                      .periods = periods_by_year(horizon_of(answer)),
	                      .unit = money_unit_of(answer->evaluation->option, answer->evaluation->option_count),
	                      .teller = &teller};
	struct bytes money = {0};

	if (!document_wants_blocks(document))
		return;
	format_money_unit(&money, lines.unit, &answer->subject.notation);
	document_heading(document, 1, "%s", answer->subject.title);
	document_paragraph(document,
			   _("Cash flow by year, line by line, in %s. Initial is what is spent at the start of the "
			     "plan. "
			     "Costs and incident losses are counted positive; net is benefit less both. What is 0 "
			     "throughout is left out."),
			   document_take(document, &money));
	say_lines(&lines);
}
