/* The search for one option: from now outwards to where its conditions begin or cease to hold. */
#ifndef DECIDE_SEARCH_H
#define DECIDE_SEARCH_H

#include "decide/tries.h"

struct search {
	const struct solve_task *task;
	const struct evaluation *now; /* the plan unchanged */
	struct meter *meter;
	const struct tries *tries;
	struct solution *solution; /* input, option, ends and `now` are given; the search writes the rest */
	enum lever refused;        /* why a value that meets the conditions was refused; LEVER_CAN: none was */
};

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

#endif
