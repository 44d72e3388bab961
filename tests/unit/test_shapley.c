/* Shapley values of games whose answer is known: additive, multiplicative, unanimity, gloves; exact and sampled. */
#include "decide/shapley.h"

#include <stdlib.h>

#include "fail_alloc.h"
#include "near.h"

enum { MOST_PLAYERS = 24 };

struct known_game {
	size_t players;
	double of[MOST_PLAYERS];
	bool multiply;
	size_t calls;
};

/* The sum, or the product, of what is made. */
static int play(void *context, const struct coalition *coalitions, size_t count, double *worth)
{
	struct known_game *game = context;
	game->calls++;
	for (size_t i = 0; i < count; i++) {
		worth[i] = game->multiply;
		for (size_t k = 0; k < game->players; k++)
			if (coalition_has(&coalitions[i], k))
				worth[i] = game->multiply ? worth[i] * game->of[k] : worth[i] + game->of[k];
	}
	return 0;
}

static struct shapley values_of(struct known_game *known, size_t orders)
{
	struct shapley_game game = {known->players, 1, play, known};
	struct shapley shapley;
	assert_int_equal(shapley_values(&game, orders, &shapley), 0);
	return shapley;
}

static void additive_is_itself(void **state)
{
	(void)state;
	for (size_t players = 0; players <= MOST_PLAYERS; players++) {
		struct known_game known = {.players = players};
		for (size_t i = 0; i < players; i++)
			known.of[i] = (double)i * 1.5 - 7;
		struct shapley shapley = values_of(&known, 8);
		assert_int_equal(shapley.orders, players > SHAPLEY_EXACT_MOST ? 8 : 0);
		for (size_t i = 0; i < players; i++) {
			assert_near(shapley.share[i], known.of[i], 1e-12);
			assert_near(shapley.standard_error[i], 0, 1e-12);
		}
		shapley_release(&shapley);
	}
}

/* Two factors x and y: (x - 1) (1 + y) / 2. */
static void multiplicative(void **state)
{
	struct known_game known = {.players = 2, .of = {3, 5}, .multiply = true};
	(void)state;
	struct shapley shapley = values_of(&known, 0);
	assert_near(shapley.share[0], 6, 1e-15);
	assert_near(shapley.share[1], 8, 1e-15);
	shapley_release(&shapley);
}

/* Three factors: 1/3 (x - 1) (1 + (y + z) / 2 + y z). */
static void three_factors(void **state)
{
	struct known_game known = {.players = 3, .of = {2, 3, 5}, .multiply = true};
	(void)state;
	struct shapley shapley = values_of(&known, 0);
	assert_near(shapley.share[0], (1 + 4 + 15) / 3.0, 1e-15);
	assert_near(shapley.share[1], 2 * (1 + 3.5 + 10) / 3.0, 1e-15);
	assert_near(shapley.share[2], 4 * (1 + 2.5 + 6) / 3.0, 1e-15);
	shapley_release(&shapley);
}

/* One left glove, two right ones: 2/3, 1/6, 1/6 (the textbook's). */
static int play_gloves(void *context, const struct coalition *coalitions, size_t count, double *worth)
{
	(void)context;
	for (size_t i = 0; i < count; i++)
		worth[i] = coalition_has(&coalitions[i], 0) &&
			   (coalition_has(&coalitions[i], 1) || coalition_has(&coalitions[i], 2));
	return 0;
}

static void gloves(void **state)
{
	struct shapley_game game = {3, 1, play_gloves, NULL};
	struct shapley shapley;
	(void)state;
	assert_int_equal(shapley_values(&game, 0, &shapley), 0);
	assert_near(shapley.share[0], 2 / 3.0, 1e-15);
	assert_near(shapley.share[1], 1 / 6.0, 1e-15);
	assert_near(shapley.share[2], 1 / 6.0, 1e-15);
	shapley_release(&shapley);
}

/* Elementary symmetric polynomials of all factors but one give the share of that one exactly. */
static double product_share(const struct known_game *known, size_t player)
{
	double symmetric[MOST_PLAYERS + 1] = {1}, share = 0;
	size_t others = 0;
	for (size_t i = 0; i < known->players; i++) {
		if (i == player)
			continue;
		others++;
		for (size_t k = others; k > 0; k--)
			symmetric[k] += symmetric[k - 1] * known->of[i];
	}
	double ways = 1;
	for (size_t s = 0; s <= others; s++) {
		share += symmetric[s] / (ways * (double)known->players);
		ways = ways * (double)(others - s) / (double)(s + 1);
	}
	return share * (known->of[player] - 1);
}

static void sampled_within_their_error(void **state)
{
	struct known_game known = {.players = 18, .multiply = true};
	double sum = 0, product = 1;
	size_t far = 0;
	(void)state;
	for (size_t i = 0; i < known.players; i++) {
		known.of[i] = 0.8 + 0.03 * (double)i;
		product *= known.of[i];
	}
	struct shapley shapley = values_of(&known, 512), again = values_of(&known, 512);
	for (size_t i = 0; i < known.players; i++) {
		double exact = product_share(&known, i), error = shapley.standard_error[i];
		sum += shapley.share[i];
		assert_true(error > 0 && error < 0.01 * fabs(product - 1) + 0.01);
		far += fabs(shapley.share[i] - exact) > 2 * error;
		assert_true(fabs(shapley.share[i] - exact) < 4.5 * error);
		assert_near(again.share[i], shapley.share[i], 0);
	}
	assert_true(far <= 4);
	assert_near(sum, product - 1, 1e-12);
	shapley_release(&again);
	shapley_release(&shapley);
}

/* The closed form holds where it can be counted out too. */
static void exact_of_ten(void **state)
{
	struct known_game known = {.players = 10, .multiply = true};
	(void)state;
	for (size_t i = 0; i < known.players; i++)
		known.of[i] = 0.5 + 0.17 * (double)i;
	struct shapley shapley = values_of(&known, 0);
	for (size_t i = 0; i < known.players; i++)
		assert_near(shapley.share[i], product_share(&known, i), 1e-12);
	shapley_release(&shapley);
}

/* Two figures, one of which has no value in some company. */
static int play_partial(void *context, const struct coalition *coalitions, size_t count, double *worth)
{
	(void)context;
	for (size_t i = 0; i < count; i++) {
		worth[2 * i] = coalition_has(&coalitions[i], 0) + 2 * coalition_has(&coalitions[i], 1);
		worth[2 * i + 1] = coalition_has(&coalitions[i], 0) && !coalition_has(&coalitions[i], 1)
					   ? (double)NAN
					   : 1;
	}
	return 0;
}

static void no_value_no_shares(void **state)
{
	struct shapley_game game = {2, 2, play_partial, NULL};
	struct shapley shapley;
	(void)state;
	assert_int_equal(shapley_values(&game, 0, &shapley), 0);
	assert_near(shapley.share[0], 1, 1e-15);
	assert_near(shapley.share[1], 2, 1e-15);
	assert_true(isnan(shapley.share[2]) && isnan(shapley.share[3]));
	assert_true(isnan(shapley.standard_error[2]));
	shapley_release(&shapley);
}

static int run_and_release(void *context)
{
	struct known_game *known = context;
	struct shapley_game game = {known->players, 1, play, known};
	struct shapley shapley;
	if (shapley_values(&game, 4, &shapley) != 0)
		return -1;
	shapley_release(&shapley);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct known_game few = {.players = 3}, many = {.players = 12};
	(void)state;
	fail_each_alloc(run_and_release, &few);
	fail_each_alloc(run_and_release, &many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(additive_is_itself),
		cmocka_unit_test(multiplicative),
		cmocka_unit_test(three_factors),
		cmocka_unit_test(gloves),
		cmocka_unit_test(sampled_within_their_error),
		cmocka_unit_test(exact_of_ten),
		cmocka_unit_test(no_value_no_shares),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
