/* Opens the screen for a command line without a command. */
#include "cli/show.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/progress.h"
#include "cli/shipped.h"

bool show_wants_screen(const struct context *context, const struct show_options *own)
{
	const struct options *options = context->options;
	bool report = options->format || options->output || options->scenarios || options->set.count > 0 ||
	              options->option.count > 0 || options->stamp || own->wide;
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	return context->screen && !report && (terminal || own->script);
}

static bool no_color(const struct options *options)
{
	const char *variable = getenv("NO_COLOR");
	return options->color == COLOR_NEVER || (options->color == COLOR_AUTO && variable && variable[0]);
}

/*
 * Replaces names of shipped profiles by paths, to be freed; others stay. shipped: which were replaced. false: out of
 * memory.
 */
static bool resolve(const struct context *context, char **path, bool *shipped)
{
	for (size_t i = 0; i < context->operands.count; i++) {
		const char *given = context->operands.at[i];
		if (context->shipped || file_is_absent(given))
			path[i] = shipped_path(given);
		shipped[i] = path[i] != NULL;
		if (!path[i])
			path[i] = strdup(given);
		if (!path[i])
			return false;
	}
	return true;
}

enum outcome_code show_screen(struct context *context, const struct show_options *own)
{
	size_t count = context->operands.count;
	char **path = calloc(count + 1, sizeof *path);
	bool *shipped = calloc(count + 1, sizeof *shipped);
	const char *told = NULL;
	struct screen_request request = {
		.path = (const char *const *)path,
		.count = count,
		.shipped = shipped,
		.script = own->script,
		.wait = progress_wait(context->options->quiet, &told),
		.ascii = context->options->ascii,
		.no_mouse = own->no_mouse,
		.no_color = no_color(context->options),
	};
	enum outcome_code code;
	if (!path || !shipped || !resolve(context, path, shipped))
		code = no_memory(context);
	else
		code = (enum outcome_code)context->screen(&request, &context->diags);
	for (size_t i = 0; path && i < count; i++)
		free(path[i]);
	free(path);
	free(shipped);
	return code;
}
