/*
 * The stamp: what an output was made from, so that it can be reproduced: program, inputs by their hash, settings, seed.
 * It has no time: the same input gives the same bytes.
 */
#ifndef DOCUMENT_STAMP_H
#define DOCUMENT_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;

/* An input file. All borrowed. */
struct stamp_input {
	const char *path;    /* as it was given */
	bool shipped;        /* not a file: the profile of that name that ships with the program */
	const char *digest;  /* SHA-256 of its bytes, in hex */
	const char *fx_date; /* "" if the profile states none */
};

/* Another setting on which the result depends. Borrowed. */
struct stamp_setting {
	const char *name;  /* "sampling" */
	const char *value; /* "sobol" */
};

#define STAMP_MOST_EXTRAS 8

struct stamp {
	const struct stamp_input *profile;
	size_t profile_count;
	const struct stamp_input *scenarios; /* the file of --scenarios; NULL: none */
	const struct stamp_input *prices;    /* the user's own list prices; NULL: none */
	const char *const *set;              /* the arguments of --set */
	size_t set_count;
	bool drawn;                          /* the result depends on seed and trials */
	uint64_t seed;
	uint64_t trials;
	struct stamp_setting extra[STAMP_MOST_EXTRAS];
	size_t extra_count;
};

/* Adds a setting; more than STAMP_MOST_EXTRAS are a programming error and abort the program. */
void stamp_add(struct stamp *stamp, const char *name, const char *value);

/* "breakeven 0.1.0" */
const char *stamp_program(void);

/* For people: one per line, each ended by LF. */
void stamp_print_lines(const struct stamp *stamp, struct bytes *out);

/* The value of "made_by" in JSON, without a line end. 0, or -1 when out of memory. */
int stamp_print_json(const struct stamp *stamp, struct bytes *out);

#endif
