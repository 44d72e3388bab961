/* Edits values in place, steps them, undoes changes. lines.c adds and removes lines. */
#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "tui/input_text.h"
#include "tui/session.h"

/* Where a value is in the source. */
struct address {
	struct bytes section, key;
};

static void address_release(struct address *address)
{
	bytes_release(&address->section);
	bytes_release(&address->key);
}

static struct address address_of(const struct sheet *sheet, const struct outline_row *row, bool one_option)
{
	struct address address = {0};
	outline_print_section(row->section, &address.section);
	outline_print_key(row, sheet->plan.now.plan, one_option ? (int)sheet->option : -1, &address.key);
	return address;
}

/* The chosen option's own value, or the common one; given or not. */
static const struct setting_value *stated_value(const struct sheet *sheet, const struct setting *setting,
                                                bool one_option)
{
	return one_option && setting->by_option != NULL ? &setting->by_option[sheet->option] : &setting->common;
}

static bool has_own_value(const struct sheet *sheet, const struct setting *setting)
{
	return setting->by_option != NULL && setting->by_option[sheet->option].given;
}

/* The row being edited; NULL if it no longer exists. */
static const struct outline_row *edited_row(const struct session *session)
{
	const struct sheet *sheet = session_sheet(session);
	size_t row =
		session->edit.row == NULL ? sheet->outline.count : outline_find(&sheet->outline, session->edit.row);
	if (row == sheet->outline.count || sheet->outline.row[row].kind != OUTLINE_INPUT)
		return NULL;
	return &sheet->outline.row[row];
}

/* The text with which editing a value begins. */
static void print_stated(const struct sheet *sheet, const struct outline_row *row, bool one_option, struct bytes *out)
{
	const struct plan *plan = sheet->plan.now.plan;
	const struct setting_value *stated = stated_value(sheet, row->setting, one_option);
	if (one_option && !has_own_value(sheet, row->setting))
		stated = &row->setting->common;
	if (stated->given)
		bytes_add_text(out, plan->source.entry[stated->entry].value);
	else if (row->setting->has_value)
		input_print_exact(&stated->value, row->field, plan, out);
}

/* Adds for which options the value will apply. */
static void say_scope(struct session *session, const struct outline_row *row)
{
	const struct sheet *sheet = session_sheet(session);
	if (!row->field->per_option)
		return;
	bytes_add_text(&session->edit.echo, " · ");
	if (session->edit.one_option)
		bytes_add_format(&session->edit.echo, _("only %s"), sheet_option_label(sheet, sheet->option));
	else
		bytes_add_text(&session->edit.echo, _("all options"));
}

/* Says which value applies when nothing is typed. */
static void say_emptied(struct session *session, const struct outline_row *row)
{
	struct bytes *echo = &session->edit.echo;
	const struct sheet *sheet = session_sheet(session);
	if (session->edit.one_option && row->setting->has_value) {
		struct bytes common = {0};
		print_stated(sheet, row, false, &common);
		bytes_add_format(echo, _("as for all options: %s"), bytes_text(&common));
		bytes_release(&common);
	} else if (row->field->fallback != NULL) {
		bytes_add_format(echo, _("the default: %s"), row->field->fallback);
	} else {
		bytes_add_text(echo, _("nothing stated"));
	}
}

/* Notes the error in the typed text, and its position. */
static void note_problem(struct session *session, const struct diags *diags, int blanks)
{
	session->edit.ok = false;
	session->edit.column = 0;
	if (diags->out_of_memory || diags->count == 0) {
		bytes_add_text(&session->edit.echo, _("out of memory"));
		return;
	}
	size_t i = 0;
	while (i + 1 < diags->count && diags->at[i].severity != SEVERITY_ERROR)
		i++;
	bytes_add_text(&session->edit.echo, diags->at[i].message);
	if (blanks >= 0)
		session->edit.column = diags->at[i].place.column + blanks;
}

/* Reads the typed text, shows how it was understood, and makes the draft whose figures are then shown. */
static void typed(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = edited_row(session);
	struct diags diags = {0};
	bytes_release(&session->edit.echo);
	session->edit.echo = (struct bytes){0};
	session->edit.ok = true;
	session->edit.column = 0;
	if (row == NULL)
		return;
	const char *text = editor_text(&session->editor);
	size_t blanks = strspn(text, " "), size = strlen(text);
	while (size > blanks && text[size - 1] == ' ')
		size--;
	session->edit.empty = size == blanks;
	struct address address = address_of(sheet, row, session->edit.one_option);
	char *value = strndup(text + blanks, size - blanks);
	struct currency_names currencies = input_currencies(sheet->plan.now.plan);
	struct value parsed;
	struct edit edit = {.kind = session->edit.empty ? EDIT_REMOVE : EDIT_SET,
	                    .section = bytes_text(&address.section),
	                    .key = bytes_text(&address.key),
	                    .value = value};
	open_plan_drop(&sheet->plan);
	if (value == NULL || address.section.failed || address.key.failed) {
		diags.out_of_memory = true;
		note_problem(session, &diags, -1);
	} else if (!session->edit.empty &&
	           value_parse(value, size - blanks, row->field, &currencies, (struct place){.line = 1, .column = 1},
	                       row->field->key, &diags, &parsed) < 0) {
		note_problem(session, &diags, (int)blanks);
	} else {
		if (session->edit.empty) {
			say_emptied(session, row);
		} else {
			value_explain(&parsed, row->field, &currencies, &session->edit.echo);
			value_release(&parsed);
		}
		bool changed = session->edit.original == NULL || strcmp(text, session->edit.original) != 0;
		if (changed && open_plan_type(&sheet->plan, &edit, 1, &diags) < 0) {
			bytes_release(&session->edit.echo);
			session->edit.echo = (struct bytes){0};
			note_problem(session, &diags, -1);
		} else {
			say_scope(session, row);
		}
	}
	address_release(&address);
	diags_release(&diags);
	free(value);
	sheet_refresh(sheet);
}

/* Puts the row's value into the editor. */
static void load(struct session *session, const struct outline_row *row)
{
	const struct sheet *sheet = session_sheet(session);
	struct bytes text = {0};
	print_stated(sheet, row, session->edit.one_option, &text);
	bool shown_as_own = !session->edit.one_option || has_own_value(sheet, row->setting);
	editor_begin(&session->editor, bytes_text(&text), true);
	free(session->edit.original);
	/* A value stated for all options counts as changed when it is stated for one. */
	session->edit.original = strdup(shown_as_own ? editor_text(&session->editor) : "\n");
	bytes_release(&text);
}

void edit_begin(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	if (row == NULL || row->kind != OUTLINE_INPUT)
		return;
	free(session->edit.row);
	session->edit.row = strdup(row->name);
	session->edit.one_option = has_own_value(sheet, row->setting);
	load(session, row);
	if (session->edit.row == NULL || session->edit.original == NULL)
		return;
	session->mode = MODE_EDIT;
	typed(session);
}

/* Discards the edit. */
static void end(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	open_plan_drop(&sheet->plan);
	sheet_refresh(sheet);
	session->mode = MODE_BROWSE;
}

void edit_key(struct session *session, uint32_t key)
{
	struct bytes before = {0};
	bytes_add_text(&before, editor_text(&session->editor));
	if (editor_key(&session->editor, key) && strcmp(bytes_text(&before), editor_text(&session->editor)) != 0)
		typed(session);
	bytes_release(&before);
}

void edit_paste(struct session *session, const char *text)
{
	editor_insert(&session->editor, text);
	typed(session);
}

/* "team.ops.fte = 2"; go_to_change() relies on the name coming first. */
static void print_change(const struct address *address, const char *value, struct bytes *out)
{
	const char *section = bytes_text(&address->section), *key = bytes_text(&address->key);
	if (*value != '\0')
		bytes_add_format(out, "%s.%s = %s", section, key, value);
	else
		bytes_add_format(out, _("%1$s.%2$s removed"), section, key);
}

void edit_keep(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = edited_row(session);
	struct diags diags = {0};
	(void)text;
	if (row == NULL) {
		end(session);
		return;
	}
	if (!session->edit.ok) {
		if (session->edit.column > 0)
			editor_go_to_column(&session->editor, session->edit.column);
		return;
	}
	struct address address = address_of(sheet, row, session->edit.one_option);
	struct bytes what = {0};
	print_change(&address, session->edit.empty ? "" : editor_text(&session->editor), &what);
	if (open_plan_keep(&sheet->plan, bytes_text(&what), &diags) < 0)
		session_complain_of(session, &diags);
	else
		end(session);
	address_release(&address);
	bytes_release(&what);
	size_t at = sheet_row_index(sheet);
	if (session->mode == MODE_BROWSE && (action->value > 0 || at > 0))
		sheet_go(sheet, action->value < 0 ? at - 1 : at + (size_t)action->value);
}

void edit_drop(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	end(session);
}

void edit_scope(struct session *session, const struct action *action, const char *text)
{
	const struct outline_row *row = edited_row(session);
	(void)action;
	(void)text;
	if (row == NULL || !row->field->per_option) {
		session_complain(session, _("this input is the same for all options"));
		return;
	}
	bool untouched = session->editor.untouched || session->edit.original == NULL ||
	                 strcmp(editor_text(&session->editor), session->edit.original) == 0;
	session->edit.one_option = !session->edit.one_option;
	if (untouched) {
		load(session, row);
	} else {
		free(session->edit.original);
		session->edit.original = strdup("\n"); /* in the other scope, the typed text is a change */
	}
	typed(session);
}

/* Sets one input directly. */
static void set_input(struct session *session, const struct outline_row *row, bool one_option,
                      const struct bytes *value)
{
	struct sheet *sheet = session_sheet(session);
	struct address address = address_of(sheet, row, one_option);
	struct bytes what = {0};
	struct diags diags = {0};
	struct edit edit = {.kind = EDIT_SET,
	                    .section = bytes_text(&address.section),
	                    .key = bytes_text(&address.key),
	                    .value = bytes_text(value)};
	print_change(&address, edit.value, &what);
	diags.out_of_memory = address.section.failed || address.key.failed || value->failed;
	if (diags.out_of_memory || open_plan_change(&sheet->plan, &edit, 1, bytes_text(&what), &diags) < 0)
		session_complain_of(session, &diags);
	sheet_refresh(sheet);
	diags_release(&diags);
	bytes_release(&what);
	address_release(&address);
}

void edit_nudge(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	struct bytes value = {0};
	(void)text;
	if (row == NULL || row->kind != OUTLINE_INPUT) {
		session_complain(session, _("this line has no value of its own; Enter opens it"));
		return;
	}
	bool own = has_own_value(sheet, row->setting);
	const struct value *now = setting_for(row->setting, sheet->option);
	if (now == NULL)
		session_complain(session, _("there is no value yet; Enter edits it"));
	else if (!input_nudge(now, row->field, sheet->plan.now.plan, action->value, &value))
		session_complain(session, _("this value has no steps; Enter edits it"));
	else
		set_input(session, row, own, &value);
	bytes_release(&value);
}

/* Goes to where a change was made: its description begins with the input's name. */
static void go_to_change(struct session *session, const char *what)
{
	char *name = strndup(what, strcspn(what, " "));
	if (name != NULL && strchr(name, '.') != NULL && !session_view(session)->all_plans)
		sheet_go_to(session_sheet(session), name);
	free(name);
}

void edit_undo(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const char *what = open_plan_undo(&sheet->plan);
	(void)action;
	(void)text;
	sheet_refresh(sheet);
	if (what == NULL) {
		session_say(session, _("nothing to undo"));
		return;
	}
	go_to_change(session, what);
	session_say(session, _("undone: %s"), what);
}

void edit_redo(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const char *what = open_plan_redo(&sheet->plan);
	(void)action;
	(void)text;
	sheet_refresh(sheet);
	if (what == NULL) {
		session_say(session, _("nothing to redo"));
		return;
	}
	go_to_change(session, what);
	session_say(session, _("redone: %s"), what);
}

void edit_set(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	struct edit edit = {.kind = EDIT_ASSIGN, .value = text};
	struct diags diags = {0};
	(void)action;
	if (open_plan_change(&sheet->plan, &edit, 1, text, &diags) < 0)
		session_complain_of(session, &diags);
	else
		session_say(session, "%s", text);
	sheet_refresh(sheet);
	diags_release(&diags);
}
