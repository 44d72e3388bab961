/* Money: 300 USD/month, 60k EUR once. */
#include "base/ascii.h"
#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "plan/distribution.h"
#include "plan/name.h"
#include "plan/range.h"
#include "plan/reader.h"
#include "plan/step.h"

static const struct {
	const char *each;  /* N_(): "money a month" */
	const char *brief; /* N_(): of a currency, in a narrow column */
} period_words[PERIOD_COUNT] = {
	[PERIOD_HOUR] = {N_("an hour"), N_("%s/h")},
	[PERIOD_DAY] = {N_("a day"), N_("%s/day")},
	[PERIOD_MONTH] = {N_("a month"), N_("%s/mo")},
	[PERIOD_YEAR] = {N_("a year"), N_("%s/yr")},
	[PERIOD_MILLION_REQUESTS] = {N_("a million requests"), N_("%s/M req")},
	[PERIOD_ONCE] = {N_("once"), N_("%s once")},
};

/* --- reading --- */

static int fail_currency(struct reader *reader)
{
	const struct currency_names *currencies = reader->input->currencies;
	struct reader_word word = reader_between(reader, reader->at, reader->at + 3);
	struct bytes known = {0}, hint = {0};
	for (char *c = word.text; *c; c++)
		*c = ascii_upper(*c);
	struct nearest nearest = nearest_to(word.text);
	for (size_t i = 0; i < currencies->count; i++) {
		nearest_offer(&nearest, currencies->code[i]);
		bytes_add_format(&known, "%s%s", i ? ", " : "", currencies->code[i]);
	}
	name_suggest(&nearest, &hint);
	reader_fail(reader, reader->at, _("no rate for currency '%s' in [fx]; known: %s%s"), word.text,
		    bytes_text(&known), bytes_text(&hint));
	bytes_release(&known);
	bytes_release(&hint);
	return -1;
}

/* Takes a currency code (three letters): its index, or -1 with an error. */
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

/* Adds the error that the text from `start` is not a period; `word` is after a "per" at `start`, or is `start`. */
static int fail_period(struct reader *reader, size_t start, size_t word)
{
	struct nearest nearest = nearest_to(reader_between(reader, word, reader->size).text);
	for (size_t i = 0; i < PERIOD_ONCE; i++)
		nearest_offer(&nearest, period_name((enum period)i));
	struct bytes hint = {0};
	name_suggest(&nearest, &hint);
	reader_fail(reader, start,
		    start == word ? _("'%s' is not a period: hour, day, month, year or million requests%s")
				  : _("'%s' is not a period: /hour, /day, /month, /year or /million requests%s"),
		    reader_between(reader, start, reader->size).text, bytes_text(&hint));
	bytes_release(&hint);
	return -1;
}

/* Takes a period if there is one. */
static bool take_period(struct reader *reader, enum period *period)
{
	size_t start = reader->at;
	if (reader_take_word(reader, "million") && reader_take_word(reader, "requests")) {
		*period = PERIOD_MILLION_REQUESTS;
		return true;
	}
	reader->at = start;
	for (size_t i = 0; i < PERIOD_MILLION_REQUESTS; i++) {
		if (reader_take_word(reader, period_name((enum period)i))) {
			*period = (enum period)i;
			return true;
		}
	}
	return false;
}

/* Takes the period after a "/". */
static int read_period(struct reader *reader, enum period *period)
{
	reader_skip_blanks(reader);
	size_t start = reader->at;
	if (take_period(reader, period))
		return 0;
	if (reader_take_word(reader, "once"))
		return reader_fail(reader, start, _("'once' takes no '/': 60k EUR once"));
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
			bytes_add_format(&allowed, "%s%s%s", allowed.size ? ", " : "", i == PERIOD_ONCE ? "" : "/",
					 period_name((enum period)i));
	}
	reader_fail(reader, start, _("'%s' does not fit here; allowed: %s"), period_name(period), bytes_text(&allowed));
	bytes_release(&allowed);
	return -1;
}

/* "per month" and "a month" are errors that show how to write it. */
static int fail_per(struct reader *reader, size_t start)
{
	enum period period;
	reader_skip_blanks(reader);
	size_t word = reader->at;
	if (!take_period(reader, &period))
		return fail_period(reader, start, word);
	if (check_period(reader, word, period))
		return -1;
	return reader_fail(reader, start, _("'%s' is written '/%s' here"),
			   reader_between(reader, start, reader->at).text, period_name(period));
}

static bool take_per(struct reader *reader)
{
	return reader_take_word(reader, "per") || reader_take_word(reader, "a") || reader_take_word(reader, "an");
}

/* Takes the period of an amount of money if there is one. */
static int read_money_period(struct reader *reader, struct value *value)
{
	reader_skip_blanks(reader);
	size_t start = reader->at;
	if (take_per(reader))
		return fail_per(reader, start);
	if (reader_take_mark(reader, '/')) {
		reader_skip_blanks(reader);
		start = reader->at;
		if (read_period(reader, &value->period))
			return -1;
	} else if (reader_take_word(reader, "once")) {
		value->period = PERIOD_ONCE;
	} else {
		return 0;
	}
	return check_period(reader, start, value->period);
}

/* Takes the currency and the period after an amount of money. */
static int read_money_unit(struct reader *reader, struct value *value)
{
	value->currency = 0;
	value->period = reader->input->field->period;
	reader_skip_blanks(reader);
	if (reader_letters(reader) == 3 && !name_same(reader->text + reader->at, 3, "per")) {
		value->currency = read_currency(reader);
		if (value->currency < 0)
			return -1;
	}
	return read_money_period(reader, value);
}

static int read_money(struct reader *reader, struct value *value)
{
	if (distribution_read(reader, value) || read_money_unit(reader, value))
		return -1;
	return reader_expect_end(reader);
}

/* --- printing --- */

static const char *code_of(const struct value *value, const struct value_context *context)
{
	const struct currency_names *currencies = context->currencies;
	bool known = value->currency >= 0 && (size_t)value->currency < currencies->count;
	return known ? currencies->code[value->currency] : "";
}

static void print_money(const struct value *value, const struct value_context *context, struct bytes *out)
{
	const struct field *field = context->field;
	bool foreign = value->currency != 0;
	distribution_print(value, context->kind, out);
	if (foreign)
		bytes_add_format(out, " %s", code_of(value, context));
	if (value->period == PERIOD_ONCE && field->period != PERIOD_ONCE)
		bytes_add_text(out, " once");
	else if (value->period < PERIOD_ONCE && (foreign || value->period != field->period))
		bytes_add_format(out, "/%s", period_name(value->period));
}

static void print_unit(const struct value *value, const struct value_context *context, struct bytes *out)
{
	const char *code = code_of(value, context);
	bytes_add_char(out, ' ');
	if (value->period == PERIOD_ONCE)
		bytes_add_format(out, _("%s once"), code);
	else if (value->period < PERIOD_COUNT)
		NUMBERED_ARGUMENTS bytes_add_format(out, _("%1$s per %2$s"), code, _(period_name(value->period)));
	else
		bytes_add_text(out, code);
}

static void print_short_unit(const struct value *value, const struct value_context *context, struct bytes *out)
{
	const char *code = code_of(value, context);
	if (value->period < PERIOD_COUNT)
		bytes_add_format(out, _(period_words[value->period].brief), code);
	else
		bytes_add_text(out, code);
}

static void print_name(const struct field *field, struct bytes *out)
{
	const char *each = field->period < PERIOD_COUNT ? _(period_words[field->period].each) : "";
	bytes_add_format(out, field->periods ? _("money %s") : _("money %s, or another period"), each);
}

const struct kind kind_money = {
	.name = N_("money"),
	.help = N_("| money | `300 USD/month`, `140k/year`, `12 USD/million requests`, `60k EUR once` | no currency: "
		   "the plan's; no "
		   "period: the key's own |\n"),
	.is_number = true,
	.may_be_uncertain = true,
	.is_input = true,
	.is_money = true,
	.first_step = 100,
	.least_step = 1,
	.read = read_money,
	.print = print_money,
	.explain = distribution_explain,
	.print_unit = print_unit,
	.print_short_unit = print_short_unit,
	.print_range = range_print,
	.print_accepted = range_print_accepted,
	.print_name = print_name,
	.step = step_number,
};
