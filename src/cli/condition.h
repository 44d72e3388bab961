/*
 * Conditions of `check --require`: 'hybrid.payback <= 18', 'p(npv > 0) >= 0.8'.
 */
#ifndef CLI_CONDITION_H
#define CLI_CONDITION_H

#include <stdbool.h>

#include "decide/goal.h"
#include "risk/study.h"

struct condition {
	struct goal goal;
	bool is_probability;   /* then the share of trials in which the goal holds is what is held to: */
	struct goal share;     /* its relation and value */
};

/* Reads one against a plan. 0, or -1 with an error in diags. */
int condition_parse(const char *text, const struct plan *plan, struct diags *diags, struct condition *condition);

/*
 * Of a probability: the share of the spec's trials in which its goal holds, share[option]. *study is made and run when first needed; free it with
 * study_free. 0, or -1 when out of memory.
 */
int condition_shares(const struct condition *condition, const struct plan *plan, const struct study_spec *spec, struct study **study,
                     double *share);

/* Whether it holds for one option. The share is needed for a probability alone. */
bool condition_holds(const struct condition *condition, const struct option_figures *figures, double share);

#endif
