/* Direction numbers of Sobol's sequence: data of sobol_table.c, made by .tools/sobol_table.c. */
#ifndef RISK_SOBOL_TABLE_H
#define RISK_SOBOL_TABLE_H

#include <stdint.h>

#define SOBOL_DIMENSIONS 1024
#define SOBOL_MOST_DEGREE 13

struct sobol_dimension {
	uint16_t polynomial;           /* bit i: coefficient of x^i, leading one included; 1: van der Corput */
	uint8_t degree;
	uint16_t m[SOBOL_MOST_DEGREE]; /* m_1 … m_degree: odd, m_i < 2^i */
};

extern const struct sobol_dimension sobol_table[SOBOL_DIMENSIONS];

#endif
