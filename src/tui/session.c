/* The session: what is open, shown, reported and asked. */
#include "tui/session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/intl.h"

enum { FIRST_WIDTH = 80, FIRST_HEIGHT = 24 };

struct sheet *session_sheet(const struct session *session)
{
	return session->sheet[session->current];
}

/* Allocates a view's state, for each of `plans` plans or once for all. 0, or -1 when out of memory. */
static int make_state(struct session *session, enum view_id id, size_t plans)
{
	const struct view *view = session->views[id];
	size_t has = plans == 0 ? 0 : view->state_per_plan ? plans - 1 : 1, wanted = view->state_per_plan ? plans : 1;
	if (view->state_size == 0 || has >= wanted)
		return 0;
	char *grown = realloc(session->state[id], wanted * view->state_size);
	if (grown == NULL)
		return -1;
	memset(grown + has * view->state_size, 0, (wanted - has) * view->state_size);
	session->state[id] = grown;
	return 0;
}

static int make_states(struct session *session, size_t plans)
{
	for (enum view_id id = 0; id < VIEW_COUNT; id++)
		if (make_state(session, id, plans) < 0)
			return -1;
	return 0;
}

static int add_sheet(struct session *session, struct open_plan *plan)
{
	size_t wanted = session->count + 1;
	if (!GROW(session->sheet, session->sheet_capacity, wanted) ||
	    !GROW(session->kept, session->kept_capacity, wanted) || make_states(session, wanted) < 0 ||
	    sheet_new(plan, &session->sheet[session->count]) < 0)
		return -1;
	session->kept[session->count++] = (struct kept){0};
	return 0;
}

/* Makes a sheet current, in a view about a single plan. */
static void show_sheet(struct session *session, size_t sheet)
{
	session->current = sheet;
	if (session->views[session->view]->all_plans)
		session_show(session, VIEW_OVERVIEW);
}

int session_open(struct session *session, const char *path, bool read_only, struct diags *diags)
{
	struct open_plan plan;
	for (size_t i = 0; i < session->count; i++)
		if (strcmp(session->sheet[i]->plan.path, path) == 0) {
			show_sheet(session, i);
			return 0;
		}
	if (open_plan_read(path, read_only, &session->wait, diags, &plan) < 0)
		return -1;
	if (add_sheet(session, &plan) < 0) {
		open_plan_release(&plan);
		diags->out_of_memory = true;
		return -1;
	}
	show_sheet(session, session->count - 1);
	return 0;
}

int session_new(const struct session_options *options, const struct view *const *views,
                const struct action *(*action_at)(size_t index), struct diags *diags, struct session **result)
{
	struct session *session = calloc(1, sizeof *session);
	if (session == NULL) {
		diags->out_of_memory = true;
		return -1;
	}
	session->views = views;
	session->action_at = action_at;
	session->width = FIRST_WIDTH;
	session->height = FIRST_HEIGHT;
	session->wait = options->wait;
	int opened = options->count > 0 ? 0 : -1;
	if (make_states(session, 0) < 0) {
		diags->out_of_memory = true;
		opened = -1;
	}
	for (size_t i = 0; i < options->count && !diags->out_of_memory; i++)
		if (session_open(session, options->path[i], options->shipped != NULL && options->shipped[i], diags) < 0)
			opened = -1; /* the others are still read, to report their problems */
	if (opened < 0) {
		session_free(session);
		return -1;
	}
	session->current = 0;
	*result = session;
	return 0;
}

void session_free(struct session *session)
{
	if (session == NULL)
		return;
	for (size_t i = 0; i < session->count; i++) {
		sheet_free(session->sheet[i]);
		recovery_release_copy(&session->kept[i].copy);
	}
	free(session->sheet);
	free(session->kept);
	for (enum view_id id = 0; id < VIEW_COUNT; id++)
		free(session->state[id]);
	for (size_t i = 0; i < session->recall.count; i++)
		free(session->recall.line[i]);
	free(session->recall.line);
	editor_release(&session->editor);
	free(session->edit.row);
	free(session->edit.original);
	bytes_release(&session->edit.echo);
	bytes_release(&session->question_text);
	bytes_release(&session->completions);
	bytes_release(&session->message);
	free(session->search.text);
	free(session->search.from);
	free(session->pending);
	recovery_release(&session->recovery);
	free(session);
}

void session_show(struct session *session, enum view_id id)
{
	const struct view *view = session->views[id];
	if (id == VIEW_HELP) {
		session_browse(session);
		session->mode = MODE_HELP;
	} else if (id == session->view) {
		return;
	} else {
		session->view = id;
	}
	if (view->open != NULL)
		view->open(session);
}

const struct view *session_view(const struct session *session)
{
	return session->views[session->mode == MODE_HELP ? VIEW_HELP : session->view];
}

void session_target(struct session *session, const struct target *target)
{
	if (session->target_count < SESSION_MOST_TARGETS)
		session->target[session->target_count++] = *target;
	session->target_view = session_view(session);
}

void session_set_option(struct session *session, size_t option)
{
	struct sheet *sheet = session_sheet(session);
	if (option == sheet->option)
		return;
	sheet->option = option;
	sheet->stale = true;
	sheet_refresh(sheet);
}

void session_hush(struct session *session)
{
	bytes_release(&session->message);
	session->message = (struct bytes){0};
}

static void say(struct session *session, bool is_error, const char *format, va_list arguments)
{
	session_hush(session);
	session->message_is_error = is_error;
	bytes_add_format_list(&session->message, format, arguments);
}

void (session_say)(struct session *session, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(session, false, format, arguments);
	va_end(arguments);
}

void (session_complain)(struct session *session, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(session, true, format, arguments);
	va_end(arguments);
}

/* Appends a diagnostic, without its severity. */
static void print_diag(const struct diag *diag, struct bytes *out)
{
	if (diag->place.line > 0 && diag->place.file != NULL)
		bytes_add_format(out, "%s:%d: ", diag->place.file, diag->place.line);
	else if (diag->place.file != NULL)
		bytes_add_format(out, "%s: ", diag->place.file);
	if (diag->key != NULL)
		bytes_add_format(out, "%s: ", diag->key);
	bytes_add_text(out, diag->message);
}

void session_complain_of(struct session *session, struct diags *diags)
{
	struct bytes text = {0};
	size_t i = 0;
	while (i + 1 < diags->count && diags->at[i].severity != SEVERITY_ERROR)
		i++;
	if (diags->out_of_memory || diags->count == 0)
		bytes_add_text(&text, _("out of memory"));
	else
		print_diag(&diags->at[i], &text);
	size_t more = diags->errors > 1 ? diags->errors - 1 : 0;
	if (more > 0)
		session_complain(session, ngettext("%1$s (and %2$zu more)", "%1$s (and %2$zu more)", more),
				 bytes_text(&text), more);
	else
		session_complain(session, "%s", bytes_text(&text));
	bytes_release(&text);
	diags_release(diags);
	*diags = (struct diags){0};
}

void session_browse(struct session *session)
{
	session->mode = MODE_BROWSE;
	session->prompt = NULL;
	session->question = NULL;
	bytes_release(&session->completions);
	session->completions = (struct bytes){0};
}

void session_prompt(struct session *session, const struct prompt *prompt, const char *text)
{
	session_browse(session);
	session->mode = MODE_PROMPT;
	session->prompt = prompt;
	editor_begin(&session->editor, text, false);
}

void (session_ask)(struct session *session, const struct question *question, const char *format, ...)
{
	va_list arguments;
	session_browse(session);
	bytes_release(&session->question_text);
	session->question_text = (struct bytes){0};
	va_start(arguments, format);
	bytes_add_format_list(&session->question_text, format, arguments);
	va_end(arguments);
	session->mode = MODE_QUESTION;
	session->question = question;
}

void session_forget_sheet(struct session *session, size_t index)
{
	recovery_forget(&session->kept[index].copy);
	session->kept[index].revision = 0;
}

void session_forget(struct session *session)
{
	for (size_t i = 0; i < session->count; i++)
		session_forget_sheet(session, i);
}

int session_keep_sheet(struct session *session, size_t index, struct diags *diags)
{
	const struct open_plan *plan = &session->sheet[index]->plan;
	struct kept *kept = &session->kept[index];
	if (!open_plan_is_changed(plan)) {
		if (kept->revision != 0)
			session_forget_sheet(session, index);
		return 0;
	}
	if (kept->revision == plan->revision && recovery_is_there(&kept->copy))
		return 0;
	if (recovery_keep(&kept->copy, plan->real, &plan->now.plan->source.text, diags) < 0)
		return -1;
	kept->revision = plan->revision;
	return 0;
}

int session_keep(struct session *session, struct diags *diags)
{
	int result = 0;
	for (size_t i = 0; i < session->count; i++)
		if (session_keep_sheet(session, i, diags) < 0)
			result = -1;
	return result;
}

void session_keep_quietly(struct session *session)
{
	struct diags untold = {0};
	session_keep(session, &untold);
	diags_release(&untold);
}
