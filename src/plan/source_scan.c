/*
 * Scans the text of a profile line by line for the places of sections, keys and values.
 *
 * iniparser ends a value at any `;` or `#`, joins a line that ends in `\` to the next, drops what follows a closing
 * quote, and so on. What it would read differently from what people see is refused here, with the place and the reason
 * (docs/profile-keys.md, "The file").
 */
#include "plan/source_scan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "base/utf8.h"

/* One line of the text. */
struct line {
	size_t start, end,
		next; /* offsets: of the first byte, after the last that is not a line end, of the next line */
	int number;
};

/* The names seen so far, hashed with open addressing: index + 1 of an entry or section; 0 is free. */
struct name_table {
	uint32_t *slot;
	size_t mask;
};

struct scan {
	struct source *source;
	const char *text;
	struct diags *diags;
	struct name_table sections, entries;
	bool section_lost; /* its header is wrong, which was reported: its keys are checked, but belong to no section */
};

/* --- places --- */

int source_characters(const struct source *source, size_t from, size_t to)
{
	int count = 0;
	for (size_t i = from; i < to; i++)
		count += ((unsigned char)source->text.at[i] & 0xC0) != 0x80;
	return count;
}

size_t source_line_start(const struct source *source, size_t offset)
{
	while (offset > 0 && source->text.at[offset - 1] != '\n')
		offset--;
	return offset;
}

size_t source_line_end(const struct source *source, size_t offset)
{
	const char *newline = offset < source->text.size
				      ? memchr(source->text.at + offset, '\n', source->text.size - offset)
				      : NULL;
	return newline ? (size_t)(newline - source->text.at) + 1 : source->text.size;
}

static struct place place_at(const struct scan *scan, const struct line *line, size_t offset)
{
	return (struct place){.file = scan->source->name,
			      .line = line->number,
			      .column = 1 + source_characters(scan->source, line->start, offset)};
}

static int refuse(struct scan *scan, const struct line *line, size_t offset, const char *message)
{
	diags_add(scan->diags, SEVERITY_ERROR, place_at(scan, line, offset), NULL, "%s", message);
	return -1;
}

/* --- names seen before --- */

static int table_init(struct name_table *table, size_t names)
{
	size_t size = 16;
	while (size < names * 2)
		size *= 2;
	table->slot = calloc(size, sizeof(*table->slot));
	table->mask = size - 1;
	return table->slot ? 0 : -1;
}

static uint32_t hash_name(uint32_t hash, const char *name)
{
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619U; /* FNV-1a */
	return hash;
}

/* Enters a section under `index`. Returns the index, or that of an earlier section with the same name. */
static size_t enter_section(struct scan *scan, const char *name, size_t index)
{
	size_t slot = hash_name(2166136261U, name) & scan->sections.mask;
	for (; scan->sections.slot[slot]; slot = (slot + 1) & scan->sections.mask) {
		size_t other = scan->sections.slot[slot] - 1;
		if (strcmp(scan->source->section[other].name, name) == 0)
			return other;
	}
	scan->sections.slot[slot] = (uint32_t)index + 1;
	return index;
}

static size_t enter_entry(struct scan *scan, const char *section, const char *key, size_t index)
{
	size_t slot = hash_name(hash_name(2166136261U, section) * 31, key) & scan->entries.mask;
	for (; scan->entries.slot[slot]; slot = (slot + 1) & scan->entries.mask) {
		size_t other = scan->entries.slot[slot] - 1;
		const struct source_entry *entry = &scan->source->entry[other];
		if (strcmp(entry->key, key) == 0 && strcmp(entry->section, section) == 0)
			return other;
	}
	scan->entries.slot[slot] = (uint32_t)index + 1;
	return index;
}

/* --- bytes --- */

static bool is_control(char c)
{
	return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7F;
}

/* Checks the bytes of a line: those that iniparser cannot read are errors. */
static int check_bytes(struct scan *scan, const struct line *line)
{
	const char *text = scan->text;
	bool has_end = line->next > line->start && text[line->next - 1] == '\n';
	if (line->next - line->start - has_end > SOURCE_MOST_LINE_BYTES)
		return refuse(scan, line, line->start, _("this line is too long: at most 1022 bytes"));
	for (size_t i = line->start; i < line->end;) {
		uint32_t character;
		if (text[i] == '\r')
			return refuse(scan, line, i,
				      _("a carriage return in a line: lines end in LF or CR LF"));
		if (text[i] == '\0')
			return refuse(scan, line, i, _("a NUL byte: this is not a text file"));
		if (is_control(text[i]))
			return refuse(scan, line, i, _("a control character: a line may contain text and tabs only"));
		size_t size = utf8_decode(text + i, line->end - i, &character);
		if (!size)
			return refuse(scan, line, i, _("this is not valid UTF-8"));
		i += size;
	}
	size_t end = line->end;
	while (end > line->start && ascii_is_blank(text[end - 1]))
		end--;
	if (end > line->start && text[end - 1] == '\\')
		return refuse(scan, line, end - 1,
			      _("a line cannot end in '\\': it would join the next one; put the value in "
				"quotes"));
	return 0;
}

/* --- sections --- */

/* A lower-case copy in the source's arena; NULL when out of memory. */
static char *keep_name(struct scan *scan, size_t start, size_t end)
{
	char *name = arena_text(&scan->source->arena, scan->text + start, end - start);
	if (!name) {
		scan->diags->out_of_memory = true;
		return NULL;
	}
	for (char *c = name; *c; c++)
		*c = ascii_lower(*c);
	return name;
}

static void trim(const char *text, size_t *start, size_t *end)
{
	while (*start < *end && ascii_is_blank(text[*start]))
		++*start;
	while (*end > *start && ascii_is_blank(text[*end - 1]))
		--*end;
}

static int check_section(struct scan *scan, const struct line *line, size_t start, size_t close, size_t end)
{
	if (close == end)
		return refuse(scan, line, end, _("']' is missing"));
	if (close + 1 < end)
		return refuse(scan, line, close + 1,
			      _("nothing may follow the ']' of a section, not even a comment"));
	size_t name = start + 1, name_end = close;
	trim(scan->text, &name, &name_end);
	if (name == name_end)
		return refuse(scan, line, start, _("a section without a name"));
	const char *colon = memchr(scan->text + name, ':', name_end - name);
	if (colon)
		return refuse(scan, line, (size_t)(colon - scan->text),
			      _("a ':' cannot stand in the name of a section"));
	return 0;
}

/* Takes "[name]"; start and end exclude blanks around the line. */
static int scan_section(struct scan *scan, const struct line *line, size_t start, size_t end)
{
	struct source *source = scan->source;
	const char *bracket = memchr(scan->text + start, ']', end - start);
	size_t close = bracket ? (size_t)(bracket - scan->text) : end;
	if (check_section(scan, line, start, close, end))
		return -1;

	size_t name_start = start + 1, name_end = close;
	trim(scan->text, &name_start, &name_end);
	char *name = keep_name(scan, name_start, name_end);
	if (!name)
		return -1;
	struct place place = place_at(scan, line, start);
	size_t index = source->section_count, met = enter_section(scan, name, index);
	if (met != index)
		diags_add(scan->diags, SEVERITY_ERROR, place, NULL,
			  _("section [%s] is given twice; the first is on line %d"), name,
			  source->section[met].line);
	source->section[index] = (struct source_section){
		.name = name,
		.line = line->number,
		.column = place.column,
		.end_offset = line->next,
		.entry = source->entry_count,
	};
	source->section_count++;
	return 0;
}

/* --- entries --- */

/* The bytes of a value, with and without quotes. */
struct span {
	size_t start, end; /* quotes included */
	size_t text_start, text_end;
};

static bool comment_or_nothing(const char *text, size_t start, size_t end)
{
	while (start < end && ascii_is_blank(text[start]))
		start++;
	return start == end || text[start] == ';' || text[start] == '#';
}

static int scan_quoted(struct scan *scan, const struct line *line, size_t start, size_t end,
		       struct span *span)
{
	const char *text = scan->text;
	const char *quote = memchr(text + start + 1, text[start], end - start - 1);
	if (!quote)
		return refuse(scan, line, start,
			      text[start] == '"' ? _("the closing '\"' is missing")
						 : _("the closing \"'\" is missing"));
	span->start = start;
	span->text_start = start + 1;
	span->text_end = (size_t)(quote - text);
	span->end = span->text_end + 1;
	if (!comment_or_nothing(text, span->end, end))
		return refuse(scan, line, span->end, _("only a comment may follow a quoted value"));
	return 0;
}

/* Finds the value after the '=', from `start` on. */
static int scan_value(struct scan *scan, const struct line *line, size_t start, size_t end, struct span *span)
{
	const char *text = scan->text;
	while (start < end && ascii_is_blank(text[start]))
		start++;
	if (start < end && (text[start] == '"' || text[start] == '\''))
		return scan_quoted(scan, line, start, end, span);
	size_t stop = start;
	while (stop < end && text[stop] != ';' && text[stop] != '#')
		stop++;
	span->start = span->text_start = start;
	while (stop > start && ascii_is_blank(text[stop - 1]))
		stop--;
	span->end = span->text_end = stop;
	return 0;
}

static int check_key(struct scan *scan, const struct line *line, size_t start, size_t end)
{
	if (start == end)
		return refuse(scan, line, start, _("a key is missing before '='"));
	const char *colon = memchr(scan->text + start, ':', end - start);
	if (colon)
		return refuse(scan, line, (size_t)(colon - scan->text), _("a ':' cannot stand in a key"));
	if (scan->source->section_count || scan->section_lost)
		return 0;
	scan->section_lost = true; /* reported once, not for each key */
	return refuse(scan, line, start, _("a key before the first [section]"));
}

/* Adds the entry of a key and the value at span. */
static int keep_entry(struct scan *scan, const struct line *line, size_t key_start, size_t key_end,
                      const struct span *span)
{
	struct source *source = scan->source;
	struct source_section *section = &source->section[source->section_count - 1];
	char *key = keep_name(scan, key_start, key_end);
	char *value =
		arena_text(&source->arena, scan->text + span->text_start, span->text_end - span->text_start);
	if (!key || !value) {
		scan->diags->out_of_memory = true;
		return -1;
	}
	struct place key_place = place_at(scan, line, key_start);
	size_t index = source->entry_count, met = enter_entry(scan, section->name, key, index);
	if (met != index)
		diags_add(scan->diags, SEVERITY_ERROR, key_place, NULL,
			  _("'%s' is given twice in [%s]; the first is on line %d"), key, section->name,
			  source->entry[met].key_line);
	source->entry[index] = (struct source_entry){
		.section = section->name,
		.key = key,
		.value = value,
		.place = place_at(scan, line, span->text_start),
		.key_line = line->number,
		.key_column = key_place.column,
		.value_offset = span->start,
		.value_size = span->end - span->start,
	};
	source->entry_count++;
	section->count++;
	section->end_offset = line->next;
	return 0;
}

/* Takes "key = value"; start and end exclude blanks around the line. */
static int scan_entry(struct scan *scan, const struct line *line, size_t start, size_t end)
{
	const char *equals = memchr(scan->text + start, '=', end - start);
	struct span span = {0};

	if (!equals)
		return refuse(scan, line, start,
			      _("neither a [section], nor 'key = value', nor a comment (; or #)"));
	size_t sign = (size_t)(equals - scan->text), key_start = start, key_end = sign;
	trim(scan->text, &key_start, &key_end);
	if (check_key(scan, line, key_start, key_end) || scan_value(scan, line, sign + 1, end, &span))
		return -1;
	return scan->section_lost ? 0 : keep_entry(scan, line, key_start, key_end, &span);
}

/* --- all of it --- */

static int scan_line(struct scan *scan, const struct line *line)
{
	size_t start = line->start, end = line->end;
	trim(scan->text, &start, &end);
	bool header = start < end && scan->text[start] == '[';
	int result = check_bytes(scan, line);
	if (result == 0 && header)
		result = scan_section(scan, line, start, end);
	else if (result == 0 && start < end && scan->text[start] != ';' && scan->text[start] != '#')
		result = scan_entry(scan, line, start, end);
	if (header)
		scan->section_lost = result != 0;
	return result;
}

static struct line next_line(const struct source *source, size_t start, int number)
{
	struct line line = {.start = start, .next = source_line_end(source, start), .number = number};
	line.end = line.next;
	if (line.end > start && source->text.at[line.end - 1] == '\n')
		line.end--;
	if (line.end > start && line.end < line.next && source->text.at[line.end - 1] == '\r')
		line.end--;
	return line;
}

static size_t count_lines(const struct bytes *text)
{
	size_t lines = 1;
	const char *at = text->at, *end = text->at + text->size;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		at++;
		lines++;
	}
	return lines;
}

/* Allocates for the most that this many lines can contain. */
static int make_room(struct scan *scan, size_t lines)
{
	struct source *source = scan->source;
	source->entry = malloc(lines * sizeof(*source->entry));
	source->section = malloc(lines * sizeof(*source->section));
	source->entry_capacity = source->section_capacity = lines;
	return source->entry && source->section && !table_init(&scan->sections, lines) &&
			       !table_init(&scan->entries, lines) &&
			       !arena_reserve(&source->arena, source->text.size + 2 * lines)
		       ? 0
		       : -1;
}

static int check_whole(struct scan *scan, size_t lines)
{
	const struct bytes *text = &scan->source->text;
	struct line first = {.number = 1};
	if (text->size > SOURCE_MOST_BYTES)
		return refuse(scan, &first, 0, _("the profile is too large: at most 1 MiB"));
	if (lines > SOURCE_MOST_LINES + 1) /* the last is empty */
		return refuse(scan, &(struct line){.number = SOURCE_MOST_LINES + 1}, 0,
			      _("the profile is too long: at most 5000 lines"));
	if (text->size >= 3 && memcmp(text->at, "\xEF\xBB\xBF", 3) == 0)
		return refuse(scan, &first, 0,
			      _("the file begins with a byte order mark: save it as UTF-8 without one"));
	return 0;
}

int source_scan(struct source *source, struct diags *diags)
{
	struct scan scan = {.source = source, .text = source->text.at, .diags = diags};
	size_t lines = count_lines(&source->text);
	int result = -1;

	if (check_whole(&scan, lines))
		return -1;
	if (make_room(&scan, lines)) {
		diags->out_of_memory = true;
		goto done;
	}
	result = 0;
	size_t errors = diags->errors;
	int number = 1;
	for (size_t at = 0; at < source->text.size; number++) {
		struct line line = next_line(source, at, number);
		if (scan_line(&scan, &line))
			result = -1;
		at = line.next;
	}
	if (diags->errors > errors || diags->out_of_memory)
		result = -1;
done:
	free(scan.sections.slot);
	free(scan.entries.slot);
	return result;
}

/* --- names that can be written --- */

static bool writable(const char *name, const char *never)
{
	size_t size = strlen(name);
	if (!size || ascii_is_blank(name[0]) || ascii_is_blank(name[size - 1]) || !utf8_valid(name, size))
		return false;
	for (size_t i = 0; i < size; i++) {
		if (is_control(name[i]) || strchr(never, name[i]) || name[i] != ascii_lower(name[i]))
			return false;
	}
	return true;
}

bool source_section_name_ok(const char *name)
{
	return writable(name, "]:");
}

bool source_key_name_ok(const char *name)
{
	return writable(name, "=:") && !strchr("[;#", name[0]);
}
