/* Scenarios: opens their profiles and table, checks them, hands them out one by one. */
#include "cli/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "cli/progress.h"
#include "cli/scenario_list.h"

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
		const struct scenario_key *key = &scenarios->table.key[i];
		struct place place = {.file = scenarios->table.path, .line = 1, .column = (int)i + 2};
		struct bytes assignment = {0};
		bytes_add_format(&assignment, "%s=0", key->name);
		/* A name that source_apply accepts was not split only because memory ran out. */
		if (assignment.failed || (source_apply(&copy, assignment.at, place, diags) == 0 && !key->section))
			diags->out_of_memory = true;
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

enum scenarios_result scenarios_open(const char *const *path, size_t count, bool shipped, const struct options *options,
                                     struct diags *diags, struct scenarios **scenarios)
{
	if (profiles_check_pipes(path, count, options, diags) != 0)
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
		enum scenarios_result opened = profile_open(path[i], shipped, options, &made->wait, &made->profile[i],
							    &made->input[i], diags);
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
	for (size_t i = 0; i < scenarios->profile_count; i++)
		profile_release(&scenarios->profile[i]);
	scenario_table_release(&scenarios->table);
	free(scenarios->title);
	free(scenarios->profile);
	free(scenarios->input);
	free(scenarios);
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
	return scenario_reader_take(scenarios->reader);
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
