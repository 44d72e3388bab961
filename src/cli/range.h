/*
 * What --over says: a key and the values it takes, as texts in the grammar of profiles.
 *
 *     KEY=A..B:STEP      10%..30%:5%   0..2:0.5   200..400:50 USD/month   launch+1..launch+6:1
 *     KEY=V1,V2,...      managed,self-hosted   uniform(2, 3),4
 *
 * A range begins with A and goes on by STEP as far as B, towards it; B is in where the steps meet it. A unit may stand
 * behind any of the three; it is that of all values.
 */
#ifndef CLI_RANGE_H
#define CLI_RANGE_H

#include <stddef.h>

#include "base/diag.h"
#include "cli/option.h"
#include "decide/grid.h"

struct range {
	char *key;    /* as given, blanks around it removed */
	char **value; /* [count] */
	size_t count; /* above 0 */
};

/* At most `most` values. 0, or -1 with an error in diags and *range untouched. */
int range_parse(const char *text, size_t most, struct place place, struct diags *diags, struct range *range);
void range_release(struct range *range);

/* All that is swept, as axes of a grid. Begins as {0}. */
struct ranges {
	struct range range[GRID_MOST_AXES];
	struct grid_axis axis[GRID_MOST_AXES]; /* they lend from the ranges */
};

/* 1 to GRID_MOST_AXES texts. 0, or -1 with an error in diags for each that is wrong; to be released in any case. */
int ranges_parse(const struct texts *texts, struct diags *diags, struct ranges *ranges);
void ranges_release(struct ranges *ranges);

#endif
