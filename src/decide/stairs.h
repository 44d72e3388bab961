/*
 * Stairs: what a month costs as demand rises, and every demand at which the order of two such costs turns.
 *
 * Fleets are counted in whole units, so that a cost is a smooth curve with steps in it. Where it steps is known: a
 * fleet goes from n units to n + 1 where its load passes n. Without rounding up two costs differ by a smooth amount;
 * where that is more than a unit of each fleet, no step can turn their order. Only where it is less are the steps
 * walked, one by one. Between two steps the order turns where the smooth difference passes a known amount, and all such
 * places follow from its powers (decide/powers.h). So none is missed, however near two of them are.
 *
 * Demand is counted in the plan's own: 1 is what the plan begins with.
 */
#ifndef DECIDE_STAIRS_H
#define DECIDE_STAIRS_H

#include <stdbool.h>

#include "decide/powers.h"
#include "model/model.h"

/* One fleet: so much for each of whole_units(load x demand, least). */
struct fleet {
	double amount, load, least;
};

/* What a month costs under one option. Zero-initialised ({0}) is nothing. */
struct stairs {
	struct powers smooth;
	struct fleet *fleet;
	size_t fleet_count;
};

/* Amounts are compared at two demands so far apart, to see which power of demand they follow. */
#define STAIRS_APART 1024.0

/*
 * What the last month costs under an option, of a model by GROUP_FLOWS with two lanes loaded: the demand that is 1, and
 * STAIRS_APART times that. stairs is {0} before, and to be released whatever comes of it. 0, or -1 when out of memory.
 */
int stairs_measure(const struct model *model, const struct workspace *workspace, size_t option, struct stairs *stairs);
void stairs_release(struct stairs *stairs);

/* -1: a costs less; 1: b does; 0: the same, to within the rounding of sums of some hundred terms. */
int cost_order(double cost_a, double cost_b);

struct turn {
	bool more;             /* no turn, but where the walk ends though steps of fleets may go on turning the order */
	double demand;
	int order;             /* from here on: -1 or 1 */
	double cost_a, cost_b; /* here */
};

/* By demand. Zero-initialised ({0}) is empty. */
struct turns {
	struct turn *at;
	size_t count, capacity;
	int order; /* of the highest demand at which one of the two costs less; 0: they cost the same everywhere */
};

void turns_release(struct turns *turns);

/*
 * Every turn between the demands `from` and `to`. Where steps go on turning the order up to `to`, they are walked to
 * `limit`; where they end before it, to their end, unless that is very far. 0, or -1 when out of memory.
 */
int stairs_turns(const struct stairs *a, const struct stairs *b, double from, double to, double limit,
		 struct turns *turns);

#endif
