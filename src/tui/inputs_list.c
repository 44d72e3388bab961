/* The list of a plan's inputs. */
#include "tui/inputs_list.h"

#include <string.h>

#include "answer/format.h"
#include "base/intl.h"
#include "plan/month.h"
#include "tui/edit.h"
#include "tui/row_text.h"
#include "tui/session.h"

/* Where the columns of the list begin, in cells. */
struct columns {
	int value_end, unit, unit_width, spread, spread_width;
};

static struct columns columns_of(int width)
{
	struct columns columns;
	columns.spread_width = width >= 46 ? 8 : width >= 40 ? 5 : 0;
	columns.unit_width = width >= 46 ? 10 : width >= 30 ? 8 : 0;
	columns.spread = width - columns.spread_width;
	columns.unit = columns.spread - columns.unit_width;
	columns.value_end = columns.unit - 1;
	return columns;
}

enum { VALUE_WIDTH = 11, LABEL_LEAST = 8, INDENT_LEAST = 46, SPREAD_HEADED = 8 };

/* Returns the column at which the value begins. */
static int draw_value(const struct pane *pane, int y, const struct columns *columns, const struct row_text *text)
{
	struct look look = look_of(text->role);
	if (text->whole) {
		int width = pane->width / 2 - 2;
		int taken = (int)text->value.size < width ? (int)text->value.size : width;
		int start = taken <= VALUE_WIDTH ? columns->value_end - taken : columns->value_end - VALUE_WIDTH;
		int room = pane->width - start;
		pane_text_fit(pane, start, y, room, look, bytes_text(&text->value));
		return start;
	}
	pane_text_right(pane, columns->value_end, y, VALUE_WIDTH, look, bytes_text(&text->value));
	pane_text_fit(pane, columns->unit, y, columns->unit_width - 1, look_of(ROLE_DIM), bytes_text(&text->unit));
	pane_text_fit(pane, columns->spread, y, columns->spread_width, look_of(ROLE_DIM), text->spread);
	return columns->value_end - ((int)text->value.size < VALUE_WIDTH ? (int)text->value.size : VALUE_WIDTH);
}

static void draw_row(const struct row_style *style, const struct pane *pane, int y, const struct outline_row *row)
{
	struct columns columns = columns_of(pane->width);
	struct row_text text;
	row_text_print(style, row, &text);
	char mark = row_mark(style->sheet, row);
	int x = (pane->width < INDENT_LEAST ? 1 : 2) * row->depth;
	int value = draw_value(pane, y, &columns, &text);
	pane_put(pane, 0, y, look_bold(mark == '!' ? ROLE_BAD : ROLE_ACCENT), (uint32_t)mark);
	if (row->kind != OUTLINE_INPUT)
		pane_put(pane, x + 1, y, look_of(ROLE_DIM), row->open ? 0x25be : 0x25b8);
	struct look look = row->kind == OUTLINE_TOPIC ? look_bold(ROLE_TEXT) : look_of(text.role);
	int room = value - (x + 3) - 1;
	pane_text_fit(pane, x + 3, y, room > LABEL_LEAST ? room : LABEL_LEAST, look, bytes_text(&text.label));
	row_text_release(&text);
}

/* "Managed: payback 8.1 → 9.2 months, NPV 3 028 → 2 890 k€": the effect of the typed value on the chosen option. */
static void print_effect(const struct session *session, const struct sheet *sheet, struct bytes *out)
{
	const enum figure shown[] = {FIGURE_PAYBACK, FIGURE_NPV};
	const struct open_plan *plan = &sheet->plan;
	if (plan->typed.plan == NULL || sheet->option >= plan->typed.evaluation.option_count)
		return;
	const struct option_figures *before = &plan->now.evaluation.option[sheet->option];
	const struct option_figures *after = &plan->typed.evaluation.option[sheet->option];
	struct notation notation = view_notation(session, plan->typed.plan);
	struct bytes change[2] = {{0}, {0}};
	for (size_t i = 0; i < 2; i++) {
		struct money_unit unit = money_unit_for(after->figure[shown[i]].value);
		format_figure_cell(&change[i], shown[i], before, unit, &notation);
		bytes_add_text(&change[i], " → ");
		format_figure(&change[i], shown[i], after, &notation);
	}
	bytes_add_format(out, _("%1$s: payback %2$s, NPV %3$s"), sheet_option_label(sheet, sheet->option),
	                 bytes_text(&change[0]), bytes_text(&change[1]));
	bytes_release(&change[0]);
	bytes_release(&change[1]);
}

enum { ECHO_MOST = 5 };

/* Copies lines of cells into a pane, below a row or, if there is no room, above it, with a line at their left. */
static void draw_box(const struct pane *pane, int y, const struct cells *box, int lines)
{
	int top = y + 1 + lines <= pane->height ? y + 1 : y - lines >= 0 ? y - lines : 0;
	pane_blank(pane, 0, top, pane->width, lines);
	for (int line = 0; line < lines; line++) {
		pane_put(pane, 1, top + line, look_of(ROLE_ACCENT), 0x2502);
		for (int column = 2; column < box->width; column++) {
			struct glyph glyph = cells_at(box, column, line);
			if (glyph.character != 0)
				pane_put(pane, column, top + line, glyph.look, glyph.character);
		}
	}
}

/* Draws how the typed value was understood, and its effect; off screen first, to count its lines. */
static void draw_echo(const struct session *session, const struct pane *pane, int y)
{
	struct bytes effect = {0}, echo = {0};
	struct cells scratch;
	if (pane->height < 2 || cells_init(&scratch, pane->width, ECHO_MOST) < 0)
		return;
	print_effect(session, session_sheet(session), &effect);
	bytes_add_format(&echo, "%s %s", session->edit.ok ? "=" : "!", bytes_text(&session->edit.echo));
	struct pane box = pane_all(&scratch);
	struct look look = session->edit.ok ? look_of(ROLE_ACCENT) : look_bold(ROLE_BAD);
	int lines = pane_text_wrap(&box, 3, 0, box.width - 4, ECHO_MOST, look, bytes_text(&echo));
	lines += pane_text_wrap(&box, 3, lines, box.width - 4, ECHO_MOST - lines, look_bold(ROLE_TEXT),
				bytes_text(&effect));
	draw_box(pane, y, &scratch, lines);
	cells_release(&scratch);
	bytes_release(&effect);
	bytes_release(&echo);
}

/* The value being typed, in its row. */
static void draw_edit(struct session *session, const struct pane *pane, int y)
{
	struct columns columns = columns_of(pane->width);
	int x = columns.value_end - VALUE_WIDTH, wanted = (int)strlen(editor_text(&session->editor)) + 2;
	session->edit.drawn = true;
	while (x > 12 && pane->width - x < wanted)
		x--;
	pane_blank(pane, x - 1, y, pane->width - x + 1, 1);
	editor_draw(&session->editor, pane, x, y, pane->width - x, look_bold(ROLE_TEXT));
	draw_echo(session, pane, y);
}

/* Keeps the cursor's row visible, with a few rows around it. */
static void scroll_to(struct sheet *sheet, int height)
{
	size_t row = sheet_row_index(sheet), rows = height < 1 ? 1 : (size_t)height;
	size_t margin = rows > 6 ? 2 : 0;
	if (sheet->first_row + margin > row)
		sheet->first_row = row > margin ? row - margin : 0;
	if (row + margin >= sheet->first_row + rows)
		sheet->first_row = row + margin + 1 - rows;
	size_t last = sheet->outline.count > rows ? sheet->outline.count - rows : 0;
	if (sheet->first_row > last)
		sheet->first_row = last;
}

static void draw_head(struct session *session, const struct pane *pane, bool focused)
{
	const struct sheet *sheet = session_sheet(session);
	struct columns columns = columns_of(pane->width);
	struct bytes month = {0};
	int x = pane_text(pane, 1, 0, focused ? look_bold(ROLE_ACCENT) : look_bold(ROLE_TITLE), _("INPUTS"));
	pane_text_fit(pane, x + 2, 0, columns.unit - x - 3, look_of(ROLE_TEXT),
		      sheet_option_label(sheet, sheet->option));
	/* The amounts are those of the last month. */
	bytes_add_format(&month, _("month %d"), month_number(sheet_figures(sheet)->horizon - 1));
	pane_text_fit(pane, columns.unit, 0, columns.unit_width, look_of(ROLE_DIM), bytes_text(&month));
	if (columns.spread_width >= SPREAD_HEADED)
		pane_text_fit(pane, columns.spread, 0, columns.spread_width, look_of(ROLE_DIM), "±");
	bytes_release(&month);
}

void inputs_list_draw(struct session *session, const struct pane *pane, bool focused, int part)
{
	struct sheet *sheet = session_sheet(session);
	struct pane list = pane_part(pane, 0, 1, pane->width, pane->height - 1);
	draw_head(session, pane, focused);
	if (list.height < 1)
		return;
	session->page = focused ? list.height : session->page;
	scroll_to(sheet, list.height);
	size_t cursor = sheet_row_index(sheet);
	int edited = -1;
	struct row_style style;
	row_style_init(session, &style);
	for (int y = 0; y < list.height && sheet->first_row + (size_t)y < sheet->outline.count; y++) {
		size_t index = sheet->first_row + (size_t)y;
		draw_row(&style, &list, y, &sheet->outline.row[index]);
		view_target(session, &list, 0, y, list.width, part, index);
		if (index != cursor)
			continue;
		if (session->mode == MODE_EDIT)
			edited = y;
		else
			pane_mark(&list, 0, y, list.width, focused ? ATTRIBUTE_REVERSE : ATTRIBUTE_BOLD);
	}
	row_style_release(&style);
	if (edited >= 0)
		draw_edit(session, &list, edited);
}

/* --- responses to keys and clicks --- */

void inputs_list_move(struct session *session, int rows)
{
	struct sheet *sheet = session_sheet(session);
	sheet_go(sheet, view_moved(sheet_row_index(sheet), rows, sheet->outline.count));
}

/* The nearest row above with a smaller depth. */
static size_t parent_row(const struct sheet *sheet, size_t row)
{
	size_t at = row;
	while (at > 0 && sheet->outline.row[at].depth >= sheet->outline.row[row].depth)
		at--;
	return at;
}

void inputs_list_sideways(struct session *session, int columns)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	if (row == NULL)
		return;
	if (row->kind != OUTLINE_INPUT && row->open == (columns < 0))
		sheet_fold(sheet, row);
	else if (columns < 0)
		sheet_go(sheet, parent_row(sheet, sheet_row_index(sheet)));
	else if (row->kind != OUTLINE_INPUT)
		sheet_go(sheet, sheet_row_index(sheet) + 1);
}

void inputs_list_enter(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	if (row != NULL && row->kind == OUTLINE_INPUT)
		edit_begin(session);
	else if (row != NULL)
		sheet_fold(sheet, row);
}

uint32_t inputs_list_click(struct session *session, size_t row)
{
	struct sheet *sheet = session_sheet(session);
	if (row == sheet_row_index(sheet) && row < sheet->outline.count)
		return PRESS_ENTER;
	sheet_go(sheet, row);
	return PRESS_NONE;
}

void inputs_list_status(const struct session *session, struct bytes *out)
{
	const struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	if (row != NULL)
		row_print_status(sheet, row, out);
}
