/* The Overview of one plan: its options with their figures, its inputs, the chart. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "base/number.h"
#include "tui/curves.h"
#include "tui/inputs_list.h"
#include "tui/session.h"

/* The parts of the view that can have the focus, and be clicked. */
enum part { PART_INPUTS, PART_OPTIONS };

/* The state of the view. */
struct overview {
	enum part focus; /* where the keys go */
};

/* What a column of the options' table holds. */
enum column_kind { COLUMN_FIGURE, COLUMN_RANGE, COLUMN_WITHIN, COLUMN_FROM };

/* The columns of the options' table in order; on a narrow screen those with a high rank are left out. */
static const struct option_column {
	const char *label;
	enum column_kind kind;
	enum figure figure; /* COLUMN_FIGURE */
	int width, rank;
} columns[] = {
	{N_("payback"), COLUMN_FIGURE, FIGURE_PAYBACK, 12, 0},
	{N_("P10·P50·P90"), COLUMN_RANGE, FIGURE_COUNT, 15, 2},
	{N_("P(≤18m)"), COLUMN_WITHIN, FIGURE_COUNT, 9, 4},
	{N_("NPV"), COLUMN_FIGURE, FIGURE_NPV, 9, 1},
	{N_("IRR"), COLUMN_FIGURE, FIGURE_IRR, 10, 5},
	{N_("ROI"), COLUMN_FIGURE, FIGURE_ROI, 8, 3},
	{N_("peak cash"), COLUMN_FIGURE, FIGURE_PEAK_FUNDING, 10, 7},
	{N_("launch"), COLUMN_FIGURE, FIGURE_TIME_TO_MARKET, 9, 8},
	{N_("best from"), COLUMN_FROM, FIGURE_COUNT, 13, 6},
	{N_("total cost"), COLUMN_FIGURE, FIGURE_TOTAL_COST, 11, 9},
	{N_("run a month"), COLUMN_FIGURE, FIGURE_MONTHLY_COST_AT_END, 13, 10},
};

enum {
	COLUMN_COUNT = sizeof columns / sizeof *columns,
	LABEL_START = 5,
	LABEL_LEAST = 8,
	LABEL_MOST = 30,
	COLUMNS_LEAST = 2
};

/* The columns of the longest label, with a blank behind it. */
static int label_width(const struct sheet *sheet)
{
	int widest = LABEL_LEAST;
	for (size_t o = 0; o < open_plan_figures(&sheet->plan)->option_count; o++) {
		int columns_taken = cells_columns(sheet_option_label(sheet, o));
		widest = columns_taken > widest ? columns_taken : widest;
	}
	return (widest < LABEL_MOST ? widest : LABEL_MOST) + LABEL_START + 1;
}

/* The columns that fit beside the labels, in order. */
struct layout {
	const struct option_column *column[COLUMN_COUNT];
	int count, width; /* of all of them */
};

static const struct option_column *column_of_rank(int rank)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (columns[i].rank == rank)
			return &columns[i];
	return NULL;
}

static struct layout layout_of(const struct sheet *sheet, int width)
{
	struct layout layout = {0};
	bool chosen[COLUMN_COUNT] = {false};
	int label = label_width(sheet);
	for (int rank = 0; rank < COLUMN_COUNT; rank++) {
		const struct option_column *column = column_of_rank(rank);
		/* The first columns shorten the labels. */
		int least = rank < COLUMNS_LEAST ? LABEL_START + LABEL_LEAST : label;
		if (least + layout.width + column->width > width)
			break;
		chosen[column - columns] = true;
		layout.width += column->width;
	}
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (chosen[i])
			layout.column[layout.count++] = &columns[i];
	return layout;
}

static bool is_months(enum figure figure)
{
	return figure_info(figure)->kind == FIGURE_KIND_MONTHS;
}

/* Prints months in a range: "5.2", "14", "—" beyond the horizon. */
static void print_month(double months, struct bytes *out)
{
	if (!isfinite(months))
		bytes_add_text(out, "—");
	else
		number_print_rounded(out, months, months < 9.95 ? 1 : 0, "");
}

static void print_estimate(const struct option_column *column, const struct option_estimate *estimate, bool uncertain,
                           struct bytes *out)
{
	if (column->kind == COLUMN_FROM && estimate->from >= 0) {
		if (estimate->from == 0)
			bytes_add_text(out, _("start"));
		else
			bytes_add_format(out, _("after %d mo"), estimate->from);
	} else if (column->kind == COLUMN_RANGE && uncertain && isinf(estimate->p10)) {
		bytes_add_text(out, "—");
	} else if (column->kind == COLUMN_RANGE && uncertain && estimate->p90 > estimate->p10) {
		print_month(estimate->p10, out);
		bytes_add_text(out, "·");
		print_month(estimate->p50, out);
		bytes_add_text(out, "·");
		print_month(estimate->p90, out);
	} else if (column->kind == COLUMN_RANGE) {
		bytes_add_text(out, _("certain"));
	} else if (column->kind == COLUMN_WITHIN && isnan(estimate->within_18)) {
		bytes_add_text(out, "—");
	} else if (column->kind == COLUMN_WITHIN) {
		format_probability_whole(out, estimate->within_18);
	}
}

/* A rough estimate is dim until it is final. */
static void draw_estimate(struct sheet *sheet, const struct pane *pane, int end, int y,
                          const struct option_column *column, size_t option)
{
	const struct option_estimate *estimate = sheet_estimate(sheet, option);
	struct bytes text = {0};
	if (estimate == NULL)
		return;
	bool uncertain = estimate_is_uncertain(sheet->estimate),
	     rough = estimate_stage(sheet->estimate) == ESTIMATE_ROUGH;
	print_estimate(column, estimate, uncertain, &text);
	bool bad = column->kind == COLUMN_WITHIN && estimate->within_18 < 0.5;
	struct look look = look_of(rough && column->kind != COLUMN_FROM ? ROLE_DIM : bad ? ROLE_BAD : ROLE_TEXT);
	pane_text_right(pane, end, y, column->width - 1, look, bytes_text(&text));
	bytes_release(&text);
}

/* "8.1 mo" */
static void print_months(struct bytes *out, enum figure figure, const struct option_figures *figures,
                         struct money_unit unit, const struct notation *notation)
{
	struct bytes months = {0};
	format_figure_cell(&months, figure, figures, unit, notation);
	bytes_add_format(out, _("%s mo"), bytes_text(&months));
	bytes_release(&months);
}

static void draw_figure(const struct session *session, const struct pane *pane, int end, int y,
                        const struct option_column *column, const struct option_figures *figures,
                        struct money_unit unit, bool best)
{
	const struct plan *plan = open_plan_shown(&session_sheet(session)->plan);
	struct notation notation = view_notation(session, plan);
	const struct figure_value *value = &figures->figure[column->figure];
	bool has_value = status_has_value(value->status);
	struct bytes text = {0};
	if (is_months(column->figure) && has_value && value->status != STATUS_SELF_FUNDING)
		print_months(&text, column->figure, figures, unit, &notation);
	else
		format_figure_cell(&text, column->figure, figures, unit, &notation);
	bool bad = value->status == STATUS_NOT_WITHIN_HORIZON ||
		   (has_value && column->figure == FIGURE_NPV && value->value < 0);
	struct look look = bad          ? look_of(ROLE_BAD)
	                   : !has_value ? look_of(ROLE_DIM)
	                   : best       ? look_bold(ROLE_GOOD)
	                                : look_of(ROLE_TEXT);
	pane_text_right(pane, end, y, column->width - 1, look, bytes_text(&text));
	bytes_release(&text);
}

/* The best option by a figure; SIZE_MAX: none. */
static size_t best_in(const struct evaluation *evaluation, enum figure figure)
{
	enum { MOST = 64 };
	const struct option_figures *options[MOST];
	size_t count = evaluation->option_count < MOST ? evaluation->option_count : MOST;
	for (size_t i = 0; i < count; i++)
		options[i] = &evaluation->option[i];
	size_t best = figure_best(figure, options, count);
	return best < count ? best : SIZE_MAX;
}

static enum part focus_of(const struct session *session)
{
	const struct overview *overview = view_state(session, VIEW_OVERVIEW);
	return overview->focus;
}

static void set_focus(struct session *session, enum part part)
{
	struct overview *overview = view_state(session, VIEW_OVERVIEW);
	overview->focus = part;
}

static void draw_option(struct session *session, const struct pane *pane, int y, size_t option,
                        const struct layout *layout)
{
	struct sheet *sheet = session_sheet(session);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	struct money_unit unit = money_unit_of(evaluation->option, evaluation->option_count);
	int x = pane->width - layout->width;
	bool chosen = option == sheet->option;
	pane_put(pane, 0, y, look_bold(ROLE_ACCENT), chosen ? 0x25b8 : ' ');
	if (option == evaluation->best && evaluation->option_count > 1)
		pane_put(pane, 1, y, look_bold(ROLE_GOOD), 0x2605);
	chart_sample(pane, 2, y, 2, session->marks, option, chosen);
	struct look look = chosen ? look_bold(ROLE_TEXT) : look_of(ROLE_TEXT);
	pane_text_fit(pane, LABEL_START, y, x - LABEL_START - 1, look, sheet_option_label(sheet, option));
	for (int i = 0; i < layout->count; i++) {
		const struct option_column *column = layout->column[i];
		x += column->width;
		if (column->kind == COLUMN_FIGURE)
			draw_figure(session, pane, x, y, column, &evaluation->option[option], unit,
			            best_in(evaluation, column->figure) == option);
		else
			draw_estimate(sheet, pane, x, y, column, option);
	}
	if (chosen && focus_of(session) == PART_OPTIONS)
		pane_mark(pane, 0, y, pane->width, ATTRIBUTE_REVERSE);
	view_target(session, pane, 0, y, pane->width, PART_OPTIONS, option);
}

/* Draws the options' table: a line of heads, then as many options as fit, including the chosen one. */
static void draw_options(struct session *session, const struct pane *pane)
{
	const struct sheet *sheet = session_sheet(session);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	struct layout layout = layout_of(sheet, pane->width);
	size_t lines = (size_t)(pane->height - 1), first = 0;
	int x = pane->width - layout.width, label_end = x;
	for (int i = 0; i < layout.count; i++) {
		x += layout.column[i]->width;
		pane_text_right(pane, x, 0, layout.column[i]->width - 1, look_of(ROLE_DIM), _(layout.column[i]->label));
	}
	if (sheet->option >= lines)
		first = sheet->option - lines + 1;
	for (size_t i = 0; i < lines && first + i < evaluation->option_count; i++)
		draw_option(session, pane, (int)i + 1, first + i, &layout);
	if (evaluation->option_count > lines) {
		struct bytes text = {0};
		bytes_add_format(&text, _("%1$zu of %2$zu"), lines, evaluation->option_count);
		pane_text_fit(pane, LABEL_START, 0, label_end - LABEL_START - 1, look_of(ROLE_DIM), bytes_text(&text));
		bytes_release(&text);
	}
}

/* Draws the first warning of the checks, in one line, and how many more there are. */
static void draw_warning(const struct session *session, const struct pane *pane)
{
	const struct diags *warnings = open_plan_warnings(&session_sheet(session)->plan);
	struct bytes first = {0}, text = {0};
	if (warnings->count == 0)
		return;
	size_t more = warnings->count - 1;
	if (warnings->at[0].key != NULL)
		bytes_add_format(&first, "%s: ", warnings->at[0].key);
	bytes_add_text(&first, warnings->at[0].message);
	bytes_add_text(&text, "! ");
	if (more > 0)
		bytes_add_format(&text, ngettext("%1$s (and %2$zu more)", "%1$s (and %2$zu more)", more),
				 bytes_text(&first), more);
	else
		bytes_add_text(&text, bytes_text(&first));
	pane_blank(pane, 0, 0, pane->width, 1);
	pane_text_fit(pane, 1, 0, pane->width - 2, look_of(ROLE_BAD), bytes_text(&text));
	bytes_release(&first);
	bytes_release(&text);
}

enum { OPTIONS_MOST = 8, INPUTS_LEAST_HEIGHT = 4, CHART_LEAST_WIDTH = 76, INPUTS_SHARE = 53 /* % of the width */ };

static void draw(struct session *session, const struct pane *pane)
{
	const struct evaluation *evaluation = open_plan_figures(&session_sheet(session)->plan);
	int most =
		pane->height - INPUTS_LEAST_HEIGHT - 2 > 3 ? pane->height - INPUTS_LEAST_HEIGHT - 2 : pane->height - 1;
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
	bool warned = open_plan_warnings(&session_sheet(session)->plan)->count > 0 && body.height > 8 &&
		      session->mode != MODE_EDIT;
	struct pane inputs = pane_part(&body, 0, 0, left, body.height - warned);
	inputs_list_draw(session, &inputs, focus_of(session) == PART_INPUTS, PART_INPUTS);
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
	curves_draw(session, &right, sheet, sheet->option);
}

static void opened(struct session *session)
{
	set_focus(session, PART_INPUTS);
}

static enum context context_now(const struct session *session)
{
	return focus_of(session) == PART_OPTIONS ? CONTEXT_OPTIONS : CONTEXT_INPUTS;
}

static void move(struct session *session, int rows)
{
	if (focus_of(session) == PART_OPTIONS)
		view_next_option(session, rows);
	else
		inputs_list_move(session, rows);
}

static void sideways(struct session *session, int by)
{
	if (focus_of(session) == PART_OPTIONS)
		view_next_option(session, by);
	else
		inputs_list_sideways(session, by);
}

static void enter(struct session *session)
{
	if (focus_of(session) == PART_OPTIONS)
		set_focus(session, PART_INPUTS);
	else
		inputs_list_enter(session);
}

static void back(struct session *session)
{
	if (focus_of(session) == PART_OPTIONS)
		set_focus(session, PART_INPUTS);
	else if (session->count > 1)
		session_show(session, VIEW_MATRIX);
}

static void next_pane(struct session *session)
{
	set_focus(session, focus_of(session) == PART_INPUTS ? PART_OPTIONS : PART_INPUTS);
}

static uint32_t click(struct session *session, int part, size_t index)
{
	set_focus(session, (enum part)part);
	if (part == PART_INPUTS)
		return inputs_list_click(session, index);
	session_set_option(session, index);
	return PRESS_NONE;
}

static void status(const struct session *session, struct bytes *out)
{
	if (focus_of(session) == PART_INPUTS)
		inputs_list_status(session, out);
}

const struct view view_overview = {
	.label = N_("Overview"),
	.tab = VIEW_OVERVIEW,
	.go = VIEW_GO(VIEW_OVERVIEW, "overview", '1', N_("shows the Overview: options, inputs, the chart")),
	.state_size = sizeof(struct overview),
	.open = opened,
	.draw = draw,
	.context_now = context_now,
	.move = move,
	.sideways = sideways,
	.enter = enter,
	.back = back,
	.next_pane = next_pane,
	.click = click,
	.status = status,
};
