/*
 * Compare: how the figures of one plan differ from another's, and what each changed input contributes.
 *
 * Contributions are Shapley values (decide/shapley.h) over the changes from one to the other: exact up to 10 changes,
 * else sampled with their standard error; either way they add up to the whole difference. Changes that are valid only
 * together count as one. A figure that has no value in one of the intermediate plans (such as a payback not within the
 * horizon) has no contributions.
 */
#ifndef DECIDE_COMPARE_H
#define DECIDE_COMPARE_H

#include <stddef.h>

#include "decide/change.h"
#include "decide/shapley.h"
#include "model/figure.h"

/* Changes that are made together, usually just one. */
struct contributor {
	size_t *change; /* [count] of the comparison's changes */
	size_t count;
	char *name; /* of its changes, joined by " + " */
};

/* An option of either plan, by id. */
struct compared_option {
	const char *id;
	int a, b;      /* its index in each plan; -1: not there */
	size_t output; /* index of its first figure among the shares, if both plans have it */
};

struct comparison {
	const struct plan *plan_a, *plan_b; /* borrowed */
	struct evaluation a, b;
	struct changes changes;
	struct contributor *contributor;
	size_t contributor_count;
	struct compared_option *option; /* a's in its order, then those that only b has */
	size_t option_count;
	struct shapley shapley; /* of the contributors */
};

/* Both plans must outlive the comparison, and have the same currency. 0, or -1 when out of memory. */
int compare_plans(const struct plan *a, const struct plan *b, struct comparison *comparison);
void comparison_release(struct comparison *comparison);

/* A figure of each plan; NULL where the option is not in it. */
const struct figure_value *comparison_a(const struct comparison *comparison, size_t option,
					enum figure figure);
const struct figure_value *comparison_b(const struct comparison *comparison, size_t option,
					enum figure figure);

/* b minus a; NaN unless both have a value. */
double comparison_difference(const struct comparison *comparison, size_t option, enum figure figure);

/* A contributor's share of the difference, and its standard error (0: exact); NaN if there is none. */
double comparison_share(const struct comparison *comparison, size_t option, enum figure figure,
			size_t contributor);
double comparison_error(const struct comparison *comparison, size_t option, enum figure figure,
			size_t contributor);

#endif
