/* init: a shipped profile as a file of one's own, to start from. */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/nearest.h"
#include "cli/context.h"
#include "cli/shipped.h"

static const char first_tier[] = "mvp";

struct init_options {
	const char *output;
	bool force;
};

static char *stem_of(const char *name)
{
	size_t size = strlen(name);
	return strndup(name, size > 4 && strcmp(name + size - 4, ".ini") == 0 ? size - 4 : size);
}

/* "  mvp  MVP: note" for each shipped profile. */
static void list_shipped(struct context *context, char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct diags ignored = {0};
		struct source source;
		char *path = shipped_path(names[i]);
		if (path && source_read(path, &ignored, &source) == 0) {
			const struct source_entry *title = source_find(&source, "plan", "name"),
						  *note = source_find(&source, "plan", "note");
			diags_add(&context->diags, SEVERITY_NOTE, (struct place){.file = "breakeven"}, names[i],
				  "%s%s%s", title ? title->value : "", title && note ? ": " : "",
				  note ? note->value : "");
			source_release(&source);
		}
		diags_release(&ignored);
		free(path);
	}
}

static enum outcome_code complain_unknown(struct context *context, const char *name)
{
	size_t count = 0;
	char **names = shipped_names(&count);
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, names[i]);
	if (nearest.best)
		usage_error(context, NULL, _("no profile '%s' is shipped; did you mean '%s'? There are:"), name,
			    nearest.best);
	else
		usage_error(context, NULL,
			    count > 0 ? _("no profile '%s' is shipped; there are:")
				      : _("no profile '%s' is shipped; the installation has none at all"),
			    name);
	list_shipped(context, names, count);
	shipped_free(names, count);
	return USAGE;
}

/* Writes a profile's bytes as they are: comments and all. */
static enum outcome_code write_copy(struct context *context, const struct init_options *options, const char *path,
                                    const char *name)
{
	struct bytes bytes = {0}, target = {0};
	enum outcome_code code = INPUT_OUTPUT;
	if (options->output)
		bytes_add_text(&target, options->output);
	else
		bytes_add_format(&target, "%s.ini", name);
	if (target.failed)
		code = no_memory(context);
	else if (file_read(path, SOURCE_MOST_BYTES, &bytes, NULL, &context->diags) == 0 &&
		 file_write(target.at, bytes_text(&bytes), bytes.size, options->force ? FILE_OVERWRITE : FILE_KEEP,
			    NULL, &context->diags) == 0)
		code = DONE;
	if (code == DONE && strcmp(target.at, "-") != 0)
		diags_add(&context->diags, SEVERITY_NOTE, (struct place){.file = target.at}, NULL, "%s", _("written"));
	bytes_release(&bytes);
	bytes_release(&target);
	return code;
}

static enum outcome_code run(struct context *context, const void *own)
{
	const char *given = context->operands.count > 0 ? context->operands.at[0] : first_tier;
	char *name = stem_of(given), *path = name ? shipped_path(name) : NULL;
	enum outcome_code code;
	if (!name)
		code = no_memory(context);
	else if (!path)
		code = complain_unknown(context, given);
	else
		code = write_copy(context, own, path, name);
	free(name);
	free(path);
	return code;
}

static const struct option_row rows[] = {
	{.name = "output", .letter = 'o', .kind = OPTION_TEXT, .argument = "FILE", .completion = COMPLETE_FILE,
	 .offset = offsetof(struct init_options, output), .help = N_("instead of TIER.ini; - is standard output")},
	{.name = "force", .kind = OPTION_FLAG, .offset = offsetof(struct init_options, force),
	 .help = N_("replace a file that is there")},
	{.name = NULL},
};

const struct command command_init = {
	.name = "init",
	.operands = "[TIER]",
	.summary = N_("a shipped profile to start from"),
	.help = N_("Writes a shipped profile (mvp, if none is named) as TIER.ini into the current directory, comments "
	           "and all. An unknown name lists the profiles there are."),
	.example = "breakeven init\nbreakeven init enterprise -o plan.ini",
	.most = 1,
	.options = rows,
	.options_size = sizeof(struct init_options),
	.run = run,
};
