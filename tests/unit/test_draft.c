/*
 * A draft reads what reading the whole gives: the plan to the bit, the figures, and every word of every diagnostic, whatever is set, on every
 * input of every profile there is. A sound one reads the same plans, where there is one.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "effort.h"
#include "fail_alloc.h"
#include "model/figure.h"
#include "plan/draft.h"

/* What inputs are set to: for each of them some is right, and some is wrong. */
static const char *const values[] = {
	"0",         "1",           "12",         "-1",          "50%",       "150%",
	"never",     "launch + 2",  "1.5",        "pert(1, 2, 3)", "uniform(1%, 2%)", "10 to 20",
	"yes",       "no",          "managed",    "self-hosted", "yearly",    "2024-02",
	"2024-02-30", "usd",        "EUR",        "some words",  "",          "; # =",
	"7 EUR/month", "80k USD once", "3 EUR/million requests", "2 EUR/day", "benefit", "drift, skew",
};
enum { VALUES = sizeof values / sizeof *values };

/* --- everything that a plan holds, as bytes --- */

static void add_value(struct bytes *out, const struct setting_value *value)
{
	bytes_add(out, &value->given, sizeof value->given);
	bytes_add(out, &value->entry, sizeof value->entry);
	bytes_add(out, &value->value.kind, sizeof value->value.kind);
	bytes_add(out, &value->value.distribution, sizeof value->value.distribution);
	bytes_add(out, value->value.parameter, sizeof value->value.parameter);
	bytes_add(out, &value->value.currency, sizeof value->value.currency);
	bytes_add(out, &value->value.period, sizeof value->value.period);
	bytes_add(out, &value->value.moment, sizeof value->value.moment);
	bytes_add_text(out, value->value.text ? value->value.text : "(none)");
}

struct dump {
	struct bytes out;
	size_t options;
};

static void visit(void *context, const struct section *section, const struct field *field, const struct named_setting *named,
                  const struct setting *setting)
{
	struct dump *dump = context;
	bytes_add_format(&dump->out, "\n[%d %s %d] %s ", (int)section->kind, section->id ? section->id : "", section->line, field->key);
	if (named)
		bytes_add_format(&dump->out, "%s %s ", named->name, named->other ? named->other : "");
	bytes_add(&dump->out, &setting->has_value, sizeof setting->has_value);
	add_value(&dump->out, &setting->common);
	for (size_t o = 0; setting->by_option && o < dump->options; o++)
		add_value(&dump->out, &setting->by_option[o]);
}

static void add_source(struct bytes *out, const struct source *source)
{
	bytes_add(out, source->text.at, source->text.size);
	for (size_t e = 0; e < source->entry_count; e++) {
		const struct source_entry *entry = &source->entry[e];
		bytes_add_format(out, "\n%s %s %s %s:%d:%d %d %d:%d %zu+%zu", entry->section, entry->key, entry->value, entry->place.file,
		                 entry->place.line, entry->place.column, entry->foreign, entry->key_line, entry->key_column,
		                 entry->value_offset, entry->value_size);
	}
}

static struct bytes dumped(const struct plan *plan)
{
	struct dump dump = {.options = plan->options.count};
	plan_walk(plan, visit, &dump);
	for (size_t i = 0; i < plan->currency_count; i++)
		bytes_add_format(&dump.out, "\n%s", plan->currency[i]);
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct input *input = &plan->inputs[i];
		bytes_add_format(&dump.out, "\n%s %d %s ", input->name, input->option, input->field->key);
		bytes_add(&dump.out, input->value->parameter, sizeof input->value->parameter);
	}
	bytes_add_text(&dump.out, plan->digest);
	add_source(&dump.out, &plan->source);
	return dump.out;
}

static void assert_same_bytes(const struct bytes *a, const struct bytes *b)
{
	assert_int_equal(a->size, b->size);
	assert_memory_equal(a->at, b->at, a->size);
}

static void assert_same_values(const struct plan *a, const struct plan *b)
{
	struct bytes dump_a = dumped(a), dump_b = dumped(b);
	assert_same_bytes(&dump_a, &dump_b);
	bytes_release(&dump_a);
	bytes_release(&dump_b);
}

static void assert_same_plan(const struct plan *a, const struct plan *b)
{
	struct evaluation one, other;
	assert_same_values(a, b);
	assert_int_equal(evaluation_new(a, &one), 0);
	assert_int_equal(evaluation_new(b, &other), 0);
	for (size_t o = 0; o < one.option_count; o++) {
		for (int f = 0; f < FIGURE_COUNT; f++) {
			assert_int_equal(one.option[o].figure[f].status, other.option[o].figure[f].status);
			assert_memory_equal(&one.option[o].figure[f].value, &other.option[o].figure[f].value, sizeof(double));
		}
	}
	evaluation_release(&one);
	evaluation_release(&other);
}

/* --- a draft beside sources that are read whole --- */

struct change {
	const char *section, *key, *value;
	struct place place;
};

struct fixture {
	struct source base;
	struct draft *draft, *sound;
	struct change change[2]; /* in force, the older first */
	size_t read, told;       /* plans; failures */
};

static bool is_changed(const struct fixture *fixture, const char *section, const char *key)
{
	for (size_t i = 0; i < 2; i++)
		if (fixture->change[i].section && strcmp(fixture->change[i].section, section) == 0 &&
		    strcmp(fixture->change[i].key, key) == 0)
			return true;
	return false;
}

/* What the profile says, back in the draft. */
static void take_back(struct fixture *fixture, const struct change *change)
{
	assert_int_equal(draft_restore(fixture->draft, &fixture->base, change->section, change->key), 0);
	assert_int_equal(draft_restore(fixture->sound, &fixture->base, change->section, change->key), 0);
}

static void compare(struct fixture *fixture)
{
	struct diags diags = {0}, whole_diags = {0};
	struct bytes said = {0}, whole_said = {0};
	struct plan *plan, *whole = NULL;
	struct source source;
	assert_int_equal(source_copy(&fixture->base, &source), 0);
	for (size_t i = 0; i < 2; i++) {
		const struct change *change = &fixture->change[i];
		if (change->section)
			assert_int_equal(source_set(&source, change->section, change->key, change->value, change->place, &whole_diags), 0);
	}
	int result = draft_read(fixture->draft, &diags, &plan);
	assert_int_equal(plan_from_source(&source, &whole_diags, &whole), result);
	diags_print(&diags, &said);
	diags_print(&whole_diags, &whole_said);
	assert_string_equal(bytes_text(&said), bytes_text(&whole_said));
	if (result == 0) {
		assert_same_plan(plan, whole);
		assert_int_equal(draft_read(fixture->sound, &whole_diags, &plan), 0);
		assert_same_values(plan, whole);
	}
	fixture->read += result == 0;
	fixture->told += result != 0;
	plan_free(whole);
	source_release(&source);
	bytes_release(&said);
	bytes_release(&whole_said);
	diags_release(&diags);
	diags_release(&whole_diags);
}

/* A change more, and the one before the last taken back: two hold at a time, each with each neighbour. */
static void try_value(struct fixture *fixture, const char *section, const char *key, const char *value, int column)
{
	struct diags diags = {0};
	struct change change = {section, key, value, {.file = "rows.csv", .line = 7, .column = column}};
	if (is_changed(fixture, section, key))
		return;
	if (fixture->change[0].section)
		take_back(fixture, &fixture->change[0]);
	fixture->change[0] = fixture->change[1];
	fixture->change[1] = (struct change){0};
	if (draft_set(fixture->draft, section, key, value, change.place, &diags) == 0) {
		assert_int_equal(draft_set(fixture->sound, section, key, value, change.place, &diags), 0);
		fixture->change[1] = change;
	}
	compare(fixture);
	diags_release(&diags);
}

/* What another line gives the same key: mostly right here, too. */
static const char *like(const struct source *base, size_t e)
{
	for (size_t i = 1; i < base->entry_count; i++) {
		const struct source_entry *other = &base->entry[(e + i) % base->entry_count];
		if (strcmp(other->key, base->entry[e].key) == 0)
			return other->value;
	}
	return "1";
}

/* Every key that stands there, and of each section those that could. */
static void try_profile(struct fixture *fixture)
{
	const struct source *base = &fixture->base;
	size_t count, at = 0;
	const struct field *fields = field_table(&count);
	for (size_t round = 0; round < effort(3, 1); round++)
		for (size_t e = 0; e < base->entry_count; e++, at += 11)
			try_value(fixture, base->entry[e].section, base->entry[e].key,
			          at % 2 ? values[at % VALUES] : like(base, e), (int)e + 2);
	for (size_t s = 0; s < base->section_count; s++) {
		char kind[32];
		size_t size = strcspn(base->section[s].name, ".");
		memcpy(kind, base->section[s].name, size);
		kind[size] = '\0';
		for (size_t f = s % 5; f < count; f += effort(5, 15), at += 7)
			if (fields[f].form == KEY_PLAIN && (fields[f].sections & 1U << section_kind_of(kind)))
				try_value(fixture, base->section[s].name, fields[f].key, values[at % VALUES], 2);
	}
}

static void try_folder(const char *folder, size_t least)
{
	DIR *open = opendir(folder);
	size_t profiles = 0, entries = 0, read = 0, told = 0;
	assert_non_null(open);
	for (struct dirent *file; (file = readdir(open)) != NULL;) {
		struct diags diags = {0};
		struct fixture fixture = {0};
		char path[512];
		if (!strstr(file->d_name, ".ini"))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
		assert_int_equal(source_read(path, &diags, &fixture.base), 0);
		fixture.draft = draft_new(&fixture.base, false);
		fixture.sound = draft_new(&fixture.base, true);
		assert_true(fixture.draft && fixture.sound);
		compare(&fixture);
		try_profile(&fixture);
		read += fixture.read;
		told += fixture.told;
		entries += fixture.base.entry_count;
		draft_free(fixture.draft);
		draft_free(fixture.sound);
		source_release(&fixture.base);
		diags_release(&diags);
		profiles++;
	}
	closedir(open);
	assert_true(profiles >= least);
	assert_true(read > entries / effort(2, 8));
	assert_true(told > entries / effort(2, 8));
}

static void reads_what_reading_all_gives_on_every_input_of_the_golden_profiles(void **state)
{
	(void)state;
	try_folder("tests/golden", 10);
}

static void reads_what_reading_all_gives_on_every_input_of_the_shipped_profiles(void **state)
{
	(void)state;
	try_folder("profiles", 5);
}

static struct draft *reco(struct source *source)
{
	struct diags diags = {0};
	assert_int_equal(source_read("profiles/recommendation-engine.ini", &diags, source), 0);
	diags_release(&diags);
	return draft_new(source, false);
}

static int set(struct draft *draft, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	int result = draft_set(draft, section, key, value, (struct place){.file = "test"}, &diags);
	diags_release(&diags);
	return result;
}

/* A value that did not change is not read again: that is what a draft is for. */
static void leaves_what_did_not_change_where_it_is(void **state)
{
	struct diags diags = {0};
	struct source source;
	struct draft *draft = reco(&source);
	struct plan *plan, *again;
	(void)state;
	assert_int_equal(draft_read(draft, &diags, &plan), 0);
	const struct value *salary = plan_find_input(plan, "team.devops.price") ? NULL : plan->inputs[3].value;
	const struct input *inputs = plan->inputs;
	assert_int_equal(set(draft, "benefit.ctr", "lift", "33%"), 0);
	assert_int_equal(draft_read(draft, &diags, &again), 0);
	assert_ptr_equal(plan, again);
	assert_ptr_equal(inputs, again->inputs);
	assert_ptr_equal(salary, again->inputs[3].value);
	assert_true(value_best_guess(plan_find_input(again, "benefit.ctr.lift")->value) == 0.33);
	draft_free(draft);
	source_release(&source);
	diags_release(&diags);
}

/* The caller has vouched for it: what must hold between values is looked for where it is not sound alone. */
static void is_not_checked_where_it_is_sound(void **state)
{
	static const char *const weights[] = {"success", "neutral", "stopped"};
	(void)state;
	for (int sound = 0; sound < 2; sound++) {
		struct diags diags = {0};
		struct source source;
		struct plan *plan;
		draft_free(reco(&source));
		struct draft *draft = draft_new(&source, sound);
		assert_int_equal(draft_read(draft, &diags, &plan), 0);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(set(draft, "outcome", weights[i], "0"), 0);
		assert_int_equal(draft_read(draft, &diags, &plan), sound ? 0 : -1);
		draft_free(draft);
		source_release(&source);
		diags_release(&diags);
	}
}

static void gives_its_plan_away(void **state)
{
	struct diags diags = {0};
	struct source source;
	struct draft *draft = reco(&source);
	struct plan *plan;
	(void)state;
	assert_int_equal(draft_read(draft, &diags, &plan), 0);
	assert_ptr_equal(draft_take(draft), plan);
	draft_free(draft);
	assert_int_equal(plan->options.count, 3);
	plan_free(plan);
	source_release(&source);
	diags_release(&diags);
}

/* Each allocation fails once: it is told, or made up for; what is read afterwards is right, and nothing is lost. */
static void bears_failing_allocations(void **state)
{
	struct source source;
	(void)state;
	for (size_t n = 1, hit = 1; hit; n++) {
		struct diags diags = {0}, later = {0};
		struct plan *plan = NULL;
		struct draft *draft = reco(&source);
		assert_int_equal(draft_read(draft, &diags, &plan), 0);
		fail_alloc(n);
		int failed = set(draft, "benefit.ctr", "lift", "33%") || set(draft, "team.devops", "fte", "3") ||
		             set(draft, "team.devops", "note", "more") || draft_read(draft, &diags, &plan) != 0;
		hit = (size_t)fail_alloc_hit();
		fail_alloc(0);
		if (failed)
			assert_true(hit);
		assert_int_equal(set(draft, "benefit.ctr", "lift", "33%"), 0);
		assert_int_equal(draft_read(draft, &later, &plan), 0);
		assert_true(value_best_guess(plan_find_input(plan, "benefit.ctr.lift")->value) == 0.33);
		draft_free(draft);
		source_release(&source);
		diags_release(&diags);
		diags_release(&later);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_reading_all_gives_on_every_input_of_the_golden_profiles),
		cmocka_unit_test(reads_what_reading_all_gives_on_every_input_of_the_shipped_profiles),
		cmocka_unit_test(leaves_what_did_not_change_where_it_is),
		cmocka_unit_test(is_not_checked_where_it_is_sound),
		cmocka_unit_test(gives_its_plan_away),
		cmocka_unit_test(bears_failing_allocations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
