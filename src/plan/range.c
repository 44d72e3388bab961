/* The range of a field: testing it and printing it in words. */
#include "plan/range.h"

#include <math.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "plan/kind.h"

bool range_holds(const struct field *field, double number)
{
	return (field->low_open ? number > field->low : number >= field->low) &&
	       (field->high_open ? number < field->high : number <= field->high);
}

static void print_end(struct bytes *out, bool percent, double number)
{
	number_print_short(out, percent ? number * 100 : number); /* ends are whole percentages */
	if (percent)
		bytes_add_char(out, '%');
}

/* The sentence of a range with two ends. */
static const char *sentence_of(const struct field *field)
{
	if (field->low_open)
		return field->high_open ? _("more than %s to less than %s") : _("more than %s and at most %s");
	return field->high_open ? _("%s to less than %s") : _("%s to %s");
}

void range_print(const struct kind *kind, const struct field *field, struct bytes *out)
{
	bool low = isfinite(field->low), high = isfinite(field->high);
	struct bytes from = {0}, to = {0};
	if (low)
		print_end(&from, kind->is_percent, field->low);
	if (high)
		print_end(&to, kind->is_percent, field->high);
	if (low && high)
		bytes_add_format(out, sentence_of(field), bytes_text(&from), bytes_text(&to));
	else if (low)
		bytes_add_format(out, field->low_open ? _("more than %s") : _("%s or more"), bytes_text(&from));
	else if (high)
		bytes_add_format(out, field->high_open ? _("less than %s") : _("at most %s"), bytes_text(&to));
	else
		bytes_add_text(out, _("any number"));
	out->failed |= from.failed || to.failed;
	bytes_release(&from);
	bytes_release(&to);
}

void range_print_accepted(const struct kind *kind, const struct field *field, struct bytes *out)
{
	range_print(kind, field, out);
	if (field->unit && !kind->is_percent)
		bytes_add_format(out, " %s", _(field->unit));
}
