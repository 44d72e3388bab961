/* An input as text, and the value one step up or down from it. */
#include "tui/input_text.h"

#include <stdio.h>

#include "base/bytes.h"
#include "base/number.h"
#include "plan/distribution.h"
#include "plan/kind.h"

struct currency_names input_currencies(const struct plan *plan)
{
	return (struct currency_names){.code = plan->currency, .count = plan->currency_count};
}

/* The number rounded to some significant digits. */
static double rounded_to(double number, int digits)
{
	char text[40];
	double rounded = number;
	snprintf(text, sizeof text, "%.*g", digits, number);
	number_parse(text, &rounded);
	return rounded;
}

void input_print_value(const struct value *value, const struct field *field, struct bytes *out)
{
	const struct kind *kind = kind_of(value->kind);
	struct value plain = *value;
	const struct currency_names none = {0};
	struct bytes text = {0};
	if (kind->is_number) {
		bool exact = value->distribution == DIST_POINT;
		plain.parameter[0] = exact ? value->parameter[0] : rounded_to(value_best_guess(value), 4);
		plain.distribution = DIST_POINT;
		plain.currency = 0;
		plain.period = field->period;
	}
	value_print(&plain, field, &none, &text);
	if (kind->is_percent && text.size > 0)
		bytes_splice(&text, text.size - 1, 1, "", 0); /* the sign is the unit's */
	bytes_add(out, text.at, text.size);
	bytes_release(&text);
}

void input_print_unit(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out)
{
	struct currency_names currencies = input_currencies(plan);
	value_print_short_unit(value, field, &currencies, out);
}

const char *input_spread(const struct value *value)
{
	return value_is_uncertain(value) ? distribution_word(value->distribution) : "";
}

void input_print_exact(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out)
{
	struct currency_names currencies = input_currencies(plan);
	value_print(value, field, &currencies, out);
}

bool input_nudge(const struct value *value, const struct field *field, const struct plan *plan, int steps,
                 struct bytes *out)
{
	struct value moved = *value;
	if (!value_step(&moved, field, steps))
		return false;
	input_print_exact(&moved, field, plan, out);
	return true;
}
