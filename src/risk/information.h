/*
 * The value of information: what it is worth, at most, to know before deciding (docs/model.md, "Value of information").
 *
 * The decision is which option to take, or none, which earns 0. Everything is in the unit of the options' values, the plan's currency.
 */
#ifndef RISK_INFORMATION_H
#define RISK_INFORMATION_H

#include <stddef.h>

/* Of everything: E[max(0, values)] - max(0, E[values]); values[option][trial]. */
double information_perfect(const double *const *values, size_t options, size_t trials);

/* How many bins information_partial makes of so many trials. */
size_t information_bins(size_t trials);

/*
 * Of one input: the trials are put into bins of like values of it, bin[trial] < bins (information_bins of them), and the mean in a bin
 * stands for the mean given the input. Taking the best of means that are themselves uncertain overstates, by about as much more for half the
 * trials: the estimate is twice that of all less that of halves. Between 0 and `perfect`. room holds 2 * bins * (options + 1) numbers.
 */
double information_partial(const double *const *values, size_t options, size_t trials, const unsigned short *bin, size_t bins,
                           double perfect, double *room);

#endif
