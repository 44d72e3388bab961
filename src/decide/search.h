/* The search for one option: from now outwards to where its conditions begin or cease to hold. */
#ifndef DECIDE_SEARCH_H
#define DECIDE_SEARCH_H

#include "decide/tries.h"

struct search {
	const struct solve_task *task;
	const struct evaluation *now; /* the plan unchanged */
	struct meter *meter;
	const struct tries *tries;
	struct solution *solution; /* input, option, ends and `now` are set; the rest is written */
	bool has_equality;     /* set by search_option: conditions that only single values meet */
	enum lever refused;        /* why a value that meets the conditions was not taken; LEVER_CAN: none was */
};

/* Of a value for people: as few digits as do, from the fewest to one less than the most. */
enum { FEWEST_DIGITS = 4, MOST_DIGITS = 15 };

/* 0, or -1 when out of memory or stopped. */
int search_option(struct search *search);

/* The plan with the input at a value, read again from its source, evaluated and tested. */
struct trial_plan {
	bool valid;       /* false: the plan refuses the value, and nothing else is set */
	bool met;         /* within rounding */
	bool met_closely; /* to the bit as well */
	enum lever lever;
	struct standing standing[SOLVE_MOST_CONDITIONS];
};
int search_restate(const struct search *search, double value, struct trial_plan *plan);

/*
 * Out of range: moves the solution to a value of few digits beside it, restated, that misses the limits by about as
 * much; beside an open end it lies within the range. What is the value as it is, or an end itself, stays. 0, or -1.
 */
int search_round_nearest(const struct search *search);

#endif
