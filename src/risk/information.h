/*
 * The value of information: an upper bound on what it is worth to know more before deciding (docs/simulation.md,
 * "Drivers"). The decision is which option to take, or none, which earns 0. Values are in the unit of the options'
 * values, the plan's currency.
 */
#ifndef RISK_INFORMATION_H
#define RISK_INFORMATION_H

#include <stdbool.h>
#include <stddef.h>

/* The options' values in trials. */
struct information_trials {
	const double *const *values; /* [option][trial]; finite */
	size_t options, count;
	bool independent;            /* false: Sobol points */
};

struct information {
	double value; /* at least 0 */
	double error; /* its standard error (error_of_mean); below 0: too few trials */
};

/* Scratch memory for one estimate, sized for all trials and options. */
struct information_room {
	double *gain;  /* [trial]: its contribution to the estimate */
	double *sums;  /* [(2 bin + half) * options + option] */
	size_t *taken; /* [3 bin]: best option in the bin's first half, second half, whole; `options`: none */
};
int information_room_init(struct information_room *room, size_t options, size_t trials); /* -1 when out of memory */
void information_room_release(struct information_room *room);

/* Perfect information: E[max(0, values)] - max(0, E[values]). */
struct information information_perfect(const struct information_trials *trials, const struct information_room *room);

/* How many bins information_partial uses for this number of trials. */
size_t information_bins(size_t trials);

/*
 * Information about one input. Trials with similar values of it share a bin, bin[trial] < information_bins, and the
 * mean in a bin stands for the mean given the input. The maximum of noisy means is biased upwards, about twice as much
 * with half the trials; so the estimate is extrapolated: twice that of all trials minus that of the halves. It is
 * between 0 and `perfect`. The error is that of the mean of the trials' contributions, given the options chosen in each
 * bin.
 */
struct information information_partial(const struct information_trials *trials, const unsigned short *bin,
				       double perfect, const struct information_room *room);

#endif
