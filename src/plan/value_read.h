/*
 * Inside plan/: reading a value, with control of its place in messages and of its memory.
 */
#ifndef PLAN_VALUE_READ_H
#define PLAN_VALUE_READ_H

#include "plan/arena.h"
#include "plan/value.h"

struct value_input {
	const char *text;
	size_t size;
	const struct field *field;
	const struct currency_names *currencies;
	struct place place;
	bool place_fixed; /* report the place as it is: the text's characters are elsewhere */
	const char *section, *key; /* for messages: "section.key"; section NULL: the key alone */
};

/* value_parse, with the value's text (if it has one) in the arena; from malloc if arena is NULL. */
int value_read(const struct value_input *input, struct arena *arena, struct diags *diags, struct value *value);

#endif
