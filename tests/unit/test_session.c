/* The session: what keys do to plans and files, as a user would press them. */
#include "tui/dispatch.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "screens.h"
#include "tui/action.h"
#include "tui/matrix.h"

static struct session *with_copy(const char *stem, const char **path)
{
	*path = copy_golden(stem);
	const char *const paths[] = {*path, NULL};
	return open_session(paths, false);
}

static void done_with(struct session *session, const char *path)
{
	session_forget(session);
	session_free(session);
	remove(path);
}

static const char *value_of(const struct session *session, const char *section, const char *key)
{
	const struct source_entry *entry = source_find(&session_sheet(session)->plan.now.plan->source, section, key);
	return entry == NULL ? "(none)" : entry->value;
}

static void typing_a_value_changes_the_figures_at_once(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "expect \"5.5 mo\"\n"
	              "down\ndown\nenter\n"
	              "\"9%\"\nexpect \"= 9% · all options\"\nexpect \"9.8 mo\"\nexpect \"payback 5.5 → 9.8 months\"\nreject \"[+]\"\n"
	              "enter\nexpect \"[+]\"\nexpect \"9.8 mo\"\nreject \"5.5 mo\"\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "9%");
	play(session, "u\nexpect \"undone: benefit.ctr.lift = 9%\"\nreject \"[+]\"\nexpect \"5.5 mo\"\nU\nexpect \"[+]\"\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "9%");
	done_with(session, path);
}

static void escape_drops_what_was_typed(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "down\ndown\nenter\n\"9%\"\nesc\nreject \"[+]\"\nexpect \"5.5 mo\"\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "18%");
	assert_int_equal(session_sheet(session)->plan.history.count, 0);
	play(session, "enter\nenter\nreject \"[+]\"\n"); /* nothing typed, nothing changed */
	assert_int_equal(session_sheet(session)->plan.history.count, 0);
	done_with(session, path);
}

static void an_error_keeps_the_text_and_shows_where(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "down\ndown\nenter\n\"uniform(10%, x)\"\nexpect \"!\"\nexpect \"5.5 mo\"\nenter\n");
	assert_int_equal(session->mode, MODE_EDIT);
	assert_string_equal(editor_text(&session->editor), "uniform(10%, x)");
	assert_int_equal(session->editor.cursor, 13); /* at what is no number */
	play(session, "delete\n\"20%\"\nenter\n");
	assert_int_equal(session->mode, MODE_BROWSE);
	play(session, "enter\n\"-200%\"\nenter\n");
	assert_int_equal(session->mode, MODE_EDIT);
	assert_int_equal(session->editor.cursor, 0);
	play(session, "esc\n");
	done_with(session, path);
}

static void a_value_for_one_option_alone(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":go team.data-scientist.fte\n]\n]\nenter\ntab\n\"5\"\nexpect \"only Hybrid\"\nenter\n");
	assert_string_equal(value_of(session, "team.data-scientist", "fte"), "2");
	assert_string_equal(value_of(session, "team.data-scientist", "fte.hybrid"), "5");
	play(session, "expect \"(hybrid)\"\n[\nreject \"(hybrid)\"\n]\n"
	              "enter\n\"6\"\nenter\n"); /* where it has one of its own, that one is typed */
	assert_string_equal(value_of(session, "team.data-scientist", "fte.hybrid"), "6");
	play(session, "enter\n^U\n^K\nexpect \"as for all options: 2\"\nenter\n"); /* emptied, it is gone */
	assert_string_equal(value_of(session, "team.data-scientist", "fte.hybrid"), "(none)");
	play(session, "enter\ntab\nenter\n"); /* the common value given for one is a change */
	assert_string_equal(value_of(session, "team.data-scientist", "fte.hybrid"), "2");
	play(session, "d\n");
	assert_string_equal(value_of(session, "team.data-scientist", "fte.hybrid"), "(none)");
	play(session, ":go plan.horizon\nenter\ntab\nexpect \"the same for all options\"\nesc\n");
	done_with(session, path);
}

static void emptied_values_go_back_to_their_default(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":go benefit.ctr.ramp\nenter\nbackspace\nbackspace\nexpect \"the default: 0\"\nenter\nexpect \"[+]\"\n");
	assert_string_equal(value_of(session, "benefit.ctr", "ramp"), "(none)");
	play(session, ":go benefit.ctr.lift\nenter\n^U\nexpect \"!\"\nenter\n"); /* a benefit needs it */
	assert_int_equal(session->mode, MODE_EDIT);
	play(session, "esc\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "18%");
	done_with(session, path);
}

static void nudging_moves_by_steps(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":go benefit.ctr.lift\n.\n.\n,\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "19%");
	play(session, ">\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "29%");
	assert_int_equal(session_sheet(session)->plan.history.count, 4);
	play(session, "u\nu\nu\nu\nreject \"[+]\"\n:go team\n.\nexpect \"no value of its own\"\n");
	play(session, ":go option.hybrid.hosting\n.\n");
	assert_string_equal(value_of(session, "option.hybrid", "hosting"), "self-hosted");
	done_with(session, path);
}

static void lines_are_added_duplicated_deleted(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":go team\na\n\"MLOps Engineer\"\nenter\n\"90k\"\nenter\n");
	assert_string_equal(value_of(session, "team.mlops-engineer", "label"), "MLOps Engineer");
	assert_string_equal(value_of(session, "team.mlops-engineer", "salary"), "90k");
	play(session, "D\nexpect \"name of the duplicate: MLOps Engineer 2\"\nenter\n");
	assert_string_equal(value_of(session, "team.mlops-engineer-2", "salary"), "90k");
	play(session, "expect \"MLOps Engineer 2\"\nd\nexpect \"u brings it back\"\n");
	assert_string_equal(value_of(session, "team.mlops-engineer-2", "salary"), "(none)");
	play(session, "u\nu\nu\nu\nreject \"[+]\"\nexpect \"undone\"\n");
	/* every topic that says so can be added to */
	struct outline closed;
	assert_int_equal(outline_new(session_sheet(session)->plan.now.plan, &(struct folds){0}, false, &closed), 0);
	for (size_t i = 0; i < closed.count; i++) {
		const struct topic *topic = closed.row[i].topic;
		if (closed.row[i].kind != OUTLINE_TOPIC)
			continue;
		char script[256];
		size_t before = session_sheet(session)->plan.history.position;
		snprintf(script, sizeof script, ":go %s\na\n\"%s\"\nenter\nesc\n", topic->name, topic->adds == SECTION_FX ? "CHF" : "Some Thing!");
		if (topic->adds == SECTION_KINDS) {
			snprintf(script, sizeof script, ":go %s\na\nexpect \"nothing can be added\"\n", topic->name);
			before--;
		}
		play(session, script);
		if (session_sheet(session)->plan.history.position != before + 1)
			fail_msg("'%s': %s", topic->name, bytes_text(&session->message));
	}
	outline_release(&closed);
	done_with(session, path);
}

static void options_come_and_go_with_their_values(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":go option.self-hosted\nD\n^U\n\"Cloud\"\nenter\n");
	assert_string_equal(value_of(session, "team.devops", "fte.cloud"), "0.5");
	assert_int_equal(open_plan_figures(&session_sheet(session)->plan)->option_count, 4);
	play(session, ":go option.self-hosted\nd\n");
	assert_string_equal(value_of(session, "team.devops", "fte.self-hosted"), "(none)");
	assert_int_equal(open_plan_figures(&session_sheet(session)->plan)->option_count, 3);
	play(session, ":go option.managed\nd\n:go option.hybrid\nd\n:go option.cloud\nd\nexpect \"!\"\n"); /* one has to stay */
	assert_int_equal(open_plan_figures(&session_sheet(session)->plan)->option_count, 1);
	play(session, "u\nu\nu\nu\nreject \"[+]\"\n");
	done_with(session, path);
}

static void searching_goes_there_as_one_types(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "/\n\"devops\"\nenter\n");
	assert_string_equal(session_sheet(session)->cursor, "team.devops");
	play(session, "n\n");
	assert_string_equal(session_sheet(session)->cursor, "team.devops.salary");
	play(session, "N\n");
	assert_string_equal(session_sheet(session)->cursor, "team.devops");
	play(session, "/\n\"DRIFT\"\nesc\n"); /* dropped: back where one was */
	assert_string_equal(session_sheet(session)->cursor, "team.devops");
	play(session, ":search no such thing\nexpect \"no input's name contains\"\n");
	done_with(session, path);
}

static void commands_are_completed_and_corrected(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":\n\"rel\"\ntab\nexpect \":reload\"\nesc\n"
	              ":\n\"r\"\ntab\nexpect \"redo\"\nexpect \"reload\"\nesc\n"
	              ":\n\"set benefit.ctr.li\"\ntab\nexpect \":set benefit.ctr.lift=\"\n\"21%\"\nenter\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "21%");
	play(session, ":wirte\nexpect \"did you mean 'write'?\"\n"
	              ":set benefit.ctr.lfit=3\nexpect \"!\"\nexpect \"did you mean\"\n"
	              ":set\nexpect \"takes section.key=value\"\n"
	              ":undo now\nexpect \"takes no argument\"\n"
	              ":theme pink\nexpect \"takes one of: dark light mono\"\n"
	              ":go team.devosp\nexpect \"did you mean 'team.devops'?\"\n"
	              ":option hybrid\nexpect \"INPUTS  Hybrid\"\n"
	              ":option nosuch\nexpect \"there is no option 'nosuch'\"\n"
	              ":\nup\nexpect \":option nosuch\"\nup\nexpect \":option hybrid\"\ndown\ndown\nesc\n");
	done_with(session, path);
}

static void saving_asks_only_when_it_must(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	char *before = read_whole(path);
	(void)state;
	play(session, "^S\nexpect \"nothing has changed\"\n:set team.devops.fte=3\n^S\nexpect \"saved\"\nreject \"[+]\"\n");
	char *after = read_whole(path), *at = strstr(before, "fte = 0.3");
	assert_non_null(at);
	assert_int_equal(strlen(after) + 2, strlen(before));
	assert_memory_equal(after, before, (size_t)(at - before) + 6);
	assert_string_equal(after + (at - before) + 7, at + 9);
	free(after);
	play(session, ":set team.devops.fte=4\n");
	write_file(path, before); /* somebody else */
	play(session, "^S\nexpect \"was changed by another program\"\nexpect \"[o] overwrite\"\nesc\nexpect \"[+]\"\n");
	after = read_whole(path);
	assert_string_equal(after, before); /* untouched */
	free(after);
	play(session, "^S\nr\nreject \"[+]\"\n");
	assert_string_equal(value_of(session, "team.devops", "fte"), "0.3");
	play(session, "u\nexpect \"[+]\"\n");
	assert_string_equal(value_of(session, "team.devops", "fte"), "4");
	write_file(path, before);
	play(session, "^S\no\nexpect \"saved\"\n");
	after = read_whole(path);
	assert_non_null(strstr(after, "fte = 4"));
	free(after);
	free(before);
	done_with(session, path);
}

static void a_shipped_plan_is_saved_under_another_name(void **state)
{
	const char *path = copy_golden("growth"), *other = scratch_file("mine.ini");
	const char *const paths[] = {path, NULL};
	char *before = read_whole(path), script[1024];
	(void)state;
	struct session *session = open_session(paths, true);
	play(session, ":set plan.horizon=24\n^S\nexpect \"save as: \"\n");
	snprintf(script, sizeof script, "^U\n\"%s\"\nenter\nexpect \"saved\"\nreject \"[+]\"\n", other);
	play(session, script);
	char *after = read_whole(path), *written = read_whole(other);
	assert_string_equal(after, before);
	assert_non_null(strstr(written, "horizon = 24"));
	free(after);
	free(written);
	play(session, ":set plan.horizon=25\n^S\nexpect \"saved\"\n"); /* it goes by that name now */
	written = read_whole(other);
	assert_non_null(strstr(written, "horizon = 25"));
	free(written);
	free(before);
	remove(other);
	done_with(session, path);
}

static void each_profile_is_shipped_or_ones_own(void **state)
{
	const char *own = copy_golden("growth"), *shipped = copy_golden("recommendation-engine");
	const char *const paths[] = {own, shipped};
	const bool is_shipped[] = {false, true};
	const struct session_options options = {.path = paths, .shipped = is_shipped, .count = 2};
	struct session *session = NULL;
	struct diags diags = {0};
	(void)state;
	assert_int_equal(dispatch_open(&options, &diags, &session), 0);
	play(session, "right\nenter\n:set plan.horizon=25\n^S\nexpect \"save as: \"\nesc\nu\nesc\n");
	play(session, "left\nenter\n:set plan.horizon=24\n^S\nexpect \"saved\"\nreject \"save as\"\nreject \"[+]\"\n");
	char *written = read_whole(own);
	assert_non_null(strstr(written, "horizon = 24"));
	free(written);
	remove(shipped);
	done_with(session, own);
}

static void leaving_asks_only_when_something_would_be_lost(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, ":set team.devops.fte=3\nq\nexpect \"has unsaved changes\"\nesc\n");
	assert_false(session->quit);
	play(session, "q\nz\n"); /* no answer */
	assert_false(session->quit);
	play(session, "esc\nu\nq\n");
	assert_true(session->quit);
	session->quit = false;
	play(session, "U\nq\ns\n");
	assert_true(session->quit);
	assert_false(open_plan_is_changed(&session_sheet(session)->plan));
	session->quit = false;
	play(session, "u\nq\nd\n");
	assert_true(session->quit);
	char *text = read_whole(path);
	assert_non_null(strstr(text, "fte = 3\n"));
	free(text);
	done_with(session, path);
}

static void several_profiles_are_a_matrix(void **state)
{
	const char *one = copy_golden("recommendation-engine"), *two = copy_golden("growth");
	const char *const paths[] = {one, two, NULL};
	struct session *session = open_session(paths, false);
	(void)state;
	assert_int_equal(action_context(session), CONTEXT_MATRIX);
	play(session, "expect \"2 profiles\"\nright\ndown\nenter\n");
	assert_int_equal(session->current, 1);
	assert_int_equal(action_context(session), CONTEXT_INPUTS);
	play(session, ":set plan.horizon=30\nesc\nexpect \"[+]\"\nleft\nenter\nreject \"[+]\"\n}\nexpect \"[+]\"\nesc\nq\nexpect \"has unsaved changes\"\nd\n");
	assert_true(session->quit);
	remove(two);
	done_with(session, one);
}

static void a_kill_leaves_a_copy_that_the_next_start_offers(void **state)
{
	const char *path = copy_golden("recommendation-engine");
	const char *const paths[] = {path, NULL};
	(void)state;
	pid_t child = fork();
	if (child == 0) { /* the copy must be of a process that is gone */
		struct session *session = open_session(paths, false);
		play(session, ":set team.devops.fte=7\nkill\n");
		_exit(session->quit && session->signal == SIGTERM ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	struct session *session = open_session(paths, false);
	play(session, "expect \"unsaved changes of\"\nl\n"); /* later */
	session_free(session);
	session = open_session(paths, false);
	play(session, "expect \"[r] restore\"\nr\nexpect \"[+]\"\n");
	assert_string_equal(value_of(session, "team.devops", "fte"), "7");
	play(session, "u\nreject \"[+]\"\nU\n^S\nexpect \"saved\"\n");
	session_forget(session);
	session_free(session);
	session = open_session(paths, false);
	play(session, "reject \"unsaved changes of\"\n");
	done_with(session, path);
}

/* The copy of a program that still runs is its own. */
static void a_living_programs_copy_is_not_offered(void **state)
{
	const char *path = copy_golden("recommendation-engine");
	const char *const paths[] = {path, NULL};
	struct recovery recovery;
	int ready[2], status;
	char byte;
	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct session *session = open_session(paths, false);
		play(session, ":set team.devops.fte=7\nidle\nidle\n");
		if (session->kept[0].revision == 0 || write(ready[1], "", 1) != 1)
			_exit(1);
		alarm(30); /* not for ever, should the test fail */
		pause();
		_exit(1);
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	recovery_find(path, &recovery);
	assert_null(recovery.file);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	recovery_find(path, &recovery);
	assert_non_null(recovery.file);
	recovery_remove(&recovery);
	recovery_release(&recovery);
	close(ready[0]);
	remove(path);
}

/* The matrix matches options by id: those of the second plan stand in another order, and one of them is in no other plan. */
static void the_matrix_matches_options_by_id(void **state)
{
	const char *one = scratch_file("one"), *two = scratch_file("two");
	const char *const paths[] = {one, two, NULL};
	static const char plan[] = "[plan]\nhorizon = 12\n%s[benefit.b]\nannual_value = 120k\n[team.t]\nsalary = 240k\nfte = 0.1\nfte.red = 2\n";
	char text[512];
	(void)state;
	snprintf(text, sizeof text, plan, "[option.red]\n[option.blue]\n");
	write_file(one, text);
	snprintf(text, sizeof text, plan, "[option.green]\n[option.blue]\n[option.red]\n");
	write_file(two, text);
	struct session *session = open_session(paths, false);
	struct option_rows rows = matrix_rows(session);
	static const size_t expected[3][2] = {{0, 2}, {1, 1}, {OPTION_ABSENT, 0}};
	assert_int_equal(rows.count, 3);
	for (size_t row = 0; row < 3; row++)
		for (size_t plan_at = 0; plan_at < 2; plan_at++)
			assert_true(option_rows_at(&rows, row, plan_at) == expected[row][plan_at]);
	option_rows_release(&rows);
	/* Red alone earns less than it costs, in both. */
	char *screen = screen_text(session), *line = strstr(screen, " red ");
	assert_non_null(line);
	*strchr(line, '\n') = '\0';
	char *first = strstr(line, "not in 12 m");
	assert_non_null(first);
	assert_non_null(strstr(first + 1, "not in 12 m"));
	free(screen);
	play(session, "home\nright\nenter\n"); /* red */
	assert_int_equal(session->current, 1);
	assert_int_equal(session_sheet(session)->option, 2);
	play(session, "esc\nend\nenter\n"); /* green */
	assert_int_equal(session_sheet(session)->option, 0);
	play(session, "esc\nleft\n");
	size_t own = session->sheet[0]->option;
	play(session, "enter\n"); /* the first plan has no green: its own option stays */
	assert_int_equal(session->current, 0);
	assert_int_equal(session_sheet(session)->option, own);
	play(session, "esc\n");
	assert_int_equal(matrix_option(session), own);
	remove(two);
	done_with(session, one);
}

/* Edits a plan and is killed; while `path` is away, where that is wanted. */
static void edit_and_die(const char *path, const char *value, const char *away)
{
	const char *const paths[] = {path, NULL};
	int status;
	pid_t child = fork();
	if (child == 0) {
		char script[128];
		struct session *session = open_session(paths, false);
		if (away != NULL && rename(path, away) != 0)
			_exit(2);
		snprintf(script, sizeof script, "l\n:set team.devops.fte=%s\nkill\n", value);
		play(session, script);
		_exit(session->quit ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	if (away != NULL)
		assert_int_equal(rename(away, path), 0);
}

/* Copies go by the file that was opened, wherever it is by then; each session has one of its own. */
static void copies_of_several_sessions_all_come_back(void **state)
{
	const char *path = copy_golden("recommendation-engine"), *away = scratch_file("away");
	const char *const paths[] = {path, NULL};
	(void)state;
	edit_and_die(path, "7", away);
	edit_and_die(path, "8", NULL); /* the first is put off, and must not be written over */
	for (int i = 0; i < 2; i++) {
		struct session *session = open_session(paths, false);
		play(session, "expect \"unsaved changes of\"\nf\nreject \"unsaved changes of\"\n");
		session_free(session);
	}
	struct session *session = open_session(paths, false);
	play(session, "reject \"unsaved changes of\"\n");
	done_with(session, path);
}

/* A plan that is opened later is offered its copy as well. */
static void opening_later_offers_a_copy(void **state)
{
	const char *one = copy_golden("growth"), *two = copy_golden("recommendation-engine");
	const char *const paths[] = {one, NULL};
	char script[600];
	(void)state;
	edit_and_die(two, "7", NULL);
	struct session *session = open_session(paths, false);
	snprintf(script, sizeof script, ":open %s\nexpect \"unsaved changes of\"\nr\nexpect \"[+]\"\n", two);
	play(session, script);
	assert_string_equal(value_of(session, "team.devops", "fte"), "7");
	remove(two);
	done_with(session, one);
}

/* When nothing can be kept, that is said, and why. */
static void a_copy_that_cannot_be_kept_is_told(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	char *home = strdup(getenv("XDG_STATE_HOME") ? getenv("XDG_STATE_HOME") : "");
	(void)state;
	setenv("XDG_STATE_HOME", path, 1); /* a file */
	play(session, ":set team.devops.fte=7\nidle\nidle\nexpect \"changes are not kept: cannot be written: Not a directory\"\n"
	              "down\nidle\nidle\nreject \"not kept\"\n"); /* once */
	struct diags diags = {0};
	assert_int_equal(session_keep(session, &diags), -1);
	assert_non_null(strstr(diags.at[0].message, "Not a directory"));
	diags_release(&diags);
	if (*home != '\0')
		setenv("XDG_STATE_HOME", home, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free(home);
	assert_int_equal(session_keep(session, &diags), 0);
	char *kept = strdup(session->kept[0].copy.file);
	assert_int_equal(remove(kept), 0); /* one that is gone is written again */
	assert_int_equal(session_keep(session, &diags), 0);
	assert_true(recovery_is_there(&session->kept[0].copy));
	free(kept);
	done_with(session, path);
}

/* Errors name the file that the plan was saved as. */
static void errors_name_the_file_that_it_was_saved_as(void **state)
{
	const char *path, *other = scratch_file("other");
	struct session *session = with_copy("recommendation-engine", &path);
	char script[700];
	(void)state;
	snprintf(script, sizeof script, ":write %s\nexpect \"saved\"\n", other);
	play(session, script);
	play(session, ":set team.devops.salary=1 XYZ\n");
	assert_non_null(strstr(bytes_text(&session->message), other));
	play(session, ":set team.devops.fte=7\nu\n:set team.devops.salary=1 XYZ\n");
	assert_non_null(strstr(bytes_text(&session->message), other));
	remove(other);
	done_with(session, path);
}

static void idle_moments_keep_a_copy(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	struct recovery recovery;
	(void)state;
	assert_int_equal(session_keep(session, NULL), 0); /* nothing to keep */
	play(session, ":set team.devops.fte=7\nidle\nidle\n");
	assert_int_equal(session->kept[0].revision, session_sheet(session)->plan.revision);
	recovery_find(path, &recovery); /* one's own is not offered to oneself */
	assert_null(recovery.file);
	play(session, "u\nidle\nidle\n");
	assert_int_equal(session->kept[0].revision, 0);
	write_file(path, "[option.x]\n");
	play(session, "idle\nidle\nidle\nexpect \"was changed by another program\"\n:reload\n");
	assert_int_equal(open_plan_figures(&session_sheet(session)->plan)->option_count, 1);
	play(session, "idle\nidle\nidle\nreject \"was changed\"\n");
	done_with(session, path);
}

static void pastes_go_where_text_is_typed(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "paste \"dddq\"\nexpect \"can be pasted where\"\nreject \"[+]\"\n");
	assert_false(session->quit);
	play(session, ":go benefit.ctr.lift\nenter\npaste \"uniform(10%,\\x0a20%)\"\nenter\n");
	assert_string_equal(value_of(session, "benefit.ctr", "lift"), "uniform(10%, 20%)");
	done_with(session, path);
}

static void clicks_choose(void **state)
{
	const char *path;
	struct session *session = with_copy("recommendation-engine", &path);
	(void)state;
	play(session, "click 20 6\n");
	assert_int_equal(session_sheet(session)->option, 2);
	play(session, "click 10 11\n");
	assert_string_equal(session_sheet(session)->cursor, "benefit.ctr.lift");
	play(session, "click 10 11\n"); /* again: type */
	assert_int_equal(session->mode, MODE_EDIT);
	play(session, "esc\nclick 24 1\n");
	assert_int_equal(session->view, VIEW_CASH);
	play(session, "wheel-down 10 10\nclick 999 999\nclick -1 -1\n");
	done_with(session, path);
}

static void every_key_of_the_table_is_reachable(void **state)
{
	const char *path = copy_golden("recommendation-engine");
	struct session *session = open_session((const char *[]){path, NULL}, false);
	const struct action *action;
	(void)state;
	for (size_t i = 0; (action = action_table(i)) != NULL; i++) {
		assert_non_null(action->run);
		assert_true(action->command != NULL || action->key[0] != 0);
		for (size_t k = 0; k < ACTION_MOST_KEYS && action->key[k] != 0; k++)
			for (unsigned context = 1; context <= CONTEXT_HELP; context <<= 1)
				if (action->contexts & context) /* no row before it takes the key away */
					assert_ptr_equal(action_for_key(session, (enum context)context, action->key[k]), action);
		if (action->command != NULL)
			assert_ptr_equal(action_find(session, action->command), action);
	}
	done_with(session, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_a_value_changes_the_figures_at_once),
		cmocka_unit_test(escape_drops_what_was_typed),
		cmocka_unit_test(an_error_keeps_the_text_and_shows_where),
		cmocka_unit_test(a_value_for_one_option_alone),
		cmocka_unit_test(emptied_values_go_back_to_their_default),
		cmocka_unit_test(nudging_moves_by_steps),
		cmocka_unit_test(lines_are_added_duplicated_deleted),
		cmocka_unit_test(options_come_and_go_with_their_values),
		cmocka_unit_test(searching_goes_there_as_one_types),
		cmocka_unit_test(commands_are_completed_and_corrected),
		cmocka_unit_test(saving_asks_only_when_it_must),
		cmocka_unit_test(a_shipped_plan_is_saved_under_another_name),
		cmocka_unit_test(each_profile_is_shipped_or_ones_own),
		cmocka_unit_test(leaving_asks_only_when_something_would_be_lost),
		cmocka_unit_test(several_profiles_are_a_matrix),
		cmocka_unit_test(the_matrix_matches_options_by_id),
		cmocka_unit_test(a_kill_leaves_a_copy_that_the_next_start_offers),
		cmocka_unit_test(a_living_programs_copy_is_not_offered),
		cmocka_unit_test(copies_of_several_sessions_all_come_back),
		cmocka_unit_test(opening_later_offers_a_copy),
		cmocka_unit_test(a_copy_that_cannot_be_kept_is_told),
		cmocka_unit_test(errors_name_the_file_that_it_was_saved_as),
		cmocka_unit_test(idle_moments_keep_a_copy),
		cmocka_unit_test(pastes_go_where_text_is_typed),
		cmocka_unit_test(clicks_choose),
		cmocka_unit_test(every_key_of_the_table_is_reachable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
