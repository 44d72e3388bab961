/* The table of the shared options. */
#include "cli/options.h"

#include "base/intl.h"

static const char *const dialects[] = {"rfc4180", "excel-fr", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define AT(member) offsetof(struct options, member)

const struct option_row shared_options[] = {
	{.name = "format", .letter = 'f', .kind = OPTION_TEXT, .argument = "FORMAT", .takes = TAKES_OUTPUT,
	 .completion = COMPLETE_FORMAT, .offset = AT(format),
	 .help = N_("%s; by the extension of -o, else text")},
	{.name = "output", .letter = 'o', .kind = OPTION_TEXT, .argument = "FILE", .takes = TAKES_OUTPUT,
	 .completion = COMPLETE_FILE, .offset = AT(output), .help = N_("write to FILE, whole or not at all; - is standard output")},
	{.name = "force", .kind = OPTION_FLAG, .takes = TAKES_OUTPUT, .offset = AT(force),
	 .help = N_("let -o replace a file that is there")},
	{.name = "set", .kind = OPTION_TEXTS, .argument = "SECTION.KEY=VALUE", .takes = TAKES_PROFILES,
	 .completion = COMPLETE_KEY, .offset = AT(set), .help = N_("change an input, in the grammar of profiles; may be given again")},
	{.name = "scenarios", .kind = OPTION_TEXT, .argument = "FILE", .takes = TAKES_PROFILES, .completion = COMPLETE_FILE,
	 .offset = AT(scenarios),
	 .help = N_("answer once for each row of a CSV file: name,section.key,…; an empty cell leaves the profile's value")},
	{.name = "option", .kind = OPTION_TEXTS, .argument = "ID", .takes = TAKES_OPTIONS, .offset = AT(option),
	 .help = N_("only this option; may be given again")},
	{.name = "trials", .kind = OPTION_WHOLE, .argument = "N", .low = 1, .high = 1e7, .fallback = "100000",
	 .takes = TAKES_DRAWS, .offset = AT(trials), .help = N_("how often the uncertain inputs are drawn")},
	{.name = "seed", .kind = OPTION_WHOLE, .argument = "N", .low = 0, .high = 9007199254740992.0, .fallback = "42",
	 .takes = TAKES_DRAWS, .offset = AT(seed), .help = N_("where the draws begin; the same seed gives the same draws")},
	{.name = "threads", .kind = OPTION_WHOLE, .argument = "N", .low = 0, .high = 256, .fallback = "0", .takes = TAKES_DRAWS,
	 .offset = AT(threads), .help = N_("0: as many as there are processors; changes no result")},
	{.name = "stamp", .kind = OPTION_FLAG, .takes = TAKES_OUTPUT, .offset = AT(stamp),
	 .help = N_("beside a CSV file of -o, write FILE.meta.json: what made it")},
	{.name = "csv-dialect", .kind = OPTION_WORD, .words = dialects, .takes = TAKES_OUTPUT, .offset = AT(csv_dialect),
	 .help = N_("excel-fr: semicolons, decimal commas, a byte order mark; --scenarios is read so, too")},
	{.name = "raw", .kind = OPTION_FLAG, .takes = TAKES_OUTPUT, .offset = AT(raw),
	 .help = N_("CSV texts as they are, even where a spreadsheet would run them as a formula")},
	{.name = "color", .kind = OPTION_WORD, .words = colors, .takes = TAKES_OUTPUT, .offset = AT(color),
	 .help = N_("auto: on a terminal, unless NO_COLOR is set")},
	{.name = "ascii", .kind = OPTION_FLAG, .takes = TAKES_OUTPUT, .offset = AT(ascii),
	 .help = N_("no signs beyond ASCII")},
	{.name = "quiet", .letter = 'q', .kind = OPTION_FLAG, .offset = AT(quiet), .help = N_("no progress, no warnings; errors alone")},
	{.name = "help", .letter = 'h', .kind = OPTION_FLAG, .offset = AT(help), .help = N_("what this command does, and its options")},
	{.name = NULL},
};
