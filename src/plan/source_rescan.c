/* Removes and duplicates lines and sections: rare edits, after which the new text is scanned. */
#include "plan/source_edit.h"

#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "plan/source_scan.h"

/* After a new scan, gives entries from --set and scenarios their places again. */
static int keep_places(const struct source *from, struct source *to)
{
	for (size_t e = 0; e < from->entry_count; e++) {
		const struct source_entry *old = &from->entry[e];
		size_t s = old->foreign ? source_section_index(to, old->section) : SOURCE_NOWHERE;
		size_t index = s == SOURCE_NOWHERE ? SOURCE_NOWHERE : source_entry_index(to, s, old->key);
		if (index == SOURCE_NOWHERE)
			continue;
		const char *file = arena_text(&to->arena, old->place.file, strlen(old->place.file));
		if (!file)
			return -1;
		to->entry[index].added = old->added;
		source_place_entry(to, &to->entry[index], old->place, file, false);
	}
	for (size_t s = 0; s < to->section_count; s++) {
		size_t old = source_section_index(from, to->section[s].name);
		to->section[s].added = old != SOURCE_NOWHERE && from->section[old].added && to->section[s].count > 0;
	}
	return 0;
}

/* Replaces bytes of the text and scans it. 0, or -1 and the source untouched. */
static int splice_and_scan(struct source *source, size_t offset, size_t old_size, const void *data,
			   size_t size, struct diags *diags)
{
	struct source again = {.identity = source->identity};
	memcpy(again.digest, source->digest, sizeof(again.digest));
	bytes_add(&again.text, source->text.at, offset);
	bytes_add(&again.text, data, size);
	bytes_add(&again.text, source->text.at + offset + old_size, source->text.size - offset - old_size);
	again.name = arena_text(&again.arena, source->name, strlen(source->name));
	if (again.text.failed || !again.name) {
		source_no_memory(diags);
		goto failed;
	}
	if (source_scan(&again, diags))
		goto failed;
	if (keep_places(source, &again)) {
		source_no_memory(diags);
		goto failed;
	}
	source_release(source);
	*source = again;
	return 0;
failed:
	source_release(&again);
	return -1;
}

/* --- sections in the text --- */

static size_t header_offset(const struct source *source, size_t s)
{
	size_t offset = 0;
	for (int line = 1; line < source->section[s].line; line++)
		offset = source_line_end(source, offset);
	return offset;
}

static bool line_is_comment(const struct source *source, size_t start)
{
	while (start < source->text.size && ascii_is_blank(source->text.at[start]))
		start++;
	return start < source->text.size && (source->text.at[start] == ';' || source->text.at[start] == '#');
}

static bool line_is_blank(const struct source *source, size_t start)
{
	while (start < source->text.size &&
	       (ascii_is_blank(source->text.at[start]) || source->text.at[start] == '\r'))
		start++;
	return start == source->text.size || source->text.at[start] == '\n';
}

/* The offset of a section, with the comment lines directly above it. */
static size_t section_start(const struct source *source, size_t s)
{
	size_t start = header_offset(source, s), least = s ? source->section[s - 1].end_offset : 0;
	while (start > least) {
		size_t above = source_line_start(source, start - 1);
		if (!line_is_comment(source, above))
			break;
		start = above;
	}
	return start;
}

static size_t section_end(const struct source *source, size_t s)
{
	return s + 1 < source->section_count ? section_start(source, s + 1) : source->text.size;
}

/* The end of a section without the blank lines at its end. */
static size_t content_end(const struct source *source, size_t s)
{
	size_t end = section_end(source, s);
	while (end > source->section[s].end_offset) {
		size_t above = source_line_start(source, end - 1);
		if (!line_is_blank(source, above))
			break;
		end = above;
	}
	return end;
}

int source_remove(struct source *source, const char *section, const char *key)
{
	struct diags diags = {0};
	size_t s = source_section_index(source, section), from, to;
	if (s == SOURCE_NOWHERE)
		return -1;
	if (key) {
		size_t e = source_entry_index(source, s, key);
		if (e == SOURCE_NOWHERE)
			return -1;
		from = source_line_start(source, source->entry[e].value_offset);
		to = source_line_end(source, source->entry[e].value_offset);
	} else {
		from = section_start(source, s);
		to = section_end(source, s);
	}
	int result = splice_and_scan(source, from, to - from, NULL, 0, &diags);
	diags_release(&diags);
	return result;
}

int source_duplicate(struct source *source, const char *from, const char *to, struct diags *diags)
{
	struct place place = {.file = source->name};
	size_t s = source_section_index(source, from);
	if (s == SOURCE_NOWHERE) {
		diags_add(diags, SEVERITY_ERROR, place, from, "%s", _("there is no such section"));
		return -1;
	}
	if (source_section_index(source, to) != SOURCE_NOWHERE) {
		diags_add(diags, SEVERITY_ERROR, place, to, "%s", _("this section already exists"));
		return -1;
	}
	if (!source_section_name_ok(to)) {
		diags_add(diags, SEVERITY_ERROR, place, to, "%s", _("this cannot be the name of a section"));
		return -1;
	}
	size_t body = source_line_end(source, header_offset(source, s)), end = content_end(source, s);
	const char *line_end = source_line_end_before(source, end);
	struct bytes copy = {0};
	if (source->text.at[end - 1] != '\n')
		bytes_add_text(&copy, line_end);
	bytes_add_format(&copy, "%s[%s]%s", line_end, to, line_end);
	bytes_add(&copy, source->text.at + body, end - body);
	int result =
		copy.failed ? source_no_memory(diags) : splice_and_scan(source, end, 0, copy.at, copy.size, diags);
	bytes_release(&copy);
	return result;
}
