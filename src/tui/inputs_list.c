/* The table of views, and the parts that several of them draw. */
#include "tui/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plan/kind.h"
#include "plan/month.h"
#include "tui/action.h"
#include "tui/input_text.h"

static void draw_overview(struct session *session, const struct pane *pane)
{
	if (session->matrix)
		view_matrix_draw(session, pane);
	else
		view_overview_draw(session, pane);
}

static const struct view views[VIEW_COUNT] = {
	[VIEW_OVERVIEW] = {N_("Overview"), draw_overview},
	[VIEW_INPUTS] = {N_("Inputs"), view_inputs_draw},
	[VIEW_CASH] = {N_("Cash"), view_cash_draw},
};

const struct view *view_of(enum view_id id)
{
	return &views[id];
}

struct notation view_notation(const struct session *session, const struct plan *plan)
{
	return (struct notation){.currency = plan->currency[0], .ascii = session->ascii};
}

void view_target(struct session *session, const struct pane *pane, int x, int y, int width, enum target_kind kind, size_t index)
{
	if (session->target_count < SESSION_MOST_TARGETS)
		session->target[session->target_count++] = (struct target){pane->x + x, pane->y + y, width, kind, index};
}

/* --- the list of inputs --- */

/* Where the columns of the list are. */
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

/* Amounts of lines a month: finer than the figures, since lines are small. */
static struct money_unit line_unit(const struct sheet *sheet)
{
	double largest = 0;
	size_t count = sheet->amounts.items + sheet->amounts.benefits + sheet->amounts.incidents;
	for (size_t i = 0; i < count; i++)
		largest = money_larger(largest, sheet->amounts.at[i]);
	if (largest >= 1e7)
		return (struct money_unit){1e6, 2};
	return largest >= 2e3 ? (struct money_unit){1e3, 1} : (struct money_unit){1, largest >= 20 ? 0 : 2};
}

/* What stands in the columns of a row. */
struct texts {
	struct bytes label, value, unit;
	const char *spread;
	enum role role;
	bool whole; /* the value takes the columns of unit and spread too: words */
};

static void texts_release(struct texts *texts)
{
	bytes_release(&texts->label);
	bytes_release(&texts->value);
	bytes_release(&texts->unit);
}

static void print_amount(const struct session *session, const struct sheet *sheet, double amount, struct texts *texts)
{
	const struct plan *plan = open_plan_shown(&sheet->plan);
	struct notation notation = view_notation(session, plan);
	struct money_unit unit = line_unit(sheet);
	format_amount(&texts->value, amount, unit, &notation);
	format_money_unit(&texts->unit, unit, &notation);
	bytes_add_text(&texts->unit, _("/mo"));
}

/* A single input that stands for a whole topic or section without amounts. */
static void print_setting(const struct plan *plan, enum section_kind kind, const char *key, const struct section *section,
                          struct texts *texts)
{
	const struct field *field = field_find(kind, key);
	if (field == NULL || section == NULL)
		return;
	const struct value *value = setting_common((const struct setting *)((const char *)section + field->offset));
	if (value == NULL)
		return;
	input_print_value(value, field, &texts->value);
	input_print_unit(value, field, plan, &texts->unit);
	texts->spread = input_spread(value);
}

static void print_topic(const struct session *session, const struct sheet *sheet, const struct outline_row *row, struct texts *texts)
{
	const struct plan *plan = sheet->plan.now.plan;
	double amount;
	if (row->inside == 0) {
		bytes_add_text(&texts->value, "–");
		texts->role = ROLE_DIM;
	} else if (amounts_of_topic(&sheet->amounts, plan, row->topic, &amount)) {
		print_amount(session, sheet, amount, texts);
	} else if (row->topic->sections & 1u << SECTION_DEMAND) {
		print_setting(plan, SECTION_DEMAND, "requests_per_day", &plan->demand.section, texts);
	} else if (row->topic->sections & 1u << SECTION_PLAN) {
		print_setting(plan, SECTION_PLAN, "horizon", &plan->head.section, texts);
	} else if (row->topic->adds != SECTION_KINDS) {
		size_t count = row->topic->sections & 1u << SECTION_OPTION ? plan->options.count : row->inside;
		bytes_add_format(&texts->value, "%zu", count);
	}
}

/* The quantity of a cost item under the chosen option, where it says something: "2 × ". */
static void print_quantity(const struct sheet *sheet, const struct outline_row *row, struct bytes *out)
{
	const struct field *field = field_find(row->section->kind, row->section->kind == SECTION_TEAM ? "fte" : "quantity");
	const struct cost_item *item = (const struct cost_item *)row->section;
	if (field == NULL || setting_common(&item->capacity) != NULL)
		return;
	const struct value *value = setting_for(&item->quantity, sheet->option);
	if (value == NULL || (value->distribution == DIST_POINT && fabs(value->parameter[0] - 1) < 1e-9))
		return;
	struct bytes quantity = {0};
	input_print_value(value, field, &quantity);
	bytes_add_text(&quantity, " × ");
	bytes_splice(out, 0, 0, bytes_text(&quantity), quantity.size); /* in front: what is cut off are the label's last letters */
	bytes_release(&quantity);
}

static void print_section(const struct session *session, const struct sheet *sheet, const struct outline_row *row, struct texts *texts)
{
	const struct plan *plan = sheet->plan.now.plan;
	double amount;
	if (amounts_of(&sheet->amounts, plan, row->section, &amount)) {
		if (row->section->kind != SECTION_BENEFIT && row->section->kind != SECTION_INCIDENT)
			print_quantity(sheet, row, &texts->label);
		print_amount(session, sheet, amount, texts);
	} else if (row->section->kind == SECTION_OPTION) {
		print_setting(plan, SECTION_OPTION, "time_to_market", row->section, texts);
	} else if (row->section->kind == SECTION_TIER) {
		print_setting(plan, SECTION_TIER, "total", row->section, texts);
	} else if (row->section->kind == SECTION_ALERT) {
		print_setting(plan, SECTION_ALERT, "level", row->section, texts);
		texts->whole = true;
	}
}

static void print_input(const struct sheet *sheet, const struct outline_row *row, struct texts *texts)
{
	const struct plan *plan = sheet->plan.now.plan;
	const struct value *value = setting_for(row->setting, sheet->option);
	bool own = row->setting->by_option != NULL && row->setting->by_option[sheet->option].given;
	if (own)
		bytes_add_format(&texts->label, " (%s)", plan_option(plan, sheet->option)->section.id);
	if (value == NULL) {
		bytes_add_text(&texts->value, "–");
		texts->role = ROLE_DIM;
		return;
	}
	input_print_value(value, row->field, &texts->value);
	input_print_unit(value, row->field, plan, &texts->unit);
	texts->spread = input_spread(value);
	texts->whole = !kind_of(value->kind)->is_number && texts->unit.size == 0;
	if (!own && !row->setting->common.given) {
		texts->role = ROLE_DIM;
		texts->spread = texts->whole ? "" : _("default");
	}
}

static void print_row(const struct session *session, const struct sheet *sheet, const struct outline_row *row, struct texts *texts)
{
	*texts = (struct texts){.spread = "", .role = ROLE_TEXT};
	outline_print_label(row, &texts->label);
	switch (row->kind) {
	case OUTLINE_TOPIC: print_topic(session, sheet, row, texts); break;
	case OUTLINE_SECTION: print_section(session, sheet, row, texts); break;
	case OUTLINE_INPUT: print_input(sheet, row, texts); break;
	case OUTLINE_MORE: texts->role = ROLE_DIM; break;
	}
}

/* '!' for a warning about the row's line, '*' for a value that the file does not have. */
static char row_mark(const struct sheet *sheet, const struct outline_row *row)
{
	const struct plan *plan = sheet->plan.now.plan;
	const struct diags *warnings = &sheet->plan.now.warnings;
	if (row->kind != OUTLINE_INPUT)
		return ' ';
	bool own = row->setting->by_option != NULL && row->setting->by_option[sheet->option].given;
	const struct setting_value *stated = own ? &row->setting->by_option[sheet->option] : &row->setting->common;
	for (size_t i = 0; stated->given && i < warnings->count; i++)
		if (warnings->at[i].place.line == plan->source.entry[stated->entry].place.line)
			return '!';
	struct bytes section = {0}, key = {0};
	outline_print_section(row->section, &section);
	outline_print_key(row, plan, own ? (int)sheet->option : -1, &key);
	bool differs = open_plan_differs(&sheet->plan, bytes_text(&section), bytes_text(&key));
	bytes_release(&section);
	bytes_release(&key);
	return differs ? '*' : ' ';
}

/* The columns that are left to the label. */
static int draw_value(const struct pane *pane, int y, const struct columns *columns, const struct texts *texts)
{
	struct look look = look_of(texts->role);
	if (texts->whole) {
		int width = pane->width / 2 - 2;
		int taken = (int)texts->value.size < width ? (int)texts->value.size : width;
		int start = taken <= VALUE_WIDTH ? columns->value_end - taken : columns->value_end - VALUE_WIDTH;
		int room = pane->width - start;
		pane_text_fit(pane, start, y, room, look, bytes_text(&texts->value));
		return start;
	}
	pane_text_right(pane, columns->value_end, y, VALUE_WIDTH, look, bytes_text(&texts->value));
	pane_text_fit(pane, columns->unit, y, columns->unit_width - 1, look_of(ROLE_DIM), bytes_text(&texts->unit));
	pane_text_fit(pane, columns->spread, y, columns->spread_width, look_of(ROLE_DIM), texts->spread);
	return columns->value_end - ((int)texts->value.size < VALUE_WIDTH ? (int)texts->value.size : VALUE_WIDTH);
}

static void draw_row(struct session *session, const struct pane *pane, int y, const struct outline_row *row)
{
	const struct sheet *sheet = session_sheet(session);
	struct columns columns = columns_of(pane->width);
	struct texts texts;
	print_row(session, sheet, row, &texts);
	char mark = row_mark(sheet, row);
	int x = (pane->width < INDENT_LEAST ? 1 : 2) * row->depth;
	int value = draw_value(pane, y, &columns, &texts);
	pane_put(pane, 0, y, look_bold(mark == '!' ? ROLE_BAD : ROLE_ACCENT), (uint32_t)mark);
	if (row->kind != OUTLINE_INPUT)
		pane_put(pane, x + 1, y, look_of(ROLE_DIM), row->open ? 0x25be : 0x25b8);
	struct look look = row->kind == OUTLINE_TOPIC ? look_bold(ROLE_TEXT) : look_of(texts.role);
	int room = value - (x + 3) - 1;
	pane_text_fit(pane, x + 3, y, room > LABEL_LEAST ? room : LABEL_LEAST, look, bytes_text(&texts.label));
	texts_release(&texts);
}

/* "payback 8.1 → 9.2 months, NPV 3 028 → 2 890 k€": what the typed value does to the chosen option. */
static void print_effect(const struct session *session, const struct sheet *sheet, struct bytes *out)
{
	const enum figure shown[] = {FIGURE_PAYBACK, FIGURE_NPV};
	const char *const labels[] = {_("payback"), _("NPV")};
	const struct open_plan *plan = &sheet->plan;
	if (plan->typed.plan == NULL || sheet->option >= plan->typed.evaluation.option_count)
		return;
	const struct option_figures *before = &plan->now.evaluation.option[sheet->option];
	const struct option_figures *after = &plan->typed.evaluation.option[sheet->option];
	struct notation notation = view_notation(session, plan->typed.plan);
	bytes_add_format(out, "%s:", sheet_option_label(sheet, sheet->option));
	for (size_t i = 0; i < 2; i++) {
		bytes_add_format(out, "%s %s ", i > 0 ? "," : "", labels[i]);
		struct money_unit unit = money_unit_for(after->figure[shown[i]].value);
		format_figure_cell(out, shown[i], before, unit, &notation);
		bytes_add_text(out, " → ");
		format_figure(out, shown[i], after, &notation);
	}
}

enum { ECHO_MOST = 5 };

/* The value being typed, in its row, and beneath it what was understood and what it does. */
static void draw_edit(struct session *session, const struct pane *pane, int y)
{
	struct sheet *sheet = session_sheet(session);
	struct columns columns = columns_of(pane->width);
	int x = columns.value_end - VALUE_WIDTH;
	session->edit.drawn = true;
	const char *text = editor_text(&session->editor);
	int wanted = (int)strlen(text) + 2;
	while (x > 12 && pane->width - x < wanted)
		x--;
	pane_blank(pane, x - 1, y, pane->width - x + 1, 1);
	editor_draw(&session->editor, pane, x, y, pane->width - x, look_bold(ROLE_TEXT));
	struct bytes effect = {0}, echo = {0};
	print_effect(session, sheet, &effect);
	bytes_add_format(&echo, "%s %s", session->edit.ok ? "=" : "!", bytes_text(&session->edit.echo));
	/* Drawn aside first, to know how many lines it takes and so whether it goes beneath or above. */
	struct cells scratch;
	if (cells_init(&scratch, pane->width, ECHO_MOST) == 0) {
		struct pane box = pane_all(&scratch);
		struct look look = session->edit.ok ? look_of(ROLE_ACCENT) : look_bold(ROLE_BAD);
		int lines = pane_text_wrap(&box, 3, 0, box.width - 4, ECHO_MOST, look, bytes_text(&echo));
		lines += pane_text_wrap(&box, 3, lines, box.width - 4, ECHO_MOST - lines, look_bold(ROLE_TEXT), bytes_text(&effect));
		int top = y + 1 + lines <= pane->height ? y + 1 : y - lines >= 0 ? y - lines : 0;
		if (pane->height > 1) {
			pane_blank(pane, 0, top, pane->width, lines);
			for (int line = 0; line < lines; line++) {
				pane_put(pane, 1, top + line, look_of(ROLE_ACCENT), 0x2502);
				for (int column = 2; column < box.width; column++) {
					struct glyph glyph = cells_at(&scratch, column, line);
					if (glyph.character != 0)
						pane_put(pane, column, top + line, glyph.look, glyph.character);
				}
			}
		}
		cells_release(&scratch);
	}
	bytes_release(&effect);
	bytes_release(&echo);
}

/* Keeps the cursor's row in sight, with a little around it. */
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

static void draw_inputs_head(struct session *session, const struct pane *pane, bool focused)
{
	const struct sheet *sheet = session_sheet(session);
	struct columns columns = columns_of(pane->width);
	struct bytes month = {0};
	int x = pane_text(pane, 1, 0, focused ? look_bold(ROLE_ACCENT) : look_bold(ROLE_TITLE), _("INPUTS"));
	pane_text_fit(pane, x + 2, 0, columns.unit - x - 3, look_of(ROLE_TEXT), sheet_option_label(sheet, sheet->option));
	bytes_add_format(&month, _("month %d"), month_number(sheet_figures(sheet)->horizon - 1)); /* what amounts are of */
	pane_text_fit(pane, columns.unit, 0, columns.unit_width, look_of(ROLE_DIM), bytes_text(&month));
	if (columns.spread_width >= SPREAD_HEADED)
		pane_text_fit(pane, columns.spread, 0, columns.spread_width, look_of(ROLE_DIM), "±");
	bytes_release(&month);
}

void view_draw_inputs(struct session *session, const struct pane *pane, bool focused)
{
	struct sheet *sheet = session_sheet(session);
	struct pane list = pane_part(pane, 0, 1, pane->width, pane->height - 1);
	draw_inputs_head(session, pane, focused);
	if (list.height < 1)
		return;
	session->page = focused ? list.height : session->page;
	scroll_to(sheet, list.height);
	size_t cursor = sheet_row_index(sheet);
	int edited = -1;
	for (int y = 0; y < list.height && sheet->first_row + (size_t)y < sheet->outline.count; y++) {
		size_t index = sheet->first_row + (size_t)y;
		draw_row(session, &list, y, &sheet->outline.row[index]);
		view_target(session, &list, 0, y, list.width, TARGET_ROW, index);
		if (index != cursor)
			continue;
		if (session->mode == MODE_EDIT)
			edited = y;
		else
			pane_mark(&list, 0, y, list.width, focused ? ATTRIBUTE_REVERSE : ATTRIBUTE_BOLD);
	}
	if (edited >= 0)
		draw_edit(session, &list, edited);
}

/* --- the chart --- */

/* The running totals of an option at instants 0 … horizon. */
static void fill_curve(const struct option_figures *figures, double *value)
{
	value[0] = -figures->initial_once;
	for (int t = 0; t < figures->horizon; t++)
		value[t + 1] = figures->month[t].amount[CASH_CUMULATIVE];
}

void view_draw_chart(const struct session *session, const struct pane *pane, const struct sheet *sheet, size_t option)
{
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	size_t count = evaluation->option_count;
	int points = evaluation->option[0].horizon + 1;
	double *values = calloc(count * (size_t)points, sizeof *values);
	struct curve *curves = calloc(count, sizeof *curves);
	struct notation notation = view_notation(session, open_plan_shown(&sheet->plan));
	struct money_unit unit = money_unit_of(evaluation->option, count);
	struct bytes title = {0};
	for (size_t o = 0; values != NULL && curves != NULL && o < count; o++) {
		fill_curve(&evaluation->option[o], values + o * (size_t)points);
		curves[o] = (struct curve){values + o * (size_t)points, sheet_option_label(sheet, o), o};
	}
	option = option < count ? option : count - 1;
	const struct figure_value *payback = &evaluation->option[option].figure[FIGURE_PAYBACK];
	struct chart chart = {.curve = curves,
	                      .count = count,
	                      .emphasised = option,
	                      .points = points,
	                      .unit = unit.size,
	                      .marks = session->marks,
	                      .mark = payback->status == STATUS_REACHED ? payback->value : -1};
	bytes_add_text(&title, _("Cumulative cash, "));
	format_money_unit(&title, unit, &notation);
	int x = pane_text(pane, 1, 0, look_bold(ROLE_TITLE), bytes_text(&title));
	if (values != NULL && curves != NULL) {
		chart_legend(pane, pane->width, 0, pane->width - x - 1, &chart);
		struct pane plot = pane_part(pane, 1, 1, pane->width - 1, pane->height - 1);
		chart_draw(&plot, &chart);
	}
	bytes_release(&title);
	free(curves);
	free(values);
}
