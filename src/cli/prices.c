/* Reads the files of the price catalogue. */
#include "cli/prices.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "cli/shipped.h"

enum { MOST_BYTES = 64 << 20 };

static const char shipped_file[] = "prices.csv";

/* The path of the user's file; nothing if the environment names none. Relative paths are ignored, as XDG demands. */
static void add_own_path(struct bytes *out)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	if (config && config[0] == '/')
		bytes_add_format(out, "%s/breakeven/prices.csv", config);
	else if (home && home[0] == '/')
		bytes_add_format(out, "%s/.config/breakeven/prices.csv", home);
}

/* Adds a file. digest, which may be NULL, gets its SHA-256. */
static enum outcome_code add_file(struct context *context, const char *path, bool own, char *digest)
{
	struct bytes file = {0};
	const char *name = strcmp(path, "-") == 0 ? "stdin" : path;
	enum outcome_code code = DONE;
	if (file_read(path, MOST_BYTES, &file, NULL, &context->diags) != 0)
		return INPUT_OUTPUT;
	if (digest)
		digest_text(bytes_text(&file), file.size, digest);
	if (catalogue_add(&context->prices.catalogue, name, &file, own, &context->diags) != 0)
		code = scenario_failure(context);
	bytes_release(&file);
	return code;
}

/* Adds the user's file: that of --prices, else that of the configuration. */
static enum outcome_code add_own(struct context *context, const char *given)
{
	struct prices *prices = &context->prices;
	if (given)
		bytes_add_text(&prices->path, given);
	else
		add_own_path(&prices->path);
	if (prices->path.failed)
		return no_memory(context);
	const char *path = bytes_text(&prices->path);
	if (!given && (!*path || file_is_absent(path)))
		return DONE;
	enum outcome_code code = add_file(context, path, true, prices->digest);
	prices->input = (struct stamp_input){
		.path = strcmp(path, "-") == 0 ? "stdin" : path, .digest = prices->digest, .fx_date = ""};
	context->document.stamp.prices = &prices->input;
	return code;
}

static enum outcome_code add_shipped(struct context *context)
{
	char *path = NULL;
	if (shipped_file_path(shipped_file, &path) != 0)
		return no_memory(context);
	context->prices.none_shipped = !path;
	if (!path)
		return DONE;
	enum outcome_code code = add_file(context, path, false, NULL);
	free(path);
	return code;
}

enum outcome_code prices_load(struct context *context, const char *file)
{
	enum outcome_code code = add_own(context, file);
	return code == DONE ? add_shipped(context) : code;
}

void prices_warn(struct context *context)
{
	if (context->prices.none_shipped)
		diags_add(&context->diags, SEVERITY_WARNING, (struct place){.file = "breakeven"}, NULL,
			  _("the installation has no prices.csv: the shipped list prices are missing"));
}
