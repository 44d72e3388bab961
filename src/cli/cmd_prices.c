/* prices: searches the catalogue of list prices. */
#include "answer/prices.h"
#include "base/intl.h"
#include "cli/prices.h"

struct prices_options {
	const char *prices;
};

static enum outcome_code run(struct context *context, const void *own)
{
	const struct prices_options *options = own;
	enum outcome_code code = prices_load(context, options->prices);
	if (code != DONE)
		return code;
	prices_warn(context);
	prices_answer(&context->document, &context->prices.catalogue, context->operands.at, context->operands.count);
	return DONE;
}

static const struct option_row rows[] = {
	PRICES_OPTION(offsetof(struct prices_options, prices)),
	{.name = NULL},
};

const struct command command_prices = {
	.name = "prices",
	.operands = "[WORD...]",
	.summary = N_("list prices of machines, storage and tokens, with their sources"),
	.help = N_("Lists the prices of the catalogue whose provider, item, region, term, unit or currency contains every "
		   "WORD; without words, all. check compares plans with these prices. CSV has the columns of the "
		   "catalogue, so the output can become a file of your own. docs/prices.md describes the columns and "
		   "which price check uses."),
	.example = "breakeven prices\nbreakeven prices g5 us-east-1\nbreakeven prices gpt output -f csv",
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT,
	.options = rows,
	.options_size = sizeof(struct prices_options),
	.moneyless = true,
	.run = run,
};
