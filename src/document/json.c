/* Texts as JSON. */
#include "document/json.h"

#include <jansson.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

static int append(const char *data, size_t size, void *out)
{
	bytes_add(out, data, size);
	return ((struct bytes *)out)->failed ? -1 : 0;
}

int json_print(const struct json_t *value, size_t flags, struct bytes *out)
{
	return value && json_dump_callback(value, append, out, flags | JSON_ENCODE_ANY) == 0 ? 0 : -1;
}

struct json_t *json_text(const char *text)
{
	size_t size = strlen(text);
	if (utf8_valid(text, size))
		return json_stringn_nocheck(text, size);
	/* JSON cannot hold invalid UTF-8: replace it. */
	struct bytes safe = {0};
	utf8_repair(&safe, text, size);
	json_t *value = safe.failed ? NULL : json_stringn(bytes_text(&safe), safe.size);
	bytes_release(&safe);
	return value;
}
