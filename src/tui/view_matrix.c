/* All open plans side by side: a row per option, a column per plan, with the payback and the NPV in each cell. */
#include <stdlib.h>
#include <string.h>

#include "answer/title.h"
#include "base/intl.h"
#include "tui/curves.h"
#include "tui/matrix.h"
#include "tui/session.h"

enum {
	LABEL = 18,
	COLUMN_LEAST = 14,
	COLUMN_MOST = 24,
	BOTH_LEAST = 22, /* payback and NPV in one line */
	LINES = 3,       /* payback, NPV, a blank */
	CHART_LEAST_HEIGHT = 5
};

/* The width of the columns, and how many are shown. */
static int column_width(const struct session *session, int width, size_t *shown)
{
	int room = width - LABEL, fit = room / COLUMN_LEAST < 1 ? 1 : room / COLUMN_LEAST;
	*shown = session->count < (size_t)fit ? session->count : (size_t)fit;
	int each = *shown > 0 ? room / (int)*shown : room;
	return each > COLUMN_MOST ? COLUMN_MOST : each < 1 ? 1 : each;
}

static const char *option_label(const struct plan *plan, size_t option)
{
	const struct plan_option *of = plan_option(plan, option);
	return section_label(&of->section, &of->label);
}

/* The titles that tell the plans apart. NULL when out of memory. */
static struct title *find_titles(const struct session *session)
{
	struct title *titles = calloc(session->count, sizeof *titles);
	for (size_t i = 0; titles != NULL && i < session->count; i++) {
		const struct open_plan *plan = &session->sheet[i]->plan;
		bool standard = strcmp(plan->path, "-") == 0;
		titles[i] = (struct title){.name = setting_text(&open_plan_shown(plan)->head.name),
		                           .path = standard ? open_plan_name(plan) : plan->path};
	}
	if (titles != NULL && titles_find(titles, session->count) != 0) {
		free(titles);
		titles = NULL;
	}
	return titles;
}

/* The label of a row's option: the current plan's, else that of the first plan that has it. */
static const char *row_label(const struct session *session, const struct option_rows *rows, size_t row)
{
	size_t from = session->current;
	if (option_rows_at(rows, row, from) == OPTION_ABSENT)
		for (from = 0; option_rows_at(rows, row, from) == OPTION_ABSENT;)
			from++;
	return option_label(open_plan_shown(&session->sheet[from]->plan), option_rows_at(rows, row, from));
}

/* A cell of the table: where it is, and what it shows. */
struct cell {
	int x, y, width, lines;
	size_t column, row;
	size_t option; /* of the column's plan; OPTION_ABSENT: it has none for this row */
};

/* "8.3 months", or "8.3 mo" if the NPV is on the same line. */
static void print_payback(const struct option_figures *figures, bool both, const struct notation *notation,
                          struct bytes *out)
{
	struct bytes months = {0};
	format_figure_cell(&months, FIGURE_PAYBACK, figures, (struct money_unit){1, 0}, notation);
	if (figures->figure[FIGURE_PAYBACK].status != STATUS_REACHED)
		bytes_add(out, months.at, months.size);
	else
		bytes_add_format(out, both ? _("%s mo") : _("%s months"), bytes_text(&months));
	bytes_release(&months);
}

static void draw_figures(const struct session *session, const struct pane *pane, const struct cell *cell)
{
	const struct open_plan *plan = &session->sheet[cell->column]->plan;
	const struct evaluation *evaluation = open_plan_figures(plan);
	const struct option_figures *figures = &evaluation->option[cell->option];
	struct notation notation = view_notation(session, open_plan_shown(plan));
	bool best = evaluation->best == cell->option && evaluation->option_count > 1;
	bool late = figures->figure[FIGURE_PAYBACK].status == STATUS_NOT_WITHIN_HORIZON;
	bool both = cell->lines == 1 && cell->width >= BOTH_LEAST;
	struct bytes when = {0}, worth = {0};
	print_payback(figures, both, &notation, &when);
	format_figure(&worth, FIGURE_NPV, figures, &notation);
	struct look first = late ? look_of(ROLE_BAD) : look_bold(best ? ROLE_GOOD : ROLE_TEXT);
	struct look second = look_of(figures->figure[FIGURE_NPV].value < 0 ? ROLE_BAD : ROLE_TEXT);
	int end = cell->x + cell->width - 1;
	if (both)
		pane_text_right(pane, end, cell->y, cell->width / 2, second, bytes_text(&worth));
	else if (cell->lines > 1)
		pane_text_right(pane, end, cell->y + 1, cell->width - 1, second, bytes_text(&worth));
	end -= both ? cell->width / 2 : 0;
	pane_text_right(pane, end, cell->y, end - cell->x - 2, first, bytes_text(&when));
	if (best)
		pane_put(pane, cell->x + 1, cell->y, look_bold(ROLE_GOOD), 0x2605);
	bytes_release(&when);
	bytes_release(&worth);
}

static void draw_cell(struct session *session, const struct pane *pane, const struct cell *cell)
{
	const struct matrix *matrix = view_state(session, VIEW_MATRIX);
	bool chosen = cell->column == session->current && cell->row == matrix->row;
	if (cell->option >= open_plan_figures(&session->sheet[cell->column]->plan)->option_count)
		return; /* the plan has no such option */
	draw_figures(session, pane, cell);
	for (int line = 0; line < (cell->lines > 1 ? 2 : 1); line++) {
		if (chosen)
			pane_mark(pane, cell->x, cell->y + line, cell->width, ATTRIBUTE_REVERSE);
		view_target(session, pane, cell->x, cell->y + line, cell->width, 0,
			    cell->row * session->count + cell->column);
	}
}

/* Draws a text right-aligned over `lines` lines. */
static void draw_lines(const struct pane *pane, int end, int width, int lines, struct look look, const char *text)
{
	struct cells scratch;
	struct bytes broken = {0};
	if (cells_init(&scratch, width, lines) != 0)
		return;
	struct pane box = pane_all(&scratch);
	int taken = pane_text_wrap(&box, 0, 0, width, lines, look, text);
	cells_print(&scratch, &broken);
	char *line = broken.failed ? NULL : broken.at;
	for (int i = 0; line != NULL && i < taken; i++) {
		char *next = strchr(line, '\n');
		*next = '\0';
		pane_text_right(pane, end, lines - taken + i, width, look, line);
		line = next + 1;
	}
	bytes_release(&broken);
	cells_release(&scratch);
}

/* Draws the file's name, to tell plans with the same name apart. */
static void draw_file(const struct pane *pane, int end, int width, int y, struct look look, const struct title *title,
                      bool changed)
{
	const char *file = title_file(title), *mark = changed ? " [+]" : "";
	int room = width - (int)strlen(mark), columns = cells_columns(file);
	int x = end - (int)strlen(mark) - (columns < room ? columns : room);
	x = pane_text_tail(pane, x, y, room, look, file);
	pane_text(pane, x, y, look, mark);
}

/* Draws a plan's title right-aligned over `lines` lines, with the mark of changes behind it. */
static void draw_title(const struct pane *pane, int end, int width, int lines, struct look look,
                       const struct title *title, bool changed)
{
	struct bytes text = {0};
	title_print(title, &text);
	bytes_add_text(&text, changed ? " [+]" : "");
	bool fits = cells_columns(bytes_text(&text)) <= width;
	if (title->is_shared && !fits) {
		draw_file(pane, end, width, lines - 1, look, title, changed);
		draw_lines(pane, end, width, lines - 1, look, title->name);
	} else if (lines == 1) {
		pane_text_right(pane, end, 0, width, look, bytes_text(&text));
	} else {
		draw_lines(pane, end, width, lines, look, bytes_text(&text));
	}
	bytes_release(&text);
}

static void draw_heads(const struct session *session, const struct pane *pane, const struct title *titles, size_t first,
                       size_t shown, int width, int lines)
{
	for (size_t i = 0; i < shown; i++) {
		struct look look = first + i == session->current ? look_bold(ROLE_ACCENT) : look_bold(ROLE_TITLE);
		draw_title(pane, LABEL + ((int)i + 1) * width - 1, width - 2, lines, look, &titles[first + i],
		           open_plan_is_changed(&session->sheet[first + i]->plan));
	}
	struct bytes text = {0};
	if (shown < session->count)
		bytes_add_format(&text, _("%1$zu of %2$zu"), shown, session->count);
	pane_text_fit(pane, 1, 0, LABEL - 2, look_of(ROLE_DIM), bytes_text(&text));
	bytes_release(&text);
}

static bool titles_wrap(const struct title *titles, size_t count, int width)
{
	bool wrap = false;
	for (size_t i = 0; i < count && !wrap; i++) {
		struct bytes text = {0};
		title_print(&titles[i], &text);
		wrap = cells_columns(bytes_text(&text)) + 4 > width; /* with the mark of changes */
		bytes_release(&text);
	}
	return wrap;
}

/* Below the table, if there is room, draws the curves of the plan at the cursor. */
static void draw_chosen(const struct session *session, const struct pane *pane, const struct title *titles, int y)
{
	struct bytes title = {0};
	const struct sheet *sheet = session_sheet(session);
	size_t option = matrix_option(session);
	struct pane rest = pane_part(pane, 0, y + 1, pane->width, pane->height - y - 1);
	if (rest.height < CHART_LEAST_HEIGHT)
		return;
	pane_line(pane, 0, y, pane->width, look_of(ROLE_DIM), 0x2500);
	title_print(&titles[session->current], &title);
	pane_text_fit(pane, 2, y, pane->width - 4, look_bold(ROLE_TITLE), bytes_text(&title));
	bytes_release(&title);
	curves_draw(session, &rest, sheet, option == OPTION_ABSENT ? sheet->option : option);
}

/* Keeps the cursor on an existing row, and its column visible. */
static void hold_cursor(const struct session *session, struct matrix *matrix, size_t rows, size_t shown)
{
	if (session->current < matrix->first_column)
		matrix->first_column = session->current;
	if (session->current >= matrix->first_column + shown)
		matrix->first_column = session->current + 1 - shown;
	if (matrix->first_column + shown > session->count) /* the screen has become wider */
		matrix->first_column = session->count - shown;
	if (matrix->row >= rows)
		matrix->row = rows - 1;
}

static void draw_row(struct session *session, const struct pane *pane, int y, int width, int lines,
                     const struct option_rows *rows, size_t row, size_t shown)
{
	const struct matrix *matrix = view_state(session, VIEW_MATRIX);
	struct look look = row == matrix->row ? look_bold(ROLE_TEXT) : look_of(ROLE_TEXT);
	pane_text_fit(pane, 1, y, LABEL - 2, look, row_label(session, rows, row));
	for (size_t i = 0; i < shown; i++) {
		size_t column = matrix->first_column + i;
		size_t option = option_rows_at(rows, row, column);
		draw_cell(session, pane, &(struct cell){LABEL + (int)i * width, y, width, lines, column, row, option});
	}
}

static void draw(struct session *session, const struct pane *pane)
{
	struct title *titles = find_titles(session);
	if (titles == NULL)
		return;
	struct matrix *matrix = view_state(session, VIEW_MATRIX);
	struct option_rows rows = matrix_rows(session);
	size_t shown, count = rows.count;
	int width = column_width(session, pane->width, &shown);
	int room = pane->height - 3;
	int lines = room >= (int)count * LINES ? LINES : room >= (int)count * 2 ? 2 : 1;
	int head = lines > 1 && titles_wrap(titles, session->count, width - 2) ? 3 : 2;
	size_t visible = pane->height > head ? (size_t)((pane->height - head) / lines) : 0;
	visible = visible < 1 ? 1 : visible;
	if (count > 0) {
		hold_cursor(session, matrix, count, shown);
		size_t first = matrix->row >= visible ? matrix->row - visible + 1 : 0;
		draw_heads(session, pane, titles, matrix->first_column, shown, width, head - 1);
		pane_line(pane, 0, head - 1, pane->width, look_of(ROLE_DIM), 0x2500);
		for (size_t row = first; row < count && row < first + visible; row++)
			draw_row(session, pane, head + (int)(row - first) * lines, width, lines, &rows, row, shown);
		if (lines > 1)
			pane_text_fit(pane, 1, head + 1, LABEL - 2, look_of(ROLE_DIM), _("payback, NPV"));
		draw_chosen(session, pane, titles, head + (int)(count < visible ? count : visible) * lines);
	}
	session->page = (int)visible;
	option_rows_release(&rows);
	free(titles);
}

/* Moves the cursor to the row of the current plan's option. */
static void opened(struct session *session)
{
	struct matrix *matrix = view_state(session, VIEW_MATRIX);
	struct option_rows rows = matrix_rows(session);
	matrix->row = option_rows_find(&rows, session->current, session_sheet(session)->option);
	option_rows_release(&rows);
}

static void move(struct session *session, int by)
{
	struct matrix *matrix = view_state(session, VIEW_MATRIX);
	struct option_rows rows = matrix_rows(session);
	matrix->row = view_moved(matrix->row, by, rows.count);
	option_rows_release(&rows);
}

static void sideways(struct session *session, int columns)
{
	session->current = view_moved(session->current, columns, session->count);
}

static void enter(struct session *session)
{
	size_t option = matrix_option(session);
	session_show(session, VIEW_OVERVIEW);
	if (option != OPTION_ABSENT)
		session_set_option(session, option);
}

static void stay(struct session *session)
{
	(void)session;
}

/* Moves the cursor to a cell; a click on the cursor's cell opens the plan. */
static uint32_t click(struct session *session, int part, size_t index)
{
	struct matrix *matrix = view_state(session, VIEW_MATRIX);
	size_t column = index % session->count, row = index / session->count;
	(void)part;
	if (column == session->current && row == matrix->row)
		return PRESS_ENTER;
	session->current = column;
	matrix->row = row;
	return PRESS_NONE;
}

const struct view view_matrix = {
	.tab = VIEW_OVERVIEW,
	.all_plans = true,
	.context = CONTEXT_MATRIX,
	.state_size = sizeof(struct matrix),
	.open = opened,
	.draw = draw,
	.move = move,
	.sideways = sideways,
	.enter = enter,
	.back = stay,
	.click = click,
};
