/* The shared options: the same name means the same in every command. Their rows are in options.c. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/option.h"

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER }; /* the words of --color */

struct options {
	/* every command */
	bool help, quiet;
	/* TAKES_OUTPUT */
	const char *format;     /* a writer's name; NULL: by the extension of output, else text */
	const char *output;     /* NULL or "-": standard output */
	bool force, stamp, raw, ascii;
	int csv_dialect;        /* enum csv_dialect */
	int color;              /* enum color_choice */
	/* TAKES_PROFILES */
	struct texts set;       /* section.key=value */
	const char *scenarios;  /* a CSV file */
	/* TAKES_OPTIONS */
	struct texts option;    /* ids */
	/* TAKES_DRAWS */
	int64_t seed, trials;
	int64_t threads;        /* 0: as many as there are processors */
};

/* Ended by a row without a name. */
extern const struct option_row shared_options[];

#endif
