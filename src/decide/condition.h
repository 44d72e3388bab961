/*
 * Conditions: a goal, or how likely a goal is. "hybrid.payback <= 18", "p(npv > 0) >= 80%".
 */
#ifndef DECIDE_CONDITION_H
#define DECIDE_CONDITION_H

#include "decide/goal.h"

struct condition {
	struct goal goal;
	bool is_probability; /* the limit then applies to the share of trials in which the goal holds: */
	struct goal share;   /* its relation and value */
};

/* Parses a condition for a plan. 0, or -1 with an error in diags and *condition untouched. */
int condition_parse(const char *text, const struct plan *plan, struct place place, struct diags *diags,
		    struct condition *condition);

/* The option that is tested when `option` is asked for: the condition's own if it names one. */
size_t condition_option(const struct condition *condition, size_t option);

/* The relation and value that the measure (the figure or the share of trials) is compared with. */
const struct goal *condition_limit(const struct condition *condition);

/* Whether a measure satisfies it, within rounding. epsilon: that option's. */
bool condition_met(const struct condition *condition, double measure, double epsilon);

#endif
