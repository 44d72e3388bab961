/* cashflow: month by month, or in the board's columns. */
#include "base/intl.h"
#include "cli/answers.h"

enum { BY_MONTH, BY_YEAR };

struct cashflow_options {
	int by;
	bool lines;
};

static void say_months(struct document *document, const struct answer *answer)
{
	answer_cashflow_rows(document, answer);
	answer_cashflow_table(document, answer, 1);
}

static void say_years(struct document *document, const struct answer *answer)
{
	answer_years_rows(document, answer);
	answer_years_table(document, answer, 1);
}

static void say_lines_by_month(struct document *document, const struct answer *answer)
{
	answer_lines_rows_by_month(document, answer);
}

static void say_lines_by_year(struct document *document, const struct answer *answer)
{
	answer_lines_rows_by_year(document, answer);
	answer_lines_table(document, answer);
}

/* What each form of the cash flow says: its columns, then a plan's. */
static const struct form {
	void (*columns)(struct document *document);
	void (*say)(struct document *document, const struct answer *answer);
} forms[][2] = {
	[BY_MONTH] = {{answer_cashflow_columns, say_months}, {answer_lines_columns, say_lines_by_month}},
	[BY_YEAR] = {{answer_years_columns, say_years}, {answer_lines_columns, say_lines_by_year}},
};

static enum outcome_code run(struct context *context, const void *own)
{
	const struct cashflow_options *options = own;
	const struct form *form = &forms[options->by][options->lines];
	if (options->lines && options->by == BY_MONTH && document_wants_blocks(&context->document))
		return usage_error(context, "--lines",
				   _("a table of months by line is too wide to read: add --by year, or -f csv"));
	form->columns(&context->document);
	return evaluate_each(context, form->say);
}

static const char *const periods[] = {[BY_MONTH] = "month", [BY_YEAR] = "year", NULL};

static const struct option_row rows[] = {
	{.name = "by", .kind = OPTION_WORD, .words = periods, .offset = offsetof(struct cashflow_options, by),
	 .help = N_("year: the board's columns Initial, Year 1, …, Total, Present value")},
	{.name = "lines", .kind = OPTION_FLAG, .offset = offsetof(struct cashflow_options, lines),
	 .help = N_("a line for each item, benefit and incident, those of a column above their sum")},
	{.name = NULL},
};

const struct command command_cashflow = {
	.name = "cashflow",
	.operands = "PROFILE...",
	.summary = N_("month by month (--by year for the board's columns)"),
	.help = N_("What every option spends, earns and loses in each month, the running total, and both discounted. "
	           "Costs and losses are counted positive. --by year gives a column to what is spent at the very "
	           "start, one to each year, the total and the present value. --lines gives a line to each item, benefit and "
	           "incident that is not 0 under the option; by month it is for -f csv and -f json."),
	.example = "breakeven cashflow reco.ini --by year\nbreakeven cashflow reco.ini --by year --lines\n"
	           "breakeven cashflow reco.ini --option hybrid -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct cashflow_options),
	.run = run,
};
