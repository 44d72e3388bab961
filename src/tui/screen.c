/* The screen: what stands around the views. */
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "tui/action.h"
#include "tui/input_text.h"
#include "tui/view.h"

enum { LEAST_WIDTH = 40, LEAST_HEIGHT = 8, TABS_LEAST_HEIGHT = 13, STATUS_LEAST_HEIGHT = 12 };

/* " · USD 0.87", for each currency; a plan with none says nothing of them. */
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

/* The terms that all figures are under. */
static void print_terms(const struct session *session, struct bytes *out)
{
	const struct sheet *sheet = session_sheet(session);
	const struct plan *plan = open_plan_shown(&sheet->plan);
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	struct notation notation = view_notation(session, plan);
	format_money_unit(out, money_unit_of(evaluation->option, evaluation->option_count), &notation);
	bytes_add_format(out, _(" · %d months · "), evaluation->option[0].horizon);
	format_share(out, setting_number(&plan->head.discount_rate), &notation);
	bytes_add_text(out, _("/yr"));
	print_rates(plan, out);
}

/* The file's name; its path where another open file has that name too. */
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
	if (session->view == VIEW_OVERVIEW && session->matrix) {
		bytes_add_format(&text, _("%zu profiles"), session->count);
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

static void draw_tabs(struct session *session, const struct pane *pane)
{
	int x = 1;
	for (size_t i = 0; i < VIEW_COUNT; i++) {
		struct bytes text = {0};
		bool open = (size_t)session->view == i && session->mode != MODE_HELP;
		bytes_add_format(&text, open ? "[%zu %s]" : " %zu %s ", i + 1, _(view_of((enum view_id)i)->label));
		int end = pane_text(pane, x, 0, open ? look_bold(ROLE_ACCENT) : look_of(ROLE_TEXT), bytes_text(&text));
		view_target(session, pane, x, 0, end - x, TARGET_VIEW, i);
		x = end;
		bytes_release(&text);
	}
	const char *hint = session->mode == MODE_HELP ? _("help: Esc goes back") : _(":command  ?help");
	pane_text_right(pane, pane->width - 1, 0, pane->width - x - 2, look_of(ROLE_DIM), hint);
}

/* --- the bottom: what there is to say of the row, messages, questions, the prompt --- */

/* "team.ops.fte = 0.5 · managed 0   reco.ini:41   source: …" */
static void print_row_status(const struct session *session, struct bytes *out)
{
	const struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	const struct plan *plan = sheet->plan.now.plan;
	if (row == NULL)
		return;
	if (row->kind == OUTLINE_TOPIC) {
		enum section_kind kind = 0;
		while (!(row->topic->sections & 1u << kind))
			kind++;
		bytes_add_text(out, _(section_type(kind)->help));
		return;
	}
	bytes_add_text(out, row->kind == OUTLINE_MORE ? _("inputs at their defaults, and words") : row->name);
	if (row->kind == OUTLINE_SECTION)
		bytes_add_format(out, "   %s:%d", open_plan_name(&sheet->plan), row->section->line);
	if (row->kind != OUTLINE_INPUT)
		return;
	const struct setting *setting = row->setting;
	if (setting->has_value) {
		bytes_add_text(out, " = ");
		input_print_exact(&setting->common.value, row->field, plan, out);
	}
	for (size_t o = 0; setting->by_option != NULL && o < plan->options.count; o++)
		if (setting->by_option[o].given) {
			bytes_add_format(out, " · %s ", plan_option(plan, o)->section.id);
			input_print_exact(&setting->by_option[o].value, row->field, plan, out);
		}
	bool own = setting->by_option != NULL && setting->by_option[sheet->option].given;
	const struct setting_value *stated = own ? &setting->by_option[sheet->option] : &setting->common;
	if (stated->given)
		bytes_add_format(out, "   %s:%d", open_plan_name(&sheet->plan), plan->source.entry[stated->entry].place.line);
	else
		bytes_add_text(out, setting->has_value ? _("   default") : _("   not stated"));
	const struct field *source = field_find(row->section->kind, "source");
	const char *from = source == NULL ? "" : setting_text((const struct setting *)((const char *)row->section + source->offset));
	if (*from != '\0')
		bytes_add_format(out, _("   source: %s"), from);
	bytes_add_format(out, "   %s", _(row->field->help));
}

/* The question, and beneath it in the footer's place what can be answered. */
static void draw_question(struct session *session, const struct pane *pane, int y)
{
	const struct question *question = session->question;
	int x = 1;
	pane_text_fit(pane, 1, y, pane->width - 2, look_bold(ROLE_BAD), bytes_text(&session->question_text));
	for (size_t i = 0; i < sizeof question->choice / sizeof *question->choice && question->choice[i].key != 0; i++) {
		struct bytes text = {0};
		bytes_add_format(&text, "[%c] %s", (char)question->choice[i].key, _(question->choice[i].label));
		int end = pane_text(pane, x, y + 1, look_bold(ROLE_ACCENT), bytes_text(&text));
		view_target(session, pane, x, y + 1, end - x, TARGET_KEY, question->choice[i].key);
		x = end + 2;
		bytes_release(&text);
	}
	int end = pane_text(pane, x, y + 1, look_bold(ROLE_ACCENT), _("[Esc] cancel"));
	view_target(session, pane, x, y + 1, end - x, TARGET_KEY, PRESS_ESCAPE);
}

/* What Tab found, in lines above the prompt. */
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
	int x = pane_text(pane, 1, y, look_bold(ROLE_ACCENT), _(session->prompt->label));
	editor_draw(&session->editor, pane, x, y, pane->width - x - 1, look_of(ROLE_TEXT));
}

/* A value that is typed where its row is not on the screen: with what was understood above it. */
static void draw_edit(const struct session *session, const struct pane *pane, int y)
{
	struct bytes echo = {0};
	bytes_add_format(&echo, "%s %s", session->edit.ok ? "=" : "!", bytes_text(&session->edit.echo));
	pane_blank(pane, 0, y - 1, pane->width, 2);
	pane_text_fit(pane, 1, y - 1, pane->width - 2, look_of(session->edit.ok ? ROLE_ACCENT : ROLE_BAD), bytes_text(&echo));
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
	} else if (session->mode == MODE_BROWSE && action_context(session) == CONTEXT_INPUTS) {
		struct bytes text = {0};
		print_row_status(session, &text);
		pane_text_fit(pane, 1, y, pane->width - 2, look_of(ROLE_TEXT), bytes_text(&text));
		bytes_release(&text);
	}
}

/* The keys that do something here, as many as fit. */
static void draw_footer(struct session *session, const struct pane *pane, int y)
{
	size_t count;
	const struct action *table = action_table(&count);
	unsigned context = action_context(session);
	int x = 1;
	for (size_t i = 0; i < count; i++) {
		if (table[i].footer == NULL || !(table[i].contexts & context))
			continue;
		struct bytes keys = {0};
		if (table[i].footer_keys != NULL)
			bytes_add_text(&keys, table[i].footer_keys);
		else
			key_print_label(table[i].key[0], &keys);
		int width = cells_columns(bytes_text(&keys)) + 1 + cells_columns(_(table[i].footer));
		if (x + width < pane->width) {
			int behind = pane_text(pane, x, y, look_bold(ROLE_ACCENT), bytes_text(&keys));
			pane_text(pane, behind + 1, y, look_of(ROLE_TEXT), _(table[i].footer));
			if (table[i].footer_keys == NULL)
				view_target(session, pane, x, y, width, TARGET_KEY, table[i].key[0]);
			x += width + 2;
		}
		bytes_release(&keys);
	}
}

static void draw_too_small(const struct pane *pane)
{
	struct bytes text = {0};
	bytes_add_format(&text, _("%dx%d is needed"), LEAST_WIDTH, LEAST_HEIGHT);
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
	if (session->mode == MODE_HELP)
		view_help_draw(session, &body);
	else
		view_of(session->view)->draw(session, &body);
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
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, _("the name is that of a profile"));
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
