/*
 * Numbers in the notation of other countries: "12 000", "12.000.000", "12'000", "1,20,000", "18,5", "1.234,56".
 *
 * They are recognised so that an error can say how they are written here, and so that none is silently misread: without
 * this, "12 000" would be read as 12 and "85.000", which is 85000 in some countries, as 85.
 */
#include "base/number.h"

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/utf8.h"

enum {
	GROUP = 3,         /* digits; in India all groups but the last have two */
	MOST_GROUPS = 16,
	LONGEST_QUOTED = 48 /* bytes of a number that a message quotes */
};

enum separator { SEPARATOR_NONE, SEPARATOR_BLANK, SEPARATOR_APOSTROPHE, SEPARATOR_DOT, SEPARATOR_COMMA };

/* Digits, and the separator before them. */
struct group {
	enum separator separator;
	size_t at, size;
};

struct foreign {
	const char *text;
	size_t end;       /* of the number */
	struct group group[MOST_GROUPS];
	size_t count;
	bool decimals;    /* the last group follows the decimal mark */
	bool two_ways;    /* it may also be a group of thousands */
};

static enum separator separator_of(uint32_t character)
{
	switch (character) {
	case '.':
		return SEPARATOR_DOT;
	case ',':
		return SEPARATOR_COMMA;
	case '\'':
	case 0x2019: /* the typographic one */
	case 0x02bc:
		return SEPARATOR_APOSTROPHE;
	case ' ':
	case '\t':
	case 0x00a0: /* no-break */
	case 0x202f: /* narrow no-break */
	case 0x205f:
	case 0x3000:
		return SEPARATOR_BLANK;
	default:
		return character >= 0x2000 && character <= 0x200a ? SEPARATOR_BLANK
		                                                  : SEPARATOR_NONE; /* thin space, figure space, … */
	}
}

/* Takes a separator before a digit; several spaces count as one. Returns its size, or 0. */
static size_t take_separator(const char *text, size_t size, enum separator *separator)
{
	size_t at = 0;
	*separator = SEPARATOR_NONE;
	while (at < size && !ascii_is_digit(text[at])) {
		uint32_t character;
		size_t length = utf8_decode(text + at, size - at, &character);
		enum separator found = length ? separator_of(character) : SEPARATOR_NONE;
		if (found == SEPARATOR_NONE || (at > 0 && (found != SEPARATOR_BLANK || *separator != SEPARATOR_BLANK)))
			return 0;
		*separator = found;
		at += length;
	}
	return at < size ? at : 0;
}

/* Splits the text into groups of digits. */
static void part(const char *text, size_t size, bool comma, struct foreign *foreign)
{
	size_t at = size > 0 && (text[0] == '-' || text[0] == '+');
	enum separator separator = SEPARATOR_NONE;
	*foreign = (struct foreign){.text = text};
	while (foreign->count < MOST_GROUPS) {
		struct group *group = &foreign->group[foreign->count];
		*group = (struct group){.separator = separator, .at = at};
		while (at < size && ascii_is_digit(text[at]))
			at++;
		group->size = at - group->at;
		if (group->size == 0)
			return;
		foreign->count++;
		foreign->end = at;
		size_t taken = take_separator(text + at, size - at, &separator);
		if (taken == 0 || (separator == SEPARATOR_COMMA && !comma))
			return;
		at += taken;
	}
	foreign->count = 0; /* too long for a number */
}

/* Whether the first `count` groups are thousands with one kind of separator. */
static bool are_thousands(const struct foreign *foreign, size_t count)
{
	const struct group *group = foreign->group;
	bool by_two = group[1].separator != SEPARATOR_DOT;
	for (size_t i = 1; i < count; i++) {
		bool last = i + 1 == count;
		if (group[i].separator != group[1].separator ||
		    (group[i].size != GROUP && (last || !by_two || group[i].size != GROUP - 1)))
			return false;
	}
	/* "1234.567.890" is no number; "1234 567" may be a typing error. */
	return group[0].size <= GROUP || group[1].separator <= SEPARATOR_APOSTROPHE;
}

static bool all_zeros(const struct foreign *foreign, const struct group *group)
{
	return strspn(foreign->text + group->at, "0") >= group->size;
}

/* Decides whether a number with a single mark has thousands or decimals. */
static bool judge_single(struct foreign *foreign)
{
	const struct group *first = &foreign->group[0], *second = &foreign->group[1];
	bool mark = second->separator >= SEPARATOR_DOT;
	bool thousands =
		second->size == GROUP && are_thousands(foreign, 2) && !(mark && foreign->text[first->at] == '0');
	if (!mark)
		return thousands;
	foreign->decimals = true;
	foreign->two_ways = thousands;
	return second->separator == SEPARATOR_COMMA || (thousands && all_zeros(foreign, second));
}

/* Whether the groups form a number in a foreign notation; sets decimals and two_ways. */
static bool judge(struct foreign *foreign)
{
	if (foreign->count < 2)
		return false;
	if (foreign->count == 2)
		return judge_single(foreign);
	const struct group *last = &foreign->group[foreign->count - 1];
	foreign->decimals = last->separator >= SEPARATOR_DOT && last->separator != foreign->group[1].separator;
	return are_thousands(foreign, foreign->count - foreign->decimals);
}

/*
 * Writes the number in our notation, the last group as decimals or as thousands. If it can be read in two ways, its
 * decimals lose their trailing zeros.
 */
static void write_here(const struct foreign *foreign, bool decimals, const char *suffix, size_t suffix_size,
                       struct bytes *out)
{
	bytes_add(out, foreign->text, foreign->group[0].at);
	for (size_t i = 0; i < foreign->count; i++) {
		const struct group *group = &foreign->group[i];
		bool fraction = decimals && i + 1 == foreign->count;
		if (fraction && foreign->two_ways && all_zeros(foreign, group))
			break;
		if (i > 0)
			bytes_add_char(out, fraction ? '.' : '_');
		bytes_add(out, foreign->text + group->at, group->size);
	}
	bytes_add(out, suffix, suffix_size);
}

/* The size of what follows the number without a space: "%", "k", "EUR". */
static size_t suffix_size(const char *text, size_t size)
{
	size_t at = 0;
	while (at < size && (text[at] == '%' || ascii_is_letter(text[at])))
		at++;
	return at;
}

bool number_foreign(const char *text, size_t size, bool comma, struct bytes *message)
{
	struct foreign foreign;
	part(text, size, comma, &foreign);
	if (!judge(&foreign))
		return false;
	const char *suffix = text + foreign.end;
	size_t hanging = suffix_size(suffix, size - foreign.end), whole = foreign.end + hanging;
	struct bytes one = {0}, other = {0}, quoted = {0};
	write_here(&foreign, foreign.decimals, suffix, hanging, &one);
	write_here(&foreign, false, suffix, hanging, &other);
	bytes_add(&quoted, text, whole);
	if (whole > LONGEST_QUOTED)
		bytes_add_text(message, _("the decimal mark is '.', and '_' may separate thousands"));
	else if (foreign.two_ways)
		bytes_add_format(message, _("'%s' is ambiguous: write '%s' or '%s'"), bytes_text(&quoted),
		                 bytes_text(&one), bytes_text(&other));
	else
		bytes_add_format(
			message,
			_("'%s' is written '%s' here: the decimal mark is '.', and '_' may separate thousands"),
			bytes_text(&quoted), bytes_text(&one));
	message->failed |= one.failed || other.failed || quoted.failed;
	bytes_release(&one);
	bytes_release(&other);
	bytes_release(&quoted);
	return true;
}

/* Whether a comma is the only mark in its number. */
static bool is_alone(const char *text, size_t comma)
{
	size_t first = comma, last = comma;
	while (first > 0 && ascii_is_digit(text[first - 1]))
		first--;
	while (ascii_is_digit(text[last + 1]))
		last++;
	return first < comma && last > comma && !(first > 0 && strchr(".,_", text[first - 1])) &&
	       (text[last + 1] == '\0' || !strchr(".,_", text[last + 1]));
}

void number_decimal_commas(char *text)
{
	int depth = 0;
	for (size_t i = 0; text[i] != '\0'; i++) {
		depth += (text[i] == '(') - (text[i] == ')');
		if (text[i] == ',' && depth == 0 && is_alone(text, i))
			text[i] = '.';
	}
}
