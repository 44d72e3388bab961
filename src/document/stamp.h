/*
 * The stamp: what made an output, so that it can be made again: program, inputs by their hash, settings, seed.
 *
 * No clock: the same input gives the same bytes.
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
	bool shipped;        /* no file of that name: the profile that came with the program */
	const char *digest;  /* SHA-256 of its bytes, in hex */
	const char *fx_date; /* "" where the profile gives none */
};

/* Another setting that the result depends on. Borrowed. */
struct stamp_setting {
	const char *name;  /* "sampling" */
	const char *value; /* "sobol" */
};

#define STAMP_MOST_EXTRAS 8

struct stamp {
	const struct stamp_input *profile;
	size_t profile_count;
	const struct stamp_input *scenarios; /* the file of --scenarios; NULL: none */
	const char *const *set;              /* what --set said */
	size_t set_count;
	bool drawn;                          /* the result depends on seed and trials */
	uint64_t seed;
	uint64_t trials;
	struct stamp_setting extra[STAMP_MOST_EXTRAS];
	size_t extra_count;
};

/* Notes a setting; one beyond STAMP_MOST_EXTRAS is a programming error and stops the program. */
void stamp_add(struct stamp *stamp, const char *name, const char *value);

/* "breakeven 0.1.0" */
const char *stamp_program(void);

/* For people: a line each (LF behind every one). */
void stamp_print_lines(const struct stamp *stamp, struct bytes *out);

/* The value of "made_by" in JSON, without a line end. 0, or -1 when out of memory. */
int stamp_print_json(const struct stamp *stamp, struct bytes *out);

#endif
