/*
 * A partition of changes into groups that are valid on their own. An item needs the incident it covers, an option's own
 * value needs the option, one form of benefit excludes the other. Making a group alone gives a valid plan, and so does
 * making all groups but that one.
 */
#ifndef DECIDE_PARTITION_H
#define DECIDE_PARTITION_H

#include <stdbool.h>
#include <stddef.h>

#include "decide/change.h"

struct partition {
	const struct changes *changes; /* borrowed, as are the plans */
	const struct plan *b;
	struct source base; /* of a: the source in which changes are made */
	size_t count;       /* number of changes */
	size_t *of;         /* [change]: its group, named by one of its changes */
	bool *stands;       /* [group] */
	bool *made;         /* [change]: scratch */
};

/* changes: all from a to b. Makes at most `most` groups. 0, or -1 when out of memory. */
int partition_new(const struct plan *a, const struct plan *b, const struct changes *changes, size_t most,
		  struct partition *partition);
void partition_release(struct partition *partition);

bool partition_is_group(const struct partition *partition, size_t change);
size_t partition_size(const struct partition *partition, size_t group);

/* True if a plan must be read again for the group: it is anything but a single number. */
bool partition_is_structural(const struct partition *partition, size_t group);

/*
 * Makes the partition coarser, when groups valid on their own are not valid together: merges all structural groups,
 * then all groups. false: it is one group already.
 */
bool partition_coarsen(struct partition *partition);

#endif
