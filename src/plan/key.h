/* Inside plan/: the field of a key, and the error if there is none. */
#ifndef PLAN_KEY_H
#define PLAN_KEY_H

#include "plan/field.h"

struct bytes;

/* For each kind of section, the rows of the table that may be its fields: [first, end). */
struct key_index {
	struct {
		size_t first, end;
	} rows[SECTION_KINDS];
};

struct key_index key_index_make(void);

/* A parsed key. The parts are borrowed from the key. */
struct key_match {
	const struct field *field; /* NULL: unknown */
	/*
	 * After the dot: an option, a component, FROM.TO; for a currency or a pair the whole key; NULL: none.
	 */
	const char *part;
	size_t stem; /* characters before the dot */
};

struct key_match key_match(const struct key_index *index, enum section_kind kind, const char *key);

/* Appends the error about an unknown key, with the nearest known key. */
void key_explain_unknown(enum section_kind kind, const char *section, const char *key, struct bytes *out);

#endif
