/* Names as profiles spell them. */
#include "plan/name.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"

char name_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

char name_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool name_is_letter(char c)
{
	c = name_lower(c);
	return c >= 'a' && c <= 'z';
}

bool name_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool name_same(const char *text, size_t size, const char *word)
{
	for (size_t i = 0; i < size; i++) {
		if (name_lower(text[i]) != name_lower(word[i]) || !word[i])
			return false;
	}
	return !word[size];
}

bool name_is_id(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char c = text[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return size > 0;
}

void name_suggest(const struct nearest *nearest, struct bytes *out)
{
	if (nearest->best)
		bytes_add_format(out, _("; did you mean '%s'?"), nearest->best);
}
