/* The screen: the header, the tabs and the bottom lines around the view. */
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/intl.h"
#include "tui/action.h"
#include "tui/input_text.h"
#include "tui/session.h"

enum { LEAST_WIDTH = 40, LEAST_HEIGHT = 8, TABS_LEAST_HEIGHT = 13, STATUS_LEAST_HEIGHT = 12 };

/* " · USD 0.87" for each currency but the plan's own. */
static void print_rates(const struct plan *plan, struct bytes *out)
{
	const struct setting_list *rates = &plan->fx.rates;
	for (size_t i = 0; i < rates->count && i < 3; i++) {
		const struct value *value = setting_common(&rates->at[i].setting);
		const struct field *field = field_of_form(SECTION_FX, KEY_CURRENCY, NULL);
		if (value == NULL || field == NULL)
			continue;
		bytes_add_format(out, " · %s ", rates->at[i].name);
		input_print_value(value, field, out);
	}
}

/* The terms of all figures: "k€ · 36 months · 8 %/yr · USD 0.87" */
static void print_terms(const struct session *session, struct bytes *out)
{
	const struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	struct notation notation = view_notation(session, plan);
	struct bytes money = {0}, rate = {0};
	int months = evaluation->option[0].horizon;
	format_money_unit(&money, money_unit_of(evaluation->option, evaluation->option_count), &notation);
	format_share(&rate, setting_number(&plan->head.discount_rate), &notation);
	bytes_add_format(out,
	                 ngettext("%1$s · %2$d month · %3$s/yr", "%1$s · %2$d months · %3$s/yr", (unsigned long)months),
	                 bytes_text(&money), months, bytes_text(&rate));
	print_rates(plan, out);
	bytes_release(&money);
	bytes_release(&rate);
}

/* The file's name; its path if another open file has the same name. */
static int draw_file_name(const struct session *session, const struct pane *pane, int x)
{
	const struct open_plan *shown = &session_sheet(session)->plan;
	int width = pane->width / 2 - x;
	for (size_t i = 0; i < session->count; i++) {
		const struct open_plan *other = &session->sheet[i]->plan;
		if (other != shown && strcmp(open_plan_name(other), open_plan_name(shown)) == 0)
			return pane_text_tail(pane, x + 2, 0, width, look_bold(ROLE_TITLE), shown->path);
	}
	return pane_text_fit(pane, x + 2, 0, width, look_bold(ROLE_TITLE), open_plan_name(shown));
}

static void draw_header(const struct session *session, const struct pane *pane)
{
	struct bytes text = {0};
	int x = pane_text(pane, 1, 0, look_bold(ROLE_ACCENT), "breakeven");
	if (session->views[session->view]->all_plans) {
		bytes_add_format(&text, ngettext("%zu profile", "%zu profiles", session->count), session->count);
		pane_text(pane, x + 2, 0, look_bold(ROLE_TITLE), bytes_text(&text));
		bytes_release(&text);
		return;
	}
	const struct open_plan *plan = &session_sheet(session)->plan;
	x = draw_file_name(session, pane, x);
	if (open_plan_is_changed(plan))
		x = pane_text(pane, x + 1, 0, look_bold(ROLE_BAD), "[+]");
	print_terms(session, &text);
	int room = pane->width - 1 - (x + 2);
	if (cells_columns(bytes_text(&text)) <= room)
		pane_text_right(pane, pane->width - 1, 0, room, look_of(ROLE_DIM), bytes_text(&text));
	bytes_release(&text);
}

/* A label that can be clicked. Returns the column after it. */
static int draw_button(struct session *session, const struct pane *pane, int x, int y, struct look look,
                       const char *text, enum target_kind kind, uint32_t key)
{
	int end = pane_text(pane, x, y, look, text);
	session_target(session, &(struct target){pane->x + x, pane->y + y, end - x, kind, 0, key});
	return end;
}

static void draw_tabs(struct session *session, const struct pane *pane)
{
	int x = 1;
	for (size_t i = 0; i < VIEW_TABS; i++) {
		const struct view *view = session->views[i];
		struct bytes text = {0};
		bool open = session_view(session)->tab == i;
		bytes_add_format(&text, open ? "[%zu %s]" : " %zu %s ", i + 1, _(view->label));
		x = draw_button(session, pane, x, 0, open ? look_bold(ROLE_ACCENT) : look_of(ROLE_TEXT),
				bytes_text(&text), TARGET_TAB, view->go.key[0]);
		bytes_release(&text);
	}
	const char *hint = session->mode == MODE_HELP ? _("help: Esc goes back") : _(":command  ?help");
	pane_text_right(pane, pane->width - 1, 0, pane->width - x - 2, look_of(ROLE_DIM), hint);
}

/* --- the bottom: the row's description, messages, questions, the prompt --- */

/* The question and, in place of the footer, its answers. */
static void draw_question(struct session *session, const struct pane *pane, int y)
{
	const struct question *question = session->question;
	int x = 1;
	pane_text_fit(pane, 1, y, pane->width - 2, look_bold(ROLE_BAD), bytes_text(&session->question_text));
	for (size_t i = 0; i < sizeof question->choice / sizeof *question->choice && question->choice[i].key != 0;
	     i++) {
		struct bytes text = {0};
		bytes_add_format(&text, "[%c] %s", (char)question->choice[i].key, _(question->choice[i].label));
		x = 2 + draw_button(session, pane, x, y + 1, look_bold(ROLE_ACCENT), bytes_text(&text), TARGET_KEY,
		                    question->choice[i].key);
		bytes_release(&text);
	}
	draw_button(session, pane, x, y + 1, look_bold(ROLE_ACCENT), _("[Esc] cancel"), TARGET_KEY, PRESS_ESCAPE);
}

/* The possible completions, in lines above the prompt. */
static void draw_completions(const struct session *session, const struct pane *pane, int bottom)
{
	const char *at = bytes_text(&session->completions);
	int column = 1, lines = 1, most = bottom < 6 ? bottom : 6, y;
	for (const char *word = at; *word != '\0'; word += strcspn(word, "\n") + 1) {
		int size = (int)strcspn(word, "\n") + 2;
		if (column + size > pane->width)
			column = 1, lines++;
		column += size;
	}
	y = bottom - (lines < most ? lines : most);
	pane_blank(pane, 0, y, pane->width, bottom - y);
	for (column = 1; *at != '\0' && y < bottom; at += strcspn(at, "\n") + 1) {
		int size = (int)strcspn(at, "\n");
		if (column + size + 2 > pane->width)
			column = 1, y++;
		struct bytes word = {0};
		bytes_add(&word, at, (size_t)size);
		if (y < bottom)
			pane_text(pane, column, y, look_of(ROLE_ACCENT), bytes_text(&word));
		bytes_release(&word);
		column += size + 2;
	}
}

static void draw_prompt(const struct session *session, const struct pane *pane, int y)
{
	if (session->completions.size > 0)
		draw_completions(session, pane, y);
	pane_blank(pane, 0, y, pane->width, 1);
	const char *label = session->prompt->label;
	int x = pane_text(pane, 1, y, look_bold(ROLE_ACCENT), _(label));
	int gap = ascii_is_letter(*label); /* after words, not after `:` and `/` */
	editor_draw(&session->editor, pane, x + gap, y, pane->width - x - gap - 1, look_of(ROLE_TEXT));
}

/* A value being typed while its row is not on the screen, and above it how it was understood. */
static void draw_edit(const struct session *session, const struct pane *pane, int y)
{
	struct bytes echo = {0};
	bytes_add_format(&echo, "%s %s", session->edit.ok ? "=" : "!", bytes_text(&session->edit.echo));
	pane_blank(pane, 0, y - 1, pane->width, 2);
	pane_text_fit(pane, 1, y - 1, pane->width - 2, look_of(session->edit.ok ? ROLE_ACCENT : ROLE_BAD),
	              bytes_text(&echo));
	int x = pane_text_fit(pane, 1, y, pane->width / 2, look_of(ROLE_TEXT), session->edit.row);
	x = pane_text(pane, x, y, look_of(ROLE_TEXT), " = ");
	editor_draw(&session->editor, pane, x, y, pane->width - x - 1, look_bold(ROLE_TEXT));
	bytes_release(&echo);
}

/* The line above the footer. */
static void draw_status(struct session *session, const struct pane *pane, int y)
{
	if (session->mode == MODE_PROMPT) {
		draw_prompt(session, pane, y);
	} else if (session->mode == MODE_EDIT && !session->edit.drawn) {
		draw_edit(session, pane, y);
	} else if (session->mode == MODE_QUESTION) {
		draw_question(session, pane, y);
	} else if (session->message.size > 0) {
		struct look look = session->message_is_error ? look_bold(ROLE_BAD) : look_bold(ROLE_TEXT);
		int x = session->message_is_error ? pane_text(pane, 1, y, look, "! ") : 1;
		pane_text_fit(pane, x, y, pane->width - x - 1, look, bytes_text(&session->message));
	} else if (session->mode == MODE_BROWSE && session_view(session)->status != NULL) {
		struct bytes text = {0};
		session_view(session)->status(session, &text);
		pane_text_fit(pane, 1, y, pane->width - 2, look_of(ROLE_TEXT), bytes_text(&text));
		bytes_release(&text);
	}
}

/*
 * An action's keys and footer text; its footer_keys, or its first key. Returns the column after it; x if there is no
 * room.
 */
static int draw_key(struct session *session, const struct pane *pane, int x, int y, const struct action *action)
{
	struct bytes keys = {0};
	if (action->footer_keys != NULL)
		bytes_add_text(&keys, action->footer_keys);
	else
		key_print_label(action->key[0], &keys);
	int width = cells_columns(bytes_text(&keys)) + 1 + cells_columns(_(action->footer));
	if (x + width < pane->width) {
		int end = pane_text(pane, x, y, look_bold(ROLE_ACCENT), bytes_text(&keys));
		pane_text(pane, end + 1, y, look_of(ROLE_TEXT), _(action->footer));
		if (action->footer_keys == NULL)
			session_target(session, &(struct target){pane->x + x, pane->y + y, width, TARGET_KEY, 0,
								 action->key[0]});
		x += width + 2;
	}
	bytes_release(&keys);
	return x;
}

/* The keys that have an effect here, as many as fit. */
static void draw_footer(struct session *session, const struct pane *pane, int y)
{
	const struct action *action;
	enum context context = action_context(session);
	int x = 1;
	for (size_t i = 0; (action = session->action_at(i)) != NULL; i++)
		if (action->footer != NULL && action->contexts & context)
			x = draw_key(session, pane, x, y, action);
}

static void draw_too_small(const struct pane *pane)
{
	struct bytes text = {0};
	bytes_add_format(&text, _("%1$dx%2$d is needed"), LEAST_WIDTH, LEAST_HEIGHT);
	pane_text_fit(pane, 0, 0, pane->width, look_of(ROLE_TEXT), bytes_text(&text));
	bytes_release(&text);
}

void screen_draw(struct session *session, struct cells *cells)
{
	struct pane pane = pane_all(cells);
	cells_clear(cells);
	session->target_count = 0;
	session->edit.drawn = false;
	if (pane.width < LEAST_WIDTH || pane.height < LEAST_HEIGHT) {
		draw_too_small(&pane);
		return;
	}
	bool tabs = pane.height >= TABS_LEAST_HEIGHT, status = pane.height >= STATUS_LEAST_HEIGHT;
	int top = tabs ? 3 : 1, bottom = pane.height - (status ? 3 : 2);
	draw_header(session, &pane);
	if (tabs) {
		struct pane bar = pane_part(&pane, 0, 1, pane.width, 1);
		draw_tabs(session, &bar);
		pane_line(&pane, 0, 2, pane.width, look_of(ROLE_DIM), 0x2500);
	}
	struct pane body = pane_part(&pane, 0, top, pane.width, bottom - top);
	session_view(session)->draw(session, &body);
	if (status)
		pane_line(&pane, 0, bottom, pane.width, look_of(ROLE_DIM), 0x2500);
	draw_status(session, &pane, pane.height - 2);
	if (session->mode != MODE_QUESTION)
		draw_footer(session, &pane, pane.height - 1);
	if (session->ascii)
		cells_to_ascii(cells);
}

int screen_save_text(const char *path, const struct bytes *text, struct diags *diags)
{
	size_t size = strlen(path);
	if (size > 4 && strcmp(path + size - 4, ".ini") == 0) {
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL,
			  _("the name is that of a profile"));
		return -1;
	}
	if (text->failed) {
		diags->out_of_memory = true;
		return -1;
	}
	return file_write(path, text->at, text->size, FILE_OVERWRITE, NULL, diags);
}

int screen_save(struct session *session, const char *path, struct diags *diags)
{
	struct cells cells;
	struct bytes text = {0};
	if (cells_init(&cells, session->width, session->height) < 0) {
		diags->out_of_memory = true;
		return -1;
	}
	screen_draw(session, &cells);
	cells_print(&cells, &text);
	int result = screen_save_text(path, &text, diags);
	bytes_release(&text);
	cells_release(&cells);
	return result;
}
