/*
 * Outcomes of trials: success, neutral or stopped, drawn by the plan's weights (docs/model.md, "Outcome"). success: the
 * plan. neutral: benefit and losses of benefit are scaled by k; each trial has its own k, that of the option whose npv
 * is best in it. stopped: only the spend of the first months.
 */
#ifndef RISK_OUTCOME_H
#define RISK_OUTCOME_H

#include "model/cashflow.h"
#include "model/model.h"

/* Per-thread buffers. */
struct outcome_desk;

/*
 * For a model with GROUP_SIDES whose plan has an [outcome]. epsilon: [option], must outlive it. NULL when out of
 * memory.
 */
struct outcome_desk *outcome_desk_new(const struct model *model, const double *epsilon);
void outcome_desk_free(struct outcome_desk *desk); /* takes NULL */

/* Draws the outcome of each of LANES loaded lanes. uniform[lane] is in (0, 1). Overwrites the workspace's flows. */
void outcome_draw(struct outcome_desk *desk, struct workspace *workspace, const double *uniform);

/* The net flows of an option under the drawn outcomes. flows: the option's. Borrowed until the next call. */
struct series outcome_series(struct outcome_desk *desk, const struct flows *flows);

#endif
