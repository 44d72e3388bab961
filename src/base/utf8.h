/*
 * UTF-8: strict decoding, width in columns, and sanitising for terminals.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;

/*
 * Decodes the first character of text (size bytes, size > 0). Returns its length in bytes, or 0 for an invalid or
 * truncated sequence (overlong forms, surrogates and code points above U+10FFFF are invalid).
 */
size_t utf8_decode(const char *text, size_t size, uint32_t *character);

/* Appends a character; U+FFFD for one that is not a Unicode scalar value. */
void utf8_encode(struct bytes *out, uint32_t character);

/* True when the text is valid. */
bool utf8_valid(const char *text, size_t size);

/* The number of columns of a character on a terminal: 0 (combining), 1 or 2; -1 for a control character. */
int utf8_width(uint32_t character);

/*
 * The number of columns of a text; invalid bytes and control characters count as one each. An emoji counts once,
 * including what is joined to it and its skin tone.
 */
int utf8_columns(const char *text);
int utf8_columns_of(const char *text, size_t size);

/* True for U+200C, U+200D and the soft hyphen, which are legitimate only in words and emoji. */
bool utf8_is_joiner(uint32_t character);

/*
 * Appends text in a form safe to show on one line: each control character, invalid byte, bidirectional or zero-width
 * formatting character becomes U+FFFD, each tab or line end a space. Joiners within words and emoji stay.
 */
void utf8_sanitise(struct bytes *out, const char *text, size_t size);

/* The same for a text of several lines: line ends (LF, CR LF) and tabs stay. */
void utf8_sanitise_lines(struct bytes *out, const char *text, size_t size);

/* Appends text as valid UTF-8, with U+FFFD for each invalid byte; everything else stays. */
void utf8_repair(struct bytes *out, const char *text, size_t size);

#endif
