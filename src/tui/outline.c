/* The inputs of a plan as a tree that folds. */
#include "tui/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "plan/kind.h"

#define BIT(kind) (1u << SECTION_##kind)

static const struct topic topics[] = {
	{"benefit", N_("Benefit"), BIT(BENEFIT), SECTION_BENEFIT, true},
	{"team", N_("Team"), BIT(TEAM), SECTION_TEAM, true},
	{"infra", N_("Infrastructure"), BIT(INFRA), SECTION_INFRA, false},
	{"monitoring", N_("Monitoring"), BIT(MONITORING), SECTION_MONITORING, false},
	{"other", N_("Other costs"), BIT(OTHER), SECTION_OTHER, false},
	{"incidents", N_("Incidents"), BIT(INCIDENTS) | BIT(INCIDENT), SECTION_INCIDENT, false},
	{"options", N_("Options"), BIT(OPTION) | BIT(HOSTING), SECTION_OPTION, false},
	{"demand", N_("Demand and revenue"), BIT(DEMAND) | BIT(BUSINESS), SECTION_KINDS, false},
	{"plan", N_("Plan and currencies"), BIT(PLAN) | BIT(FX), SECTION_FX, false},
	{"outcome", N_("Outcome"), BIT(OUTCOME), SECTION_KINDS, false},
	{"migration", N_("Migration"), BIT(MIGRATION), SECTION_KINDS, false},
	{"correlation", N_("Correlations"), BIT(CORRELATION), SECTION_KINDS, false},
	{"guidance", N_("Guidance"), BIT(GUIDANCE), SECTION_KINDS, false},
	{"tier", N_("Budgets of tiers"), BIT(TIER), SECTION_TIER, false},
	{"alert", N_("Alerts"), BIT(ALERT), SECTION_ALERT, false},
};

/* Typical numbers for a plan, so that memory is allocated once. */
enum { LEAVES_EXPECTED = 256, ROWS_EXPECTED = 64 };

#define TOPIC_COUNT (sizeof topics / sizeof *topics)

void folds_release(struct folds *folds)
{
	for (size_t i = 0; i < folds->count; i++)
		free(folds->name[i]);
	free(folds->name);
	*folds = (struct folds){0};
}

static size_t folds_find(const struct folds *folds, const char *name)
{
	size_t i = 0;
	while (i < folds->count && strcmp(folds->name[i], name) != 0)
		i++;
	return i;
}

int folds_toggle(struct folds *folds, const char *name)
{
	size_t i = folds_find(folds, name);
	if (i < folds->count) {
		free(folds->name[i]);
		folds->name[i] = folds->name[--folds->count];
		return 0;
	}
	if (!GROW(folds->name, folds->capacity, folds->count + 1))
		return -1;
	folds->name[folds->count] = strdup(name);
	if (folds->name[folds->count] == NULL)
		return -1;
	folds->count++;
	return 0;
}

/* A setting of the plan, as plan_walk reports it. */
struct leaf {
	const struct section *section;
	const struct field *field;
	const struct named_setting *named;
	const struct setting *setting;
};

/* An outline that is being built. */
struct growth {
	const struct plan *plan;
	const struct folds *folds;
	bool all;
	struct leaf *leaf;
	size_t leaf_count, leaf_capacity;
	struct outline outline;
	bool failed;
};

static void note_leaf(void *context, const struct section *section, const struct field *field,
                      const struct named_setting *named, const struct setting *setting)
{
	struct growth *growth = context;
	if (!GROW(growth->leaf, growth->leaf_capacity, growth->leaf_count + 1)) {
		growth->failed = true;
		return;
	}
	growth->leaf[growth->leaf_count++] = (struct leaf){section, field, named, setting};
}

static const char *keep_name(struct growth *growth, const struct bytes *text)
{
	const char *name = text->failed ? NULL : arena_text(&growth->outline.arena, bytes_text(text), text->size);
	if (name == NULL)
		growth->failed = true;
	return name == NULL ? "" : name;
}

static void add_row(struct growth *growth, const struct outline_row *row)
{
	struct outline *outline = &growth->outline;
	if (growth->failed)
		return;
	if (!GROW(outline->row, outline->capacity, outline->count + 1)) {
		growth->failed = true;
		return;
	}
	outline->row[outline->count++] = *row;
}

static bool is_open(const struct growth *growth, const char *name, bool at_first)
{
	if (growth->all)
		return true;
	return at_first != (folds_find(growth->folds, name) < growth->folds->count);
}

void outline_print_section(const struct section *section, struct bytes *out)
{
	bytes_add_text(out, section_type(section->kind)->name);
	if (section->id != NULL)
		bytes_add_format(out, ".%s", section->id);
}

static void print_key(const struct field *field, const struct named_setting *named, struct bytes *out)
{
	const char *dot = strchr(field->key, '.');
	switch (field->form) {
	case KEY_PLAIN: bytes_add_text(out, field->key); break;
	case KEY_CURRENCY: /* files hold keys in lower case */
		for (const char *c = named->name; *c != '\0'; c++)
			bytes_add_char(out, ascii_lower(*c));
		break;
	case KEY_COMPONENT: bytes_add_format(out, "hosting.%s", named->name); break;
	case KEY_MOVE:
		bytes_add(out, field->key, dot == NULL ? 0 : (size_t)(dot - field->key));
		bytes_add_format(out, ".%s.%s", named->name, named->other);
		break;
	case KEY_PAIR: bytes_add_format(out, "%s ~ %s", named->name, named->other); break;
	}
}

/* A stated key keeps the source's spelling, such as the blanks around `~`. */
void outline_print_key(const struct outline_row *row, const struct plan *plan, int option, struct bytes *out)
{
	const struct setting_value *stated = &row->setting->common;
	if (row->field->form != KEY_PLAIN && stated->given && option < 0) {
		bytes_add_text(out, plan->source.entry[stated->entry].key);
		return;
	}
	print_key(row->field, row->named, out);
	if (option >= 0)
		bytes_add_format(out, ".%s", plan_option(plan, (size_t)option)->section.id);
}

static bool is_stated(const struct growth *growth, const struct leaf *leaf)
{
	if (leaf->named != NULL || leaf->setting->common.given)
		return true;
	for (size_t o = 0; leaf->setting->by_option != NULL && o < growth->plan->options.count; o++)
		if (leaf->setting->by_option[o].given)
			return true;
	return false;
}

static void add_input(struct growth *growth, const struct topic *topic, const struct leaf *leaf, int depth)
{
	struct bytes name = {0};
	outline_print_section(leaf->section, &name);
	bytes_add_char(&name, '.');
	print_key(leaf->field, leaf->named, &name);
	add_row(growth, &(struct outline_row){.kind = OUTLINE_INPUT,
	                                      .depth = depth,
	                                      .topic = topic,
	                                      .section = leaf->section,
	                                      .field = leaf->field,
	                                      .named = leaf->named,
	                                      .setting = leaf->setting,
	                                      .name = keep_name(growth, &name)});
	bytes_release(&name);
}

/*
 * What is not hidden behind "… more": in a section without an id everything, in others what the profile states, except
 * texts.
 */
static bool is_shown(const struct growth *growth, const struct leaf *leaf)
{
	return leaf->section->id == NULL || (is_stated(growth, leaf) && !kind_of(leaf->field->kind)->is_text);
}

/* Adds the inputs of the section that begins at leaf `first`. Returns the index after its last leaf. */
static size_t add_inputs(struct growth *growth, const struct topic *topic, size_t first, bool open, int depth)
{
	const struct section *section = growth->leaf[first].section;
	size_t end = first, hidden = 0;
	for (; end < growth->leaf_count && growth->leaf[end].section == section; end++) {
		bool shown = is_shown(growth, &growth->leaf[end]);
		if (open && shown)
			add_input(growth, topic, &growth->leaf[end], depth);
		hidden += !shown;
	}
	if (!open || hidden == 0)
		return end;
	struct bytes name = {0};
	outline_print_section(section, &name);
	bytes_add_text(&name, ".…");
	const char *kept = keep_name(growth, &name);
	bool more = !growth->failed && is_open(growth, kept, false);
	add_row(growth, &(struct outline_row){.kind = OUTLINE_MORE,
	                                      .depth = depth,
	                                      .open = more,
	                                      .inside = hidden,
	                                      .topic = topic,
	                                      .section = section,
	                                      .name = kept});
	for (size_t i = first; more && i < end; i++)
		if (!is_shown(growth, &growth->leaf[i]))
			add_input(growth, topic, &growth->leaf[i], depth + 1);
	bytes_release(&name);
	return end;
}

static size_t add_section(struct growth *growth, const struct topic *topic, size_t first, bool open)
{
	const struct section *section = growth->leaf[first].section;
	if (section->id == NULL)
		return add_inputs(growth, topic, first, open, 1);
	struct bytes name = {0};
	outline_print_section(section, &name);
	const char *kept = keep_name(growth, &name);
	bytes_release(&name);
	bool first_of_benefits = section->kind == SECTION_BENEFIT && section == &plan_benefit(growth->plan, 0)->section;
	bool unfolded = !growth->failed && is_open(growth, kept, first_of_benefits);
	if (open)
		add_row(growth, &(struct outline_row){.kind = OUTLINE_SECTION,
		                                      .depth = 1,
		                                      .open = unfolded,
		                                      .topic = topic,
		                                      .section = section,
		                                      .name = kept});
	return add_inputs(growth, topic, first, open && unfolded, 2);
}

static void add_topic(struct growth *growth, const struct topic *topic)
{
	bool open = is_open(growth, topic->name, topic->open);
	size_t at = growth->outline.count;
	add_row(growth,
		&(struct outline_row){.kind = OUTLINE_TOPIC, .open = open, .topic = topic, .name = topic->name});
	size_t inside = 0;
	for (size_t i = 0; i < growth->leaf_count && !growth->failed;) {
		if (!(topic->sections & 1u << growth->leaf[i].section->kind)) {
			i++;
			continue;
		}
		inside++;
		i = add_section(growth, topic, i, open);
	}
	if (!growth->failed)
		growth->outline.row[at].inside = inside;
}

int outline_new(const struct plan *plan, const struct folds *folds, bool all, struct outline *outline)
{
	struct growth growth = {.plan = plan, .folds = folds, .all = all};
	growth.failed = !GROW(growth.leaf, growth.leaf_capacity, LEAVES_EXPECTED) ||
	                !GROW(growth.outline.row, growth.outline.capacity, ROWS_EXPECTED);
	plan_walk(plan, note_leaf, &growth);
	for (size_t i = 0; i < TOPIC_COUNT; i++)
		add_topic(&growth, &topics[i]);
	free(growth.leaf);
	if (growth.failed) {
		outline_release(&growth.outline);
		return -1;
	}
	*outline = growth.outline;
	return 0;
}

void outline_release(struct outline *outline)
{
	free(outline->row);
	arena_release(&outline->arena);
	*outline = (struct outline){0};
}

/* The number of bytes of a name that a row's name covers: all of it, or up to a dot; else 0. */
static size_t common_part(const char *row, const char *name)
{
	size_t size = strlen(row);
	return strncmp(row, name, size) == 0 && (name[size] == '\0' || name[size] == '.') ? size : 0;
}

/* Whether a row is the topic of a section, for sections whose own rows are folded. */
static bool holds_section(const struct outline_row *row, const char *name)
{
	size_t kind_size = strcspn(name, ".");
	if (row->kind != OUTLINE_TOPIC)
		return false;
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		const char *section = section_type((enum section_kind)kind)->name;
		if (row->topic->sections & 1u << kind && strlen(section) == kind_size &&
		    strncmp(section, name, kind_size) == 0)
			return true;
	}
	return false;
}

size_t outline_find(const struct outline *outline, const char *name)
{
	size_t best = outline->count, most = 0;
	for (size_t i = 0; i < outline->count; i++) {
		size_t common = common_part(outline->row[i].name, name);
		if (common > most)
			best = i, most = common;
		else if (best == outline->count && holds_section(&outline->row[i], name))
			best = i;
	}
	return best;
}

const char *outline_section_label(const struct section *section)
{
	const struct field *field = field_find(section->kind, "label");
	if (field == NULL)
		return section->id != NULL ? section->id : section_type(section->kind)->name;
	return section_label(section, (const struct setting *)((const char *)section + field->offset));
}

/* "influenced share" for "influenced_share" */
static void print_words(const char *key, struct bytes *out)
{
	for (; *key != '\0'; key++)
		bytes_add_char(out, *key == '_' ? ' ' : *key);
}

void outline_print_label(const struct outline_row *row, struct bytes *out)
{
	struct bytes key = {0};
	switch (row->kind) {
	case OUTLINE_TOPIC: bytes_add_text(out, _(row->topic->label)); break;
	case OUTLINE_SECTION: bytes_add_text(out, outline_section_label(row->section)); break;
	case OUTLINE_MORE: bytes_add_format(out, ngettext("%zu more", "%zu more", row->inside), row->inside); break;
	case OUTLINE_INPUT:
		if (row->field->form == KEY_CURRENCY) {
			bytes_add_text(out, row->named->name);
			break;
		}
		print_key(row->field, row->named, &key);
		print_words(bytes_text(&key), out);
		break;
	}
	bytes_release(&key);
}
