/*
 * Inside plan/: a plan while it is made from its source.
 */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include "plan/key.h"
#include "plan/plan.h"

/* What a section of the source became. */
struct built_section {
	enum section_kind kind; /* SECTION_KINDS: not known, its entries are not looked at */
	struct section *at;     /* in the plan */
};

struct build {
	struct plan *plan;
	const struct source *source; /* the plan's own */
	struct diags *diags;
	struct arena arena;   /* what the build itself needs, as long as it goes on */
	struct arena scratch; /* what a round of checks needs */
	struct key_index index;
	struct currency_names currencies;
	size_t option_count;
	struct built_section *section; /* for each of the source's */
	bool *bad;                     /* for each entry: its value could not be read */
	bool *counts, *concerned;      /* for each option: scratch of rules_check */
	bool no_memory;
};

/*
 * A plan from its source, which it owns already: reads and checks all of it. plan, source and diags must be set, all else be 0; afterwards
 * build_release. What is wrong is in diags and no_memory.
 */
void build_make(struct build *build);

/* Reads again the value of an entry, by its index, of a build that found nothing wrong. build_check_all is then due. */
void build_read_again(struct build *build, size_t entry);
void build_check_all(struct build *build);

/* Gives back all but the plan. */
void build_release(struct build *build);

/* From an arena of the build's or the plan's; NULL sets no_memory. */
void *build_alloc(struct build *build, struct arena *arena, size_t size);

/* Where the key of an entry stands, or where its value came from if that is not the file. */
struct place build_key_place(const struct source_entry *entry);

/* Where a section's header stands; the file alone where the profile has none. */
struct place build_section_place(const struct build *build, const struct section *section);

/* Adds an error about "section.key" (key NULL: the section). */
void build_error(struct build *build, struct place place, const struct section *section, const char *key,
		 const char *format, ...) PRINTF_LIKE(5, 6);
void build_warning(struct build *build, struct place place, const struct section *section, const char *key,
		   const char *format, ...) PRINTF_LIKE(5, 6);

/* A section's name: "infra.serving", "plan". Appended. */
void section_print_name(const struct section *section, struct bytes *out);

/* Places the sections of the source in the plan, every value at its default. */
void build_sections(struct build *build);

/* The list of every input, once all values are read. */
void build_inputs(struct build *build);

/* What must hold between the values. Needs the inputs. */
void build_check(struct build *build);
void build_check_correlations(struct build *build);

/*
 * Where a value of a setting came from: the one for an option, or the common one; NULL where there is
 * neither, nor a default.
 */
static inline const struct setting_value *build_effective(const struct setting *setting, size_t option)
{
	if (setting->by_option && setting->by_option[option].given)
		return &setting->by_option[option];
	return setting->common.given || setting->has_value ? &setting->common : NULL;
}

/* True when it was given and could be read, or is a default. */
static inline bool build_sound(const struct build *build, const struct setting_value *value)
{
	return !value->given || !build->bad[value->entry];
}

/* Where the setting of a plain key is, or the list of settings of a key that is made from names. */
static inline void *build_setting(struct section *section, const struct field *field)
{
	return (char *)section + field->offset;
}

#endif
