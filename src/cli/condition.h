/*
 * Conditions of `check --require`: 'hybrid.payback <= 18', 'p(npv > 0) >= 0.8'.
 */
#ifndef CLI_CONDITION_H
#define CLI_CONDITION_H

#include <stdbool.h>

#include "decide/goal.h"

struct study;

struct condition {
	struct goal goal;
	bool is_probability;   /* then the share of trials in which the goal holds is what is held to: */
	struct goal share;     /* its relation and value */
};

/* Reads one against a plan. 0, or -1 with an error in diags. */
int condition_parse(const char *text, const struct plan *plan, struct diags *diags, struct condition *condition);

/* Whether it holds for one option. The study is needed for a probability alone. */
bool condition_holds(const struct condition *condition, const struct option_figures *figures, const struct study *study,
                     size_t option);

/* The share of the study's trials in which the goal holds for an option. */
double condition_share(const struct condition *condition, const struct study *study, size_t option);

#endif
