/*
 * How often something holds of an option's figures, over trials: for any figure at all.
 *
 * A study keeps npv, payback and net value of every trial, and answers for these hundreds of times faster. Here each trial's months are worked out
 * flow by flow, and every figure from them; the trials are the same ones.
 */
#ifndef RISK_FREQUENCY_H
#define RISK_FREQUENCY_H

#include "model/figure.h"
#include "risk/study.h"

/*
 * Calls holds(context, figures) for every option of every trial, from several threads at once; count[option] is then in how many of the
 * spec's trials it held. `keep` and `outcome` are not looked at. 0, or -1 when out of memory.
 */
int frequency_count(const struct plan *plan, const struct study_spec *spec,
                    bool (*holds)(const void *context, const struct option_figures *figures), const void *context,
                    size_t *count);

#endif
