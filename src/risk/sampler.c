/*
 * Draws: a uniform for each input and trial, turned into a normal deviate and mixed if inputs are correlated, then
 * passed to the quantile function.
 */
#include "risk/sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "risk/normal.h"
#include "risk/parallel.h"
#include "risk/quantile.h"
#include "risk/random.h"
#include "risk/sobol.h"

struct source_of_uniforms {
	struct random_stream stream;
	struct sobol sobol;
};

struct sampler {
	enum sampling sampling;
	const struct input **input;
	const struct value **value;
	struct quantile *quantile;
	struct source_of_uniforms *uniforms; /* one per input, and one for the outcome */
	size_t count;
	size_t *member;  /* the correlated inputs, in order */
	size_t members;
	double *factor;  /* [members * members]: Cholesky's lower triangle of their correlation matrix */
};

static size_t count_uncertain(const struct plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->input_count; i++)
		count += value_is_uncertain(plan->inputs[i].value);
	return count;
}

bool sampler_can(const struct plan *plan, enum sampling sampling, size_t sets)
{
	return sampling == SAMPLING_RANDOM || sets * (count_uncertain(plan) + 1) <= SOBOL_DIMENSIONS;
}

static size_t index_of(const struct sampler *sampler, const char *name)
{
	size_t i = 0;

	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): all are filled in by init_inputs */
	while (i < sampler->count && strcmp(sampler->input[i]->name, name) != 0)
		i++;
	return i;
}

static size_t member_of(const struct sampler *sampler, size_t input)
{
	size_t i = 0;

	while (i < sampler->members && sampler->member[i] != input)
		i++;
	return i;
}

/* The places of a pair's inputs; false if the pair has no effect. */
static bool pair_of(const struct sampler *sampler, const struct named_setting *pair, size_t *a, size_t *b)
{
	*a = index_of(sampler, pair->name);
	*b = index_of(sampler, pair->other);
	return *a < sampler->count && *b < sampler->count && setting_number(&pair->setting) != 0;
}

static void find_members(struct sampler *sampler, const struct setting_list *pairs)
{
	for (size_t i = 0; i < sampler->count; i++) {
		bool named = false;

		for (size_t k = 0; k < pairs->count && !named; k++) {
			size_t a, b;

			named = pair_of(sampler, &pairs->at[k], &a, &b) && (a == i || b == i);
		}
		if (named)
			sampler->member[sampler->members++] = i;
	}
}

/*
 * Computes L, with L L' = the matrix of the pairs' coefficients, in place. Reading the plan has refused matrices
 * without one.
 */
static void factorise(struct sampler *sampler, const struct setting_list *pairs)
{
	size_t n = sampler->members;
	double *factor = sampler->factor;

	for (size_t i = 0; i < n; i++)
		factor[i * n + i] = 1;
	for (size_t k = 0; k < pairs->count; k++) {
		size_t a, b;

		if (!pair_of(sampler, &pairs->at[k], &a, &b))
			continue;
		a = member_of(sampler, a);
		b = member_of(sampler, b);
		factor[(a > b ? a : b) * n + (a > b ? b : a)] = setting_number(&pairs->at[k].setting);
	}
	for (size_t j = 0; j < n; j++) {
		for (size_t i = j; i < n; i++) {
			double sum = factor[i * n + j];

			for (size_t k = 0; k < j; k++)
				sum -= factor[i * n + k] * factor[j * n + k];
			factor[i * n + j] = i == j ? sqrt(sum > 0 ? sum : 0)
			                           : factor[j * n + j] > 0 ? sum / factor[j * n + j] : 0;
		}
	}
}

static int correlate(struct sampler *sampler, const struct plan *plan)
{
	const struct setting_list *pairs = &plan->correlation.pairs;

	if (pairs->count == 0)
		return 0;
	sampler->member = malloc((sampler->count + 1) * sizeof *sampler->member);
	if (sampler->member == NULL)
		return -1;
	find_members(sampler, pairs);
	sampler->factor = calloc(sampler->members * sampler->members + 1, sizeof *sampler->factor);
	if (sampler->factor == NULL)
		return -1;
	factorise(sampler, pairs);
	return 0;
}

/* Sobol's first dimensions are jointly the most even, so they go to the inputs that matter most in most plans. */
enum rank { RANK_BENEFIT, RANK_BUSINESS, RANK_DEMAND, RANK_ELSE, RANKS };

static enum rank rank_of(const struct input *input)
{
	switch (input->section->kind) {
	case SECTION_BENEFIT:
		return RANK_BENEFIT;
	case SECTION_BUSINESS:
		return RANK_BUSINESS;
	case SECTION_DEMAND:
		return RANK_DEMAND;
	default:
		return RANK_ELSE;
	}
}

/* The first dimension of each rank. */
static void find_dimensions(const struct plan *plan, size_t first[RANKS])
{
	size_t count[RANKS] = {0}, before = 0;

	for (size_t i = 0; i < plan->input_count; i++)
		count[rank_of(&plan->inputs[i])] += value_is_uncertain(plan->inputs[i].value);
	for (int rank = 0; rank < RANKS; before += count[rank++])
		first[rank] = before;
}

/* place: index of the input called name among the uncertain ones; the outcome comes last, and so does its dimension. */
static int init_uniforms(struct sampler *sampler, const struct sampler_spec *spec, size_t place, size_t dimension,
			 const char *name)
{
	static const char second[] = "second set: ";
	char *of_second;

	if (spec->sampling == SAMPLING_SOBOL) {
		sampler->uniforms[place].sobol =
			sobol_dimension(spec->seed, dimension + (spec->second ? sampler->count + 1 : 0));
		return 0;
	}
	if (!spec->second) {
		sampler->uniforms[place].stream = random_stream(spec->seed, name);
		return 0;
	}
	of_second = malloc(sizeof second + strlen(name));
	if (of_second == NULL)
		return -1;
	strcpy(of_second, second);
	strcat(of_second, name);
	sampler->uniforms[place].stream = random_stream(spec->seed, of_second);
	free(of_second);
	return 0;
}

/* A quantile among others with the same table; NULL if there is none. */
static const struct quantile *find_table(const struct quantile *quantile, const struct quantile *among, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (quantile_same_table(quantile, &among[i]))
			return &among[i];
	return NULL;
}

/* The tables that are computed, not copied: each is a piece of work. */
struct making {
	struct sampler *sampler;
	size_t *place; /* of their inputs */
	size_t count;
};

static void make_table(void *context, size_t piece, int thread)
{
	const struct making *making = context;

	(void)thread;
	quantile_make_table(&making->sampler->quantile[making->place[piece]], NULL);
}

static int make_tables(struct sampler *sampler, const struct sampler_spec *spec)
{
	struct making making = {.sampler = sampler, .place = malloc((sampler->count + 1) * sizeof *making.place)};
	const struct quantile **like = calloc(sampler->count + 1, sizeof *like); /* for each input */
	int result = -1;

	if (making.place == NULL || like == NULL)
		goto done;
	for (size_t i = 0; i < sampler->count; i++) {
		like[i] = find_table(&sampler->quantile[i], sampler->quantile, i);
		if (like[i] == NULL && spec->like != NULL)
			like[i] = find_table(&sampler->quantile[i], spec->like->quantile, spec->like->count);
		if (like[i] == NULL)
			making.place[making.count++] = i;
	}
	crew_run(spec->crew, making.count, make_table, &making, NULL);
	for (size_t i = 0; i < sampler->count; i++)
		if (like[i] != NULL)
			quantile_make_table(&sampler->quantile[i], like[i]);
	result = 0;
done:
	free(making.place);
	free(like);
	return result;
}

static int init_inputs(struct sampler *sampler, const struct plan *plan, const struct sampler_spec *spec)
{
	size_t place = 0, dimension[RANKS];

	find_dimensions(plan, dimension);
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct input *input = &plan->inputs[i];

		if (!value_is_uncertain(input->value))
			continue;
		sampler->input[place] = input;
		sampler->value[place] = input->value;
		sampler->quantile[place] = quantile_of(input->value, input->field);
		if (quantile_make_room(&sampler->quantile[place]) != 0 ||
		    init_uniforms(sampler, spec, place, dimension[rank_of(input)]++, input->name) != 0)
			return -1;
		place++;
	}
	return init_uniforms(sampler, spec, place, place, "outcome");
}

int sampler_new(const struct plan *plan, const struct sampler_spec *spec, struct sampler **out)
{
	struct sampler *sampler = calloc(1, sizeof *sampler);
	int result = -1;

	if (sampler == NULL)
		return -1;
	sampler->sampling = spec->sampling;
	sampler->count = count_uncertain(plan);
	sampler->input = calloc(sampler->count + 1, sizeof *sampler->input);
	sampler->value = calloc(sampler->count + 1, sizeof *sampler->value);
	sampler->quantile = calloc(sampler->count + 1, sizeof *sampler->quantile);
	sampler->uniforms = calloc(sampler->count + 1, sizeof *sampler->uniforms);
	if (sampler->input == NULL || sampler->value == NULL || sampler->quantile == NULL || sampler->uniforms == NULL)
		goto done;
	if (init_inputs(sampler, plan, spec) != 0 || make_tables(sampler, spec) != 0 || correlate(sampler, plan) != 0)
		goto done;
	*out = sampler;
	sampler = NULL;
	result = 0;
done:
	sampler_free(sampler);
	return result;
}

void sampler_free(struct sampler *sampler)
{
	if (sampler == NULL)
		return;
	for (size_t i = 0; sampler->quantile != NULL && i < sampler->count; i++)
		quantile_release(&sampler->quantile[i]);
	free(sampler->input);
	free(sampler->value);
	free(sampler->quantile);
	free(sampler->uniforms);
	free(sampler->member);
	free(sampler->factor);
	free(sampler);
}

size_t sampler_input_count(const struct sampler *sampler)
{
	return sampler->count;
}

const struct input *sampler_input(const struct sampler *sampler, size_t i)
{
	return sampler->input[i];
}

const struct value *const *sampler_values(const struct sampler *sampler)
{
	return sampler->value;
}

bool sampler_is_correlated(const struct sampler *sampler, size_t i)
{
	return member_of(sampler, i) < sampler->members;
}

/* Whether both have the same streams in the same mixture: the row of L and the members it mixes. */
static bool same_mixture(const struct sampler *a, const struct sampler *b, size_t i)
{
	size_t row_a = member_of(a, i), row_b = member_of(b, i);

	if (row_a == a->members || row_b == b->members)
		return row_a == a->members && row_b == b->members;
	return row_a == row_b && memcmp(a->member, b->member, (row_a + 1) * sizeof *a->member) == 0 &&
	       memcmp(a->factor + row_a * a->members, b->factor + row_b * b->members,
		      (row_a + 1) * sizeof *a->factor) == 0;
}

bool sampler_same_draws(const struct sampler *sampler, const struct sampler *other, size_t i)
{
	return sampler->sampling == other->sampling && sampler->count == other->count &&
	       memcmp(&sampler->uniforms[i], &other->uniforms[i], sizeof sampler->uniforms[i]) == 0 &&
	       strcmp(sampler->input[i]->name, other->input[i]->name) == 0 &&
	       quantile_equal(&sampler->quantile[i], &other->quantile[i]) && same_mixture(sampler, other, i);
}

static void fill_uniforms(const struct sampler *sampler, size_t place, size_t first, double *uniform)
{
	if (sampler->sampling == SAMPLING_SOBOL)
		sobol_fill(&sampler->uniforms[place].sobol, (uint32_t)first, SAMPLER_TRIALS, uniform);
	else
		random_fill(&sampler->uniforms[place].stream, (uint32_t)first, SAMPLER_TRIALS, uniform);
}

/*
 * The correlated normal deviates of one member: its row of L times the members' own deviates. These are drawn again for
 * each member, which needs no memory; correlated inputs are few.
 */
static void fill_mixture(const struct sampler *sampler, size_t row, size_t first, double *z)
{
	const double *factor = sampler->factor + row * sampler->members;

	memset(z, 0, SAMPLER_TRIALS * sizeof *z);
	for (size_t k = 0; k <= row; k++) {
		double own[SAMPLER_TRIALS];

		if (factor[k] == 0)
			continue;
		fill_uniforms(sampler, sampler->member[k], first, own);
		normal_fill(own, SAMPLER_TRIALS, own);
		for (size_t i = 0; i < SAMPLER_TRIALS; i++)
			z[i] += factor[k] * own[i];
	}
}

/* A normal's probability, kept inside (0, 1). */
static void to_probabilities(double *z)
{
	for (size_t i = 0; i < SAMPLER_TRIALS; i++) {
		double p = normal_probability(z[i]);

		z[i] = p < 0x1p-53 ? 0x1p-53 : p > 1 - 0x1p-53 ? 1 - 0x1p-53 : p;
	}
}

/* Draws into `drawn`; returns how many of the first `trials` (at most SAMPLER_TRIALS) were clamped. */
static size_t draw_input(const struct sampler *sampler, size_t i, size_t first, size_t trials, double *drawn)
{
	const struct quantile *quantile = &sampler->quantile[i];
	size_t row = member_of(sampler, i), held;
	bool of_normal = row < sampler->members && quantile_is_of_normal(quantile);

	if (row == sampler->members)
		fill_uniforms(sampler, i, first, drawn);
	else
		fill_mixture(sampler, row, first, drawn);
	if (row < sampler->members && !of_normal)
		to_probabilities(drawn);
	held = quantile_fill(quantile, drawn, trials, of_normal, drawn);
	quantile_fill(quantile, drawn + trials, SAMPLER_TRIALS - trials, of_normal, drawn + trials);
	return held;
}

void sampler_draw(const struct sampler *sampler, size_t first, const bool *wanted, double (*draws)[LANES])
{
	for (size_t i = 0; i < sampler->count; i++) {
		double drawn[SAMPLER_TRIALS];

		if (wanted != NULL && !wanted[i])
			continue;
		draw_input(sampler, i, first, SAMPLER_TRIALS, drawn);
		for (size_t block = 0; block < SAMPLER_BLOCKS; block++)
			memcpy(draws[block * sampler->count + i], drawn + block * LANES, sizeof draws[0]);
	}
}

size_t sampler_held(const struct sampler *sampler, size_t i, size_t trials)
{
	double drawn[SAMPLER_TRIALS];
	size_t held = 0;

	for (size_t first = 0; sampler->quantile[i].held && first < trials; first += SAMPLER_TRIALS)
		held += draw_input(sampler, i, first, trials - first < SAMPLER_TRIALS ? trials - first : SAMPLER_TRIALS,
				   drawn);
	return held;
}

void sampler_draw_outcome(const struct sampler *sampler, size_t first, double uniform[SAMPLER_TRIALS])
{
	fill_uniforms(sampler, sampler->count, first, uniform);
}
