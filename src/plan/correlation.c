/*
 * Checks correlations: they name inputs, each pair once, and do not contradict each other.
 *
 * Their matrix must be positive definite, which it is if and only if its Cholesky factor exists. A pair with a certain
 * input has no effect, which is a warning; its coefficient in the matrix is 0.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "plan/build.h"
#include "plan/name.h"

#define LEAST_PIVOT 1e-12 /* the smallest pivot of a matrix that is certainly positive definite */
#define MOST_WORK   1e9   /* the most steps for finding the one pair to blame */

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
	double *factor; /* input_count squared, lower triangle */
	size_t *place;  /* of each row in the factor */
};

static const struct source_entry *entry_of(const struct build *build, const struct named_setting *named)
{
	return &build->source->entry[named->setting.common.entry];
}

static void fail(struct build *build, const struct named_setting *named, struct place place,
		 const char *message, const char *name)
{
	build_error(build, place, &build->plan->correlation.section, entry_of(build, named)->key, message,
		    name);
}

/* The place of a pair's second input. */
static struct place place_of_other(const struct build *build, const struct named_setting *named)
{
	const struct source_entry *entry = entry_of(build, named);
	struct place place = build_key_place(entry);
	if (!entry->foreign)
		place.column +=
			(int)(strlen(entry->key) - strlen(named->other)); /* after the "~" and its blanks */
	return place;
}

static void unknown_input(struct build *build, const struct named_setting *named, const char *name,
			  struct place place)
{
	struct nearest nearest = nearest_to(name);
	struct bytes hint = {0};
	for (size_t i = 0; i < build->plan->input_count; i++)
		nearest_offer(&nearest, build->plan->inputs[i].name);
	name_suggest(&nearest, &hint);
	build_error(build, place, &build->plan->correlation.section, entry_of(build, named)->key,
		    _("there is no input '%s'%s"), name, bytes_text(&hint));
	bytes_release(&hint);
}

/* The matrix row of a pair's input; SIZE_MAX with an error. */
static size_t row_of(struct build *build, struct correlations *all, const struct named_setting *named,
		     const char *name, struct place place)
{
	const struct input *input = plan_find_input(build->plan, name);
	if (!input) {
		unknown_input(build, named, name, place);
		return SIZE_MAX;
	}
	const struct setting_value *value =
		input->option < 0 ? &input->setting->common : &input->setting->by_option[input->option];
	if (!build_sound(build, value))
		return SIZE_MAX; /* reported already */
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
		if (!((other->a == pair->a && other->b == pair->b) ||
		      (other->a == pair->b && other->b == pair->a)))
			continue;
		const struct source_entry *entry = entry_of(build, pair->named);
		const struct place first = source_place(build->source, entry_of(build, other->named)->key_line, 1);
		build_error(build, build_key_place(entry), &build->plan->correlation.section, entry->key,
			    first.line ? _("this pair is given twice; the first is on line %d")
				       : _("this pair is given twice"),
			    first.line);
		return true;
	}
	return false;
}

/* True if both inputs of a pair are uncertain; else warns about the first that is not. */
static bool has_effect(struct build *build, const struct correlations *all, const struct pair *pair)
{
	const struct source_entry *entry = entry_of(build, pair->named);
	bool first = !value_is_uncertain(all->input[pair->a]->value);
	if (!first && value_is_uncertain(all->input[pair->b]->value))
		return true;
	build_warning(build, first ? build_key_place(entry) : place_of_other(build, pair->named),
		      &build->plan->correlation.section, entry->key,
		      _("this has no effect: '%s' is not uncertain"), all->input[first ? pair->a : pair->b]->name);
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
		fail(build, named, place_of_other(build, named), _("'%s' is on both sides"),
		     named->other);
		return;
	}
	if (!build_sound(build, &named->setting.common) || is_repeated(build, all, &pair))
		return;
	named->name = all->input[pair.a]->name;
	named->other = all->input[pair.b]->name;
	pair.coefficient = has_effect(build, all, &pair) ? setting_number(&named->setting) : 0;
	all->pair[all->pair_count++] = pair;
}

/*
 * Fills in the matrix of the first `count` pairs but `left_out`; row i of it goes to row place[i].
 */
static void fill(struct correlations *all, size_t count, const size_t *place, size_t left_out)
{
	size_t n = all->input_count;
	memset(all->factor, 0, n * n * sizeof(*all->factor));
	for (size_t i = 0; i < n; i++)
		all->factor[i * n + i] = 1;
	for (size_t i = 0; i < count; i++) {
		size_t a = place[all->pair[i].a], b = place[all->pair[i].b];
		if (i != left_out)
			all->factor[(a > b ? a : b) * n + (a > b ? b : a)] = all->pair[i].coefficient;
	}
}

/*
 * Turns the first `columns` columns of the matrix into those of its Cholesky factor, in place. False if there is no
 * factor.
 */
static bool factorise(struct correlations *all, size_t columns)
{
	size_t n = all->input_count;
	double *factor = all->factor;
	for (size_t j = 0; j < columns; j++) {
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

static bool hold(struct correlations *all, size_t count)
{
	for (size_t i = 0; i < all->input_count; i++)
		all->place[i] = i;
	fill(all, count, all->place, SIZE_MAX);
	return factorise(all, all->input_count);
}

/*
 * The limits of a pair's coefficient for which the matrix is positive definite, the other pairs unchanged; false if
 * there is no such coefficient. With the pair's rows last and L the factor of the others, the last two pivots are
 * positive when the coefficient is within sqrt((1 - |L_a|^2) (1 - |L_b|^2)) of L_a . L_b.
 */
static bool find_limits(struct correlations *all, size_t index, double *low, double *high)
{
	const struct pair *pair = &all->pair[index];
	size_t n = all->input_count, next = 0;
	for (size_t i = 0; i < n; i++)
		all->place[i] = i == pair->a ? n - 2 : i == pair->b ? n - 1 : next++;
	fill(all, all->pair_count, all->place, index);
	if (!factorise(all, n - 2))
		return false;
	const double *a = all->factor + (n - 2) * n, *b = all->factor + (n - 1) * n;
	double rest_of_a = 1, rest_of_b = 1, middle = 0;
	for (size_t k = 0; k + 2 < n; k++) {
		rest_of_a -= a[k] * a[k];
		rest_of_b -= b[k] * b[k];
		middle += a[k] * b[k];
	}
	if (!(rest_of_a > LEAST_PIVOT) || !(rest_of_b > LEAST_PIVOT))
		return false;
	*low = middle - sqrt(rest_of_a * rest_of_b);
	*high = middle + sqrt(rest_of_a * rest_of_b);
	return true;
}

/*
 * The last pair, in the file's order, whose coefficient alone can make the matrix positive definite; pair_count if it
 * takes several.
 */
static size_t find_one_culprit(struct correlations *all, double *low, double *high)
{
	double n = (double)all->input_count;
	if (n * n * n * (double)all->pair_count > MOST_WORK)
		return all->pair_count;
	for (size_t i = all->pair_count; i-- > 0;) {
		if (find_limits(all, i, low, high))
			return i;
	}
	return all->pair_count;
}

/* The first pair that contradicts the ones above it. */
static size_t find_first_too_many(struct correlations *all)
{
	size_t good = 0, bad = all->pair_count;
	while (bad - good > 1) {
		size_t middle = good + (bad - good) / 2;
		if (hold(all, middle))
			good = middle;
		else
			bad = middle;
	}
	return bad - 1;
}

static void check_together(struct build *build, struct correlations *all)
{
	double low = -1, high = 1;
	if (hold(all, all->pair_count))
		return;
	size_t culprit = find_one_culprit(all, &low, &high);
	bool alone = culprit < all->pair_count;
	if (!alone)
		culprit = find_first_too_many(all);
	const struct source_entry *entry = entry_of(build, all->pair[culprit].named);
	if (alone)
		build_error(build, entry->place, &build->plan->correlation.section, entry->key,
			    _("this contradicts the other correlations: it must be more than %.4g and less than %.4g"),
			    low, high);
	else
		build_error(build, entry->place, &build->plan->correlation.section, entry->key,
			    _("this contradicts the correlations above it"));
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
	all.factor =
		build_alloc(build, &build->scratch, all.input_count * all.input_count * sizeof(*all.factor));
	all.place = build_alloc(build, &build->scratch, all.input_count * sizeof(*all.place));
	if (all.factor && all.place)
		check_together(build, &all);
}
