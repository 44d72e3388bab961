/* The session: events in, state changed. */
#include "tui/session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "tui/action.h"
#include "tui/cursor.h"
#include "tui/edit.h"
#include "tui/files.h"
#include "tui/matrix.h"
#include "tui/script.h"

enum {
	FIRST_WIDTH = 80,
	FIRST_HEIGHT = 24,
	FINE_MS = 80, /* a pause in typing */
	SETTLED_MS = 400,
	PAUSE_MS = 1000
};

struct sheet *session_sheet(const struct session *session)
{
	return session->sheet[session->current];
}

static int add_sheet(struct session *session, struct open_plan *plan)
{
	struct sheet **grown = realloc(session->sheet, (session->count + 1) * sizeof *grown);
	if (grown == NULL)
		return -1;
	session->sheet = grown;
	struct kept *kept = realloc(session->kept, (session->count + 1) * sizeof *kept);
	if (kept == NULL)
		return -1;
	session->kept = kept;
	session->kept[session->count] = (struct kept){0};
	if (sheet_new(plan, &session->sheet[session->count]) < 0)
		return -1;
	session->count++;
	return 0;
}

int session_open(struct session *session, const char *path, bool read_only, struct diags *diags)
{
	struct open_plan plan;
	for (size_t i = 0; i < session->count; i++)
		if (strcmp(session->sheet[i]->plan.path, path) == 0) {
			session->current = i;
			session->matrix = false;
			return 0;
		}
	if (open_plan_read(path, read_only, &session->wait, diags, &plan) < 0)
		return -1;
	if (add_sheet(session, &plan) < 0) {
		open_plan_release(&plan);
		diags->out_of_memory = true;
		return -1;
	}
	session->current = session->count - 1;
	session->matrix = false;
	return 0;
}

int session_new(const struct session_options *options, struct diags *diags, struct session **result)
{
	struct session *session = calloc(1, sizeof *session);
	if (session == NULL) {
		diags->out_of_memory = true;
		return -1;
	}
	session->width = FIRST_WIDTH;
	session->height = FIRST_HEIGHT;
	session->wait = options->wait;
	int opened = options->count > 0 ? 0 : -1;
	for (size_t i = 0; i < options->count; i++)
		if (session_open(session, options->path[i], options->shipped != NULL && options->shipped[i], diags) < 0)
			opened = -1; /* the others are read all the same, for their problems */
	if (opened < 0) {
		session_free(session);
		return -1;
	}
	session->current = 0;
	session->matrix = session->count > 1;
	matrix_go(session);
	files_offer_recovery(session, 0);
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
	for (size_t i = 0; i < session->recall_count; i++)
		free(session->recall[i]);
	free(session->recall);
	editor_release(&session->editor);
	free(session->edit.row);
	free(session->edit.original);
	bytes_release(&session->edit.echo);
	bytes_release(&session->question_text);
	bytes_release(&session->completions);
	bytes_release(&session->message);
	free(session->search);
	free(session->search_from);
	free(session->pending);
	recovery_release(&session->recovery);
	free(session);
}

static void say(struct session *session, bool is_error, const char *format, va_list arguments)
{
	bytes_release(&session->message);
	session->message = (struct bytes){0};
	session->message_is_error = is_error;
	bytes_add_format_list(&session->message, format, arguments);
}

void session_say(struct session *session, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(session, false, format, arguments);
	va_end(arguments);
}

void session_complain(struct session *session, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	say(session, true, format, arguments);
	va_end(arguments);
}

/* Appends a diagnostic without what the screen shows anyway: the file, the word error. */
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
	if (diags->errors > 1)
		bytes_add_format(&text, _(" (and %zu more)"), diags->errors - 1);
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

void session_ask(struct session *session, const struct question *question, const char *format, ...)
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

bool session_is_changed(const struct session *session)
{
	for (size_t i = 0; i < session->count; i++)
		if (open_plan_is_changed(&session->sheet[i]->plan))
			return true;
	return false;
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

/* --- events --- */

static void clear_message(struct session *session)
{
	bytes_release(&session->message);
	session->message = (struct bytes){0};
}

static void answer(struct session *session, uint32_t key)
{
	const struct question *question = session->question;
	uint32_t letter = key >= 'A' && key <= 'Z' ? key - 'A' + 'a' : key;
	if (key == PRESS_ESCAPE || key == CONTROL('C')) {
		session_browse(session);
		return;
	}
	for (size_t i = 0; i < sizeof question->choice / sizeof *question->choice && question->choice[i].key != 0; i++)
		if (question->choice[i].key == letter) {
			session_browse(session);
			question->choice[i].run(session);
			return;
		}
}

static void prompt_key(struct session *session, uint32_t key)
{
	const struct prompt *prompt = session->prompt;
	bytes_release(&session->completions);
	session->completions = (struct bytes){0};
	if (editor_key(&session->editor, key) && prompt->typed != NULL)
		prompt->typed(session);
}

static void complain_key(struct session *session, uint32_t key)
{
	struct bytes label = {0};
	key_print_label(key, &label);
	session_complain(session, _("%s does nothing here; ? shows what does"), bytes_text(&label));
	bytes_release(&label);
}

static void take_key(struct session *session, uint32_t key)
{
	const struct action *action = NULL;
	clear_message(session);
	if (session->mode == MODE_QUESTION) {
		answer(session, key);
		return;
	}
	action = action_for_key(action_context(session), key);
	if (action != NULL)
		action->run(session, action, "");
	else if (session->mode == MODE_EDIT)
		edit_key(session, key);
	else if (session->mode == MODE_PROMPT)
		prompt_key(session, key);
	else
		complain_key(session, key);
}

/* Text comes in only where text is typed: a paste shall not act as keys. */
static void take_paste(struct session *session, const char *text)
{
	clear_message(session);
	if (session->mode == MODE_EDIT) {
		edit_paste(session, text);
	} else if (session->mode == MODE_PROMPT) {
		editor_insert(&session->editor, text);
		if (session->prompt->typed != NULL)
			session->prompt->typed(session);
	} else {
		session_complain(session, _("text can be pasted where a value or a command is typed"));
	}
}

/* The reason comes first: the line may be too short for the name. */
static void complain_unkept(struct session *session, const struct diags *diags)
{
	const struct diag *why = diags->count > 0 ? &diags->at[0] : NULL;
	if (why == NULL)
		session_complain(session, "%s", _("unsaved changes are not kept: out of memory"));
	else if (why->place.file == NULL)
		session_complain(session, _("unsaved changes are not kept: %s"), why->message);
	else
		session_complain(session, _("unsaved changes are not kept: %s: %s"), why->message, why->place.file);
}

/* Keeps copies, and says once why that fails. */
static void keep(struct session *session)
{
	struct diags diags = {0};
	bool failed = session_keep(session, &diags) < 0;
	if (failed && !session->keep_failed)
		complain_unkept(session, &diags);
	session->keep_failed = failed;
	diags_release(&diags);
}

static bool goes_on(void *context)
{
	const struct session *session = context;
	return session->has_more == NULL || !session->has_more(session->has_more_context);
}

/* Works out the next stage of what is shown; false when there is none. */
static bool refine(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	if (session_patience(session) == PAUSE_MS)
		return false;
	estimate_refine(sheet->estimate, goes_on, session);
	return true;
}

int session_patience(const struct session *session)
{
	const struct sheet *sheet = session_sheet(session);
	bool current = sheet->estimate != NULL && sheet->estimated == sheet->plan.revision;
	switch (current ? estimate_stage(sheet->estimate) : ESTIMATE_SETTLED) {
	case ESTIMATE_ROUGH: return FINE_MS;
	case ESTIMATE_FINE: return SETTLED_MS;
	case ESTIMATE_NONE:
	case ESTIMATE_SETTLED: break;
	}
	return PAUSE_MS;
}

void session_event(struct session *session, const struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY: take_key(session, event->key); break;
	case EVENT_PASTE: take_paste(session, event->text); break;
	case EVENT_MOUSE:
		clear_message(session);
		cursor_mouse(session, event);
		break;
	case EVENT_RESIZE:
		session->width = event->x;
		session->height = event->y;
		break;
	case EVENT_IDLE:
		if (session_patience(session) != FINE_MS) /* not in every short pause: writing a copy waits for the disk */
			keep(session);
		if (refine(session))
			break;
		if (session->mode == MODE_BROWSE)
			files_watch(session);
		break;
	case EVENT_STOP:
		session_keep_quietly(session); /* before anything else; how it went is said behind the loop */
		session->signal = event->signal;
		session->ended = true;
		session->quit = true;
		break;
	case EVENT_AGAIN:
		if (event->x > 0) {
			session->width = event->x;
			session->height = event->y;
		}
		session->redraw = true;
		break;
	}
}

/* --- scripts --- */

static void press(struct session *session, uint32_t key)
{
	struct event event = {.kind = EVENT_KEY, .key = key};
	session_event(session, &event);
}

/* Types a text key by key; bytes that are no text are dropped, as the terminal drops them. */
static void type(struct session *session, const char *text)
{
	size_t left = strlen(text);
	while (left > 0) {
		uint32_t character;
		size_t length = utf8_decode(text, left, &character);
		if (length > 0)
			press(session, character == '\n' ? PRESS_ENTER : character);
		text += length == 0 ? 1 : length;
		left -= length == 0 ? 1 : length;
	}
}

void session_step(struct session *session, const struct step *step)
{
	switch (step->kind) {
	case STEP_EVENT: session_event(session, &step->event); break;
	case STEP_TYPE: type(session, step->text); break;
	case STEP_COMMAND:
		press(session, ':');
		type(session, step->text);
		press(session, PRESS_ENTER);
		break;
	case STEP_EXPECT:
	case STEP_REJECT:
	case STEP_DISPLAY: break;
	}
}
