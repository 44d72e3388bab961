/* Moments: start, launch, launch+3, 12, and never as a default. */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/quantity.h"
#include "plan/range.h"
#include "plan/reader.h"

static bool may_be_never(const struct field *field)
{
	return field->fallback && strcmp(field->fallback, "never") == 0;
}

static int fail_moment(struct reader *reader, size_t start)
{
	struct bytes range = {0};
	reader->kind->print_range(reader->kind, reader->input->field, &range);
	reader_fail(reader, start, _("'%s' is not a moment: %s"), reader_word(reader, start).text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

/* Takes a base and the months after it; *start becomes the offset of the months. */
static int read_months(struct reader *reader, size_t *start, struct value *value)
{
	value->parameter[0] = 0;
	if (reader_take_word(reader, "start")) {
		value->moment = MOMENT_START;
		return 0;
	}
	if (may_be_never(reader->input->field) && reader_take_word(reader, "never")) {
		value->moment = MOMENT_NEVER;
		return 0;
	}
	if (reader_take_word(reader, "launch")) {
		value->moment = MOMENT_LAUNCH;
		if (!reader_take_mark(reader, '+'))
			return 0;
		reader_skip_blanks(reader);
		*start = reader->at;
		return quantity_read(reader, &value->parameter[0]);
	}
	if (reader_letters(reader))
		return fail_moment(reader, *start);
	value->moment = MOMENT_START;
	if (quantity_read(reader, &value->parameter[0]))
		return -1;
	if (reader_take_word(reader, "to"))
		return reader_fail(reader, *start, _("a moment cannot be uncertain"));
	return 0;
}

static int read_moment(struct reader *reader, struct value *value)
{
	reader_skip_blanks(reader);
	size_t start = reader->at;
	if (read_months(reader, &start, value))
		return -1;
	if (!range_holds(reader->input->field, value->parameter[0]))
		return reader_fail_range(reader, start);
	return reader_expect_end(reader);
}

static void print_moment(const struct value *value, const struct value_context *context, struct bytes *out)
{
	bool at_base = !(value->parameter[0] > 0);
	if (value->moment == MOMENT_NEVER) {
		bytes_add_text(out, "never");
	} else if (value->moment == MOMENT_LAUNCH) {
		bytes_add_text(out, at_base ? "launch" : "launch+");
		if (!at_base)
			quantity_print(out, context->kind, value->parameter[0]);
	} else if (at_base) {
		bytes_add_text(out, "start");
	} else {
		quantity_print(out, context->kind, value->parameter[0]);
	}
}

static void explain_moment(const struct value *value, const struct value_context *context, struct bytes *out)
{
	bool after_launch = value->moment == MOMENT_LAUNCH;
	double months = value->parameter[0];
	if (value->moment == MOMENT_NEVER) {
		bytes_add_text(out, _("never"));
		return;
	}
	if (!(months > 0)) {
		bytes_add_text(out, after_launch ? _("at launch") : _("at the start of the plan"));
		return;
	}
	struct bytes number = {0};
	unsigned long count = months == 1 ? 1 : 2; /* any number but 1 takes the plural */
	quantity_print(&number, context->kind, months);
	bytes_add_format(out,
			 after_launch ? ngettext("%s month after launch", "%s months after launch", count)
				      : ngettext("%s month after the start of the plan",
						 "%s months after the start of the plan", count),
			 bytes_text(&number));
	out->failed |= number.failed;
	bytes_release(&number);
}

static void print_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	bytes_add_text(out, may_be_never(field) ? _("start, launch, launch+N or N, months from 0 to 1200; or never")
						: _("start, launch, launch+N or N, months from 0 to 1200"));
}

static void print_accepted(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	if (may_be_never(field))
		bytes_add_text(out, _("or `never`"));
}

static bool step_moment(struct value *value, const struct value_context *context, int steps)
{
	if (value->moment == MOMENT_NEVER)
		return false;
	value->parameter[0] = fmin(context->field->high, fmax(0, value->parameter[0] + steps));
	return true;
}

const struct kind kind_moment = {
	.name = N_("moment"),
	.help = N_("| moment | `start`, `launch`, `launch+3`, `12` | months from the start of the plan, or from the "
		   "option's launch; 0 to "
		   "1200 |\n"),
	.is_input = true,
	.has_no_suffix = true,
	.read = read_moment,
	.print = print_moment,
	.explain = explain_moment,
	.print_range = print_range,
	.print_accepted = print_accepted,
	.step = step_moment,
};
