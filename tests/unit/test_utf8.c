/* UTF-8: every character there and back, every bad sequence refused, widths beside the C library's. */
#define _XOPEN_SOURCE 700 /* wcwidth */

#include "base/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/bytes.h"

static void every_character_there_and_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		struct bytes out = {0};
		utf8_encode(&out, c);
		uint32_t decoded = 0;
		size_t length = utf8_decode(out.at, out.size, &decoded);
		bool surrogate = c >= 0xd800 && c <= 0xdfff;
		if (length != out.size || decoded != (surrogate ? 0xfffd : c))
			fail_msg("U+%04X came back as U+%04X", c, decoded);
		bytes_release(&out);
	}
	struct bytes out = {0};
	utf8_encode(&out, 0x110000);
	utf8_encode(&out, UINT32_MAX);
	assert_string_equal(out.at, "\xef\xbf\xbd\xef\xbf\xbd");
	bytes_release(&out);
}

/* All sequences of up to three bytes, against the table of well-formed ones (Unicode, table 3-7). */
static size_t well_formed(const unsigned char *b, size_t size)
{
	if (b[0] <= 0x7f)
		return 1;
	if (b[0] >= 0xc2 && b[0] <= 0xdf)
		return size >= 2 && b[1] >= 0x80 && b[1] <= 0xbf ? 2 : 0;
	if (b[0] >= 0xe0 && b[0] <= 0xef) {
		unsigned low = b[0] == 0xe0 ? 0xa0 : 0x80, high = b[0] == 0xed ? 0x9f : 0xbf;
		return size >= 3 && b[1] >= low && b[1] <= high && b[2] >= 0x80 && b[2] <= 0xbf ? 3 : 0;
	}
	if (b[0] >= 0xf0 && b[0] <= 0xf4) {
		unsigned low = b[0] == 0xf0 ? 0x90 : 0x80, high = b[0] == 0xf4 ? 0x8f : 0xbf;
		return size >= 4 && b[1] >= low && b[1] <= high && b[2] >= 0x80 && b[2] <= 0xbf && b[3] >= 0x80 &&
		                       b[3] <= 0xbf
		               ? 4
		               : 0;
	}
	return 0;
}

static void only_well_formed_sequences(void **state)
{
	(void)state;
	static const unsigned char last[] = {0x00, 0x7f, 0x80, 0xa0, 0xbf, 0xc0, 0xff};
	for (unsigned i = 0; i < 256u * 256u * sizeof last * sizeof last; i++) {
		unsigned char b[4] = {(unsigned char)(i >> 8), (unsigned char)i, last[i / 65536 % sizeof last],
		                      last[i / 65536 / sizeof last]};
		for (size_t size = 1; size <= 4; size++) {
			uint32_t character = 0xabcdef;
			size_t length = utf8_decode((const char *)b, size, &character);
			if (length != well_formed(b, size) || (length == 0 && character != 0xabcdef))
				fail_msg("%02x %02x %02x %02x, %zu bytes, is taken as %zu", b[0], b[1], b[2], b[3], size, length);
		}
	}
}

static void valid_texts(void **state)
{
	(void)state;
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("a\0b", 3));
	assert_true(utf8_valid("k\xe2\x82\xac \xf0\x9f\x98\x80", 9));
	assert_false(utf8_valid("k\xe2\x82\xac \xf0\x9f\x98\x80", 8));
	assert_false(utf8_valid("caf\xe9", 4));
}

static void widths(void **state)
{
	(void)state;
	static const struct {
		uint32_t character;
		int width;
	} cases[] = {
		{'a', 1},    {0, -1},      {0x1b, -1},  {0x7f, -1},   {0x9f, -1},   {0xa0, 1},    {0xe9, 1},
		{0x300, 0},  {0x20ac, 1},  {0x200b, 0}, {0x202e, 0},  {0x3042, 2},  {0x4e00, 2},  {0xac00, 2},
		{0xff21, 2}, {0xff66, 1},  {0xfe0f, 0}, {0x1f600, 2}, {0x20000, 2}, {0x2807, 1}, {0x2588, 1},
		{0x2014, 1}, {0x25b8, 1},  {0x1160, 0}, {0xe0100, 0}, {0xad, 1},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (utf8_width(cases[i].character) != cases[i].width)
			fail_msg("U+%04X takes %d columns", cases[i].character, utf8_width(cases[i].character));
	}
}

/* The C library has tables of its own, of another version of Unicode: a handful may differ. */
static void widths_as_the_library_has_them(void **state)
{
	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	unsigned known = 0, different = 0;
	for (uint32_t c = 0x20; c <= 0x10ffff; c++) {
		int width = wcwidth((wchar_t)c);
		if (width < 0)
			continue;
		known++;
		if (utf8_width(c) != width && different++ < 20)
			print_message("U+%04X takes %d columns, the library says %d\n", c, utf8_width(c), width);
	}
	setlocale(LC_CTYPE, "C");
	assert_true(known > 100000);
	if (different > known / 1000)
		fail_msg("%u of %u differ", different, known);
}

static void columns_of_texts(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(""), 0);
	assert_int_equal(utf8_columns("net value"), 9);
	assert_int_equal(utf8_columns("\xe4\xbe\xa1\xe6\xa0\xbc"), 4);
	assert_int_equal(utf8_columns("e\xcc\x81t\xc3\xa9"), 3);
	assert_int_equal(utf8_columns("a\xff\xfe\x1b"), 4);
	assert_int_equal(utf8_columns("\xe2\x82"), 2);
	assert_int_equal(utf8_columns("می\u200cخواهم"), 7);
	assert_int_equal(utf8_columns("soft\u00adhyphen"), 11);
	assert_int_equal(utf8_columns("\U0001f469\u200d\U0001f4bb dev"), 6);
	assert_int_equal(utf8_columns("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466|"), 3);
	assert_int_equal(utf8_columns("\u2764\ufe0f\u200d\U0001f525|"), 3);
	assert_int_equal(utf8_columns("\U0001f44d\U0001f3fd|\U0001f3fd"), 5);
	assert_int_equal(utf8_columns("\U0001f469\U0001f4bb"), 4);
	assert_int_equal(utf8_columns("\u4ef7\u200d\u683c"), 4);
	assert_int_equal(utf8_columns_of("\u4ef7\u683c", 3), 2);
}

static void makes_safe(void **state)
{
	(void)state;
	static const struct {
		const char *text, *safe;
	} cases[] = {
		{"plain text", "plain text"},
		{"caf\xc3\xa9 \xe2\x82\xac \xe4\xbe\xa1", "caf\xc3\xa9 \xe2\x82\xac \xe4\xbe\xa1"},
		{"a\tb\nc\r\nd\re", "a b c d e"},
		{"\x1b[31mred\x07", "\xef\xbf\xbd[31mred\xef\xbf\xbd"},
		{"a\xff" "b\xe2\x82", "a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xe2\x80\xae" "abc\xe2\x81\xa6", "\xef\xbf\xbd" "abc\xef\xbf\xbd"}, /* U+202E, U+2066 */
		{"a\xe2\x80\x8b" "b\xef\xbb\xbf", "a\xef\xbf\xbd" "b\xef\xbf\xbd"}, /* U+200B, U+FEFF */
		{"\xc2\x9b" "31m", "\xef\xbf\xbd" "31m"},                       /* U+009B, CSI */
		{"\xc2\x85\xe2\x80\xa8x", "  x"},                               /* U+0085, U+2028 */
		{"e\xcc\x81", "e\xcc\x81"},
		{"\xf3\xa0\x81\xa1", "\xef\xbf\xbd"}, /* U+E0061, a tag */
		/* Joiners belong to words and emoji: Persian, Sinhala, a word that ends in a virama and a joiner. */
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"ශ්\u200dරී", "ශ්\u200dරී"},
		{"ന്\u200d x", "ന്\u200d x"},
		{"\U0001f469\u200d\U0001f4bb dev", "\U0001f469\u200d\U0001f4bb dev"},
		{"\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"},
		{"soft\u00adhyphen Auf\u200clage", "soft\u00adhyphen Auf\u200clage"},
		/* Elsewhere they only hide. */
		{"\u200da", "\ufffd" "a"},
		{"a\u00ad", "a\ufffd"},
		{"a \u200cb", "a \ufffd" "b"},
		{"a\u200d\u200db", "a\ufffd\ufffd" "b"},
		{"a\u00a0\u200db", "a\u00a0\ufffd" "b"},
		{"a\u202e\u200db\u200d\u202c", "a\ufffd\ufffd" "b\ufffd\ufffd"},
		{"[\u200d]", "[\ufffd]"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes out = {0};
		utf8_sanitise(&out, cases[i].text, strlen(cases[i].text));
		assert_string_equal(bytes_text(&out), cases[i].safe);
		bytes_release(&out);
	}
	struct bytes out = {0};
	utf8_sanitise(&out, "a\0b", 3);
	assert_string_equal(out.at, "a\xef\xbf\xbd" "b");
	bytes_release(&out);
}

static void makes_several_lines_safe(void **state)
{
	(void)state;
	static const struct {
		const char *text, *safe;
	} cases[] = {
		{"", ""},
		{"a\r\nb\tc\n", "a\r\nb\tc\n"},
		{"\n\r\n", "\n\r\n"},
		{"a\rb\x1b[2J\r\n\r", "a b\xef\xbf\xbd[2J\r\n "},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes out = {0};
		utf8_sanitise_lines(&out, cases[i].text, strlen(cases[i].text));
		assert_string_equal(bytes_text(&out), cases[i].safe);
		bytes_release(&out);
	}
}

/* An invalid byte at each place of a text that is looked at eight bytes at a time. */
static void repairs_what_is_invalid(void **state)
{
	(void)state;
	for (size_t at = 0; at < 20; at++) {
		char text[21] = "caf\xc3\xa9 and more text";
		struct bytes out = {0};
		assert_true(utf8_valid(text, 20));
		if (at == 3 || at == 4)
			continue;
		text[at] = '\xff';
		assert_false(utf8_valid(text, 20));
		utf8_repair(&out, text, 20);
		assert_int_equal(out.size, 22);
		assert_memory_equal(out.at, text, at);
		assert_memory_equal(out.at + at, "\xef\xbf\xbd", 3);
		assert_memory_equal(out.at + at + 3, text + at + 1, 19 - at);
		bytes_release(&out);
	}
	struct bytes out = {0};
	utf8_repair(&out, "\x1b\xe2\x82", 3); /* what is valid stays, whatever it is */
	assert_string_equal(out.at, "\x1b\xef\xbf\xbd\xef\xbf\xbd");
	bytes_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_there_and_back), cmocka_unit_test(only_well_formed_sequences),
		cmocka_unit_test(valid_texts),                    cmocka_unit_test(widths),
		cmocka_unit_test(widths_as_the_library_has_them), cmocka_unit_test(columns_of_texts),
		cmocka_unit_test(makes_safe),                     cmocka_unit_test(makes_several_lines_safe),
		cmocka_unit_test(repairs_what_is_invalid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
