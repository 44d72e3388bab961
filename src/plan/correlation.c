/*
 * Correlations: that they name uncertain inputs, each pair once, and that all of them can hold together.
 *
 * They can when the matrix they make is positive definite, which is when its Cholesky factor exists.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "plan/build.h"
#include "plan/name.h"

#define LEAST_PIVOT 1e-12 /* of a matrix that is positive definite in exact arithmetic too */

/* A correlation whose inputs are known. */
struct pair {
	size_t a, b; /* rows of the matrix */
	double coefficient;
	const struct named_setting *named;
};

struct correlations {
	struct pair *pair;
	size_t pair_count;
	const struct input **input; /* of each row */
	size_t input_count;
	double *factor;             /* input_count squared, lower triangle */
};

static const struct source_entry *entry_of(const struct build *build, const struct named_setting *named)
{
	return &build->source->entry[named->setting.common.entry];
}

static void fail(struct build *build, const struct named_setting *named, struct place place, const char *message, const char *name)
{
	build_error(build, place, &build->plan->correlation.section, entry_of(build, named)->key, message, name);
}

/* Where the second input of a pair stands. */
static struct place place_of_other(const struct build *build, const struct named_setting *named)
{
	const struct source_entry *entry = entry_of(build, named);
	struct place place = build_key_place(entry);
	if (!entry->foreign)
		place.column += (int)(strlen(entry->key) - strlen(named->other)); /* behind the "~" and its blanks */
	return place;
}

static void unknown_input(struct build *build, const struct named_setting *named, const char *name, struct place place)
{
	struct nearest nearest = nearest_to(name);
	struct bytes hint = {0};
	for (size_t i = 0; i < build->plan->input_count; i++)
		nearest_offer(&nearest, build->plan->inputs[i].name);
	name_suggest(&nearest, &hint);
	build_error(build, place, &build->plan->correlation.section, entry_of(build, named)->key, _("there is no input '%s'%s"), name,
	            bytes_text(&hint));
	bytes_release(&hint);
}

/* The row of an input of a pair; SIZE_MAX with an error. */
static size_t row_of(struct build *build, struct correlations *all, const struct named_setting *named, const char *name,
                     struct place place)
{
	const struct input *input = plan_find_input(build->plan, name);
	if (!input) {
		unknown_input(build, named, name, place);
		return SIZE_MAX;
	}
	const struct setting_value *value = input->option < 0 ? &input->setting->common : &input->setting->by_option[input->option];
	if (!build_sound(build, value))
		return SIZE_MAX; /* told already */
	if (!value_is_uncertain(input->value)) {
		fail(build, named, place, _("'%s' is not uncertain: it cannot move together with another"), input->name);
		return SIZE_MAX;
	}
	for (size_t i = 0; i < all->input_count; i++) {
		if (all->input[i] == input)
			return i;
	}
	all->input[all->input_count] = input;
	return all->input_count++;
}

static bool is_repeated(struct build *build, const struct correlations *all, const struct pair *pair)
{
	for (size_t i = 0; i < all->pair_count; i++) {
		const struct pair *other = &all->pair[i];
		if (!((other->a == pair->a && other->b == pair->b) || (other->a == pair->b && other->b == pair->a)))
			continue;
		const struct source_entry *entry = entry_of(build, pair->named);
		build_error(build, build_key_place(entry), &build->plan->correlation.section, entry->key,
		            _("this pair is given twice; the first is in line %d"), entry_of(build, other->named)->key_line);
		return true;
	}
	return false;
}

static void add_pair(struct build *build, struct correlations *all, struct named_setting *named)
{
	const struct source_entry *entry = entry_of(build, named);
	struct place place = build_key_place(entry);
	struct pair pair = {.named = named};
	pair.a = row_of(build, all, named, named->name, place);
	pair.b = row_of(build, all, named, named->other, place_of_other(build, named));
	if (pair.a == SIZE_MAX || pair.b == SIZE_MAX)
		return;
	if (pair.a == pair.b) {
		fail(build, named, place_of_other(build, named), _("'%s' stands on both sides"), named->other);
		return;
	}
	if (!build_sound(build, &named->setting.common) || is_repeated(build, all, &pair))
		return;
	named->name = all->input[pair.a]->name;
	named->other = all->input[pair.b]->name;
	pair.coefficient = setting_number(&named->setting);
	all->pair[all->pair_count++] = pair;
}

/* True when the first `count` pairs can hold together, the last of them with this coefficient. */
static bool holds(struct correlations *all, size_t count, double last)
{
	size_t n = all->input_count;
	double *factor = all->factor;
	memset(factor, 0, n * n * sizeof(*factor));
	for (size_t i = 0; i < n; i++)
		factor[i * n + i] = 1;
	for (size_t i = 0; i < count; i++) {
		size_t low = all->pair[i].a < all->pair[i].b ? all->pair[i].a : all->pair[i].b;
		factor[(all->pair[i].a + all->pair[i].b - low) * n + low] = i + 1 == count ? last : all->pair[i].coefficient;
	}
	for (size_t j = 0; j < n; j++) { /* Cholesky, in place */
		double pivot = factor[j * n + j];
		for (size_t k = 0; k < j; k++)
			pivot -= factor[j * n + k] * factor[j * n + k];
		if (!(pivot > LEAST_PIVOT))
			return false;
		factor[j * n + j] = sqrt(pivot);
		for (size_t i = j + 1; i < n; i++) {
			double sum = factor[i * n + j];
			for (size_t k = 0; k < j; k++)
				sum -= factor[i * n + k] * factor[j * n + k];
			factor[i * n + j] = sum / factor[j * n + j];
		}
	}
	return true;
}

static bool first_hold(struct correlations *all, size_t count)
{
	return !count || holds(all, count, all->pair[count - 1].coefficient);
}

/* How near to its coefficient the pair that breaks the matrix could be, with those before it as they are. */
static double nearest_coefficient(struct correlations *all, size_t count)
{
	double good = 0, bad = all->pair[count - 1].coefficient;
	for (int i = 0; i < 30; i++) {
		double middle = (good + bad) / 2;
		if (holds(all, count, middle))
			good = middle;
		else
			bad = middle;
	}
	return good;
}

/* Finds the first pair, in the file's order, that the ones before it rule out. */
static void check_together(struct build *build, struct correlations *all)
{
	size_t good = 0, bad = all->pair_count;
	if (first_hold(all, bad))
		return;
	while (bad - good > 1) {
		size_t middle = good + (bad - good) / 2;
		if (first_hold(all, middle))
			good = middle;
		else
			bad = middle;
	}
	const struct pair *pair = &all->pair[bad - 1];
	const struct source_entry *entry = entry_of(build, pair->named);
	double limit = nearest_coefficient(all, bad);
	char text[32];
	snprintf(text, sizeof(text), "%.3f", trunc(limit * 1000) / 1000);
	build_error(build, entry->place, &build->plan->correlation.section, entry->key,
	            limit < 0 ? _("this cannot hold together with the correlations above it: at least %s")
	                      : _("this cannot hold together with the correlations above it: at most %s"),
	            text);
}

void build_check_correlations(struct build *build)
{
	struct setting_list *list = &build->plan->correlation.pairs;
	struct correlations all = {0};
	if (!list->count)
		return;
	all.pair = build_alloc(build, &build->scratch, list->count * sizeof(*all.pair));
	all.input = build_alloc(build, &build->scratch, 2 * list->count * sizeof(*all.input));
	if (!all.pair || !all.input)
		return;
	for (size_t i = 0; i < list->count; i++)
		add_pair(build, &all, &list->at[i]);
	if (!all.pair_count)
		return;
	all.factor = build_alloc(build, &build->scratch, all.input_count * all.input_count * sizeof(*all.factor));
	if (all.factor)
		check_together(build, &all);
}
