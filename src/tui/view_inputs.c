/*
 * The inputs over the whole screen: the same list as in the Overview, and beside it the meaning of the input at the
 * cursor.
 */
#include <string.h>

#include "base/intl.h"
#include "tui/input_text.h"
#include "tui/inputs_list.h"
#include "tui/session.h"

enum { SIDE_LEAST = 100, LIST_MOST = 64 };

/* Returns the line below the paragraph. */
static int draw_paragraph(const struct pane *pane, int y, struct look look, const char *text)
{
	return y + pane_text_wrap(pane, 0, y, pane->width, pane->height, look, text);
}

/* "all options: 0.5 (line 41)", "Managed: 0 (line 42)" */
static int draw_value(const struct pane *pane, int y, const struct sheet *sheet, const struct outline_row *row,
                      const struct setting_value *stated, const char *whose)
{
	const struct plan *plan = sheet->plan.now.plan;
	struct currency_names currencies = input_currencies(plan);
	struct bytes value = {0}, text = {0};
	value_explain(&stated->value, row->field, &currencies, &value);
	if (stated->given)
		bytes_add_format(&text, _("%1$s: %2$s (line %3$d)"), whose, bytes_text(&value),
		                 plan->source.entry[stated->entry].place.line);
	else
		bytes_add_format(&text, _("%1$s: %2$s (default)"), whose, bytes_text(&value));
	y = draw_paragraph(pane, y, look_of(ROLE_TEXT), bytes_text(&text));
	bytes_release(&value);
	bytes_release(&text);
	return y;
}

/* "takes 0 to 100 %"; nothing if anything is accepted. */
static int draw_range(const struct pane *pane, int y, const struct field *field)
{
	struct bytes range = {0}, text = {0};
	field_print_range(field, &range);
	if (range.size > 0) {
		bytes_add_format(&text, _("takes %s"), bytes_text(&range));
		y = draw_paragraph(pane, y, look_of(ROLE_DIM), bytes_text(&text)) + 1;
	}
	bytes_release(&range);
	bytes_release(&text);
	return y;
}

static void draw_side(const struct session *session, const struct pane *pane)
{
	const struct sheet *sheet = session_sheet(session);
	const struct plan *plan = sheet->plan.now.plan;
	const struct outline_row *row = sheet_row(sheet);
	if (row == NULL || row->section == NULL)
		return;
	int y = draw_paragraph(pane, 0, look_bold(ROLE_TITLE), row->name);
	y = draw_paragraph(pane, y, look_of(ROLE_DIM), _(section_type(row->section->kind)->help)) + 1;
	if (row->kind != OUTLINE_INPUT)
		return;
	y = draw_paragraph(pane, y, look_of(ROLE_TEXT), _(row->field->help)) + 1;
	y = draw_range(pane, y, row->field);
	if (row->setting->has_value)
		y = draw_value(pane, y, sheet, row, &row->setting->common,
		               row->field->per_option ? _("all options") : _("now"));
	for (size_t o = 0; row->setting->by_option != NULL && o < plan->options.count; o++)
		if (row->setting->by_option[o].given)
			y = draw_value(pane, y, sheet, row, &row->setting->by_option[o], sheet_option_label(sheet, o));
}

static void draw(struct session *session, const struct pane *pane)
{
	bool side = pane->width >= SIDE_LEAST;
	int width = side ? (pane->width * 3 / 5 < LIST_MOST ? pane->width * 3 / 5 : LIST_MOST) : pane->width;
	struct pane list = pane_part(pane, 0, 0, width, pane->height);
	inputs_list_draw(session, &list, true, 0);
	if (!side)
		return;
	for (int y = 0; y < pane->height; y++)
		pane_put(pane, width, y, look_of(ROLE_DIM), 0x2502);
	struct pane right = pane_part(pane, width + 2, 0, pane->width - width - 3, pane->height);
	draw_side(session, &right);
}

static uint32_t click(struct session *session, int part, size_t index)
{
	(void)part;
	return inputs_list_click(session, index);
}

const struct view view_inputs = {
	.label = N_("Inputs"),
	.tab = VIEW_INPUTS,
	.go = VIEW_GO(VIEW_INPUTS, "inputs", '2', N_("shows the inputs over the whole screen, with what they mean")),
	.context = CONTEXT_INPUTS,
	.draw = draw,
	.move = inputs_list_move,
	.sideways = inputs_list_sideways,
	.enter = inputs_list_enter,
	.click = click,
	.status = inputs_list_status,
};
