/*
 * Scenarios, one after another.
 *
 * A row is laid over one working copy of its profile's source, which the next row changes again: the text of a profile is not copied a
 * thousand times.
 */
#include "cli/scenario.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "cli/options.h"
#include "cli/scenario_table.h"
#include "cli/shipped.h"

/* A working copy forgets no name or value of a row: it is made anew after so many. */
enum { ROWS_A_COPY = 1024 };

struct profile {
	const char *name;     /* for outputs: the path as given, "stdin" */
	struct source source; /* with --set */
	struct plan *plan;    /* as read when it was opened, until it is handed out; NULL afterwards */
	char *fx_date;        /* NULL: none */
};

struct scenarios {
	struct profile *profile;
	struct stamp_input *input;   /* one a profile */
	size_t profile_count;
	const struct options *options;
	bool has_table;
	struct scenario_table table;
	struct stamp_input table_input;

	/* Where we are. */
	size_t at_profile, at_row;
	struct source working;       /* the profile's, with the last row's values */
	bool has_working;
	size_t rows_on_working;
	bool *changed;               /* [columns]: a row has given this input a value */
	struct plan *plan;           /* handed out last */
	struct bytes name, title;
	bool wrong;                  /* some scenario could not be read: none more is handed out */
	bool again;                  /* rewound: warnings were given */
};

static bool exists(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0;
}

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

/* The bytes of a profile and the name to report them under; *shipped_name is to be freed. */
static enum scenarios_result read_bytes(const char *path, bool shipped, struct stamp_input *input, char **shipped_name,
                                        struct bytes *bytes, struct diags *diags)
{
	bool standard = strcmp(path, "-") == 0;
	if (shipped || (!standard && !exists(path))) {
		*shipped_name = shipped_path(path);
		if (!*shipped_name) {
			complain_missing(path, diags);
			return SCENARIOS_UNREADABLE;
		}
	}
	*input = (struct stamp_input){.path = standard ? "stdin" : path, .shipped = *shipped_name != NULL};
	return file_read(*shipped_name ? *shipped_name : path, SOURCE_MOST_BYTES, bytes, NULL, diags) == 0
	               ? SCENARIOS_OPEN
	               : SCENARIOS_UNREADABLE;
}

/* Applies every --set; all mistakes at once. */
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

/* Every option that --option names must be there. */
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
		          nearest.best ? _("there is no option '%s'; did you mean '%s'?") : _("there is no option '%s'"),
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
	enum scenarios_result result = read_bytes(path, shipped, input, &real, &bytes, diags);
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
done:
	bytes_release(&bytes);
	free(real);
	return result;
}

/* The columns' names, held against a profile: each is given some value, in a copy that is thrown away. */
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
		/* A name that could not be split for a lack of memory; any other is told by source_apply. */
		bool no_memory = assignment.failed;
		if (!no_memory)
			no_memory = source_apply(&copy, assignment.at,
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
	switch (scenario_table_read(path, diags, &scenarios->table)) {
	case TABLE_UNREADABLE:
		return SCENARIOS_UNREADABLE;
	case TABLE_WRONG:
		return SCENARIOS_WRONG;
	case TABLE_READ:
		break;
	}
	scenarios->has_table = true;
	scenarios->table_input = (struct stamp_input){.path = path, .digest = scenarios->table.digest};
	scenarios->changed = calloc(scenarios->table.columns, sizeof *scenarios->changed);
	if (!scenarios->changed) {
		diags->out_of_memory = true;
		return SCENARIOS_WRONG;
	}
	enum scenarios_result result = SCENARIOS_OPEN;
	for (size_t i = 0; i < scenarios->profile_count; i++) {
		const struct profile *profile = &scenarios->profile[i];
		if (profile->plan && check_keys(scenarios, profile, diags) != 0)
			result = SCENARIOS_WRONG;
	}
	return result;
}

/* Standard input is read once. */
static int check_standard_input(const char *const *path, size_t count, const struct options *options, struct diags *diags)
{
	size_t uses = options->scenarios && strcmp(options->scenarios, "-") == 0;
	for (size_t i = 0; i < count; i++)
		uses += strcmp(path[i], "-") == 0;
	if (uses < 2)
		return 0;
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, "-",
	          _("standard input can be read once, not %zu times"), uses);
	return -1;
}

enum scenarios_result scenarios_open(const char *const *path, size_t count, bool shipped, const struct options *options,
                                     struct diags *diags, struct scenarios **scenarios)
{
	if (check_standard_input(path, count, options, diags) != 0)
		return SCENARIOS_WRONG;
	struct scenarios *made = calloc(1, sizeof *made);
	if (!made) {
		diags->out_of_memory = true;
		return SCENARIOS_WRONG;
	}
	made->options = options;
	made->profile = calloc(count + 1, sizeof *made->profile);
	made->input = calloc(count + 1, sizeof *made->input);
	enum scenarios_result result = SCENARIOS_OPEN;
	if (!made->profile || !made->input) {
		diags->out_of_memory = true;
		result = SCENARIOS_WRONG;
		goto done;
	}
	made->profile_count = count;
	for (size_t i = 0; i < count; i++) {
		enum scenarios_result opened = open_profile(made, i, path[i], shipped, diags);
		result = opened > result ? opened : result;
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

static void drop_working(struct scenarios *scenarios)
{
	if (scenarios->has_working)
		source_release(&scenarios->working);
	scenarios->has_working = false;
}

void scenarios_close(struct scenarios *scenarios)
{
	if (!scenarios)
		return;
	for (size_t i = 0; i < scenarios->profile_count; i++) {
		struct profile *profile = &scenarios->profile[i];
		source_release(&profile->source);
		plan_free(profile->plan);
		free(profile->fx_date);
	}
	drop_working(scenarios);
	plan_free(scenarios->plan);
	scenario_table_release(&scenarios->table);
	bytes_release(&scenarios->name);
	bytes_release(&scenarios->title);
	free(scenarios->profile);
	free(scenarios->input);
	free(scenarios->changed);
	free(scenarios);
}

/* A fresh working copy where one is due. 0, or -1 when out of memory. */
static int prepare_working(struct scenarios *scenarios, const struct profile *profile, struct diags *diags)
{
	if (scenarios->has_working && scenarios->rows_on_working < ROWS_A_COPY)
		return 0;
	drop_working(scenarios);
	if (source_copy(&profile->source, &scenarios->working) != 0) {
		diags->out_of_memory = true;
		return -1;
	}
	scenarios->has_working = true;
	scenarios->rows_on_working = 0;
	memset(scenarios->changed, 0, scenarios->table.columns * sizeof *scenarios->changed);
	return 0;
}

/* An empty cell: what the profile says, which the row before may have changed. */
static int restore(struct scenarios *scenarios, const struct profile *profile, const struct scenario_key *key,
                   struct diags *diags)
{
	const struct source_entry *entry = source_find(&profile->source, key->section, key->key);
	if (!entry)
		return source_remove(&scenarios->working, key->section, key->key);
	struct place place = entry->foreign ? entry->place : (struct place){0};
	return source_set(&scenarios->working, key->section, key->key, entry->value, place, diags);
}

/* Lays a row over the working copy. 0, or -1 with errors in diags. */
static int lay_row(struct scenarios *scenarios, const struct profile *profile, size_t row, struct diags *diags)
{
	const struct scenario_table *table = &scenarios->table;
	int result = prepare_working(scenarios, profile, diags);
	scenarios->rows_on_working++;
	for (size_t i = 0; i + 1 < table->columns && scenarios->has_working; i++) {
		const struct scenario_key *key = &table->key[i];
		const char *cell = table->row[row].cell[i + 1];
		int failed = 0;
		if (cell)
			failed = source_set(&scenarios->working, key->section, key->key, cell,
			                    scenario_table_place(table, row, i + 2), diags);
		else if (scenarios->changed[i])
			failed = restore(scenarios, profile, key, diags);
		if (failed && !cell)
			diags->out_of_memory = true; /* nothing else can keep a value from being as it was */
		scenarios->changed[i] = cell != NULL;
		result = failed ? -1 : result;
	}
	if (result != 0)
		drop_working(scenarios); /* half laid */
	return result;
}

/* Passes on what was noticed about a row: not what was said of its profile already, and nothing twice. */
static void move_warnings(const struct scenarios *scenarios, const struct diags *own, struct diags *diags)
{
	for (size_t i = 0; i < own->count && !scenarios->again; i++) {
		const struct diag *diag = &own->at[i];
		if (diag->place.file && strcmp(diag->place.file, scenarios->table.path) == 0)
			diags_add(diags, diag->severity, diag->place, diag->key, "%s", diag->message);
	}
}

/* The plan of a row. */
static int read_row(struct scenarios *scenarios, const struct profile *profile, size_t row, struct diags *diags,
                    struct plan **plan)
{
	struct diags own = {0};
	int result = lay_row(scenarios, profile, row, &own);
	if (result == 0)
		result = plan_from_source(&scenarios->working, &own, plan);
	if (result != 0)
		diags_move(diags, &own);
	else
		move_warnings(scenarios, &own, diags);
	diags_release(&own);
	return result;
}

/* Names the scenario that is handed out. false: no memory. */
static bool name_scenario(struct scenarios *scenarios, const struct profile *profile, const char *row,
                          struct scenario *scenario)
{
	const char *title = setting_text(&scenario->plan->head.name);
	if (title[0] == '\0')
		title = profile->name;
	scenario->name = profile->name;
	scenario->title = title;
	scenario->path = profile->name;
	scenario->row = row;
	if (!row)
		return true;
	scenarios->name.size = scenarios->title.size = 0;
	bytes_add_format(&scenarios->name, "%s:%s", profile->name, row);
	bytes_add_format(&scenarios->title, "%s: %s", title, row);
	scenario->name = bytes_text(&scenarios->name);
	scenario->title = bytes_text(&scenarios->title);
	return !scenarios->name.failed && !scenarios->title.failed;
}

/* On to the next scenario: rows first, then profiles. */
static void step(struct scenarios *scenarios)
{
	if (scenarios->has_table && ++scenarios->at_row < scenarios->table.row_count)
		return;
	scenarios->at_row = 0;
	scenarios->at_profile++;
	drop_working(scenarios);
}

/* Reads the scenario we are at. 0, or -1 with errors in diags. */
static int read_scenario(struct scenarios *scenarios, struct diags *diags, struct plan **plan)
{
	struct profile *profile = &scenarios->profile[scenarios->at_profile];
	if (scenarios->has_table)
		return read_row(scenarios, profile, scenarios->at_row, diags, plan);
	if (profile->plan) {
		*plan = profile->plan;
		profile->plan = NULL;
		return 0;
	}
	struct diags said_before = {0};
	int result = plan_from_source(&profile->source, &said_before, plan);
	if (result != 0)
		diags_move(diags, &said_before);
	diags_release(&said_before);
	return result;
}

int scenario_next(struct scenarios *scenarios, struct diags *diags, struct scenario *scenario)
{
	plan_free(scenarios->plan);
	scenarios->plan = NULL;
	if (scenarios->has_table && scenarios->table.row_count == 0)
		return 0;
	while (scenarios->at_profile < scenarios->profile_count) {
		const struct profile *profile = &scenarios->profile[scenarios->at_profile];
		const char *row = scenarios->has_table ? scenarios->table.row[scenarios->at_row].cell[0] : NULL;
		struct scenario next = {.profile = scenarios->at_profile};
		if (read_scenario(scenarios, diags, &next.plan) != 0)
			scenarios->wrong = true;
		step(scenarios);
		if (!next.plan)
			continue;
		scenarios->plan = next.plan;
		if (scenarios->wrong) {
			plan_free(next.plan);
			scenarios->plan = NULL;
			continue;
		}
		if (!name_scenario(scenarios, profile, row, &next)) {
			diags->out_of_memory = true;
			return -1;
		}
		*scenario = next;
		return 1;
	}
	return scenarios->wrong ? -1 : 0;
}

struct plan *scenario_take(struct scenarios *scenarios)
{
	struct plan *plan = scenarios->plan;
	scenarios->plan = NULL;
	return plan;
}

void scenarios_rewind(struct scenarios *scenarios)
{
	drop_working(scenarios);
	scenarios->at_profile = scenarios->at_row = 0;
	scenarios->wrong = false;
	scenarios->again = true;
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
