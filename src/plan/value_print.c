/* Values as text: exactly, in the grammar of files; and in words, for people. */
#include "plan/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "plan/field.h"

#define DIGITS_MOST 24

/* A number in decimal: 0.d1d2d3… times ten to the power `point`. */
struct decimal {
	bool negative;
	char digit[DIGITS_MOST + 1];
	int count; /* 0: the number is 0 */
	int point;
};

/* The shortest decimal that is this number. It is written to out and taken back, so that out knows when there was no memory for it. */
static struct decimal decimal_of(double number, struct bytes *out)
{
	size_t size = out->size;
	struct decimal decimal = {.negative = number < 0};
	bool behind_point = false;

	number_print_short(out, number);
	if (out->failed)
		return decimal;
	const char *c = out->at + size;
	for (c += *c == '-'; *c && *c != 'e'; c++) {
		if (*c == '.') {
			behind_point = true;
			continue;
		}
		bool leading_zero = *c == '0' && !decimal.count;
		if (!leading_zero && decimal.count < DIGITS_MOST)
			decimal.digit[decimal.count++] = *c;
		/* Each digit before the point, or zero right behind it, moves the point. */
		if (behind_point)
			decimal.point -= leading_zero;
		else
			decimal.point += !leading_zero;
	}
	if (*c == 'e')
		decimal.point += atoi(c + 1);
	while (decimal.count && decimal.digit[decimal.count - 1] == '0')
		decimal.count--;
	decimal.digit[decimal.count] = '\0';
	out->size = size;
	out->at[size] = '\0';
	return decimal;
}

static void add_zeros(struct bytes *out, int count)
{
	while (count-- > 0)
		bytes_add_char(out, '0');
}

static void add_decimal(struct bytes *out, const struct decimal *decimal, int point)
{
	if (!decimal->count) {
		bytes_add_char(out, '0');
		return;
	}
	if (decimal->negative)
		bytes_add_char(out, '-');
	if (point < -6 || point > 21) {
		bytes_add_char(out, decimal->digit[0]);
		if (decimal->count > 1)
			bytes_add_format(out, ".%s", decimal->digit + 1);
		bytes_add_format(out, "e%d", point - 1);
	} else if (point <= 0) {
		bytes_add_text(out, "0.");
		add_zeros(out, -point);
		bytes_add_text(out, decimal->digit);
	} else if (decimal->count <= point) {
		bytes_add_text(out, decimal->digit);
		add_zeros(out, point - decimal->count);
	} else {
		bytes_add(out, decimal->digit, (size_t)point);
		bytes_add_format(out, ".%s", decimal->digit + point);
	}
}

/* Characters that a number takes when `power` is left to a suffix. */
static int length_with(const struct decimal *decimal, int power)
{
	int point = decimal->point - power;
	int plain = point <= 0                ? 2 - point + decimal->count
		    : decimal->count <= point ? point
					      : decimal->count + 1;
	return plain + (power > 0);
}

/* A quantity in the grammar of files: a share in %, a large number with the suffix that makes it short. */
static void add_quantity(struct bytes *out, enum value_kind kind, double number)
{
	static const struct {
		char letter;
		int power;
	} suffixes[] = {{'k', 3}, {'M', 6}, {'G', 9}};
	struct decimal decimal = decimal_of(number, out);
	int power = 0;
	char letter = '\0';

	if (kind == KIND_SHARE) {
		add_decimal(out, &decimal, decimal.point + 2);
		bytes_add_char(out, '%');
		return;
	}
	for (size_t i = 0;
	     i < sizeof(suffixes) / sizeof(suffixes[0]) && kind != KIND_WHOLE && kind != KIND_MOMENT; i++) {
		if (decimal.point > suffixes[i].power &&
		    length_with(&decimal, suffixes[i].power) < length_with(&decimal, power)) {
			power = suffixes[i].power;
			letter = suffixes[i].letter;
		}
	}
	add_decimal(out, &decimal, decimal.point - power);
	if (letter)
		bytes_add_char(out, letter);
}

/* The name that files use, and how many numbers it takes; NULL for a number, and for `A to B`. */
static const char *shape_name(enum distribution distribution, int *count)
{
	*count = distribution == DIST_POINT                                     ? 1
		 : distribution == DIST_TRIANGULAR || distribution == DIST_PERT ? 3
										: 2;
	switch (distribution) {
	case DIST_UNIFORM:
		return "uniform";
	case DIST_TRIANGULAR:
		return "triangular";
	case DIST_PERT:
		return "pert";
	case DIST_NORMAL:
		return "normal";
	default:
		return NULL;
	}
}

static void print_number(const struct value *value, struct bytes *out)
{
	int count;
	const char *name = shape_name(value->distribution, &count);
	if (name)
		bytes_add_format(out, "%s(", name);
	for (int i = 0; i < count; i++) {
		if (i > 0)
			bytes_add_text(out, name ? ", " : " to ");
		add_quantity(out, value->kind, value->parameter[i]);
	}
	if (name)
		bytes_add_char(out, ')');
}

static const char *code_of(const struct currency_names *currencies, int currency)
{
	return currency >= 0 && (size_t)currency < currencies->count ? currencies->code[currency] : "";
}

static void print_money_terms(const struct value *value, const struct field *field,
			      const struct currency_names *currencies, struct bytes *out)
{
	bool foreign = value->currency != 0;
	if (foreign)
		bytes_add_format(out, " %s", code_of(currencies, value->currency));
	if (value->period == PERIOD_ONCE && field->period != PERIOD_ONCE)
		bytes_add_text(out, " once");
	else if (value->period < PERIOD_ONCE && (foreign || value->period != field->period))
		bytes_add_format(out, "/%s", period_name(value->period));
}

static void print_moment(const struct value *value, struct bytes *out)
{
	bool at_base = !(value->parameter[0] > 0);
	if (value->moment == MOMENT_NEVER) {
		bytes_add_text(out, "never");
	} else if (value->moment == MOMENT_LAUNCH) {
		bytes_add_text(out, at_base ? "launch" : "launch+");
		if (!at_base)
			add_quantity(out, KIND_MOMENT, value->parameter[0]);
	} else if (at_base) {
		bytes_add_text(out, "start");
	} else {
		add_quantity(out, KIND_MOMENT, value->parameter[0]);
	}
}

static void print_ids(const char *ids, struct bytes *out)
{
	for (; *ids; ids++) {
		bytes_add_char(out, *ids);
		if (*ids == ',')
			bytes_add_char(out, ' ');
	}
}

void value_print(const struct value *value, const struct field *field,
		 const struct currency_names *currencies, struct bytes *out)
{
	switch (value->kind) {
	case KIND_NUMBER:
	case KIND_WHOLE:
	case KIND_SHARE:
		print_number(value, out);
		break;
	case KIND_MONEY:
		print_number(value, out);
		print_money_terms(value, field, currencies, out);
		break;
	case KIND_MOMENT:
		print_moment(value, out);
		break;
	case KIND_FLAG:
		bytes_add_text(out, value->parameter[0] > 0 ? "yes" : "no");
		break;
	case KIND_WORD:
		bytes_add_text(out, field->words[(size_t)value->parameter[0]]);
		break;
	case KIND_MONTH: {
		int month = (int)value->parameter[0];
		bytes_add_format(out, "%04d-%02d", month / 12, month % 12 + 1);
		break;
	}
	case KIND_IDS:
		print_ids(value->text ? value->text : "", out);
		break;
	case KIND_TEXT:
	case KIND_DATE:
	case KIND_CURRENCY:
		bytes_add_text(out, value->text ? value->text : "");
		break;
	}
}

/* --- for people --- */

const char *value_unit(const struct value *value, const struct field *field)
{
	static const struct {
		const char *many, *one;
	} units[] = {{"months", N_("month")}, {"people", N_("person")}, {"days", N_("day")},
		     {"hours", N_("hour")},   {"users", N_("user")},    {"incidents", N_("incident")}};
	bool one = value->distribution == DIST_POINT && value->parameter[0] == 1;
	for (size_t i = 0; one && field->unit && i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(field->unit, units[i].many) == 0)
			return _(units[i].one);
	}
	return field->unit ? _(field->unit) : NULL;
}

static void add_unit(struct bytes *out, const struct value *value, const struct field *field,
		     const struct currency_names *currencies)
{
	if (value->kind == KIND_MONEY) {
		bytes_add_format(out, " %s", code_of(currencies, value->currency));
		if (value->period == PERIOD_ONCE)
			bytes_add_format(out, " %s", _("once"));
		else if (value->period < PERIOD_COUNT)
			bytes_add_format(out, _(" per %s"), _(period_name(value->period)));
	} else if (value->kind != KIND_SHARE && field->unit) {
		bytes_add_format(out, " %s", value_unit(value, field));
	}
}

/* A number worked out from others: four digits are enough. */
static void add_rounded(struct bytes *out, enum value_kind kind, double number)
{
	char text[32];
	double rounded = number;
	snprintf(text, sizeof(text), "%.4g", number);
	number_parse(text, &rounded);
	add_quantity(out, kind, rounded);
}

/*
 * Says the numbers of a distribution through a sentence in which each {i} stands for parameter i, {u} for
 * the unit.
 */
static void say(struct bytes *out, const char *sentence, const struct value *value, const struct field *field,
		const struct currency_names *currencies)
{
	for (; *sentence; sentence++) {
		if (sentence[0] != '{') {
			bytes_add_char(out, *sentence);
			continue;
		}
		switch (sentence[1]) {
		case 'u':
			add_unit(out, value, field, currencies);
			break;
		case 'm':
			add_rounded(out, value->kind, value_best_guess(value));
			break;
		default:
			add_quantity(out, value->kind, value->parameter[sentence[1] - '0']);
			break;
		}
		sentence += 2;
	}
}

static const char *sentence_of(enum distribution distribution)
{
	switch (distribution) {
	case DIST_POINT:
		return "{0}{u}";
	case DIST_UNIFORM:
		return _("uniform, anywhere between {0} and {1}{u}, middle {m}");
	case DIST_TRIANGULAR:
		return _("triangular, between {0} and {2}{u}, most likely {1}");
	case DIST_PERT:
		return _("beta-PERT, between {0} and {2}{u}, most likely {1}");
	case DIST_NORMAL:
		return _("normal, mean {0}{u}, standard deviation {1}");
	case DIST_TO_NORMAL:
		return _("normal, 90 % between {0} and {1}{u}, mean {m}");
	case DIST_TO_LOGNORMAL:
		return _("log-normal, 90 % between {0} and {1}{u}, median {m}");
	}
	return "";
}

static void explain_moment(const struct value *value, struct bytes *out)
{
	bool at_base = !(value->parameter[0] > 0);
	if (value->moment == MOMENT_NEVER) {
		bytes_add_text(out, _("never"));
		return;
	}
	if (at_base) {
		bytes_add_text(out, value->moment == MOMENT_LAUNCH ? _("at launch")
								   : _("at the start of the plan"));
		return;
	}
	bool one = value->parameter[0] == 1;
	add_quantity(out, KIND_MOMENT, value->parameter[0]);
	if (value->moment == MOMENT_LAUNCH)
		bytes_add_text(out, one ? _(" month after launch") : _(" months after launch"));
	else
		bytes_add_text(out, one ? _(" month after the start of the plan") : _(" months after the start of the plan"));
}

void value_explain(const struct value *value, const struct field *field,
		   const struct currency_names *currencies, struct bytes *out)
{
	switch (value->kind) {
	case KIND_NUMBER:
	case KIND_WHOLE:
	case KIND_SHARE:
	case KIND_MONEY:
		say(out, sentence_of(value->distribution), value, field, currencies);
		break;
	case KIND_MOMENT:
		explain_moment(value, out);
		break;
	case KIND_FLAG:
		bytes_add_text(out, value->parameter[0] > 0 ? _("yes") : _("no"));
		break;
	default:
		value_print(value, field, currencies, out);
		break;
	}
}
