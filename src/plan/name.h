/*
 * Names as profiles spell them: ASCII letters fold case, in every locale.
 */
#ifndef PLAN_NAME_H
#define PLAN_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/nearest.h"

struct bytes;

/* True when text (size bytes) is word but for case. */
bool name_same(const char *text, size_t size, const char *word);

/* True for an id: [a-z0-9-]+ */
bool name_is_id(const char *text, size_t size);

/* Appends the answer of a search as "; did you mean '…'?"; nothing where there is none. */
void name_suggest(const struct nearest *nearest, struct bytes *out);

#endif
