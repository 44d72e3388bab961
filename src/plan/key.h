/*
 * Inside plan/: which field a key of a section is, and what to say where it is none.
 */
#ifndef PLAN_KEY_H
#define PLAN_KEY_H

#include "plan/field.h"

struct bytes;

/* The rows of the table that a kind of section can have: [first, end). */
struct key_index {
	struct {
		size_t first, end;
	} rows[SECTION_KINDS];
};

struct key_index key_index_make(void);

/* What a key is made of. The parts are borrowed from the key. */
struct key_match {
	const struct field *field; /* NULL: unknown */
	/*
	 * Behind the dot: an option, a component, FROM.TO; the whole key of a currency or a pair; NULL:
	 * none.
	 */
	const char *part;
	size_t stem; /* characters before the dot */
};

struct key_match key_match(const struct key_index *index, enum section_kind kind, const char *key);

/* Appends what is wrong with an unknown key of a section, with the nearest known one. */
void key_explain_unknown(enum section_kind kind, const char *section, const char *key, struct bytes *out);

#endif
