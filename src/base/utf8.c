/* UTF-8: decoding, encoding, sanitising. Widths are in utf8_width.c. */
#include "base/utf8.h"

#include <string.h>

#include "base/bytes.h"

enum {
	SOFT_HYPHEN = 0xad,
	NON_JOINER = 0x200c,
	JOINER = 0x200d,
	REPLACEMENT = 0xfffd,
	LAST_CHARACTER = 0x10ffff,
	LONGEST = 4 /* bytes of one character */
};

static bool is_scalar(uint32_t character)
{
	return character <= LAST_CHARACTER && !(character >= 0xd800 && character <= 0xdfff);
}

size_t utf8_decode(const char *text, size_t size, uint32_t *character)
{
	static const uint32_t smallest[LONGEST + 1] = {[1] = 0, [2] = 0x80, [3] = 0x800, [4] = 0x10000};
	unsigned char first = (unsigned char)text[0];
	size_t length = first < 0x80   ? 1
	                : first < 0xc0 ? 0
	                : first < 0xe0 ? 2
	                : first < 0xf0 ? 3
	                : first < 0xf8 ? 4
	                               : 0;
	if (length == 0 || length > size)
		return 0;
	uint32_t result = length == 1 ? first : first & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		if ((byte & 0xc0) != 0x80)
			return 0;
		result = result << 6 | (byte & 0x3f);
	}
	if (result < smallest[length] || !is_scalar(result))
		return 0;
	*character = result;
	return length;
}

void utf8_encode(struct bytes *out, uint32_t character)
{
	uint32_t c = is_scalar(character) ? character : REPLACEMENT;
	size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[LONGEST + 1] = {[2] = 0xc0, [3] = 0xe0, [4] = 0xf0};
	char byte[LONGEST];
	for (size_t i = length; i-- > 1; c >>= 6)
		byte[i] = (char)(0x80 | (c & 0x3f));
	byte[0] = (char)(lead[length == 1 ? 0 : length] | c);
	bytes_add(out, byte, length);
}

/* The number of ASCII bytes at the start: eight at a time, then one by one. */
static size_t ascii_size(const char *text, size_t size)
{
	const uint64_t high = 0x8080808080808080u;
	size_t at = 0;
	for (uint64_t eight; size - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text + at, sizeof eight);
		if (eight & high)
			break;
	}
	while (at < size && (unsigned char)text[at] < 0x80)
		at++;
	return at;
}

bool utf8_valid(const char *text, size_t size)
{
	for (size_t at = ascii_size(text, size), length; at < size; at += length) {
		uint32_t character;
		length = utf8_decode(text + at, size - at, &character);
		if (length == 0)
			return false;
	}
	return true;
}

struct range {
	uint32_t first, last;
};

static bool within(const struct range *range, size_t count, uint32_t character)
{
	for (size_t i = 0; i < count; i++) {
		if (character >= range[i].first && character <= range[i].last)
			return true;
	}
	return false;
}

/* Symbols that a zero-width joiner can combine (UTS #51). */
static bool is_emoji(uint32_t character)
{
	static const struct range ranges[] = {{0x2190, 0x2bff}, {0x1f000, 0x1faff}};
	return within(ranges, sizeof ranges / sizeof *ranges, character);
}

static bool is_skin_tone(uint32_t character)
{
	return character >= 0x1f3fb && character <= 0x1f3ff;
}

/* Columns of a character; 1 if it cannot be shown. */
static int shown_width(uint32_t character, size_t length)
{
	int width = length == 0 ? 1 : utf8_width(character);
	return width < 0 ? 1 : width;
}

int utf8_columns_of(const char *text, size_t size)
{
	int columns = 0, sign = 0; /* sign: the columns of the emoji that the next character may join; 0: none */
	bool joined = false;
	for (size_t at = 0, length; at < size; at += length ? length : 1) {
		uint32_t character = 0;
		length = utf8_decode(text + at, size - at, &character);
		int width = shown_width(character, length);
		bool emoji = length > 0 && is_emoji(character);
		if (sign > 0 && emoji && (joined || is_skin_tone(character))) {
			columns += width > sign ? width - sign : 0;
			sign = width > sign ? width : sign;
		} else {
			columns += width;
			if (width > 0)
				sign = emoji ? width : 0;
		}
		joined = length > 0 && character == JOINER;
	}
	return columns;
}

int utf8_columns(const char *text)
{
	return utf8_columns_of(text, strlen(text));
}

/*
 * Invisible characters that change how others look, and code points that are no characters: they can make a line read
 * differently from what it is (CVE-2021-42574). Joiners and soft hyphens are included; is_at_home decides whether one
 * is legitimate in its place.
 */
static bool is_deceptive(uint32_t character)
{
	static const struct range ranges[] = {
		{SOFT_HYPHEN, SOFT_HYPHEN}, {0x061c, 0x061c}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e},
		{0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xfffe, 0xffff}, {0x1bca0, 0x1bca3},
		{0x1d173, 0x1d17a}, {0xe0000, 0xe007f},
	};
	return within(ranges, sizeof ranges / sizeof *ranges, character);
}

static bool is_line_end(uint32_t character)
{
	return (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 ||
	       character == 0x2029;
}

bool utf8_is_joiner(uint32_t character)
{
	return character == JOINER || character == NON_JOINER || character == SOFT_HYPHEN;
}

/* True for letters, digits, marks and symbols, of which words and emoji consist. */
static bool is_of_word(uint32_t character)
{
	static const struct range blanks[] = {{0x80, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
	                                      {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}};
	if (character < 0x80)
		return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
		       (character >= 'a' && character <= 'z');
	return !within(blanks, sizeof blanks / sizeof *blanks, character) && !is_deceptive(character);
}

/*
 * Whether a joiner between two characters (0: none) is part of a word or an emoji, as Persian, Indic scripts and emoji
 * need it. After a mark, such as a virama, it may end the word.
 */
static bool is_at_home(uint32_t before, uint32_t after)
{
	return is_of_word(before) && (is_of_word(after) || utf8_width(before) == 0);
}

/* The character at `at`; 0 if there is none. */
static uint32_t character_at(const char *text, size_t size, size_t at)
{
	uint32_t character = 0;
	if (at < size)
		utf8_decode(text + at, size - at, &character);
	return character;
}

void utf8_sanitise(struct bytes *out, const char *text, size_t size)
{
	uint32_t before = 0;
	for (size_t at = 0; at < size;) {
		uint32_t character = REPLACEMENT;
		size_t length = utf8_decode(text + at, size - at, &character);
		if (character == '\r' && at + 1 < size && text[at + 1] == '\n')
			length = 2; /* CR LF is one line end */
		bool stays = utf8_is_joiner(character)
		                     ? is_at_home(before, character_at(text, size, at + length))
		                     : length > 0 && utf8_width(character) >= 0 && !is_deceptive(character);
		if (character == '\t' || is_line_end(character))
			bytes_add_char(out, ' ');
		else if (stays)
			bytes_add(out, text + at, length);
		else
			utf8_encode(out, REPLACEMENT);
		before = length > 0 ? character : 0;
		at += length == 0 ? 1 : length;
	}
}

void utf8_sanitise_lines(struct bytes *out, const char *text, size_t size)
{
	const char *end = text + size;
	while (text < end) {
		const char *stop = text;
		while (stop < end && *stop != '\n' && *stop != '\t')
			stop++;
		bool carriage = stop < end && *stop == '\n' && stop > text && stop[-1] == '\r';
		utf8_sanitise(out, text, (size_t)(stop - text) - carriage);
		if (carriage)
			bytes_add_char(out, '\r');
		if (stop < end)
			bytes_add_char(out, *stop);
		text = stop + 1;
	}
}

void utf8_repair(struct bytes *out, const char *text, size_t size)
{
	for (size_t at = 0, length; at < size; at += length ? length : 1) {
		uint32_t character;
		length = utf8_decode(text + at, size - at, &character);
		if (length > 0)
			bytes_add(out, text + at, length);
		else
			utf8_encode(out, REPLACEMENT);
	}
}
