/*
 * The monthly cost or benefit of each line of a plan under one option: the model's own rows, so that the lines add up
 * to the totals.
 */
#ifndef TUI_AMOUNTS_H
#define TUI_AMOUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

struct topic;

/* In the plan's currency, in the last month of the horizon, without once-costs. Zero-initialised ({0}), it is empty. */
struct amounts {
	double *at; /* cost items, then benefits, then incident classes, in the plan's order */
	size_t items, benefits, incidents;
	size_t option;
};

/* 0, or -1 when out of memory, with *amounts unchanged. */
int amounts_new(const struct plan *plan, size_t option, struct amounts *amounts);
void amounts_release(struct amounts *amounts);

/* The amount of a section of this plan, or of one with as many lines; false if it has none. */
bool amounts_of(const struct amounts *amounts, const struct plan *plan, const struct section *section, double *amount);

/* The sum over a topic's sections. */
bool amounts_of_topic(const struct amounts *amounts, const struct plan *plan, const struct topic *topic,
                      double *amount);

#endif
