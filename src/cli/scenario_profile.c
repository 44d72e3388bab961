/* Opens the profiles of the scenarios. */
#include "cli/scenario_profile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "cli/shipped.h"

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

enum scenarios_result profile_open(const char *path, bool shipped, const struct options *options,
				   const struct file_wait *wait, struct profile *profile, struct stamp_input *input,
				   struct diags *diags)
{
	struct bytes bytes = {0};
	char *real = NULL;
	size_t first_diag = diags->count;
	enum scenarios_result result = read_bytes(path, shipped, wait, input, &real, &bytes, diags);
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
	if (apply_settings(&profile->source, &options->set, diags) == 0 &&
	    plan_from_source(&profile->source, diags, &profile->plan) == 0 &&
	    check_options(profile->plan, &options->option, profile->name, diags) == 0)
		result = SCENARIOS_OPEN;
	diags_copy(&profile->noticed, diags, first_diag, SEVERITY_NOTE, SEVERITY_WARNING);
	diags->out_of_memory |= profile->noticed.out_of_memory;
done:
	bytes_release(&bytes);
	free(real);
	return result;
}

void profile_release(struct profile *profile)
{
	source_release(&profile->source);
	plan_free(profile->plan);
	free(profile->plan_name);
	free(profile->fx_date);
	diags_release(&profile->noticed);
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

int profiles_check_pipes(const char *const *path, size_t count, const struct options *options, struct diags *diags)
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
