/*
 * The path: when one option should follow another, and what staying would forgo. docs/decisions.md, "path: when to
 * move".
 *
 * A plan begins in a first option and may move to another at instant m, a month boundary with 1 <= m < horizon, m at or
 * after the first option's launch, and m at or after the new option's own time_to_market (it takes that long to build).
 * Every option is projected with the first one's launch; a month's flows are those of the option in which it is spent.
 * There is at most one move at an instant, and no move whose gain is within rounding (model/tolerance.h). Discounting
 * is monthly, whatever the plan's convention: moves are timed by the month, and a yearly step would reward waiting. So
 * under `yearly` neither a path's npv nor that of staying is the figure npv.
 *
 * Amounts are in the plan's currency, at best guess.
 */
#ifndef DECIDE_PATH_H
#define DECIDE_PATH_H

#include <stddef.h>

#include "plan/plan.h"

/* What a move a -> b at instant m costs, part by part. */
struct path_cost {
	double migration; /* the plan's cost of the move, at instant m */
	double once; /* per item: b's once-costs before month m in excess of a's, paid at instant m */
	double build; /* per team item: running cost under b in excess of a's, in the months in which b is built */
	double overlap; /* a's infra, without once-costs, in the months of overlap from m on, within the horizon */
};

double path_cost_total(const struct path_cost *cost);

struct path_move {
	size_t from, to;                /* options */
	int month;                      /* the instant: `to` runs from this month (0-based) on */
	struct path_cost amount;        /* as paid */
	struct path_cost present_value; /* discounted */
};

/* The best path that begins in one option. */
struct path {
	size_t first;           /* option */
	double launch;          /* months: the first option's, and so the path's */
	double npv;             /* of the path, after the cost of its moves */
	double staying;         /* npv of keeping the first option to the end */
	double regret;          /* the best npv of all paths, minus this one's; 0 for the best */
	struct path_move *move; /* [move_count], in order of time */
	size_t move_count;
};

/*
 * One path for each first option, highest npv first; among equals within rounding, the earlier option in the file
 * first.
 */
struct paths {
	struct path *at;
	size_t count;
};

/* 0, or -1 when out of memory and *paths untouched. */
int path_find(const struct plan *plan, struct paths *paths);
void path_release(struct paths *paths);

#endif
