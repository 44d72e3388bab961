/* The cash flow of an option, month by month. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/intl.h"
#include "plan/month.h"
#include "tui/view.h"

#define AMOUNT(member) offsetof(struct month, member)

/* The columns by what can be spared least; they are drawn in the order of `place`. */
static const struct cash_column {
	const char *label;
	size_t offset; /* in struct month */
	int place;
	bool cost;     /* shown as it is counted, positive */
} columns[] = {
	{N_("cumul."), AMOUNT(cumulative), 7, false},
	{N_("net"), AMOUNT(net), 6, false},
	{N_("benefit"), AMOUNT(benefit), 4, false},
	{N_("team"), AMOUNT(team), 1, true},
	{N_("infra"), AMOUNT(infra), 0, true},
	{N_("monitor."), AMOUNT(monitoring), 2, true},
	{N_("losses"), AMOUNT(incident_loss), 5, true},
	{N_("other"), AMOUNT(other), 3, true},
	{N_("disc."), AMOUNT(discounted_cumulative), 8, false},
};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns, MONTH_WIDTH = 14, COLUMN_LEAST = 9, COLUMN_MOST = 13, COLUMNS_ALWAYS = 2 };

static double amount_of(const struct month *month, const struct cash_column *column)
{
	double amount;
	memcpy(&amount, (const char *)month + column->offset, sizeof amount);
	return amount;
}

/* Which columns are shown, in the order in which they stand. */
struct layout {
	const struct cash_column *column[COLUMN_COUNT];
	int count, width;
};

static bool is_all_zero(const struct option_figures *figures, const struct cash_column *column)
{
	for (int t = 0; t < figures->horizon; t++)
		if (fabs(amount_of(&figures->month[t], column)) > 0)
			return false;
	return true;
}

/* Columns without an amount are left out, then as many as have to be. */
static struct layout layout_of(const struct option_figures *figures, int room)
{
	struct layout layout = {0};
	bool chosen[COLUMN_COUNT] = {false};
	int most = room / COLUMN_LEAST;
	for (int i = 0; i < COLUMN_COUNT && layout.count < most; i++) {
		chosen[i] = i < COLUMNS_ALWAYS || !is_all_zero(figures, &columns[i]);
		layout.count += chosen[i];
	}
	int at = 0;
	for (int place = 0; place < COLUMN_COUNT; place++)
		for (int i = 0; i < COLUMN_COUNT; i++)
			if (columns[i].place == place && chosen[i])
				layout.column[at++] = &columns[i];
	layout.width = layout.count < 1 ? 0 : room / layout.count > COLUMN_MOST ? COLUMN_MOST : room / layout.count;
	return layout;
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
		double amount = amount_of(month, layout->column[i]);
		struct bytes text = {0};
		format_amount(&text, amount, unit, &notation);
		struct look look = look_of(!layout->column[i]->cost && amount < 0 ? ROLE_BAD : ROLE_TEXT);
		look.attributes |= bold ? ATTRIBUTE_BOLD : 0;
		pane_text_right(pane, MONTH_WIDTH + (i + 1) * layout->width, y, layout->width - 1, look, bytes_text(&text));
		bytes_release(&text);
	}
}

static void draw_heads(const struct pane *pane, int y, const struct layout *layout)
{
	pane_text(pane, 0, y, look_of(ROLE_DIM), _("month"));
	for (int i = 0; i < layout->count; i++)
		pane_text_right(pane, MONTH_WIDTH + (i + 1) * layout->width, y, layout->width - 1, look_of(ROLE_DIM),
		                _(layout->column[i]->label));
}

/* The sum of all months; running totals are those at the end. */
static struct month sum_of(const struct option_figures *figures)
{
	struct month sum = {0};
	for (int t = 0; t < figures->horizon; t++) {
		const struct month *month = &figures->month[t];
		sum.infra += month->infra;
		sum.team += month->team;
		sum.monitoring += month->monitoring;
		sum.other += month->other;
		sum.benefit += month->benefit;
		sum.incident_loss += month->incident_loss;
		sum.net += month->net;
	}
	sum.cumulative = figures->month[figures->horizon - 1].cumulative;
	sum.discounted_cumulative = figures->month[figures->horizon - 1].discounted_cumulative;
	return sum;
}

static void draw_title(const struct session *session, const struct pane *pane, struct money_unit unit)
{
	const struct sheet *sheet = session_sheet(session);
	struct notation notation = view_notation(session, open_plan_shown(&sheet->plan));
	struct bytes text = {0};
	int x = pane_text(pane, 1, 0, look_bold(ROLE_TITLE), sheet_option_label(sheet, sheet->option));
	bytes_add_text(&text, _("cash flow month by month, "));
	format_money_unit(&text, unit, &notation);
	x = pane_text(pane, x + 2, 0, look_of(ROLE_TEXT), bytes_text(&text));
	bytes_release(&text);
	text = (struct bytes){0};
	bytes_add_text(&text, _("payback: "));
	format_figure(&text, FIGURE_PAYBACK, sheet_figures(sheet), &notation);
	pane_text_right(pane, pane->width - 1, 0, pane->width - x - 3, look_of(ROLE_DIM), bytes_text(&text));
	bytes_release(&text);
}

void view_cash_draw(struct session *session, const struct pane *pane)
{
	struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	const struct option_figures *figures = sheet_figures(sheet);
	struct layout layout = layout_of(figures, pane->width - MONTH_WIDTH);
	struct month sum = sum_of(figures);
	struct money_unit unit = money_unit_of(figures, 1);
	unit.decimals = unit.size > 1 && unit.decimals == 0 ? 1 : unit.decimals;
	draw_title(session, pane, unit);
	draw_heads(pane, 1, &layout);
	int lines = pane->height - 4;
	session->page = lines < 1 ? 1 : lines;
	int last = figures->horizon - session->page;
	if (sheet->first_month > last)
		sheet->first_month = last < 0 ? 0 : last;
	for (int y = 0; y < lines && sheet->first_month + y < figures->horizon; y++) {
		int t = sheet->first_month + y;
		bool year_end = (t + 1) % 12 == 0;
		draw_month(pane, y + 2, plan, t);
		draw_amounts(session, pane, y + 2, &figures->month[t], &layout, unit, false);
		if (year_end)
			pane_mark(pane, 0, y + 2, MONTH_WIDTH + layout.count * layout.width, ATTRIBUTE_UNDERLINE);
	}
	if (pane->height < 4)
		return;
	pane_line(pane, 0, pane->height - 2, pane->width, look_of(ROLE_DIM), 0x2500);
	pane_text(pane, 0, pane->height - 1, look_bold(ROLE_TEXT), _("  in all"));
	draw_amounts(session, pane, pane->height - 1, &sum, &layout, unit, true);
}
