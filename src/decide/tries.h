/* The values of an input that a search examines first, and the conditions' measures there. */
#ifndef DECIDE_TRIES_H
#define DECIDE_TRIES_H

#include "decide/meter.h"

struct tries {
	double *value;   /* [count], ascending */
	double *measure; /* [(condition * options + option) * count + i]: decide/meter.h */
	bool *doubted;   /* [i]: the first trials leave in doubt on which sides it is */
	size_t count, now; /* now: the index of the current value */
};

/*
 * range: the input, its current value and the ends of the search. Probabilities are computed from the first trials
 * alone, except at the current value; where that leaves a doubt, tries_settle draws all. 0, or -1 when out of memory or
 * stopped; release *tries in either case.
 */
int tries_init(struct tries *tries, struct meter *meter, const struct solution *range);
int tries_settle(const struct tries *tries, struct meter *meter, size_t i); /* 0, or -1 */
void tries_release(struct tries *tries);

/* The ends of the search that can be tried. */
double tries_lowest(const struct solution *range);
double tries_highest(const struct solution *range);

#endif
