/*
 * Stairs: a month's cost as a function of demand, and every demand at which the order of two such costs changes.
 *
 * Fleets are counted in whole units, so a cost is a smooth curve with steps. The steps are known: a fleet goes from n
 * units to n + 1 where its load passes n. Without rounding up, two costs differ by a smooth amount; where it exceeds a
 * unit of each fleet, no step can change their order. Only where it does not are the steps walked one by one. Between
 * two steps the order changes where the smooth difference passes a known amount, and all such points follow from its
 * powers (decide/powers.h). So none is missed, however close two of them are.
 *
 * Demand is relative to the plan's: 1 is the demand at the start.
 */
#ifndef DECIDE_STAIRS_H
#define DECIDE_STAIRS_H

#include <stdbool.h>

#include "decide/powers.h"
#include "model/model.h"

/* One fleet: an amount for each of whole_units(load x demand, least). */
struct fleet {
	double amount, load, least;
};

/* A month's cost under one option. Zero-initialised ({0}), it is nothing. */
struct stairs {
	struct powers smooth;
	struct fleet *fleet;
	size_t fleet_count;
};

/* Amounts are compared at two demands with this ratio, to find which power of demand they follow. */
#define STAIRS_APART 1024.0

/*
 * Measures the last month's cost under an option, for a GROUP_FLOWS model with two lanes loaded: the demand of 1, and
 * STAIRS_APART times that. stairs is {0} before the call and must be released even on failure. 0, or -1 when out of
 * memory.
 */
int stairs_measure(const struct model *model, const struct workspace *workspace, size_t option, struct stairs *stairs);
void stairs_release(struct stairs *stairs);

/* -1: a costs less; 1: b does; 0: equal, within the rounding of sums of some hundred terms. */
int cost_order(double cost_a, double cost_b);

struct turn {
	bool more;             /* not a turn: the walk ends here, but steps may change the order further on */
	double demand;
	int order;             /* from here on: -1 or 1 */
	double cost_a, cost_b; /* here */
};

/* By demand. Zero-initialised ({0}), it is empty. */
struct turns {
	struct turn *at;
	size_t count, capacity;
	int order; /* at the highest demand where one of the two costs less; 0: the costs are equal everywhere */
};

void turns_release(struct turns *turns);

/*
 * Finds every turn between the demands `from` and `to`. Steps that change the order all the way to `to` are walked to
 * `limit`; steps that end earlier are walked to their end, unless that is very far. 0, or -1 when out of memory.
 */
int stairs_turns(const struct stairs *a, const struct stairs *b, double from, double to, double limit,
		 struct turns *turns);

#endif
