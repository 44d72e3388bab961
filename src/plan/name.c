/* Names as profiles spell them. */
#include "plan/name.h"

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"

bool name_same(const char *text, size_t size, const char *word)
{
	for (size_t i = 0; i < size; i++) {
		if (ascii_lower(text[i]) != ascii_lower(word[i]) || !word[i])
			return false;
	}
	return !word[size];
}

bool name_is_id(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char c = text[i];
		if (!((c >= 'a' && c <= 'z') || ascii_is_digit(c) || c == '-'))
			return false;
	}
	return size > 0;
}

void name_suggest(const struct nearest *nearest, struct bytes *out)
{
	if (nearest->best)
		bytes_add_format(out, _("; did you mean '%s'?"), nearest->best);
}
