/* One of several words: yes or no, or the field's own. */
#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "plan/kind.h"
#include "plan/name.h"
#include "plan/reader.h"

static const char *const yes_no[] = {"no", "yes", NULL};

static int fail_words(struct reader *reader, const char *const *words)
{
	struct reader_word word = reader_between(reader, 0, reader->size);
	struct nearest nearest = nearest_to(word.text);
	for (size_t i = 0; words[i]; i++)
		nearest_offer(&nearest, words[i]);
	struct bytes range = {0};
	reader->kind->print_range(reader->kind, reader->input->field, &range);
	name_suggest(&nearest, &range);
	reader_fail(reader, 0, _("'%s' is not %s"), word.text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

static int take_one_of(struct reader *reader, const char *const *words, struct value *value)
{
	for (int i = 0; words[i]; i++) {
		if (name_same(reader->text, reader->size, words[i])) {
			value->parameter[0] = i;
			return 0;
		}
	}
	return fail_words(reader, words);
}

static int read_flag(struct reader *reader, struct value *value)
{
	return take_one_of(reader, yes_no, value);
}

static int read_word(struct reader *reader, struct value *value)
{
	return take_one_of(reader, reader->input->field->words, value);
}

static void print_flag(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)context;
	bytes_add_text(out, yes_no[value->parameter[0] > 0]);
}

static void explain_flag(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)context;
	bytes_add_text(out, value->parameter[0] > 0 ? _("yes") : _("no"));
}

static void print_word(const struct value *value, const struct value_context *context, struct bytes *out)
{
	bytes_add_text(out, context->field->words[(size_t)value->parameter[0]]);
}

static void print_flag_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	(void)field;
	bytes_add_text(out, _("yes or no"));
}

static void print_words(const struct kind *kind, const struct field *field, struct bytes *out)
{
	struct bytes list = {0};
	size_t i = 0;
	(void)kind;
	for (; field->words[i] && (i == 0 || field->words[i + 1]); i++)
		bytes_add_format(&list, i > 0 ? ", %s" : "%s", field->words[i]);
	if (i > 0 && field->words[i])
		NUMBERED_ARGUMENTS bytes_add_format(out, _("%1$s or %2$s"), bytes_text(&list), field->words[i]);
	else
		bytes_add_text(out, bytes_text(&list));
	out->failed |= list.failed;
	bytes_release(&list);
}

static bool step_flag(struct value *value, const struct value_context *context, int steps)
{
	(void)context;
	(void)steps;
	value->parameter[0] = value->parameter[0] > 0 ? 0 : 1;
	return true;
}

static bool step_word(struct value *value, const struct value_context *context, int steps)
{
	size_t count = 0;
	while (context->field->words[count])
		count++;
	if (count == 0)
		return false;
	value->parameter[0] = (double)(((size_t)value->parameter[0] + (steps > 0 ? 1 : count - 1)) % count);
	return true;
}

const struct kind kind_flag = {
	.name = N_("yes/no"),
	.help = N_("| yes/no | `yes`, `no` | |\n"),
	.read = read_flag,
	.print = print_flag,
	.explain = explain_flag,
	.print_range = print_flag_range,
	.step = step_flag,
};

const struct kind kind_word = {
	.name = N_("word"),
	.read = read_word,
	.print = print_word,
	.print_range = print_words,
	.print_accepted = print_words,
	.step = step_word,
};
