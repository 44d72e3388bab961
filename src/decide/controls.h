/*
 * What each control is worth: the plan with and without each monitoring item that covers an incident.
 *
 * A control is taken away with the cost it has and the losses it avoids, all others staying in place: where two cover
 * the same incident, what they earn does not add up. docs/model.md, "Decisions". Amounts are in the plan's currency,
 * at best guess.
 */
#ifndef DECIDE_CONTROLS_H
#define DECIDE_CONTROLS_H

#include <stddef.h>

#include "plan/plan.h"

/* One control under one option. One that is disabled there earns nothing and costs nothing. */
struct control {
	size_t option;
	const struct cost_item *item; /* the plan's */
	double npv_gain;              /* npv with it, less npv without it */
	double loss_avoided; /* incident loss over the horizon without it, less that with it; not discounted */
	double cost;         /* what it costs over the horizon; not discounted */
};

/* Option by option, in the file's order; in each the items in the file's order that cover something there. */
struct controls {
	struct control *at; /* NULL where nothing covers anything */
	size_t count;
};

/* 0, or -1 when out of memory and *controls untouched. *controls borrows from the plan. */
int controls_find(const struct plan *plan, struct controls *controls);
void controls_release(struct controls *controls);

#endif
