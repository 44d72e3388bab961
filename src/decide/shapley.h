/*
 * Shapley values: how a whole is shared among the changes that made it.
 *
 * A change's share is the mean of what making it adds, over every order in which the changes could be made. The shares
 * add up to the whole. (L. S. Shapley, "A value for n-person games", 1953.) Up to SHAPLEY_EXACT_MOST changes they are
 * exact. Beyond, they come from sampled orders, taken in pairs of an order and its reverse, the same ones each time:
 * then each share has a standard error, and they still add up to the whole.
 */
#ifndef DECIDE_SHAPLEY_H
#define DECIDE_SHAPLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHAPLEY_EXACT_MOST 10
#define SHAPLEY_MOST       512 /* changes */

/* A set of changes: bit i is set if change i is made. */
struct coalition {
	uint64_t word[SHAPLEY_MOST / 64];
};

bool coalition_has(const struct coalition *coalition, size_t change);
void coalition_add(struct coalition *coalition, size_t change);

/*
 * The values of several figures once the changes of each coalition are made: worth[i * outputs + k] for the i-th
 * coalition. NaN: that figure has no value there, and so no shares. Neighbours in the list differ in few changes,
 * rarely in high-numbered ones: give the highest numbers to the changes that are expensive to make. 0, or -1 to give
 * up.
 */
struct shapley_game {
	size_t changes, outputs;
	int (*worth)(void *context, const struct coalition *coalitions, size_t count, double *worth);
	void *context;
};

struct shapley {
	size_t changes, outputs;
	double *share;          /* [output * changes + change]; NaN if the figure has none */
	double *standard_error; /* the same shape; 0 where exact */
	size_t orders;          /* number sampled; 0: exact */
};

/*
 * orders: how many to sample where sampling is needed (rounded up to whole pairs, at least two pairs). 0, or -1 when
 * out of memory or the game gives up.
 */
int shapley_values(const struct shapley_game *game, size_t orders, struct shapley *shapley);
void shapley_release(struct shapley *shapley);

#endif
