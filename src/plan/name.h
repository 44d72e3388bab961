/*
 * Names in profiles: the case of ASCII letters does not matter, in any locale.
 */
#ifndef PLAN_NAME_H
#define PLAN_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/nearest.h"

struct bytes;

/* True when text (size bytes) equals word, ignoring case. */
bool name_same(const char *text, size_t size, const char *word);

/* True for an id: [a-z0-9-]+ */
bool name_is_id(const char *text, size_t size);

/* Appends "; did you mean '…'?" with the result of a search, if there is one. */
void name_suggest(const struct nearest *nearest, struct bytes *out);

#endif
