/*
 * Scenarios: what is opened once and only read, and readers, which are at some row of some profile.
 *
 * A reader lays a row over a draft of its profile, which the next row changes again: neither the text of a profile is
 * copied a thousand times, nor what stands in it read.
 */
#include "cli/scenario.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer/title.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/scenario_table.h"
#include "cli/shipped.h"
#include "plan/draft.h"

/* A draft keeps every name and value of its rows: it is replaced after this many. */
enum { ROWS_A_DRAFT = 1024 };

struct profile {
	const char *name;     /* for outputs: the path as given, or "stdin" */
	struct source source; /* including --set */
	struct plan *plan;    /* as read when it was opened; NULL after it was taken, until it is read again */
	char *plan_name;      /* as in its title */
	char *fx_date;        /* NULL: none */
	struct diags noticed; /* the warnings when it was opened */
};

struct scenarios {
	struct profile *profile;
	struct stamp_input *input;   /* one per profile */
	struct title *title;         /* one per profile */
	size_t profile_count;
	const struct options *options;
	bool has_table;
	struct scenario_table table;
	struct stamp_input table_input;
	struct file_wait wait;
	const char *waited_for;

	/* Where scenario_next is. */
	struct scenario_reader *reader; /* NULL: not begun */
	size_t at;
	bool wrong;                  /* some scenario could not be read: no more are handed out */
	bool checked;                /* all of them were read without an error, and their warnings were given */
};

struct scenario_reader {
	const struct scenarios *scenarios;
	struct profile *profile;       /* of the scenario read last */
	struct draft *draft;           /* the profile, with the last row's values; NULL: none */
	size_t rows_on_draft;
	bool *changed;                 /* [columns]: the row gave this input a value */
	struct bytes name, title;
};

static void complain_missing(const char *path, struct diags *diags)
{
	size_t count = 0;
	char **names = strchr(path, '/') ? NULL : shipped_names(&count);
	struct nearest nearest = nearest_to(path);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, names[i]);
	if (nearest.best)
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL,
		          _("there is no such file; did you mean the shipped profile '%s'?"), nearest.best);
	else
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, _("there is no such file"));
	shipped_free(names, count);
}

/* Reads the bytes of a profile, and the name to report them under; the caller frees *shipped_name. */
static enum scenarios_result read_bytes(const char *path, bool shipped, const struct file_wait *wait,
					struct stamp_input *input, char **shipped_name, struct bytes *bytes,
					struct diags *diags)
{
	bool standard = strcmp(path, "-") == 0;
	if (shipped || (!standard && file_is_absent(path))) {
		*shipped_name = shipped_path(path);
		if (!*shipped_name) {
			complain_missing(path, diags);
			return SCENARIOS_UNREADABLE;
		}
	}
	*input = (struct stamp_input){.path = standard ? "stdin" : path, .shipped = *shipped_name != NULL};
	return file_read_waiting(*shipped_name ? *shipped_name : path, SOURCE_MOST_BYTES, wait, bytes, NULL, diags) == 0
	               ? SCENARIOS_OPEN
	               : SCENARIOS_UNREADABLE;
}

/* Applies every --set, reporting all errors at once. */
static int apply_settings(struct source *source, const struct texts *set, struct diags *diags)
{
	size_t errors = diags->errors;
	for (size_t i = 0; i < set->count; i++)
		source_apply(source, set->at[i], (struct place){.file = "--set"}, diags);
	return diags->errors > errors || diags->out_of_memory ? -1 : 0;
}

static int note_fx_date(struct profile *profile, struct stamp_input *input)
{
	const struct source_entry *date = source_find(&profile->source, "fx", "date");
	if (!date)
		return 0;
	profile->fx_date = strdup(date->value);
	input->fx_date = profile->fx_date;
	return profile->fx_date ? 0 : -1;
}

/* Every option named by --option must exist. */
static int check_options(const struct plan *plan, const struct texts *wanted, const char *name, struct diags *diags)
{
	int result = 0;
	for (size_t i = 0; i < wanted->count; i++) {
		if (plan_option_index(plan, wanted->at[i]) >= 0)
			continue;
		struct nearest nearest = nearest_to(wanted->at[i]);
		for (size_t o = 0; o < plan->options.count; o++)
			nearest_offer(&nearest, plan_option(plan, o)->section.id);
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = name}, "--option",
			  nearest.best ? _("there is no option '%s'; did you mean '%s'?")
				       : _("there is no option '%s'"),
			  wanted->at[i], nearest.best);
		result = -1;
	}
	return result;
}

static enum scenarios_result open_profile(struct scenarios *scenarios, size_t i, const char *path, bool shipped,
                                          struct diags *diags)
{
	struct profile *profile = &scenarios->profile[i];
	struct stamp_input *input = &scenarios->input[i];
	struct bytes bytes = {0};
	char *real = NULL;
	size_t first_diag = diags->count;
	enum scenarios_result result = read_bytes(path, shipped, &scenarios->wait, input, &real, &bytes, diags);
	if (result != SCENARIOS_OPEN)
		goto done;
	result = SCENARIOS_WRONG;
	profile->name = input->path;
	if (source_read_text(real ? real : input->path, bytes_text(&bytes), bytes.size, diags, &profile->source) != 0)
		goto done;
	input->digest = profile->source.digest;
	if (note_fx_date(profile, input) != 0) {
		diags->out_of_memory = true;
		goto done;
	}
	if (apply_settings(&profile->source, &scenarios->options->set, diags) == 0 &&
	    plan_from_source(&profile->source, diags, &profile->plan) == 0 &&
	    check_options(profile->plan, &scenarios->options->option, profile->name, diags) == 0)
		result = SCENARIOS_OPEN;
	diags_copy(&profile->noticed, diags, first_diag, SEVERITY_NOTE, SEVERITY_WARNING);
	diags->out_of_memory |= profile->noticed.out_of_memory;
done:
	bytes_release(&bytes);
	free(real);
	return result;
}

/* Checks the columns' names for a profile, by giving each a value in a temporary copy. */
static int check_keys(const struct scenarios *scenarios, const struct profile *profile, struct diags *diags)
{
	struct source copy;
	size_t errors = diags->errors;
	if (source_copy(&profile->source, &copy) != 0) {
		diags->out_of_memory = true;
		return -1;
	}
	for (size_t i = 0; i + 1 < scenarios->table.columns; i++) {
		struct bytes assignment = {0};
		bytes_add_format(&assignment, "%s=0", scenarios->table.key[i].name);
		/* Memory ran out while the name was split; source_apply reports any other problem. */
		bool no_memory = assignment.failed;
		if (!no_memory)
			no_memory =
				source_apply(
					&copy, assignment.at,
					(struct place){.file = scenarios->table.path, .line = 1, .column = (int)i + 2},
					diags) == 0 &&
				!scenarios->table.key[i].section;
		diags->out_of_memory |= no_memory;
		bytes_release(&assignment);
	}
	source_release(&copy);
	return diags->errors > errors || diags->out_of_memory ? -1 : 0;
}

static enum scenarios_result open_table(struct scenarios *scenarios, struct diags *diags)
{
	const char *path = scenarios->options->scenarios;
	switch (scenario_table_read(path, (enum csv_dialect)scenarios->options->csv_dialect, &scenarios->wait, diags,
				    &scenarios->table)) {
	case TABLE_UNREADABLE:
		return SCENARIOS_UNREADABLE;
	case TABLE_WRONG:
		return SCENARIOS_WRONG;
	case TABLE_READ:
		break;
	}
	scenarios->has_table = true;
	scenarios->table_input = (struct stamp_input){.path = path, .digest = scenarios->table.digest};
	enum scenarios_result result = SCENARIOS_OPEN;
	for (size_t i = 0; i < scenarios->profile_count; i++) {
		const struct profile *profile = &scenarios->profile[i];
		if (profile->plan && check_keys(scenarios, profile, diags) != 0)
			result = SCENARIOS_WRONG;
	}
	return result;
}

/* Finds titles that tell the profiles apart. 0, or -1 when out of memory. */
static int find_titles(struct scenarios *scenarios)
{
	for (size_t i = 0; i < scenarios->profile_count; i++) {
		struct profile *profile = &scenarios->profile[i];
		profile->plan_name = strdup(setting_text(&profile->plan->head.name));
		if (!profile->plan_name)
			return -1;
		scenarios->title[i] = (struct title){.name = profile->plan_name, .path = profile->name};
	}
	return titles_find(scenarios->title, scenarios->profile_count);
}

/* Standard input counts as a pipe, whatever it is. */
static bool is_pipe(const char *path, struct stat *status)
{
	bool standard = strcmp(path, "-") == 0;
	return (standard ? fstat(STDIN_FILENO, status) : stat(path, status)) == 0 &&
	       (standard || S_ISFIFO(status->st_mode));
}

/* Adds a name: an error if it is a pipe that was named before. */
static int check_pipe(const char *path, struct stat *pipes, size_t *count, struct diags *diags)
{
	struct stat *here = &pipes[*count];
	if (!is_pipe(path, here))
		return 0;
	for (size_t i = 0; i < *count; i++) {
		if (pipes[i].st_dev != here->st_dev || pipes[i].st_ino != here->st_ino)
			continue;
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, path, "%s",
		          strcmp(path, "-") == 0 ? _("standard input can be read once: it is named again")
		                                 : _("a pipe can be read once: it is named again"));
		return -1;
	}
	(*count)++;
	return 0;
}

/* A pipe can be read only once. */
static int check_pipes(const char *const *path, size_t count, const struct options *options, struct diags *diags)
{
	struct stat *pipes = calloc(count + 1, sizeof *pipes);
	size_t found = 0;
	int result = pipes ? 0 : -1;
	diags->out_of_memory |= !pipes;
	for (size_t i = 0; pipes && i <= count; i++) {
		const char *name = i < count ? path[i] : options->scenarios;
		if (name && check_pipe(name, pipes, &found, diags) != 0)
			result = -1;
	}
	free(pipes);
	return result;
}

enum scenarios_result scenarios_open(const char *const *path, size_t count, bool shipped, const struct options *options,
                                     struct diags *diags, struct scenarios **scenarios)
{
	if (check_pipes(path, count, options, diags) != 0)
		return SCENARIOS_WRONG;
	struct scenarios *made = calloc(1, sizeof *made);
	if (!made) {
		diags->out_of_memory = true;
		return SCENARIOS_WRONG;
	}
	made->options = options;
	made->wait = progress_wait(options->quiet, &made->waited_for);
	made->profile = calloc(count + 1, sizeof *made->profile);
	made->input = calloc(count + 1, sizeof *made->input);
	made->title = calloc(count + 1, sizeof *made->title);
	enum scenarios_result result = SCENARIOS_OPEN;
	if (!made->profile || !made->input || !made->title) {
		diags->out_of_memory = true;
		result = SCENARIOS_WRONG;
		goto done;
	}
	made->profile_count = count;
	for (size_t i = 0; i < count; i++) {
		enum scenarios_result opened = open_profile(made, i, path[i], shipped, diags);
		result = opened > result ? opened : result;
	}
	if (result == SCENARIOS_OPEN && find_titles(made) != 0) {
		diags->out_of_memory = true;
		result = SCENARIOS_WRONG;
	}
	if (options->scenarios) {
		enum scenarios_result opened = open_table(made, diags);
		result = opened > result ? opened : result;
	}
done:
	if (result == SCENARIOS_OPEN)
		*scenarios = made;
	else
		scenarios_close(made);
	return result;
}

void scenarios_close(struct scenarios *scenarios)
{
	if (!scenarios)
		return;
	scenario_reader_free(scenarios->reader);
	for (size_t i = 0; i < scenarios->profile_count; i++) {
		struct profile *profile = &scenarios->profile[i];
		source_release(&profile->source);
		plan_free(profile->plan);
		free(profile->plan_name);
		free(profile->fx_date);
		diags_release(&profile->noticed);
	}
	scenario_table_release(&scenarios->table);
	free(scenarios->title);
	free(scenarios->profile);
	free(scenarios->input);
	free(scenarios);
}

/* --- readers --- */

struct scenario_reader *scenario_reader_new(const struct scenarios *scenarios)
{
	struct scenario_reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		return NULL;
	reader->scenarios = scenarios;
	reader->changed = calloc(scenarios->table.columns + 1, sizeof *reader->changed);
	if (!reader->changed) {
		free(reader);
		return NULL;
	}
	return reader;
}

static void drop_draft(struct scenario_reader *reader)
{
	draft_free(reader->draft);
	reader->draft = NULL;
}

void scenario_reader_free(struct scenario_reader *reader)
{
	if (!reader)
		return;
	drop_draft(reader);
	free(reader->changed);
	bytes_release(&reader->name);
	bytes_release(&reader->title);
	free(reader);
}

int scenario_readers_init(const struct scenarios *scenarios, int threads, struct scenario_readers *readers)
{
	*readers = (struct scenario_readers){0};
	while (readers->count < threads && (readers->at[readers->count] = scenario_reader_new(scenarios)) != NULL)
		readers->count++;
	return readers->count > 0 ? 0 : -1;
}

void scenario_readers_release(struct scenario_readers *readers)
{
	for (int i = 0; i < readers->count; i++)
		scenario_reader_free(readers->at[i]);
	readers->count = 0;
}

/* Whether the row before added a section that the profile lacks: it would stay, as an empty section. */
static bool added_section(const struct scenario_reader *reader)
{
	const struct scenario_table *table = &reader->scenarios->table;
	for (size_t i = 0; i + 1 < table->columns; i++)
		if (reader->changed[i] && !source_has_section(&reader->profile->source, table->key[i].section))
			return true;
	return false;
}

/* Makes a new draft if needed. 0, or -1 when out of memory. */
static int prepare_draft(struct scenario_reader *reader, struct profile *profile, struct diags *diags)
{
	if (reader->draft && reader->profile == profile && reader->rows_on_draft < ROWS_A_DRAFT &&
	    !added_section(reader))
		return 0;
	drop_draft(reader);
	reader->draft = draft_new(&profile->source, reader->scenarios->checked);
	if (!reader->draft) {
		diags->out_of_memory = true;
		return -1;
	}
	reader->profile = profile;
	reader->rows_on_draft = 0;
	memset(reader->changed, 0, reader->scenarios->table.columns * sizeof *reader->changed);
	return 0;
}

/* Applies a row to the draft. 0, or -1 with errors in diags. */
static int lay_row(struct scenario_reader *reader, size_t row, struct diags *diags)
{
	const struct scenario_table *table = &reader->scenarios->table;
	int result = 0;
	reader->rows_on_draft++;
	for (size_t i = 0; i + 1 < table->columns; i++) {
		const struct scenario_key *key = &table->key[i];
		const char *cell = table->row[row].cell[i + 1];
		int failed = 0;
		if (cell)
			failed = draft_set(reader->draft, key->section, key->key, cell,
					   scenario_table_place(table, row, i + 2), diags);
		else if (reader->changed
				 [i]) /* an empty cell: restores the profile's value, which the row before changed */
			failed = draft_restore(reader->draft, &reader->profile->source, key->section, key->key);
		if (failed && !cell)
			diags->out_of_memory = true; /* only a lack of memory can prevent it */
		reader->changed[i] = cell != NULL;
		result = failed ? -1 : result;
	}
	if (result != 0)
		drop_draft(reader); /* partly changed */
	return result;
}

static bool same_diag(const struct diag *a, const struct diag *b)
{
	return a->place.line == b->place.line && a->place.column == b->place.column &&
	       strcmp(a->message, b->message) == 0;
}

static bool was_noticed(const struct profile *profile, const struct diag *diag)
{
	for (size_t i = 0; i < profile->noticed.count; i++)
		if (same_diag(diag, &profile->noticed.at[i]))
			return true;
	return false;
}

/* Passes on a row's warnings, placed in the row: not those of its profile, and none twice. */
static void move_warnings(const struct scenario_reader *reader, size_t row, const struct diags *own,
			  struct diags *diags)
{
	const struct scenario_table *table = &reader->scenarios->table;
	for (size_t i = 0; i < own->count && !reader->scenarios->checked; i++) {
		const struct diag *diag = &own->at[i];
		struct place place = diag->place;
		if (!place.file || strcmp(place.file, table->path) != 0) {
			if (was_noticed(reader->profile, diag))
				continue;
			place = scenario_table_place(table, row, 1);
			place.column = 0;
		}
		diags_add(diags, diag->severity, place, diag->key, "%s", diag->message);
	}
}

/* Reads the plan of a row. */
static int read_row(struct scenario_reader *reader, struct profile *profile, size_t row, struct diags *diags,
                    struct plan **plan)
{
	struct diags own = {0};
	int result = prepare_draft(reader, profile, &own);
	if (result == 0)
		result = lay_row(reader, row, &own);
	if (result == 0)
		result = draft_read(reader->draft, &own, plan);
	if (result != 0)
		diags_move(diags, &own);
	else
		move_warnings(reader, row, &own, diags);
	diags_release(&own);
	return result;
}

/* The title of a scenario's profile; a name that a row gives applies to every profile in that row. */
static struct title title_of(const struct scenarios *scenarios, const struct scenario *scenario)
{
	struct title title = scenarios->title[scenario->profile];
	const char *name = setting_text(&scenario->plan->head.name);
	if (strcmp(name, title.name) != 0) {
		title.name = name;
		title.is_shared = title.shares_file_name = scenarios->profile_count > 1;
	}
	return title;
}

/* Names the scenario to be handed out. false: out of memory. */
static bool name_scenario(struct scenario_reader *reader, const struct profile *profile, const char *row,
                          struct scenario *scenario)
{
	struct title title = title_of(reader->scenarios, scenario);
	reader->name.size = reader->title.size = 0;
	title_print(&title, &reader->title);
	scenario->name = profile->name;
	scenario->path = profile->name;
	scenario->row = row;
	if (row) {
		bytes_add_format(&reader->name, "%s:%s", profile->name, row);
		bytes_add_format(&reader->title, ": %s", row);
		scenario->name = bytes_text(&reader->name);
	}
	scenario->title = bytes_text(&reader->title);
	return !reader->name.failed && !reader->title.failed;
}

/* The plan of an unchanged profile, which was read when it was opened. */
static int read_profile(struct scenario_reader *reader, struct profile *profile, struct diags *diags,
			struct plan **plan)
{
	reader->profile = profile;
	if (!profile->plan) {
		struct diags said_before = {0};
		if (plan_from_source(&profile->source, &said_before, &profile->plan) != 0)
			diags_move(diags, &said_before);
		diags_release(&said_before);
	}
	*plan = profile->plan;
	return profile->plan ? 0 : -1;
}

int scenario_read(struct scenario_reader *reader, size_t index, struct diags *diags, struct scenario *scenario)
{
	const struct scenarios *scenarios = reader->scenarios;
	const struct scenario_table *table = scenarios->has_table ? &scenarios->table : NULL;
	size_t rows = table ? table->row_count : 1, row = index % rows;
	struct profile *profile = &scenarios->profile[index / rows];
	struct scenario read = {.profile = index / rows};
	int result = table ? read_row(reader, profile, row, diags, &read.plan)
			   : read_profile(reader, profile, diags, &read.plan);
	if (result != 0)
		return -1;
	if (!name_scenario(reader, profile, table ? table->row[row].cell[0] : NULL, &read)) {
		diags->out_of_memory = true;
		return -1;
	}
	*scenario = read;
	return 0;
}

/* --- checking all of them --- */

enum { SCENARIOS_A_PIECE = 32 };

struct checking {
	const struct scenarios *scenarios;
	struct scenario_readers readers;
	struct diags *diags; /* of each piece */
};

static void check_piece(void *context, size_t piece, int thread)
{
	struct checking *checking = context;
	size_t count = scenarios_count(checking->scenarios), end = (piece + 1) * SCENARIOS_A_PIECE;
	for (size_t i = piece * SCENARIOS_A_PIECE; i < end && i < count; i++) {
		struct scenario scenario;
		scenario_read(checking->readers.at[thread], i, &checking->diags[piece], &scenario);
	}
}

int scenarios_check(struct scenarios *scenarios, int threads, struct diags *diags)
{
	struct checking checking = {.scenarios = scenarios};
	size_t pieces = (scenarios_count(scenarios) + SCENARIOS_A_PIECE - 1) / SCENARIOS_A_PIECE;
	bool wrong = false;
	/* Without a table, the plans were read when the profiles were opened. */
	if (!scenarios->has_table)
		return 0;
	checking.diags = calloc(pieces + 1, sizeof *checking.diags);
	if (checking.diags && scenario_readers_init(scenarios, threads, &checking.readers) == 0) {
		parallel_run(checking.readers.count, pieces, check_piece, &checking, NULL);
		for (size_t i = 0; i < pieces; i++) {
			wrong |= diags_failed(&checking.diags[i]);
			diags_move(diags, &checking.diags[i]);
		}
		scenarios->checked = !wrong;
	} else {
		diags->out_of_memory = true;
	}
	scenario_readers_release(&checking.readers);
	free(checking.diags);
	return scenarios->checked ? 0 : -1;
}

/* --- one by one --- */

int scenario_next(struct scenarios *scenarios, struct diags *diags, struct scenario *scenario)
{
	if (!scenarios->reader)
		scenarios->reader = scenario_reader_new(scenarios);
	if (!scenarios->reader) {
		diags->out_of_memory = true;
		return -1;
	}
	while (scenarios->at < scenarios_count(scenarios)) {
		if (scenario_read(scenarios->reader, scenarios->at++, diags, scenario) != 0)
			scenarios->wrong = true;
		else if (!scenarios->wrong)
			return 1;
	}
	return scenarios->wrong ? -1 : 0;
}

struct plan *scenario_take(struct scenarios *scenarios)
{
	struct scenario_reader *reader = scenarios->reader;
	struct plan *plan = reader->profile->plan;
	if (reader->draft) {
		plan = draft_take(reader->draft);
		drop_draft(reader);
	} else {
		reader->profile->plan = NULL;
	}
	return plan;
}

size_t scenarios_count(const struct scenarios *scenarios)
{
	return scenarios->profile_count * (scenarios->has_table ? scenarios->table.row_count : 1);
}

size_t scenarios_profiles(const struct scenarios *scenarios)
{
	return scenarios->profile_count;
}

const struct stamp_input *scenarios_inputs(const struct scenarios *scenarios)
{
	return scenarios->input;
}

const struct stamp_input *scenarios_file(const struct scenarios *scenarios)
{
	return scenarios->has_table ? &scenarios->table_input : NULL;
}
