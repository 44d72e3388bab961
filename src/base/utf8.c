/* UTF-8 in, out, and made safe. Columns are in utf8_width.c. */
#include "base/utf8.h"

#include <string.h>

#include "base/bytes.h"

enum {
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
	size_t length = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
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

bool utf8_valid(const char *text, size_t size)
{
	for (size_t at = 0, length; at < size; at += length) {
		uint32_t character;
		length = utf8_decode(text + at, size - at, &character);
		if (length == 0)
			return false;
	}
	return true;
}

int utf8_columns(const char *text)
{
	int columns = 0;
	size_t left = strlen(text);
	while (left > 0) {
		uint32_t character;
		size_t length = utf8_decode(text, left, &character);
		int width = length == 0 ? 1 : utf8_width(character);
		columns += width < 0 ? 1 : width;
		text += length == 0 ? 1 : length;
		left -= length == 0 ? 1 : length;
	}
	return columns;
}

/*
 * Characters that show as nothing but change what the others look like, and those that are none: an attacker's way to make
 * a line read otherwise than it is (CVE-2021-42574).
 */
static bool is_deceptive(uint32_t character)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x00ad, 0x00ad}, {0x061c, 0x061c}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e},
		{0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xfffe, 0xffff}, {0x1bca0, 0x1bca3},
		{0x1d173, 0x1d17a}, {0xe0000, 0xe007f},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	}
	return false;
}

static bool is_line_end(uint32_t character)
{
	return (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
}

void utf8_sanitise(struct bytes *out, const char *text, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t character = REPLACEMENT;
		size_t length = utf8_decode(text + at, size - at, &character);
		if (character == '\r' && at + 1 < size && text[at + 1] == '\n')
			length = 2; /* one line end */
		if (character == '\t' || is_line_end(character))
			bytes_add_char(out, ' ');
		else if (length == 0 || utf8_width(character) < 0 || is_deceptive(character))
			utf8_encode(out, REPLACEMENT);
		else
			bytes_add(out, text + at, length);
		at += length == 0 ? 1 : length;
	}
}
