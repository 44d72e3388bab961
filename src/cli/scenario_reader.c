/*
 * Readers of scenarios. A reader applies a row to a draft of its profile, which the next row changes again: a profile's
 * text is not copied a thousand times, and its unchanged values are not read again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "cli/scenario_list.h"
#include "plan/draft.h"

/* A draft keeps every name and value of its rows: it is replaced after this many. */
enum { ROWS_A_DRAFT = 1024 };

struct scenario_reader {
	const struct scenarios *scenarios;
	struct profile *profile;       /* of the scenario read last */
	struct draft *draft;           /* the profile, with the last row's values; NULL: none */
	size_t rows_on_draft;
	bool *changed;                 /* [columns]: the row gave this input a value */
	struct bytes name, title;
};

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
		else if (reader->changed[i]) /* an empty cell: restores what the row before changed */
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

struct plan *scenario_reader_take(struct scenario_reader *reader)
{
	struct plan *plan = reader->profile->plan;
	if (reader->draft) {
		plan = draft_take(reader->draft);
		drop_draft(reader);
	} else {
		reader->profile->plan = NULL;
	}
	return plan;
}
