/* How likely the goals of conditions are, from trials: implements decide/chances.h. */
#ifndef ANSWER_CHANCES_H
#define ANSWER_CHANCES_H

#include "decide/chances.h"
#include "decide/condition.h"
#include "risk/study.h"

/* Whether any of the conditions is a probability. */
bool chances_asked(const struct condition *conditions, size_t count);

/* The conditions, at most FREQUENCY_MOST of them, and the settings of their trials. */
struct chance_desk;

/*
 * The conditions, the spec and the watch (NULL: none) must outlive it. NULL when out of memory. Nothing is drawn yet.
 */
struct chance_desk *chance_desk_new(const struct condition *conditions, size_t count, const struct study_spec *spec,
                                    const struct watch *watch);
void chance_desk_free(struct chance_desk *desk); /* takes NULL */

struct chances chance_desk_chances(struct chance_desk *desk);

/*
 * For any number of conditions, the shares of an unchanged plan: share[condition * options + option], NaN if the figure
 * overflows in some trial; elements of conditions that are not probabilities are untouched. 0, or -1 when out of
 * memory.
 */
int chances_of_plan(const struct condition *conditions, size_t count, const struct plan *plan,
		    const struct study_spec *spec, double *share);

#endif
