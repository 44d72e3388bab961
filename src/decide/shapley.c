/* Shapley values, over all coalitions or along sampled orders. */
#include "decide/shapley.h"

#include <math.h>
#include <stdlib.h>

bool coalition_has(const struct coalition *coalition, size_t change)
{
	return coalition->word[change / 64] >> (change % 64) & 1;
}

void coalition_add(struct coalition *coalition, size_t change)
{
	coalition->word[change / 64] |= (uint64_t)1 << (change % 64);
}

static int shapley_init(const struct shapley_game *game, struct shapley *shapley)
{
	size_t count = game->changes * game->outputs;
	*shapley = (struct shapley){.changes = game->changes, .outputs = game->outputs};
	shapley->share = calloc(count + 1, sizeof *shapley->share);
	shapley->standard_error = calloc(count + 1, sizeof *shapley->standard_error);
	return shapley->share && shapley->standard_error ? 0 : -1;
}

void shapley_release(struct shapley *shapley)
{
	free(shapley->share);
	free(shapley->standard_error);
	*shapley = (struct shapley){0};
}

/*
 * weight[s]: the share of all orders in which exactly s given changes come before another given one: s! (n - 1 - s)! /
 * n!.
 */
static void order_weights(size_t changes, double weight[SHAPLEY_EXACT_MOST])
{
	for (size_t s = 0; s < changes; s++) {
		double ways = 1; /* n × (n - 1 choose s) */
		for (size_t k = 0; k < s; k++)
			ways = ways * (double)(changes - 1 - k) / (double)(k + 1);
		weight[s] = 1 / ((double)changes * ways);
	}
}

static size_t bits_of(size_t set)
{
	size_t bits = 0;
	for (; set; set &= set - 1)
		bits++;
	return bits;
}

/* All shares but the last from the coalitions. Each is a mean of differences, so they add up. */
static void share_exactly(const struct shapley_game *game, const double *worth, struct shapley *shapley)
{
	double weight[SHAPLEY_EXACT_MOST];
	size_t sets = (size_t)1 << game->changes, outputs = game->outputs;
	order_weights(game->changes, weight);
	for (size_t set = 0; set < sets; set++) {
		size_t before = bits_of(set);
		for (size_t change = 0; change < game->changes; change++) {
			size_t bit = (size_t)1 << change;
			if (set & bit)
				continue;
			const double *without = worth + set * outputs, *with = worth + (set | bit) * outputs;
			for (size_t k = 0; k < outputs; k++)
				shapley->share[k * game->changes + change] +=
					weight[before] * (with[k] - without[k]);
		}
	}
}

static int values_exact(const struct shapley_game *game, struct shapley *shapley)
{
	size_t sets = (size_t)1 << game->changes;
	struct coalition *coalitions = calloc(sets, sizeof *coalitions);
	double *worth = calloc(sets * game->outputs + 1, sizeof *worth);
	int result = -1;
	if (!coalitions || !worth)
		goto done;
	for (size_t set = 0; set < sets; set++)
		coalitions[set].word[0] = set;
	if (game->worth(game->context, coalitions, sets, worth) != 0)
		goto done;
	share_exactly(game, worth, shapley);
	result = 0;
done:
	free(worth);
	free(coalitions);
	return result;
}

/* SplitMix64: orders must be reproducible, not secret. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static void shuffle(size_t *order, size_t count, uint64_t *state)
{
	for (size_t i = count; i > 1; i--) {
		size_t other =
			(size_t)(next_random(state) % i); /* the bias, below count / 2^64, is negligible */
		size_t kept = order[i - 1];
		order[i - 1] = order[other];
		order[other] = kept;
	}
}

/* State of the sampling. prefixes: changes + 1 coalitions, from none made to all made. */
struct walk {
	struct coalition *prefixes;
	double *worth;   /* [prefix][output] */
	double *pair;    /* [output][change]: the contribution from a pair of orders */
	double *squares; /* [output][change]: sum of squared deviations (Welford) */
	size_t *order;
};

static int walk_init(const struct shapley_game *game, struct walk *walk)
{
	size_t count = game->changes * game->outputs + 1;
	*walk = (struct walk){.prefixes = calloc(game->changes + 1, sizeof *walk->prefixes),
			      .worth = calloc((game->changes + 1) * game->outputs + 1, sizeof *walk->worth),
			      .pair = calloc(count, sizeof *walk->pair),
			      .squares = calloc(count, sizeof *walk->squares),
			      .order = calloc(game->changes, sizeof *walk->order)};
	for (size_t i = 0; walk->order && i < game->changes; i++)
		walk->order[i] = i;
	return walk->prefixes && walk->worth && walk->pair && walk->squares && walk->order ? 0 : -1;
}

static void walk_release(struct walk *walk)
{
	free(walk->prefixes);
	free(walk->worth);
	free(walk->pair);
	free(walk->squares);
	free(walk->order);
}

/* Makes the changes in one order (or its reverse), adding half of each one's contribution to the pair's shares. */
static int walk_order(const struct shapley_game *game, struct walk *walk, bool reverse)
{
	size_t n = game->changes, outputs = game->outputs;
	for (size_t i = 0; i < n; i++) {
		walk->prefixes[i + 1] = walk->prefixes[i];
		coalition_add(&walk->prefixes[i + 1], walk->order[reverse ? n - 1 - i : i]);
	}
	if (game->worth(game->context, walk->prefixes, n + 1, walk->worth) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		size_t change = walk->order[reverse ? n - 1 - i : i];
		for (size_t k = 0; k < outputs; k++)
			walk->pair[k * n + change] +=
				(walk->worth[(i + 1) * outputs + k] - walk->worth[i * outputs + k]) / 2;
	}
	return 0;
}

static int values_sampled(const struct shapley_game *game, size_t pairs, struct shapley *shapley)
{
	size_t count = game->changes * game->outputs;
	uint64_t state = 0;
	struct walk walk;
	int result = -1;
	if (walk_init(game, &walk) != 0)
		goto done;
	for (size_t pair = 1; pair <= pairs; pair++) {
		shuffle(walk.order, game->changes, &state);
		for (size_t i = 0; i < count; i++)
			walk.pair[i] = 0;
		if (walk_order(game, &walk, false) != 0 || walk_order(game, &walk, true) != 0)
			goto done;
		for (size_t i = 0; i < count; i++) {
			double before = walk.pair[i] - shapley->share[i];
			shapley->share[i] += before / (double)pair;
			walk.squares[i] += before * (walk.pair[i] - shapley->share[i]);
		}
	}
	for (size_t i = 0; i < count; i++)
		shapley->standard_error[i] = sqrt(walk.squares[i] / (double)(pairs - 1) / (double)pairs);
	shapley->orders = 2 * pairs;
	result = 0;
done:
	walk_release(&walk);
	return result;
}

/* A figure that has no value at some step cannot be shared. */
static void drop_partial(struct shapley *shapley)
{
	for (size_t k = 0; k < shapley->outputs; k++) {
		double *share = shapley->share + k * shapley->changes, sum = 0;
		for (size_t i = 0; i < shapley->changes; i++)
			sum += share[i];
		for (size_t i = 0; i < shapley->changes && !isfinite(sum); i++) {
			share[i] = (double)NAN;
			shapley->standard_error[k * shapley->changes + i] = (double)NAN;
		}
	}
}

int shapley_values(const struct shapley_game *game, size_t orders, struct shapley *shapley)
{
	struct shapley values;
	size_t pairs = orders < 4 ? 2 : (orders + 1) / 2;
	int result = shapley_init(game, &values);
	if (result == 0 && game->changes <= SHAPLEY_EXACT_MOST)
		result = values_exact(game, &values);
	else if (result == 0)
		result = values_sampled(game, pairs, &values);
	if (result != 0) {
		shapley_release(&values);
		return -1;
	}
	drop_partial(&values);
	*shapley = values;
	return 0;
}
