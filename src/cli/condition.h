/*
 * Conditions of `check --require`, held against figures and trials.
 */
#ifndef CLI_CONDITION_H
#define CLI_CONDITION_H

#include <stdbool.h>

#include "decide/condition.h"
#include "risk/study.h"

/*
 * Of a probability: the share of the spec's trials in which its goal holds, share[option]. *study is made and run when first needed; free it with
 * study_free. 0, or -1 when out of memory.
 */
int condition_shares(const struct condition *condition, const struct plan *plan, const struct study_spec *spec, struct study **study,
                     double *share);

/* Whether it holds for one option. The share is needed for a probability alone. */
bool condition_holds(const struct condition *condition, const struct option_figures *figures, double share);

#endif
