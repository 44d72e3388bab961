/* Inside cli/: the scenarios, as their readers see them. */
#ifndef CLI_SCENARIO_LIST_H
#define CLI_SCENARIO_LIST_H

#include "answer/title.h"
#include "cli/scenario_profile.h"
#include "cli/scenario_table.h"

struct scenarios {
	struct profile *profile;
	struct stamp_input *input;   /* one per profile */
	struct title *title;         /* one per profile */
	size_t profile_count;
	const struct options *options;
	bool has_table;
	struct scenario_table table;
	struct stamp_input table_input;
	struct file_wait wait;
	const char *waited_for;

	/* Where scenario_next is. */
	struct scenario_reader *reader; /* NULL: not begun */
	size_t at;
	bool wrong;                  /* some scenario could not be read: no more are handed out */
	bool checked;                /* all of them were read without an error, and their warnings were given */
};

/* Hands over the plan of the scenario read last: the caller frees it with plan_free. */
struct plan *scenario_reader_take(struct scenario_reader *reader);

#endif
