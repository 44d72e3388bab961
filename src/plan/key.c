/* Finds the field of a section's key. */
#include "plan/key.h"

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "plan/name.h"

struct key_index key_index_make(void)
{
	struct key_index index = {0};
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = 0; i < count; i++) {
		unsigned sections = fields[i].sections;
		for (int kind = 0; sections; kind++, sections >>= 1) {
			if (!(sections & 1))
				continue;
			if (!index.rows[kind].end)
				index.rows[kind].first = i;
			index.rows[kind].end = i + 1;
		}
	}
	return index;
}

static const struct field *plain_field(const struct key_index *index, enum section_kind kind, const char *key,
                                       size_t size)
{
	size_t count;
	const struct field *fields = field_table(&count);
	for (size_t i = index->rows[kind].first; i < index->rows[kind].end; i++) {
		const struct field *field = &fields[i];
		bool same = field->key[0] == key[0] && (field->sections & 1U << kind) && field->form == KEY_PLAIN &&
		            strncmp(field->key, key, size) == 0 && !field->key[size];
		if (same)
			return field;
	}
	return NULL;
}

static bool is_code(const char *key)
{
	return strlen(key) == 3 && ascii_is_letter(key[0]) && ascii_is_letter(key[1]) && ascii_is_letter(key[2]);
}

/* Matches a key that is made from names. */
static struct key_match match_form(enum section_kind kind, const char *key, const char *dot)
{
	struct key_match match = {.part = key};
	if (kind == SECTION_FX && is_code(key)) {
		match.field = field_of_form(kind, KEY_CURRENCY, NULL);
	} else if (kind == SECTION_CORRELATION && strchr(key, '~')) {
		match.field = field_of_form(kind, KEY_PAIR, NULL);
	} else if (kind == SECTION_OPTION && strncmp(key, "hosting.", 8) == 0) {
		match = (struct key_match){
			.field = field_of_form(kind, KEY_COMPONENT, NULL), .part = dot + 1, .stem = 7};
	} else if (kind == SECTION_MIGRATION && dot) {
		size_t stem = (size_t)(dot - key);
		const char *name = stem == 4 && memcmp(key, "cost", 4) == 0 ? "cost"
		                   : stem == 7 && memcmp(key, "overlap", 7) == 0 ? "overlap" : NULL;
		if (name)
			match = (struct key_match){
				.field = field_of_form(kind, KEY_MOVE, name), .part = dot + 1, .stem = stem};
	}
	return match;
}

struct key_match key_match(const struct key_index *index, enum section_kind kind, const char *key)
{
	const char *dot = strchr(key, '.');
	size_t stem = dot ? (size_t)(dot - key) : strlen(key);
	bool made = kind == SECTION_FX || kind == SECTION_CORRELATION ||
	            (dot && (kind == SECTION_OPTION || kind == SECTION_MIGRATION));
	if (made) {
		struct key_match match = match_form(kind, key, dot);
		if (match.field)
			return match;
	}
	return (struct key_match){
		.field = plain_field(index, kind, key, stem), .part = dot ? dot + 1 : NULL, .stem = stem};
}

/* A kind of section that has this key; SECTION_KINDS: none. */
static enum section_kind other_home(const char *key)
{
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		if (field_find((enum section_kind)kind, key))
			return (enum section_kind)kind;
	}
	return SECTION_KINDS;
}

void key_explain_unknown(enum section_kind kind, const char *section, const char *key, struct bytes *out)
{
	struct bytes stem = {0};
	size_t count;
	const struct field *fields = field_table(&count);

	bytes_add(&stem, key, strcspn(key, "."));
	struct nearest nearest = nearest_to(bytes_text(&stem));
	for (size_t i = 0; i < count; i++) {
		if ((fields[i].sections & 1U << kind) && fields[i].form != KEY_CURRENCY && fields[i].form != KEY_PAIR)
			nearest_offer(&nearest, fields[i].key);
	}
	enum section_kind home = other_home(bytes_text(&stem));
	bytes_add_format(out, _("unknown key '%s' in [%s]"), key, section);
	if (kind == SECTION_FX)
		bytes_add_text(out, _(": a currency's code of three letters, or date"));
	else if (kind == SECTION_CORRELATION)
		bytes_add_text(out, _(": two inputs, INPUT ~ INPUT"));
	else if (nearest.best && (nearest.distance < 2 || home == SECTION_KINDS))
		name_suggest(&nearest, out);
	else if (home != SECTION_KINDS)
		bytes_add_format(out, _("; it belongs to [%s%s]"), section_type(home)->name,
		                 section_type(home)->has_id ? ".ID" : "");
	bytes_release(&stem);
}
