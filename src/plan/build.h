/*
 * Inside plan/: building a plan from its source.
 */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include "plan/key.h"
#include "plan/plan.h"

/* The struct that a section of the source became. */
struct built_section {
	enum section_kind kind; /* SECTION_KINDS: unknown, its entries are skipped */
	struct section *at;     /* in the plan */
};

struct build {
	struct plan *plan;
	const struct source *source; /* the plan's own */
	struct diags *diags;
	struct arena arena;   /* memory of the build itself */
	struct arena scratch; /* memory of one round of checks */
	struct key_index index;
	struct currency_names currencies;
	size_t option_count;
	struct built_section *section; /* for each of the source's */
	bool *bad;                     /* for each entry: its value could not be read */
	bool *counts, *concerned;      /* for each option: used by rules_check */
	bool no_memory;
};

/*
 * Reads and checks a plan, which must own its source. plan, source and diags must be set, everything else 0; call
 * build_release afterwards. Errors are in diags and no_memory.
 */
void build_make(struct build *build);

/* Reads one entry's value again, by its index, in a build without errors. Call build_check_all afterwards. */
void build_read_again(struct build *build, size_t entry);
void build_check_all(struct build *build);

/* Frees everything but the plan. */
void build_release(struct build *build);

/* Memory from an arena of the build or the plan. NULL, with no_memory set, when out of memory. */
void *build_alloc(struct build *build, struct arena *arena, size_t size);

/* The place of an entry's key, or of the --set or cell that its value came from. */
struct place build_key_place(const struct source_entry *entry);

/* The place of a section's header; the file alone if the profile lacks the section. */
struct place build_section_place(const struct build *build, const struct section *section);

/* Adds an error or a warning about "section.key" (key NULL: the section). */
void build_error(struct build *build, struct place place, const struct section *section, const char *key,
		 const char *format, ...) PRINTF_LIKE(5, 6);
void build_warning(struct build *build, struct place place, const struct section *section, const char *key,
		   const char *format, ...) PRINTF_LIKE(5, 6);

/* A section's name: "infra.serving", "plan". Appended. */
void section_print_name(const struct section *section, struct bytes *out);

/* Places the sections of the source in the plan, every value at its default. */
void build_sections(struct build *build);

/* Makes the list of inputs. All values must have been read. */
void build_inputs(struct build *build);

/* Checks the rules between values. Needs the inputs. */
void build_check(struct build *build);
void build_check_correlations(struct build *build);

/*
 * The value of a setting under an option: the option's own, else the common one, given or by default; NULL if there is
 * none.
 */
static inline const struct setting_value *build_effective(const struct setting *setting, size_t option)
{
	if (setting->by_option && setting->by_option[option].given)
		return &setting->by_option[option];
	return setting->common.given || setting->has_value ? &setting->common : NULL;
}

/* False for a value that was given and could not be read. */
static inline bool build_sound(const struct build *build, const struct setting_value *value)
{
	return !value->given || !build->bad[value->entry];
}

/* The setting of a plain key; the setting_list of a key made from names. */
static inline void *build_setting(struct section *section, const struct field *field)
{
	return (char *)section + field->offset;
}

#endif
