/*
 * Conditions: a goal, or how likely a goal is. "hybrid.payback <= 18", "p(npv > 0) >= 80%".
 */
#ifndef DECIDE_CONDITION_H
#define DECIDE_CONDITION_H

#include "decide/goal.h"

struct condition {
	struct goal goal;
	bool is_probability; /* then the share of trials in which the goal holds is what is held to: */
	struct goal share;   /* its relation and value */
};

/* Reads one against a plan. 0, or -1 with an error in diags and *condition untouched. */
int condition_parse(const char *text, const struct plan *plan, struct place place, struct diags *diags,
		    struct condition *condition);

/* The option it is asked of, where it is asked for this one: its own if it names one. */
size_t condition_option(const struct condition *condition, size_t option);

/* What its measure, the figure or the share of trials, is held to: of this goal the relation and the value. */
const struct goal *condition_limit(const struct condition *condition);

/* Whether it holds, within rounding. epsilon: that option's. */
bool condition_met(const struct condition *condition, double measure, double epsilon);

#endif
