/* The standard normal distribution: its quantile function and its distribution function. */
#ifndef RISK_NORMAL_H
#define RISK_NORMAL_H

#include <stddef.h>

/* The quantile of p, in (0, 1), to a relative 1e-15 (Wichura 1988, algorithm AS 241). */
double normal_quantile(double p);

/* z[i] = normal_quantile(p[i]), the same bits. z may be p. */
void normal_fill(const double *p, size_t count, double *z);

/* The probability of less than z. */
double normal_probability(double z);

/* out[i] = e^x[i], to a few units in the last place; x is clamped to -708 … 709. out may be x. */
void exponential_fill(const double *x, size_t count, double *out);

#endif
