/*
 * Crossover: the demand, and the month, at which two options cost the same a month.
 *
 * What is compared is what it costs to run: infra + team + monitoring + other of one month, without once-costs (the figure monthly_cost_at_end is that of the last month).
 * Two questions are answered for each pair of options:
 *
 * - In the plan: month by month, from the first full month in which both have launched to the last one, demand growing as the plan has it. Where the order
 *   of the two turns from one month to the next, the crossing has that month, and the daily demand between the two months' at which they cost the same (where
 *   it is not demand that turns it, but an item that begins or ends or a price that escalates: that month's demand).
 * - At other demands, from CROSSOVER_LEAST requests a day to CROSSOVER_MOST (or a thousand times the plan's): the last month, were its demand another, all
 *   else in it as it is; quantities with an elasticity follow that demand from the plan's first day on, fleets are counted for it, prices a
 *   million requests multiply with it. Such a crossing has no month; among demands that the plan passes through it is left out where the months have one.
 *   None is missed, however near two are (decide/stairs.h). Where the costs of two fleets rise alike, their steps may turn the order for ever: they are walked to
 *   CROSSOVER_FAR times the plan's demand, and a last crossover says so.
 *   A plan without requests has no demand to change: for it the months are all.
 *
 * Fleets are counted in whole units, so that costs are steps and two options can cross several times. docs/model.md, "Decisions".
 */
#ifndef DECIDE_CROSSOVER_H
#define DECIDE_CROSSOVER_H

#include <stddef.h>

#include "plan/plan.h"

#define CROSSOVER_LEAST 1.0
#define CROSSOVER_MOST  1e12
#define CROSSOVER_FAR   1000.0 /* times the plan's highest demand: how far steps that go on are walked */

enum crossover_status {
	CROSSOVER_A_THEN_B, /* as the months go by, or without a month as demand rises: first a costs less, then b */
	CROSSOVER_B_THEN_A,
	CROSSOVER_A_THROUGHOUT, /* a costs less at every demand, or without requests in every month */
	CROSSOVER_B_THROUGHOUT,
	CROSSOVER_EQUAL,        /* they cost the same there */
	CROSSOVER_MORE,         /* above this demand steps of fleets may go on turning the order: they are not walked further */
	CROSSOVER_NOT_LAUNCHED  /* there is no month of the plan in which both run */
};

struct crossover {
	size_t a, b; /* options, a the earlier in the file */
	enum crossover_status status;
	double requests_per_day; /* of a crossing, and of where there may be more; else, and without requests, 0 */
	int month; /* of a crossing in the plan: the first one (0-based) in which the other costs less; else -1 */
	int order; /* of CROSSOVER_MORE: -1: just below it a costs less; 1: b does; 0: they cost the same */
	double cost_a, cost_b; /* a month: just behind the crossing; without one, in the last month */
};

const char *crossover_status_id(enum crossover_status status); /* "a_then_b" */
int crossover_is_crossing(enum crossover_status status);

/* Pair by pair in the file's order: a pair's crossings in the plan by month, then those at other demands by demand. */
struct crossovers {
	struct crossover *at;
	size_t count, capacity;
};

/* 0, or -1 when out of memory and *crossovers untouched. */
int crossover_find(const struct plan *plan, struct crossovers *crossovers);
void crossover_release(struct crossovers *crossovers);

#endif
