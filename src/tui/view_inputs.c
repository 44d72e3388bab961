/* The inputs over the whole screen: the same list as in the Overview, and beside it what the chosen one is. */
#include <string.h>

#include "base/intl.h"
#include "tui/input_text.h"
#include "tui/view.h"

enum { SIDE_LEAST = 100, LIST_MOST = 64 };

/* Words under one another; returns the line behind. */
static int draw_paragraph(const struct pane *pane, int y, struct look look, const char *text)
{
	return y + pane_text_wrap(pane, 0, y, pane->width, pane->height, look, text);
}

/* "for all options: 0.5", "Managed: 0", with where it stands. */
static int draw_value(const struct pane *pane, int y, const struct sheet *sheet, const struct outline_row *row,
                      const struct setting_value *stated, const char *whose)
{
	const struct plan *plan = sheet->plan.now.plan;
	struct currency_names currencies = input_currencies(plan);
	struct bytes text = {0};
	bytes_add_format(&text, "%s: ", whose);
	value_explain(&stated->value, row->field, &currencies, &text);
	if (stated->given)
		bytes_add_format(&text, _(" (line %d)"), plan->source.entry[stated->entry].place.line);
	else
		bytes_add_text(&text, _(" (default)"));
	y = draw_paragraph(pane, y, look_of(ROLE_TEXT), bytes_text(&text));
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
	struct bytes range = {0};
	int y = draw_paragraph(pane, 0, look_bold(ROLE_TITLE), row->name);
	y = draw_paragraph(pane, y, look_of(ROLE_DIM), _(section_type(row->section->kind)->help)) + 1;
	if (row->kind != OUTLINE_INPUT)
		return;
	y = draw_paragraph(pane, y, look_of(ROLE_TEXT), _(row->field->help)) + 1;
	field_print_range(row->field, &range);
	if (range.size > 0) {
		bytes_splice(&range, 0, 0, _("takes "), strlen(_("takes ")));
		y = draw_paragraph(pane, y, look_of(ROLE_DIM), bytes_text(&range)) + 1;
	}
	bytes_release(&range);
	if (row->setting->has_value)
		y = draw_value(pane, y, sheet, row, &row->setting->common, row->field->per_option ? _("all options") : _("now"));
	for (size_t o = 0; row->setting->by_option != NULL && o < plan->options.count; o++)
		if (row->setting->by_option[o].given)
			y = draw_value(pane, y, sheet, row, &row->setting->by_option[o], sheet_option_label(sheet, o));
}

void view_inputs_draw(struct session *session, const struct pane *pane)
{
	bool side = pane->width >= SIDE_LEAST;
	int width = side ? (pane->width * 3 / 5 < LIST_MOST ? pane->width * 3 / 5 : LIST_MOST) : pane->width;
	struct pane list = pane_part(pane, 0, 0, width, pane->height);
	view_draw_inputs(session, &list, true);
	if (!side)
		return;
	for (int y = 0; y < pane->height; y++)
		pane_put(pane, width, y, look_of(ROLE_DIM), 0x2502);
	struct pane right = pane_part(pane, width + 2, 0, pane->width - width - 3, pane->height);
	draw_side(session, &right);
}
