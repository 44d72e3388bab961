/* Commands by name, and their options. */
#include "cli/command.h"

#include <string.h>

#include "base/nearest.h"

const struct command *command_find(const struct command_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++) {
		if (strcmp(table->at[i]->name, name) == 0)
			return table->at[i];
	}
	return NULL;
}

void command_offer_names(const struct command_table *table, struct nearest *nearest)
{
	for (size_t i = 0; i < table->count; i++)
		nearest_offer(nearest, table->at[i]->name);
}

void command_sets(const struct command *command, void *own, struct options *shared,
		  struct option_set sets[COMMAND_SETS])
{
	sets[0] = (struct option_set){.rows = command->options, .values = own, .takes = ~0u};
	sets[1] = (struct option_set){.rows = shared_options, .values = shared, .takes = command->takes};
}
