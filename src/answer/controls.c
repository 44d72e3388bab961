/* The net gain of each control, as rows and as a table. */
#include "answer/controls.h"

#include <math.h>

#include "answer/wording.h"
#include "base/intl.h"

static void add_row(struct document *document, const struct subject *subject, const struct control *control)
{
	const struct cell cells[] = {cell_text(subject->name),
				     cell_text(subject_id(subject, control->option)),
				     cell_text(control->item->section.id),
				     cell_money(control->npv_gain, subject->plan->currency[0]),
				     cell_money(control->loss_avoided, subject->plan->currency[0])};
	document_row(document, cells);
}

static void add_money_column(struct document *document, const char *header, struct money_unit unit,
			     const struct notation *notation)
{
	struct bytes text = {0};
	format_money_unit(&text, unit, notation);
	document_table_column(document, ALIGN_RIGHT, "%s, %s", header, document_take(document, &text));
}

static void add_table(struct document *document, const struct subject *subject, const struct controls *controls)
{
	const struct notation *notation = &subject->notation;
	const struct plan *plan = subject->plan;
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
		if (!subject_has(subject, control->option))
			continue;
		if (control->option != option) {
			option = control->option;
			document_table_row(document, ROW_GROUP);
			document_table_cell(document, EMPHASIS_STRONG, "%s", plan_option_label(plan, option));
		}
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    section_label(&item->section, &item->label));
		document_table_cell(document, EMPHASIS_NONE, "%s", setting_for(&item->covers, option)->text);
		subject_amount(document, subject, EMPHASIS_NONE, control->loss_avoided, unit);
		subject_amount(document, subject, EMPHASIS_NONE, control->cost, unit);
		subject_amount(document, subject, control->npv_gain < 0 ? EMPHASIS_ALERT : EMPHASIS_NONE,
			       control->npv_gain, unit);
	}
}

static void add_blocks(struct document *document, const struct subject *subject,
		       const struct controls *controls)
{
	subject_heading(document, subject);
	if (controls->count == 0) {
		document_paragraph(document, "%s",
				   _("No monitoring item covers an incident (covers, cuts), so none is known to earn "
				     "anything."));
		return;
	}
	add_table(document, subject, controls);
	document_paragraph(document, "%s",
			   _("Each is left out alone, with its cost and the loss that it avoids, while all others "
			     "stay: if two cover the same incident, their gains do not add up. Loss and cost are over "
			     "the horizon, not discounted."));
}

void controls_answer_columns(struct document *document)
{
	static const char *const columns[] = {"profile", "option", "item", "npv_gain", "loss_avoided"};
	document_columns(document, columns, sizeof columns / sizeof *columns);
}

void controls_answer(struct document *document, const struct subject *subject, const struct controls *controls)
{
	for (size_t i = 0; i < controls->count && document_wants_rows(document); i++)
		if (subject_has(subject, controls->at[i].option))
			add_row(document, subject, &controls->at[i]);
	if (document_wants_blocks(document))
		add_blocks(document, subject, controls);
}
