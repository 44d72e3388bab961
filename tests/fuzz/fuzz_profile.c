/*
 * The reader of profiles: the scan and iniparser agree, edits leave what a scan finds, and a plan written
 * back, value by value, is the same plan; each value set to itself leaves the same bytes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "plan/plan.h"
#include "plan/source_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

/* The text taken apart again finds what the edits left. */
static void check_scan(const struct source *source)
{
	struct diags diags = {0};
	struct source again = {.name = source->name};
	bytes_add(&again.text, source->text.at, source->text.size);
	check(!source_scan(&again, &diags) && !source_agrees(&again, &diags), "an edited text is read again");
	check(again.section_count == source->section_count && again.entry_count == source->entry_count,
	      "as many sections and entries");
	for (size_t s = 0; s < again.section_count; s++) {
		const struct source_section *a = &again.section[s], *b = &source->section[s];
		check(strcmp(a->name, b->name) == 0 && a->line == b->line && a->column == b->column &&
			      a->end_offset == b->end_offset && a->entry == b->entry && a->count == b->count,
		      "the same sections");
	}
	for (size_t e = 0; e < again.entry_count; e++) {
		const struct source_entry *a = &again.entry[e], *b = &source->entry[e];
		check(strcmp(a->section, b->section) == 0 && strcmp(a->key, b->key) == 0 &&
			      strcmp(a->value, b->value) == 0 && a->key_line == b->key_line &&
			      a->key_column == b->key_column && a->value_offset == b->value_offset &&
			      a->value_size == b->value_size && a->place.line == b->place.line &&
			      a->place.column == b->place.column,
		      "the same entries");
	}
	source_release(&again);
	diags_release(&diags);
}

/* --- edits --- */

static void set_to_itself(const struct source *original, struct source *source)
{
	struct diags diags = {0};
	for (size_t e = 0; e < original->entry_count; e++) {
		const struct source_entry *entry = &original->entry[e];
		check(!source_set(source, entry->section, entry->key, entry->value,
				  (struct place){.file = NULL}, &diags),
		      "a value set to itself");
	}
	check(source->text.size == original->text.size &&
		      (!source->text.size ||
		       memcmp(source->text.at, original->text.at, source->text.size) == 0),
	      "the same bytes");
	diags_release(&diags);
}

static void edit(const struct source *original, struct source *source, unsigned seed)
{
	static const char *const values[] = {"",        "1",        "a; b", "it's", "say \"hi\"",
					     " blank ", "\xC3\xA9", "x\\",  "[",    "= #"};
	struct diags diags = {0};
	for (size_t e = 0; e < original->entry_count; e++) {
		const struct source_entry *entry = &original->entry[e];
		seed = seed * 1103515245 + 12345;
		/* A line that is full already says no. */
		source_set(source, entry->section, entry->key, values[(seed >> 16) % 10],
			   (struct place){.file = NULL}, &diags);
		if ((seed >> 8) % 5 == 0)
			source_remove(source, entry->section, (seed >> 12) % 7 ? entry->key : NULL);
		if ((seed >> 9) % 5 == 0)
			source_set(source, entry->section, "new", values[(seed >> 20) % 10],
				   (struct place){.file = NULL}, &diags);
		if ((seed >> 10) % 9 == 0)
			source_duplicate(source, entry->section, "copy.of-it", &diags);
	}
	source_set(source, "last", "key", "1", (struct place){.file = NULL}, &diags);
	diags_release(&diags);
}

/* --- plans --- */

/* All settings of a plan, one behind the other. */
struct settings {
	const struct plan *plan;
	struct place place;
	struct diags diags;
	struct source *written; /* NULL: only collect */
	const struct setting_value *value[20000];
	size_t count;
};

static void write_value(struct settings *settings, const struct field *field,
			const struct setting_value *value)
{
	const struct plan *plan = settings->plan;
	const struct currency_names currencies = {.code = plan->currency, .count = plan->currency_count};
	const struct source_entry *entry = &plan->source.entry[value->entry];
	struct bytes text = {0};
	value_print(&value->value, field, &currencies, &text);
	/* Only a text can be such that no quotes fit around it; it is then written as it was. */
	if (source_set(settings->written, entry->section, entry->key, bytes_text(&text), settings->place,
		       &settings->diags))
		check(field->kind == KIND_TEXT || text.size > 900, "a printed value can be written");
	bytes_release(&text);
}

static void take_value(struct settings *settings, const struct field *field,
		       const struct setting_value *value)
{
	if (settings->count < sizeof(settings->value) / sizeof(settings->value[0]))
		settings->value[settings->count++] = value;
	if (settings->written && value->given)
		write_value(settings, field, value);
}

static void take_setting(void *context, const struct section *section, const struct field *field,
			 const struct named_setting *named, const struct setting *setting)
{
	struct settings *settings = context;
	(void)section;
	(void)named;
	take_value(settings, field, &setting->common);
	for (size_t o = 0; setting->by_option && o < settings->plan->options.count; o++)
		take_value(settings, field, &setting->by_option[o]);
}

/* Every value written as the program prints it makes the same plan. */
static void write_back(const struct plan *plan)
{
	static struct settings before, after;
	struct source written;
	struct plan *again = NULL;
	if (source_copy(&plan->source, &written))
		return;
	before = (struct settings){.plan = plan, .written = &written};
	plan_walk(plan, take_setting, &before);
	check_scan(&written);
	check(!plan_from_source(&written, &before.diags, &again), "what was written back is a plan");
	after = (struct settings){.plan = again};
	plan_walk(again, take_setting, &after);
	check(before.count == after.count, "as many settings");
	for (size_t i = 0; i < before.count; i++)
		check(before.value[i]->given == after.value[i]->given &&
			      value_equal(&before.value[i]->value, &after.value[i]->value),
		      "the same values");
	check(plan->input_count == again->input_count, "as many inputs");
	for (size_t i = 0; i < plan->input_count; i++)
		check(strcmp(plan->inputs[i].name, again->inputs[i].name) == 0, "the same inputs");
	plan_free(again);
	source_release(&written);
	diags_release(&before.diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diags diags = {0};
	struct source source = {.name = "f.ini"}, copy;
	struct plan *plan = NULL;
	if (size > 20000)
		return 0;
	bytes_add(&source.text, data, size);
	if (!source_scan(&source, &diags)) {
		check(!diags_failed(&diags), "no error where the scan succeeds");
		check(!source_agrees(&source, &diags), "the scan and iniparser agree");
		if (!source_copy(&source, &copy)) {
			check_scan(&copy);
			set_to_itself(&source, &copy);
			edit(&source, &copy, (unsigned)size * 2654435761U);
			check_scan(&copy);
			source_release(&copy);
		}
		if (!plan_from_source(&source, &diags, &plan)) {
			check(!diags_failed(&diags), "no error where there is a plan");
			write_back(plan);
			plan_free(plan);
		} else {
			check(diags_failed(&diags), "a reason where there is none");
		}
	} else {
		check(diags_failed(&diags), "a reason where the scan fails");
	}
	source_release(&source);
	diags_release(&diags);
	return 0;
}
