/* Finds partitions by trial: the plan is read with a group of changes made, and with all others made. */
#include "decide/partition.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

/* Whether the plan is valid with the changes in `made`. */
static int holds(struct partition *partition, bool *answer)
{
	struct source source;
	struct diags diags = {0};
	struct plan *plan = NULL;
	int result = -1;
	if (source_copy(&partition->base, &source) != 0)
		return -1;
	for (size_t i = 0; i < partition->count; i++)
		if (partition->made[i] && change_make(&partition->changes->at[i], partition->b, &source) != 0)
			goto done;
	if (plan_from_source(&source, &diags, &plan) != 0 && diags.out_of_memory)
		goto done;
	*answer = plan != NULL;
	result = 0;
done:
	plan_free(plan);
	diags_release(&diags);
	source_release(&source);
	return result;
}

/* Whether groups g and h (may be equal) are valid alone or, with `but`, whether all others are valid without them. */
static int group_holds(struct partition *partition, size_t g, size_t h, bool but, bool *answer)
{
	for (size_t i = 0; i < partition->count; i++)
		partition->made[i] = (partition->of[i] == g || partition->of[i] == h) != but;
	return holds(partition, answer);
}

static void merge(struct partition *partition, size_t into, size_t from)
{
	for (size_t i = 0; i < partition->count; i++)
		if (partition->of[i] == from)
			partition->of[i] = into;
	partition->stands[into] = false;
}

/* Finds a group without which g is not valid. *found: there was one, and it was merged into g. */
static int merge_partner(struct partition *partition, size_t g, bool but, bool *found)
{
	*found = false;
	for (size_t h = 0; h < partition->count; h++) {
		if (partition->of[h] != h || h == g)
			continue;
		if (group_holds(partition, g, h, but, found) != 0)
			return -1;
		if (*found) {
			merge(partition, g, h);
			return 0;
		}
	}
	return 0;
}

/* Merges groups into g until it is valid on its own or no other group helps. */
static int settle(struct partition *partition, size_t g)
{
	bool grown = true;
	while (grown) {
		bool alone = false, without = false;
		if (group_holds(partition, g, g, false, &alone) != 0 ||
		    group_holds(partition, g, g, true, &without) != 0)
			return -1;
		partition->stands[g] = alone && without;
		if (partition->stands[g])
			return 0;
		if (merge_partner(partition, g, alone, &grown) != 0)
			return -1;
	}
	return 0;
}

/* Merges the groups for which `chosen` returns true; false if that changes nothing. */
static bool merge_all(struct partition *partition,
		      bool (*chosen)(const struct partition *partition, size_t group))
{
	size_t first = partition->count;
	bool merged = false;
	for (size_t g = 0; g < partition->count; g++) {
		if (!partition_is_group(partition, g) || !chosen(partition, g))
			continue;
		if (first < partition->count) {
			merge(partition, first, g);
			merged = true;
		} else {
			first = g;
		}
	}
	return merged;
}

static bool is_unsettled(const struct partition *partition, size_t group)
{
	return !partition->stands[group];
}

static bool is_any(const struct partition *partition, size_t group)
{
	(void)partition;
	(void)group;
	return true;
}

bool partition_is_group(const struct partition *partition, size_t change)
{
	return partition->of[change] == change;
}

size_t partition_size(const struct partition *partition, size_t group)
{
	size_t size = 0;
	for (size_t i = 0; i < partition->count; i++)
		size += partition->of[i] == group;
	return size;
}

bool partition_is_structural(const struct partition *partition, size_t group)
{
	return partition_size(partition, group) > 1 || !partition->changes->at[group].is_number;
}

bool partition_coarsen(struct partition *partition)
{
	return merge_all(partition, partition_is_structural) || merge_all(partition, is_any);
}

/*
 * Starts with each change as a group. Groups that find no partner are merged; if they are still not valid, everything
 * is merged: a and b themselves are plans.
 */
static int gather(struct partition *partition)
{
	for (size_t g = 0; g < partition->count; g++)
		if (partition_is_group(partition, g) && settle(partition, g) != 0)
			return -1;
	while (merge_all(partition, is_unsettled)) {
		size_t g = 0;
		while (!partition_is_group(partition, g) || partition->stands[g])
			g++;
		if (settle(partition, g) != 0)
			return -1;
	}
	for (size_t g = 0; g < partition->count; g++)
		if (partition_is_group(partition, g) && !partition->stands[g])
			(void)merge_all(partition, is_any);
	return 0;
}

static size_t count_groups(const struct partition *partition)
{
	size_t groups = 0;
	for (size_t i = 0; i < partition->count; i++)
		groups += partition_is_group(partition, i);
	return groups;
}

/* Reduces too many groups: first merges the changes of each section, then, if still too many, all. */
static void thin_out(struct partition *partition, size_t most)
{
	const struct change *change = partition->changes->at;
	if (count_groups(partition) <= most)
		return;
	for (size_t i = 0; i < partition->count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(change[i].section, change[k].section) == 0 &&
			    partition->of[i] != partition->of[k])
				merge(partition, partition->of[k], partition->of[i]);
	if (count_groups(partition) > most)
		(void)merge_all(partition, is_any);
}

int partition_new(const struct plan *a, const struct plan *b, const struct changes *changes, size_t most,
		  struct partition *partition)
{
	size_t count = changes->count;
	struct partition made = {.changes = changes, .b = b, .count = count};
	if (change_base(a, b, &made.base) != 0)
		return -1;
	made.of = calloc(count + 1, sizeof *made.of);
	made.stands = calloc(count + 1, sizeof *made.stands);
	made.made = calloc(count + 1, sizeof *made.made);
	for (size_t i = 0; made.of && i < count; i++)
		made.of[i] = i;
	if (!made.of || !made.stands || !made.made || gather(&made) != 0) {
		partition_release(&made);
		return -1;
	}
	thin_out(&made, most);
	*partition = made;
	return 0;
}

void partition_release(struct partition *partition)
{
	source_release(&partition->base);
	free(partition->of);
	free(partition->stands);
	free(partition->made);
	*partition = (struct partition){0};
}
