/* Saves, opens, quits. */
#include "tui/files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/intl.h"
#include "tui/session.h"

static void set_pending(struct session *session, char *path)
{
	free(session->pending);
	session->pending = path;
}

static void saved(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	session_forget_sheet(session, session->current);
	sheet->outside_told = false;
	sheet->stale = true;
	sheet_refresh(sheet);
	session_say(session, _("saved %s"), sheet->plan.path);
}

char *files_expand(const char *text)
{
	const char *home = getenv("HOME");
	struct bytes path = {0};
	bool at_home = text[0] == '~' && (text[1] == '/' || text[1] == '\0') && home != NULL && home[0] == '/';
	if (at_home)
		bytes_add_text(&path, home);
	bytes_add_text(&path, text + at_home);
	char *expanded = path.failed ? NULL : strdup(bytes_text(&path));
	bytes_release(&path);
	return expanded;
}

static void save_now(struct session *session)
{
	struct diags diags = {0};
	if (open_plan_save(&session_sheet(session)->plan, &diags) < 0)
		session_complain_of(session, &diags);
	else
		saved(session);
	diags_release(&diags);
}

/* --- under another name --- */

static void save_as(struct session *session, const char *path, enum file_overwrite overwrite)
{
	struct sheet *sheet = session_sheet(session);
	struct diags diags = {0};
	if (open_plan_save_as(&sheet->plan, path, overwrite, &diags) < 0)
		session_complain_of(session, &diags);
	else
		saved(session);
	diags_release(&diags);
}

static void overwrite_pending(struct session *session)
{
	if (session->pending != NULL)
		save_as(session, session->pending, FILE_OVERWRITE);
}

static void save_as_done(struct session *session, const char *text)
{
	static const struct question question = {{{'o', N_("overwrite"), overwrite_pending}}};
	struct file_identity identity;
	const char *typed = text + strspn(text, " ");
	char *path = *typed == '\0' ? NULL : files_expand(typed);
	if (path == NULL)
		return;
	set_pending(session, path);
	if (file_identify(path, &identity))
		session_ask(session, &question, _("%s exists already"), path);
	else
		save_as(session, path, FILE_KEEP);
}

static void complete_path(struct session *session);

static void ask_name(struct session *session)
{
	static const struct prompt prompt = {.label = N_("save as:"), .done = save_as_done, .complete = complete_path};
	const struct open_plan *plan = &session_sheet(session)->plan;
	struct file_identity identity;
	struct bytes name = {0};
	bytes_add_text(&name, plan->stream ? "plan.ini" : open_plan_name(plan));
	if (file_identify(bytes_text(&name), &identity)) /* not the name of a file that exists */
		bytes_splice(&name, 0, 0, "my-", 3);
	session_prompt(session, &prompt, bytes_text(&name));
	bytes_release(&name);
}

static void reload_now(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	struct diags diags = {0};
	if (open_plan_reload(&sheet->plan, &diags) < 0) {
		session_complain_of(session, &diags);
	} else {
		sheet->outside_told = false;
		session_say(session, _("%s reloaded from its file; u undoes it"), open_plan_name(&sheet->plan));
	}
	sheet->stale = true;
	sheet_refresh(sheet);
	diags_release(&diags);
}

void files_reload(struct session *session, const struct action *action, const char *text)
{
	(void)action;
	(void)text;
	reload_now(session);
}

/* Whether the file may be written, and a new file created in its directory to replace it. */
static bool can_be_saved(const struct open_plan *plan)
{
	struct diags untold = {0};
	bool can = !plan->read_only && file_check(plan->path, FILE_OVERWRITE, &untold) == 0;
	diags_release(&untold);
	return can;
}

void files_save(struct session *session, const struct action *action, const char *text)
{
	static const struct question changed = {
		{{'o', N_("overwrite"), save_now}, {'r', N_("reload"), reload_now}, {'a', N_("save as"), ask_name}}};
	const struct open_plan *plan = &session_sheet(session)->plan;
	(void)action;
	if (*text != '\0')
		save_as_done(session, text);
	else if (!can_be_saved(plan))
		ask_name(session);
	else if (open_plan_changed_outside(plan))
		session_ask(session, &changed, _("%s was changed by another program"), open_plan_name(plan));
	else if (!open_plan_is_changed(plan))
		session_say(session, _("nothing has changed since it was saved"));
	else
		save_now(session);
}

/* --- opening --- */

void files_open(struct session *session, const struct action *action, const char *text)
{
	struct diags diags = {0};
	size_t count = session->count;
	(void)action;
	if (session_open(session, text, false, &diags) < 0)
		session_complain_of(session, &diags);
	else if (session->count > count)
		files_offer_recovery(session, count);
	diags_release(&diags);
}

/* True for what completion offers: a directory, a profile, or any file. */
static bool is_offered(const char *path, bool profiles, bool *directory)
{
	struct stat status;
	size_t size = strlen(path);
	*directory = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
	return *directory || !profiles || (size > 4 && strcmp(path + size - 4, ".ini") == 0);
}

void files_complete(const char *text, bool profiles, struct bytes *out)
{
	const char *slash = strrchr(text, '/');
	size_t directory_size = slash == NULL ? 0 : (size_t)(slash + 1 - text),
	       prefix_size = strlen(text) - directory_size;
	char *typed = strndup(text, directory_size), *directory = typed == NULL ? NULL : files_expand(typed);
	DIR *entries = directory == NULL ? NULL : opendir(directory_size == 0 ? "." : directory);
	for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
		struct bytes path = {0};
		bool is_directory;
		bytes_add_format(&path, "%s%s", directory, entry->d_name);
		bool hidden = entry->d_name[0] == '.' && prefix_size == 0;
		if (!hidden && strncmp(entry->d_name, text + directory_size, prefix_size) == 0 &&
		    is_offered(bytes_text(&path), profiles, &is_directory))
			bytes_add_format(out, "%s%s%s\n", typed, entry->d_name, is_directory ? "/" : "");
		bytes_release(&path);
	}
	if (entries != NULL)
		closedir(entries);
	free(directory);
	free(typed);
}

static void complete_path(struct session *session)
{
	struct bytes found = {0};
	files_complete(editor_text(&session->editor), false, &found);
	const char *end = memchr(bytes_text(&found), '\n', found.size);
	if (end != NULL && end == found.at + found.size - 1) { /* only one */
		bytes_splice(&found, found.size - 1, 1, "", 0);
		editor_begin(&session->editor, bytes_text(&found), false);
	} else {
		bytes_release(&session->completions);
		session->completions = found;
		return;
	}
	bytes_release(&found);
}

/* --- leaving --- */

static void leave(struct session *session)
{
	session->quit = true;
}

/* Saves what can be saved without asking; stops at the first plan that needs an answer. */
static void save_all_and_leave(struct session *session)
{
	for (size_t i = 0; i < session->count; i++) {
		static const struct action none = {0};
		const struct open_plan *plan = &session->sheet[i]->plan;
		if (!open_plan_is_changed(plan))
			continue;
		session->current = i;
		files_save(session, &none, "");
		if (open_plan_is_changed(plan))
			return;
	}
	leave(session);
}

void files_quit(struct session *session, const struct action *action, const char *text)
{
	static const struct question question = {{{'s', N_("save"), save_all_and_leave}, {'d', N_("discard"), leave}}};
	size_t changed = 0, last = 0;
	(void)text;
	for (size_t i = 0; i < session->count; i++)
		if (open_plan_is_changed(&session->sheet[i]->plan))
			changed++, last = i;
	if (changed == 0 || action->value != 0)
		leave(session);
	else if (changed == 1)
		session_ask(session, &question, _("%s has unsaved changes"),
			    open_plan_name(&session->sheet[last]->plan));
	else
		session_ask(session, &question,
			    ngettext("%zu plan has unsaved changes", "%zu plans have unsaved changes", changed),
			    changed);
}

/* --- what a killed session left behind --- */

static void offer_next(struct session *session)
{
	recovery_release(&session->recovery);
	files_offer_recovery(session, session->recovering + 1);
}

static void restore(struct session *session)
{
	struct sheet *sheet = session->sheet[session->recovering];
	struct edit edit = {.kind = EDIT_REPLACE_ALL, .value = bytes_text(&session->recovery.text)};
	struct diags diags = {0};
	if (open_plan_change(&sheet->plan, &edit, 1, _("unsaved changes restored"), &diags) < 0) {
		session_complain_of(session, &diags);
		recovery_release(&session->recovery);
	} else {
		session_say(session, _("restored; u undoes it, ^S saves it"));
		/* The old copy may only be removed once there is one of our own. */
		if (session_keep_sheet(session, session->recovering, &diags) == 0)
			recovery_remove(&session->recovery);
		offer_next(session);
	}
	sheet_refresh(sheet);
	diags_release(&diags);
}

static void forget_recovery(struct session *session)
{
	recovery_remove(&session->recovery);
	offer_next(session);
}

static bool same_text(const struct bytes *a, const struct bytes *b)
{
	return a->size == b->size && memcmp(bytes_text(a), bytes_text(b), a->size) == 0;
}

bool files_offer_recovery(struct session *session, size_t first)
{
	static const struct question question = {
		{{'r', N_("restore"), restore}, {'f', N_("forget"), forget_recovery}, {'l', N_("later"), offer_next}}};
	for (size_t i = first; i < session->count; i++) {
		recovery_find(session->sheet[i]->plan.real, &session->recovery);
		if (session->recovery.file == NULL)
			continue;
		if (same_text(&session->recovery.text, &session->sheet[i]->plan.saved)) { /* saved after all */
			recovery_remove(&session->recovery);
			recovery_release(&session->recovery);
			continue;
		}
		time_t when = (time_t)session->recovery.seconds;
		struct tm local;
		char date[32] = "";
		if (localtime_r(&when, &local) != NULL)
			strftime(date, sizeof date, "%Y-%m-%d %H:%M", &local);
		session->recovering = i;
		session_ask(session, &question, _("%1$s has unsaved changes of %2$s"),
			    open_plan_name(&session->sheet[i]->plan), date);
		return true;
	}
	return false;
}

void files_watch(struct session *session)
{
	struct sheet *sheet = session_sheet(session);
	struct file_identity identity;
	if (sheet->outside_told || !open_plan_changed_outside(&sheet->plan))
		return;
	sheet->outside_told = true;
	if (file_identify(sheet->plan.path, &identity))
		session_complain(session, _("%s was changed by another program; :reload reads it again"),
		                 open_plan_name(&sheet->plan));
	else if (file_is_absent(sheet->plan.path))
		session_complain(session, _("%s no longer exists; ^S writes it again"), open_plan_name(&sheet->plan));
	else
		session_complain(session, _("%s can no longer be accessed"), open_plan_name(&sheet->plan));
}
