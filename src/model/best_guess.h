/* Single terms of the model at the best guess, for callers that need more than flows (the audit). */
#ifndef MODEL_BEST_GUESS_H
#define MODEL_BEST_GUESS_H

#include "plan/plan.h"

/* A moment under an option, in months; INFINITY for never or none stated. */
double moment_of(const struct plan *plan, const struct setting *setting, size_t option);

/* The active part, 0 to 1, of month t for something that runs from `from` until `until`. */
double active_part_of(const struct plan *plan, const struct setting *from, const struct setting *until, size_t option,
                      int t);

/* The active part of month t for something that runs from the option's launch on. */
double launched_part_of(const struct plan *plan, size_t option, int t);

/*
 * Demand at instant t relative to the start; requests per day at instant t, 0 if none are stated; requests per second
 * at the start, on average and at the peak.
 */
double demand_of(const struct plan *plan, int t);
double requests_a_day_of(const struct plan *plan, int t);
double mean_rate_of(const struct plan *plan);
double peak_rate_of(const struct plan *plan);

/* The loss of one day of an incident of revenue under an option, before any control, in the plan's currency. */
double incident_day_of(const struct plan *plan, const struct incident *incident, size_t option);

#endif
