/*
 * Sobol points, Owen-scrambled by the seed: spread more evenly than random ones, so fewer are needed. Dimension d of
 * point n depends on (seed, d, n) alone. Any 2^m points that begin at a multiple of 2^m are a scrambled net.
 */
#ifndef RISK_SOBOL_H
#define RISK_SOBOL_H

#include <stddef.h>
#include <stdint.h>

#include "risk/sobol_table.h"

struct sobol {
	uint32_t direction[32]; /* bits reversed: the first binary digit is bit 0 */
	uint32_t key[4];
};

/* dimension < SOBOL_DIMENSIONS. */
struct sobol sobol_dimension(uint64_t seed, size_t dimension);

/*
 * u[i] = coordinate of point first + i, i < count, in (0, 1): 32 binary digits followed by a 1. first is a multiple of
 * 32.
 */
void sobol_fill(const struct sobol *sobol, uint32_t first, size_t count, double *u);

#endif
