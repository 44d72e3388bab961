/* cashflow: month by month, or in the board's columns. */
#include "base/intl.h"
#include "cli/answers.h"

enum { BY_MONTH, BY_YEAR };

struct cashflow_options {
	int by;
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

static enum outcome_code run(struct context *context, const void *own)
{
	const struct cashflow_options *options = own;
	if (options->by == BY_YEAR)
		answer_years_columns(&context->document);
	else
		answer_cashflow_columns(&context->document);
	return evaluate_each(context, options->by == BY_YEAR ? say_years : say_months);
}

static const char *const periods[] = {[BY_MONTH] = "month", [BY_YEAR] = "year", NULL};

static const struct option_row rows[] = {
	{.name = "by", .kind = OPTION_WORD, .words = periods, .offset = offsetof(struct cashflow_options, by),
	 .help = N_("year: the board's columns Initial, Year 1, …, Total, Present value")},
	{.name = NULL},
};

const struct command command_cashflow = {
	.name = "cashflow",
	.operands = "PROFILE...",
	.summary = N_("month by month (--by year for the board's columns)"),
	.help = N_("What every option spends, earns and loses in each month, the running total, and both discounted. "
	           "Costs and losses are counted positive. --by year gives a column to what is spent at the very "
	           "start, one to each year, the total and the present value."),
	.example = "breakeven cashflow reco.ini --by year\nbreakeven cashflow reco.ini --option hybrid -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.slow = true,
	.options = rows,
	.options_size = sizeof(struct cashflow_options),
	.run = run,
};
