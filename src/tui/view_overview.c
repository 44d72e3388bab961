/* The Overview of one profile: its options with their figures, its inputs, the chart. */
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "tui/view.h"

/* A column of the options' table; those further down are left out first where the screen is narrow. */
static const struct option_column {
	const char *label;
	enum figure figure;
	int width;
} columns[] = {
	{N_("payback"), FIGURE_PAYBACK, 12},
	{N_("NPV"), FIGURE_NPV, 10},
	{N_("ROI"), FIGURE_ROI, 8},
	{N_("IRR"), FIGURE_IRR, 10},
	{N_("peak cash"), FIGURE_PEAK_FUNDING, 11},
	{N_("launch"), FIGURE_TIME_TO_MARKET, 9},
	{N_("total cost"), FIGURE_TOTAL_COST, 12},
	{N_("run a month"), FIGURE_MONTHLY_COST_AT_END, 13},
};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns, LABEL_START = 5, LABEL_LEAST = 8, LABEL_MOST = 30, COLUMNS_LEAST = 2 };

/* The columns that the longest label takes, with a blank behind it. */
static int label_width(const struct sheet *sheet)
{
	int widest = LABEL_LEAST;
	for (size_t o = 0; o < open_plan_figures(&sheet->plan)->option_count; o++) {
		int columns_taken = utf8_columns(sheet_option_label(sheet, o));
		widest = columns_taken > widest ? columns_taken : widest;
	}
	return (widest < LABEL_MOST ? widest : LABEL_MOST) + LABEL_START + 1;
}

/* How many columns fit beside the labels; two at least, whatever becomes of these. */
static int columns_that_fit(const struct sheet *sheet, int width)
{
	int count = 0, taken = label_width(sheet);
	for (; count < COLUMNS_LEAST && LABEL_START + LABEL_LEAST + columns[0].width + columns[1].width <= width; count++)
		taken += columns[count].width;
	while (count < COLUMN_COUNT && taken + columns[count].width <= width)
		taken += columns[count++].width;
	return count;
}

static bool is_months(enum figure figure)
{
	return figure_info(figure)->kind == FIGURE_KIND_MONTHS;
}

static void draw_cell(const struct session *session, const struct pane *pane, int end, int y, const struct option_column *column,
                      const struct option_figures *figures, struct money_unit unit, bool best)
{
	const struct plan *plan = open_plan_shown(&session_sheet(session)->plan);
	struct notation notation = view_notation(session, plan);
	const struct figure_value *value = &figures->figure[column->figure];
	bool has_value = status_has_value(value->status);
	struct bytes text = {0};
	format_figure_cell(&text, column->figure, figures, unit, &notation);
	if (is_months(column->figure) && has_value && value->status != STATUS_SELF_FUNDING)
		bytes_add_text(&text, _(" mo"));
	bool bad = value->status == STATUS_NOT_WITHIN_HORIZON || (has_value && column->figure == FIGURE_NPV && value->value < 0);
	struct look look = bad ? look_of(ROLE_BAD) : !has_value ? look_of(ROLE_DIM) : best ? look_bold(ROLE_GOOD) : look_of(ROLE_TEXT);
	pane_text_right(pane, end, y, column->width - 1, look, bytes_text(&text));
	bytes_release(&text);
}

static void draw_option(struct session *session, const struct pane *pane, int y, size_t option, const size_t *best)
{
	const struct sheet *sheet = session_sheet(session);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	struct money_unit unit = money_unit_of(evaluation->option, evaluation->option_count);
	int count = columns_that_fit(sheet, pane->width), x = pane->width;
	bool chosen = option == sheet->option, focused = session->focus == FOCUS_OPTIONS;
	for (int i = count; i-- > 0;) {
		draw_cell(session, pane, x, y, &columns[i], &evaluation->option[option], unit, best[i] == option);
		x -= columns[i].width;
	}
	pane_put(pane, 0, y, look_bold(ROLE_ACCENT), chosen ? 0x25b8 : ' ');
	chart_sample(pane, 2, y, 2, session->marks, option);
	struct look look = chosen ? look_bold(ROLE_TEXT) : look_of(ROLE_TEXT);
	pane_text_fit(pane, 5, y, x - 6, look, sheet_option_label(sheet, option));
	if (option == evaluation->best && evaluation->option_count > 1)
		pane_put(pane, 1, y, look_bold(ROLE_GOOD), 0x2605);
	if (chosen && focused)
		pane_mark(pane, 0, y, pane->width, ATTRIBUTE_REVERSE);
	view_target(session, pane, 0, y, pane->width, TARGET_OPTION, option);
}

static void find_best(const struct evaluation *evaluation, size_t *best)
{
	enum { MOST = 64 };
	const struct option_figures *options[MOST];
	size_t count = evaluation->option_count < MOST ? evaluation->option_count : MOST;
	for (size_t i = 0; i < count; i++)
		options[i] = &evaluation->option[i];
	for (int i = 0; i < COLUMN_COUNT; i++)
		best[i] = figure_best(columns[i].figure, options, count);
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (best[i] == count)
			best[i] = (size_t)-1; /* none stands out */
}

/* The options' table: a line of heads, then as many options as `lines` takes, the chosen one among them. */
static void draw_options(struct session *session, const struct pane *pane)
{
	const struct sheet *sheet = session_sheet(session);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	size_t lines = (size_t)(pane->height - 1), first = 0, best[COLUMN_COUNT];
	int count = columns_that_fit(sheet, pane->width), x = pane->width;
	find_best(evaluation, best);
	for (int i = count; i-- > 0;) {
		pane_text_right(pane, x, 0, columns[i].width - 1, look_of(ROLE_DIM), _(columns[i].label));
		x -= columns[i].width;
	}
	if (sheet->option >= lines)
		first = sheet->option - lines + 1;
	for (size_t i = 0; i < lines && first + i < evaluation->option_count; i++)
		draw_option(session, pane, (int)i + 1, first + i, best);
	if (evaluation->option_count > lines) {
		struct bytes text = {0};
		bytes_add_format(&text, _("%zu of %zu"), lines, evaluation->option_count);
		pane_text_fit(pane, 5, 0, x - 6, look_of(ROLE_DIM), bytes_text(&text));
		bytes_release(&text);
	}
}

/* What the checks say of the chosen row, else of anything, in one line. */
static void draw_warning(const struct session *session, const struct pane *pane)
{
	const struct sheet *sheet = session_sheet(session);
	const struct diags *warnings = open_plan_warnings(&sheet->plan);
	struct bytes text = {0};
	if (warnings->count == 0)
		return;
	bytes_add_format(&text, "! %s%s%s", warnings->at[0].key == NULL ? "" : warnings->at[0].key,
	                 warnings->at[0].key == NULL ? "" : ": ", warnings->at[0].message);
	if (warnings->count > 1)
		bytes_add_format(&text, _(" (and %zu more)"), warnings->count - 1);
	pane_blank(pane, 0, 0, pane->width, 1);
	pane_text_fit(pane, 1, 0, pane->width - 2, look_of(ROLE_BAD), bytes_text(&text));
	bytes_release(&text);
}

enum { OPTIONS_MOST = 8, INPUTS_LEAST_HEIGHT = 4, CHART_LEAST_WIDTH = 76, INPUTS_SHARE = 53 /* % of the width */ };

void view_overview_draw(struct session *session, const struct pane *pane)
{
	const struct evaluation *evaluation = open_plan_figures(&session_sheet(session)->plan);
	int most = pane->height - INPUTS_LEAST_HEIGHT - 2 > 3 ? pane->height - INPUTS_LEAST_HEIGHT - 2 : pane->height - 1;
	int options = (int)(evaluation->option_count < OPTIONS_MOST ? evaluation->option_count : OPTIONS_MOST);
	options = options < most ? options : most;
	struct pane table = pane_part(pane, 0, 0, pane->width, options + 1);
	draw_options(session, &table);
	struct pane body = pane_part(pane, 0, options + 2, pane->width, pane->height - options - 2);
	pane_line(pane, 0, options + 1, pane->width, look_of(ROLE_DIM), 0x2500);
	if (body.height < INPUTS_LEAST_HEIGHT)
		return;
	bool chart = pane->width >= CHART_LEAST_WIDTH;
	int left = chart ? pane->width * INPUTS_SHARE / 100 : pane->width;
	bool warned = open_plan_warnings(&session_sheet(session)->plan)->count > 0 && body.height > 8 && session->mode != MODE_EDIT;
	struct pane inputs = pane_part(&body, 0, 0, left, body.height - warned);
	view_draw_inputs(session, &inputs, session->focus == FOCUS_INPUTS);
	struct pane warning = pane_part(&body, 0, body.height - 1, left, 1);
	if (warned)
		draw_warning(session, &warning);
	if (!chart)
		return;
	for (int y = 0; y < body.height; y++)
		pane_put(&body, left, y, look_of(ROLE_DIM), 0x2502);
	pane_put(pane, left, options + 1, look_of(ROLE_DIM), 0x252c);
	struct pane right = pane_part(&body, left + 1, 0, body.width - left - 1, body.height);
	const struct sheet *sheet = session_sheet(session);
	view_draw_chart(session, &right, sheet, sheet->option);
}
