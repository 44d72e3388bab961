/* Events in, actions run. */
#include "tui/dispatch.h"

#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "tui/action.h"
#include "tui/cursor.h"
#include "tui/edit.h"
#include "tui/files.h"
#include "tui/script.h"

/* How long a pause must be for each stage of the estimates, and when there is nothing else to do. */
enum {
	FINE_MS = 80, /* a pause in typing */
	SETTLED_MS = 400,
	PAUSE_MS = 1000
};

int dispatch_open(const struct session_options *options, struct diags *diags, struct session **session)
{
	if (session_new(options, view_table, action_table, diags, session) < 0)
		return -1;
	if ((*session)->count > 1)
		session_show(*session, VIEW_MATRIX);
	files_offer_recovery(*session, 0);
	return 0;
}

/* --- keys, pastes, clicks --- */

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
	session_complain(session, _("%s does nothing here; ? lists the keys"), bytes_text(&label));
	bytes_release(&label);
}

static void take_key(struct session *session, uint32_t key)
{
	const struct action *action = NULL;
	session_hush(session);
	if (session->mode == MODE_QUESTION) {
		answer(session, key);
		return;
	}
	action = action_for_key(session, action_context(session), key);
	if (action != NULL)
		action->run(session, action, "");
	else if (session->mode == MODE_EDIT)
		edit_key(session, key);
	else if (session->mode == MODE_PROMPT)
		prompt_key(session, key);
	else
		complain_key(session, key);
}

static void take_click(struct session *session, const struct event *event)
{
	session_hush(session);
	uint32_t key = cursor_mouse(session, event);
	if (key != PRESS_NONE)
		take_key(session, key);
}

/* A paste is accepted only where text is typed: it must not act as keys. */
static void take_paste(struct session *session, const char *text)
{
	session_hush(session);
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

/* The reason comes before the file's name, for which the line may be too short. */
static void complain_unkept(struct session *session, const struct diags *diags)
{
	const struct diag *why = diags->count > 0 ? &diags->at[0] : NULL;
	if (why == NULL)
		session_complain(session, "%s", _("unsaved changes are not kept: out of memory"));
	else if (why->place.file == NULL)
		session_complain(session, _("unsaved changes are not kept: %s"), why->message);
	else
		session_complain(session, _("unsaved changes are not kept: %1$s: %2$s"), why->message, why->place.file);
}

/* Keeps copies of unsaved changes; a failure is reported once. */
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

/* Refines the estimates shown by one stage; false when they are final. */
static bool refine(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	if (dispatch_patience(session) == PAUSE_MS)
		return false;
	estimate_refine(sheet->estimate, goes_on, session);
	return true;
}

int dispatch_patience(const struct session *session)
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

void dispatch_event(struct session *session, const struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY:
		take_key(session, event->key);
		session->target_count = 0; /* what a click would meet may be gone, until it is drawn again */
		break;
	case EVENT_PASTE:
		take_paste(session, event->text);
		session->target_count = 0;
		break;
	case EVENT_MOUSE: take_click(session, event); break;
	case EVENT_RESIZE:
		session->width = event->x;
		session->height = event->y;
		break;
	case EVENT_IDLE:
		if (dispatch_patience(session) != FINE_MS) /* not in short pauses: writing a copy waits for the disk */
			keep(session);
		if (refine(session))
			break;
		if (session->mode == MODE_BROWSE)
			files_watch(session);
		break;
	case EVENT_STOP:
		session_keep_quietly(session); /* at once; tui.c reports the result */
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

/* Types a text key by key. Drops invalid UTF-8, as the terminal does. */
static void type(struct session *session, const char *text)
{
	size_t left = strlen(text);
	while (left > 0) {
		uint32_t character;
		size_t length = utf8_decode(text, left, &character);
		if (length > 0)
			take_key(session, character == '\n' ? PRESS_ENTER : character);
		text += length == 0 ? 1 : length;
		left -= length == 0 ? 1 : length;
	}
}

void dispatch_step(struct session *session, const struct step *step)
{
	switch (step->kind) {
	case STEP_EVENT: dispatch_event(session, &step->event); break;
	case STEP_TYPE: type(session, step->text); break;
	case STEP_COMMAND:
		take_key(session, ':');
		type(session, step->text);
		take_key(session, PRESS_ENTER);
		break;
	case STEP_EXPECT:
	case STEP_REJECT:
	case STEP_DISPLAY: break;
	}
}
