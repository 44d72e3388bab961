/* figures: every figure of an option, from the list of figures. */
#include "answer/figures.h"
#include "base/intl.h"
#include "cli/context.h"

static enum outcome_code run(struct context *context, const void *own)
{
	(void)own;
	answer_figures_columns(&context->document);
	answer_figures_rows(&context->document);
	answer_figures_table(&context->document);
	return DONE;
}

const struct command command_figures = {
	.name = "figures",
	.operands = "",
	.summary = N_("every figure of an option: unit, formula, statuses"),
	.help = N_("The figures of report, by the names that --require, --goal and --figure take: what each is worked out "
	           "from, and the statuses it can have. -f csv and -f json give a row a figure."),
	.takes = TAKES_OUTPUT,
	.run = run,
};
