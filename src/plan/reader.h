/*
 * Inside plan/: reads the text of a value. A reader takes words and punctuation, and its errors point at a character.
 */
#ifndef PLAN_READER_H
#define PLAN_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"
#include "plan/value_read.h"

enum { READER_WORD_MOST = 48 }; /* bytes of a text that messages quote and searches compare */

struct kind;

struct reader {
	const struct value_input *input;
	const struct kind *kind; /* of the field */
	struct arena *arena;     /* holds the value's text; NULL: malloc */
	const char *text;
	size_t size, at;         /* length of the text, and the next byte */
	bool in_shape;           /* between the parentheses of a distribution, where a comma separates numbers */
	struct diags *diags;
};

/* A part of the text, truncated to what a message can hold. */
struct reader_word {
	char text[READER_WORD_MOST + 1];
};

/* Adds an error about the character at an offset. Returns -1. */
int reader_fail(struct reader *reader, size_t offset, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds the error that the word at an offset is out of the field's range. Returns -1. */
int reader_fail_range(struct reader *reader, size_t offset);

/* The word at an offset, up to the next blank or punctuation. */
struct reader_word reader_word(const struct reader *reader, size_t offset);

/* The text between two offsets. */
struct reader_word reader_between(const struct reader *reader, size_t from, size_t to);

/* True for a blank, and for punctuation that ends a word: , ( ) / */
bool reader_ends_word(char c);

void reader_skip_blanks(struct reader *reader);

/* The next functions skip blanks first, and consume what they find. */
bool reader_at_end(struct reader *reader);
bool reader_take_mark(struct reader *reader, char mark);
bool reader_take_word(struct reader *reader, const char *word); /* in any case */

/* The number of letters from reader->at on. */
size_t reader_letters(const struct reader *reader);

/* 0 at the end of the text; else -1 with an error. */
int reader_expect_end(struct reader *reader);

/* Gives the value a copy of a text. 0, or -1 when out of memory. */
int reader_keep(struct reader *reader, const char *text, size_t size, struct value *value);

#endif
