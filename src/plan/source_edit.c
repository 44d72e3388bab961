/*
 * Edits a source: the bytes of a value, a line, a section. Every other byte stays.
 *
 * Scenarios set values by the thousand: source_set splices the text and moves the offsets after it, without a new scan.
 * Rare edits (source_remove, source_duplicate) scan the new text.
 */
#include "plan/source.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "plan/source_scan.h"

#define NOWHERE SIZE_MAX

/* A value as a file has it. */
struct rendering {
	char text[SOURCE_MOST_LINE_BYTES + 3];
	size_t size;
	bool quoted;
};

static int refuse(struct diags *diags, struct place place, const char *section, const char *key,
		  const char *message)
{
	struct bytes name = {0};
	bytes_add_format(&name, "%s.%s", section, key);
	diags_add(diags, SEVERITY_ERROR, place, bytes_text(&name), "%s", message);
	bytes_release(&name);
	return -1;
}

static int no_memory(struct diags *diags)
{
	diags->out_of_memory = true;
	return -1;
}

/* --- values as they are written --- */

static bool needs_quotes(const char *value, size_t size)
{
	return !size || ascii_is_blank(value[0]) || ascii_is_blank(value[size - 1]) || value[0] == '"' ||
	       value[0] == '\'' || value[size - 1] == '\\' || strpbrk(value, ";#");
}

/* Why a value cannot be written on a line; NULL: it can. */
static const char *unwritable(const char *value, size_t size)
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

/* Writes a value that can be written; quote is the one around it now, or NUL. */
static void render(const char *value, size_t size, char quote, struct rendering *out)
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

/* --- finding --- */

static size_t find_section(const struct source *source, const char *name)
{
	for (size_t s = 0; s < source->section_count; s++) {
		if (strcmp(source->section[s].name, name) == 0)
			return s;
	}
	return NOWHERE;
}

bool source_has_section(const struct source *source, const char *section)
{
	return find_section(source, section) != NOWHERE;
}

static size_t find_entry(const struct source *source, size_t section, const char *key)
{
	size_t first = source->section[section].entry;
	for (size_t e = first; e < first + source->section[section].count; e++) {
		if (strcmp(source->entry[e].key, key) == 0)
			return e;
	}
	return NOWHERE;
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

/* Sets the place of a value: where it came from (file: its name, in the arena), or (file NULL) in the text. */
static void place_entry(const struct source *source, struct source_entry *entry, struct place place,
			const char *file, bool quoted)
{
	entry->foreign = file != NULL;
	entry->added = entry->added && entry->foreign;
	if (entry->foreign) {
		entry->place = place;
		entry->place.file = file;
		return;
	}
	size_t start = source_line_start(source, entry->value_offset);
	entry->place = (struct place){
		.file = source->name,
		.line = entry->key_line,
		.column = 1 + source_characters(source, start, entry->value_offset + quoted),
	};
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
		render(value, strlen(value), quote, &new);
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
			return no_memory(diags);
		entry->value_offset += blank;
		entry->value_size -= blank;
	}
	entry->value = value;
	place_entry(source, entry, place, file, new.quoted);
	return 0;
}

/* --- a new line --- */

/* The line end that the text uses before an offset. */
static const char *line_end_before(const struct source *source, size_t offset)
{
	const char *text = source->text.at;
	while (offset > 0 && text[offset - 1] != '\n')
		offset--;
	return offset > 1 && text[offset - 2] == '\r' ? "\r\n" : "\n";
}

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
		return no_memory(diags);
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
	const char *line_end = line_end_before(source, at);
	bool last_is_open = source->text.at[at - 1] != '\n';
	struct bytes lines = {0};
	struct rendering new;
	int result = -1;

	render(value, strlen(value), '\0', &new);
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
		no_memory(diags);
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
	place_entry(source, &source->entry[index], place, file, new.quoted);
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
	const char *line_end = line_end_before(source, at);
	struct bytes lines = {0};
	struct rendering new;
	int result = -1;

	render(value, strlen(value), '\0', &new);
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
		no_memory(diags);
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
	place_entry(source, entry, place, file, new.quoted);
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
	size_t s = find_section(source, section);
	size_t e = s == NOWHERE ? NOWHERE : find_entry(source, s, key);
	const char *problem = unwritable(value, size);

	if (!problem && e == NOWHERE && !source_key_name_ok(key))
		problem = _("this cannot be the name of a key");
	if (!problem && s == NOWHERE && !source_section_name_ok(section))
		problem = _("this cannot be the name of a section");
	if (problem)
		return refuse(diags, place, section, key, problem);

	/* Copy all texts first, so that a later failure leaves nothing done. */
	const char *kept = arena_text(&source->arena, value, size);
	const char *file = place.file ? arena_text(&source->arena, place.file, strlen(place.file)) : NULL;
	if (!kept || (place.file && !file))
		return no_memory(diags);
	if (e != NOWHERE)
		return replace_value(source, s, e, kept, file, place, diags);
	key = arena_text(&source->arena, key, strlen(key));
	if (!key)
		return no_memory(diags);
	if (s != NOWHERE)
		return insert_entry(source, s, key, kept, file, place, diags);
	section = arena_text(&source->arena, section, strlen(section));
	if (!section)
		return no_memory(diags);
	return append_section(source, section, key, kept, file, place, diags);
}

int source_restore(struct source *source, const struct source *original, const char *section, const char *key)
{
	const struct source_entry *was = source_find(original, section, key);
	size_t s = find_section(source, section);
	size_t e = s == NOWHERE ? NOWHERE : find_entry(source, s, key);

	if (!was)
		return source_remove(source, section, key);
	if (e == NOWHERE)
		return -1;
	const char *text = original->text.at + was->value_offset;
	const char *value = arena_text(&source->arena, was->value, strlen(was->value));
	const char *file = was->foreign ? arena_text(&source->arena, was->place.file, strlen(was->place.file)) : NULL;
	if (!value || (was->foreign && !file) || replace_bytes(source, s, e, text, was->value_size))
		return -1;
	source->entry[e].value = value;
	place_entry(source, &source->entry[e], was->place, file, was->value_size && is_quote(text[0]));
	return 0;
}

/* --- edits by scanning again --- */

/* After a new scan, gives entries from --set and scenarios their places again. */
static int keep_places(const struct source *from, struct source *to)
{
	for (size_t e = 0; e < from->entry_count; e++) {
		const struct source_entry *old = &from->entry[e];
		size_t s = old->foreign ? find_section(to, old->section) : NOWHERE;
		size_t index = s == NOWHERE ? NOWHERE : find_entry(to, s, old->key);
		if (index == NOWHERE)
			continue;
		const char *file = arena_text(&to->arena, old->place.file, strlen(old->place.file));
		if (!file)
			return -1;
		to->entry[index].added = old->added;
		place_entry(to, &to->entry[index], old->place, file, false);
	}
	for (size_t s = 0; s < to->section_count; s++) {
		size_t old = find_section(from, to->section[s].name);
		to->section[s].added = old != NOWHERE && from->section[old].added && to->section[s].count > 0;
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
		no_memory(diags);
		goto failed;
	}
	if (source_scan(&again, diags))
		goto failed;
	if (keep_places(source, &again)) {
		no_memory(diags);
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
	size_t s = find_section(source, section), from, to;
	if (s == NOWHERE)
		return -1;
	if (key) {
		size_t e = find_entry(source, s, key);
		if (e == NOWHERE)
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
	size_t s = find_section(source, from);
	if (s == NOWHERE) {
		diags_add(diags, SEVERITY_ERROR, place, from, "%s", _("there is no such section"));
		return -1;
	}
	if (find_section(source, to) != NOWHERE) {
		diags_add(diags, SEVERITY_ERROR, place, to, "%s", _("this section already exists"));
		return -1;
	}
	if (!source_section_name_ok(to)) {
		diags_add(diags, SEVERITY_ERROR, place, to, "%s", _("this cannot be the name of a section"));
		return -1;
	}
	size_t body = source_line_end(source, header_offset(source, s)), end = content_end(source, s);
	const char *line_end = line_end_before(source, end);
	struct bytes copy = {0};
	if (source->text.at[end - 1] != '\n')
		bytes_add_text(&copy, line_end);
	bytes_add_format(&copy, "%s[%s]%s", line_end, to, line_end);
	bytes_add(&copy, source->text.at + body, end - body);
	int result =
		copy.failed ? no_memory(diags) : splice_and_scan(source, end, 0, copy.at, copy.size, diags);
	bytes_release(&copy);
	return result;
}
