/* Numbers, whole numbers and shares: 12, 140k, 18%, pert(2, 3, 5), 12% to 24%. */
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "plan/distribution.h"
#include "plan/range.h"
#include "plan/reader.h"
#include "plan/step.h"

static int read_number(struct reader *reader, struct value *value)
{
	return distribution_read(reader, value) ? -1 : reader_expect_end(reader);
}

static void print_number(const struct value *value, const struct value_context *context, struct bytes *out)
{
	distribution_print(value, context->kind, out);
}

static void print_unit(const struct value *value, const struct value_context *context, struct bytes *out)
{
	if (context->field->unit)
		bytes_add_format(out, " %s", value_unit(value, context->field));
}

static void print_short_unit(const struct value *value, const struct value_context *context, struct bytes *out)
{
	static const char per_request[] = "requests/";
	const char *unit = context->field->unit;
	size_t size = sizeof per_request - 1;
	if (unit && strncmp(unit, per_request, size) == 0)
		bytes_add_format(out, "%s%s", _("req/"), unit + size);
	else if (unit)
		bytes_add_text(out, value_unit(value, context->field));
}

static void print_percent_sign(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)value;
	(void)context;
	bytes_add_char(out, '%');
}

static void print_whole_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	struct bytes range = {0};
	range_print(kind, field, &range);
	bytes_add_format(out, _("a whole number, %s"), bytes_text(&range));
	out->failed |= range.failed;
	bytes_release(&range);
}

const struct kind kind_number = {
	.name = N_("number"),
	.help = N_("| number | `12`, `1.5`, `140k`, `2.3M`, `1.44G`, `1_000` | suffixes k, M, G; a decimal point, "
		   "never a comma; "
		   "`12 000` and `85.000` (85 or 85000?) are errors; at most 1e18 |\n"),
	.is_number = true,
	.may_be_uncertain = true,
	.is_input = true,
	.first_step = 1,
	.least_step = 0.01,
	.read = read_number,
	.print = print_number,
	.explain = distribution_explain,
	.print_unit = print_unit,
	.print_short_unit = print_short_unit,
	.print_range = range_print,
	.print_accepted = range_print_accepted,
	.step = step_number,
};

const struct kind kind_whole = {
	.name = N_("whole number"),
	.is_number = true,
	.is_input = true,
	.is_whole = true,
	.has_no_suffix = true,
	.first_step = 1,
	.least_step = 0.01,
	.read = read_number,
	.print = print_number,
	.explain = distribution_explain,
	.print_unit = print_unit,
	.print_short_unit = print_short_unit,
	.print_range = print_whole_range,
	.print_accepted = range_print_accepted,
	.step = step_number,
};

const struct kind kind_share = {
	.name = N_("share"),
	.help = N_("| share | `18%`, `0.18` | the same number |\n"),
	.is_number = true,
	.may_be_uncertain = true,
	.is_input = true,
	.is_percent = true,
	.first_step = 0.01,
	.least_step = 0.001,
	.read = read_number,
	.print = print_number,
	.explain = distribution_explain,
	.print_short_unit = print_percent_sign,
	.print_range = range_print,
	.print_accepted = range_print_accepted,
	.step = step_number,
};
