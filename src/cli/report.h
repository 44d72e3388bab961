/* The options of `report`, which the command line without a command has, too. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <stdbool.h>

#include "cli/option.h"

struct report_options {
	bool wide;
};

#define WIDE_ROW(type, member) \
	{.name = "wide", .kind = OPTION_FLAG, .offset = offsetof(type, member), \
	 .help = N_("CSV and JSON: one row per profile and option; one column per figure, followed by its status")}

#endif
