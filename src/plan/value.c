/*
 * The grammar of values: text to value, with errors that point at the character.
 *
 *     number  = quantity | NAME "(" quantity { "," quantity } ")" | quantity "to" quantity
 *     money   = number [ CURRENCY ] [ "/" period | "once" ]
 *     moment  = "start" | "launch" [ "+" quantity ] | quantity
 */
#include "plan/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "base/number.h"
#include "plan/field.h"
#include "plan/name.h"
#include "plan/value_reader.h"

#define NUMBER_MOST    1e18 /* beyond it, sums and powers of them would not stay finite */
#define SHARE_BEYOND   1e-6 /* of a distribution's draws, at most, may lie where its field divides by 0 */
#define WORD_MOST      48   /* bytes of a text that messages quote and searches compare */
#define NUMBER_LONGEST 400  /* characters of a number: more digits than any double holds */

struct reader {
	const struct value_input *input;
	const char *text;
	size_t size, at;
	bool in_shape; /* within the brackets of a distribution, where a comma sets numbers apart */
	struct diags *diags;
};

static const struct distribution_shape {
	const char *name;
	enum distribution distribution;
	int parameters;
} distribution_shapes[] = {
	{"uniform", DIST_UNIFORM, 2},
	{"triangular", DIST_TRIANGULAR, 3},
	{"pert", DIST_PERT, 3},
	{"normal", DIST_NORMAL, 2},
};
#define SHAPES (sizeof(distribution_shapes) / sizeof(distribution_shapes[0]))

static const char *const period_names[PERIOD_COUNT] = {
	[PERIOD_HOUR] = "hour",
	[PERIOD_DAY] = "day",
	[PERIOD_MONTH] = "month",
	[PERIOD_YEAR] = "year",
	[PERIOD_MILLION_REQUESTS] = "million requests",
	[PERIOD_ONCE] = "once",
};

const char *period_name(enum period period)
{
	return period < PERIOD_COUNT ? period_names[period] : "";
}

/* --- errors --- */

static struct place place_of(const struct reader *reader, size_t offset)
{
	struct place place = reader->input->place;
	if (reader->input->place_fixed || place.column == 0)
		return place;
	for (size_t i = 0; i < offset && i < reader->size; i++)
		place.column +=
			((unsigned char)reader->text[i] & 0xC0) != 0x80; /* a character's first byte */
	return place;
}

static int fail(struct reader *reader, size_t offset, const char *format, ...) PRINTF_LIKE(3, 4);

static int fail(struct reader *reader, size_t offset, const char *format, ...)
{
	const struct value_input *input = reader->input;
	struct bytes message = {0}, name = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	if (input->section)
		bytes_add_format(&name, "%s.", input->section);
	bytes_add_text(&name, input->key ? input->key : "");
	if (message.failed || name.failed)
		reader->diags->out_of_memory = true;
	else
		diags_add(reader->diags, SEVERITY_ERROR, place_of(reader, offset), input->key ? bytes_text(&name) : NULL,
		          "%s", bytes_text(&message));
	bytes_release(&message);
	bytes_release(&name);
	return -1;
}

/* A piece of the text, cut to what a message can carry. */
struct word {
	char text[WORD_MOST + 1];
};

static struct word cut(const char *text, size_t size)
{
	struct word word;
	if (size > WORD_MOST) {
		size = WORD_MOST;
		while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
			size--; /* not within a character */
	}
	if (size)
		memcpy(word.text, text, size);
	word.text[size] = '\0';
	return word;
}

static bool ends_word(char c)
{
	return name_is_blank(c) || c == ',' || c == '(' || c == ')' || c == '/';
}

/* What stands at an offset, up to the next blank or mark: what a message quotes. */
static struct word word_at(const struct reader *reader, size_t offset)
{
	size_t end = offset + (offset < reader->size);
	while (end < reader->size && !ends_word(reader->text[end]))
		end++;
	return cut(reader->text + offset, end - offset);
}

static int fail_range(struct reader *reader, size_t offset)
{
	struct bytes range = {0};
	field_print_range(reader->input->field, &range);
	fail(reader, offset, _("'%s' is out of range: %s"), word_at(reader, offset).text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

/* --- marks and words --- */

static void skip_blanks(struct reader *reader)
{
	while (reader->at < reader->size && name_is_blank(reader->text[reader->at]))
		reader->at++;
}

static bool at_end(struct reader *reader)
{
	skip_blanks(reader);
	return reader->at == reader->size;
}

static bool take_mark(struct reader *reader, char mark)
{
	skip_blanks(reader);
	if (reader->at == reader->size || reader->text[reader->at] != mark)
		return false;
	reader->at++;
	return true;
}

/* Whether a digit, a comma and a digit stand one behind the other between two offsets: a decimal comma, maybe. */
static bool has_tight_comma(const struct reader *reader, size_t from, size_t to)
{
	for (size_t i = from + 1; i + 1 < to; i++) {
		const char *at = reader->text + i;
		if (at[0] == ',' && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' && at[1] <= '9')
			return true;
	}
	return false;
}

/* How many letters stand here. */
static size_t letters(const struct reader *reader)
{
	size_t end = reader->at;
	while (end < reader->size && name_is_letter(reader->text[end]))
		end++;
	return end - reader->at;
}

static bool take_word(struct reader *reader, const char *word)
{
	skip_blanks(reader);
	size_t size = letters(reader);
	if (!size || !name_same(reader->text + reader->at, size, word))
		return false;
	reader->at += size;
	return true;
}

static int expect_end(struct reader *reader)
{
	if (at_end(reader))
		return 0;
	const char *rest = reader->text + reader->at;
	return fail(reader, reader->at, _("unexpected '%s' behind the value"),
		    cut(rest, reader->size - reader->at).text);
}

/* --- numbers --- */

/* The power of ten that a suffix stands for; 0: none. */
static int suffix_power(enum value_kind kind, char c)
{
	if (kind == KIND_SHARE)
		return c == '%' ? -2 : 0;
	switch (c) {
	case 'k':
		return 3;
	case 'M':
		return 6;
	case 'G':
		return 9;
	default:
		return 0;
	}
}

/*
 * The number that text (size bytes) writes, times a power of ten: scaled in decimal, so that 2.3M is
 * 2300000 and 9.8845% is 0.098845 to the last bit.
 */
static bool scale_decimal(const char *text, size_t size, int power, double *value)
{
	char scaled[NUMBER_LONGEST + 32];
	size_t mantissa = 0;
	long exponent = 0;
	while (mantissa < size && text[mantissa] != 'e' && text[mantissa] != 'E')
		mantissa++;
	for (size_t i = mantissa; i < size; i++) {
		if (text[i] >= '0' && text[i] <= '9' && exponent < 100000)
			exponent = exponent * 10 + (text[i] - '0');
	}
	if (mantissa < size && text[mantissa + 1] == '-')
		exponent = -exponent;
	snprintf(scaled, sizeof(scaled), "%.*se%ld", (int)mantissa, text, exponent + power);
	return number_parse(scaled, value);
}

/*
 * The common case of the above without an allocation: few digits, which a double holds exactly, and so does
 * its power of ten.
 */
static bool scale_exact(double number, int power, size_t size, double *value)
{
	static const double power_of_ten[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
	if (size > 15 || fabs(number) > 1e15 || number != floor(number))
		return false;
	*value = power < 0 ? number / power_of_ten[-power] : number * power_of_ten[power];
	return true;
}

static int fail_no_number(struct reader *reader)
{
	if (at_end(reader))
		return fail(reader, reader->at, _("a number is missing here"));
	return fail(reader, reader->at, _("'%s' is no number"), word_at(reader, reader->at).text);
}

static int fail_large(struct reader *reader, size_t start)
{
	return fail(reader, start, _("'%s' is too large: at most 1e18"), word_at(reader, start).text);
}

/* What cannot go on a number that ends at `end` makes it one that was written elsewhere. */
static bool may_be_foreign(const struct reader *reader, size_t start, size_t end)
{
	const char *text = reader->text;
	unsigned char next = end < reader->size ? (unsigned char)text[end] : '\0';
	bool noughts = end - start > 4 && memcmp(text + end - 4, ".000", 4) == 0;
	return noughts || next == ',' || next == '.' || next == '\'' || next >= 0x80 || name_is_blank((char)next);
}

/* An error where the number at `start`, as far as `end` in our grammar, is written as elsewhere. 0 where it is ours. */
static int refuse_foreign(struct reader *reader, size_t start, size_t end)
{
	struct bytes message = {0};
	int result = 0;
	if (may_be_foreign(reader, start, end) &&
	    number_foreign(reader->text + start, reader->size - start, !reader->in_shape, &message))
		result = message.failed ? -1 : fail(reader, start, "%s", bytes_text(&message));
	reader->diags->out_of_memory |= message.failed;
	bytes_release(&message);
	return result;
}

/* Takes a number with its suffix. */
static int read_quantity(struct reader *reader, double *value)
{
	enum value_kind kind = reader->input->field->kind;
	double number;

	skip_blanks(reader);
	size_t start = reader->at;
	size_t taken = number_scan(reader->text + start, reader->size - start, &number);
	if (!taken)
		return fail_no_number(reader);
	if (taken > NUMBER_LONGEST)
		return fail(reader, start, _("this number has too many digits"));
	if (refuse_foreign(reader, start, start + taken))
		return -1;
	reader->at += taken;
	if (kind == KIND_SHARE) /* "18 %" is how some write it */
		skip_blanks(reader);
	int power = reader->at < reader->size ? suffix_power(kind, reader->text[reader->at]) : 0;
	if (power) {
		reader->at++;
		if (!scale_exact(number, power, taken, &number) &&
		    !scale_decimal(reader->text + start, taken, power, &number))
			return fail_large(reader, start);
	} else if (kind == KIND_SHARE) {
		reader->at = start + taken;
	}
	if (reader->at < reader->size && !ends_word(reader->text[reader->at])) {
		/* Left to the caller where it may mean something: "launch+3", "12-". */
		char next = reader->text[reader->at];
		if (kind == KIND_SHARE && name_is_letter(next))
			return fail(reader, start, _("'%s' is no share: write 18%% or 0.18"),
				    word_at(reader, start).text);
		if (name_is_letter(next) || next == '%')
			return fail(reader, start, _("'%s' is no number: the suffixes are k, M and G"),
				    word_at(reader, start).text);
	}
	if (fabs(number) > NUMBER_MOST)
		return fail_large(reader, start);
	*value = number + 0.0; /* -0 is 0 */
	return 0;
}

static bool in_range(const struct field *field, double number)
{
	return (field->low_open ? number > field->low : number >= field->low) &&
	       (field->high_open ? number < field->high : number <= field->high);
}

/* The numbers of a distribution, and where each stands. */
struct parameters {
	double number[3];
	size_t offset[3];
	int count;
};

static int read_parameter(struct reader *reader, struct parameters *parameters)
{
	skip_blanks(reader);
	parameters->offset[parameters->count] = reader->at;
	if (read_quantity(reader, &parameters->number[parameters->count]))
		return -1;
	parameters->count++;
	return 0;
}

static int check_parameters(struct reader *reader, enum distribution distribution,
			    const struct parameters *parameters)
{
	for (int i = 0; i < parameters->count; i++) {
		bool deviation = distribution == DIST_NORMAL && i == 1;
		if (deviation && parameters->number[i] < 0)
			return fail(reader, parameters->offset[i], _("a standard deviation is 0 or more"));
		if (!deviation && !in_range(reader->input->field, parameters->number[i]))
			return fail_range(reader, parameters->offset[i]);
		if (!deviation && i > 0 && parameters->number[i] < parameters->number[i - 1])
			return fail(reader, parameters->offset[i],
				    _("'%s' is less than the number before it: they must rise"),
				    word_at(reader, parameters->offset[i]).text);
	}
	return 0;
}

/*
 * A draw outside the range is held at its end. Where amounts grow without end towards it, a few such draws would be all that
 * a mean over trials tells.
 */
static int check_reach(struct reader *reader, size_t start, const struct value *value)
{
	const struct field *field = reader->input->field;
	double share = field->divides ? value_share_beyond(value, field) : 0;
	struct word word = cut(reader->text + start, reader->at - start);
	struct bytes range = {0};
	if (!(share > SHARE_BEYOND))
		return 0;
	field_print_range(field, &range);
	if (field->low_open && field->low == 0)
		fail(reader, start,
		     _("%.2g%% of the draws of '%s' are 0 or less, where it must be more than 0: write 'A to B' with A above 0, or "
		       "pert(LOW, MODE, HIGH)"),
		     share * 100, word.text);
	else
		fail(reader, start,
		     _("%.2g%% of the draws of '%s' are out of range (%s): write pert(LOW, MODE, HIGH), which stays between "
		       "LOW and HIGH"),
		     share * 100, word.text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

static int fail_count(struct reader *reader, size_t start, size_t offset, const struct distribution_shape *shape)
{
	return fail(reader, offset,
		    has_tight_comma(reader, start, reader->size) ? _("%s takes %d numbers; the decimal mark is '.'")
								 : _("%s takes %d numbers"),
		    shape->name, shape->parameters);
}

/* Takes the numbers of a distribution and the ")" behind them. */
static int read_shape(struct reader *reader, const struct distribution_shape *shape,
		      struct parameters *parameters)
{
	size_t start = reader->at;
	for (int i = 0; i < shape->parameters; i++) {
		if (read_parameter(reader, parameters))
			return -1;
		bool last = i + 1 == shape->parameters;
		if (take_mark(reader, last ? ')' : ','))
			continue;
		if (at_end(reader) && last)
			return fail(reader, reader->at, _("')' is missing"));
		if (at_end(reader))
			return fail_count(reader, start, reader->at, shape);
		if (take_mark(reader, last ? ',' : ')'))
			return fail_count(reader, start, reader->at - 1, shape);
		return fail(reader, reader->at,
			    _("unexpected '%s' within %s(…): what follows a number stands behind the ')'"),
			    word_at(reader, reader->at).text, shape->name);
	}
	return 0;
}

static const struct distribution_shape *find_shape(const char *text, size_t size)
{
	for (size_t i = 0; i < SHAPES; i++) {
		if (name_same(text, size, distribution_shapes[i].name))
			return &distribution_shapes[i];
	}
	return NULL;
}

static void fail_shape(struct reader *reader, size_t start, size_t size)
{
	struct word word = cut(reader->text + start, size);
	struct nearest nearest = nearest_to(word.text);
	struct bytes hint = {0};
	for (size_t i = 0; i < SHAPES; i++)
		nearest_offer(&nearest, distribution_shapes[i].name);
	name_suggest(&nearest, &hint);
	fail(reader, start, _("unknown distribution '%s': uniform, triangular, pert or normal%s"), word.text,
	     bytes_text(&hint));
	bytes_release(&hint);
}

/* The shape whose name stands here, its "(" taken too; NULL with an error. */
static const struct distribution_shape *read_shape_name(struct reader *reader)
{
	size_t start = reader->at, size = letters(reader);
	reader->at += size;
	if (!take_mark(reader, '(')) {
		reader->at = start;
		fail_no_number(reader);
		return NULL;
	}
	const struct distribution_shape *shape = find_shape(reader->text + start, size);
	if (!shape)
		fail_shape(reader, start, size);
	return shape;
}

/* Takes a number, certain or not. */
static int read_number(struct reader *reader, struct value *value)
{
	const struct field *field = reader->input->field;
	struct parameters parameters = {.count = 0};
	enum distribution distribution = DIST_POINT;

	skip_blanks(reader);
	size_t start = reader->at;
	if (letters(reader)) {
		const struct distribution_shape *shape = read_shape_name(reader);
		reader->in_shape = true;
		if (!shape || read_shape(reader, shape, &parameters))
			return -1;
		reader->in_shape = false;
		distribution = shape->distribution;
	} else {
		if (read_parameter(reader, &parameters))
			return -1;
		if (take_word(reader, "to")) {
			if (read_parameter(reader, &parameters))
				return -1;
			distribution = parameters.number[0] > 0 && parameters.number[1] > 0
					       ? DIST_TO_LOGNORMAL
					       : DIST_TO_NORMAL;
		}
	}
	if (distribution != DIST_POINT && (field->fixed || field->kind == KIND_WHOLE))
		return fail(reader, start, _("this takes one number: it cannot be uncertain"));
	if (check_parameters(reader, distribution, &parameters))
		return -1;
	if (field->kind == KIND_WHOLE && parameters.number[0] != floor(parameters.number[0]))
		return fail(reader, start, _("'%s' is no whole number"), word_at(reader, start).text);
	value->distribution = distribution;
	memcpy(value->parameter, parameters.number, sizeof(value->parameter[0]) * (size_t)parameters.count);
	return check_reach(reader, start, value);
}

/* --- money --- */

static int fail_currency(struct reader *reader)
{
	const struct currency_names *currencies = reader->input->currencies;
	struct word word = cut(reader->text + reader->at, 3);
	struct bytes known = {0}, hint = {0};
	for (char *c = word.text; *c; c++)
		*c = name_upper(*c);
	struct nearest nearest = nearest_to(word.text);
	for (size_t i = 0; i < currencies->count; i++) {
		nearest_offer(&nearest, currencies->code[i]);
		bytes_add_format(&known, "%s%s", i ? ", " : "", currencies->code[i]);
	}
	name_suggest(&nearest, &hint);
	fail(reader, reader->at, _("no rate for currency '%s' in [fx]; known: %s%s"), word.text,
	     bytes_text(&known), bytes_text(&hint));
	bytes_release(&known);
	bytes_release(&hint);
	return -1;
}

/* The currency whose code stands here (three letters): its index, or -1 with an error. */
static int read_currency(struct reader *reader)
{
	const struct currency_names *currencies = reader->input->currencies;
	for (size_t i = 0; i < currencies->count; i++) {
		if (name_same(reader->text + reader->at, 3, currencies->code[i])) {
			reader->at += 3;
			return (int)i;
		}
	}
	return fail_currency(reader);
}

/* What stands at `start` is no period; where it says "per", the word behind that is at `word`. */
static int fail_period(struct reader *reader, size_t start, size_t word)
{
	struct nearest nearest = nearest_to(cut(reader->text + word, reader->size - word).text);
	for (size_t i = 0; i < PERIOD_ONCE; i++)
		nearest_offer(&nearest, period_names[i]);
	struct bytes hint = {0};
	name_suggest(&nearest, &hint);
	fail(reader, start,
	     start == word ? _("'%s' is no period: hour, day, month, year or million requests%s")
			   : _("'%s' is no period: /hour, /day, /month, /year or /million requests%s"),
	     cut(reader->text + start, reader->size - start).text, bytes_text(&hint));
	bytes_release(&hint);
	return -1;
}

/* Takes a period where one stands. */
static bool take_period(struct reader *reader, enum period *period)
{
	size_t start = reader->at;
	if (take_word(reader, "million") && take_word(reader, "requests")) {
		*period = PERIOD_MILLION_REQUESTS;
		return true;
	}
	reader->at = start;
	for (size_t i = 0; i < PERIOD_MILLION_REQUESTS; i++) {
		if (take_word(reader, period_names[i])) {
			*period = (enum period)i;
			return true;
		}
	}
	return false;
}

/* Takes the period behind a "/". */
static int read_period(struct reader *reader, enum period *period)
{
	skip_blanks(reader);
	size_t start = reader->at;
	if (take_period(reader, period))
		return 0;
	if (take_word(reader, "once"))
		return fail(reader, start, _("'once' stands without '/': 60k EUR once"));
	return fail_period(reader, start, start);
}

static int check_period(struct reader *reader, size_t start, enum period period)
{
	const struct field *field = reader->input->field;
	if (!field->periods || (field->periods & 1U << period))
		return 0;
	struct bytes allowed = {0};
	for (unsigned i = 0; i < PERIOD_COUNT; i++) {
		if (field->periods & 1U << i)
			bytes_add_format(&allowed, "%s%s%s", allowed.size ? ", " : "",
					 i == PERIOD_ONCE ? "" : "/", period_names[i]);
	}
	fail(reader, start, _("'%s' does not fit here; allowed: %s"), period_names[period],
	     bytes_text(&allowed));
	bytes_release(&allowed);
	return -1;
}

/* "per month" or "a month" is not our way: an error that says which is. */
static int fail_per(struct reader *reader, size_t start)
{
	enum period period;
	skip_blanks(reader);
	size_t word = reader->at;
	if (!take_period(reader, &period))
		return fail_period(reader, start, word);
	if (check_period(reader, word, period))
		return -1;
	return fail(reader, start, _("'%s' is written '/%s' here"), cut(reader->text + start, reader->at - start).text,
		    period_names[period]);
}

static bool take_per(struct reader *reader)
{
	return take_word(reader, "per") || take_word(reader, "a") || take_word(reader, "an");
}

/* Takes the period of an amount of money, where there is one. */
static int read_money_period(struct reader *reader, struct value *value)
{
	skip_blanks(reader);
	size_t start = reader->at;
	if (take_per(reader))
		return fail_per(reader, start);
	if (take_mark(reader, '/')) {
		skip_blanks(reader);
		start = reader->at;
		if (read_period(reader, &value->period))
			return -1;
	} else if (take_word(reader, "once")) {
		value->period = PERIOD_ONCE;
	} else {
		return 0;
	}
	return check_period(reader, start, value->period);
}

/* Takes what follows an amount of money: a currency, a period. */
static int read_money_terms(struct reader *reader, struct value *value)
{
	value->currency = 0;
	value->period = reader->input->field->period;
	skip_blanks(reader);
	if (letters(reader) == 3 && !name_same(reader->text + reader->at, 3, "per")) {
		value->currency = read_currency(reader);
		if (value->currency < 0)
			return -1;
	}
	return read_money_period(reader, value);
}

/* --- the kinds --- */

static int read_uncertain(struct reader *reader, struct value *value)
{
	if (read_number(reader, value))
		return -1;
	if (value->kind == KIND_MONEY && read_money_terms(reader, value))
		return -1;
	return expect_end(reader);
}

static int read_moment(struct reader *reader, struct value *value)
{
	const struct field *field = reader->input->field;
	skip_blanks(reader);
	size_t start = reader->at;
	bool may_be_never = field->fallback && strcmp(field->fallback, "never") == 0;
	value->parameter[0] = 0;
	if (take_word(reader, "start")) {
		value->moment = MOMENT_START;
	} else if (may_be_never && take_word(reader, "never")) {
		value->moment = MOMENT_NEVER;
	} else if (take_word(reader, "launch")) {
		value->moment = MOMENT_LAUNCH;
		if (take_mark(reader, '+')) {
			skip_blanks(reader);
			start = reader->at;
			if (read_quantity(reader, &value->parameter[0]))
				return -1;
		}
	} else if (letters(reader)) {
		struct word word = word_at(reader, start);
		struct bytes range = {0};
		field_print_range(field, &range);
		fail(reader, start, _("'%s' is no moment: %s"), word.text, bytes_text(&range));
		bytes_release(&range);
		return -1;
	} else {
		value->moment = MOMENT_START;
		if (read_quantity(reader, &value->parameter[0]))
			return -1;
		if (take_word(reader, "to"))
			return fail(reader, start, _("a moment cannot be uncertain"));
	}
	if (!in_range(field, value->parameter[0]))
		return fail_range(reader, start);
	return expect_end(reader);
}

static int fail_words(struct reader *reader, const char *const *words)
{
	struct word word = cut(reader->text, reader->size);
	struct nearest nearest = nearest_to(word.text);
	for (size_t i = 0; words[i]; i++)
		nearest_offer(&nearest, words[i]);
	struct bytes range = {0};
	field_print_range(reader->input->field, &range);
	name_suggest(&nearest, &range);
	fail(reader, 0, _("'%s' is not %s"), word.text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

static int read_word(struct reader *reader, const char *const *words, struct value *value)
{
	for (int i = 0; words[i]; i++) {
		if (name_same(reader->text, reader->size, words[i])) {
			value->parameter[0] = i;
			return 0;
		}
	}
	return fail_words(reader, words);
}

/* Digits at an offset as a number; -1 where they are not all digits. */
static int read_digits(const struct reader *reader, size_t offset, size_t count)
{
	int number = 0;
	for (size_t i = offset; i < offset + count; i++) {
		if (i >= reader->size || reader->text[i] < '0' || reader->text[i] > '9')
			return -1;
		number = number * 10 + (reader->text[i] - '0');
	}
	return number;
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* YYYY-MM, or YYYY-MM-DD. */
static int read_date(struct reader *reader, struct value *value)
{
	bool with_day = value->kind == KIND_DATE;
	int year = read_digits(reader, 0, 4), month = read_digits(reader, 5, 2);
	bool fits = reader->size == (with_day ? 10 : 7) && year >= 1900 && reader->text[4] == '-' &&
		    month >= 1 && month <= 12;
	if (fits && with_day) {
		int day = read_digits(reader, 8, 2);
		fits = reader->text[7] == '-' && day >= 1 && day <= days_of(year, month);
	}
	if (!fits)
		return fail(reader, 0,
			    with_day ? _("'%s' is no date: YYYY-MM-DD") : _("'%s' is no month: YYYY-MM"),
			    cut(reader->text, reader->size).text);
	value->parameter[0] = year * 12 + month - 1;
	return 0;
}

static int keep_text(struct reader *reader, const char *text, size_t size, struct arena *arena,
		     struct value *value)
{
	char *copy = arena ? arena_text(arena, text, size) : malloc(size + 1);
	if (!copy) {
		reader->diags->out_of_memory = true;
		return -1;
	}
	if (!arena) {
		if (size)
			memcpy(copy, text, size);
		copy[size] = '\0';
	}
	value->text = copy;
	return 0;
}

static int read_code(struct reader *reader, struct arena *arena, struct value *value)
{
	char code[3];
	if (reader->size != 3 || letters(reader) != 3)
		return fail(reader, 0, _("'%s' is no currency: three letters, like EUR"),
			    cut(reader->text, reader->size).text);
	for (size_t i = 0; i < 3; i++)
		code[i] = name_upper(reader->text[i]);
	return keep_text(reader, code, 3, arena, value);
}

static bool list_has(const char *list, size_t list_size, const char *id, size_t size)
{
	for (size_t at = 0; at < list_size;) {
		const char *comma = memchr(list + at, ',', list_size - at);
		size_t end = comma ? (size_t)(comma - list) : list_size;
		if (end - at == size && memcmp(list + at, id, size) == 0)
			return true;
		at = end + 1;
	}
	return false;
}

/* Takes one id of a list into ids. */
static int read_id(struct reader *reader, struct bytes *ids)
{
	skip_blanks(reader);
	size_t start = reader->at;
	while (reader->at < reader->size && !ends_word(reader->text[reader->at]))
		reader->at++;
	size_t size = reader->at - start;
	struct bytes id = {0};
	int result = -1;
	for (size_t i = start; i < start + size; i++)
		bytes_add_char(&id, name_lower(reader->text[i]));
	if (id.failed) {
		reader->diags->out_of_memory = true;
	} else if (!name_is_id(bytes_text(&id), size)) {
		if (size)
			fail(reader, start, _("'%s' is no id: a-z, 0-9 and -"), word_at(reader, start).text);
		else
			fail(reader, start, _("an id is missing here"));
	} else if (list_has(bytes_text(ids), ids->size, bytes_text(&id), size)) {
		fail(reader, start, _("'%s' is given twice"), bytes_text(&id));
	} else {
		if (ids->size)
			bytes_add_char(ids, ',');
		bytes_add(ids, id.at, id.size);
		result = 0;
	}
	bytes_release(&id);
	return result;
}

static int read_ids(struct reader *reader, struct arena *arena, struct value *value)
{
	struct bytes ids = {0};
	int result = -1;
	do {
		if (read_id(reader, &ids))
			goto done;
	} while (!reader->input->field->single && take_mark(reader, ','));
	if (!at_end(reader)) {
		if (reader->input->field->single)
			fail(reader, reader->at, _("one id, no more: unexpected '%s'"),
			     word_at(reader, reader->at).text);
		else
			fail(reader, reader->at, _("ids are separated by commas: unexpected '%s'"),
			     word_at(reader, reader->at).text);
		goto done;
	}
	if (ids.failed) {
		reader->diags->out_of_memory = true;
		goto done;
	}
	result = keep_text(reader, bytes_text(&ids), ids.size, arena, value);
done:
	bytes_release(&ids);
	return result;
}

/* Blanks around a value mean nothing, but in a text that was quoted to keep them. */
static struct value_input without_blanks(struct value_input input)
{
	if (input.field->kind == KIND_TEXT)
		return input;
	while (input.size && name_is_blank(input.text[input.size - 1]))
		input.size--;
	while (input.size && name_is_blank(input.text[0])) {
		input.text++;
		input.size--;
		input.place.column += input.place.column > 0 && !input.place_fixed;
	}
	return input;
}

int value_read(const struct value_input *raw, struct arena *arena, struct diags *diags, struct value *value)
{
	static const char *const flags[] = {"no", "yes", NULL};
	const struct value_input input = without_blanks(*raw);
	struct reader reader = {.input = &input, .text = input.text, .size = input.size, .diags = diags};
	struct value read = {.kind = input.field->kind, .period = PERIOD_NONE};
	int result = -1;

	if (!input.size && read.kind != KIND_TEXT) {
		struct bytes range = {0};
		field_print_range(input.field, &range);
		fail(&reader, 0, _("a value is missing: %s"), bytes_text(&range));
		bytes_release(&range);
		return -1;
	}
	switch (read.kind) {
	case KIND_NUMBER:
	case KIND_WHOLE:
	case KIND_SHARE:
	case KIND_MONEY:
		result = read_uncertain(&reader, &read);
		break;
	case KIND_MOMENT:
		result = read_moment(&reader, &read);
		break;
	case KIND_FLAG:
		result = read_word(&reader, flags, &read);
		break;
	case KIND_WORD:
		result = read_word(&reader, input.field->words, &read);
		break;
	case KIND_DATE:
		result = read_date(&reader, &read);
		if (!result)
			result = keep_text(&reader, input.text, input.size, arena, &read);
		break;
	case KIND_MONTH:
		result = read_date(&reader, &read);
		break;
	case KIND_CURRENCY:
		result = read_code(&reader, arena, &read);
		break;
	case KIND_IDS:
		result = read_ids(&reader, arena, &read);
		break;
	case KIND_TEXT:
		result = keep_text(&reader, input.text, input.size, arena, &read);
		break;
	}
	if (result)
		return -1;
	*value = read;
	return 0;
}

int value_parse(const char *text, size_t size, const struct field *field,
		const struct currency_names *currencies, struct place place, const char *key,
		struct diags *diags, struct value *value)
{
	struct value_input input = {
		.text = text,
		.size = size,
		.field = field,
		.currencies = currencies,
		.place = place,
		.key = key,
	};
	return value_read(&input, NULL, diags, value);
}

/* --- what a value says --- */

void value_release(struct value *value)
{
	free(value->text);
	value->text = NULL;
}

bool value_is_uncertain(const struct value *value)
{
	if (value->kind != KIND_NUMBER && value->kind != KIND_SHARE && value->kind != KIND_MONEY)
		return false;
	switch (value->distribution) {
	case DIST_POINT:
		return false;
	case DIST_NORMAL:
		return value->parameter[1] > 0;
	case DIST_TRIANGULAR:
	case DIST_PERT:
		return value->parameter[0] < value->parameter[2];
	case DIST_UNIFORM:
	case DIST_TO_NORMAL:
	case DIST_TO_LOGNORMAL:
		return value->parameter[0] < value->parameter[1];
	}
	return false;
}

double value_best_guess(const struct value *value)
{
	const double *parameter = value->parameter;
	switch (value->distribution) {
	case DIST_POINT:
	case DIST_NORMAL:
		return parameter[0];
	case DIST_TRIANGULAR:
	case DIST_PERT:
		return parameter[1];
	case DIST_UNIFORM:
	case DIST_TO_NORMAL:
		return parameter[0] == parameter[1] ? parameter[0] : (parameter[0] + parameter[1]) / 2;
	case DIST_TO_LOGNORMAL:
		return parameter[0] == parameter[1] ? parameter[0] : sqrt(parameter[0]) * sqrt(parameter[1]);
	}
	return parameter[0];
}

static bool same_number(double a, double b)
{
	return memcmp(&a, &b, sizeof(a)) == 0;
}

bool value_normal(const struct value *value, double *mean, double *deviation)
{
	const double z_95 = 1.6448536269514722; /* the standard normal's P95 */
	double low = value->parameter[0], high = value->parameter[1];
	switch (value->distribution) {
	case DIST_NORMAL:
		*mean = low;
		*deviation = high;
		return true;
	case DIST_TO_LOGNORMAL:
		low = log(low);
		high = log(high);
		break;
	case DIST_TO_NORMAL:
		break;
	default:
		return false;
	}
	*mean = (low + high) / 2;
	*deviation = (high - low) / (2 * z_95);
	return true;
}

/* The share of a normal distribution's draws that lie `distance` or more from its mean, on one side. */
static double normal_tail(double distance, double deviation)
{
	return 0.5 * erfc(distance / deviation * 0.70710678118654752440);
}

double value_share_beyond(const struct value *value, const struct field *field)
{
	bool of_logarithm = value->distribution == DIST_TO_LOGNORMAL;
	double mean, deviation, share = 0;
	if (!value_is_uncertain(value) || !value_normal(value, &mean, &deviation))
		return 0;
	if (field->low_open && !(of_logarithm && field->low <= 0))
		share += normal_tail(mean - (of_logarithm ? log(field->low) : field->low), deviation);
	if (field->high_open)
		share += normal_tail((of_logarithm ? log(field->high) : field->high) - mean, deviation);
	return share;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind || a->distribution != b->distribution || a->currency != b->currency ||
	    a->period != b->period || a->moment != b->moment)
		return false;
	for (int i = 0; i < 3; i++) {
		if (!same_number(a->parameter[i], b->parameter[i]))
			return false;
	}
	if (!a->text || !b->text)
		return a->text == b->text;
	return strcmp(a->text, b->text) == 0;
}
