/* Checks ids against the sections that they refer to. */
#include "plan/check.h"

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/name.h"

static void unknown_id(struct build *build, const struct section *section, const struct source_entry *entry,
		       size_t offset, const char *id, const struct section_list *known, size_t size,
		       const char *what)
{
	struct nearest nearest = nearest_to(id);
	struct bytes hint = {0};
	struct place place = entry->place;
	if (!entry->foreign)
		place.column += (int)offset; /* only ASCII precedes an id that was read */
	for (size_t i = 0; i < known->count; i++)
		nearest_offer(&nearest, ((const struct section *)((const char *)known->at + i * size))->id);
	name_suggest(&nearest, &hint);
	build_error(build, place, section, entry->key, _("there is no %s '%s'%s"), _(what), id,
		    bytes_text(&hint));
	bytes_release(&hint);
}

static bool is_known(const struct section_list *known, size_t size, const char *id)
{
	for (size_t i = 0; i < known->count; i++) {
		if (strcmp(((const struct section *)((const char *)known->at + i * size))->id, id) == 0)
			return true;
	}
	return false;
}

void check_ids(struct build *build, const struct section *section, const struct setting *setting,
	       const struct section_list *known, size_t size, const char *what)
{
	if (!setting->common.given || !build_sound(build, &setting->common))
		return;
	const struct source_entry *entry = &build->source->entry[setting->common.entry];
	const char *text = entry->value;
	for (size_t at = 0; text[at];) {
		size_t length = strcspn(text + at, ", \t");
		struct bytes id = {0};
		for (size_t i = at; i < at + length; i++)
			bytes_add_char(&id, ascii_lower(text[i]));
		if (id.failed)
			build->no_memory = true;
		else if (length && !is_known(known, size, bytes_text(&id)))
			unknown_id(build, section, entry, at, bytes_text(&id), known, size, what);
		bytes_release(&id);
		at += length;
		at += strspn(text + at, ", \t");
	}
}
