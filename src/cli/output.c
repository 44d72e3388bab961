/* Formats, colours, files and their stamps. */
#include "cli/output.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/attribute.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/interrupt.h"
#include "document/writer.h"
#include "plan/source.h"

enum { NARROWEST = 40, WIDEST = 160 };

static const struct place command_line = {.file = "breakeven"};

bool output_to_file(const struct options *options)
{
	return options->output && strcmp(options->output, "-") != 0;
}

static void complain_format(const char *format, struct diags *diags)
{
	size_t count;
	const struct writer *const *writers = writer_table(&count);
	struct nearest nearest = nearest_to(format);
	struct bytes names = {0};
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, writers[i]->name);
	writer_print_names(&names);
	NUMBERED_ARGUMENTS diags_add(diags, SEVERITY_ERROR, command_line, "--format",
				     nearest.best ? _("'%1$s' is not one of %2$s; did you mean '%3$s'?")
						  : _("'%1$s' is not one of %2$s"),
				     format, bytes_text(&names), nearest.best);
	diags->out_of_memory |= names.failed;
	bytes_release(&names);
}

static void complain_ending(const char *path, struct diags *diags)
{
	struct bytes endings = {0};
	writer_print_endings(&endings);
	NUMBERED_ARGUMENTS diags_add(diags, SEVERITY_ERROR, command_line, "--output",
				     _("cannot tell the format from '%1$s': end it in %2$s, or say -f"), path,
				     bytes_text(&endings));
	diags->out_of_memory |= endings.failed;
	bytes_release(&endings);
}

const struct writer *output_writer(const struct options *options, struct diags *diags)
{
	const struct writer *writer = &writer_text;
	if (options->format) {
		writer = writer_find(options->format);
		if (!writer)
			complain_format(options->format, diags);
	} else if (output_to_file(options)) {
		writer = writer_for_path(options->output);
		if (!writer)
			complain_ending(options->output, diags);
	}
	return writer;
}

/* Whether our own text must be ASCII: --ascii, or text for a terminal without UTF-8. */
static bool ascii_wanted(const struct options *options, const struct writer *writer)
{
	bool for_terminal = writer == &writer_text && !output_to_file(options);
	return options->ascii || (for_terminal && strcmp(nl_langinfo(CODESET), "UTF-8") != 0);
}

bool output_on_terminal(const struct options *options)
{
	return !output_to_file(options) && isatty(STDOUT_FILENO);
}

static bool color_wanted(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	if (!output_on_terminal(options))
		return false;
	return !(no_color && no_color[0]) && terminal && strcmp(terminal, "dumb") != 0;
}

/* The width of a terminal; the default width otherwise, so that the same command writes the same bytes. */
static int width_wanted(const struct options *options)
{
	struct winsize size;
	if (!output_on_terminal(options) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0)
		return 0;
	return size.ws_col < NARROWEST ? NARROWEST : size.ws_col > WIDEST ? WIDEST : size.ws_col;
}

struct style output_style(const struct options *options, const struct writer *writer)
{
	return (struct style){
		.color = color_wanted(options),
		.ascii = ascii_wanted(options, writer),
		.raw = options->raw,
		.dialect = (enum csv_dialect)options->csv_dialect,
		.width = width_wanted(options),
	};
}

static bool meta_path(const struct options *options, struct bytes *path)
{
	bytes_add_format(path, "%s.meta.json", options->output);
	return !path->failed;
}

static enum file_overwrite overwrite_wanted(const struct options *options)
{
	return options->force ? FILE_OVERWRITE : FILE_KEEP;
}

/* 0 if path can be written: nothing exists there, or it may be replaced. */
static int check_free(const char *path, const struct options *options, struct diags *diags)
{
	struct file_identity identity;
	bool device = strncmp(path, "/dev/", 5) == 0; /* written to, not replaced */
	if (options->force || device || !file_identify(path, &identity))
		return file_check(path, overwrite_wanted(options), diags);
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = path}, NULL, _("exists already; --force replaces it"));
	return -1;
}

enum outcome_code output_check(const struct options *options, const struct writer *writer, struct diags *diags)
{
	bool file = output_to_file(options);
	if (options->stamp && (!file || writer != &writer_csv)) {
		diags_add(diags, SEVERITY_ERROR, command_line, "--stamp",
		          _("goes with -o FILE.csv; every other format says itself what made it"));
		return USAGE;
	}
	int result = file ? check_free(options->output, options, diags) : 0;
	if (options->stamp) {
		struct bytes path = {0};
		if (!meta_path(options, &path))
			diags->out_of_memory = true;
		else if (check_free(path.at, options, diags) != 0)
			result = -1;
		bytes_release(&path);
	}
	return result == 0 && !diags->out_of_memory ? DONE : INPUT_OUTPUT;
}

/* FILE.csv.meta.json: the stamp, and the output's hash. */
static int write_stamp(struct context *context)
{
	struct bytes path = {0}, meta = {0};
	char digest[DIGEST_TEXT_SIZE];
	digest_end(&context->output.digest, digest);
	bytes_add_format(
		&meta,
		"{\n\t\"schema\": \"breakeven/1\",\n\t\"command\": \"%s\",\n\t\"sha256\": \"%s\",\n\t\"made_by\": ",
		context->command->name, digest);
	int result = stamp_print_json(&context->document.stamp, &meta);
	bytes_add_text(&meta, "\n}\n");
	if (result != 0 || meta.failed || !meta_path(context->options, &path)) {
		context->diags.out_of_memory = true;
		result = -1;
	} else {
		result = file_write(path.at, bytes_text(&meta), meta.size, overwrite_wanted(context->options), NULL,
				    &context->diags);
	}
	bytes_release(&path);
	bytes_release(&meta);
	return result;
}

/*
 * Replaces control characters in file names, on which a terminal would act, and drops a byte order mark, which is for
 * files.
 */
static int make_safe(struct context *context, struct bytes *data)
{
	static const char order[] = "\xEF\xBB\xBF";
	struct bytes *safe = &context->output.safe;
	size_t skipped = !context->output.open && data->size >= 3 && memcmp(data->at, order, 3) == 0 ? 3 : 0;
	safe->size = 0;
	utf8_sanitise_lines(safe, bytes_text(data) + skipped, data->size - skipped);
	data->size = 0;
	bytes_add(data, bytes_text(safe), safe->size);
	return safe->failed || data->failed ? -1 : 0;
}

/* What an interrupt leaves of the output. */
static const char *const left_text[] = {
	N_("interrupted: nothing is written"),
	N_("interrupted: what is written is not whole"),
};

static struct place target(const struct options *options)
{
	return (struct place){.file = output_to_file(options) ? options->output : "breakeven"};
}

/* Has a signal that ends the program at once say what it leaves. */
static void say_left(struct context *context, enum output_left left)
{
	struct bytes *word = &context->output.word[left];
	struct diags diags = {0};
	diags_add(&diags, SEVERITY_ERROR, target(context->options), NULL, "%s", _(left_text[left]));
	if (word->size == 0)
		diags_print(&diags, word);
	if (!word->failed)
		interrupts_say(bytes_text(word));
	diags_release(&diags);
}

void output_wait(struct context *context)
{
	say_left(context, LEFT_NOTHING);
}

/* Some more of what is written. plain: it holds no escapes of our own. */
static int put(struct context *context, struct bytes *data, bool plain)
{
	struct output *output = &context->output;
	const struct options *options = context->options;
	if (data->failed || (plain && output_on_terminal(options) && make_safe(context, data) != 0)) {
		context->diags.out_of_memory = true;
		return -1;
	}
	if (!output->open) {
		const char *path = output_to_file(options) ? options->output : "-";
		if (file_begin(path, overwrite_wanted(options), &output->file, &context->diags) != 0)
			return -1;
		if (!output_to_file(options))
			say_left(context, LEFT_PART);
		digest_begin(&output->digest);
	}
	if (options->stamp)
		digest_add(&output->digest, bytes_text(data), data->size);
	output->open = file_add(&output->file, bytes_text(data), data->size, &context->diags) == 0;
	return output->open ? 0 : -1;
}

/* Writes what `take` takes from the document. */
static int put_document(struct context *context, int (*take)(struct document *document, struct bytes *out))
{
	struct bytes *data = &context->output.data;
	data->size = 0;
	data->failed = take(&context->document, data) != 0;
	return put(context, data, context->document.writer != &writer_text);
}

int output_drain(struct context *context)
{
	return put_document(context, document_drain);
}

int output_write(struct context *context)
{
	struct output *output = &context->output;
	if ((context->verbatim.size > 0 ? put(context, &context->verbatim, true)
					: put_document(context, document_finish)) != 0)
		return -1;
	output->open = false;
	if (file_end(&output->file, NULL, &context->diags) != 0)
		return -1;
	interrupts_say(NULL);
	return context->options->stamp ? write_stamp(context) : 0;
}

enum outcome_code output_end_early(struct context *context, const char *file, size_t done, const char *format, ...)
{
	struct bytes text = {0};
	va_list arguments;
	if (done == 0 || context->output.partial || output_to_file(context->options))
		return INTERRUPTED;
	context->output.partial = true;
	va_start(arguments, format);
	bytes_add_format_list(&text, format, arguments);
	va_end(arguments);
	diags_add(&context->diags, SEVERITY_WARNING, (struct place){.file = file}, NULL, "%s", bytes_text(&text));
	bytes_release(&text);
	return INTERRUPTED;
}

enum outcome_code output_interrupted(struct context *context, enum outcome_code code)
{
	struct output *output = &context->output;
	output->dropped = output_to_file(context->options) || (code == INTERRUPTED && !output->partial);
	if (output->dropped)
		diags_add(&context->diags, SEVERITY_ERROR, target(context->options), NULL, "%s",
			  _(left_text[LEFT_NOTHING]));
	else if (!output->partial)
		diags_add(&context->diags, SEVERITY_WARNING, target(context->options), NULL, "%s",
			  _("interrupted when all was done: what is written is whole"));
	return INTERRUPTED;
}

enum outcome_code output_copy(struct context *context, const char *from, const char *to, const char *stem, bool force)
{
	struct bytes bytes = {0}, target = {0};
	enum outcome_code code = INPUT_OUTPUT;
	bytes_add_format(&target, to ? "%s" : "%s.ini", to ? to : stem);
	if (target.failed)
		code = no_memory(context);
	else if (file_read(from, SOURCE_MOST_BYTES, &bytes, NULL, &context->diags) == 0 &&
		 file_write(target.at, bytes_text(&bytes), bytes.size, force ? FILE_OVERWRITE : FILE_KEEP, NULL,
			    &context->diags) == 0)
		code = DONE;
	if (code == DONE && strcmp(target.at, "-") != 0)
		diags_add(&context->diags, SEVERITY_NOTE, (struct place){.file = target.at}, NULL, "%s", _("written"));
	bytes_release(&bytes);
	bytes_release(&target);
	return code;
}

void output_release(struct context *context)
{
	if (context->output.open)
		file_abandon(&context->output.file);
	interrupts_say(NULL);
	for (int left = 0; left < LEFT_KINDS; left++)
		bytes_release(&context->output.word[left]);
	bytes_release(&context->output.data);
	bytes_release(&context->output.safe);
}
