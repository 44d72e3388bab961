/* Adds, duplicates and removes lines of the plan. */
#include "tui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/grow.h"
#include "base/intl.h"
#include "tui/session.h"

/* The key that a new section needs for the plan to be valid; it is edited next. */
static const struct seed {
	enum section_kind kind;
	const char *key, *value;
} seeds[] = {
	{SECTION_BENEFIT, "annual_value", "0"},
	{SECTION_TEAM, "salary", "0"},
	{SECTION_INFRA, "price", "0"},
	{SECTION_MONITORING, "price", "0"},
	{SECTION_OTHER, "price", "0"},
	{SECTION_INCIDENT, "share", "0%"},
	{SECTION_OPTION, "time_to_market", "0"},
	{SECTION_TIER, "total", "0"},
	{SECTION_ALERT, "level", "warning"},
};

static const struct seed *seed_of(enum section_kind kind)
{
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		if (seeds[i].kind == kind)
			return &seeds[i];
	return NULL;
}

/* Edits and their texts, collected to be applied as one change. */
struct batch {
	struct edit *edit;
	size_t count, capacity;
	struct arena arena;
	bool failed;
};

static void batch_release(struct batch *batch)
{
	free(batch->edit);
	arena_release(&batch->arena);
}

static const char *batch_text(struct batch *batch, const char *text)
{
	const char *kept = text == NULL ? NULL : arena_text(&batch->arena, text, strlen(text));
	if (text != NULL && kept == NULL)
		batch->failed = true;
	return kept;
}

/* The text of a name. One truncated for lack of memory would be another name: then the batch fails. */
static const char *printed(struct batch *batch, const struct bytes *text)
{
	batch->failed |= text->failed;
	return bytes_text(text);
}

static void batch_add(struct batch *batch, enum edit_kind kind, const char *section, const char *key, const char *value)
{
	if (!GROW(batch->edit, batch->capacity, batch->count + 1)) {
		batch->failed = true;
		return;
	}
	batch->edit[batch->count++] = (struct edit){
		kind, batch_text(batch, section), batch_text(batch, key), batch_text(batch, value)};
}

/* Applies a batch as one change. false: it is invalid, which was reported. */
static bool batch_apply(struct session *session, struct batch *batch, const char *what)
{
	struct sheet *sheet = session_sheet(session);
	struct diags diags = {0};
	if (batch->failed)
		diags.out_of_memory = true;
	bool applied = !batch->failed && open_plan_change(&sheet->plan, batch->edit, batch->count, what, &diags) == 0;
	if (!applied)
		session_complain_of(session, &diags);
	diags_release(&diags);
	sheet_refresh(sheet);
	return applied;
}

/* An id made from a label: lower-case letters, digits, single hyphens. */
static void print_id(const char *label, struct bytes *out)
{
	for (; *label != '\0'; label++) {
		if (ascii_is_letter(*label) || ascii_is_digit(*label))
			bytes_add_char(out, ascii_lower(*label));
		else if (out->size > 0 && out->at[out->size - 1] != '-')
			bytes_add_char(out, '-');
	}
	while (out->size > 0 && out->at[out->size - 1] == '-')
		bytes_splice(out, out->size - 1, 1, "", 0);
	if (out->size == 0)
		bytes_add_text(out, "new");
}

static bool has_section(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->source.section_count; i++)
		if (strcmp(plan->source.section[i].name, name) == 0)
			return true;
	return false;
}

/* "team.ops", or "team.ops-2" if that exists. */
static void print_new_section(const struct plan *plan, enum section_kind kind, const char *label, struct bytes *out)
{
	struct bytes id = {0};
	print_id(label, &id);
	bytes_add_format(out, "%s.%s", section_type(kind)->name, bytes_text(&id));
	size_t size = out->size;
	for (int number = 2; has_section(plan, bytes_text(out)) && number < 1000; number++) {
		bytes_splice(out, size, out->size - size, "", 0);
		bytes_add_format(out, "-%d", number);
	}
	bytes_release(&id);
}

/* Goes to an input of a section and begins to edit it. */
static void type_next(struct session *session, const char *section, const char *key)
{
	struct bytes name = {0};
	bytes_add_format(&name, "%s.%s", section, key);
	sheet_go_to(session_sheet(session), bytes_text(&name));
	bytes_release(&name);
	edit_begin(session);
}

/* --- add --- */

static void added(struct session *session, enum section_kind kind, const char *label)
{
	const struct plan *plan = session_sheet(session)->plan.now.plan;
	const struct seed *seed = seed_of(kind);
	struct bytes section = {0}, what = {0};
	struct batch batch = {0};
	print_new_section(plan, kind, label, &section);
	bytes_add_format(&what, _("%s added"), bytes_text(&section));
	batch_add(&batch, EDIT_SET, printed(&batch, &section), "label", label);
	batch_add(&batch, EDIT_SET, printed(&batch, &section), seed->key, seed->value);
	if (batch_apply(session, &batch, bytes_text(&what)))
		type_next(session, bytes_text(&section), seed->key);
	batch_release(&batch);
	bytes_release(&section);
	bytes_release(&what);
}

static void add_currency(struct session *session, const char *code)
{
	struct bytes key = {0}, what = {0};
	struct batch batch = {0};
	for (const char *c = code; *c != '\0'; c++)
		bytes_add_char(&key, ascii_lower(*c));
	bytes_add_format(&what, _("fx.%s added"), bytes_text(&key));
	batch_add(&batch, EDIT_SET, "fx", printed(&batch, &key), "1");
	if (batch_apply(session, &batch, bytes_text(&what)))
		type_next(session, "fx", bytes_text(&key));
	batch_release(&batch);
	bytes_release(&key);
	bytes_release(&what);
}

static void add_done(struct session *session, const char *text)
{
	const struct outline_row *row = sheet_row(session_sheet(session));
	size_t blanks = strspn(text, " ");
	if (text[blanks] == '\0' || row == NULL || row->topic->adds == SECTION_KINDS)
		return;
	if (row->topic->adds == SECTION_FX)
		add_currency(session, text + blanks);
	else
		added(session, row->topic->adds, text + blanks);
}

void edit_add(struct session *session, const struct action *action, const char *text)
{
	static const struct prompt name = {.label = N_("name of the new line:"), .done = add_done};
	static const struct prompt code = {.label = N_("code of the currency:"), .done = add_done};
	const struct outline_row *row = sheet_row(session_sheet(session));
	(void)action;
	if (row == NULL)
		return;
	if (row->topic->adds == SECTION_KINDS)
		session_complain(session, _("nothing can be added to '%s'"), _(row->topic->label));
	else if (*text != '\0')
		add_done(session, text);
	else
		session_prompt(session, row->topic->adds == SECTION_FX ? &code : &name, "");
}

/* --- duplicate --- */

/* Copies the values stated for an option to a new one. */
static void copy_option_values(struct batch *batch, const struct plan *plan, size_t option, const char *new_id)
{
	const struct folds none = {0};
	struct outline all;
	if (outline_new(plan, &none, true, &all) < 0) {
		batch->failed = true;
		return;
	}
	for (size_t i = 0; i < all.count; i++) {
		const struct outline_row *row = &all.row[i];
		if (row->kind != OUTLINE_INPUT || row->setting->by_option == NULL ||
		    !row->setting->by_option[option].given)
			continue;
		struct bytes section = {0}, key = {0};
		outline_print_section(row->section, &section);
		outline_print_key(row, plan, -1, &key);
		bytes_add_format(&key, ".%s", new_id);
		batch_add(batch, EDIT_SET, printed(batch, &section), printed(batch, &key),
		          plan->source.entry[row->setting->by_option[option].entry].value);
		bytes_release(&section);
		bytes_release(&key);
	}
	outline_release(&all);
}

static void duplicate_done(struct session *session, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	const struct plan *plan = sheet->plan.now.plan;
	size_t blanks = strspn(text, " ");
	if (text[blanks] == '\0' || row == NULL || row->section == NULL || row->section->id == NULL)
		return;
	struct bytes from = {0}, to = {0}, what = {0};
	struct batch batch = {0};
	outline_print_section(row->section, &from);
	print_new_section(plan, row->section->kind, text + blanks, &to);
	bytes_add_format(&what, _("%1$s duplicated as %2$s"), bytes_text(&from), bytes_text(&to));
	batch_add(&batch, EDIT_DUPLICATE, printed(&batch, &from), NULL, printed(&batch, &to));
	batch_add(&batch, EDIT_SET, printed(&batch, &to), "label", text + blanks);
	int option = row->section->kind == SECTION_OPTION ? plan_option_index(plan, row->section->id) : -1;
	if (option >= 0 && !to.failed)
		copy_option_values(&batch, plan, (size_t)option, strchr(bytes_text(&to), '.') + 1);
	if (batch_apply(session, &batch, bytes_text(&what))) {
		sheet_go_to(sheet, bytes_text(&to));
		session_say(session, "%s", bytes_text(&what));
	}
	batch_release(&batch);
	bytes_release(&from);
	bytes_release(&to);
	bytes_release(&what);
}

void edit_duplicate(struct session *session, const struct action *action, const char *text)
{
	static const struct prompt prompt = {.label = N_("name of the duplicate:"), .done = duplicate_done};
	const struct outline_row *row = sheet_row(session_sheet(session));
	(void)action;
	if (row == NULL || row->section == NULL || row->section->id == NULL) {
		session_complain(session,
				 _("only a line with a name of its own can be duplicated, such as one of the team"));
		return;
	}
	struct bytes name = {0};
	bytes_add_format(&name, "%s 2", outline_section_label(row->section));
	if (*text != '\0')
		duplicate_done(session, text);
	else
		session_prompt(session, &prompt, bytes_text(&name));
	bytes_release(&name);
}

/* --- delete --- */

/* With an option, the values stated for it are removed. */
static void remove_option_values(struct batch *batch, const struct plan *plan, size_t option)
{
	const struct folds none = {0};
	const char *id = plan_option(plan, option)->section.id;
	struct outline all;
	if (outline_new(plan, &none, true, &all) < 0) {
		batch->failed = true;
		return;
	}
	for (size_t i = 0; i < all.count; i++) {
		const struct outline_row *row = &all.row[i];
		bool move = row->kind == OUTLINE_INPUT && row->field->form == KEY_MOVE &&
		            (strcmp(row->named->name, id) == 0 || strcmp(row->named->other, id) == 0);
		bool own = row->kind == OUTLINE_INPUT && row->setting->by_option != NULL &&
			   row->setting->by_option[option].given;
		if (!move && !own)
			continue;
		struct bytes section = {0}, key = {0};
		outline_print_section(row->section, &section);
		outline_print_key(row, plan, own ? (int)option : -1, &key);
		batch_add(batch, EDIT_REMOVE, printed(batch, &section), printed(batch, &key), NULL);
		bytes_release(&section);
		bytes_release(&key);
	}
	outline_release(&all);
}

/* Collects the edits that delete a row; false if it cannot be deleted, which is reported. */
static bool plan_deletion(struct session *session, const struct outline_row *row, struct batch *batch,
                          struct bytes *what)
{
	const struct sheet *sheet = session_sheet(session);
	const struct plan *plan = sheet->plan.now.plan;
	struct bytes section = {0}, key = {0};
	bool possible = false;
	if (row->section != NULL)
		outline_print_section(row->section, &section);
	if (row->kind == OUTLINE_SECTION && row->section != NULL) {
		int option = row->section->kind == SECTION_OPTION ? plan_option_index(plan, row->section->id) : -1;
		if (option >= 0)
			remove_option_values(batch, plan, (size_t)option);
		batch_add(batch, EDIT_REMOVE, printed(batch, &section), NULL, NULL);
		bytes_add_format(what, _("%s deleted"), bytes_text(&section));
		possible = true;
	} else if (row->kind == OUTLINE_INPUT && row->section != NULL) {
		bool own = row->setting->by_option != NULL && row->setting->by_option[sheet->option].given;
		possible = own || row->setting->common.given;
		outline_print_key(row, plan, own ? (int)sheet->option : -1, &key);
		batch_add(batch, EDIT_REMOVE, printed(batch, &section), printed(batch, &key), NULL);
		bytes_add_format(what, _("%1$s.%2$s deleted"), bytes_text(&section), bytes_text(&key));
		if (!possible)
			session_complain(session, _("it has its default value already"));
	} else {
		session_complain(session, _("only lines and values can be deleted"));
	}
	bytes_release(&section);
	bytes_release(&key);
	return possible;
}

void edit_delete(struct session *session, const struct action *action, const char *text)
{
	struct sheet *sheet = session_sheet(session);
	const struct outline_row *row = sheet_row(sheet);
	size_t at = sheet_row_index(sheet);
	struct batch batch = {0};
	struct bytes what = {0};
	(void)action;
	(void)text;
	if (row != NULL && plan_deletion(session, row, &batch, &what) &&
	    batch_apply(session, &batch, bytes_text(&what))) {
		sheet_go(sheet, at);
		session_say(session, _("%s; u brings it back"), bytes_text(&what));
	}
	batch_release(&batch);
	bytes_release(&what);
}
