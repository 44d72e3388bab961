/*
 * Sets values. Every other byte of the text stays.
 *
 * Scenarios set values by the thousand: source_set splices the text and moves the offsets after it, without a new scan.
 */
#include "plan/source_edit.h"

#include <string.h>

#include "base/ascii.h"
#include "base/grow.h"
#include "base/intl.h"
#include "plan/rendering.h"
#include "plan/source_scan.h"

static int refuse(struct diags *diags, struct place place, const char *section, const char *key,
		  const char *message)
{
	struct bytes name = {0};
	bytes_add_format(&name, "%s.%s", section, key);
	diags_add(diags, SEVERITY_ERROR, place, bytes_text(&name), "%s", message);
	bytes_release(&name);
	return -1;
}

/*
 * Moves what comes after an edit: entries from `entry` on, the ends of sections from `section` on, and the sections
 * after it.
 */
static void shift(struct source *source, size_t entry, size_t section, size_t old_size, size_t new_size,
		  int lines)
{
	for (size_t e = entry; e < source->entry_count; e++) {
		struct source_entry *moved = &source->entry[e];
		moved->value_offset = moved->value_offset + new_size - old_size;
		moved->key_line += lines;
		if (!moved->foreign)
			moved->place.line += lines;
	}
	for (size_t s = section; s < source->section_count; s++)
		source->section[s].end_offset = source->section[s].end_offset + new_size - old_size;
	for (size_t s = section + 1; s < source->section_count; s++)
		source->section[s].line += lines;
}

/* Replaces bytes of the text. 0, or -1 with the text unchanged. */
static int splice(struct source *source, size_t offset, size_t old_size, const void *data, size_t size)
{
	bytes_splice(&source->text, offset, old_size, data, size);
	if (!source->text.failed)
		return 0;
	source->text.failed = false;
	return -1;
}

/* How many bytes the line of an offset has, without its LF. */
static size_t line_bytes(const struct source *source, size_t offset)
{
	size_t end = source_line_end(source, offset);
	bool closed = end > 0 && source->text.at[end - 1] == '\n';
	return end - source_line_start(source, offset) - closed;
}

/* --- a value that exists --- */

/* Replaces the bytes of a value, and moves what comes after it. 0, or -1 with nothing done. */
static int replace_bytes(struct source *source, size_t section, size_t index, const char *text, size_t size)
{
	struct source_entry *entry = &source->entry[index];

	if (splice(source, entry->value_offset, entry->value_size, text, size))
		return -1;
	if (size != entry->value_size)
		shift(source, index + 1, section, entry->value_size, size, 0);
	entry->value_size = size;
	return 0;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static int replace_value(struct source *source, size_t section, size_t index, const char *value,
			 const char *file, struct place place, struct diags *diags)
{
	struct source_entry *entry = &source->entry[index];
	const char *old = source->text.at + entry->value_offset;
	char quote = entry->value_size && is_quote(old[0]) ? old[0] : '\0';
	struct rendering new = {.quoted = quote != '\0'};

	if (strcmp(entry->value, value) != 0) { /* else keep it as it is written */
		rendering_make(value, strlen(value), quote, &new);
		/* An empty value may come right after its '=': add a blank. */
		size_t blank = !entry->value_size && old[-1] == '=';
		size_t line = line_bytes(source, entry->value_offset);
		if (line - entry->value_size + blank + new.size > SOURCE_MOST_LINE_BYTES)
			return refuse(diags, place, entry->section, entry->key,
				      _("this value is too long: a line has at most 1022 bytes"));
		if (source->text.size - entry->value_size + blank + new.size > SOURCE_MOST_BYTES)
			return refuse(diags, place, entry->section, entry->key,
				      _("the profile would become too large: at most 1 MiB"));
		memmove(new.text + blank, new.text, new.size);
		if (blank)
			new.text[0] = ' ';
		new.size += blank;
		if (replace_bytes(source, section, index, new.text, new.size))
			return source_no_memory(diags);
		entry->value_offset += blank;
		entry->value_size -= blank;
	}
	entry->value = value;
	source_place_entry(source, entry, place, file, new.quoted);
	return 0;
}

/* --- a new line --- */

/* '=' with or without blanks, as the section's last entry has it. */
static const char *equals_like(const struct source *source, const struct source_section *section)
{
	size_t example = section && section->count ? section->entry + section->count - 1 : 0;
	if (example >= source->entry_count)
		return " = ";
	size_t start = source_line_start(source, source->entry[example].value_offset);
	const char *sign = memchr(source->text.at + start, '=', source->entry[example].value_offset - start);
	return sign && sign > source->text.at && ascii_is_blank(sign[-1]) ? " = " : "=";
}

static bool room_for_entry(struct source *source)
{
	return GROW(source->entry, source->entry_capacity, source->entry_count + 1);
}

static int lines_before(const struct source *source, size_t offset)
{
	int lines = 0;
	for (size_t i = 0; i < offset; i++)
		lines += source->text.at[i] == '\n';
	return lines;
}

/* 0 where these lines may be added; else -1 with an error. */
static int check_room(const struct source *source, const struct bytes *addition, struct place place,
		      const char *section, const char *key, struct diags *diags)
{
	if (addition->failed)
		return source_no_memory(diags);
	if (source->text.size + addition->size > SOURCE_MOST_BYTES)
		return refuse(diags, place, section, key,
			      _("the profile would become too large: at most 1 MiB"));
	if (lines_before(source, source->text.size) + 5 > SOURCE_MOST_LINES)
		return refuse(diags, place, section, key,
			      _("the profile would become too long: at most 5000 lines"));
	return 0;
}

/*
 * Appends "key = value" to lines. Returns the offset of the value in lines.
 */
static size_t write_entry(struct bytes *lines, const char *key, const char *equals,
			  const struct rendering *value)
{
	bytes_add_text(lines, key);
	bytes_add_text(lines, equals);
	size_t offset = lines->size;
	bytes_add(lines, value->text, value->size);
	return offset;
}

static int insert_entry(struct source *source, size_t s, const char *key, const char *value, const char *file,
			struct place place, struct diags *diags)
{
	struct source_section *section = &source->section[s];
	size_t at = section->end_offset, index = section->entry + section->count;
	const char *line_end = source_line_end_before(source, at);
	bool last_is_open = source->text.at[at - 1] != '\n';
	struct bytes lines = {0};
	struct rendering new;
	int result = -1;

	rendering_make(value, strlen(value), '\0', &new);
	if (last_is_open)
		bytes_add_text(&lines, line_end);
	size_t value_offset = at + write_entry(&lines, key, equals_like(source, section), &new);
	if (!last_is_open)
		bytes_add_text(&lines, line_end);
	if (check_room(source, &lines, place, section->name, key, diags))
		goto done;
	if (lines.size - 1 > SOURCE_MOST_LINE_BYTES) { /* its LF does not count */
		refuse(diags, place, section->name, key,
		       _("this value is too long: a line has at most 1022 bytes"));
		goto done;
	}
	if (!room_for_entry(source) || splice(source, at, 0, lines.at, lines.size)) {
		source_no_memory(diags);
		goto done;
	}
	memmove(source->entry + index + 1, source->entry + index,
		(source->entry_count - index) * sizeof(*source->entry));
	source->entry_count++;
	section->count++;
	for (size_t later = s + 1; later < source->section_count; later++)
		source->section[later].entry++;
	shift(source, index + 1, s, 0, lines.size, 1);
	source->entry[index] = (struct source_entry){
		.section = section->name,
		.key = key,
		.value = value,
		.key_column = 1,
		.key_line = 1 + lines_before(source, value_offset),
		.value_offset = value_offset,
		.value_size = new.size,
		.added = true,
	};
	source_place_entry(source, &source->entry[index], place, file, new.quoted);
	result = 0;
done:
	bytes_release(&lines);
	return result;
}

/* Appends what separates a new section from the text before it. */
static void write_gap(struct bytes *lines, const struct source *source, const char *line_end)
{
	const struct bytes *text = &source->text;
	if (!text->size)
		return;
	if (text->at[text->size - 1] != '\n')
		bytes_add_text(lines, line_end);
	size_t last = source_line_start(source, text->size - 1);
	bool blank = true;
	for (size_t i = last; i < text->size; i++)
		blank = blank && (ascii_is_blank(text->at[i]) || text->at[i] == '\r' || text->at[i] == '\n');
	if (!blank)
		bytes_add_text(lines, line_end);
}

static int append_section(struct source *source, const char *name, const char *key, const char *value,
			  const char *file, struct place place, struct diags *diags)
{
	size_t at = source->text.size;
	const char *line_end = source_line_end_before(source, at);
	struct bytes lines = {0};
	struct rendering new;
	int result = -1;

	rendering_make(value, strlen(value), '\0', &new);
	write_gap(&lines, source, line_end);
	size_t header = at + lines.size;
	bytes_add_format(&lines, "[%s]%s", name, line_end);
	size_t entry_line = at + lines.size;
	size_t value_offset = at + write_entry(&lines, key, equals_like(source, NULL), &new);
	bytes_add_text(&lines, line_end);
	if (check_room(source, &lines, place, name, key, diags))
		goto done;
	if (at + lines.size - entry_line - 1 > SOURCE_MOST_LINE_BYTES ||
	    entry_line - header - 1 > SOURCE_MOST_LINE_BYTES) {
		refuse(diags, place, name, key, _("this value is too long: a line has at most 1022 bytes"));
		goto done;
	}
	bool was_open = at > 0 && source->text.at[at - 1] != '\n';
	if (!room_for_entry(source) || !GROW(source->section, source->section_capacity, source->section_count + 1) ||
	    splice(source, at, 0, lines.at, lines.size)) {
		source_no_memory(diags);
		goto done;
	}
	if (was_open && source->section_count && source->section[source->section_count - 1].end_offset == at)
		source->section[source->section_count - 1].end_offset += strlen(line_end);
	int line = 1 + lines_before(source, header);
	source->section[source->section_count++] = (struct source_section){
		.name = name,
		.line = line,
		.column = 1,
		.added = file != NULL,
		.end_offset = source->text.size,
		.entry = source->entry_count,
		.count = 1,
	};
	struct source_entry *entry = &source->entry[source->entry_count++];
	*entry = (struct source_entry){
		.section = name,
		.key = key,
		.value = value,
		.key_line = line + 1,
		.key_column = 1,
		.value_offset = value_offset,
		.value_size = new.size,
		.added = true,
	};
	source_place_entry(source, entry, place, file, new.quoted);
	result = 0;
done:
	bytes_release(&lines);
	return result;
}

/* --- set --- */

int source_set(struct source *source, const char *section, const char *key, const char *value,
	       struct place place, struct diags *diags)
{
	size_t size = strlen(value);
	size_t s = source_section_index(source, section);
	size_t e = s == SOURCE_NOWHERE ? SOURCE_NOWHERE : source_entry_index(source, s, key);
	const char *problem = rendering_problem(value, size);

	if (!problem && e == SOURCE_NOWHERE && !source_key_name_ok(key))
		problem = _("this cannot be the name of a key");
	if (!problem && s == SOURCE_NOWHERE && !source_section_name_ok(section))
		problem = _("this cannot be the name of a section");
	if (problem)
		return refuse(diags, place, section, key, problem);

	/* Copy all texts first, so that a later failure leaves nothing done. */
	const char *kept = arena_text(&source->arena, value, size);
	const char *file = place.file ? arena_text(&source->arena, place.file, strlen(place.file)) : NULL;
	if (!kept || (place.file && !file))
		return source_no_memory(diags);
	if (e != SOURCE_NOWHERE)
		return replace_value(source, s, e, kept, file, place, diags);
	key = arena_text(&source->arena, key, strlen(key));
	if (!key)
		return source_no_memory(diags);
	if (s != SOURCE_NOWHERE)
		return insert_entry(source, s, key, kept, file, place, diags);
	section = arena_text(&source->arena, section, strlen(section));
	if (!section)
		return source_no_memory(diags);
	return append_section(source, section, key, kept, file, place, diags);
}

int source_restore(struct source *source, const struct source *original, const char *section, const char *key)
{
	const struct source_entry *was = source_find(original, section, key);
	size_t s = source_section_index(source, section);
	size_t e = s == SOURCE_NOWHERE ? SOURCE_NOWHERE : source_entry_index(source, s, key);

	if (!was)
		return source_remove(source, section, key);
	if (e == SOURCE_NOWHERE)
		return -1;
	const char *text = original->text.at + was->value_offset;
	const char *value = arena_text(&source->arena, was->value, strlen(was->value));
	const char *file = was->foreign ? arena_text(&source->arena, was->place.file, strlen(was->place.file)) : NULL;
	if (!value || (was->foreign && !file) || replace_bytes(source, s, e, text, was->value_size))
		return -1;
	source->entry[e].value = value;
	source_place_entry(source, &source->entry[e], was->place, file, was->value_size && is_quote(text[0]));
	return 0;
}
