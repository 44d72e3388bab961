/*
 * Random numbers by counter: the n-th number of a stream is a function of (seed, stream's name, n) alone. So trials can
 * run in any order, on any number of threads, in part or again, with the same bits, and adding an input to a plan does
 * not change another input's draws. Method and tests: docs/simulation.md.
 */
#ifndef RISK_RANDOM_H
#define RISK_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random_stream {
	uint32_t key[4];
};

struct random_stream random_stream(uint64_t seed, const char *name);

/* u[i] = number first + i of the stream, i < count: 52 random bits followed by a 1, a multiple of 2^-53 in (0, 1). */
void random_fill(const struct random_stream *stream, uint32_t first, size_t count, double *u);

#endif
