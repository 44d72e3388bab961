/* Assignments, "section.key=value", as in --set and the columns of scenarios. */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/intl.h"
#include "plan/key.h"
#include "plan/kind.h"
#include "plan/name.h"
#include "plan/plan.h"

static char *lower_copy(const char *text, size_t size)
{
	char *copy = strndup(text, size);
	for (char *c = copy; c && *c; c++)
		*c = ascii_lower(*c);
	return copy;
}

/* The kind of section that a name begins with. */
static enum section_kind kind_of_name(const char *name, size_t size)
{
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		if (name_same(name, size, section_type((enum section_kind)kind)->name))
			return (enum section_kind)kind;
	}
	return SECTION_KINDS;
}

/* The dot between the section's name and the key; NULL if there is none. */
static const char *find_key(const char *name)
{
	const char *dot = strchr(name, '.');
	enum section_kind kind = dot ? kind_of_name(name, (size_t)(dot - name)) : SECTION_KINDS;
	if (kind == SECTION_KINDS)
		return NULL;
	if (section_type(kind)->has_id)
		dot = strchr(dot + 1, '.');
	return dot && dot[1] ? dot : NULL;
}

bool input_name_split(const char *name, char **section, char **key)
{
	const char *dot = find_key(name);
	if (!dot)
		return false;
	char *new_section = lower_copy(name, (size_t)(dot - name)),
	     *new_key = lower_copy(dot + 1, strlen(dot + 1));
	if (!new_section || !new_key) {
		free(new_section);
		free(new_key);
		return false;
	}
	*section = new_section;
	*key = new_key;
	return true;
}

bool input_is_number(const char *section, const char *key)
{
	const struct key_index index = key_index_make();
	enum section_kind kind = kind_of_name(section, strcspn(section, "."));
	const struct field *field = kind == SECTION_KINDS ? NULL : key_match(&index, kind, key).field;
	return field && kind_of(field->kind)->is_input;
}

/* A parsed assignment; it owns all texts. */
struct assignment {
	char *name, *value;  /* as given, blanks around them removed */
	char *section, *key; /* lower case; NULL until split */
	enum section_kind kind;
};

static void assignment_release(struct assignment *assignment)
{
	free(assignment->name);
	free(assignment->value);
	free(assignment->section);
	free(assignment->key);
}

static char *trimmed(const char *text, size_t size)
{
	while (size && ascii_is_blank(text[size - 1]))
		size--;
	while (size && ascii_is_blank(text[0])) {
		text++;
		size--;
	}
	return strndup(text, size);
}

static int refuse(struct diags *diags, struct place place, const char *name, struct bytes *message)
{
	if (message->failed)
		diags->out_of_memory = true;
	else
		diags_add(diags, SEVERITY_ERROR, place, name, "%s", bytes_text(message));
	bytes_release(message);
	return -1;
}

/* Splits the name into section and key; -1 with an error if that is impossible. */
static int split(struct assignment *assignment, struct place place, struct diags *diags)
{
	const char *name = assignment->name;
	struct bytes message = {0};
	size_t size = strcspn(name, ".");

	if (find_key(name)) {
		assignment->kind = kind_of_name(name, size);
		if (input_name_split(name, &assignment->section, &assignment->key))
			return 0;
		diags->out_of_memory = true;
		return -1;
	}
	enum section_kind kind = kind_of_name(name, size);
	if (kind == SECTION_KINDS) {
		char *word = lower_copy(name, size);
		struct nearest nearest = nearest_to(word ? word : "");
		for (int k = 0; k < SECTION_KINDS; k++)
			nearest_offer(&nearest, section_type((enum section_kind)k)->name);
		bytes_add_format(&message, _("there is no kind of section '%.*s'"), (int)size, name);
		name_suggest(&nearest, &message);
		free(word);
	} else {
		bytes_add_format(&message, _("a key is missing: %s%s.key=value"), section_type(kind)->name,
				 section_type(kind)->has_id ? ".id" : "");
	}
	return refuse(diags, place, name, &message);
}

/* The id of a section whose kind's name and dot are `prefix`, or NULL. */
static const char *id_behind(const struct source_section *section, const char *prefix)
{
	size_t size = strlen(prefix);
	return strncmp(section->name, prefix, size) == 0 ? section->name + size : NULL;
}

/* 0 if the source has the section prefix + id; else -1 with an error in this format, with the nearest id. */
static int check_name(const struct source *source, const char *prefix, const char *id, const char *format,
		      const struct assignment *assignment, struct place place, struct diags *diags)
{
	for (size_t s = 0; s < source->section_count; s++) {
		const char *other = id_behind(&source->section[s], prefix);
		if (other && strcmp(other, id) == 0)
			return 0;
	}
	struct nearest nearest = nearest_to(id);
	struct bytes message = {0};
	for (size_t s = 0; s < source->section_count; s++) {
		const char *other = id_behind(&source->section[s], prefix);
		if (other)
			nearest_offer(&nearest, other);
	}
	bytes_add_format(&message, format, id);
	name_suggest(&nearest, &message);
	return refuse(diags, place, assignment->name, &message);
}

static int check_key(const struct source *source, const struct assignment *assignment, struct place place,
		     struct diags *diags)
{
	const struct key_index index = key_index_make();
	struct key_match match = key_match(&index, assignment->kind, assignment->key);
	struct bytes message = {0};
	if (!match.field) {
		key_explain_unknown(assignment->kind, assignment->section, assignment->key, &message);
		return refuse(diags, place, assignment->name, &message);
	}
	if (match.field->form != KEY_PLAIN || !match.part)
		return 0; /* components, moves and pairs are checked with the plan */
	if (!match.field->per_option) {
		bytes_add_format(&message, _("'%s' is the same for all options"), match.field->key);
		return refuse(diags, place, assignment->name, &message);
	}
	return check_name(source, "option.", match.part, _("there is no option '%s'"), assignment, place,
			  diags);
}

int source_apply(struct source *source, const char *text, struct place place, struct diags *diags)
{
	const char *equals = strchr(text, '=');
	struct assignment assignment = {0};
	int result = -1;

	if (!equals) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("'%s' is not an assignment: section.key=value"),
			  text);
		return -1;
	}
	assignment.name = trimmed(text, (size_t)(equals - text));
	assignment.value = trimmed(equals + 1, strlen(equals + 1));
	if (!assignment.name || !assignment.value) {
		diags->out_of_memory = true;
		goto done;
	}
	if (split(&assignment, place, diags))
		goto done;
	/* A section with an id must exist: --set changes a plan, and a typing error must not add a section to it. */
	if (section_type(assignment.kind)->has_id &&
	    check_name(source, "", assignment.section, _("there is no section [%s]"), &assignment, place,
		       diags))
		goto done;
	if (check_key(source, &assignment, place, diags))
		goto done;
	result = source_set(source, assignment.section, assignment.key, assignment.value, place, diags);
done:
	assignment_release(&assignment);
	return result;
}
