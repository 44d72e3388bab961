/* JSON helpers shared by the stamp and the writer. */
#ifndef DOCUMENT_JSON_H
#define DOCUMENT_JSON_H

#include <stddef.h>

struct bytes;
struct json_t;

/* A new string with a text, its invalid UTF-8 replaced by U+FFFD; NULL when out of memory. Free it with json_decref. */
struct json_t *json_text(const char *text);

/* Appends a value; flags are jansson's. 0, or -1 for NULL and when out of memory. */
int json_print(const struct json_t *value, size_t flags, struct bytes *out);

#endif
