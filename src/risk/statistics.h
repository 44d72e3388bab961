/*
 * Statistics of a sample: mean, standard deviation, quantiles, expected shortfall.
 *
 * Sums run in an order that depends on the sample's size alone, so they are the same bits on any number of threads.
 */
#ifndef RISK_STATISTICS_H
#define RISK_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* Of the finite numbers among x[0 … size - 1]. */
struct moments {
	size_t count;     /* how many are finite */
	double mean;      /* 0 for none */
	double variance;  /* with count - 1; 0 for fewer than two */
	double low, high; /* infinite for none */
};

struct moments moments_of(const double *x, size_t size);

/*
 * The standard error of the mean of x, whose moments these are; below 0 if there are too few numbers. Independent
 * numbers: deviation / sqrt(n). Others, such as Sobol points: from the means of 16 consecutive batches, which
 * overestimates.
 */
double error_of_mean(const double *x, size_t size, const struct moments *moments, bool independent);

/*
 * Type 7 quantiles (Hyndman and Fan 1996): at[k] = the quantile p[k], in [0, 1], k < count < QUANTILES_MOST. x holds no
 * NaN; infinite numbers rank above all others, and a quantile that needs one is infinite. size is at least 1; moments
 * are those of x. room is scratch; x is not changed. If extra is not NULL, *extra is x's order statistic extra_rank
 * (from 0).
 */
#define QUANTILES_MOST 16
struct quantile_room {
	double *value;       /* 2 * size of them */
	unsigned short *bin; /* size of them */
};
void quantiles_of(const double *x, size_t size, const struct moments *moments, const double *p, size_t count,
                  struct quantile_room room, double *at, size_t extra_rank, double *extra);

/*
 * Expected shortfall: the mean of the lowest share p of x (the last number counted in part). boundary is x's order
 * statistic shortfall_rank(size, p).
 */
double shortfall_of(const double *x, size_t size, double p, double boundary);
size_t shortfall_rank(size_t size, double p); /* from 0 */

/* The k[i]-th smallest of x (from 0, ascending), i < count <= 2 QUANTILES_MOST. Otherwise like quantiles_of. */
void order_statistics(const double *x, size_t size, const struct moments *moments, const size_t *k, size_t count,
                      struct quantile_room room, double *at);

#endif
