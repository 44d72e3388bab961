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

/*
 * The relation in which a condition's measure must stand to its limit, for an option, where all of them are to hold:
 * its own; or `=`, where another holds the same measure to the same limit from the other side.
 */
enum relation condition_relation(const struct condition *conditions, size_t count, size_t condition, size_t option);

/* Whether that is `=` for any of them. */
bool conditions_have_equality(const struct condition *conditions, size_t count, size_t option);

/* Whether it holds, within rounding. epsilon: that option's. */
bool condition_met(const struct condition *condition, double measure, double epsilon);

#endif
