/* The cash flow of an option, month by month. */
#include <math.h>
#include <stdbool.h>

#include "base/intl.h"
#include "plan/month.h"
#include "tui/session.h"

enum { MONTH_WIDTH = 14, COLUMN_LEAST = 9, COLUMN_MOST = 13, RANK_ALWAYS = 2 /* or below: shown even when empty */ };

/* The state of the view, per plan. */
struct cash {
	int first_month; /* the first one shown, from 0 */
};

/* The columns shown, in their order. */
struct layout {
	enum cash_column column[CASH_COUNT];
	int count, width;
};

static bool is_all_zero(const struct option_figures *figures, int column)
{
	for (int t = 0; t < figures->horizon; t++)
		if (fabs(figures->month[t].amount[column]) > 0)
			return false;
	return true;
}

/* Chooses columns by rank, as many as fit; leaves out empty ones. */
static void choose_columns(const struct option_figures *figures, int most, bool chosen[CASH_COUNT])
{
	int count = 0;
	for (int rank = 1; rank <= CASH_COUNT; rank++)
		for (int column = 0; column < CASH_COUNT; column++) {
			if (cash_info((enum cash_column)column)->rank != rank || count >= most)
				continue;
			chosen[column] = rank <= RANK_ALWAYS || !is_all_zero(figures, column);
			count += chosen[column];
		}
}

static struct layout layout_of(const struct option_figures *figures, int room)
{
	struct layout layout = {0};
	bool chosen[CASH_COUNT] = {false};
	choose_columns(figures, room / COLUMN_LEAST, chosen);
	for (int column = 0; column < CASH_COUNT; column++)
		if (chosen[column])
			layout.column[layout.count++] = (enum cash_column)column;
	layout.width = layout.count < 1 ? 0 : room / layout.count > COLUMN_MOST ? COLUMN_MOST : room / layout.count;
	return layout;
}

/* Costs and losses are shown as positive amounts; any other amount below zero is bad. */
static bool is_bad(enum cash_column column, double amount)
{
	enum cash_kind kind = cash_info(column)->kind;
	return kind != CASH_KIND_COST && kind != CASH_KIND_LOSS && amount < 0;
}

/* "  7  2026-01" */
static void draw_month(const struct pane *pane, int y, const struct plan *plan, int month)
{
	char date[MONTH_TEXT_SIZE];
	struct bytes text = {0};
	bytes_add_format(&text, "%4d", month_number(month));
	if (month_date(plan, month, date))
		bytes_add_format(&text, "  %s", date);
	pane_text(pane, 0, y, look_of(ROLE_DIM), bytes_text(&text));
	bytes_release(&text);
}

static void draw_amounts(const struct session *session, const struct pane *pane, int y, const struct month *month,
                         const struct layout *layout, struct money_unit unit, bool bold)
{
	struct notation notation = view_notation(session, open_plan_shown(&session_sheet(session)->plan));
	for (int i = 0; i < layout->count; i++) {
		double amount = month->amount[layout->column[i]];
		struct bytes text = {0};
		format_amount(&text, amount, unit, &notation);
		struct look look = look_of(is_bad(layout->column[i], amount) ? ROLE_BAD : ROLE_TEXT);
		look.attributes |= bold ? ATTRIBUTE_BOLD : 0;
		pane_text_right(pane, MONTH_WIDTH + (i + 1) * layout->width, y, layout->width - 1, look,
				bytes_text(&text));
		bytes_release(&text);
	}
}

static void draw_heads(const struct pane *pane, int y, const struct layout *layout)
{
	pane_text(pane, 0, y, look_of(ROLE_DIM), _("month"));
	for (int i = 0; i < layout->count; i++)
		pane_text_right(pane, MONTH_WIDTH + (i + 1) * layout->width, y, layout->width - 1, look_of(ROLE_DIM),
		                _(cash_info(layout->column[i])->narrow));
}

/* The sums over all months; of running totals, the last. */
static struct month sum_of(const struct option_figures *figures)
{
	struct month sum = {0};
	for (int column = 0; column < CASH_COUNT; column++) {
		bool is_total = cash_info((enum cash_column)column)->kind == CASH_KIND_TOTAL;
		for (int t = 0; t < figures->horizon; t++)
			sum.amount[column] = figures->month[t].amount[column] + (is_total ? 0 : sum.amount[column]);
	}
	return sum;
}

static void draw_title(const struct session *session, const struct pane *pane, struct money_unit unit)
{
	const struct sheet *sheet = session_sheet(session);
	struct notation notation = view_notation(session, open_plan_shown(&sheet->plan));
	struct bytes value = {0}, text = {0};
	int x = pane_text(pane, 1, 0, look_bold(ROLE_TITLE), sheet_option_label(sheet, sheet->option));
	format_money_unit(&value, unit, &notation);
	bytes_add_format(&text, _("cash flow month by month, %s"), bytes_text(&value));
	x = pane_text(pane, x + 2, 0, look_of(ROLE_TEXT), bytes_text(&text));
	bytes_splice(&value, 0, value.size, "", 0);
	bytes_splice(&text, 0, text.size, "", 0);
	format_figure(&value, FIGURE_PAYBACK, sheet_figures(sheet), &notation);
	bytes_add_format(&text, _("payback: %s"), bytes_text(&value));
	pane_text_right(pane, pane->width - 1, 0, pane->width - x - 3, look_of(ROLE_DIM), bytes_text(&text));
	bytes_release(&value);
	bytes_release(&text);
}

/* Scrolls so that a month is first, unless the list would not be filled. */
static void scroll_to(struct session *session, int month)
{
	struct cash *cash = view_state(session, VIEW_CASH);
	int last = sheet_figures(session_sheet(session))->horizon - session->page;
	month = month > last ? last : month;
	cash->first_month = month < 0 ? 0 : month;
}

static void draw(struct session *session, const struct pane *pane)
{
	const struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	const struct option_figures *figures = sheet_figures(sheet);
	const struct cash *cash = view_state(session, VIEW_CASH);
	struct layout layout = layout_of(figures, pane->width - MONTH_WIDTH);
	struct month sum = sum_of(figures);
	struct money_unit unit = money_unit_of(figures, 1);
	unit.decimals = unit.size > 1 && unit.decimals == 0 ? 1 : unit.decimals;
	draw_title(session, pane, unit);
	draw_heads(pane, 1, &layout);
	int lines = pane->height - 4;
	session->page = lines < 1 ? 1 : lines;
	scroll_to(session, cash->first_month);
	for (int y = 0; y < lines && cash->first_month + y < figures->horizon; y++) {
		int t = cash->first_month + y;
		bool year_end = (t + 1) % 12 == 0;
		draw_month(pane, y + 2, plan, t);
		draw_amounts(session, pane, y + 2, &figures->month[t], &layout, unit, false);
		if (year_end)
			pane_mark(pane, 0, y + 2, MONTH_WIDTH + layout.count * layout.width, ATTRIBUTE_UNDERLINE);
	}
	if (pane->height < 4)
		return;
	pane_line(pane, 0, pane->height - 2, pane->width, look_of(ROLE_DIM), 0x2500);
	pane_text(pane, 2, pane->height - 1, look_bold(ROLE_TEXT), _("in all"));
	draw_amounts(session, pane, pane->height - 1, &sum, &layout, unit, true);
}

static void move(struct session *session, int rows)
{
	const struct cash *cash = view_state(session, VIEW_CASH);
	scroll_to(session, cash->first_month + rows);
}

const struct view view_cash = {
	.label = N_("Cash"),
	.tab = VIEW_CASH,
	.go = VIEW_GO(VIEW_CASH, "cash", '3', N_("shows the cash flow month by month")),
	.context = CONTEXT_PAGE,
	.state_size = sizeof(struct cash),
	.state_per_plan = true,
	.draw = draw,
	.move = move,
	.sideways = view_next_option,
};
