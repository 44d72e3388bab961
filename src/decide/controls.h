/*
 * What each control is worth: the plan with and without each monitoring item that covers an incident.
 *
 * A control is left out with its cost and the losses it avoids, while all others stay: if two cover the same incident,
 * their gains do not add up. docs/decisions.md, "controls: what each alert earns". Amounts are in the plan's currency,
 * at best guess.
 */
#ifndef DECIDE_CONTROLS_H
#define DECIDE_CONTROLS_H

#include <stddef.h>

#include "plan/plan.h"

/* One control under one option. A control disabled there gains nothing and costs nothing. */
struct control {
	size_t option;
	const struct cost_item *item; /* the plan's */
	double npv_gain;              /* npv with it, minus npv without it */
	double loss_avoided; /* incident loss over the horizon without it, minus that with it; not discounted */
	double cost;         /* its cost over the horizon; not discounted */
};

/* Option by option, in the file's order; within each, the items that cover something there, in the file's order. */
struct controls {
	struct control *at; /* NULL if nothing covers anything */
	size_t count;
};

/* 0, or -1 when out of memory and *controls untouched. *controls borrows from the plan. */
int controls_find(const struct plan *plan, struct controls *controls);
void controls_release(struct controls *controls);

#endif
