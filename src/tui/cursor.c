/* Moving about. */
#include "tui/cursor.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "tui/edit.h"
#include "tui/matrix.h"
#include "tui/session.h"

static size_t moved(size_t at, int by, size_t count)
{
	if (count == 0)
		return 0;
	long to = (long)at + by;
	return to < 0 ? 0 : (size_t)to >= count ? count - 1 : (size_t)to;
}

static size_t matrix_row_count(const struct session *session)
{
	struct option_rows rows = matrix_rows(session);
	size_t count = rows.count;
	option_rows_release(&rows);
	return count;
}

static void set_option(struct sheet *sheet, size_t option)
{
	if (option == sheet->option)
		return;
	sheet->option = option;
	sheet->stale = true;
	sheet_refresh(sheet);
}

static void move_by(struct session *session, int rows)
{
	struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	switch (action_context(session)) {
	case CONTEXT_MATRIX: session->matrix_row = moved(session->matrix_row, rows, matrix_row_count(session)); break;
	case CONTEXT_OPTIONS: set_option(sheet, moved(sheet->option, rows, plan->options.count)); break;
	case CONTEXT_INPUTS: sheet_go(sheet, moved(sheet_row_index(sheet), rows, sheet->outline.count)); break;
	case CONTEXT_CASH: {
		int last = sheet_figures(sheet)->horizon - session->page;
		sheet->first_month += rows;
		sheet->first_month = sheet->first_month > last ? last : sheet->first_month;
		sheet->first_month = sheet->first_month < 0 ? 0 : sheet->first_month;
		break;
	}
	case CONTEXT_HELP: session->help_first = session->help_first + rows < 0 ? 0 : session->help_first + rows; break;
	default: break;
	}
}

void cursor_move(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	move_by(session, action->value);
}

void cursor_page(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	move_by(session, action->value * (session->page > 1 ? session->page - 1 : 1));
}

void cursor_end(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	move_by(session, action->value * 100000);
}

/* The row that a row stands under: the nearest above with less depth. */
static size_t row_above(const struct sheet *sheet, size_t row)
{
	size_t at = row;
	while (at > 0 && sheet->outline.row[at].depth >= sheet->outline.row[row].depth)
		at--;
	return at;
}

static void fold_sideways(struct sheet *sheet, int direction)
{
	const struct outline_row *row = sheet_row(sheet);
	if (row == NULL)
		return;
	if (row->kind != OUTLINE_INPUT && row->open == (direction < 0))
		sheet_fold(sheet, row);
	else if (direction < 0)
		sheet_go(sheet, row_above(sheet, sheet_row_index(sheet)));
	else if (row->kind != OUTLINE_INPUT)
		sheet_go(sheet, sheet_row_index(sheet) + 1);
}

void cursor_sideways(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	(void)text;
	switch (action_context(session)) {
	case CONTEXT_MATRIX: session->current = moved(session->current, action->value, session->count); break;
	case CONTEXT_INPUTS: fold_sideways(sheet, action->value); break;
	case CONTEXT_OPTIONS:
	case CONTEXT_CASH: cursor_option(session, action, ""); break;
	default: break;
	}
}

void cursor_pane(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	session->focus = session->focus == FOCUS_INPUTS ? FOCUS_OPTIONS : FOCUS_INPUTS;
}

void cursor_option(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	if (*text == '\0') {
		set_option(sheet, moved(sheet->option, action->value, plan->options.count));
		return;
	}
	int option = plan_option_index(plan, text);
	if (option >= 0)
		set_option(sheet, (size_t)option);
	else
		session_complain(session, _("there is no option '%s'"), text);
}

void cursor_profile(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	session->current = (session->current + session->count + (size_t)(action->value + (int)session->count)) % session->count;
}

void cursor_view(struct session *session, const struct action *action, const char *text)
{
	(void)text;
	session->view = (enum view_id)action->value;
	if (session->view == VIEW_OVERVIEW)
		return;
	session->matrix = false;
	session->focus = FOCUS_INPUTS;
}

void cursor_enter(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	(void)action;
	(void)text;
	if (action_context(session) == CONTEXT_MATRIX) {
		size_t option = matrix_option(session);
		session->matrix = false;
		session->focus = FOCUS_INPUTS;
		if (option != OPTION_ABSENT)
			set_option(sheet, option);
		return;
	}
	const struct outline_row *row = sheet_row(sheet);
	if (action_context(session) == CONTEXT_OPTIONS)
		session->focus = FOCUS_INPUTS;
	else if (row != NULL && row->kind == OUTLINE_INPUT)
		edit_begin(session);
	else if (row != NULL)
		sheet_fold(sheet, row);
}

void cursor_back(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	if (session->mode != MODE_BROWSE) {
		session_browse(session);
	} else if (session->view != VIEW_OVERVIEW) {
		session->view = VIEW_OVERVIEW;
	} else if (session->focus == FOCUS_OPTIONS) {
		session->focus = FOCUS_INPUTS;
	} else if (session->count > 1 && !session->matrix) {
		session->matrix = true;
		matrix_go(session);
	}
}

/* The inputs are shown, wherever one was. */
static void show_inputs(struct session *session)
{
	session->matrix = false;
	session->focus = FOCUS_INPUTS;
	if (session->view != VIEW_INPUTS)
		session->view = VIEW_OVERVIEW;
}

void cursor_go(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	struct outline all;
	(void)action;
	if (outline_new(sheet->plan.now.plan, &sheet->folds, true, &all) < 0)
		return;
	struct nearest nearest = nearest_to(text);
	const char *found = NULL;
	for (size_t i = 0; i < all.count; i++) {
		if (strcmp(all.row[i].name, text) == 0)
			found = all.row[i].name;
		nearest_offer(&nearest, all.row[i].name);
	}
	if (found != NULL) {
		show_inputs(session);
		sheet_go_to(sheet, found);
	} else if (nearest.best != NULL) {
		session_complain(session, _("there is no input '%s'; did you mean '%s'?"), text, nearest.best);
	} else {
		session_complain(session, _("there is no input '%s'"), text);
	}
	outline_release(&all);
}

void cursor_fold_all(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	(void)text;
	/* Opening can bring rows that are closed themselves; "… more" stays as it is. */
	for (int pass = 0; pass < 3; pass++) {
		struct outline *outline = &sheet->outline;
		for (size_t i = 0; i < outline->count; i++) {
			const struct outline_row *row = &outline->row[i];
			bool folds = row->kind == OUTLINE_TOPIC || (row->kind == OUTLINE_SECTION && action->value != 0);
			if (folds && row->open != (action->value != 0) && folds_toggle(&sheet->folds, row->name) < 0)
				return;
		}
		sheet->stale = true;
		if (sheet_refresh(sheet) < 0)
			return;
	}
}

/* --- search --- */

static bool contains(const char *text, const char *wanted)
{
	size_t size = strlen(wanted);
	for (; *text != '\0'; text++) {
		size_t i = 0;
		while (i < size && text[i] != '\0' && (text[i] | 0x20) == (wanted[i] | 0x20))
			i++;
		if (i == size)
			return true;
	}
	return false;
}

static bool row_matches(const struct outline_row *row, const char *wanted)
{
	struct bytes label = {0};
	outline_print_label(row, &label);
	bool matches = row->kind != OUTLINE_MORE && (contains(bytes_text(&label), wanted) || contains(row->name, wanted));
	bytes_release(&label);
	return matches;
}

/* Goes to the next row that matches, from a row on (that one included when `here`). false: none does. */
static bool search_from(struct session *session, const char *wanted, const char *from, int direction, bool here)
{
	struct sheet *sheet = session_sheet(session);
	struct outline all;
	bool found = false;
	if (*wanted == '\0' || outline_new(sheet->plan.now.plan, &sheet->folds, true, &all) < 0)
		return false;
	size_t start = outline_find(&all, from);
	start = start < all.count ? start : 0;
	for (size_t i = here ? 0 : 1; i <= all.count && !found; i++) {
		size_t at = (start + (direction > 0 ? i : all.count - i % all.count)) % all.count;
		found = row_matches(&all.row[at], wanted);
		if (found)
			sheet_go_to(sheet, all.row[at].name);
	}
	outline_release(&all);
	return found;
}

static void search_typed(struct session *session)
{
	const char *from = session->search_from == NULL ? "" : session->search_from;
	if (!search_from(session, editor_text(&session->editor), from, 1, true))
		sheet_go_to(session_sheet(session), from);
}

static void search_done(struct session *session, const char *text)
{
	if (*text == '\0')
		return;
	free(session->search);
	session->search = strdup(text);
	if (!search_from(session, text, session->search_from == NULL ? "" : session->search_from, 1, true))
		session_complain(session, _("'%s' is in no input's name"), text);
}

static void search_dropped(struct session *session)
{
	if (session->search_from != NULL)
		sheet_go_to(session_sheet(session), session->search_from);
}

void cursor_search(struct session *session, const struct action *action, const char *text)
{
	static const struct prompt prompt = {
		.label = "/", .typed = search_typed, .done = search_done, .dropped = search_dropped};
	const char *row = session_sheet(session)->cursor;
	(void)action;
	show_inputs(session);
	free(session->search_from);
	session->search_from = row == NULL ? NULL : strdup(row);
	if (*text != '\0')
		search_done(session, text);
	else
		session_prompt(session, &prompt, "");
}

void cursor_search_next(struct session *session, const struct action *action, const char *text)
{
	const char *row = session_sheet(session)->cursor;
	(void)text;
	if (session->search == NULL)
		session_complain(session, _("nothing was searched for yet: / searches"));
	else if (show_inputs(session), !search_from(session, session->search, row == NULL ? "" : row, action->value, false))
		session_complain(session, _("'%s' is in no input's name"), session->search);
}

/* --- the mouse --- */

static void click(struct session *session, const struct target *target)
{
	static const struct action enter = {0};
	struct sheet *sheet = session_sheet(session);
	switch (target->kind) {
	case TARGET_VIEW: {
		const struct action to = {.value = (int)target->index};
		cursor_view(session, &to, "");
		break;
	}
	case TARGET_OPTION:
		session->focus = FOCUS_OPTIONS;
		set_option(sheet, target->index);
		break;
	case TARGET_ROW:
		session->focus = FOCUS_INPUTS;
		if (target->index == sheet_row_index(sheet) && target->index < sheet->outline.count)
			cursor_enter(session, &enter, "");
		else
			sheet_go(sheet, target->index);
		break;
	case TARGET_MATRIX: {
		size_t column = target->index % session->count, row = target->index / session->count;
		bool again = column == session->current && row == session->matrix_row;
		session->current = column;
		session->matrix_row = row;
		if (again)
			cursor_enter(session, &enter, "");
		break;
	}
	case TARGET_KEY: {
		struct event event = {.kind = EVENT_KEY, .key = (uint32_t)target->index};
		session_event(session, &event);
		break;
	}
	}
}

void cursor_mouse(struct session *session, const struct event *event)
{
	if (event->button != MOUSE_LEFT) {
		if (session->mode == MODE_BROWSE || session->mode == MODE_HELP)
			move_by(session, event->button == MOUSE_WHEEL_UP ? -3 : 3);
		return;
	}
	for (size_t i = session->target_count; i-- > 0;) {
		struct target target = session->target[i];
		bool hit = event->y == target.y && event->x >= target.x && event->x < target.x + target.width;
		if (hit && (session->mode == MODE_BROWSE || target.kind == TARGET_KEY)) {
			click(session, &target);
			return;
		}
	}
}
