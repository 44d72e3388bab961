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
 * Decodes the character that text (size bytes, size > 0) begins with. Returns its length in bytes, or
 * 0 for an invalid or cut sequence (overlong forms, surrogates and above U+10FFFF are invalid).
 */
size_t utf8_decode(const char *text, size_t size, uint32_t *character);

/* Appends a character; one that is no Unicode scalar value becomes U+FFFD. */
void utf8_encode(struct bytes *out, uint32_t character);

/* True when the text is valid. */
bool utf8_valid(const char *text, size_t size);

/* Columns a character takes on a terminal: 0 (combining), 1 or 2; -1 for a control character. */
int utf8_width(uint32_t character);

/*
 * Columns a text takes, invalid bytes and control characters counting one each. An emoji takes its columns once, with
 * what a joiner adds to it and with its skin tone.
 */
int utf8_columns(const char *text);
int utf8_columns_of(const char *text, size_t size);

/* True for U+200C, U+200D and the soft hyphen, which belong in words and emoji only. */
bool utf8_is_joiner(uint32_t character);

/*
 * Appends text as it is safe to show on one line: controls, invalid bytes, bidirectional and zero-width
 * formatting characters become U+FFFD each, tabs and line ends a blank. Joiners
 * within words and emoji stay.
 */
void utf8_sanitise(struct bytes *out, const char *text, size_t size);

/* The same for a text of several lines: line ends (LF, CR LF) and tabs stay. */
void utf8_sanitise_lines(struct bytes *out, const char *text, size_t size);

/* Appends text as valid UTF-8, with U+FFFD for each invalid byte; everything else stays. */
void utf8_repair(struct bytes *out, const char *text, size_t size);

#endif
