/* breakeven controls: what each alert earns. */
#include <math.h>

#include "base/intl.h"
#include "cli/answers.h"
#include "cli/wording.h"
#include "decide/controls.h"

static void add_row(struct context *context, const struct scenario *scenario, const struct control *control)
{
	const struct cell cells[] = {cell_text(scenario->path),
				     cell_text(plan_option(scenario->plan, control->option)->section.id),
				     cell_text(control->item->section.id),
				     cell_money(control->npv_gain, scenario->plan->currency[0]),
				     cell_money(control->loss_avoided, scenario->plan->currency[0])};
	document_row(&context->document, cells);
}

static void add_money_column(struct document *document, const char *header, struct money_unit unit,
			     const struct notation *notation)
{
	struct bytes text = {0};
	format_money_unit(&text, unit, notation);
	document_table_column(document, ALIGN_RIGHT, "%s, %s", header, document_text(document, &text));
	bytes_release(&text);
}

static void add_money_cell(struct document *document, enum emphasis emphasis, double amount,
			   struct money_unit unit, const struct notation *notation)
{
	struct bytes text = {0};
	format_amount(&text, amount, unit, notation);
	document_table_cell(document, emphasis, "%s", document_text(document, &text));
	bytes_release(&text);
}

static void add_table(struct context *context, const struct plan *plan, const struct controls *controls,
		      const struct notation *notation)
{
	struct document *document = &context->document;
	size_t option = plan->options.count;
	double largest = 0;
	for (size_t i = 0; i < controls->count; i++)
		largest = money_larger(money_larger(largest, controls->at[i].loss_avoided), controls->at[i].cost);
	struct money_unit unit = wording_unit(largest);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("control"));
	document_table_column(document, ALIGN_LEFT, "%s", _("covers"));
	add_money_column(document, _("loss avoided"), unit, notation);
	add_money_column(document, _("cost"), unit, notation);
	add_money_column(document, _("npv it earns"), unit, notation);
	for (size_t i = 0; i < controls->count; i++) {
		const struct control *control = &controls->at[i];
		const struct cost_item *item = control->item;
		if (!option_wanted(context, plan, control->option))
			continue;
		if (control->option != option) {
			option = control->option;
			document_table_row(document, ROW_GROUP);
			document_table_cell(document, EMPHASIS_STRONG, "%s", wording_option(plan, option));
		}
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    section_label(&item->section, &item->label));
		document_table_cell(document, EMPHASIS_NONE, "%s", setting_for(&item->covers, option)->text);
		add_money_cell(document, EMPHASIS_NONE, control->loss_avoided, unit, notation);
		add_money_cell(document, EMPHASIS_NONE, control->cost, unit, notation);
		add_money_cell(document, control->npv_gain < 0 ? EMPHASIS_ALERT : EMPHASIS_NONE,
			       control->npv_gain, unit, notation);
	}
}

static void add_blocks(struct context *context, const struct scenario *scenario,
		       const struct controls *controls)
{
	struct notation notation = notation_of(context, scenario->plan);
	struct document *document = &context->document;
	wording_heading(context, scenario);
	if (controls->count == 0) {
		document_paragraph(document, "%s",
				   _("No monitoring item covers an incident (covers, cuts), so none is known "
				     "to earn anything."));
		return;
	}
	add_table(context, scenario->plan, controls, &notation);
	document_paragraph(document, "%s",
			   _("Each is taken away alone, with its cost and the loss that it avoids, all "
			     "others in place: where two "
			     "cover the same incident, what they earn does not add up. Loss and cost are "
			     "over the horizon, not discounted."));
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario, const void *unused)
{
	struct controls controls;
	(void)unused;
	if (controls_find(scenario->plan, &controls) != 0)
		return no_memory(context);
	for (size_t i = 0; i < controls.count && document_wants_rows(&context->document); i++)
		if (option_wanted(context, scenario->plan, controls.at[i].option))
			add_row(context, scenario, &controls.at[i]);
	if (document_wants_blocks(&context->document))
		add_blocks(context, scenario, &controls);
	controls_release(&controls);
	return DONE;
}

static enum outcome_code run(struct context *context, const void *own)
{
	static const char *const columns[] = {"profile", "option", "item", "npv_gain", "loss_avoided"};
	document_columns(&context->document, columns, sizeof columns / sizeof *columns);
	return answer_scenarios(context, answer, own);
}

const struct command command_controls = {
	.name = "controls",
	.operands = "PROFILE...",
	.summary = N_("what each alert earns"),
	.help = N_("For each monitoring item that covers an incident: the npv with it, less the npv without it, and the incident loss "
	           "that it avoids."),
	.example = "breakeven controls reco.ini\nbreakeven controls reco.ini --option hybrid -f csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.run = run,
};
