/* A value as a profile writes it. */
#include "plan/rendering.h"

#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "base/utf8.h"

static bool needs_quotes(const char *value, size_t size)
{
	return !size || ascii_is_blank(value[0]) || ascii_is_blank(value[size - 1]) || value[0] == '"' ||
	       value[0] == '\'' || value[size - 1] == '\\' || strpbrk(value, ";#");
}

const char *rendering_problem(const char *value, size_t size)
{
	if (size > SOURCE_MOST_LINE_BYTES)
		return _("this value is too long: a line has at most 1022 bytes");
	if (!utf8_valid(value, size))
		return _("this value is not valid UTF-8");
	for (const char *c = value; *c; c++) {
		if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7F)
			return _("this value contains a line end or a control character");
	}
	if (needs_quotes(value, size) && strchr(value, '"') && strchr(value, '\''))
		return _("this value cannot be written: it needs quotes, but contains both kinds");
	return NULL;
}

void rendering_make(const char *value, size_t size, char quote, struct rendering *out)
{
	out->quoted = needs_quotes(value, size) || (quote && !strchr(value, quote));
	if (!quote)
		quote = '"';
	if (strchr(value, quote))
		quote = quote == '"' ? '\'' : '"';
	out->size = 0;
	if (out->quoted)
		out->text[out->size++] = quote;
	memcpy(out->text + out->size, value, size);
	out->size += size;
	if (out->quoted)
		out->text[out->size++] = quote;
}
