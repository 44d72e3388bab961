/* Moves the cursor, and searches. How a view responds is in its record. */
#include "tui/cursor.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "tui/session.h"

enum { TO_THE_END = 100000, WHEEL_ROWS = 3 };

static void move_by(struct session *session, int rows)
{
	const struct view *view = session_view(session);
	if (view->move != NULL)
		view->move(session, rows);
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
	move_by(session, action->value * TO_THE_END);
}

void cursor_sideways(struct session *session, const struct action *action, const char *text)
{
	const struct view *view = session_view(session);
	(void)text;
	if (view->sideways != NULL)
		view->sideways(session, action->value);
}

void cursor_pane(struct session *session, const struct action *action, const char *text)
{
	const struct view *view = session_view(session);
	(void)action;
	(void)text;
	if (view->next_pane != NULL)
		view->next_pane(session);
}

void cursor_option(struct session *session, const struct action *action, const char *text)
{
	if (*text == '\0') {
		view_next_option(session, action->value);
		return;
	}
	int option = plan_option_index(open_plan_shown(&session_sheet(session)->plan), text);
	if (option >= 0)
		session_set_option(session, (size_t)option);
	else
		session_complain(session, _("there is no option '%s'"), text);
}

void cursor_profile(struct session *session, const struct action *action, const char *text)
{
	size_t step = action->value < 0 ? session->count - 1 : 1;
	(void)text;
	session->current = (session->current + step) % session->count;
}

void cursor_enter(struct session *session, const struct action *action, const char *text)
{
	const struct view *view = session_view(session);
	(void)action;
	(void)text;
	if (view->enter != NULL)
		view->enter(session);
}

void cursor_back(struct session *session, const struct action *action, const char *text)
{
	const struct view *view = session_view(session);
	(void)action;
	(void)text;
	if (view->back != NULL)
		view->back(session);
	else
		session_show(session, VIEW_OVERVIEW);
}

/* Shows the inputs, and gives them the focus. */
static void show_inputs(struct session *session)
{
	if (action_context(session) != CONTEXT_INPUTS)
		session_show(session, VIEW_OVERVIEW);
	if (action_context(session) != CONTEXT_INPUTS)
		session_view(session)->next_pane(session);
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
		session_complain(session, _("there is no input '%1$s'; did you mean '%2$s'?"), text, nearest.best);
	} else {
		session_complain(session, _("there is no input '%s'"), text);
	}
	outline_release(&all);
}

void cursor_fold_all(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	(void)text;
	/* Opening a row can reveal other closed ones. A row "… more" stays as it is. */
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
		while (i < size && text[i] != '\0' && ascii_lower(text[i]) == ascii_lower(wanted[i]))
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
	bool matches =
		row->kind != OUTLINE_MORE && (contains(bytes_text(&label), wanted) || contains(row->name, wanted));
	bytes_release(&label);
	return matches;
}

/* Goes to the next row that matches, starting at a row (`here`) or next to it. false: none does. */
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
	const char *from = session->search.from == NULL ? "" : session->search.from;
	if (!search_from(session, editor_text(&session->editor), from, 1, true))
		sheet_go_to(session_sheet(session), from);
}

static void search_done(struct session *session, const char *text)
{
	if (*text == '\0')
		return;
	free(session->search.text);
	session->search.text = strdup(text);
	if (!search_from(session, text, session->search.from == NULL ? "" : session->search.from, 1, true))
		session_complain(session, _("no input's name contains '%s'"), text);
}

static void search_dropped(struct session *session)
{
	if (session->search.from != NULL)
		sheet_go_to(session_sheet(session), session->search.from);
}

void cursor_search(struct session *session, const struct action *action, const char *text)
{
	static const struct prompt prompt = {
		.label = "/", .typed = search_typed, .done = search_done, .dropped = search_dropped};
	const char *row = session_sheet(session)->cursor;
	(void)action;
	show_inputs(session);
	free(session->search.from);
	session->search.from = row == NULL ? NULL : strdup(row);
	if (*text != '\0')
		search_done(session, text);
	else
		session_prompt(session, &prompt, "");
}

void cursor_search_next(struct session *session, const struct action *action, const char *text)
{
	const char *row = session_sheet(session)->cursor;
	(void)text;
	if (session->search.text == NULL)
		session_complain(session, _("there is no search yet; / begins one"));
	else if (show_inputs(session),
	         !search_from(session, session->search.text, row == NULL ? "" : row, action->value, false))
		session_complain(session, _("no input's name contains '%s'"), session->search.text);
}

/* --- the mouse --- */

/* The target under the pointer that was drawn last; NULL: none. */
static const struct target *target_at(const struct session *session, int x, int y)
{
	for (size_t i = session->target_count; i-- > 0;) {
		const struct target *target = &session->target[i];
		bool takes = session->mode == MODE_BROWSE || target->kind == TARGET_KEY;
		if (takes && y == target->y && x >= target->x && x < target->x + target->width)
			return target;
	}
	return NULL;
}

uint32_t cursor_mouse(struct session *session, const struct event *event)
{
	const struct target *target = target_at(session, event->x, event->y);
	if (event->button != MOUSE_LEFT) {
		if (session->mode == MODE_BROWSE || session->mode == MODE_HELP)
			move_by(session, event->button == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
		return PRESS_NONE;
	}
	if (target == NULL)
		return PRESS_NONE;
	if (target->kind == TARGET_VIEW && session->target_view != session_view(session))
		return PRESS_NONE; /* another click has changed the view, which is not drawn yet */
	if (target->kind == TARGET_VIEW)
		return session_view(session)->click(session, target->part, target->index);
	return (uint32_t)target->index;
}
