/* Months and dates: YYYY-MM, YYYY-MM-DD. */
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"
#include "plan/reader.h"

enum { MONTHS_A_YEAR = 12 };

/* The number made by digits at an offset; -1 if one of them is not a digit. */
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

/* Reads the year and the month at the start of the text into the value. false: they are wrong. */
static bool take_month(const struct reader *reader, struct value *value)
{
	int year = read_digits(reader, 0, 4), month = read_digits(reader, 5, 2);
	value->parameter[0] = year * MONTHS_A_YEAR + month - 1;
	return year >= 1900 && reader->text[4] == '-' && month >= 1 && month <= MONTHS_A_YEAR;
}

static int read_month(struct reader *reader, struct value *value)
{
	if (reader->size == 7 && take_month(reader, value))
		return 0;
	return reader_fail(reader, 0, _("'%s' is not a month: YYYY-MM"), reader_between(reader, 0, reader->size).text);
}

static bool take_date(const struct reader *reader, struct value *value)
{
	if (reader->size != 10 || !take_month(reader, value) || reader->text[7] != '-')
		return false;
	int month = (int)value->parameter[0], day = read_digits(reader, 8, 2);
	return day >= 1 && day <= days_of(month / MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1);
}

static int read_date(struct reader *reader, struct value *value)
{
	if (take_date(reader, value))
		return reader_keep(reader, reader->text, reader->size, value);
	return reader_fail(reader, 0, _("'%s' is not a date: YYYY-MM-DD"),
			   reader_between(reader, 0, reader->size).text);
}

static void print_month(const struct value *value, const struct value_context *context, struct bytes *out)
{
	int month = (int)value->parameter[0];
	(void)context;
	bytes_add_format(out, "%04d-%02d", month / MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1);
}

static void print_date(const struct value *value, const struct value_context *context, struct bytes *out)
{
	(void)context;
	bytes_add_text(out, value->text ? value->text : "");
}

static void print_month_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	(void)field;
	bytes_add_text(out, "YYYY-MM");
}

static void print_date_range(const struct kind *kind, const struct field *field, struct bytes *out)
{
	(void)kind;
	(void)field;
	bytes_add_text(out, "YYYY-MM-DD");
}

static bool step_month(struct value *value, const struct value_context *context, int steps)
{
	(void)context;
	value->parameter[0] += steps;
	return true;
}

const struct kind kind_month = {
	.name = N_("month"),
	.help = N_("| month, date | `2025-06`, `2025-06-13` | |\n"),
	.is_remark = true,
	.read = read_month,
	.print = print_month,
	.print_range = print_month_range,
	.step = step_month,
};

const struct kind kind_date = {
	.name = N_("date"),
	.is_remark = true,
	.read = read_date,
	.print = print_date,
	.print_range = print_date_range,
};
