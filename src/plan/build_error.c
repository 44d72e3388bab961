/* What all parts of a build share: memory, places, errors. */
#include "plan/build.h"

#include <stdarg.h>

#include "base/bytes.h"

void *build_alloc(struct build *build, struct arena *arena, size_t size)
{
	void *memory = arena_alloc(arena, size);
	if (!memory)
		build->no_memory = true;
	return memory;
}

struct place build_key_place(const struct source_entry *entry)
{
	if (entry->foreign)
		return entry->place;
	return (struct place){
		.file = entry->place.file, .line = entry->key_line, .column = entry->key_column};
}

struct place build_section_place(const struct build *build, const struct section *section)
{
	struct place place = {.file = build->source->name};
	for (size_t s = 0; s < build->source->section_count; s++) {
		if (build->section[s].at == section) {
			place.line = build->source->section[s].line;
			place.column = build->source->section[s].column;
		}
	}
	return place;
}

void section_print_name(const struct section *section, struct bytes *out)
{
	bytes_add_text(out, section_type(section->kind)->name);
	if (section->id) {
		bytes_add_char(out, '.');
		bytes_add_text(out, section->id);
	}
}

static void add_problem(struct build *build, enum severity severity, struct place place,
			const struct section *section, const char *key, const char *format, va_list arguments)
	PRINTF_LIKE(6, 0);

static void add_problem(struct build *build, enum severity severity, struct place place,
			const struct section *section, const char *key, const char *format, va_list arguments)
{
	struct bytes name = {0}, message = {0};
	section_print_name(section, &name);
	if (key)
		bytes_add_format(&name, ".%s", key);
	bytes_add_format_list(&message, format, arguments);
	if (name.failed || message.failed)
		build->no_memory = true;
	else
		diags_add(build->diags, severity, place, bytes_text(&name), "%s", bytes_text(&message));
	bytes_release(&name);
	bytes_release(&message);
}

void build_error(struct build *build, struct place place, const struct section *section, const char *key,
		 const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_problem(build, SEVERITY_ERROR, place, section, key, format, arguments);
	va_end(arguments);
}

void build_warning(struct build *build, struct place place, const struct section *section, const char *key,
		   const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_problem(build, SEVERITY_WARNING, place, section, key, format, arguments);
	va_end(arguments);
}
