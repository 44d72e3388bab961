/* An input in a row of the screen, and one step up or down from it. */
#include "tui/input_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "plan/field.h"

struct currency_names input_currencies(const struct plan *plan)
{
	return (struct currency_names){.code = plan->currency, .count = plan->currency_count};
}

static bool is_number(enum value_kind kind)
{
	return kind == KIND_NUMBER || kind == KIND_WHOLE || kind == KIND_SHARE || kind == KIND_MONEY;
}

/* The number to so many digits, as its shortest decimal. */
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
	struct value plain = *value;
	const struct currency_names none = {0};
	struct bytes text = {0};
	if (is_number(value->kind)) {
		bool exact = value->distribution == DIST_POINT;
		plain.parameter[0] = exact ? value->parameter[0] : rounded_to(value_best_guess(value), 4);
		plain.distribution = DIST_POINT;
		plain.currency = 0;
		plain.period = field->period;
	}
	value_print(&plain, field, &none, &text);
	if (value->kind == KIND_SHARE && text.size > 0)
		bytes_splice(&text, text.size - 1, 1, "", 0); /* the sign is the unit's */
	bytes_add(out, text.at, text.size);
	bytes_release(&text);
}

void input_print_unit(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out)
{
	static const char *const periods[] = {
		[PERIOD_HOUR] = N_("/h"), [PERIOD_DAY] = N_("/day"), [PERIOD_MONTH] = N_("/mo"), [PERIOD_YEAR] = N_("/yr"),
		[PERIOD_MILLION_REQUESTS] = N_("/M req"), [PERIOD_ONCE] = N_(" once"), [PERIOD_NONE] = "",
	};
	if (value->kind == KIND_SHARE) {
		bytes_add_char(out, '%');
	} else if (value->kind == KIND_MONEY) {
		size_t currency = (size_t)value->currency < plan->currency_count ? (size_t)value->currency : 0;
		bytes_add_text(out, plan->currency[currency]);
		bytes_add_text(out, *periods[value->period] == '\0' ? "" : _(periods[value->period]));
	} else if (is_number(value->kind) && field->unit != NULL) {
		/* The column is narrow, and requests are all it is about. */
		bool requests = strncmp(field->unit, "requests/", 9) == 0;
		bytes_add_format(out, "%s%s", requests ? _("req/") : "", requests ? field->unit + 9 : value_unit(value, field));
	}
}

const char *input_spread(const struct value *value)
{
	if (!value_is_uncertain(value))
		return "";
	switch (value->distribution) {
	case DIST_POINT: return "";
	case DIST_UNIFORM: return _("uniform");
	case DIST_TRIANGULAR: return _("triang.");
	case DIST_PERT: return _("pert");
	case DIST_NORMAL: return _("normal");
	case DIST_TO_NORMAL:
	case DIST_TO_LOGNORMAL: return _("90 %");
	}
	return "";
}

void input_print_exact(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out)
{
	struct currency_names currencies = input_currencies(plan);
	value_print(value, field, &currencies, out);
}

/* The step above a number: a tenth of its leading digit's place. */
static double step_at(double number, double smallest)
{
	double size = fabs(number);
	if (size < smallest * (1 - 1e-9))
		return smallest;
	return pow(10, floor(log10(size) + 1e-9) - 1);
}

/* What the number begins to move by, when it is (near) zero. */
static double smallest_step(const struct field *field)
{
	bool people = field->unit != NULL && strcmp(field->unit, "people") == 0;
	bool months = field->unit != NULL && strcmp(field->unit, "months") == 0;
	return field->kind == KIND_SHARE ? 0.001 : field->kind == KIND_MONEY ? 1 : people || months ? 0.1 : 0.01;
}

/* From zero one goes to a first number that means something. */
static double first_number(const struct field *field)
{
	return field->kind == KIND_SHARE ? 0.01 : field->kind == KIND_MONEY ? 100 : 1;
}

/* One step: up from x by x's step, down so that the way up leads back. */
static double moved_once(double number, int direction, const struct field *field)
{
	double least = smallest_step(field);
	if (field->kind == KIND_WHOLE)
		return number + direction;
	if (!(fabs(number) > least / 2))
		return direction * first_number(field);
	bool away = (number > 0) == (direction > 0);
	double step = fmax(least, step_at(away ? number : number * (1 - 1e-6), least));
	return rounded_to(round((number + direction * step) / step) * step, 12);
}

static double held_in_range(double number, const struct field *field)
{
	if (number < field->low || (field->low_open && number <= field->low))
		return field->low_open ? (double)NAN : field->low;
	if (number > field->high || (field->high_open && number >= field->high))
		return field->high_open ? (double)NAN : field->high;
	return number;
}

static bool nudge_number(struct value *value, const struct field *field, int steps)
{
	double from = value_best_guess(value), to = from;
	int direction = steps > 0 ? 1 : -1;
	for (int i = 0; i < steps * direction; i++) {
		double next = held_in_range(moved_once(to, direction, field), field);
		if (isnan(next))
			break;
		to = next;
	}
	if (value->distribution == DIST_POINT) {
		value->parameter[0] = to;
		return true;
	}
	int moved = value->distribution == DIST_NORMAL ? 1
	            : value->distribution == DIST_TRIANGULAR || value->distribution == DIST_PERT ? 3 : 2;
	double shift = value->distribution == DIST_TO_LOGNORMAL ? 0 : to - from;
	double factor = value->distribution == DIST_TO_LOGNORMAL && from > 0 ? to / from : 1;
	if (factor <= 0)
		return false;
	for (int i = 0; i < moved; i++)
		value->parameter[i] = rounded_to((value->parameter[i] + shift) * factor, 12);
	return true;
}

bool input_nudge(const struct value *value, const struct field *field, const struct plan *plan, int steps, struct bytes *out)
{
	struct value moved = *value;
	size_t words = 0;
	switch (value->kind) {
	case KIND_NUMBER:
	case KIND_WHOLE:
	case KIND_SHARE:
	case KIND_MONEY:
		if (!nudge_number(&moved, field, steps))
			return false;
		break;
	case KIND_MOMENT:
		if (value->moment == MOMENT_NEVER)
			return false;
		moved.parameter[0] = fmin(field->high, fmax(0, value->parameter[0] + steps));
		break;
	case KIND_MONTH: moved.parameter[0] = value->parameter[0] + steps; break;
	case KIND_FLAG: moved.parameter[0] = value->parameter[0] > 0 ? 0 : 1; break;
	case KIND_WORD:
		while (field->words[words] != NULL)
			words++;
		if (words == 0)
			return false;
		moved.parameter[0] = (double)(((size_t)value->parameter[0] + (steps > 0 ? 1 : words - 1)) % words);
		break;
	default: return false;
	}
	input_print_exact(&moved, field, plan, out);
	return true;
}
