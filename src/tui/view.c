/* Functions that all views use. */
#include "tui/view.h"

#include "tui/session.h"

void view_go(struct session *session, const struct action *action, const char *text)
{
	enum view_id id = (enum view_id)action->value;
	(void)text;
	if (session_view(session)->tab != id) /* the matrix belongs to the Overview's tab, and stays */
		session_show(session, id);
}

void *view_state(const struct session *session, enum view_id id)
{
	const struct view *view = session->views[id];
	return (char *)session->state[id] + (view->state_per_plan ? session->current * view->state_size : 0);
}

void view_target(struct session *session, const struct pane *pane, int x, int y, int width, int part, size_t index)
{
	session_target(session, &(struct target){pane->x + x, pane->y + y, width, TARGET_VIEW, part, index});
}

struct notation view_notation(const struct session *session, const struct plan *plan)
{
	return (struct notation){.currency = plan->currency[0], .ascii = session->ascii};
}

size_t view_moved(size_t at, int by, size_t count)
{
	if (count == 0)
		return 0;
	long to = (long)at + by;
	return to < 0 ? 0 : (size_t)to >= count ? count - 1 : (size_t)to;
}

void view_next_option(struct session *session, int by)
{
	const struct sheet *sheet = session_sheet(session);
	session_set_option(session, view_moved(sheet->option, by, open_plan_shown(&sheet->plan)->options.count));
}
