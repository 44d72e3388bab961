/*
 * The values of an input that a search looks at first, and what the conditions measure there.
 */
#ifndef DECIDE_TRIES_H
#define DECIDE_TRIES_H

#include "decide/meter.h"

struct tries {
	double *value;   /* [count], ascending */
	double *measure; /* [(condition * options + option) * count + i]: decide/meter.h */
	bool *doubted;   /* [i]: the first trials leave it in doubt on which sides it is */
	size_t count, now; /* now: which of them is the value as it is */
};

/*
 * range: the input, its value now and the ends of the search. Probabilities are worked out from the first trials
 * alone, but for the value as it is; where these leave a doubt, tries_settle draws them all. 0, or -1 when out of
 * memory or stopped, and *tries to be released all the same.
 */
int tries_init(struct tries *tries, struct meter *meter, const struct solution *range);
int tries_settle(const struct tries *tries, struct meter *meter, size_t i); /* 0, or -1 */
void tries_release(struct tries *tries);

/* The ends of the search that can be tried. */
double tries_lowest(const struct solution *range);
double tries_highest(const struct solution *range);

#endif
