/*
 * Crossover: the demand, and the month, at which two options cost the same a month.
 *
 * The cost compared is the running cost of one month: infra + team + monitoring + other, without once-costs (for the
 * last month: the figure monthly_cost_at_end). Each pair of options is compared in two ways:
 *
 * - In the plan: month by month, from the first full month after both have launched to the last month, with demand
 *   growing as planned. Where the cheaper option changes from one month to the next, the crossing has that month, and
 *   the daily demand between the two months at which both cost the same. (If the change is due to an item that begins
 *   or ends or to an escalating price rather than to demand: that month's demand.)
 * - At other demands, from CROSSOVER_LEAST to CROSSOVER_MOST requests a day (or a thousand times the plan's demand):
 *   the cost of the last month at that demand, all else equal. Quantities with an elasticity follow that demand from
 *   the plan's first day, fleets are sized for it, and prices per million requests scale with it. Such a crossing has
 *   no month; it is omitted if the months already have one within the plan's own range of demand.
 *   No crossing is missed, however close two of them are (decide/stairs.h). Where the costs of two fleets grow alike,
 *   their steps may change the order indefinitely: steps are walked up to CROSSOVER_FAR times the plan's demand, and
 *   a last crossover reports that there may be more.
 *   A plan without requests has no demand to vary: only months are compared.
 *
 * Fleets are counted in whole units, so costs are step functions and two options can cross several times.
 * docs/decisions.md, "crossover: at which demand options cross".
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
	CROSSOVER_MORE,         /* above this demand fleet steps may go on changing the order; the walk ends here */
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
