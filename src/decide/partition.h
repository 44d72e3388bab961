/*
 * A partition of changes: which of them make a valid plan only together.
 *
 * An item needs the incident it covers, an option's own value needs the option, a form of benefit excludes the other
 * one. Each group of a partition makes a plan when it alone is made, and leaves one when it alone is not.
 */
#ifndef DECIDE_PARTITION_H
#define DECIDE_PARTITION_H

#include <stdbool.h>
#include <stddef.h>

#include "decide/change.h"

struct partition {
	const struct changes *changes; /* borrowed, as are the plans */
	const struct plan *b;
	struct source base; /* of a: what changes are made in */
	size_t count;       /* of changes */
	size_t *of;         /* [change]: its group, called by one of its changes */
	bool *stands;       /* [group] */
	bool *made;         /* [change]: scratch */
};

/* changes: all from a to b. At most `most` groups come out. 0, or -1 when out of memory. */
int partition_new(const struct plan *a, const struct plan *b, const struct changes *changes, size_t most,
		  struct partition *partition);
void partition_release(struct partition *partition);

bool partition_is_group(const struct partition *partition, size_t change);
size_t partition_size(const struct partition *partition, size_t group);

/* True for a group for which a plan must be read again: anything but one number. */
bool partition_is_structural(const struct partition *partition, size_t group);

/*
 * Makes it coarser, for when groups that stand alone do not stand in some company: all structural groups become one,
 * then all groups. false: it is one group already.
 */
bool partition_coarsen(struct partition *partition);

#endif
